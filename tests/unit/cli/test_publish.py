"""``onrecord publish``, ``editions`` and ``verify-edition``: from a dossier to an edition that anybody can verify."""

from __future__ import annotations

import json
import shutil
import tomllib
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from tests.support.commands import run, small

from onrecord import publishing
from onrecord.model.edition import RenderedFile
from onrecord.rendering import Team

DESPITE = ("--despite", "OR204", "--because", "The old count stays until the ministry answers.")


class Site(Team):
    """Renders one page, in no time: what is kept does not depend on what is rendered."""

    def __init__(self, count: int) -> None:
        assert count
        super().__init__(1)

    def rendered(self, sheets, only=(), progress=None):
        from onrecord.rendering import renderer

        for file in renderer("claimreview")(sheets, None, lambda message: None):
            yield "claimreview", file
        yield "site", RenderedFile("index.html", sheets[0].title.encode())


@pytest.fixture
def dossier(tmp_path, monkeypatch) -> Path:
    monkeypatch.setattr(publishing, "Team", Site)
    return small(tmp_path)


def publish(dossier, *more, day="2026-11-24", despite=DESPITE):
    return run("publish", dossier, "--reason", "First edition.", "--date", day, *despite, *more)


def key(folder: Path) -> tuple[Path, Path]:
    private = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
    (folder / "key").write_bytes(private.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption()))
    (folder / "key.pub").write_bytes(private.public_key().public_bytes(Encoding.OpenSSH, PublicFormat.OpenSSH))
    return folder / "key", folder / "key.pub"


def change(dossier: Path) -> None:
    path = next(path for path in (dossier / "claims").glob("*.md") if "15,000 peacekeepers" in path.read_text("utf-8"))
    path.write_text(path.read_text("utf-8").replace("15,000 peacekeepers", "15,000 UN peacekeepers"), "utf-8")


def test_a_failing_statement_needs_a_reason_which_its_page_is_given(dossier):
    refused = publish(dossier, despite=())
    assert refused.exit_code == 2
    assert "killed-by-jnim: OR204" in refused.stderr
    assert not list((dossier / "editions").iterdir())
    assert "needs a reason of its own" in publish(dossier, despite=("--despite", "OR204")).stderr
    assert publish(dossier).exit_code == 0
    items = json.loads((dossier / "editions/0001-2026-11-24/edition.json").read_bytes())["items"]
    (despite,) = (one for one in items if one["kind"] == "despite")
    assert (despite["statement"], despite["reason"]) == ("killed-by-jnim", DESPITE[3])


def test_what_is_published_verifies_with_the_public_key_alone(dossier, tmp_path):
    private, public = key(tmp_path)
    assert publish(dossier, "--key", private).exit_code == 0
    for folder in (dossier / "_build", dossier / "editions/0001-2026-11-24"):
        verified = run("verify-edition", folder, "--key", public)
        assert (verified.exit_code, verified.stdout.count("ok")) == (0, 3), verified.stdout
    again = publish(dossier, "--key", private)
    assert "nothing changed since edition 1" in again.stdout
    assert len(list((dossier / "editions").glob("0*"))) == 1


@pytest.mark.parametrize(
    ("file", "said"),
    [
        ("index.html", "index.html: it is not what was published"),
        ("edition.json", "one of them was changed"),
        ("edition.json.sig", "not in the form of OpenSSH"),
    ],
)
def test_whatever_is_tampered_with_is_named(dossier, tmp_path, file, said):
    private, public = key(tmp_path)
    publish(dossier, "--key", private)
    path = dossier / "_build" / file
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    if file == "edition.json.sig":
        path.write_text("-----BEGIN SSH SIGNATURE-----\nAAAA\n-----END SSH SIGNATURE-----\n")
    verified = run("verify-edition", dossier / "_build", "--key", public)
    assert verified.exit_code == 1
    assert said in verified.stdout


def test_no_signature_and_another_key_are_told(dossier, tmp_path):
    private, public = key(tmp_path)
    publish(dossier)
    assert run("verify-edition", dossier / "_build").exit_code == 0
    assert "not signed" in run("verify-edition", dossier / "_build").stdout
    assert run("verify-edition", dossier / "_build", "--key", public).exit_code == 1
    shutil.rmtree(dossier / "editions")
    shutil.rmtree(dossier / "_build")
    publish(dossier, "--key", private)
    other = Ed25519PrivateKey.generate().public_key().public_bytes(Encoding.OpenSSH, PublicFormat.OpenSSH)
    public.write_bytes(b"desk@example.org " + other)
    assert "by another key" in run("verify-edition", dossier / "_build", "--signers", public).stdout
    assert "cannot be read" in publish(dossier, "--key", tmp_path / "lost").stderr


def test_a_change_is_published_only_with_its_kind_and_reason(dossier):
    publish(dossier)
    change(dossier)
    refused = publish(dossier, day="2026-11-25")
    assert refused.exit_code == 2
    assert "peacekeepers: sentence (en)" in refused.stderr
    path = dossier / "corrections.toml"
    assert next(one["statement"] for one in tomllib.loads(path.read_text("utf-8"))["change"]) == "peacekeepers"
    mine = path.read_text("utf-8") + "# my own remark\n"
    path.write_text(mine, "utf-8")
    assert publish(dossier, day="2026-11-25").exit_code == 2
    assert path.read_text("utf-8") == mine
    filled = mine.replace('kind = ""', 'kind = "clarification"').replace('reason = ""', 'reason = "Whose they are."')
    path.write_text(filled, "utf-8")
    made = publish(dossier, day="2026-11-25")
    assert made.exit_code == 0, made.stderr
    items = json.loads((dossier / "editions/0002-2026-11-25/edition.json").read_bytes())["items"]
    corrections = [one for one in items if one["kind"] == "correction"]
    assert corrections[0]["reason"] == "Whose they are."
    assert "15,000 UN peacekeepers" in corrections[0]["text"]
    assert "Whose they are." in (dossier / "_build/claimreview.json").read_text("utf-8")
    assert (dossier / "_build/editions/0001-2026-11-24/edition.json").exists()
    # What is only built afterwards does not hide it.
    run("build", dossier, "--only", "claimreview", "--output", dossier / "look")
    assert "Whose they are." in (dossier / "look/claimreview.json").read_text("utf-8")


def test_an_edition_deleted_or_replaced_and_a_clock_set_back_are_told(dossier):
    publish(dossier)
    assert "before the last one" in publish(dossier, day="2026-11-23").stderr
    change(dossier)
    publish(dossier, day="2026-11-25")
    path = dossier / "corrections.toml"
    filled = path.read_text("utf-8").replace('kind = ""', 'kind = "update"').replace('reason = ""', 'reason = "New."')
    path.write_text(filled, "utf-8")
    assert publish(dossier, day="2026-11-25").exit_code == 0
    assert run("editions", dossier).exit_code == 0
    (dossier / "editions/0001-2026-11-24").rename(dossier / "away")
    gone = run("editions", dossier)
    assert gone.exit_code == 1
    assert "edition 1 is missing" in gone.stderr
    assert "edition 1 is missing" in publish(dossier, day="2026-11-26").stderr


def test_nothing_of_a_hidden_dossier_is_told_by_path_or_hash(dossier):
    path = next((dossier / "claims").glob("*.md"))
    text = path.read_text("utf-8")
    path.write_text(text.rstrip("\n") + "\n- The informant is Moussa. [@events] {#informant .confidential}\n", "utf-8")
    made = publish(dossier)
    assert made.exit_code == 0, made.stderr
    told = (dossier / "_build/edition.json").read_text("utf-8")
    inputs = [one for one in json.loads(told)["items"] if one["kind"] == "input"]
    assert inputs
    assert all(set(one) == {"kind", "commitment"} for one in inputs)
    assert "informant" not in told
    assert not list((dossier / "_build").rglob("inputs.json"))


def test_a_run_that_dies_leaves_no_edition_or_a_whole_one(dossier, monkeypatch):
    from onrecord.editions import store

    real, left = store._write, iter(range(3))

    def full(path, content):
        if next(left, None) is None:
            raise OSError(28, "No space left on device")
        real(path, content)

    with monkeypatch.context() as patched:
        patched.setattr(store, "_write", full)
        stopped = publish(dossier)
    assert stopped.exit_code == 2
    assert "No space left" in stopped.stderr
    assert not list((dossier / "editions").iterdir())
    with monkeypatch.context() as patched:
        patched.setattr(publishing, "write", lambda *args: (_ for _ in ()).throw(OSError(28, "No space left")))
        assert publish(dossier).exit_code == 2
    assert not (dossier / "_build").exists()
    assert publish(dossier).exit_code == 0
    assert run("verify-edition", dossier / "_build").exit_code == 0
    assert len(list((dossier / "editions").glob("0*"))) == 1


def test_a_second_run_is_told_who_publishes(dossier):
    from onrecord.durable import locked

    with locked(dossier, "editions/.lock", "process 7"):
        assert "process 7" in publish(dossier).stderr


def test_an_edition_is_built_again_and_the_first_byte_that_differs_is_named(dossier, monkeypatch):
    from onrecord import reproducing

    monkeypatch.setattr(reproducing, "Team", Site)
    publish(dossier)
    folder = dossier / "editions/0001-2026-11-24"
    again = run("reproduce", folder)
    assert (again.exit_code, again.stdout) == (0, "2 files are the same byte for byte\n")
    page = folder / "files/index.html"
    page.write_bytes(page.read_bytes()[:4] + b"?" + page.read_bytes()[5:])
    other = run("reproduce", folder)
    assert other.exit_code == 1
    assert "index.html: byte 5 is the first that differs: 0x61 ('a') here, 0x3f ('?') as published" in other.stdout


def test_an_edition_is_built_again_when_the_dossier_has_gone_on(dossier, monkeypatch):
    from onrecord import reproducing

    monkeypatch.setattr(reproducing, "Team", Site)
    publish(dossier)
    folder = dossier / "editions/0001-2026-11-24"
    change(dossier)
    new = "---\nid: new\nclaim: New.\nclaimant: M\n---\n"
    (dossier / "claims" / "zz-new.md").write_text(new, "utf-8")
    before = {path: path.read_bytes() for path in dossier.rglob("*") if path.is_file()}
    again = run("reproduce", folder)
    assert (again.exit_code, again.stdout) == (0, "2 files are the same byte for byte\n"), again.output
    assert {path: path.read_bytes() for path in dossier.rglob("*") if path.is_file()} == before
    shutil.rmtree(folder / "inputs")
    refused = run("reproduce", folder)
    assert refused.exit_code == 2
    assert "it has no copy of them" in refused.stderr and "claims/" in refused.stderr


def test_a_copy_of_an_edition_that_was_changed_is_not_built_from(dossier, monkeypatch):
    from onrecord import reproducing

    monkeypatch.setattr(reproducing, "Team", Site)
    publish(dossier)
    folder = dossier / "editions/0001-2026-11-24"
    change(dossier)
    copy = next(path for path in (folder / "inputs/claims").glob("*.md") if "15,000 peacekeepers" in path.read_text())
    copy.write_text(copy.read_text().replace("15,000", "16,000"))
    refused = run("reproduce", folder)
    assert refused.exit_code == 2 and f"claims/{copy.name}" in refused.stderr


class Posters(Site):
    """Renders the smallest poster only."""

    def rendered(self, sheets, only=(), progress=None):
        from onrecord.render.charts import Charts
        from onrecord.rendering import renderer

        for file in renderer("poster")(sheets, Charts(), lambda message: None, papers=("a4",)):
            yield "poster", file


def test_old_posters_are_published_on_with_a_stamp(dossier, monkeypatch):
    from pypdf import PdfReader

    monkeypatch.setattr(publishing, "Team", Posters)
    assert publish(dossier).exit_code == 0
    change(dossier)
    publish(dossier, day="2026-11-25")
    path = dossier / "corrections.toml"
    path.write_text(
        path.read_text("utf-8").replace('kind = ""', 'kind = "update"').replace('reason = ""', 'reason = "N."')
    )
    made = publish(dossier, day="2026-11-25")
    assert made.exit_code == 0, made.stderr
    first = dossier / "editions/0001-2026-11-24/files/poster/poster-a4.pdf"
    old = dossier / "_build/editions/0001-2026-11-24/poster/poster-a4.pdf"
    reader, before = PdfReader(old), PdfReader(first)
    assert len(reader.pages) == len(before.pages)
    for page, other in zip(reader.pages, before.pages, strict=True):
        text = " ".join(page.extract_text().split())
        assert "Superseded" in text and "There is a newer edition of 25 November 2026." in text
        assert "Superseded" not in other.extract_text()
    assert "/StructTreeRoot" in reader.trailer["/Root"]
    content = old.read_bytes()
    assert "nothing changed since edition 2" in publish(dossier, day="2026-11-25").stdout
    assert old.read_bytes() == content


def told(folder: Path) -> bytes:
    """All that is published."""
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def test_what_is_marked_later_is_told_by_no_correction_and_no_old_edition(dossier):
    assert publish(dossier).exit_code == 0
    assert b"15,000 peacekeepers" in told(dossier / "_build")
    path = next(one for one in (dossier / "claims").glob("*.md") if "15,000 peacekeepers" in one.read_text("utf-8"))
    text = path.read_text("utf-8")
    assert text.count("{#peacekeepers}") == 1
    path.write_text(text.replace("{#peacekeepers}", "{#peacekeepers .confidential}"), "utf-8")
    made = publish(dossier, day="2026-11-25")
    assert made.exit_code == 0, made.stderr
    assert not (dossier / "corrections.toml").exists()
    assert b"15,000" not in told(dossier / "_build")
    assert not (dossier / "_build/editions/0001-2026-11-24").exists()
    assert b"15,000 peacekeepers" in told(dossier / "editions/0001-2026-11-24")
    assert run("editions", dossier).exit_code == 0


def test_a_change_can_be_told_without_its_words(dossier):
    assert publish(dossier).exit_code == 0
    path = next(one for one in (dossier / "claims").glob("*.md") if "15,000 peacekeepers" in one.read_text("utf-8"))
    text = path.read_text("utf-8")
    path.write_text(text.replace("15,000 peacekeepers", "15,000 men of Colonel Secretname"), "utf-8")
    publish(dossier, day="2026-11-25")
    answers = dossier / "corrections.toml"
    filled = (
        answers.read_text("utf-8").replace('kind = ""', 'kind = "update"').replace('reason = ""', 'reason = "New."')
    )
    answers.write_text(filled, "utf-8")
    assert publish(dossier, day="2026-11-25").exit_code == 0
    assert b"Secretname" in told(dossier / "_build")
    path.write_text(text, "utf-8")
    publish(dossier, day="2026-11-26")
    filled = answers.read_text("utf-8").replace('kind = ""', 'kind = "retraction"')
    filled = filled.replace('reason = ""', 'reason = "A name that should not have stood here."\nquote = false')
    answers.write_text(filled, "utf-8")
    made = publish(dossier, day="2026-11-26")
    assert made.exit_code == 0, made.stderr
    shown = told(dossier / "_build")
    assert b"Secretname" not in shown
    assert b"A name that should not have stood here." in shown and b"It is not quoted." in shown
    assert "nothing changed since edition 3" in publish(dossier, day="2026-11-26").stdout
    assert b"Secretname" not in told(dossier / "_build")
    run("build", dossier, "--only", "claimreview", "--output", dossier / "look")
    assert b"Secretname" not in told(dossier / "look")
