"""What the rows of a dataset show of its countries and kinds of violence, read in one pass.

May import: model, standard library.

Rows whose country is empty, or one that nobody knows, count in no country's figure: they are shown with their
numbers. A file that has no row of a kind of violence which its family tells may be an extract, of one kind for
example: ``held`` says which.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from onrecord.data.connection import identifier
from onrecord.data.source import Source
from onrecord.model.codes import finding
from onrecord.model.dataset import DatasetSpec, Family
from onrecord.model.finding import Finding, Span

if TYPE_CHECKING:
    import duckdb

Lookup = Callable[[str, str | None], str | None]
"""The id of the country that a raw value means under a scheme (``None``, or "fips"), or ``None``."""

MOST = 1_000_000
SHOWN = 10
_LONGEST = 60
_UCDP = {"1": "state-based violence", "2": "non-state violence", "3": "one-sided violence"}
_ACLED = {
    "Battles": ("battle",),
    "Explosions/Remote violence": ("explosions", "remote violence"),
    "Violence against civilians": ("violence against civilians",),
    "Protests": ("protests", "riots/protests"),
    "Riots": ("riots",),
    "Strategic developments": ("strategic development", "headquarters or base", "non-violent transfer"),
}
"""ACLED's types of events, and how their names begin in the present codebook and in the one before 2019."""

TARGETED = ("Explosions/Remote violence", "Violence against civilians", "Protests", "Riots")
"""The types of ACLED's events that it can mark as aimed at civilians."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A value of the country column (``None`` for none), its number of rows, and the first day in them."""

    raw: str | None
    rows: int
    first: date


def countries(con: duckdb.DuckDBPyConnection, table: str, column: str) -> tuple[Seen, ...]:
    """The values of the country column, in order."""
    name = identifier(column)
    found = con.execute(
        f"SELECT {name}, count(*), min(start) FROM {table} GROUP BY 1 ORDER BY 1 NULLS FIRST LIMIT {MOST}"
    ).fetchall()
    return tuple(Seen(None if raw is None else str(raw), int(rows), first) for raw, rows, first in found)


def named(seen: Sequence[Seen]) -> tuple[str, ...]:
    """The raw country values."""
    return tuple(one.raw for one in seen if one.raw is not None)


def unknown(
    spec: DatasetSpec, scheme: str | None, source: Source, column: str, seen: Sequence[Seen], lookup: Lookup
) -> Finding | None:
    """The warning that rows count in no country's figure, with the values of their country ``column``."""
    lost = [one for one in seen if one.raw is None or lookup(one.raw, scheme) is None]
    if not lost:
        return None
    lost.sort(key=lambda one: (-one.rows, one.raw or ""))
    rows, total = sum(one.rows for one in lost), sum(one.rows for one in seen)
    shown = [f"{_quoted(one.raw)}: {one.rows:,} {_rows(one.rows)}" for one in lost[:SHOWN]]
    if len(lost) > SHOWN:
        rest = sum(one.rows for one in lost[SHOWN:])
        shown.append(f"and {len(lost) - SHOWN:,} more: {rest:,} {_rows(rest)}")
    message = (
        f"dataset {spec.id}: {rows:,} of {total:,} {_rows(total)} {'is' if rows == 1 else 'are'} of no country that "
        f"onrecord knows (column {column})"
    )
    return finding("OR314", message, Span(source.file), why=tuple(shown), remedy=_remedy(lost, scheme))


def unknown_covers(spec: DatasetSpec, seen: Sequence[Seen], lookup: Lookup) -> list[Finding]:
    """The faults of ``covers`` for places that are no countries: it would be of no effect."""
    known = named(seen)
    return [
        finding(
            "OR019",
            f"dataset {spec.id}: covers names {_quoted(name)}, which is no country that onrecord knows",
            spec.span,
            remedy="Name each country of a region; covers for all of them is a list of two days.",
        )
        for name, _ in spec.covers_of
        if name not in known and lookup(name, None) is None
    ]


def _rows(count: int) -> str:
    return "row" if count == 1 else "rows"


def _quoted(raw: str | None) -> str:
    if raw is None:
        return "empty"
    return f'"{raw if len(raw) <= _LONGEST else raw[: _LONGEST - 3] + "..."}"'


def _remedy(lost: Sequence[Seen], scheme: str | None) -> str:
    if all(one.raw is None for one in lost):
        return "Fill in the country, if the source tells it."
    if scheme is not None:
        return f'Add a code of a country to its entry in vocabulary.toml: codes = {{{scheme} = ".."}}.'
    return "Add another name of a country to its aliases in vocabulary.toml; leave out rows of regions and sums."


def held(con: duckdb.DuckDBPyConnection, table: str, family: Family) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The kinds of the family that the file has rows of, and those it has none of; by UCDP's number, ACLED's type."""
    if family not in (Family.UCDP, Family.ACLED):
        return (), ()
    found = con.execute(f"SELECT DISTINCT kind FROM {table} WHERE kind IS NOT NULL").fetchall()
    kinds = {str(kind).casefold() for (kind,) in found}
    if family is Family.UCDP:
        there = {number for number in _UCDP if number in kinds}
        return tuple(sorted(there)), tuple(sorted(_UCDP.keys() - there))
    some = tuple(name for name, starts in _ACLED.items() if any(kind.startswith(starts) for kind in kinds))
    return some, tuple(name for name in _ACLED if name not in some)


def kind_text(kind: str) -> str:
    """A kind of ``held`` in prose."""
    return _UCDP.get(kind, kind.lower())
