"""Every statement of the example is checked by something, and stands as it was looked at: the golden table."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from tests.support.golden import held_against

from onrecord.model.figure import Verdict
from onrecord.model.report import Report
from onrecord.pipeline import check

EXAMPLE = Path(__file__).parents[2] / "examples" / "mali-2022"


@cache
def report() -> Report:
    """What is said of the example."""
    return check(EXAMPLE)


def test_nothing_of_the_example_is_unchecked_prose() -> None:
    silent = [one.statement for one in report().outcomes if one.verdict in (Verdict.NOT_CHECKED, Verdict.NOT_RUN)]
    assert silent == []


def test_each_statement_stands_as_it_was_looked_at() -> None:
    lines = []
    for claim, statements in report().by_claim:
        lines.append(f"{claim.file}")
        for statement, outcome in statements:
            codes = sorted({found.code for found in report().findings if found.statement == statement.id})
            beside = f" / {outcome.standing}" if outcome.standing and outcome.reading else ""
            lines.append(f"  {statement.id}: {outcome.verdict}{beside}" + (f" ({', '.join(codes)})" if codes else ""))
            lines += [f"    since: {line}" for line in outcome.since]
    held_against("documentary/example.txt", "\n".join(lines) + "\n")
