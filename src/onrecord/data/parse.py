"""SQL that reads a column of a data file strictly: text, counts, numbers, days.

May import: standard library. Every reading comes with its complement, the predicate of the values it cannot read,
so that no value is dropped without being counted.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_INTEGERS = frozenset(
    {"TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT", "HUGEINT", "UHUGEINT"}
)
_SMALL = frozenset({"TINYINT", "SMALLINT", "INTEGER", "UTINYINT", "USMALLINT", "UINTEGER"})
"""Types whose values all fit a BIGINT, and are told apart by a double."""
_FLOATS = frozenset({"FLOAT", "DOUBLE", "REAL"})
_DAYS = frozenset({"DATE"})
_MISSING = "('', 'NA', 'N/A', 'NAN', 'NULL', 'NONE')"
_TIME = r"([T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?( ?(Z|UTC|[+-]\d{2}:?\d{2}))?)?"
FIRST_YEAR, LAST_YEAR = 1400, 2199
"""A day outside these years is a slip of the pen or means "still going on"; it would stretch what a file covers."""
_LARGEST = 9_007_199_254_740_992  # 2^53: beyond it a double does not tell neighbours apart


@dataclass(frozen=True, slots=True)
class DayForm:
    """One way of writing days: its name for people, the pattern of the whole value, and strptime formats."""

    name: str
    pattern: str
    formats: tuple[str, ...]


ISO = DayForm("YYYY-MM-DD", r"\d{4}-\d{1,2}-\d{1,2}" + _TIME, ("%Y-%m-%d",))
DAY_FIRST = DayForm("DD/MM/YYYY", r"\d{1,2}/\d{1,2}/\d{4}" + _TIME, ("%d/%m/%Y",))
MONTH_FIRST = DayForm("MM/DD/YYYY", r"\d{1,2}/\d{1,2}/\d{4}" + _TIME, ("%m/%d/%Y",))
FORMS: tuple[DayForm, ...] = (
    ISO,
    DayForm("DD Month YYYY", r"\d{1,2} [A-Za-z]+ \d{4}", ("%d %B %Y", "%d %b %Y")),
    DayForm("DD-Month-YYYY", r"\d{1,2}-[A-Za-z]+-\d{4}", ("%d-%B-%Y", "%d-%b-%Y")),
    DayForm("YYYYMMDD", r"\d{8}", ("%Y%m%d",)),
    DayForm("YYYY/MM/DD", r"\d{4}/\d{1,2}/\d{1,2}" + _TIME, ("%Y/%m/%d",)),
    DayForm("DD.MM.YYYY", r"\d{1,2}\.\d{1,2}\.\d{4}" + _TIME, ("%d.%m.%Y",)),
    DayForm("Month DD, YYYY", r"[A-Za-z]+ \d{1,2}, \d{4}", ("%B %d, %Y", "%b %d, %Y")),
    DAY_FIRST,
    MONTH_FIRST,
    DayForm("DD-MM-YYYY", r"\d{1,2}-\d{1,2}-\d{4}" + _TIME, ("%d-%m-%Y",)),
    DayForm("MM-DD-YYYY", r"\d{1,2}-\d{1,2}-\d{4}" + _TIME, ("%m-%d-%Y",)),
)
"""The ways of writing days. Two that read the same text are told apart for a whole file, never row by row."""


def rivals(form: DayForm) -> tuple[DayForm, ...]:
    """The other forms that read the same text as other days."""
    return tuple(other for other in FORMS if other.pattern == form.pattern and other != form)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a file in SQL: ``sql`` is its expression, ``type`` its type in DuckDB's words."""

    sql: str
    type: str = "VARCHAR"
    name: str = ""
    plain: bool = False
    """Whether every text of the column was seen to be neither blank nor padded, so that none need be trimmed; of days,
    whether every one was seen to be a day of the calendar."""

    @property
    def typed(self) -> bool:
        """Whether the file itself says that the column holds numbers or days."""
        return self._integer or self._float or self.type in _DAYS or self._stamp

    @property
    def _integer(self) -> bool:
        return self.type in _INTEGERS

    @property
    def _float(self) -> bool:
        return self.type in _FLOATS or self.type.startswith("DECIMAL")

    @property
    def _stamp(self) -> bool:
        return self.type.startswith("TIMESTAMP")

    @property
    def _instant(self) -> bool:
        return self.type == "TIMESTAMP WITH TIME ZONE"

    @property
    def _trimmed(self) -> str:
        return f"trim({self.sql})" if self.type == "VARCHAR" else f"trim(CAST({self.sql} AS VARCHAR))"

    def text(self) -> str:
        """The column as text; nothing is NULL."""
        return self.sql if self.plain else f"nullif({self._trimmed}, '')"

    def is_plain(self) -> str:
        """True of a text that is neither blank nor padded."""
        padded = f"starts_with({self.sql}, ' ') OR ends_with({self.sql}, ' ')"
        return f"({self.sql} IS NULL OR NOT ({self.sql} = '' OR {padded}))"

    def code(self) -> str:
        """The column as a code or identifier: as text, without the ".0" that a float column adds."""
        if self._integer:
            return f"CAST({self.sql} AS VARCHAR)"
        return rf"nullif(regexp_replace({self._trimmed}, '^(\d+)\.0+$', '\1'), '')"

    def missing(self) -> str:
        """True where there is no value."""
        if self._float:
            return f"({self.sql} IS NULL OR isnan(CAST({self.sql} AS DOUBLE)))"
        if self.typed:
            return f"({self.sql} IS NULL)"
        return f"({self.sql} IS NULL OR upper({self._trimmed}) IN {_MISSING})"

    def number(self) -> str:
        """The column as a DOUBLE that tells whole numbers apart, else NULL."""
        if self.type in _SMALL:
            return f"CAST({self.sql} AS DOUBLE)"
        if self._integer or self._float:
            value = f"CAST({self.sql} AS DOUBLE)"
            return f"CASE WHEN abs({value}) < {_LARGEST} THEN {value} END"
        pattern = r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?"
        value = f"TRY_CAST({self._trimmed} AS DOUBLE)"
        exact = f"abs({value}) < {_LARGEST}"
        return f"CASE WHEN regexp_full_match({self._trimmed}, '{pattern}') AND {exact} THEN {value} END"

    def at_most(self, limit: int) -> str:
        """True of a number up to ``limit``."""
        return f"{self.sql} <= {limit}" if self._integer else f"{self.number()} <= {limit}"

    def thousands(self) -> tuple[str, str] | None:
        """Values that may be thousands ("1.048" for 1,048), and values that show that the dot is a decimal point.

        ``None`` for a column of numbers, where nothing can be meant but what is there.
        """
        if self._integer or self._float:
            return None
        text = self._trimmed
        grouped = r"[+-]?[1-9]\d{0,2}\.\d{3}"
        decimal = r"[+-]?(0\d*|\d{4,})?\.\d+([eE].*)?|[+-]?\d+\.(\d{0,2}|\d{4,})([eE].*)?"
        return f"regexp_full_match({text}, '{grouped}')", f"regexp_full_match({text}, '{decimal}')"

    def count(self) -> str:
        """The column as a whole number, else NULL."""
        if self.type in _SMALL or self.type == "BIGINT":
            return f"CAST({self.sql} AS BIGINT)"
        if self._integer:
            return f"TRY_CAST({self.sql} AS BIGINT)"
        value = self.number()
        return f"CASE WHEN ({value}) = trunc({value}) THEN CAST({value} AS BIGINT) END"

    def day(self, form: DayForm) -> str:
        """The column as a DATE, written in ``form``, else NULL."""
        if self.type in _DAYS or self._stamp:
            day = f"CAST({self.sql} AS DATE)"
            if self.plain:
                return day
            # An instant is a day only at midnight: at other hours the day depends on the place.
            whole = f" AND {self.sql} = date_trunc('day', {self.sql})" if self._instant else ""
            return (
                f"CASE WHEN isfinite({day}) AND year({day}) BETWEEN {FIRST_YEAR} AND {LAST_YEAR}{whole} THEN {day} END"
            )
        text = self._trimmed
        first = text
        if form.pattern.endswith(_TIME):
            first = f"split_part(replace({text}, 'T', ' '), ' ', 1)"
        formats = "[" + ", ".join(f"'{f}'" for f in form.formats) + "]"
        day = f"CAST(try_strptime({first}, {formats}) AS DATE)"
        return (
            f"CASE WHEN regexp_full_match({text}, '{form.pattern}') "
            f"AND year({day}) BETWEEN {FIRST_YEAR} AND {LAST_YEAR} THEN {day} END"
        )


def sample_form(values: Sequence[str]) -> DayForm:
    """The form that the first value looks like; ISO where there is none. Only a first guess, to be verified."""
    for value in values:
        if value.strip():
            for form in FORMS:
                if re.fullmatch(form.pattern, value.strip()):
                    return form
    return ISO
