"""Typed getters: a field of a table as text, number, date or list, with a finding where it is something else.

Each getter returns a harmless default after a finding, so that one run shows every fault.
Imports: ``onrecord.model``, standard library.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime

from onrecord.model.dates import PartialDate
from onrecord.model.finding import Span
from onrecord.model.visibility import Access, Visibility
from onrecord.text.log import Log, did_you_mean, listed, shorten
from onrecord.text.nodes import Entry, Node, Scalar, Table, Value, described, extent
from onrecord.text.nodes import Listing as ListNode
from onrecord.text.slips import field_in

_WHOLE = re.compile(r"\d{1,15}|\d{1,3}(?:[,  \u202f]\d{3}){1,5}")
ACCESS_FIELDS = ("visibility", "internal", "confidential")
"""Who may see a table, and the names of its fields that fewer may see."""

_MEANT = (
    *ACCESS_FIELDS,
    "visible",
    "visibilty",
    "confidentiality",
    "private",
    "secret",
    "hidden",
    "hide",
    "restricted",
)
_TRUE, _FALSE = ("yes", "true"), ("no", "false")

_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
"""A comment of HTML: it is for those who edit the file, and is shown nowhere."""


class Fields:
    """The fields of one table. ``what`` names the table in messages ("the pledge block", "[datasets.ucdp]").

    Names outside ``known`` are reported when the object is made; ``known`` empty allows every name.
    """

    def __init__(self, log: Log, table: Table, what: str, known: Iterable[str] = ()) -> None:
        self._log, self.table, self.what = log, table, what
        self._known = tuple(known)
        if self._known:
            for entry in table:
                if entry.key not in self._known:
                    self._unknown(entry)

    def _unknown(self, entry: Entry) -> None:
        near = self._log.nearest(entry.key, self._known)
        known = f"Known fields: {listed(self._known, 30)}."
        self._log.add(
            "OR015",
            f'"{shorten(entry.key)}" is no field of {self.what}',
            entry.key_span,
            remedy=f"{did_you_mean(near)} {known}".strip(),
        )

    def has(self, name: str) -> bool:
        """Whether the field is written and not empty."""
        return self._value(name, required=False) is not None

    def span(self, name: str) -> Span:
        """Where the value of the field stands; the table itself if the field is absent."""
        entry = self.table.get(name)
        return entry.value.span if entry else self.table.span

    def _value(self, name: str, required: bool) -> Node | None:
        entry = self.table.get(name)
        empty = entry is not None and isinstance(entry.value, Scalar) and entry.value.value is None
        if entry is not None and not empty:
            return entry.value
        if required and entry is None:
            self._log.add("OR016", f'{self.what} needs the field "{name}"', self.table.span)
        elif required and entry is not None:
            self._log.add("OR016", f'the field "{name}" of {self.what} is empty', entry.key_span)
        return None

    def _wrong(self, name: str, node: Node, expected: str, remedy: str = "") -> None:
        self._log.add("OR017", f'"{name}" is {described(node)}; {expected}', node.span, remedy=remedy)

    def text(self, name: str, *, required: bool = False) -> str:
        """A text, without blanks at the ends of its lines; empty if absent."""
        node = self._value(name, required)
        if node is None:
            return ""
        text = self._as_text(name, node)
        if required and text == "":
            self._log.add("OR016", f'the field "{name}" of {self.what} is empty', node.span)
        return text or ""

    def _as_text(self, name: str, node: Node) -> str | None:
        if isinstance(node, Scalar) and isinstance(node.value, str):
            text = _COMMENT.sub("", node.value) if "<!--" in node.value else node.value
            return "\n".join(line.rstrip() for line in text.strip().split("\n"))
        self._wrong(name, node, "it should be text", "Put it in quotes." if isinstance(node, Scalar) else "")
        return None

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of texts; a single text counts as a list of one."""
        return tuple(text for text, _ in self.placed_texts(name))

    def placed_texts(self, name: str) -> tuple[tuple[str, Span], ...]:
        """A list of texts, each with its place."""
        node = self._value(name, required=False)
        if node is None:
            return ()
        if isinstance(node, Table):
            self._wrong(name, node, "it should be a list of texts")
            return ()
        items = node.items if isinstance(node, ListNode) else (node,)
        read = ((self._as_text(name, item), item.span) for item in items)
        return tuple((text, span) for text, span in read if text)

    def whole(self, name: str, *, required: bool = False) -> int | None:
        """A whole number from 0 up; thousands may be written with commas or spaces."""
        node = self._value(name, required)
        if node is None:
            return None
        value = node.value if isinstance(node, Scalar) else None
        if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10**15:
            return value
        if isinstance(value, str) and _WHOLE.fullmatch(value.strip()):
            return int(re.sub(r"\D", "", value))
        shown = f'"{shorten(str(value))}"' if isinstance(value, str | int | float) else described(node)
        self._log.add("OR017", f'"{name}" is {shown}; it should be a whole number', node.span)
        return None

    def flag(self, name: str) -> bool:
        """Yes or no; no if absent."""
        node = self._value(name, required=False)
        value = node.value if isinstance(node, Scalar) else node
        if isinstance(value, str) and value.strip().lower() in _TRUE + _FALSE:
            return value.strip().lower() in _TRUE
        if isinstance(value, bool):
            return value
        if node is not None:
            self._wrong(name, node, "it should be yes or no")
        return False

    def partial(self, name: str, *, required: bool = False) -> PartialDate | None:
        """A day, month or year."""
        node = self._value(name, required)
        return None if node is None else self._as_partial(name, node)

    def _as_partial(self, name: str, node: Node) -> PartialDate | None:
        value: Value | Node = node.value if isinstance(node, Scalar) else node
        if isinstance(value, date) and not isinstance(value, datetime):
            return PartialDate(value.year, value.month, value.day)
        if isinstance(value, int) and not isinstance(value, bool) and 1000 <= value <= 9999:
            return PartialDate(value)
        if not isinstance(value, str):
            self._wrong(name, node, "it should be a date", "Write YYYY-MM-DD, YYYY-MM or YYYY.")
            return None
        try:
            return PartialDate.parse(value)
        except ValueError as error:
            reason = str(error) if len(value) < 60 else f"{shorten(value)!r} is not written YYYY-MM-DD"
            self._log.add("OR018", f'"{name}": {reason}', node.span)
            return None

    def day(self, name: str, *, required: bool = False) -> date | None:
        """A whole date."""
        node = self._value(name, required)
        return None if node is None else self._as_day(name, node)

    def _as_day(self, name: str, node: Node) -> date | None:
        found = self._as_partial(name, node)
        if found is None:
            return None
        if not found.day:
            self._log.add("OR018", f'"{name}" needs the day: {found}', node.span, remedy="Write YYYY-MM-DD.")
            return None
        return found.first

    def days(self, name: str) -> tuple[date, date] | None:
        """A first and a last day."""
        node = self._value(name, required=False)
        if node is None:
            return None
        if not isinstance(node, ListNode) or len(node.items) != 2:
            self._wrong(name, node, "it should be two dates", f"Write {name} = [2020-01-01, 2022-12-31].")
            return None
        first, last = (self._as_day(name, item) for item in node.items)
        if first is None or last is None:
            return None
        if first > last:
            self._log.add("OR018", f'"{name}" ends ({last}) before it starts ({first})', node.span)
            return None
        return first, last

    def choice(self, name: str, values: Iterable[str], *, required: bool = False) -> str:
        """One of ``values``; empty if absent or wrong."""
        allowed = tuple(values)
        node = self._value(name, required)
        if node is None:
            return ""
        text = self._as_text(name, node)
        if text is None or text in allowed:
            return text or ""
        near = did_you_mean(self._log.nearest(text, allowed, 1))
        self._log.add(
            "OR019",
            f'"{name}" is "{shorten(text)}"',
            node.span,
            remedy=f"{near} Allowed: {listed(allowed, 20)}.".strip(),
        )
        return ""

    def access(self, whole: Span | None = None, nameable: Iterable[str] = (), *, elsewhere: bool = False) -> Access:
        """Who may see the table, which is ``whole``, and its single fields; those in ``nameable`` can be named.
        They stand in the table, or ``elsewhere``.

        What is marked is told to the log. A mark that cannot be read hides the table: the other way round a slip of
        the pen would publish it.
        """
        allowed = tuple(nameable) or tuple(name for name in self._known if name not in ACCESS_FIELDS)
        written = self.table.get("visibility") is not None
        chosen = self.choice("visibility", [each.value for each in Visibility], required=written)
        level = Visibility(chosen) if chosen else Visibility.CONFIDENTIAL if written else Visibility.PUBLIC
        named: dict[str, tuple[str, ...]] = {}
        for mark in ACCESS_FIELDS[1:]:
            entry = self.table.get(mark)
            texts = self.placed_texts(mark)
            # A name that is not written may be that of a field whose own name is misspelled.
            wrong = [(text, span) for text, span in texts
                     if text not in allowed or not (elsewhere or self.table.get(text))]  # fmt: skip
            for text, span in wrong:
                near = did_you_mean(self._log.nearest(text, allowed, 1))
                message = f'"{shorten(text)}" under "{mark}" is no field that stands in {self.what} and can be marked'
                remedy = f"{near} Fields: {listed(allowed, 30)}. Until then all of it is confidential.".strip()
                self._log.add("OR462", message, span, remedy=remedy)
            if wrong or (entry is not None and not texts):
                level = Visibility.CONFIDENTIAL
            named[mark] = tuple(text for text, _ in texts if text in allowed)
        values = (entry.value.value for entry in self.table if isinstance(entry.value, Scalar))
        if any(self._looks_like_a_mark(entry.key) for entry in self.table) or any(
            isinstance(value, str) and field_in(value) for value in values
        ):
            level = Visibility.CONFIDENTIAL
        access = Access(level, named["internal"], named["confidential"])
        for entry in self.table:
            self._log.hide(extent(entry.value, entry.key_span), access.level_of(entry.key))
        self._log.hide(whole or self._extent(), level)
        return access

    def _looks_like_a_mark(self, name: str) -> bool:
        """Whether a field that nobody knows was meant to say who may see the table."""
        if name in self._known or name in ACCESS_FIELDS:
            return False
        from difflib import get_close_matches

        return len(name) < 40 and bool(get_close_matches(name.casefold(), _MEANT, 1, 0.75))

    def _extent(self) -> Span:
        entries = self.table.entries
        return extent(self.table, entries[0].key_span) if entries else self.table.span

    def table_at(self, name: str) -> Table | None:
        """A table."""
        node = self._value(name, required=False)
        if node is None or isinstance(node, Table):
            return node
        self._wrong(name, node, "it should be a table of fields")
        return None

    def tables(self, name: str) -> tuple[Table, ...]:
        """A list of tables."""
        node = self._value(name, required=False)
        if node is None:
            return ()
        if not isinstance(node, ListNode):
            self._wrong(name, node, "it should be a list of entries, each with its fields")
            return ()
        found = []
        for item in node.items:
            if isinstance(item, Table):
                found.append(item)
            else:
                self._wrong(name, item, "each entry should have fields")
        return tuple(found)
