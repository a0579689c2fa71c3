"""Events that stand in a file more than once: the same again, the same per actor, or two versions.

May import: model, standard library.

An exact repeat is counted once. A file with one row per actor (ACLED's monadic export) repeats an event with each
actor as ``actor1``: such rows become one event with all their actors. The row that names no civilians or
protesters first is taken for the event's own order of sides, since in ACLED those are always the second actor.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.data.event_rows import COLUMNS
from onrecord.data.source import Place, Source
from onrecord.model.codes import finding
from onrecord.model.finding import Finding, Span

if TYPE_CHECKING:
    import duckdb

_FIGURES = (
    "start", "end", "country", "admin1", "admin2", "place", "kind", "low", "best", "high", "civilians", "precise",
    "latitude", "longitude",
)  # fmt: skip
_SIDES = ("side_a", "side_b")
SHOWN = 5


def count(con: duckdb.DuckDBPyConnection, table: str) -> tuple[int, int]:
    """The numbers of rows and of different ids."""
    row = con.execute(f"SELECT count(*), count(DISTINCT id) FROM {table}").fetchone() or (0, 0)
    return int(row[0]), int(row[1])


def newest(
    con: duckdb.DuckDBPyConnection, table: str, target: str, rows: str, revised: str, source: Source
) -> Finding | None:
    """Make ``target`` from ``table`` without the older revisions of events; ``None`` where there are none.

    ``revised`` is the SQL of when a row of ``rows`` was last revised, as a number. A row whose time is blank is taken
    for older than one that has a time. The warning says how many rows were left out.
    """
    times = f"SELECT row, coalesce({revised}, 0) AS time FROM {rows}"
    repeated = f"SELECT id FROM {table} GROUP BY id HAVING count(*) > 1"
    dated = (
        f"SELECT t.row, r.time, max(r.time) OVER (PARTITION BY t.id) AS latest FROM {table} t "
        f"JOIN ({times}) r ON t.row = r.row WHERE t.id IN ({repeated})"
    )
    old = f"SELECT row FROM ({dated}) WHERE time < latest"
    count, first = con.execute(f"SELECT count(*), min(row) FROM ({old})").fetchone() or (0, None)
    if not count:
        return None
    con.execute(f"CREATE OR REPLACE TABLE {target} AS SELECT * FROM {table} WHERE row NOT IN ({old}) ORDER BY row")
    what = "row is an older revision of an event" if count == 1 else "rows are older revisions of events"
    at = source.places([int(first)], None).get(int(first), Place(1))
    message = f"{count:,} {what} that the file has a newer one of; the newest is counted"
    return finding("OR323", message, Span(source.file, at.line, at.column), excerpt=at.excerpt)


def conflicts(
    con: duckdb.DuckDBPyConnection, table: str, source: Source, column: int | None, per_actor: bool
) -> list[Finding]:
    """The ids whose rows differ in more than their actors (where a file may have one row per actor)."""
    compared = _FIGURES if per_actor else _FIGURES + _SIDES
    key = ", ".join(f'"{name}"' for name in compared)
    # Only repeated ids are compared: most files have none or few.
    sql = (
        f"SELECT id FROM (SELECT id, {key} FROM {table} WHERE id IN "
        f"(SELECT id FROM {table} GROUP BY id HAVING count(*) > 1)) "
        f"GROUP BY id HAVING count(DISTINCT row({key})) > 1"
    )
    total = (con.execute(f"SELECT count(*) FROM ({sql})").fetchone() or (0,))[0]
    if not total:
        return []
    first = con.execute(
        f"SELECT id, list(row ORDER BY row) AS rows FROM {table} WHERE id IN ({sql}) "
        f"GROUP BY id ORDER BY min(row) LIMIT {SHOWN}"
    ).fetchall()
    places = source.places([int(rows[1]) for _, rows in first], column)
    found = []
    for number, (event, rows) in enumerate(first, start=1):
        rest = int(total) - len(first)
        more = f" ({rest} more {'event' if rest == 1 else 'events'} like this)" if number == len(first) and rest else ""
        place = places.get(int(rows[1]), Place(1))
        others = _differing(con, table, str(event), compared)
        found.append(
            finding(
                "OR313",
                f"row {rows[1]}: event {event} stands in row {rows[0]} too, with other {others}{more}",
                Span(source.file, place.line, place.column),
                excerpt=place.excerpt,
            )
        )
    return found


def _differing(con: duckdb.DuckDBPyConnection, table: str, event: str, compared: tuple[str, ...]) -> str:
    counts = ", ".join(f'count(DISTINCT row("{name}"))' for name in compared)
    answer = con.execute(f"SELECT {counts} FROM {table} WHERE id = ?", [event]).fetchone() or ()
    shown = []
    for name, values in zip(compared, answer, strict=True):
        if values > 1:
            pair = con.execute(
                f'SELECT DISTINCT CAST("{name}" AS VARCHAR) FROM {table} WHERE id = ? ORDER BY 1 LIMIT 2', [event]
            ).fetchall()
            shown.append(f"{name} ({', '.join('nothing' if v is None else str(v) for (v,) in pair)})")
    return ", ".join(shown)


def once(con: duckdb.DuckDBPyConnection, table: str, target: str, per_actor: bool) -> None:
    """Make ``target`` from ``table`` with one row per id."""
    plain = ", ".join(f't."{name}"' for name, _ in COLUMNS)
    if not per_actor:
        con.execute(
            f"CREATE OR REPLACE TABLE {target} AS SELECT {plain} FROM {table} t "
            "QUALIFY row_number() OVER (PARTITION BY id ORDER BY row) = 1 ORDER BY row"
        )
        return
    order = "(side_a LIKE 'Civilians%' OR side_a LIKE 'Protesters%'), row"
    split = "list_filter(list_transform(string_split(coalesce({0}, ''), ';'), lambda x: trim(x)), lambda x: x <> '')"
    joined = ", ".join(
        f't."{name}"' if name not in _SIDES else f's."{name}"' if name in _SIDES else "" for name, _ in COLUMNS
    )
    con.execute(
        f"""CREATE OR REPLACE TABLE {target} AS
        WITH repeated AS (
            SELECT id, first({split.format("side_a")} ORDER BY {order}) AS a,
                   first({split.format("side_b")} ORDER BY {order}) AS b,
                   flatten(list(list_concat({split.format("side_a")}, {split.format("side_b")}) ORDER BY {order})) AS
                   everyone
            FROM {table} WHERE id IN (SELECT id FROM {table} GROUP BY id HAVING count(*) > 1) GROUP BY id
        ), sides AS (
            SELECT id, a, list_concat(b, list_filter(everyone, lambda x, i:
                       NOT list_contains(a, x) AND NOT list_contains(b, x) AND list_position(everyone, x) = i)) AS b
            FROM repeated
        ), named AS (
            SELECT id, nullif(array_to_string(a, '; '), '') AS side_a, nullif(array_to_string(b, '; '), '') AS side_b
            FROM sides
        ), kept AS (
            SELECT * FROM {table} QUALIFY row_number() OVER (PARTITION BY id ORDER BY row) = 1
        )
        SELECT {
            joined.replace('s."side_a"', "CASE WHEN s.id IS NULL THEN t.side_a ELSE s.side_a END AS side_a").replace(
                's."side_b"', "CASE WHEN s.id IS NULL THEN t.side_b ELSE s.side_b END AS side_b"
            )
        }
        FROM kept t LEFT JOIN named s USING (id) ORDER BY t.row"""
    )


def repeated(source: Source, rows: int, events: int, per_actor: bool) -> Finding:
    """The warning that rows repeat events."""
    what = "one row per actor: their actors are joined and" if per_actor else "the same rows again:"
    return finding(
        "OR308",
        f"{rows - events} of {rows} rows repeat an event ({what} each event is counted once, {events} in all)",
        Span(source.file),
    )
