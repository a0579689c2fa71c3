"""Social cards: one per claim and format, the strongest findings, described in words, whatever is in the dossier."""

import struct
import zlib
from dataclasses import replace
from functools import cache

import pytest
from tests.support.editions import example_sheets
from tests.support.hostile_texts import ATTACKS, attacked
from tests.support.many import hostile, multiplied, worded
from tests.support.published import full, sheets

from onrecord.model.figure import Verdict
from onrecord.render.cards import _card, alternative, files
from onrecord.render.cards.choosing import FORMATS, chosen
from onrecord.render.cards.described import described
from onrecord.render.charts import Charts

FINEST_PIXELS_ON_A_PHONE = 7.5
"""The smallest text on a phone 400 pixels wide."""


def built(edition):
    return {file.path: file.content for file in files(sheets(edition), Charts(), lambda _: None)}


@cache
def cards():
    return built(full())


def chunks(png):
    at = 8
    while at < len(png):
        size = struct.unpack_from(">I", png, at)[0]
        kind, body = png[at + 4 : at + 8], png[at + 8 : at + 8 + size]
        assert struct.unpack_from(">I", png, at + 8 + size)[0] == zlib.crc32(kind + body)
        yield kind, body
        at += 12 + size


def test_each_claim_has_a_card_in_each_format_and_language():
    names = {f"{each.claim.id}-{form.name}.png" for each in full().first.claims for form in FORMATS}
    assert set(cards()) == {f"{folder}cards/{name}" for folder in ("", "fr/") for name in names}
    for path, made in cards().items():
        assert "{}x{}.png".format(*struct.unpack(">II", made[16:24])) in path


def test_the_same_edition_gives_the_same_bytes():
    assert built(full()) == cards()


def test_text_is_legible_on_a_phone():
    for form in FORMATS:
        share = 400 / form.width
        assert form.fine * 2 * share >= FINEST_PIXELS_ON_A_PHONE
        assert all(way.sentence * 2 * share >= FINEST_PIXELS_ON_A_PHONE + 1 for way in form.ways)


def test_every_format_has_a_way_that_fits_anything():
    assert all(form.ways[-1].short and form.ways[-1].findings == 0 for form in FORMATS)


def test_a_card_is_described_in_words():
    found = dict.fromkeys(kind for kind, _ in chunks(cards()["cards/security-1200x630.png"]))
    assert b"iTXt" in found
    texts = [body for kind, body in chunks(cards()["cards/security-1200x630.png"]) if kind == b"iTXt"]
    said = texts[1].split(b"\0")[-1].decode()
    assert said == alternative(sheets(full())[0], sheets(full())[0].claims[0])
    for each in ("The country has become safer.", "Prime Minister", "Moves backward", "As of 30\xa0June 2022"):
        assert each in said


def test_what_is_no_png_is_refused():
    with pytest.raises(ValueError, match="no PNG"):
        described(b"GIF89a", "", "")


def test_at_most_three_findings_and_none_twice():
    for sheet in (*example_sheets(), *sheets(full())):
        for claim in sheet.claims:
            found = chosen(sheet, claim)
            assert len(found) == len({each.id for each in found}) <= 3
            assert found


def test_the_first_finding_is_the_strongest():
    sheet = sheets(full())[0]
    assert [each.id for each in chosen(sheet, sheet.claims[0])] == ["deaths", "moura", "attacks"]


def test_what_fails_is_never_hidden():
    edition = full()
    claim = edition.first.claims[0]
    entries = tuple(
        replace(one, outcome=replace(one.outcome, verdict=Verdict.FAILS)) if one.statement.id == "niger" else one
        for one in claim.entries
    )
    version = replace(edition.first, claims=(replace(claim, entries=entries),))
    sheet = sheets(replace(edition, versions=(version,)))[0]
    assert chosen(sheet, sheet.claims[0])[0].id == "niger"


def test_a_hostile_dossier_has_its_cards():
    assert len(built(hostile(full()))) == len(cards())


def test_long_texts_are_shortened_at_a_word_and_whole_in_the_description():
    long = " ".join(f"word{number}" for number in range(300))
    edition = worded(multiplied(full(), 1, 3), lambda number: f"{number} {long}")
    made = built(edition)
    sheet = sheets(edition)[0]
    assert sheet.claims[0].text in alternative(sheet, sheet.claims[0])
    assert len(made) == 2 * len(FORMATS)


def test_a_claim_without_statements_has_a_card():
    edition = full()
    claim = replace(edition.first.claims[0], entries=())
    version = replace(edition.first, claims=(claim,))
    assert built(replace(edition, versions=(version,)))


def test_every_language_shows_the_same_findings():
    first, *others = example_sheets()
    for other in others:
        for one, same in zip(first.claims, other.claims, strict=True):
            assert [each.id for each in chosen(first, one)] == [each.id for each in chosen(other, same)]


def test_a_large_figure_says_what_it_is_of_and_marks_have_words():
    sheet = example_sheets()[0]
    cards = [_card(sheet, claim) for claim in sheet.claims]
    assert all(each["label"] for card in cards for each in card["findings"] if each["key"])
    assert all(" " in each["words"] for card in cards for each in card["counts"])


def test_a_themes_logo_is_on_the_cards(tmp_path):
    logo = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path fill="#010203" d="M0 0h9v9H0z"/></svg>'
    (tmp_path / "logo.svg").write_text(logo)
    (tmp_path / "theme.toml").write_text('logo = "logo.svg"')
    made = {file.path: file.content for file in files(sheets(full(), tmp_path), Charts(), lambda _: None)}
    assert set(made) == set(cards())
    assert not any(made[path] == cards()[path] for path in made)


@pytest.mark.parametrize("attack", ["long", "attribute", "direction"])
def test_a_card_holds_whatever_its_texts_are(attack):
    assert set(built(attacked(full(), ATTACKS[attack]))) == set(cards())
