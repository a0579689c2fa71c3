"""One statement in full, as JSON, with the version of ``onrecord.render.json_report``. Imports the model."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from onrecord.model.blocks import Block, block_name
from onrecord.model.dates import NO_DAY, PartialDate
from onrecord.model.explanation import Cited, Course, Deadline, Evidence, Explanation, Ranking
from onrecord.model.figure import EventRow
from onrecord.model.finding import Span
from onrecord.model.visibility import Access
from onrecord.render.json_report import (
    VERSION,
    dataset_json,
    dumped,
    figure_json,
    finding_json,
    outcome_json,
    period_json,
)
from onrecord.render.register_text import register_json
from onrecord.render.withheld import withheld_json


def render_explanation_json(explanation: Explanation) -> str:
    """The explanation as one JSON object, keys in a fixed order."""
    return dumped(as_json(explanation))


def as_json(explanation: Explanation) -> dict[str, Any]:
    """The explanation as plain values."""
    statement, claim = explanation.statement, explanation.claim
    evidence = explanation.evidence
    return {
        "version": VERSION,
        "onrecord": explanation.version,
        "as_of": explanation.as_of.isoformat() if explanation.as_of != NO_DAY else None,
        **withheld_json(explanation.withheld, explanation.show),
        "id": statement.id,
        "claim": {"id": claim.id, "claim": claim.claim, "claimant": claim.claimant, "file": claim.file},
        "file": statement.span.file,
        "line": statement.span.line,
        "text": statement.text,
        "kind": explanation.outcome.kind,
        **outcome_json(explanation.outcome),
        "confirmed": explanation.outcome.confirmed if explanation.outcome.reading else None,
        "data": dataset_json(explanation.dataset) if explanation.dataset else None,
        "sources": [_source(one) for one in explanation.cited],
        "register": register_json(explanation.register),
        "courses": [_course(one) for one in explanation.courses],
        "rankings": [_ranking(one) for one in explanation.rankings],
        "blocks": [
            _block(block, deadlines) for block, deadlines in zip(statement.blocks, explanation.deadlines, strict=True)
        ],
        "rows": None if evidence is None else [_evidence(one) for one in evidence],
        "sql": explanation.sql or None,
        "findings": [finding_json(one) for one in explanation.findings],
    }


def _source(cited: Cited) -> dict[str, Any]:
    source = cited.source
    return {
        "id": cited.citation.key,
        "locator": cited.citation.locator or None,
        "title": source.title if source else None,
        "author": (source.author or None) if source else None,
        "publisher": (source.publisher or None) if source else None,
        "issued": str(source.issued) if source and source.issued else None,
        "url": (source.url or None) if source else None,
        "origin": (source.origin or None) if source else None,
        "interest": (source.interest or None) if source else None,
        "retracted": str(source.retracted) if source and source.retracted else None,
        "superseded_by": (source.superseded_by or None) if source else None,
    }


def _course(course: Course) -> dict[str, Any]:
    return {
        "label": course.label,
        "grain": course.grain.value,
        "periods": [
            {**figure_json(point.figure), "rate": point.value if course.rate else None, "spoken": point.spoken}
            for point in course.points
        ],
    }


def _ranking(ranking: Ranking) -> dict[str, Any]:
    return {
        "label": ranking.label,
        **period_json(ranking.period),
        "total": ranking.total,
        "ranked": [
            {
                "place": place,
                "name": one.name,
                **figure_json(one.figure),
                "rate": one.value if ranking.rate else None,
                "spoken": one.spoken,
            }
            for place, one in ranking.rows
        ],
    }


def _block(block: Block, deadlines: tuple[Deadline, ...]) -> dict[str, Any]:
    found: dict[str, Any] = {"kind": block_name(block), **_plain(block)}
    if deadlines:
        found["deadlines"] = [
            {
                "due": str(one.due),
                "days_overdue": one.days,
                "at": one.at.isoformat(),
                "done": one.done,
                "extended": one.extended,
                "put_off_on": str(one.superseded) if one.superseded else None,
            }
            for one in deadlines
        ]
    return found


def _plain(value: Any) -> Any:
    """A value of the model as JSON has it: dates as text, spans left out, what all blocks have beside the rest."""
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, PartialDate):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if is_dataclass(value) and not isinstance(value, type):
        found: dict[str, Any] = {}
        for field in fields(value):
            held = getattr(value, field.name)
            if field.name == "common":
                found |= _plain(held)
            elif isinstance(held, Access):
                found |= {"access": _plain(held)} if held.marked else {}
            elif not isinstance(held, Span):
                found[field.name] = _plain(held)
        return found
    return value


def _evidence(evidence: Evidence) -> dict[str, Any]:
    return {
        "label": evidence.label,
        **period_json(evidence.period),
        "total": evidence.total,
        "rows": [{**_row(row), "kind_in_words": evidence.kind_text(row) or None} for row in evidence.rows],
    }


def _row(row: EventRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "start": row.start.isoformat(),
        "end": row.end.isoformat(),
        "country": row.country or None,
        "place": row.place or None,
        "kind": row.kind or None,
        "side_a": row.side_a or None,
        "side_b": row.side_b or None,
        "low": row.low,
        "best": row.best,
        "high": row.high,
        "row": row.row,
        "title": row.title or None,
    }
