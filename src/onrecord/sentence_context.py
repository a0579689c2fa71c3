"""What sentences are read against: the names and reach of the data that were opened.

Imports the model, the vocabulary and the reader's ``Context``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from onrecord.data.extent import scheme_of
from onrecord.model.dataset import Dataset, Family
from onrecord.model.vocabulary import Event
from onrecord.reading.prose.context import Context
from onrecord.reading.prose.events import Happening
from onrecord.reading.prose.symbols import words_in
from onrecord.vocabulary import Vocabulary
from onrecord.vocabulary.lexicon import LANGUAGES, load_lexicon, words_of

_SORTS = (
    "state", "province", "region", "district", "governorate", "department", "prefecture", "division", "county",
    "territory", "wilaya", "oblast", "municipality", "sub prefecture", "circle", "cercle",
)  # fmt: skip
"""Sorts of area that sentences leave out where they end a name. ``data.predicates.bare_area`` takes more of them, and
anywhere: it compares two names, and here a bare name is looked for in prose."""
_DIRECTIONS = frozenset({
    "north", "south", "east", "west", "central", "northern", "southern", "eastern", "western",
    "nord", "sud", "est", "ouest", "capital", "centre", "center", "state", "unknown",
})  # fmt: skip


def context_of(
    datasets: Sequence[Dataset],
    places: Sequence[tuple[str, str, int]],
    vocabulary: Vocabulary,
    as_of: date,
    events: Iterable[Event] = (),
) -> Context:
    """What sentences are read against: the names of the data, and how far they reach."""
    families = frozenset(str(dataset.family.value) for dataset in datasets)
    ends = [dataset.end for dataset in datasets]
    return Context(
        vocabulary,
        areas=_areas(places, vocabulary),
        area_places=_countries_of(places, vocabulary),
        series=_series(datasets),
        until=min([as_of, max(ends)]) if ends else as_of,
        lethal_events=all(dataset.family in (Family.UCDP, Family.SERIES) for dataset in datasets),
        only_series=bool(datasets) and families == {str(Family.SERIES.value)},
        sources=families | ({"ucdp"} if any(_may_be_ucdp(dataset) for dataset in datasets) else frozenset()),
        events=_happenings(events, vocabulary),
        country=_country(datasets, vocabulary),
    )


def _country(datasets: Sequence[Dataset], vocabulary: Vocabulary) -> str:
    """The id of the one country that all datasets are about, or an empty string."""
    found = {raw for dataset in datasets for raw in dataset.countries}
    if len(found) != 1 or any(dataset.worldwide for dataset in datasets):
        return ""
    scheme = scheme_of(datasets[0].family)
    place = vocabulary.place_of_country(next(iter(found)), scheme)
    return place.id if place else ""


def _may_be_ucdp(dataset: Dataset) -> bool:
    """Whether "according to UCDP" may mean a series: of deaths, and no other source is named on its card."""
    spec = dataset.spec
    named = words_of(" ".join((spec.id, spec.path, spec.title, spec.source)))
    counts = words_of(spec.quantity)
    return dataset.family is Family.SERIES and (not counts or _counted(counts)) and not {"acled", "gdelt"} & {*named}


def _series(datasets: Sequence[Dataset]) -> dict[tuple[str, ...], str]:
    """The words of what each series counts, but for deaths and events, which other data count too."""
    found: dict[tuple[str, ...], str] = {}
    for dataset in datasets:
        words = words_of(dataset.spec.quantity) if dataset.family is Family.SERIES else ()
        if words and not _counted(words):
            found[words] = dataset.spec.quantity
    return found


def _counted(words: tuple[str, ...]) -> bool:
    """Whether a language has these words for what any data on violence count."""
    entries = [entry for language in LANGUAGES for entry in load_lexicon(language).starting.get(words[0], ())]
    return any(entry.words == words and entry.use in _COUNTED for entry in entries)


_COUNTED = ("deaths", "events", "attacks", "people", "kill")


def _happenings(events: Iterable[Event], vocabulary: Vocabulary) -> dict[tuple[str, ...], Happening]:
    """The words of each name of an event to its day. A name that two events have says nothing of either."""
    found: dict[tuple[str, ...], set[Happening]] = {}
    for event in events:
        place = vocabulary.place(event.place) if event.place else None
        for name in (event.name, *event.aliases, *(text for _, text in event.names)):
            words = tuple(word.text for word in words_in(name))
            words = words[1:] if words[:1] in _ARTICLES else words
            if words:
                found.setdefault(words, set()).add(Happening(event.day, place.id if place else ""))
    return {words: next(iter(days)) for words, days in found.items() if len(days) == 1}


_ARTICLES = (("the",), ("le",), ("la",), ("l",))


def _areas(places: Sequence[tuple[str, str, int]], vocabulary: Vocabulary) -> dict[tuple[str, ...], str]:
    """The words of each division, with and without its sort, to its names in the data.

    A first-level division goes before one of the second level of the same name. Without its sort a name counts only
    if it is no country's or actor's ("Niger state" is not "Niger") and no mere direction ("Northern region").
    """
    found: dict[tuple[str, ...], dict[str, None]] = {}
    taken: dict[tuple[str, ...], int] = {}
    for name, _, level in sorted(places, key=lambda one: (one[2], one[0])):
        words = words_of(name)
        if not words:
            continue
        keys = {words}
        bare = _bare(words)
        if bare and bare != words and not (len(bare) == 1 and bare[0] in _DIRECTIONS):
            written = " ".join(bare)
            if vocabulary.place(written) is None and vocabulary.actor(written) is None:
                keys.add(bare)
        for key in keys:
            if taken.setdefault(key, level) == level:
                found.setdefault(key, {})[name] = None
    return {key: "|".join(names) for key, names in found.items()}


def _countries_of(places: Sequence[tuple[str, str, int]], vocabulary: Vocabulary) -> dict[str, tuple[str, ...]]:
    found: dict[str, set[str]] = {}
    known: dict[str, str | None] = {}
    for name, country, _ in places:
        if country not in known:
            place = vocabulary.place_by_id(country) or vocabulary.place_of_country(country)
            known[country] = place.id if place else None
        identifier = known[country]
        if identifier is not None:
            found.setdefault(name, set()).add(identifier)
    return {name: tuple(sorted(ids)) for name, ids in found.items()}


def _bare(words: tuple[str, ...]) -> tuple[str, ...]:
    for sort in _SORTS:
        ending = tuple(sort.split())
        if len(words) > len(ending) and words[-len(ending) :] == ending:
            return words[: -len(ending)]
    return words
