"""Statements without a reading: shown with their typed blocks as they stand, not checked yet.

What editors wrote as ``standing`` is shown as theirs and is no verdict. Imports the model only.
"""

from __future__ import annotations

from onrecord.model.blocks import Standing, block_name
from onrecord.model.dossier import Statement
from onrecord.model.figure import Outcome, Verdict


def documentary_outcome(statement: Statement) -> Outcome:
    """The outcome of a statement that has no reading."""
    kinds = tuple(dict.fromkeys(block_name(block) for block in statement.blocks))
    main = next((kind for kind in kinds if kind != "reply"), kinds[0] if kinds else "prose")
    stands = [block.common for block in statement.blocks if block.common.standing is not None]
    first = stands[0] if stands else None
    if first is None or first.standing is None:
        why = "no typed block, so nothing to check" if not kinds else "shown as written"
        return Outcome(statement.id, Verdict.NOT_CHECKED, why, kind=main)
    because = f": {first.because}" if first.because else ""
    said = "found no source that says it" if first.standing is Standing.NOT_FOUND else f"call it {first.standing}"
    return Outcome(statement.id, Verdict.NOT_CHECKED, f"the editors {said}{because}", kind=main)
