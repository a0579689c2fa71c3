"""The log: its lines, its chain, what is said of one that is not as it was written."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.archive.lines import UnreadableError, as_line, read_line
from onrecord.archive.log import LOG, append, parse_log, put_torn_aside, read_log
from onrecord.archive.storing import UnsafeError
from onrecord.model.capture import Attachment, Capture, Failed, Fault, Logged, Redirect, Token
from onrecord.model.finding import Span

AT = datetime(2022, 8, 30, 12, tzinfo=UTC)
DIGEST = "sha256:" + "ab" * 32
WARC = f"archive/warc/ab/{'ab' * 32}.warc.gz"
CAPTURE = Capture(
    at=AT, by="A. Editor", tool="onrecord 0.1.0", source="hrw-moura", url="https://example.org/", file=WARC,
    file_digest=DIGEST, file_bytes=1000, digest=DIGEST, bytes=0, type="text/html", final_url="https://example.org/a",
    status=200, redirects=(Redirect("https://example.org/", 301),),
    attached=(Attachment("screenshot", f"archive/files/ab/{'ab' * 32}.png", DIGEST, 10),),
)  # fmt: skip
FAILED = Failed(
    at=AT, by="", tool="t", source="minusma", url="https://example.org/\u2028", fault=Fault.TLS, why="été\n\x1b[1m"
)
TOKEN = Token(
    at=AT, by="", tool="t", source="", url="", of=1, digest=DIGEST, file=f"archive/tokens/ab/{'ab' * 32}.tsr",
    file_digest=DIGEST, file_bytes=5,
)  # fmt: skip
EVERY: tuple[Logged, ...] = (CAPTURE, replace(CAPTURE, imported=True, visibility="internal", note="x"), FAILED, TOKEN)


def written(root: Path, entries: tuple[Logged, ...] = EVERY) -> bytes:
    book = read_log(root)
    for entry in entries:
        book, _ = append(root, book, entry)
    return (root / LOG).read_bytes()


def test_what_is_appended_is_read_back(tmp_path: Path) -> None:
    data = written(tmp_path)
    book = read_log(tmp_path)
    assert book.findings == ()
    assert (book.lines, book.end) == (4, len(data))
    bare = [replace(each, n=0, previous="", line_digest="", span=Span(LOG)) for each in book.entries]
    assert tuple(bare) == EVERY
    assert book.captures == book.entries[:2]


def test_lines_are_canonical_json_and_chained(tmp_path: Path) -> None:
    lines = written(tmp_path).split(b"\n")
    assert lines.pop() == b""
    before = "0" * 64
    for number, line in enumerate(lines, 1):
        held = json.loads(line)
        assert line.decode() == json.dumps(held, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        assert held["previous"] == f"sha256:{before}"
        assert held["n"] == number
        before = hashlib.sha256(line).hexdigest()


def test_no_log_is_an_empty_one(tmp_path: Path) -> None:
    assert read_log(tmp_path) == parse_log(b"")
    assert read_log(tmp_path).sound


def codes(data: bytes) -> list[tuple[str, int]]:
    return [(each.code, each.span.line) for each in parse_log(data).findings]


def test_a_line_changed_added_or_taken_away_breaks_the_chain(tmp_path: Path) -> None:
    lines = written(tmp_path).splitlines(keepends=True)
    other = as_line(replace(parse_log(b"".join(lines)).entries[1], note="another")) + b"\n"
    assert codes(lines[0] + other + lines[2] + lines[3]) == [("OR503", 3)]
    assert codes(lines[0] + lines[2] + lines[3]) == [("OR503", 2), ("OR503", 3)]
    assert codes(lines[1] + lines[2]) == [("OR503", 1), ("OR503", 2)]
    assert codes(lines[0] + lines[0] + lines[1]) == [("OR503", 2), ("OR503", 3)]
    assert codes(lines[0] + lines[2] + lines[1] + lines[3])[0] == ("OR503", 2)


def test_any_byte_changed_but_in_the_last_line_is_seen(tmp_path: Path) -> None:
    data = written(tmp_path, (FAILED, TOKEN))
    last = data.rfind(b"\n", 0, -1)
    for at in range(0, last, 7):
        changed = data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]
        assert codes(changed), changed


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (b"", "not JSON"),
        (b"[]", "not a JSON object"),
        (b"{", "not JSON"),
        (b"\xff{}", "not UTF-8"),
        (b"[" * 100_000, "not JSON"),
        (b'{"kind":"else"}', 'its kind is "else"'),
        (b"{}", 'no field "kind"'),
        (b'{"kind":["failed"]}', '"kind" should be text'),
        (b'{"n":%s}' % (b"9" * 10_000), "not JSON"),
    ],
)
def test_lines_that_cannot_be_read(line: bytes, why: str) -> None:
    with pytest.raises(UnreadableError) as raised:
        read_line(line, Span(LOG))
    assert why in str(raised.value)


@pytest.mark.parametrize(
    ("name", "value", "why"),
    [
        ("colour", "red", "is no field"),
        ("n", -1, "whole number"),
        ("n", True, "whole number"),
        ("at", "yesterday", "a time in UTC"),
        ("at", "2022-08-30T12:00:00+02:00", "a time in UTC"),
        ("digest", "md5:0", "64 hexadecimal digits"),
        ("file", "/etc/passwd", "no path of a file of the archive"),
        ("file", f"archive/warc/../../{'ab' * 32}", "no path of a file of the archive"),
        ("redirects", ["x"], "a list of objects"),
        ("attached", {}, "a list of objects"),
        ("visibility", "secret", "public, internal or confidential"),
        ("bytes", None, 'no field "bytes"'),
        ("note", "", "somebody has edited it"),
    ],
)
def test_fields_that_cannot_be_read(name: str, value: object, why: str) -> None:
    line = json.loads(as_line(replace(CAPTURE, n=1, previous=DIGEST))) | {name: value}
    data = json.dumps(line, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()
    with pytest.raises(UnreadableError) as raised:
        read_line(data, Span(LOG))
    assert why in str(raised.value)


def test_a_line_written_otherwise_is_said_to_be_edited(tmp_path: Path) -> None:
    data = written(tmp_path, (FAILED,)).replace(b'","', b'", "', 1)
    found = parse_log(data).findings
    assert [each.code for each in found] == ["OR504"]
    assert "somebody has edited it" in found[0].message


@given(st.text(), st.text(), st.sampled_from(EVERY))
def test_whatever_a_server_says_is_one_line_and_read_back(note: str, url: str, entry: Logged) -> None:
    entry = replace(entry, note=note, url=url, n=1, previous=DIGEST)
    line = as_line(entry)
    assert b"\n" not in line
    if not any("\ud800" <= char <= "\udfff" for char in note + url):
        assert replace(read_line(line, Span(LOG)), line_digest="") == entry


@given(st.binary(max_size=400))
def test_no_bytes_make_it_fail(data: bytes) -> None:
    parse_log(data)


def test_a_torn_line_is_told_and_put_aside(tmp_path: Path) -> None:
    data = written(tmp_path)
    for count in (1, 2):
        with (tmp_path / LOG).open("ab") as stream:
            stream.write(b'{"at":"2022')
        book = read_log(tmp_path)
        assert [(each.code, each.span.line) for each in book.findings] == [("OR506", 5)]
        assert book.sound
        book, aside = put_torn_aside(tmp_path, book)
        assert aside == f"archive/captures.torn-{count}"
        assert (tmp_path / aside).read_bytes() == b'{"at":"2022'
        assert (tmp_path / LOG).read_bytes() == data
    append(tmp_path, book, FAILED)
    assert read_log(tmp_path).findings == ()


def test_a_log_that_another_has_changed_is_not_added_to(tmp_path: Path) -> None:
    written(tmp_path)
    book = read_log(tmp_path)
    append(tmp_path, book, FAILED)
    with pytest.raises(UnsafeError):
        append(tmp_path, book, FAILED)
    assert read_log(tmp_path).findings == ()


def test_a_log_that_is_a_link_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "archive").mkdir()
    (tmp_path / "elsewhere").write_text("{}\n")
    (tmp_path / LOG).symlink_to(tmp_path / "elsewhere")
    book = read_log(tmp_path)
    assert ([each.code for each in book.findings], book.sound) == (["OR504"], False)
