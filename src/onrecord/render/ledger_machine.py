"""The number-change ledger for programs: JSON, and GitHub workflow commands. Imports the model and sibling modules."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import PurePosixPath
from typing import Any

from onrecord.model.ledger import FigureChange, Ledger, StatementChange
from onrecord.render.github_report import command
from onrecord.render.ledger_text import number, part_text, reach_text, signed, verdicts


def ledger_json(ledger: Ledger) -> str:
    """The whole ledger, every event id with it. Numbers that make up others are strings: they are exact."""
    told = {
        "since": ledger.since,
        "reach_percent": ledger.reach,
        "datasets": [
            {"dataset": one.dataset, "before": one.before, "after": one.after, "not_compared": list(one.limits)}
            for one in ledger.datasets
        ],
        "not_compared": list(ledger.untold),
        "not_run": list(ledger.not_run),
        "flipped": len(ledger.flips),
        "same": ledger.same,
        "changes": [_statement(one) for one in ledger.changes],
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def _statement(one: StatementChange) -> dict[str, Any]:
    before, after = one.firmness
    return {
        "claim": one.claim,
        "statement": one.statement,
        "file": one.span.file,
        "line": one.span.line,
        "before": one.before.value if one.before else None,
        "after": one.after.value if one.after else None,
        "flipped": one.flipped,
        "why": one.why,
        "computed": {"before": one.computed[0], "after": one.computed[1], "unit": one.unit},
        "reworded": one.reworded,
        "same_verdict": {"before": [before.same, before.of], "after": [after.same, after.of]},
        "reach": [
            {
                "figure": each.label,
                "now": _exact(each.now),
                "at": _exact(each.at),
                "percent": round(each.percent, 3),
                "verdict": each.verdict.value,
            }
            for each in one.reach
        ],
        "figures": [_figure(each) for each in one.figures],
    }


def _figure(one: FigureChange) -> dict[str, Any]:
    return {
        "label": one.label,
        "former_label": one.former or one.label,
        "dataset": one.dataset,
        "before": _exact(one.before),
        "after": _exact(one.after),
        "change": _exact(one.change),
        "missing": one.missing,
        "parts": [
            {
                "cause": part.cause.value,
                "change": _exact(part.change),
                "events": [{"id": each.id, "change": _exact(each.change)} for each in part.events],
            }
            for part in one.parts
        ],
    }


def _exact(value: Decimal | None) -> str | None:
    return None if value is None else f"{value.normalize():f}"


def ledger_github(ledger: Ledger, root: str) -> str:
    """One workflow command for each statement: an error for another verdict, a warning for one within reach."""
    return "".join(_command(one, root) for one in ledger.changes)


def _command(one: StatementChange, root: str) -> str:
    level = "error" if one.flipped else "warning" if one.reach or one.shaken else "notice"
    lines = [f"{one.statement}: {verdicts(one)}"]
    if one.flipped:
        lines.append(one.why)
    for figure in one.figures:
        if figure.change:
            parts = "; ".join(f"{signed(part.change)} {part_text(part, figure.closed)}" for part in figure.parts)
            lines.append(f"{figure.label}: {number(figure.before)} before, {number(figure.after)} now: {parts}")
    lines += [reach_text(each) for each in one.reach[:1]]
    # Of what is gone there is no line any more.
    file = str(PurePosixPath(root) / (one.span.file if one.after is not None else "dossier.toml"))
    return command(level, file, one.span.line if one.after is not None else 1, "changes", lines)
