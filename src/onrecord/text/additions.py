"""vocabulary.toml: places, kinds of violence and actors that a dossier adds to the built-in ones, and its events.

Whether an entry fits the built-in vocabulary (its members are known, its name is free) is seen where the two are
joined; here only the entries of the file are held against each other. Imports: ``onrecord.model``, standard library.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.model.dossier import Additions
from onrecord.model.finding import Span
from onrecord.model.vocabulary import Actor, Event, Kind, Place
from onrecord.text.disk import Disk
from onrecord.text.fields import Fields
from onrecord.text.fragment import Fragment
from onrecord.text.log import Log, shorten
from onrecord.text.nodes import Table
from onrecord.text.toml_nodes import parse_toml

VOCABULARY = "vocabulary.toml"

SECTIONS = ("places", "kinds", "actors", "events")
PLACE_FIELDS = ("id", "name", "source", "aliases", "names", "adjectives", "members", "codes")
KIND_FIELDS = ("id", "name", "source", "aliases", "names", "matches", "directed")
ACTOR_FIELDS = ("id", "name", "source", "aliases", "names", "spellings", "members", "theatre")
EVENT_FIELDS = ("name", "date", "source", "aliases", "names", "place")


def read_additions(disk: Disk, log: Log) -> Additions:
    """The entries of vocabulary.toml; none if there is no such file."""
    text = disk.read(VOCABULARY)
    table = parse_toml(Fragment.whole(VOCABULARY, text), log) if text is not None else None
    if table is None:
        return Additions()
    fields = Fields(log, table, VOCABULARY, SECTIONS)
    places = tuple(
        (Place(*_start(each), _names(each, log), each.texts("adjectives"), each.texts("members"), _codes(each, log)),
         each.table.span)
        for each in _entries(fields, "places", PLACE_FIELDS, log)
    )  # fmt: skip
    kinds = tuple(
        (Kind(*_start(each), _names(each, log), _matches(each, log), each.flag("directed")), each.table.span)
        for each in _entries(fields, "kinds", KIND_FIELDS, log)
    )
    actors = tuple(
        (Actor(*_start(each), _names(each, log), each.texts("spellings"), each.texts("members"),
               each.texts("theatre")), each.table.span)
        for each in _entries(fields, "actors", ACTOR_FIELDS, log)
    )  # fmt: skip
    return Additions(
        tuple(place for place in places if place[0].id),
        tuple(kind for kind in kinds if kind[0].id),
        tuple(actor for actor in actors if actor[0].id),
        tuple(_events(fields, log)),
    )


def _events(fields: Fields, log: Log) -> Iterator[tuple[Event, Span]]:
    """The tables [events.ID]; one without a day is left out, with its finding."""
    section = fields.table_at("events")
    if section is None:
        return
    inner = Fields(log, section, "[events]", tuple(entry.key for entry in section))
    for entry in section:
        table = inner.table_at(entry.key)
        if table is None:
            continue
        each = Fields(log, table, f"[events.{entry.key}]", EVENT_FIELDS)
        day = each.day("date", required=True)
        name, source = each.text("name", required=True), each.text("source", required=True)
        aliases, names, place = each.texts("aliases"), _names(each, log), each.text("place")
        if day is not None and name:
            yield Event(entry.key, name, day, source, aliases, names, place), entry.key_span


def _entries(fields: Fields, section: str, known: tuple[str, ...], log: Log) -> Iterator[Fields]:
    """The entries of a section; one whose id stands in the section before is a finding and left out."""
    seen: dict[str, Span] = {}
    for table in fields.tables(section):
        entry = Fields(log, table, f"an entry of [[{section}]]", known)
        found = table.get("id")
        identifier = getattr(found.value, "value", None) if found else None
        if found and isinstance(identifier, str) and identifier in seen:
            message = f'the id "{shorten(identifier)}" stands twice: first on line {seen[identifier].line}'
            log.add("OR113", message, found.value.span, remedy="Give one of the two another id.")
            continue
        if found and isinstance(identifier, str):
            seen[identifier] = found.value.span
        yield entry


def _start(fields: Fields) -> tuple[str, str, str, tuple[str, ...]]:
    return (
        fields.text("id", required=True),
        fields.text("name", required=True),
        fields.text("source", required=True),
        fields.texts("aliases"),
    )


def _pairs(fields: Fields, name: str, log: Log) -> Fields | None:
    table: Table | None = fields.table_at(name)
    return Fields(log, table, f'"{name}"') if table else None


def _names(fields: Fields, log: Log) -> tuple[tuple[str, str], ...]:
    """``names = {fr = "..."}``; a list of names in one language is several pairs."""
    inner = _pairs(fields, "names", log)
    return tuple((e.key, text) for e in inner.table for text in inner.texts(e.key)) if inner else ()


def _codes(fields: Fields, log: Log) -> tuple[tuple[str, str], ...]:
    inner = _pairs(fields, "codes", log)
    return tuple((entry.key, inner.text(entry.key)) for entry in inner.table) if inner else ()


def _matches(fields: Fields, log: Log) -> tuple[tuple[str, tuple[str, ...]], ...]:
    inner = _pairs(fields, "matches", log)
    return tuple((entry.key, inner.texts(entry.key)) for entry in inner.table) if inner else ()
