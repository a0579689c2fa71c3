"""Files that are missing, foreign, huge or no files at all; and writing whole or not at all."""
# ruff: noqa: E501 (one case a line)

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from onrecord.model.finding import Finding
from onrecord.text import load_dossier
from onrecord.text.disk import LIMITS

from .conftest import HEAD, ITEM, SOURCES, TOML


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "d" / "claims").mkdir(parents=True)
    (tmp_path / "d" / "dossier.toml").write_text(TOML)
    (tmp_path / "d" / "sources.json").write_text(SOURCES)
    (tmp_path / "d" / "claims" / "c.md").write_text(HEAD + ITEM)
    return tmp_path / "d"


def faults(root: Path) -> list[str]:
    return [str(f) for f in load_dossier(root)[1]]


def only(root: Path) -> Finding:
    (found,) = load_dossier(root)[1]
    return found


def test_clean(root: Path) -> None:
    assert faults(root) == []


def test_no_folder(tmp_path: Path) -> None:
    dossier, findings = load_dossier(tmp_path / "none")
    assert dossier is None
    assert [str(f) for f in findings] == [f"dossier.toml:1:1 OR001 there is no folder {tmp_path / 'none'}"]


def test_root_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "f").write_text("x")
    dossier, findings = load_dossier(tmp_path / "f")
    assert dossier is None
    assert {f.code for f in findings} <= {"OR001", "OR007"}


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"\xef\xbb\xbf" + (HEAD + ITEM).encode(), "1:1 OR003 the file starts with a byte-order mark"),
        ((HEAD + ITEM).replace("\n", "\r\n").encode(), "1:4 OR004 the file has 5 Windows line ends (CRLF)"),
        ((HEAD + ITEM).replace("\nclaimant", "\rclaimant").encode(), "2:9 OR004 the file has 1 lone CR"),
        ((HEAD + ITEM).encode("utf-16"), "1:1 OR002 the file is encoded as UTF-16"),
        ((HEAD + ITEM).encode("utf-16-le"), "1:1 OR002 the file is encoded as UTF-16, without a byte-order mark"),
        ((HEAD + "- Malgré").encode("cp1252"),
         '5:8 OR002 byte 0xE9 at offset 36 is not UTF-8; the encoding is probably Windows-1252 (there the byte is "é")'),
        ((HEAD + "- \x81").encode("latin-1"),
         "5:3 OR002 byte 0x81 at offset 31 is not UTF-8; the encoding is probably ISO 8859-1"),
        ((HEAD + ITEM + "\0").encode(), "6:1 OR005 binary content: byte 0x00 at offset 53"),
        (b"%PDF-1.7\n", "1:1 OR005 the file is a PDF"),
        (bytes(range(1, 256)) * 4, "1:1 OR005 binary content: byte 0x80 at offset 127"),
    ],
)  # fmt: skip
def test_encodings(root: Path, data: bytes, expected: str) -> None:
    (root / "claims" / "c.md").write_bytes(data)
    assert [str(f) for f in load_dossier(root)[1] if f.code != "OR109"] == [f"claims/c.md:{expected}"]


def test_the_excerpt_of_a_file_in_another_encoding(root: Path) -> None:
    (root / "claims" / "c.md").write_bytes((HEAD + "- Malgré tout\r\n- x").encode("cp1252"))
    assert only(root).excerpt == "- Malgré tout"


def test_other_files_still_load(root: Path) -> None:
    (root / "claims" / "b.md").write_bytes(b"\xff\xff")
    dossier, findings = load_dossier(root)
    assert dossier is not None
    assert [claim.file for claim in dossier.claims] == ["claims/c.md"]
    assert [f.code for f in findings] == ["OR002"]


def test_too_large_is_never_read(root: Path) -> None:
    with (root / "claims" / "c.md").open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    start = time.perf_counter()
    assert str(only(root)) == "claims/c.md:1:1 OR008 the file has 200.0 MiB; at most 4 are read"
    assert time.perf_counter() - start < 1


def test_one_endless_line_is_not_slow(root: Path) -> None:
    text = HEAD + ITEM.rstrip() + " word" * ((LIMITS[".md"] - 1000) // 5) + " [@nobody]\n"
    (root / "claims" / "c.md").write_text(text)
    start = time.perf_counter()
    assert [f.code for f in load_dossier(root)[1]] == ["OR101"]
    assert time.perf_counter() - start < 20


def test_links(root: Path, tmp_path: Path) -> None:
    claims = root / "claims"
    (tmp_path / "outside.md").write_text(HEAD + ITEM)
    (claims / "loop.md").symlink_to("loop.md")
    (claims / "nothing.md").symlink_to("missing.md")
    (claims / "outside.md").symlink_to(tmp_path / "outside.md")
    (claims / "inside.md").symlink_to("c.md")
    assert faults(root) == [
        "claims/loop.md:1:1 OR007 a loop of links",
        "claims/nothing.md:1:1 OR007 the link points to nothing",
        "claims/outside.md:1:1 OR006 the link points outside the dossier",
    ]


def test_what_is_no_file(root: Path) -> None:
    os.mkfifo(root / "claims" / "pipe.md")
    os.mkfifo(root / "sources.bib")
    (root / "vocabulary.toml").mkdir()
    assert faults(root) == [
        "claims/pipe.md:1:1 OR007 a pipe, not a file",
        "sources.bib:1:1 OR007 a pipe, not a file",
        "vocabulary.toml:1:1 OR007 a folder, not a file",
    ]


def test_claims_is_a_file(root: Path) -> None:
    (root / "claims" / "c.md").unlink()
    (root / "claims").rmdir()
    (root / "claims").write_text("x")
    assert faults(root) == ["claims:1:1 OR007 the folder cannot be opened: Not a directory"]


def test_no_permission(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.open

    def refuse(path: str, *rest: int, **named: int) -> int:
        if str(path).endswith("c.md"):
            raise PermissionError(13, "Permission denied")
        return real(path, *rest, **named)

    monkeypatch.setattr(os, "open", refuse)
    assert faults(root) == ["claims/c.md:1:1 OR007 no permission to read it"]


def test_odd_names(root: Path) -> None:
    odd = [b"a\xff.md", "é ü.md".encode(), b"x\ny.md", b"\x1b[31m.md", "\u202egpj.md".encode()]
    for name in odd:
        (root / "claims" / os.fsdecode(name)).write_text(HEAD + "- A\n")
    dossier, findings = load_dossier(root)
    assert dossier is not None
    assert len(dossier.claims) == 6
    assert "claims/a\\xff.md" in {claim.file for claim in dossier.claims}
    for finding in findings:
        str(finding).encode()


def test_too_many_lines_are_never_parsed(root: Path) -> None:
    (root / "claims" / "c.md").write_text(HEAD + "- a\n" * 60_000)
    start = time.perf_counter()
    assert str(only(root)) == "claims/c.md:1:1 OR008 the file has 60,004 lines; at most 50,000 are read"
    assert time.perf_counter() - start < 1


def test_the_first_of_many_like_faults_are_shown_and_the_others_counted(root: Path) -> None:
    (root / "claims" / "c.md").write_text(HEAD + ITEM + "- A\n" * 600)
    found = [f for f in load_dossier(root)[1] if f.code == "OR105"]
    assert len(found) == 501
    assert str(found[0]) == "claims/c.md:1:1 OR105 and 100 more findings of this kind in this file"


def test_marks_of_the_encoding(root: Path) -> None:
    (root / "claims" / "c.md").write_bytes(("\ufeff\ufeff" + HEAD + ITEM).encode())
    assert faults(root) == ["claims/c.md:1:1 OR003 the file starts with a byte-order mark"]
    (root / "claims" / "c.md").write_bytes((HEAD + ITEM).encode("utf-32"))
    assert str(only(root)) == "claims/c.md:1:1 OR002 the file is encoded as UTF-32"


def test_the_folder_one_stands_in_is_gone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    dossier, findings = load_dossier(Path())
    assert dossier is None and {f.code for f in findings} <= {"OR001", "OR007"}
