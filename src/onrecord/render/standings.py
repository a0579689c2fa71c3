"""How a documentary statement stands, in words for every report. Imports the model only."""

from __future__ import annotations

from onrecord.model.figure import Outcome


def standing_lines(outcome: Outcome) -> tuple[str, ...]:
    """The standing of a statement beside the verdict of its reading, and what is known since the dossier's date."""
    lines = []
    if outcome.standing is not None and outcome.verdict.value != outcome.standing.value:
        lines.append(f"by its typed blocks {outcome.standing}: {outcome.standing_why}")
    lines += [f"since then: {line}" for line in outcome.since]
    return tuple(lines)
