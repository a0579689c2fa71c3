"""Nothing that is marked reaches any output: everything that can be marked is planted with words, days and numbers of
its own, every command is run in every form, and all that it prints and writes is searched for them."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from tests.support.archives import archivist
from tests.support.commands import run
from tests.support.planted import LEVELS, Planter, plant, told_of

import onrecord
from onrecord.archive.log import LOG, read_log
from onrecord.archiving import import_capture, opened
from onrecord.explaining import Explanation, explain
from onrecord.model.dates import PartialDate
from onrecord.model.visibility import HiddenPlace, Visibility
from onrecord.pipeline import prepare
from onrecord.render.explain_json import render_explanation_json
from onrecord.render.explain_text import render_explanation
from onrecord.text import load_dossier
from onrecord.text.blocks import BLOCK_FIELDS
from onrecord.visibility import published

Planted = tuple[Path, Planter]
INTERNAL = ("--show", "internal")


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Planted:
    root = tmp_path_factory.mktemp("planted") / "d"
    return root, plant(root, tuple(BLOCK_FIELDS))


def printed(value: object) -> Iterator[str]:
    """Every text, day and number of a value."""
    if isinstance(value, PartialDate | str | int):
        yield str(value)
    elif isinstance(value, tuple):
        for each in value:
            yield from printed(each)
    elif is_dataclass(value) and not isinstance(value, type | HiddenPlace):
        for each in fields(value):
            yield from printed(getattr(value, each.name))


def clean(planter: Planter, text: str, show: str = "public") -> bool:
    """Whether a text holds nothing above a level; what it holds fails the test."""
    above = LEVELS if show == "public" else LEVELS[1:]
    assert {level: told_of(planter, text, level) for level in above} == {level: [] for level in above}
    return True


def test_what_is_planted_is_in_the_dossier_and_in_no_view(planted: Planted) -> None:
    root, planter = planted
    dossier, _ = load_dossier(root)
    assert dossier is not None
    full = "\n".join(printed(dossier))
    for level in LEVELS:
        # What stands in faulty blocks is never read.
        assert len(told_of(planter, full, level)) > 0.9 * len(planter.plants[level])
    view = published(dossier)
    assert clean(planter, "\n".join(printed(view)))
    between = published(dossier, Visibility.INTERNAL)
    assert clean(planter, "\n".join(printed(between)), "internal")
    assert len(told_of(planter, "\n".join(printed(between)), "internal")) > 0.9 * len(planter.plants["internal"])
    assert len(published(dossier, Visibility.CONFIDENTIAL).statements) == len(dossier.statements)
    assert published(view) == view
    assert published(between, Visibility.INTERNAL) == between
    ids = [{each.id for each in one.statements} for one in (view, between, dossier)]
    assert ids[0] < ids[1] < ids[2]


CHECKS = [("check",), ("check", "--all"), ("check", "--format", "json"), ("check", "--format", "github"),
          ("check", "--standards"), ("check", "--standards", "--all"), ("check", "--standards", "--format", "json"),
          ("read",), ("read", "--format", "json")]  # fmt: skip


@pytest.mark.parametrize("command", CHECKS, ids=" ".join)
def test_no_report_holds_what_is_marked(planted: Planted, command: tuple[str, ...]) -> None:
    root, planter = planted
    done = run(command[0], root, *command[1:])
    assert clean(planter, done.output)
    assert done.exit_code == (2 if command[0] == "check" else 0)
    assert "ot public" in done.output or '"withheld"' in done.output
    more = run(command[0], root, *command[1:], *INTERNAL)
    assert clean(planter, more.output, "internal")
    assert "NOT FOR PUBLICATION" in more.output or '"not_for_publication": true' in more.output


def test_with_show_it_is_told_and_said_not_to_be_for_publication(planted: Planted) -> None:
    root, planter = planted
    done = run("check", root, "--all", "--show", "confidential")
    assert done.output.startswith("NOT FOR PUBLICATION: this shows what is marked internal or confidential.\n")
    assert len(told_of(planter, done.output, "confidential")) > 10


@pytest.mark.parametrize("kind", BLOCK_FIELDS)
def test_no_explanation_holds_what_is_marked(tmp_path: Path, kind: str) -> None:
    planter = plant(tmp_path / "d", (kind,))
    for show in (Visibility.PUBLIC, Visibility.INTERNAL):
        session = prepare(tmp_path / "d", show=show)
        assert session.dossier is not None
        # The outcomes of the whole are the same for all: they are not asked for again each time.
        session = replace(session, full=None)
        for statement in session.dossier.statements:
            found = explain(session, statement.id)
            assert isinstance(found, Explanation)
            assert clean(planter, render_explanation(found) + render_explanation_json(found), show)


def test_explain_tells_nothing_of_a_hidden_statement_or_data_file(planted: Planted) -> None:
    root, planter = planted
    dossier, _ = load_dossier(root)
    assert dossier is not None
    hidden = [each for each in dossier.statements if each.visibility is not Visibility.PUBLIC]
    assert len(hidden) > 10
    for one in hidden[:3]:
        done = run("explain", one.id[:-1], root)
        assert done.exit_code == 2
        assert clean(planter, done.output.replace(one.id[:-1], ""))
    done = run("explain", "s-case-internal-0", root)
    assert done.exit_code == 0
    assert clean(planter, done.output)
    figure = run("explain", "figure", root, "--format", "json")
    assert clean(planter, figure.output)
    assert json.loads(figure.output)["data"]["file"] == "a data file that is not public"
    for option in ("--rows", "--sql"):
        refused = run("explain", "figure", root, option)
        assert refused.exit_code == 2
        assert "the data file is not public" in refused.output
        assert clean(planter, refused.output)


def test_a_notebook_shows_the_public_view(planted: Planted) -> None:
    root, planter = planted
    loaded = onrecord.load(root)
    assert clean(planter, loaded.check()._repr_html_() + str(loaded.check()))
    assert clean(planter, loaded.check(show="internal")._repr_html_(), "internal")
    assert "zqc" in loaded.check(show="confidential")._repr_html_()


def test_pin_names_no_data_file_that_is_hidden(planted: Planted) -> None:
    root, planter = planted
    done = run("pin", root, "--check")
    assert done.exit_code == 2  # of two datasets there is no file
    assert clean(planter, done.output)


# The archive --------------------------------------------------------------------------------------------------------


@pytest.fixture
def archived(tmp_path: Path) -> Planted:
    """A dossier with captures: of an open source, of hidden ones, and one that is itself marked."""
    root = tmp_path / "d"
    planter = plant(root, ("reply",))
    dossier, _ = load_dossier(root)
    assert dossier is not None
    sources = {source.id: source for source in dossier.sources}
    who = archivist(0)
    with opened(root, who) as (book, _):
        for key, level in [
            ("open", ""),
            ("hidden-internal", ""),
            ("hidden-confidential", ""),
            ("open", "confidential"),
        ]:
            word = planter.word(level or key.removeprefix("hidden-")) if key != "open" or level else "open words"
            (tmp_path / "saved.txt").write_text(f"A page with {word}.")
            made = replace(who, visibility=level)
            url = f"https://example.org/{word.split()[0]}"
            book, _ = import_capture(root, book, sources[key], tmp_path / "saved.txt", made, url, word)
    return root, planter


def test_the_archive_tells_nothing_of_hidden_captures(archived: Planted) -> None:
    root, planter = archived
    for form in ("text", "json"):
        assert clean(planter, run("archive", root, "--verify", "--format", form).output)
    for one in read_log(root).captures[1:]:
        (root / one.file).unlink()
    assert run("archive", root, "--verify").exit_code == 1
    for args in (
        ("check", root, "--all"),
        ("archive", root, "--verify"),
        ("archive", root, "--verify", "--format", "json"),
    ):
        assert clean(planter, run(*args).output)
        assert clean(planter, run(*args, *INTERNAL).output, "internal")
    log = (root / LOG).read_bytes().replace(b'"kind":"', b'"knd":"', 3)
    (root / LOG).write_bytes(log)
    for args in (
        ("check", root, "--all"),
        ("archive", root, "--verify"),
        ("archive", root, "--export", root / "x.zip"),
    ):
        assert clean(planter, run(*args).output)
    assert clean(planter, run("archive", root, "--import", root / "dossier.toml", "--source", "open").output)


def test_capturing_tells_nothing_of_hidden_sources(archived: Planted) -> None:
    root, planter = archived
    for form in ("text", "json"):
        for key in ("hidden-internal", "hidden-confidential"):
            done = run("archive", root, "--import", root / "dossier.toml", "--source", key, "--format", form)
            assert done.exit_code == 0
            assert clean(planter, done.output)
            fetched = run("archive", root, "--source", key, "--again", "--format", form)
            assert fetched.exit_code == 1  # the address is none that can be asked
            assert clean(planter, fetched.output)


def test_exports_hold_nothing_that_is_hidden(archived: Planted) -> None:
    root, planter = archived
    for target in ("bag.zip", "bag", "archive.wacz"):
        done = run("archive", root, "--export", root.parent / target)
        assert clean(planter, done.output)
    written = [path for path in root.parent.rglob("*") if path.is_file() and root not in path.parents]
    written.remove(root.parent / "saved.txt")
    assert len(written) > 4
    for path in written:
        assert clean(planter, "\n".join(unpacked(path.read_bytes())) + path.as_posix())


def unpacked(data: bytes) -> Iterator[str]:
    """The text of a file, and of all files in it if it is an archive."""
    yield data.decode("utf-8", "replace")
    if data[:2] == b"PK":
        with zipfile.ZipFile(BytesIO(data)) as packed:
            for name in packed.namelist():
                yield name
                yield from unpacked(packed.read(name))


def test_nothing_that_is_built_holds_what_is_marked(tmp_path: Path) -> None:
    root, out = tmp_path / "d", tmp_path / "out"
    planter = plant(root, tuple(BLOCK_FIELDS), faults=False)
    done = run("build", root, "--output", str(out))
    assert done.exit_code == 0, done.output
    assert clean(planter, done.output)
    files = [path for path in sorted(out.rglob("*")) if path.is_file()]
    assert {".html", ".json", ".csv", ".xml", ".js", ".svg", ".png", ".pdf"} <= {path.suffix for path in files}
    for path in files:
        if path.suffix == ".pdf":
            read = PdfReader(path)
            text = "\n".join([str(dict(read.metadata or {})), *(page.extract_text() for page in read.pages)])
        else:
            text = path.read_bytes().decode("utf-8", "ignore") if path.suffix not in _PICTURES else ""
        assert clean(planter, text), path
        assert clean(planter, path.relative_to(out).as_posix())


_PICTURES = (".png", ".woff2")
