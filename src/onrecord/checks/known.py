"""What of typed blocks was known on the dossier's date: words, numbers and dates of a later entry account for nothing.

Imports the model and its siblings.
"""

from __future__ import annotations

from dataclasses import replace

from onrecord.checks.standing import Context
from onrecord.model.blocks import Block, Case, Deployment, Incident, Pledge, Reply
from onrecord.model.dates import NO_DAY, PartialDate
from onrecord.model.dossier import Statement


def as_known(statement: Statement, context: Context) -> Statement:
    """The statement with its blocks as they stood on the dossier's date; as it is, where that has no day."""
    if context.as_of == NO_DAY or not statement.blocks:
        return statement
    return replace(statement, blocks=tuple(_known(block, context) for block in statement.blocks))


def _known(block: Block, context: Context) -> Block:
    def there(day: PartialDate | None) -> PartialDate | None:
        return day if day is None or day.first <= context.as_of else None

    match block:
        case Incident():
            counts = tuple(one for one in block.counts if context.known(one.on, one.source))
            theirs = tuple(one for one in block.responsibility if context.known(one.on, one.source))
            return replace(block, counts=counts, responsibility=theirs)
        case Case():
            return replace(block, steps=tuple(one for one in block.steps if context.known(one.on, one.source)))
        case Pledge():
            put_off = tuple(one for one in block.extensions if there(one.on))
            done = tuple(one for one in block.steps if there(one.on))
            return replace(block, extensions=put_off, steps=done, done=there(block.done))
        case Deployment():
            levels = tuple(one for one in block.levels if there(one.on))
            return replace(block, levels=levels, arrived=there(block.arrived), left=there(block.left))
        case Reply():
            return block if block.on is None or there(block.on) else replace(block, text="", on=None)
    return block
