"""``[datasets.ID.columns]``: any table made readable by naming its columns.

May import: model, standard library.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import get_close_matches

from onrecord.data.layouts import BY_NAME, Layout, normal
from onrecord.model.codes import finding
from onrecord.model.dataset import DatasetSpec, Family
from onrecord.model.finding import Finding

_EVENTS = {
    "id": "id", "start": "start", "date": "start", "end": "end", "country": "country", "admin1": "admin1",
    "admin2": "admin2", "place": "place", "kind": "kind", "side_a": "side_a", "actor": "side_a", "side_b": "side_b",
    "target": "side_b", "low": "low", "best": "best", "deaths": "best", "high": "high", "civilians": "civilians",
    "latitude": "latitude", "longitude": "longitude", "title": "title",
    "revised": "revised",
}  # fmt: skip
_SERIES = {
    "place": "place", "country": "place", "admin1": "admin1", "admin2": "admin2", "period": "period", "start": "start",
    "date": "period", "end": "end", "year": "year", "month": "month", "quarter": "quarter", "value": "value",
    "low": "low", "high": "high", "population": "population",
}  # fmt: skip

_NUMBERS = frozenset({"low", "best", "high", "civilians", "value", "population"})

OWN_EVENTS = Layout(
    name="events",
    title="events by a mapping",
    family=Family.EVENTS,
    separator="; ",
    roles=(),
    required=frozenset({"start"}),
    blank=frozenset({"low", "best", "high", "civilians"}),
)
OWN_SERIES = Layout(
    name="series",
    title="a series by a mapping",
    family=Family.SERIES,
    roles=(),
    required=frozenset({"value"}),
    blank=frozenset({"value", "low", "high", "population"}),
)


def is_series(spec: DatasetSpec) -> bool:
    """Whether the mapping of ``spec`` describes a series: it has a value or a period, or says so."""
    names = {name for name, _ in spec.columns}
    return spec.layout == "series" or bool(names & {"value", "period"})


def apply(spec: DatasetSpec, columns: Sequence[str]) -> tuple[Layout, dict[str, int]] | tuple[Finding, ...]:
    """The layout that a mapping makes of a file with these columns and each role's position, or what is wrong."""
    series = is_series(spec)
    known = _SERIES if series else _EVENTS
    layout = OWN_SERIES if series else OWN_EVENTS
    base = BY_NAME.get(spec.layout)
    at: dict[str, int] = {}
    if base and not series and base.family is not Family.SERIES:
        layout, at = base, base.columns(columns)
        known = known | {role: role for role, _ in base.roles}
    problems: list[Finding] = []
    for name, column in spec.columns:
        if name not in known:
            near = get_close_matches(name, known, 3)
            hint = f"; did you mean {' or '.join(near)}?" if near else ""
            problems.append(
                finding(
                    "OR015",
                    f"dataset {spec.id}: {name!r} is no column that a mapping of "
                    f"{'a series' if series else 'events'} can name{hint}",
                    spec.span,
                    remedy=f"Use any of: {', '.join(known)}.",
                )
            )
            continue
        index = position(column, columns)
        if index is None:
            problems.append(not_there(spec, name, column, columns))
        else:
            at[known[name]] = index
    problems = problems or _shared(spec, known)
    if problems:
        return tuple(problems)
    lacking = sorted(layout.required - at.keys())
    if series and not at.keys() & {"start", "period", "year"}:
        lacking.append("period")
    if lacking:
        return (
            finding(
                "OR016",
                f"dataset {spec.id}: the mapping names no column for {' and '.join(lacking)}",
                spec.span,
                remedy=f"Add it under [datasets.{spec.id}.columns]; the file has: {listed(columns)}.",
            ),
        )
    return layout, at


def _shared(spec: DatasetSpec, known: Mapping[str, str]) -> list[Finding]:
    """Faults of a mapping that says one thing twice, or takes a number from the column of a date or a name."""
    said: dict[str, str] = {}
    problems = []
    for name, _ in spec.columns:
        role = known[name]
        if role in said:
            message = (
                f"dataset {spec.id}: the mapping names the column for {said[role]} and for {name}, which is the same"
            )
            problems.append(finding("OR014", message, spec.span))
        said.setdefault(role, name)
    numbers = {normal(column): name for name, column in spec.columns if known[name] in _NUMBERS}
    for name, column in spec.columns:
        if known[name] not in _NUMBERS and normal(column) in numbers:
            other = numbers[normal(column)]
            message = f"dataset {spec.id}: the mapping takes {other} and {name} from the same column, {column}"
            problems.append(finding("OR019", message, spec.span, remedy="Name another column for one of the two."))
    return problems


def position(column: str, columns: Sequence[str]) -> int | None:
    """Where ``column`` stands among ``columns``: by its exact name, else without case and punctuation."""
    if column in columns:
        return columns.index(column)
    plain = [normal(name) for name in columns]
    return plain.index(normal(column)) if plain.count(normal(column)) == 1 else None


def not_there(spec: DatasetSpec, name: str, column: str, columns: Sequence[str]) -> Finding:
    """The finding for a mapped column that the file does not have."""
    plain = {normal(known): known for known in reversed(columns)}
    near = [plain[match] for match in get_close_matches(normal(column), plain, 3, 0.55)]
    hint = f"; the nearest {'is' if len(near) == 1 else 'are'} {', '.join(near)}" if near else ""
    return finding(
        "OR311",
        f"dataset {spec.id}: {spec.path} has no column {column!r} (for {name}){hint}",
        spec.span,
        why=(f"columns of the file: {listed(columns)}",),
    )


def listed(columns: Sequence[str], most: int = 60) -> str:
    """Column names for a message, cropped where a hostile file has thousands."""
    shown = [name if len(name) <= 40 else name[:37] + "..." for name in columns[:most]]
    rest = len(columns) - len(shown)
    return ", ".join(shown) + (f" and {rest} more" if rest else "")
