"""Queries that differ in their values alone: the syntax tree is made once for each shape, then values are put in.

Making SQL of an Ibis expression takes some ten milliseconds, and hundreds of statements ask the same few questions of
other places, actors and periods. What comes out is what Ibis would write for each; the tests compare it. Imports the
model and sibling modules; Ibis and sqlglot inside functions.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from onrecord.data.predicates import Values
from onrecord.data.sql import normalised
from onrecord.data.tally import Predicates, resolve
from onrecord.model.dataset import Family
from onrecord.model.dates import Period
from onrecord.model.figure import Ask, Clock, Side
from onrecord.model.reading import Quantity, Role

if TYPE_CHECKING:
    from sqlglot.expressions import Expression

Query = Callable[[Any, Ask, Period, Values, Predicates | None], Any]
"""An Ibis expression over the normalised table, of an ask and a period; the predicates stand for the ask's own."""
Trim = Callable[["Expression"], "Expression"]

_SLOT = "onrecord-values-"
"""What stands for a set of values until they are put in; it is followed by a number."""
_PERIOD = Period(date(1001, 1, 1), date(1001, 1, 2))
"""What stands for the period, whose two days differ: no event is so old (``onrecord.data.dates.FIRST_YEAR``)."""
_ALIKE = frozenset({Quantity.DEATHS, Quantity.CIVILIAN_DEATHS, Quantity.EVENTS})
"""The quantities whose queries hold no values besides those of the predicates, the period and the directed kinds."""


@dataclass(frozen=True, slots=True)
class _Shape:
    """What the text of a query follows from, but for the values."""

    query: Query
    trim: Trim | None
    table: str
    has: frozenset[str]
    quantity: Quantity
    side: Side
    precise: bool
    clock: Clock
    directed: frozenset[str]
    wanted: Predicates
    example: tuple[Ask, Values] = field(compare=False, repr=False)


def query_tree(query: Query, ask: Ask, period: Period, values: Values, trim: Trim | None = None) -> Expression:
    """The syntax tree of a query in DuckDB's SQL, after ``trim``."""
    from sqlglot import exp

    if not _has_a_shape(ask, values):
        tree = _parsed(query(normalised(values), ask, period, values, None))
        return trim(tree) if trim is not None else tree
    wanted, sets = _slotted(resolve(ask.measure, values, ask.side))
    dataset = values.dataset
    shape = _Shape(
        query, trim, dataset.table, frozenset(dataset.has), ask.measure.quantity, ask.side, ask.precise, ask.clock,
        values.directed, wanted, (ask, values),
    )  # fmt: skip
    tree = _tree(shape).copy()
    days = {str(_PERIOD.start): str(period.start), str(_PERIOD.end): str(period.end)}
    for node in list(tree.find_all(exp.Literal)):
        if node.this in days:
            node.set("this", days[node.this])
        elif str(node.this).startswith(_SLOT) and isinstance(node.parent, exp.In):
            named = sets[int(node.this.removeprefix(_SLOT))]
            node.parent.set("expressions", [exp.Literal.string(name) for name in sorted(named)])
    return tree


def _has_a_shape(ask: Ask, values: Values) -> bool:
    """Whether values can be put in afterwards. Not where the data themselves have a kind that reads like a slot."""
    return (
        values.dataset.family is not Family.SERIES
        and ask.measure.quantity in _ALIKE
        and not any(kind.startswith(_SLOT) for kind in values.kinds)
    )


def _slotted(wanted: Predicates) -> tuple[Predicates, list[frozenset[str]]]:
    """Predicates with a slot for each set of values, the same for the same set, and these sets. Empty sets stay, which
    have another text; so do kinds, which are few."""
    sets: list[frozenset[str]] = []

    def slot(found: frozenset[str] | None) -> frozenset[str] | None:
        if not found:
            return found
        if found not in sets:
            sets.append(found)
        return frozenset({f"{_SLOT}{sets.index(found)}"})

    country, area = slot(wanted.country), slot(wanted.area)
    actors: tuple[tuple[Role, frozenset[str]], ...] = tuple(
        (role, slot(sides) or frozenset()) for role, sides in wanted.actors
    )
    return Predicates(wanted.kind, country, area, actors, wanted.any_role), sets


@lru_cache(maxsize=64)
def _tree(shape: _Shape) -> Expression:
    ask, values = shape.example
    tree = _parsed(shape.query(normalised(values), ask, _PERIOD, values, shape.wanted))
    return shape.trim(tree) if shape.trim is not None else tree


def _parsed(expression: Any) -> Expression:
    """An Ibis expression as a tree of DuckDB's SQL, its days as literals."""
    import ibis
    import sqlglot

    return sqlglot.parse_one(str(ibis.to_sql(expression, dialect="duckdb", pretty=False)), read="duckdb").transform(
        day_literal
    )


def day_literal(node: Expression) -> Expression:
    """MAKE_DATE(2022, 1, 31) as CAST('2022-01-31' AS DATE)."""
    from sqlglot import exp

    if isinstance(node, exp.DateFromParts):
        numbers = [node.args.get(part) for part in ("year", "month", "day")]
        if all(isinstance(number, exp.Literal) for number in numbers):
            year, month, day = (int(str(number.this)) for number in numbers if number is not None)
            return exp.cast(exp.Literal.string(f"{year:04d}-{month:02d}-{day:02d}"), "date")
    return node
