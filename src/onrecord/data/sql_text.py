"""The SQL behind a figure as an analyst would write it: views over the file itself, and one SELECT for each figure.

The output can be run as it is, in DuckDB's own shell. Imports the model and its sibling modules; duckdb, Ibis and
sqlglot inside functions.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onrecord.data import event_rows, repeats, series_rows
from onrecord.data.connection import connect, identifier
from onrecord.data.dates import day_form
from onrecord.data.files import locate
from onrecord.data.formats import Opened, open_source
from onrecord.data.parse import Column, DayForm
from onrecord.data.predicates import Values
from onrecord.data.shapes import day_literal, query_tree
from onrecord.data.sql import figure_expression
from onrecord.model.dataset import Dataset, Family
from onrecord.model.dates import Period
from onrecord.model.figure import Ask
from onrecord.model.finding import Finding

if TYPE_CHECKING:
    import duckdb
    from sqlglot.expressions import Expression

_RAW = "file_rows"
_RESERVED = frozenset({"end"})
_DAY = re.compile(r"CAST\(('\d{4}-\d\d-\d\d') AS DATE\)")


def view_sql(dataset: Dataset, root: Path) -> str:
    """The statements that make a dataset's normalised table out of its file; comments where they cannot."""
    path = locate(dataset.spec, root)
    if isinstance(path, Finding):
        return f"-- {path.message}\n"
    with tempfile.TemporaryDirectory(prefix="onrecord-") as name, connect() as con:
        folder = Path(name)
        opened = open_source(dataset.spec, path, con, folder)
        if not isinstance(opened, Opened):
            return "".join(f"-- {one.message}\n" for one in opened)
        text = _statements(dataset, opened, con)
        if not opened.source.lasting and opened.source.path is None:
            return (
                "-- The data are a sheet of an Excel workbook, which DuckDB does not read by itself. Export the sheet\n"
                f"-- as a table onrecord_sheet with columns c0, c1 ...; then:\n{text}"
            )
        if str(folder) in text:
            note = (
                "-- onrecord read a copy of the file, written again in plain UTF-8. Make one, then correct the path.\n"
            )
            text = note + text.replace(str(folder), "COPY-OF-THE-FILE")
    return text


class _Recorder:
    """Stands for a connection: runs what it is given, if it has one to run it on, and keeps the text."""

    def __init__(self, con: duckdb.DuckDBPyConnection | None = None) -> None:
        self._con = con
        self.said: list[str] = []

    def execute(self, sql: str) -> object:
        self.said.append(sql)
        return self._con.execute(sql) if self._con else None


def _statements(dataset: Dataset, opened: Opened, con: duckdb.DuckDBPyConnection) -> str:
    """What ``onrecord.data.open`` runs for this file, without its checks."""
    source, at, spec = opened.source, dict(opened.at), dataset.spec
    series = dataset.family is Family.SERIES
    if series:
        role = series_rows.value_role(spec.quantity, at) or "value"
        at = {name: index for name, index in at.items() if name not in ("deaths", "events", "value")} | {
            "value": at[role]
        }
    recorder: Any = _Recorder(con)
    rows = source.load(recorder, _RAW, sorted(set(at.values())), at.get("title"))
    columns = {
        role: Column(identifier(source.columns[index]), source.types[index], source.names[index])
        for role, index in at.items()
    }
    kept: Any = _Recorder()
    if series:
        dated = [columns[role] for role in ("start", "period", "end") if role in columns]
        form, _ = day_form(con, rows, dated, spec.path)
        made = series_rows.select(columns, form, rows, spec.places[0] if len(spec.places) == 1 else None)
    else:
        form, _ = day_form(con, rows, [columns[role] for role in ("start", "end") if role in columns], spec.path)
        made = event_rows.select(opened.layout, columns, form, rows)
        if dataset.events < dataset.rows:
            repeats.once(kept, "repeated_rows", dataset.table, dataset.family is Family.ACLED)
    named = [f"{source.columns[i]} is {source.names[i]}" for i in sorted(set(at.values()))]
    legend = f"-- Columns: {', '.join(named)}.\n" if source.columns != source.names else ""
    first = "repeated_rows" if kept.said else dataset.table
    macros, made = _with_macros(made, columns, form)
    view = f"CREATE OR REPLACE VIEW {first} AS\n{_lines(made)}"
    return legend + "".join(f"{one};\n" for one in (*recorder.said, *macros, view, *kept.said))


def _with_macros(select: str, columns: Mapping[str, Column], form: DayForm) -> tuple[list[str], str]:
    """The readings of text (counts, numbers, days) as macros, each written once, and the SELECT that calls them."""
    readings: tuple[tuple[str, Callable[[Column], str]], ...] = (
        ("as_count", Column.count),
        ("as_number", Column.number),
        ("as_day", lambda column: column.day(form)),
        ("as_code", Column.code),
        ("as_text", Column.text),
    )
    texts = {column.sql: column for column in columns.values() if column.type == "VARCHAR"}
    macros = []
    for name, reading in readings:
        called = False
        for sql, column in texts.items():
            written = reading(column)
            called = called or written in select
            select = select.replace(written, f"{name}({sql})")
        if called:
            macros.append(f"CREATE OR REPLACE MACRO {name}(x) AS {reading(Column('x', 'VARCHAR'))}")
    return macros, select


def _lines(select: str) -> str:
    """A SELECT of CASTs with one column on each line."""
    return (
        select.replace("SELECT CAST(", "SELECT\n  CAST(", 1)
        .replace(", CAST(", ",\n  CAST(")
        .replace(" FROM (SELECT ", "\nFROM (SELECT ")
    )


def ready() -> None:
    """Load what SQL is written with, so that the first query does not wait for it."""
    import ibis

    plain(str(ibis.to_sql(ibis.table({"a": "int64"}, name="t").filter(ibis._.a > 1).a.sum(), dialect="duckdb")))


@dataclass(frozen=True, slots=True)
class Wanted:
    """A figure to print the SQL of, and what it is called."""

    label: str
    ask: Ask
    period: Period


def figures_sql(wanted: Sequence[Wanted], values: Values) -> str:
    """One SELECT for each figure, over the normalised table."""
    parts = []
    for one in wanted:
        tree = query_tree(figure_expression, one.ask, one.period, values, _trimmed)
        parts.append(f"-- {_comment(one.label)}\n{_written(tree)};\n")
    return "\n".join(parts)


def _comment(text: str) -> str:
    return " ".join(text.split())


def indented(sql: str) -> str:
    """SQL over several lines, otherwise as it is."""
    import sqlglot

    return str(sqlglot.parse_one(sql, read="duckdb").sql(dialect="duckdb", pretty=True))


def plain(sql: str) -> str:
    """SQL as a person would write it: no needless subquery, alias or quotation mark; dates as dates.

    Only spelling changes. Where the SQL has another shape than expected it stays as Ibis wrote it.
    """
    import sqlglot

    return _written(_trimmed(sqlglot.parse_one(sql, read="duckdb").transform(day_literal)))


def _written(tree: Expression) -> str:
    return _DAY.sub(r"DATE \1", str(tree.sql(dialect="duckdb", pretty=True)))


def _trimmed(tree: Expression) -> Expression:
    """A query without its needless subquery, aliases and quotation marks."""
    from sqlglot import exp

    tree = _lifted(tree.transform(_unwrapped))
    if len(list(tree.find_all(exp.Select))) == 1:
        for table in tree.find_all(exp.Table):
            table.set("alias", None)
            table.set("db", None)
            table.set("catalog", None)
        for column in tree.find_all(exp.Column):
            column.set("table", None)
    for name in tree.find_all(exp.Identifier):
        word = str(name.this)
        if word.isidentifier() and word.islower() and word not in _RESERVED:
            name.set("quoted", False)
    return tree


def _unwrapped(node: Expression) -> Expression:
    """COALESCE(x IN (...), FALSE) without its COALESCE.

    A row whose value is NULL is left out of a WHERE either way; under a NOT the COALESCE stays.
    """
    from sqlglot import exp

    if isinstance(node, exp.Coalesce) and isinstance(node.this, exp.In):
        up = node.parent
        while up is not None and not isinstance(up, exp.Where):
            if not isinstance(up, exp.And | exp.Or | exp.Paren):
                return node
            up = up.parent
        return node.this if up is not None else node
    return node


def _lifted(tree: Expression) -> Expression:
    """``SELECT sums FROM (SELECT * FROM t WHERE x)`` as ``SELECT sums FROM t WHERE x``."""
    from sqlglot import exp

    source = tree.args.get("from_") or tree.args.get("from")
    if not isinstance(tree, exp.Select) or source is None or not isinstance(source.this, exp.Subquery):
        return tree
    inner = source.this.this
    simple = (
        isinstance(inner, exp.Select)
        and len(inner.expressions) == 1
        and isinstance(inner.expressions[0], exp.Star)
        and not tree.args.get("where")
        and not tree.args.get("joins")
        and not any(
            inner.args.get(part) for part in ("group", "order", "limit", "qualify", "distinct", "with_", "with")
        )
    )
    if not simple:
        return tree
    where, held = inner.args.get("where"), inner.args.get("from_") or inner.args.get("from")
    source.set("this", held.this.copy())
    if where is not None:
        tree.set("where", where.copy())
    return _lifted(tree)
