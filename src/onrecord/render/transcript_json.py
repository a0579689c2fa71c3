"""How a dossier's sentences are read, as JSON. Imports the model and its sibling modules."""

from __future__ import annotations

import json
from typing import Any

from onrecord.model.transcript import Transcript, Transcripts
from onrecord.render.json_report import VERSION, safe
from onrecord.render.withheld import withheld_json


def render_transcripts_json(found: Transcripts) -> str:
    """One object, with every statement in the order of the files."""
    told = {
        "version": VERSION,
        "onrecord": found.version,
        "dossier": found.title,
        "exit_code": found.exit_code,
        **withheld_json(found.withheld, found.show),
        "statements": [_statement(one) for one in found.all],
        "wrote": list(found.wrote),
        "failed": [{"file": file, "why": why} for file, why in found.failed],
    }
    return safe(json.dumps(told, ensure_ascii=False, indent=2)) + "\n"


def _statement(one: Transcript) -> dict[str, Any]:
    return {
        "id": one.statement.id,
        "file": one.statement.span.file,
        "line": one.statement.span.line,
        "text": one.statement.text,
        "standing": one.standing.value,
        "reading": one.reading or None,
        "said": one.said or None,
        "why": one.why or None,
        "unread": list(one.unread),
        "taught_by": list(one.taught),
        "alternatives": [{"reading": text, "rival": rival} for text, rival in one.alternatives],
    }
