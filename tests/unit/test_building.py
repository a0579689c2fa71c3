"""The output folder: what onrecord wrote is replaced and removed, what others wrote is left alone."""

from __future__ import annotations

import json

import pytest
from tests.support.editions import DAY, EXAMPLE, example

from onrecord import building
from onrecord.building import MANIFEST, sheets_of, write
from onrecord.model.edition import Edition, RenderedFile
from onrecord.render.publish.theme import load_theme
from onrecord.rendering import PARTS, renderer

EDITION = Edition(DAY, DAY, (), tool="0", digest="d" * 64)


def files(**named: str) -> list[tuple[str, RenderedFile]]:
    """Files by part: site="a b" are a and b, each with its own name as content."""
    return [(part, RenderedFile(path, path.encode())) for part, paths in named.items() for path in paths.split()]


def tree(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_files_are_written_once_and_those_no_longer_made_are_removed(tmp_path):
    first = write(files(site="a.html claims/b.html", poster="p.pdf"), tmp_path, EDITION)
    assert (first.changed, first.total, first.removed) == (("a.html", "claims/b.html", "p.pdf"), 3, ())
    again = write(files(site="a.html claims/b.html", poster="p.pdf"), tmp_path, EDITION)
    assert (again.changed, again.total) == ((), 3)
    less = write(files(site="a.html", poster="p.pdf"), tmp_path, EDITION)
    assert less.removed == ("claims/b.html",)
    assert tree(tmp_path) == ["a.html", MANIFEST, "p.pdf"]
    assert not (tmp_path / "claims").exists()


def test_one_part_leaves_the_files_of_the_others(tmp_path):
    write(files(site="a.html b.html", poster="p.pdf"), tmp_path, EDITION)
    made = write(files(site="a.html"), tmp_path, EDITION, ("site",))
    assert made.removed == ("b.html",)
    assert tree(tmp_path) == ["a.html", MANIFEST, "p.pdf"]
    listed = json.loads((tmp_path / MANIFEST).read_text("utf-8"))["files"]
    assert sorted(listed) == ["a.html", "p.pdf"]


def test_a_file_that_somebody_wrote_stops_everything(tmp_path):
    (tmp_path / "b.html").write_text("mine")
    made = write(files(site="a.html b.html"), tmp_path, EDITION)
    assert made.kept == ("b.html",)
    assert tree(tmp_path) == ["b.html"]
    assert (tmp_path / "b.html").read_text() == "mine"


def test_what_a_killed_run_wrote_is_not_taken_for_somebody_else_s(tmp_path, monkeypatch):
    write(files(site="a.html b.html"), tmp_path, EDITION)
    real, left = building.atomic_write_bytes, iter(range(3))

    def dying(path, content, **more):
        if next(left, None) is None:
            raise KeyboardInterrupt
        real(path, content, **more)

    changed = [("site", RenderedFile(path, f"{path} changed".encode())) for path in ("a.html", "new.html", "b.html")]
    with monkeypatch.context() as patched:
        patched.setattr(building, "atomic_write_bytes", dying)
        with pytest.raises(KeyboardInterrupt):
            write(changed, tmp_path, EDITION)
    assert (tmp_path / "a.html").read_text() == "a.html changed"
    assert (tmp_path / "b.html").read_text() == "b.html"
    (tmp_path / "own.html").write_text("mine")
    again = write([("site", RenderedFile("a.html", b"a third"))], tmp_path, EDITION)
    assert again.kept == ()
    assert sorted(again.removed) == ["b.html", "new.html"]
    assert tree(tmp_path) == ["a.html", MANIFEST, "own.html"]


def test_a_file_that_somebody_changed_is_neither_overwritten_nor_removed(tmp_path):
    write(files(site="a.html b.html"), tmp_path, EDITION)
    (tmp_path / "b.html").write_text("mine now")
    assert write([("site", RenderedFile("b.html", b"new"))], tmp_path, EDITION).kept == ("b.html",)
    assert write(files(site="a.html"), tmp_path, EDITION).removed == ()
    assert (tmp_path / "b.html").read_text() == "mine now"
    (tmp_path / "notes.txt").write_text("beside")
    write(files(site="c.html"), tmp_path, EDITION)
    assert "notes.txt" in tree(tmp_path)


def test_a_link_in_the_way_is_not_followed(tmp_path):
    outside = tmp_path / "outside.txt"
    outside.write_text("precious")
    output = tmp_path / "out"
    output.mkdir()
    (output / "a.html").symlink_to(outside)
    assert write(files(site="a.html"), output, EDITION).kept == ("a.html",)
    assert outside.read_text() == "precious"


@pytest.mark.parametrize("text", ["", "{", "[]", '{"files": 3}', '{"files": {"a.html": {}}}', "\xff"])
def test_a_manifest_that_cannot_be_read_claims_nothing(tmp_path, text):
    write(files(site="a.html"), tmp_path, EDITION)
    (tmp_path / MANIFEST).write_bytes(text.encode("latin-1"))
    assert write([("site", RenderedFile("a.html", b"new"))], tmp_path, EDITION).kept == ("a.html",)


def test_every_part_has_a_renderer_and_every_language_a_sheet():
    assert all(callable(renderer(part)) for part in PARTS)
    sheets = sheets_of(example(), load_theme(EXAMPLE / "theme"))
    assert [each.locale.language for each in sheets] == [each.language for each in example().versions]
    assert len(sheets[0].claims) == 8
    assert len(sheets[0].statements) == sum(tally.count for tally in sheets[0].tallies)
