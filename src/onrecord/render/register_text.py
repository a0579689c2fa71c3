"""The register of projections as text and as JSON. Imports the model and sibling modules."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from onrecord.model.precision import number_text
from onrecord.model.register import LEVEL, Score, hits
from onrecord.render.json_report import VERSION, dumped, period_json
from onrecord.render.projections import interval_text, method_text
from onrecord.render.terminal import plural, table, wrapped
from onrecord.text.diagnostics import escaped

HEADER = ("estimate", "80 percent", "error", "percent", "what came is", "by")


def register_lines(score: Score, width: int) -> list[str]:
    """One projection that was published, and what came of it."""
    told = score.foreseen
    head = f"edition {told.edition}, {told.published.isoformat()}: {told.what}"
    if told.part.end is not None:
        head += f", projected up to {told.part.end.isoformat()}"
    if told.asserted:
        head += f"; stated: {told.asserted}"
    lines = [*wrapped(head, width, "  ", "    ")]
    lines += [f"    {line}" for line in table([HEADER, *_rows(score)])]
    if score.came is not None:
        still = ", preliminary" if score.preliminary else ""
        lines += wrapped(f"what came: {_whole(score.came)} ({score.snapshot}{still})", width, "    ")
    elif score.pending is not None:
        lines += wrapped(f"not scored: {score.why or score.pending.value}", width, "    ")
    if told.snapshot and told.covered:
        lines += wrapped(f"data then: {told.snapshot}, up to {told.covered.isoformat()}", width, "    ")
    return [escaped(line) for line in lines]


def _rows(score: Score) -> Iterator[tuple[str, ...]]:
    for one in score.foreseen.estimates:
        if one.best is None:
            continue
        error, percent, inside = score.error(one), score.percent(one), score.inside(one)
        yield (
            _whole(one.best),
            interval_text(one),
            "" if error is None else _signed(error),
            "" if percent is None else f"{_signed(percent)}%",
            "" if inside is None else "inside" if inside else "outside",
            method_text(one.method),
        )


def register_text(scores: Sequence[Score], width: int) -> str:
    """All projections that were published, by statement, and how often the intervals held what came."""
    if not scores:
        return "no edition has published a projection\n"
    lines: list[str] = []
    for statement in dict.fromkeys(one.foreseen.statement for one in scores):
        lines.append(escaped(statement))
        for one in scores:
            if one.foreseen.statement == statement:
                lines += register_lines(one, width)
        lines.append("")
    scored = sum(one.came is not None for one in scores)
    lines.append(f"{plural(len(scores), 'projection')}, {scored} scored.")
    lines += [
        f"Inside the interval by {method_text(one.method)}: {one.inside} of {one.total} ({LEVEL} of 100 are expected)."
        for one in hits(scores)
    ]
    return "\n".join(lines) + "\n"


def register_json(scores: Sequence[Score]) -> list[dict[str, Any]]:
    """The register as plain values."""
    return [_score(one) for one in scores]


def render_register_json(scores: Sequence[Score], version: str) -> str:
    """The whole register as one JSON object."""
    told = [{"method": one.method.value, "inside": one.inside, "of": one.total} for one in hits(scores)]
    return dumped({"version": VERSION, "onrecord": version, "register": register_json(scores), "hits": told})


def _score(score: Score) -> dict[str, Any]:
    told = score.foreseen
    return {
        "edition": told.edition,
        "published": told.published.isoformat(),
        "claim": told.claim,
        "statement": told.statement,
        "sentences": dict(told.sentences),
        "label": told.what,
        **period_json(told.period),
        "part": period_json(told.part),
        "asserted": told.asserted or None,
        "dataset": told.dataset,
        "snapshot": told.snapshot or None,
        "covered": told.covered.isoformat() if told.covered else None,
        "level": LEVEL,
        "estimates": [
            {
                "method": one.method.value,
                "value": one.best,
                "low": one.low,
                "high": one.high,
                "error": score.error(one),
                "error_percent": score.percent(one),
                "inside": score.inside(one),
            }
            for one in told.estimates
        ],
        "came": score.came,
        "scored_by": score.snapshot or None,
        "preliminary": score.preliminary,
        "not_scored": (score.why or score.pending.value) if score.pending else None,
    }


def _whole(number: float) -> str:
    return number_text(round(number))


def _signed(number: float) -> str:
    rounded = round(number)
    return f"+{number_text(rounded)}" if rounded > 0 else number_text(rounded)
