"""The least a block is checked for: that it cites something. Used for a kind that has no rules of its own.

Imports the model and its siblings.
"""

from __future__ import annotations

from onrecord.checks.standing import Context, Result, all_sources
from onrecord.model.blocks import Block, Standing
from onrecord.model.dossier import Statement


def cited(statement: Statement, block: Block, context: Context) -> Result:
    """Supported by its citations, which is all that was looked at."""
    names = dict.fromkeys(context.source_name(key) for key in all_sources(statement, block))
    return Result(Standing.SUPPORTED, f"it rests on its citations: {', '.join(names)}")
