"""What onrecord needs to know of a source beyond CSL: its origin, interest, visibility, retraction and successor.

CSL gives programs the object ``custom`` for such things: ``"custom": {"onrecord": {"origin": "acled"}}``. A person who
works in Zotero can write into the field Extra only, which is exported as ``note``: there a line
``onrecord-origin: acled`` says the same. Imports: ``onrecord.model``, standard library.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.model.dates import PartialDate
from onrecord.model.dossier import Visibility
from onrecord.model.finding import Span
from onrecord.text.fields import Fields
from onrecord.text.log import Log, listed
from onrecord.text.nodes import Entry, Scalar, Table, described

MARKS = ("origin", "interest", "visibility", "retracted", "superseded-by")
_LINE = re.compile(r"^[ \t]*onrecord-(?P<name>[\w-]+)[ \t]*:[ \t]*(?P<value>.*?)[ \t]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Marks:
    """The marks of one source."""

    origin: str = ""
    interest: str = ""
    visibility: Visibility = Visibility.PUBLIC
    retracted: PartialDate | None = None
    superseded_by: str = ""


def split_note(note: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """A note without its lines ``onrecord-...: ...``, white space collapsed, and those lines as names and values."""
    found = tuple((line["name"], line["value"]) for line in _LINE.finditer(note))
    return " ".join(_LINE.sub("", note).split()), found


def read_marks(custom: Entry | None, note: tuple[tuple[str, str], ...], span: Span, log: Log) -> Marks:
    """The marks of a source, from its ``custom`` object and the lines of its note, which stand at ``span``.

    What stands in both is taken from ``custom``; a difference between the two is a finding.
    """
    written = _custom(custom, log)
    values = {entry.key: entry.value for entry in written or ()}
    entries = list(written or ())
    for name, value in note:
        earlier = values.get(name)
        if earlier is None:
            node = Scalar(value, span)
            entries.append(Entry(name, span, node))
            values[name] = node
        elif isinstance(earlier, Scalar) and earlier.value != value:
            message = f'"onrecord-{name}" is "{value}" here and "{earlier.value}" elsewhere in this source'
            log.add("OR014", message, span, remedy="Keep one of the two.")
    if not entries:
        return Marks()
    fields = Fields(log, Table(tuple(entries), span), "onrecord's part of a source", MARKS)
    visibility = fields.choice("visibility", [each.value for each in Visibility])
    # A visibility that cannot be read hides the source: the other way round a slip of the pen would publish it.
    fallback = Visibility.CONFIDENTIAL if fields.has("visibility") else Visibility.PUBLIC
    return Marks(
        fields.text("origin"),
        fields.text("interest"),
        Visibility(visibility) if visibility else fallback,
        fields.partial("retracted"),
        fields.text("superseded-by"),
    )


def _custom(custom: Entry | None, log: Log) -> Table | None:
    """The table ``onrecord`` in ``custom``, where other programs may keep what they like."""
    found = custom.value.get("onrecord") if custom is not None and isinstance(custom.value, Table) else None
    if found is None or isinstance(found.value, Table):
        return found.value if found is not None and isinstance(found.value, Table) else None
    message = f'"onrecord" is {described(found.value)}; it should be a table of fields'
    log.add("OR017", message, found.value.span, remedy=f"Fields of it: {listed(MARKS)}.")
    return None
