"""Freezing: everything of a checked dossier is in its edition, and the same dossier gives the same edition."""

from __future__ import annotations

import shutil
from datetime import UTC, date, datetime, timedelta

from tests.support.editions import DAY, EXAMPLE, example

from onrecord.freezing import digest_of, freeze
from onrecord.model.figure import Verdict
from onrecord.model.snapshot import Release
from onrecord.pipeline import check
from onrecord.snapshots import Arrival, add


def _bare(outcome):
    """What came of a statement, without its words: an edition has those of a page."""
    return (outcome.statement, outcome.verdict, outcome.computed, outcome.robustness, len(outcome.notes))


def test_an_edition_has_what_the_check_found():
    report, edition = check(EXAMPLE), freeze(EXAMPLE, DAY).edition
    assert edition is not None
    entries = edition.first.entries
    assert [_bare(one.outcome) for one in entries] == [_bare(one) for one in report.outcomes]
    assert {one.key for entry in entries for one in entry.statement.citations} <= {each.id for each in edition.sources}
    held = [one for one in entries if one.outcome.verdict is Verdict.HOLDS]
    assert all(one.courses and one.sql.startswith("-- ") and one.dataset for one in held)
    pledged = next(one for one in entries if one.statement.id == "eighteen-months")
    assert [len(each) for each in pledged.deadlines] == [len(pledged.statement.blocks) and len(pledged.deadlines[0])]


def test_the_same_dossier_gives_the_same_digest_wherever_it_stands(tmp_path):
    made = []
    for name in ("one", "two"):
        shutil.copytree(EXAMPLE, tmp_path / name)
        edition = freeze(tmp_path / name, DAY).edition
        assert edition is not None
        assert str(tmp_path) not in repr(edition)
        assert edition.digest == digest_of(edition)
        made.append(edition)
    assert made[0] == made[1]
    assert made[0].digest == made[1].digest


def test_another_day_or_another_word_is_another_edition(tmp_path):
    copy = tmp_path / "copy"
    shutil.copytree(EXAMPLE, copy)
    later = freeze(copy, DAY + timedelta(days=1)).edition
    claim = copy / "claims" / "security.md"
    claim.write_text(claim.read_text("utf-8").replace("Fear has changed sides", "Fear changed sides"), "utf-8")
    other = freeze(copy, DAY).edition
    assert later is not None and other is not None
    assert len({example().digest, later.digest, other.digest}) == 3


def test_a_dossier_with_a_fault_is_not_frozen(tmp_path):
    (tmp_path / "dossier.toml").write_text("title = 3\n", "utf-8")
    frozen = freeze(tmp_path, date(2022, 1, 1))
    assert frozen.edition is None
    assert frozen.report.exit_code == 2


def test_a_version_in_another_language_has_its_words_and_the_originals_verdicts():
    french, english = example().version("fr"), example().first
    assert (french.title, french.language) == ("Le bilan de la junte militaire malienne", "fr")
    assert french.subject.startswith("Huit affirmations")
    assert [each.claim.id for each in french.claims] == [each.claim.id for each in english.claims]
    pairs = list(zip(french.entries, english.entries, strict=True))
    assert all(one.translated and one.language == "fr" for one, _ in pairs)
    for one, other in pairs:
        assert (one.statement.id, one.outcome.verdict) == (other.statement.id, other.outcome.verdict)
        assert (one.courses, one.deadlines, one.cited) == (other.courses, other.deadlines, other.cited)
        assert one.statement.text != other.statement.text


def test_what_is_not_translated_is_in_the_first_language(tmp_path):
    copy = tmp_path / "copy"
    shutil.copytree(EXAMPLE, copy)
    (copy / "claims/fr/justice.md").unlink()
    settings = copy / "dossier.toml"
    settings.write_text(settings.read_text("utf-8").replace("[translations.fr]\ntitle = ", "[translations.fr]\n# "))
    frozen = freeze(copy, DAY)
    assert frozen.edition is not None
    french = frozen.edition.version("fr")
    assert french.title == frozen.edition.first.title
    justice = next(each for each in french.claims if each.claim.id == "justice")
    assert justice.language == "en"
    assert [(one.language, one.translated) for one in justice.entries] == [("en", False)] * 12
    assert [one.code for one in frozen.report.findings if one.code == "OR465"] == ["OR465"]


def test_words_of_datasets_and_stakes_are_told_in_each_language(tmp_path):
    from onrecord.building import sheets_of
    from onrecord.render.publish.theme import load_theme

    shutil.copytree(EXAMPLE, tmp_path / "one")
    edition = freeze(tmp_path / "one", DAY).edition
    assert edition is not None
    english, french = sheets_of(edition, load_theme())
    assert english.datasets[0].dataset.spec.title.startswith("Deaths in organised violence")
    assert french.datasets[0].dataset.spec.title.startswith("Morts de la violence organisée")
    stakes = {each.source.id: each.source.interest for each in french.sources}
    assert stakes["tass-2021-diop"] == "Une agence de presse de l'État russe."
    assert any("« Morts de la violence" in each.why.replace("\u202f", " ") for each in french.statements)
    assert any("“Deaths in organised violence" in each.why for each in english.statements)
    assert not any("ucdp-monthly" in each.why for sheet in (english, french) for each in sheet.statements)


def test_a_stake_that_is_not_public_is_told_in_no_language(tmp_path):
    shutil.copytree(EXAMPLE, tmp_path / "one")
    sources = tmp_path / "one" / "sources.json"
    text = sources.read_text("utf-8")
    stake = '"interest": "A news agency of the Russian state."'
    assert stake in text
    sources.write_text(text.replace(stake, f'{stake}, "visibility": "confidential"'), encoding="utf-8")
    edition = freeze(tmp_path / "one", DAY).edition
    assert edition is not None
    assert "Une agence de presse de l'État russe" not in repr(edition)


def test_a_number_of_a_card_that_its_translation_has_not_is_a_finding(tmp_path):
    shutil.copytree(EXAMPLE, tmp_path / "one")
    settings = tmp_path / "one" / "dossier.toml"
    settings.write_text(settings.read_text("utf-8").replace("de janvier 2010", "de janvier 2011"), encoding="utf-8")
    told = [one.message for one in check(tmp_path / "one").findings if one.code == "OR463"]
    assert any('"title" of ucdp-monthly' in one for one in told), told


def located(root, *, more="", path="data/events.csv"):
    """A dossier with a statement on two events of known positions; its edition."""
    (root / "claims").mkdir(parents=True)
    (root / "data").mkdir()
    head = "---\nclaim: x\nclaimant: y\n---\n\n"
    sentence = "- 12 people died in organised violence in Mali in 2020. [@ucdp] {#dead}\n"
    (root / "claims" / "a.md").write_text(f"{head}{sentence}", "utf-8")
    (root / "sources.json").write_text('[{"id": "ucdp", "type": "dataset", "title": "UCDP GED"}]', "utf-8")
    header = "id,type_of_violence,date_start,date_end,best,low,high,country,side_a,side_b,where_prec,latitude,longitude"
    rows = (
        "1,3,2020-03-04,2020-03-04,12,12,12,Mali,A,Civilians,1,14.25,-4.5",
        "2,3,2020-12-30,2020-12-30,0,0,0,Mali,A,Civilians,1,14.5,-4",
    )
    (root / "data" / "events.csv").write_text("\n".join((header, *rows, "")), "utf-8")
    settings = 'title = "t"\nas_of = 2021-06-30\n\n[publisher]\nname = "p"\n\n[datasets.ged]\n'
    (root / "dossier.toml").write_text(f'{settings}path = "{path}"\nsource = "ucdp"\ncomplete = true\n{more}', "utf-8")
    return root


def places(root):
    frozen = freeze(root, DAY)
    assert frozen.edition is not None, [str(one) for one in frozen.report.findings]
    (entry,) = frozen.edition.first.entries
    assert entry.outcome.verdict is Verdict.HOLDS
    return [(one.latitude, one.longitude) for one in entry.locations]


def test_where_events_were_is_published_only_where_rows_may_be_passed_on(tmp_path):
    assert places(located(tmp_path / "open")) == [(14.25, -4.5), (14.5, -4.0)]
    assert places(located(tmp_path / "shut", more="redistribute = false\n")) == []


def test_a_snapshot_whose_rows_may_not_be_passed_on_gives_sums_only(tmp_path):
    root = located(tmp_path / "kept", path="data/snapshots/ged")
    for redistribute, found in ((True, [(14.25, -4.5), (14.5, -4.0)]), (False, [])):
        arrival = Arrival(root / "data" / "events.csv", date(2022, 6, 15), Release(redistribute=redistribute))
        shutil.rmtree(root / "data" / "snapshots", ignore_errors=True)
        (root / "data" / "snapshots.jsonl").unlink(missing_ok=True)
        assert add(root, None, "ged", arrival, datetime(2022, 6, 15, tzinfo=UTC), "onrecord").snapshot is not None
        assert places(root) == found
