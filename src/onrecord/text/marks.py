"""What onrecord needs to know of a source beyond CSL: its origin, interest, visibility, retraction and successor.

CSL gives programs the object ``custom`` for such things: ``"custom": {"onrecord": {"origin": "acled"}}``. A person who
works in Zotero can write into the field Extra only, which is exported as ``note``: there a line
``onrecord-origin: acled`` says the same. Imports: ``onrecord.model``, standard library.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.model.dates import PartialDate
from onrecord.model.finding import Span
from onrecord.model.visibility import OPEN, Access, Visibility
from onrecord.text.fields import ACCESS_FIELDS, Fields
from onrecord.text.log import Log, listed
from onrecord.text.nodes import Entry, Listing, Scalar, Table, described, plain
from onrecord.text.slips import note_meant

MARKS = ("origin", "interest", "retracted", "superseded-by", *ACCESS_FIELDS)
_MEANT = re.compile(r"visibility|internal|confidential", re.IGNORECASE)
_CLOSED = Access(Visibility.CONFIDENTIAL)
_LINE = re.compile(r"^[ \t]*onrecord-(?P<name>[\w-]+)[ \t]*:[ \t]*(?P<value>.*?)[ \t]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Marks:
    """The marks of one source."""

    origin: str = ""
    interest: str = ""
    access: Access = OPEN
    retracted: PartialDate | None = None
    superseded_by: str = ""


def split_note(note: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """A note without its lines ``onrecord-...: ...``, white space collapsed, and those lines as names and values."""
    found = tuple((line["name"], line["value"]) for line in _LINE.finditer(note))
    return " ".join(_LINE.sub("", note).split()), found


def read_marks(
    custom: Entry | None,
    note: tuple[tuple[str, str], ...],
    span: Span,
    log: Log,
    *,
    whole: Span | None = None,
    fields: Iterable[str] = (),
    rest: str = "",
    slip: bool = False,
) -> Marks:
    """The marks of a source, from its ``custom`` object and the lines of its note, which stand at ``span``.

    ``whole`` is where the source stands, ``fields`` are those of its own that a mark can name, ``rest`` is the note
    without the lines. What stands in both is taken from ``custom``; a difference between the two is a finding, and of
    two visibilities the stricter counts. What was meant as a mark and is none hides the source: the other way round a
    slip of the pen would publish it.
    """
    written, unread = _custom(custom, log)
    slip = slip or unread or note_meant(rest)
    values = {entry.key: entry.value for entry in written or ()}
    entries = list(written or ())
    for name, value in note:
        earlier = values.get(name)
        if earlier is None:
            node = Scalar(value, span) if name not in ACCESS_FIELDS[1:] else _names(value, span)
            entries.append(Entry(name, span, node))
            values[name] = node
        elif isinstance(earlier, Scalar) and earlier.value != value:
            message = f'"onrecord-{name}" is "{value}" here and "{earlier.value}" elsewhere in this source'
            log.add("OR014", message, span, remedy="Keep one of the two.")
            slip = slip or name in ACCESS_FIELDS
    if not entries:
        return Marks(access=_CLOSED if slip else OPEN)
    read = Fields(log, Table(tuple(entries), span), "onrecord's part of a source", MARKS)
    nameable = dict.fromkeys((*fields, *(entry.key for entry in entries if entry.key not in ACCESS_FIELDS)))
    names = [name for name in nameable if name not in ("id", "type", "custom")]
    access = read.access(whole or span, [*names, *(["url"] if "URL" in names else [])], elsewhere=True)
    return Marks(
        read.text("origin"),
        read.text("interest"),
        _CLOSED if slip else access,
        read.partial("retracted"),
        read.text("superseded-by"),
    )


def _names(value: str, span: Span) -> Listing:
    return Listing(tuple(Scalar(each.strip(), span) for each in value.split(",") if each.strip()), span)


def _custom(custom: Entry | None, log: Log) -> tuple[Table | None, bool]:
    """The table ``onrecord`` in ``custom``, where other programs may keep what they like, and whether something that
    cannot be read stands in its place."""
    if custom is None or not isinstance(custom.value, Table):
        return None, custom is not None and bool(_MEANT.search(str(plain(custom.value))))
    found = custom.value.get("onrecord")
    if found is None:
        return None, False
    if isinstance(found.value, Table):
        return found.value, False
    message = f'"onrecord" is {described(found.value)}; it should be a table of fields'
    log.add("OR017", message, found.value.span, remedy=f"Fields of it: {listed(MARKS)}.")
    return None, True
