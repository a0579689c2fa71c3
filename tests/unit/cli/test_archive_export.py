"""``onrecord archive --export``: what is public, and nothing else."""

from __future__ import annotations

import hashlib
import json
import zipfile
from pathlib import Path

import pytest
from tests.support.archives import archivist, dossier_of, loaded
from tests.support.commands import run
from tests.support.hostile_server import page, serving

from onrecord.archive.log import read_log
from onrecord.archiving import capture_all

SECRET = "the name of the witness"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A dossier with a public page, a confidential one, and an import that is internal."""
    with serving({"/a": page("<p>public"), "/w": page(f"<p>{SECRET}")}) as server:
        root = dossier_of(tmp_path / "d", {"a": server.url("/a"), "w": server.url("/w")})
        sources = json.loads((root / "sources.json").read_text())
        sources[0] |= {"note": SECRET, "custom": {"onrecord": {"interest": SECRET}}}
        sources[1] |= {"title": SECRET, "custom": {"onrecord": {"visibility": "confidential"}}}
        (root / "sources.json").write_text(json.dumps(sources))
        list(capture_all(root, read_log(root), loaded(root).sources, archivist(server.port), lambda source: None))
    (tmp_path / "saved.txt").write_text(SECRET)
    options = ("--source", "a", "--note", SECRET, "--visibility", "internal", "--by", "A. Editor")
    assert run("archive", root, "--import", tmp_path / "saved.txt", *options).exit_code == 0
    return root


def contents(path: Path) -> dict[str, bytes]:
    if path.is_dir():
        return {each.relative_to(path).as_posix(): each.read_bytes() for each in path.rglob("*") if each.is_file()}
    with zipfile.ZipFile(path) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


@pytest.mark.parametrize("name", ["bag", "bag.zip", "pages.wacz"])
def test_nothing_leaves_that_is_not_public(root: Path, tmp_path: Path, name: str) -> None:
    if name.endswith(".wacz"):
        pytest.importorskip("wacz")
    done = run("archive", root, "--export", tmp_path / name)
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.startswith(f"Written to {tmp_path / name}: ")
    assert "2 lines of the log withheld, with what they name: not public.\n" in done.stdout
    held = contents(tmp_path / name)
    capture = read_log(root).captures[0]
    assert any(path.endswith(capture.file.rsplit("/", 1)[1]) for path in held)
    assert sum(path.endswith(".warc.gz") for path in held) == 1
    assert not any(SECRET.encode() in data for data in held.values())
    private = {each.file_digest.removeprefix("sha256:") for each in read_log(root).captures[1:]}
    assert not private & {hashlib.sha256(data).hexdigest() for data in held.values()}


def test_json_and_same_place_twice(root: Path, tmp_path: Path) -> None:
    told = json.loads(run("archive", root, "--export", tmp_path / "bag.zip", "--format", "json").stdout)
    assert told["exported"]["withheld"] == 2
    done = run("archive", root, "--export", tmp_path / "bag.zip")
    assert (done.exit_code, "is there already" in done.stderr) == (2, True)


def test_a_damaged_archive_is_not_given_away(root: Path, tmp_path: Path) -> None:
    path = root / read_log(root).captures[0].file
    path.write_bytes(path.read_bytes()[:-1])
    done = run("archive", root, "--export", tmp_path / "bag")
    assert done.exit_code == 2
    assert "OR502" in done.stdout
    assert "nothing was exported" in done.stderr
    assert not (tmp_path / "bag").exists()


def test_what_cannot_be_exported_is_said(tmp_path: Path) -> None:
    empty = dossier_of(tmp_path / "d", {"a": "https://example.org/"})
    assert "there is no capture to export" in run("archive", empty, "--export", tmp_path / "x").stderr
    done = run("archive", empty, "--export", tmp_path / "x", "--again")
    assert (done.exit_code, "--export goes with none" in done.stderr) == (2, True)
