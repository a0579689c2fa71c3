"""docs/archive.md names every field and fault there is, and its example is a line of a log."""

from __future__ import annotations

import re
from pathlib import Path

from onrecord.archive import lines
from onrecord.archive.importing import KINDS
from onrecord.archive.log import parse_log
from onrecord.archive.world import Limits
from onrecord.model.capture import Fault

DOC = (Path(__file__).parents[3] / "docs" / "archive.md").read_text(encoding="utf-8")


def test_the_example_is_a_line_of_a_log() -> None:
    found = re.search(r"```json\n(.*?)```", DOC, re.DOTALL)
    assert found is not None
    book = parse_log(found[1].encode())
    assert (book.findings, book.lines) == ((), 1)


def test_every_field_and_fault_is_named_and_no_other() -> None:
    fields, faults = DOC.split("| field | in lines", 1)[1].split("| `fault` | meaning", 1)
    named = {name for row in re.findall(r"^\| (`.*?) \|", fields, re.MULTILINE) for name in re.findall(r"`(\w+)`", row)}
    assert named == {*lines._COMMON, *(name for names in lines._FIELDS.values() for name in names)}
    assert set(re.findall(r"^\| `(\w+)` \|", faults, re.MULTILINE)) == set(Fault)
    assert set(lines._FIELDS) <= set(re.findall(r"`(\w+)`", fields))


def test_limits_and_kinds_are_as_told() -> None:
    limits, flat = Limits(), " ".join(DOC.split())
    assert f"larger than {limits.body >> 20} MiB, or {limits.decoded >> 20} MiB unpacked" in flat
    assert f"more than {limits.redirects}," in flat
    assert (limits.attempts, limits.seconds, limits.wait, limits.delay) == (4, 180, 60, 1)
    assert f"are {KINDS}, up to 256 MiB" in flat
