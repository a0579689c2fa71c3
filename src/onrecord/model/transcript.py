"""How the sentences of a dossier are read, beside what their reads blocks say."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from onrecord.model.dossier import Statement
from onrecord.model.visibility import NOTHING, Visibility, Withheld


class Standing(StrEnum):
    """How a statement's sentence and its reads block stand to one another.

    With a block: they agree; they differ; the block is confirmed but the sentence cannot be read whole; the block
    itself cannot be read. Without one: the block was written just now; the reading waits for it; more than one reading
    is possible; the sentence cannot be read whole. ``OTHER``: it has typed blocks of another kind and is not read.
    """

    AGREES = "agrees"
    DIFFERS = "differs"
    CONFIRMED = "confirmed"
    FAULTY = "faulty block"
    WRITTEN = "written"
    UNCONFIRMED = "not confirmed"
    OPEN = "open"
    UNREAD = "not read"
    OTHER = "other blocks"


@dataclass(frozen=True, slots=True)
class Transcript:
    """One statement's sentence as it is read.

    ``reading`` is what the statement is checked by, or would be: that of its block, else that of its sentence; ``said``
    what the sentence reads as, where that differs. ``alternatives`` are further readings of the sentence, each with
    whether it is as likely as the first. ``unread`` are the words not understood and ``taught`` the file that would
    teach each. ``why`` says what stands in the way.
    """

    statement: Statement
    standing: Standing
    reading: str = ""
    said: str = ""
    alternatives: tuple[tuple[str, bool], ...] = ()
    unread: tuple[str, ...] = ()
    taught: tuple[str, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class Transcripts:
    """The sentences of a dossier that are shown, in the order of the files, and the files that were written or could
    not be."""

    title: str
    all: tuple[Transcript, ...]
    wrote: tuple[str, ...] = ()
    failed: tuple[tuple[str, str], ...] = ()
    version: str = ""
    show: Visibility = Visibility.PUBLIC
    withheld: Withheld = NOTHING

    @property
    def exit_code(self) -> int:
        """0: read; 1: a sentence and its block differ; 2: a block cannot be read, or a file could not be written."""
        standings = {one.standing for one in self.all}
        if self.failed or Standing.FAULTY in standings:
            return 2
        return 1 if Standing.DIFFERS in standings else 0
