"""Verified sentences as JSON, one object on a line for each. Imports the model and its sibling modules."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from onrecord.model.sentence import Alternative, Verified
from onrecord.render.json_report import VERSION, outcome_json, safe


def render_sentences_json(found: Iterable[Verified]) -> str:
    """One line of JSON for each sentence, in their order."""
    return "".join(safe(json.dumps(sentence_json(one), ensure_ascii=False)) + "\n" for one in found)


def sentence_json(one: Verified) -> dict[str, Any]:
    """A sentence as plain values: the fields of a statement's outcome, and what is of the sentence alone."""
    return {
        "version": VERSION,
        "sentence": one.text,
        "language": one.language,
        **outcome_json(one.outcome),
        "unread": list(one.unread),
        "taught_by": list(one.taught),
        "partial": one.partial or None,
        "asides": list(one.asides),
        "alternatives": [_alternative(other) for other in one.alternatives],
        "marks": [{"start": mark.start, "end": mark.end, "use": mark.use} for mark in one.marks],
    }


def _alternative(other: Alternative) -> dict[str, Any]:
    outcome = other.outcome
    return {
        "reading": outcome.reading,
        "verdict": outcome.verdict.value,
        "computed": outcome.computed,
        "rival": other.rival,
        "why": outcome.why,
    }
