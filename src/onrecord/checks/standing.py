"""How a documentary statement stands: the order of standings, what a check is given, and what it answers.

A check of one kind of block is a function ``(Statement, Block, Context) -> Result``. Standings go from worst to best:
unsupported, not found, contested, overtaken, supported; several results stand as their worst.

Entries dated after the dossier's ``as_of`` never decide: they are told under ``since``. ``dated`` says of which date an
entry is: its own, or that of its source where it has none. Imports the model only.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from onrecord.model.blocks import Block, Standing
from onrecord.model.codes import finding
from onrecord.model.dates import PartialDate
from onrecord.model.documentary import Sentence
from onrecord.model.dossier import Claim, Source, Statement
from onrecord.model.finding import Finding, Span
from onrecord.model.history import PledgeVersion
from onrecord.model.quotation import LookedUp

FACTOR = Fraction(3, 2)
"""Counts of the same thing that differ by more than this contradict one another, unless dossier.toml says otherwise
(``factor`` in ``[counts]``)."""

WORST_FIRST = (
    Standing.UNSUPPORTED,
    Standing.NOT_FOUND,
    Standing.CONTESTED,
    Standing.OVERTAKEN,
    Standing.SUPPORTED,
)


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation, looked up. ``texts`` are the words quoted, without what the editors put in brackets, and then their
    translation if there is one, with the numbers and dates in them."""

    looked: LookedUp
    texts: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Context:
    """What a check may know besides statement and block.

    ``sentence`` is the statement's sentence with its numbers and dates. ``quoted`` are the offsets in it of quotations
    that were found in a capture: what stands there is checked by it. ``captured`` are the cited sources of which a
    capture was looked at, ``quotations`` what it quotes and what looking that up gave.
    ``fields`` are the texts in the statement's blocks, with the numbers and dates in them.
    ``aliases`` are the other names, by the vocabulary, of the actors and countries that its blocks name.
    ``history`` are earlier versions of its pledge, ``history_note`` says why there are none, or not all.
    """

    as_of: date
    claim: Claim
    sentence: Sentence
    sources: Mapping[str, Source]
    subject: str = ""
    factor: Fraction = FACTOR
    quoted: tuple[tuple[int, int], ...] = ()
    captured: tuple[str, ...] = ()
    quotations: tuple[Quoted, ...] = ()
    fields: tuple[Sentence, ...] = ()
    aliases: frozenset[tuple[str, ...]] = frozenset()
    history: tuple[PledgeVersion, ...] = ()
    history_note: str = ""

    def source_name(self, key: str) -> str:
        """What a source is called in messages: its author or publisher, else its key."""
        source = self.sources.get(key)
        return (source.author or source.publisher or f"@{key}") if source else f"@{key}"

    def dated(self, on: PartialDate | None, source: str = "") -> PartialDate | None:
        """The date of an entry: its own, or that of its source."""
        if on is not None:
            return on
        known = self.sources.get(source)
        return known.issued if known else None

    def known(self, on: PartialDate | None, source: str = "") -> bool:
        """Whether an entry was there at ``as_of``. A month or year counts from its first day; one without any date is
        taken for known."""
        when = self.dated(on, source)
        return when is None or when.first <= self.as_of

    def in_quotation(self, start: int, end: int) -> bool:
        """Whether a stretch of the sentence lies inside a quotation that was found in its source."""
        return any(first <= start and end <= last for first, last in self.quoted)


@dataclass(frozen=True, slots=True)
class Result:
    """What a check makes of one block.

    ``standing`` is ``None`` where the block says nothing of how the statement stands (a reply beside a pledge), and
    ``open`` then says why nobody can tell, if that is so. ``why`` is one plain sentence: what decided, with the names
    of the sources. ``since`` are entries from after ``as_of``, each as "at least 500 people killed, OHCHR, 2023-05-12".
    ``held`` are the offsets of the sentence's numbers that the check accounts for.
    """

    standing: Standing | None
    why: str = ""
    findings: tuple[Finding, ...] = ()
    notes: tuple[str, ...] = ()
    since: tuple[str, ...] = ()
    open: str = ""
    held: tuple[tuple[int, int], ...] = ()


def worst(standings: Iterable[Standing]) -> Standing:
    """The worst of several standings; supported if there are none."""
    return min(standings, key=WORST_FIRST.index, default=Standing.SUPPORTED)


def is_worse(one: Standing, other: Standing) -> bool:
    """Whether one standing is worse than another."""
    return WORST_FIRST.index(one) < WORST_FIRST.index(other)


def all_sources(statement: Statement, block: Block) -> tuple[str, ...]:
    """The sources a block rests on: those the sentence cites, and those of the block and its entries."""
    found = [citation.key for citation in statement.citations]
    found += block.common.sources
    found.append(getattr(block, "source", ""))
    for name in ("counts", "responsibility", "steps", "levels", "extensions"):
        found += [entry.source for entry in getattr(block, name, ())]
    return tuple(dict.fromkeys(key for key in found if key))


def found_in(
    code: str,
    message: str,
    statement: Statement,
    at: Span | None = None,
    *,
    why: tuple[str, ...] = (),
    remedy: str = "",
    words: str = "",
) -> Finding:
    """A finding of a statement, at its sentence or at a place of its block; ``words`` of it are pointed at."""
    made = finding(code, message, at or statement.span, why=why, remedy=remedy, statement=statement.id)
    return replace(made, words=words) if words else made
