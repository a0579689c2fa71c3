"""What a check says of the archive."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from tests.support.archives import START, dossier_of, loaded

from onrecord.archive.log import append, read_log
from onrecord.archived import archive_findings, archive_of, capturable, uncaptured
from onrecord.citing import cited_in
from onrecord.model.capture import Capture, Failed, Fault, Logged

DIGEST = "sha256:" + "5e" * 32
CAPTURE = Capture(
    at=START, by="", tool="t", source="a", url="https://example.org/a", file=f"archive/files/5e/{'5e' * 32}.html",
    file_digest=DIGEST, file_bytes=4, digest=DIGEST, bytes=4,
)  # fmt: skip
FAILED = Failed(at=START, by="", tool="t", source="a", url="https://example.org/a", fault=Fault.TIMEOUT, why="too slow")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return dossier_of(tmp_path / "d", {"a": "https://example.org/a", "b": "https://example.org/b", "c": ""})


def logged(root: Path, *entries: Logged) -> None:
    book = read_log(root)
    for entry in entries:
        book, _ = append(root, book, entry)
        if isinstance(entry, Capture):
            (root / entry.file).parent.mkdir(parents=True, exist_ok=True)
            (root / entry.file).write_bytes(b"x" * entry.file_bytes)


def said(root: Path) -> list[tuple[str, str]]:
    return [(each.code, each.message) for each in archive_of(loaded(root), root)[1]]


def test_what_has_no_copy_is_one_note(root: Path) -> None:
    assert said(root) == [("OR505", "2 cited pages have no archived copy: a, b")]
    logged(root, CAPTURE)
    assert said(root) == [("OR505", "1 cited page has no archived copy: b")]


def test_a_failure_counts_until_there_is_a_copy(root: Path) -> None:
    logged(root, FAILED)
    assert said(root)[0] == ("OR501", '"a" could not be captured: too slow')
    logged(root, CAPTURE, FAILED)
    assert [code for code, _ in said(root)] == ["OR505"]


def test_a_failure_of_an_address_that_has_been_corrected_is_past(root: Path) -> None:
    logged(root, replace(FAILED, url="https://example.org/wrong"))
    assert [code for code, _ in said(root)] == ["OR505"]


def test_a_copy_of_another_address_is_none_but_one_saved_by_hand_is(root: Path) -> None:
    other = replace(CAPTURE, url="https://example.org/old")
    dossier = loaded(root)
    assert [each.id for each in uncaptured(dossier, [other])] == ["a", "b"]
    assert [each.id for each in uncaptured(dossier, [replace(other, imported=True)])] == ["b"]


def test_files_that_are_gone_are_told_without_reading_them(root: Path) -> None:
    logged(root, CAPTURE)
    path = root / CAPTURE.file
    path.write_bytes(b"y" * 4)
    assert [code for code, _ in said(root)] == ["OR505"]
    path.write_bytes(b"yy")
    assert said(root)[-1] == ("OR502", f'{CAPTURE.file} has 2 bytes; the capture of "a" of 2022-08-30 has 4')
    path.unlink()
    assert said(root)[-1] == ("OR502", f'{CAPTURE.file} is missing: the capture of "a" of 2022-08-30')


def test_of_a_broken_log_nothing_else_is_said(root: Path) -> None:
    logged(root, FAILED)
    log = root / "archive" / "captures.jsonl"
    log.write_text(log.read_text() + "{}\n")
    assert [code for code, _ in said(root)] == ["OR504"]


def test_confidential_sources_are_not_asked_for(root: Path) -> None:
    sources = json.loads((root / "sources.json").read_text())
    sources[0]["custom"] = {"onrecord": {"visibility": "confidential"}}
    (root / "sources.json").write_text(json.dumps(sources))
    dossier = loaded(root)
    assert dossier.sources[0].visibility == "confidential"
    assert [each.id for each in capturable(dossier)] == ["b"]


def test_every_place_that_cites_counts(root: Path) -> None:
    (root / "dossier.toml").write_text(
        'title = "x"\nas_of = 2022-08-30\n[datasets.d]\npath = "d.csv"\nsource = "of-dataset"\n'
    )
    (root / "claims" / "security.md").write_text(
        "---\nclaim: Safer.\nclaimant: The army\nappearances:\n  - on: 2022-05-23\n"
        "    source: of-appearance, p. 4\n---\n\n"
        "Prose. [@of-prose]\n\n- Soldiers came. [@of-statement]\n\n  ~~~ incident\n  what: killings\n  where: Moura\n"
        "  counts:\n    - {exact: 3, counted: civilians, by: HRW, source: of-count}\n  sources: [of-block]\n  ~~~\n"
    )
    (root / "vocabulary.toml").write_text('[events.coup]\nname = "the coup"\ndate = 2020-08-18\nsource = "of-event"\n')
    wanted = {f"of-{name}" for name in ("dataset", "appearance", "prose", "statement", "count", "block", "event")}
    assert frozenset(cited_in(loaded(root))) >= wanted


def test_a_large_log_is_read_quickly(root: Path) -> None:
    import time

    from onrecord.archive.lines import as_line, digest_of
    from onrecord.archive.log import LOG, parse_log
    from onrecord.model.canonical import NOTHING_BEFORE

    before, lines = NOTHING_BEFORE, []
    for number in range(1, 5001):
        line = as_line(replace(FAILED, n=number, previous=before))
        before = digest_of(line)
        lines.append(line + b"\n")
    start = time.monotonic()
    book = parse_log(b"".join(lines))
    assert time.monotonic() - start < 2
    assert (book.lines, book.findings) == (5000, ())
    assert LOG == "archive/captures.jsonl"
    assert len(archive_findings(loaded(root), book, root)) == 2


def test_an_address_of_ones_own_network_can_be_allowed() -> None:
    from onrecord.archived import _by_hand
    from onrecord.model.dossier import Source
    from onrecord.model.finding import Span

    source = Source("a", "report", "A", Span("sources.json"))
    assert "onrecord archive --allow HOST" in _by_hand(source, True, "127.0.0.1 is this machine")
    assert _by_hand(source, True, "it holds a password").startswith("Correct the URL")
