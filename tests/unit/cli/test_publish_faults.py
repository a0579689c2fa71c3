"""Editions when something is lost or wrong: keys, folders, the clock, bytes, translations, old posters."""

from __future__ import annotations

import json
import shutil
import struct
from datetime import date
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from tests.support.commands import run, small
from tests.support.published import write

from onrecord import publishing
from onrecord.editions.differences import Stale, stale_translations
from onrecord.editions.verifying import first_difference
from onrecord.model.edition import Change, Correction
from onrecord.rendering import Team, renderer

DESPITE = ("--despite", "OR204", "--because", "The old count stays.")


class Site(Team):
    """Renders the pages only."""

    def __init__(self, count: int) -> None:
        super().__init__(1)

    def rendered(self, sheets, only=(), progress=None):
        from onrecord.render.charts import Charts

        for file in renderer("site")(sheets, Charts(), lambda message: None):
            if file.path.endswith((".html", ".xml", ".json")):
                yield "site", file
        for file in renderer("claimreview")(sheets, Charts(), lambda message: None):
            yield "claimreview", file


@pytest.fixture
def dossier(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(publishing, "Team", Site)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    monkeypatch.delenv("ONRECORD_KEY", raising=False)
    return small(tmp_path)


def publish(root: Path, *more: object, day: str = "2026-11-24"):
    return run("publish", root, "--reason", "An edition.", "--date", day, *DESPITE, *more)


def key(path: Path, seed: int = 0) -> str:
    """Write a private key; its public one as OpenSSH writes it."""
    private = Ed25519PrivateKey.from_private_bytes(bytes([seed]) * 32)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(private.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption()))
    return private.public_key().public_bytes(Encoding.OpenSSH, PublicFormat.OpenSSH).decode() + " desk@example.org"


def pin(root: Path, *keys: str) -> None:
    path = root / "dossier.toml"
    listed = ", ".join(f'"{one}"' for one in keys)
    path.write_text(path.read_text("utf-8") + f"\n[publish]\nsigners = [{listed}]\n", "utf-8")


def change(root: Path, day: str, what: str = "15,000 UN peacekeepers") -> None:
    """Change a sentence and publish it."""
    path = next(one for one in (root / "claims").glob("*.md") if "peacekeepers" in one.read_text("utf-8"))
    path.write_text(path.read_text("utf-8").replace("15,000 peacekeepers", what), "utf-8")
    accepted(root, day)


def accepted(root: Path, day: str):
    """Publish what changed, as an update."""
    publish(root, day=day)
    path = root / "corrections.toml"
    filled = path.read_text("utf-8").replace('kind = ""', 'kind = "update"').replace('reason = ""', 'reason = "New."')
    path.write_text(filled, "utf-8")
    made = publish(root, day=day)
    assert made.exit_code == 0, made.stderr
    return made


# Keys


def test_a_key_is_found_where_onrecord_keeps_it_and_in_the_environment(dossier, tmp_path, monkeypatch):
    public = key(tmp_path / "home/.config/onrecord/key")
    assert "edition 1, signed" in publish(dossier).stdout
    (tmp_path / "public").write_text(public)
    assert run("verify-edition", dossier / "_build", "--key", tmp_path / "public").exit_code == 0
    key(tmp_path / "other", 7)
    monkeypatch.setenv("ONRECORD_KEY", str(tmp_path / "other"))
    change(dossier, "2026-11-25")
    assert "by another key" in run("verify-edition", dossier / "_build", "--key", tmp_path / "public").stdout
    monkeypatch.setenv("ONRECORD_KEY", str(tmp_path / "gone"))
    lost = publish(dossier, day="2026-11-26")
    assert lost.exit_code == 2
    assert "ONRECORD_KEY names" in lost.stderr and "cannot be read" in lost.stderr


def test_a_lost_key_is_said_plainly_and_nothing_is_published_unsigned_by_oversight(dossier, tmp_path):
    place = tmp_path / "home/.ssh/onrecord"
    key(place)
    assert publish(dossier).exit_code == 0
    place.unlink()
    lost = publish(dossier, day="2026-11-25")
    assert lost.exit_code == 2
    assert "edition 1 was signed by SHA256:" in lost.stderr
    assert f"looked in {place}" in lost.stderr
    assert "--unsigned" in lost.stderr
    assert "nothing changed since edition 1" in publish(dossier, "--unsigned", day="2026-11-25").stdout
    assert "exclude each other" in publish(dossier, "--unsigned", "--key", tmp_path / "x").stderr


def test_the_pinned_key_alone_signs_and_verifies_without_being_given(dossier, tmp_path):
    public = key(tmp_path / "home/.ssh/id_ed25519")
    pin(dossier, public)
    made = publish(dossier)
    assert "edition 1, signed" in made.stdout, made.stderr
    for folder in (dossier / "_build", dossier / "editions/0001-2026-11-24"):
        verified = run("verify-edition", folder)
        assert (verified.exit_code, verified.stdout.count("signed by ssh-ed25519")) == (0, 0)
        assert "signed by desk@example.org" in verified.stdout
    key(tmp_path / "other", 7)
    refused = publish(dossier, "--key", tmp_path / "other", day="2026-11-25")
    assert "is not one that dossier.toml names" in refused.stderr
    assert "named: SHA256:" in refused.stderr
    (tmp_path / "home/.ssh/id_ed25519").unlink()
    assert "names the key that signs (SHA256:" in publish(dossier, day="2026-11-25").stderr


def test_a_signer_that_is_no_public_key_is_a_fault(dossier):
    pin(dossier, "ssh-rsa AAAA")
    assert '"ssh-rsa AAAA" is no public ed25519 key' in run("check", dossier).stdout


# Clock and folders


def test_a_clock_set_back_is_said(dossier):
    publish(dossier)
    change(dossier, "2026-11-25")
    back = publish(dossier, day="2026-11-20")
    assert back.exit_code == 2
    assert "would be of 2026-11-20, before the last one, which is of 2026-11-25" in back.stderr
    assert "nothing changed" in publish(dossier, "--backdated", day="2026-11-20").stdout


@pytest.mark.parametrize("number", [1, 2])
def test_an_edition_deleted_is_said_even_the_last_one(dossier, number):
    publish(dossier)
    change(dossier, "2026-11-25")
    name = ("0001-2026-11-24", "0002-2026-11-25")[number - 1]
    shutil.rmtree(dossier / "editions" / name)
    shutil.rmtree(dossier / "_build")
    listed = run("editions", dossier)
    assert listed.exit_code == 1
    assert f"edition {number}" in listed.stderr and "is missing" in listed.stderr
    assert "is missing" in publish(dossier, day="2026-11-26").stderr


def test_the_output_folder_tells_of_an_edition_whose_every_trace_was_deleted(dossier):
    publish(dossier)
    change(dossier, "2026-11-25")
    shutil.rmtree(dossier / "editions/0002-2026-11-25")
    listed = dossier / "editions/editions.jsonl"
    listed.write_text(listed.read_text().splitlines()[0] + "\n")
    assert run("editions", dossier).exit_code == 0
    refused = publish(dossier, day="2026-11-26")
    assert refused.exit_code == 2
    assert "the output folder has edition 2, and the dossier does not keep it" in refused.stderr


def test_a_run_killed_before_the_list_was_written_is_no_fault(dossier):
    publish(dossier)
    (dossier / "editions/editions.jsonl").unlink()
    assert run("editions", dossier).exit_code == 0
    change(dossier, "2026-11-25")
    assert len((dossier / "editions/editions.jsonl").read_text().splitlines()) == 2


# Bytes


@pytest.mark.parametrize("folder", ["_build", "editions/0001-2026-11-24"])
def test_the_first_byte_that_differs_is_named_with_both_sides(dossier, folder):
    publish(dossier)
    base = dossier / folder / ("files" if folder != "_build" else "")
    page = base / "index.html"
    page.write_bytes(page.read_bytes()[:20] + b"?" + page.read_bytes()[21:])
    was = (dossier / ("_build" if folder != "_build" else "editions/0001-2026-11-24/files") / "index.html").read_bytes()
    verified = run("verify-edition", dossier / folder)
    assert verified.exit_code == 1
    shown = f"0x{was[20]:02x}"
    assert f"byte 21 is the first that differs: 0x3f ('?') here, {shown}" in verified.stdout
    record = dossier / folder / "edition.json"
    record.write_bytes(record.read_bytes().replace(b'"reason":"An', b'"reason":"Xn', 1))
    assert "0x58 ('X') here, 0x41 ('A') as published" in run("verify-edition", dossier / folder).stdout


def test_another_copy_can_be_named(dossier, tmp_path):
    publish(dossier)
    shutil.copytree(dossier / "_build", tmp_path / "copy")
    shutil.copytree(dossier / "_build", tmp_path / "mirror")
    page = tmp_path / "mirror/index.html"
    page.write_bytes(page.read_bytes() + b"!")
    alone = run("verify-edition", tmp_path / "mirror").stdout
    assert "index.html: it is not what was published" in alone and "differs" not in alone
    beside = run("verify-edition", tmp_path / "mirror", "--against", tmp_path / "copy").stdout
    assert f"byte {page.stat().st_size:,} is the first that differs: 0x21 ('!') here, the end as published" in beside


def test_the_first_difference_is_found_wherever_it_is():
    for at in (0, 1, 6, 7):
        other = bytearray(b"abcdefgh")
        other[at] ^= 1
        assert first_difference(bytes(other), b"abcdefgh").startswith(f"byte {at + 1} ")
    assert first_difference(b"", b"a") == "byte 1 is the first that differs: the end here, 0x61 ('a') as published"


# Translations and languages


def words(**said: str) -> tuple[dict, ...]:
    return ({"kind": "statement", "claim": "c", "id": "s", "sentence": said},)


def test_a_translation_that_has_not_followed_is_listed_until_it_does():
    first = (1, date(2026, 1, 1), words(en="Ten.", fr="Dix."))
    second = (2, date(2026, 2, 1), words(en="Eleven.", fr="Dix."))

    def stale(*now: str, checked: date = date.min) -> list[Stale]:
        third = (3, date(2026, 3, 1), words(en=now[0], fr=now[1]))
        return list(stale_translations([first, second], third, "en", {("c", "fr"): checked}))

    assert stale("Eleven.", "Dix.") == [Stale("s", "fr", 2)]
    assert stale("Eleven.", "Onze.") == []
    assert stale("Ten.", "Dix.") == []
    assert stale("Eleven.", "Dix.", checked=date(2026, 2, 2)) == []
    assert list(stale_translations([first], second, "en", {})) == [Stale("s", "fr", 2)]
    assert list(stale_translations([], first, "en", {})) == []


@pytest.fixture
def bilingual(tmp_path, monkeypatch) -> Path:
    monkeypatch.setattr(publishing, "Team", Site)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    root = write(tmp_path / "record") if (tmp_path / "record").mkdir() is None else tmp_path
    settings = root / "dossier.toml"
    settings.write_text(settings.read_text("utf-8") + '\n[publish]\naddress = "https://desk.example/"\n', "utf-8")
    return root


def test_translations_that_carry_the_old_value_are_named_at_every_publishing(bilingual):
    assert publish(bilingual).exit_code == 0
    claim = bilingual / "claims/security.md"
    claim.write_text(
        claim.read_text("utf-8").replace("Deaths in Mali in 2021 exceeded", "Deaths in Mali in 2021 passed")
    )
    warning = "deaths changed in edition 2, and its translation (fr) still says the same"
    assert warning in accepted(bilingual, "2026-11-25").stderr
    claim.write_text(claim.read_text("utf-8").replace("fewer than 5 people were", "fewer than 5 persons were"))
    assert warning in accepted(bilingual, "2026-11-26").stderr
    french = bilingual / "claims/fr/security.md"
    french.write_text(french.read_text("utf-8").replace("ont dépassé celles", "ont passé celles"))
    assert "still says the same" not in accepted(bilingual, "2026-11-27").stderr


def test_corrections_are_told_in_the_page_s_language_everywhere(bilingual):
    assert publish(bilingual).exit_code == 0
    claim = bilingual / "claims/security.md"
    text = claim.read_text("utf-8").replace("killed 30 people", "killed 31 people")
    text = text.replace("in Mali in 2021 are 30; and", "in Mali in 2021 are 31; and")
    claim.write_text(text.replace("value: moves backward", "value: unmoved"), "utf-8")
    assert accepted(bilingual, "2026-11-25").exit_code == 0
    built = bilingual / "_build"
    told = {path: (built / path).read_text("utf-8") for path in (
        "corrections.html", "fr/corrections.html", "fr/statements/attacks.html", "fr/feed.xml", "fr/claimreview.json",
    ) if (built / path).exists()}  # fmt: skip
    assert "The verdict was “holds”; it is “fails”." in told["corrections.html"]
    for path, text in told.items():
        if path.startswith("fr/"):
            assert "The verdict was" not in text and "The sentence (en)" not in text, path
            assert "au lieu de" in text, path
    assert "Verdict\N{NARROW NO-BREAK SPACE}: au lieu de" in told["fr/corrections.html"]
    items = json.loads((built / "edition.json").read_bytes())["items"]
    one = next(each for each in items if each["kind"] == "correction" and each["what"] == "verdict")
    assert (one["before"], one["after"], one["text"]) == ("holds", "fails", "The verdict was “holds”; it is “fails”.")


def test_a_correction_of_an_older_onrecord_keeps_its_own_words():
    from tests.support.published import sheets, small

    from onrecord.render.publish.changes import correction_text

    english, french = sheets(small())
    old = Correction(date(2026, 1, 1), Change.UPDATE, "c", "s", "It had 2019 for 2020.", "A slip.")
    assert correction_text(old, french) == "It had 2019 for 2020."
    figure = Correction(*(date(2026, 1, 1), Change.UPDATE, "c", "s", "", ""), what="figure", before="68.75 percent",
                        after="1234.0 count")  # fmt: skip
    assert correction_text(figure, english) == "The figure was “68.8%”; it is “1,234”."
    assert "1\N{NO-BREAK SPACE}234" in correction_text(figure, french)
    added = Correction(*(date(2026, 1, 1), Change.UPDATE, "c", "s", "", ""), what="sentence (en)", after="It rose.")
    assert correction_text(added, english) == "Added: sentence (en): “It rose.”"


# Old posters


class Posters(Site):
    """Renders the smallest poster only."""

    def rendered(self, sheets, only=(), progress=None):
        from onrecord.render.charts import Charts

        for file in renderer("poster")(sheets, Charts(), lambda message: None, papers=("a4",)):
            yield "poster", file


def test_old_posters_of_every_form_are_stamped(dossier, monkeypatch):
    from xml.etree import ElementTree as ET

    monkeypatch.setattr(publishing, "Team", Posters)
    assert publish(dossier).exit_code == 0
    change(dossier, "2026-11-25")
    name = "0001-2026-11-24"
    kept, shown = dossier / f"editions/{name}/files/poster", dossier / f"_build/editions/{name}/poster"
    assert sorted(path.name for path in shown.iterdir()) == sorted(path.name for path in kept.iterdir())
    assert {path.suffix for path in shown.iterdir()} == {".pdf", ".svg", ".png"}
    drawing = (shown / "poster-a4.svg").read_text("utf-8")
    before = (kept / "poster-a4.svg").read_text("utf-8")
    assert "<title>Superseded</title>" in drawing and "<title>Superseded</title>" not in before
    root = ET.fromstring(drawing)
    ids = [one.get("id") for one in root.iter() if one.get("id")]
    assert len(ids) == len(set(ids))
    inner = next(one for one in root.iter() if one is not root and one.tag.endswith("}svg"))
    assert [inner.get(side) for side in ("width", "height")] == root.get("viewBox", "").split()[2:]
    image, old = (shown / "poster-a4.png").read_bytes(), (kept / "poster-a4.png").read_bytes()
    assert struct.unpack(">II", image[16:24]) == struct.unpack(">II", old[16:24])
    assert image != old
