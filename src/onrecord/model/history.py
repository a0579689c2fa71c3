"""Earlier versions of pledges: what was committed, or published, before. Standard library and the model only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from onrecord.model.blocks import Pledge


@dataclass(frozen=True, slots=True)
class PledgeVersion:
    """A pledge as it stood in one earlier version: ``label`` names it ("commit 1a2b3c4"), ``on`` is its day.

    ``statement`` is the id of the statement, written or by its place; ``path`` is the claim file, of the first
    language: a translation has the facts of its original.
    """

    label: str
    on: date
    statement: str
    written: bool
    pledge: Pledge
    path: str = ""


@dataclass(frozen=True, slots=True)
class History:
    """Earlier versions of all pledges, oldest first. ``note`` says why there are none, or not all."""

    versions: tuple[PledgeVersion, ...] = ()
    note: str = ""
