"""The bibliography: sources.json (CSL-JSON, as Zotero exports it) to sources.

Imports: ``onrecord.model``, standard library.
"""

from __future__ import annotations

import json
from dataclasses import replace

from onrecord.model.dates import PartialDate
from onrecord.model.dossier import Source
from onrecord.model.visibility import Access, Visibility, strictest
from onrecord.text.disk import Disk
from onrecord.text.fields import ACCESS_FIELDS
from onrecord.text.fragment import Fragment
from onrecord.text.json_nodes import parse_json
from onrecord.text.log import Log, shorten
from onrecord.text.marks import read_marks, split_note
from onrecord.text.nodes import Entry, Listing, Node, Scalar, Table, described, extent, plain
from onrecord.text.slips import mark_begun

SOURCES = "sources.json"
BIBTEX = "sources.bib"

DATES = ("issued", "accessed", "original-date", "event-date", "available-date", "submitted")


def read_sources(disk: Disk, log: Log) -> tuple[tuple[Source, ...], bool]:
    """All sources, and whether the bibliography could be read whole (else a key may be missing for that reason)."""
    sources: list[Source] = []
    complete = disk.exists(SOURCES) or disk.exists(BIBTEX)
    if disk.exists(SOURCES):
        text = disk.read(SOURCES)
        node = parse_json(Fragment.whole(SOURCES, text), log) if text is not None else None
        complete = node is not None
        if isinstance(node, Listing):
            sources += [found for item in node.items if (found := _source(item, log))]
        elif node is not None:
            complete = False
            message = f"the bibliography is {described(node)}; it should be a list of sources: [ ... ]"
            log.add("OR017", message, node.span, remedy="Export it as CSL JSON.")
    if disk.exists(BIBTEX):
        text = disk.read(BIBTEX)
        if text is None:
            complete = False
        else:
            from onrecord.text.bibtex import read_bibtex

            found_all, whole = read_bibtex(BIBTEX, text, log)
            sources += found_all
            complete = complete and whole
    return _unique(sources, log), complete


def _unique(sources: list[Source], log: Log) -> tuple[Source, ...]:
    seen: dict[str, Source] = {}
    for source in sources:
        if source.id in seen:
            first = seen[source.id].span
            where = f"line {first.line}" if first.file == source.span.file else str(first)
            log.add("OR102", f'the id "{shorten(source.id)}" stands twice: first on {where}', source.span)
            seen[source.id] = _stricter(seen[source.id], source)
        else:
            seen[source.id] = source
    return tuple(seen.values())


def _stricter(first: Source, second: Source) -> Source:
    """The first of two sources of one key, hidden as the stricter of the two is."""
    level = strictest((first.visibility, second.visibility))
    names = [(*each.access.internal, *each.access.confidential) for each in (first, second)]
    if set(names[1]) - set(names[0]):
        level = Visibility.CONFIDENTIAL
    return replace(first, visibility=level, access=replace(first.access, visibility=level))


def _source(node: Node, log: Log) -> Source | None:
    if not isinstance(node, Table):
        log.add("OR017", f"a source is {described(node)}; it should have fields", node.span)
        return None
    entry = node.get("id")
    value = entry.value.value if entry and isinstance(entry.value, Scalar) else None
    if entry is None or (isinstance(entry.value, Scalar) and value in (None, "")):
        log.add("OR016", 'a source needs the field "id"', node.span)
        return None
    if isinstance(value, bool) or not isinstance(value, str | int):
        log.add("OR017", f'"id" is {described(entry.value)}; it should be text', entry.value.span)
        return None
    if node.get("type") is None:
        log.add("OR016", f'the source "{shorten(str(value))}" needs the field "type"', node.span)
    dates = {name: _date(found, log) for name in DATES if (found := node.get(name))}
    csl = json.dumps(plain(node), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    note, lines = split_note(_raw(node, "note"))
    noted = node.get("note")
    marks = read_marks(
        node.get("custom"),
        lines,
        noted.value.span if noted else entry.value.span,
        log,
        whole=extent(node),
        fields=[each.key for each in node],
        rest=note,
        slip=_misplaced(node),
    )
    hide_fields(node, marks.access, log)
    return Source(
        id=str(value).strip(),
        type=_text(node, "type", log) or "document",
        title=_text(node, "title", log),
        span=entry.value.span,
        publisher=_text(node, "publisher", log) or _text(node, "container-title", log),
        author=authors(node.get("author")),
        issued=dates.get("issued"),
        url=_text(node, "URL", log),
        language=_text(node, "language", log),
        note=note if lines else _text(node, "note", log),
        csl=csl,
        origin=marks.origin,
        interest=marks.interest,
        visibility=marks.access.visibility,
        retracted=marks.retracted,
        superseded_by=marks.superseded_by,
        access=marks.access,
    )


def _misplaced(node: Node, path: tuple[str, ...] = ()) -> bool:
    """Whether a mark stands in a source where none is read: in another field, or in one whose name is damaged."""
    if isinstance(node, Scalar) and path != ("note",):
        return mark_begun(str(node.value))
    if not isinstance(node, Table) or path == ("custom", "onrecord"):
        return False
    return any(
        (entry.key in _MARKS and (*path, entry.key) not in _PLACES) or _misplaced(entry.value, (*path, entry.key))
        for entry in node
    )


_MARKS = (*ACCESS_FIELDS, "onrecord", "custom")
_PLACES = (("custom",), ("custom", "onrecord"))


def hide_fields(node: Table, access: Access, log: Log) -> None:
    """Tell the log which fields of a source not all may see. The marks themselves can quote one: they go with it."""
    log.hide(extent(node), access.visibility)
    for entry in node:
        level = access.level_of(entry.key)
        if entry.key in ("note", "custom"):
            named = [access.level_of(name) for name in (*access.internal, *access.confidential)]
            level = strictest((level, *named))
        log.hide(extent(entry.value, entry.key_span), level)


def _raw(table: Table, name: str) -> str:
    """A text with its line ends; empty where it is none, which ``_text`` tells of."""
    entry = table.get(name)
    value = entry.value.value if entry and isinstance(entry.value, Scalar) else None
    return value if isinstance(value, str) else ""


def _text(table: Table, name: str, log: Log) -> str:
    entry = table.get(name)
    if entry is None or (isinstance(entry.value, Scalar) and entry.value.value is None):
        return ""
    value = entry.value.value if isinstance(entry.value, Scalar) else None
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    log.add("OR017", f'"{name}" is {described(entry.value)}; it should be text', entry.value.span)
    return ""


def authors(entry: Entry | None) -> str:
    """The names of a list of CSL names: "Given Family, Literal"."""
    if entry is None or not isinstance(entry.value, Listing):
        return ""
    names = []
    for node in entry.value.items:
        if isinstance(node, Table):
            parts = {e.key: str(e.value.value) for e in node if isinstance(e.value, Scalar) and e.value.value}
            words = [parts.get(part, "") for part in ("given", "non-dropping-particle", "family", "suffix")]
            names.append(parts.get("literal") or " ".join(word for word in words if word))
    return ", ".join(" ".join(name.split()) for name in names if name)


def _date(entry: Entry, log: Log) -> PartialDate | None:
    """A CSL date: date-parts, or a raw or literal date where it is written YYYY-MM-DD; of a range the first day."""
    node = entry.value
    if not isinstance(node, Table):
        log.add("OR018", f'"{entry.key}" is {described(node)}', node.span, remedy=_REMEDY)
        return None
    parts = node.get("date-parts")
    if parts is None:
        for name in ("raw", "literal"):
            found = node.get(name)
            value = found.value.value if found and isinstance(found.value, Scalar) else None
            if isinstance(value, str):
                try:
                    return PartialDate.parse(value)
                except ValueError:
                    continue
        return None
    ranges = parts.value.items if isinstance(parts.value, Listing) else ()
    read = [_date_parts(entry.key, each, log) for each in ranges]
    if not ranges:
        log.add("OR018", f'"{entry.key}" has no date in its date-parts', parts.value.span, remedy=_REMEDY)
    return read[0] if read else None


_REMEDY = 'Write {"date-parts": [[2022, 3, 27]]}, with the month and the day as far as they are known.'


def _date_parts(name: str, node: Node, log: Log) -> PartialDate | None:
    numbers: list[int] = []
    for item in node.items if isinstance(node, Listing) else ():
        value = item.value if isinstance(item, Scalar) else None
        if value in (None, ""):
            break
        if isinstance(value, str) and value.strip().isascii() and value.strip().isdigit() and len(value) < 9:
            value = int(value)
        if isinstance(value, bool) or not isinstance(value, int):
            log.add("OR018", f'"{name}" has {described(item)} where a number should be', item.span, remedy=_REMEDY)
            return None
        numbers.append(value)
    if not 1 <= len(numbers) <= 3:
        if not isinstance(node, Listing) or node.items:
            message = f'"{name}" should be a year, or a year and month, or year, month and day'
            log.add("OR018", message, node.span, remedy=_REMEDY)
        return None
    text = f"{numbers[0]:04d}" + "".join(f"-{number:02d}" for number in numbers[1:])
    try:
        return PartialDate.parse(text)
    except ValueError as error:
        log.add("OR018", f'"{name}": {error}', node.span, remedy=_REMEDY)
        return None
