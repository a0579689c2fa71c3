"""Verifying single sentences against data files, without a dossier.

    open_files   paths               -> Files (datasets in one connection)
    verify       sentences, Files    -> Verified, one for each sentence

Like ``onrecord.pipeline`` this joins the phases. Nothing is written.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.model.dataset import Dataset, DatasetSpec, Family
from onrecord.model.dossier import Dossier, Statement
from onrecord.model.figure import Outcome, Verdict
from onrecord.model.finding import Finding, Span
from onrecord.model.reading import Reading
from onrecord.model.sentence import Alternative, Verified
from onrecord.pipeline import Progress, Session, check_readings, country_lookup, silent
from onrecord.reading import print_reading
from onrecord.reading.prose.context import Context
from onrecord.reading.prose.read import ReadSentence, read_sentence
from onrecord.vocabulary import Vocabulary, fold, load_builtin
from onrecord.vocabulary.lexicon import words_of

if TYPE_CHECKING:
    from onrecord.data.engine import Engine


@dataclass(frozen=True)
class Files:
    """Data files that were opened, and what was wrong with those that could not be. Holds the data connection."""

    datasets: tuple[Dataset, ...]
    findings: tuple[Finding, ...]
    vocabulary: Vocabulary
    context: Context
    as_of: date
    engine: Engine | None = None


def open_files(paths: Sequence[Path], as_of: date, progress: Progress = silent) -> Files:
    """Open data files. A file that cannot be read is a finding."""
    from onrecord.data.connection import connect
    from onrecord.data.divisions import divisions
    from onrecord.data.engine import Engine
    from onrecord.data.open import open_dataset

    vocabulary = load_builtin()
    con = connect()
    datasets: list[Dataset] = []
    findings: list[Finding] = []
    places: list[tuple[str, str, int]] = []
    for spec, root in _specs(paths):
        progress(f"opening {spec.path}")
        opened, found = open_dataset(spec, root, con, country_lookup(vocabulary))
        findings += found
        if opened is not None:
            datasets.append(opened)
            places += divisions(con, opened)
    context = context_of(datasets, places, vocabulary, as_of)
    return Files(tuple(datasets), tuple(findings), vocabulary, context, as_of, Engine(con, vocabulary))


def _specs(paths: Sequence[Path]) -> list[tuple[DatasetSpec, Path]]:
    """A dataset for each path, named after its file; two files of one name are told apart by a number."""
    found: list[tuple[DatasetSpec, Path]] = []
    taken: set[str] = set()
    for path in paths:
        stem = re.sub(r"[^a-z0-9]+", "-", fold(path.name.split(".")[0])).strip("-") or "data"
        name, number = stem, 2
        while name in taken:
            name, number = f"{stem}-{number}", number + 1
        taken.add(name)
        found.append((DatasetSpec(name, path.name, Span(str(path))), path.parent))
    return found


_SORTS = (
    "state", "province", "region", "district", "governorate", "department", "prefecture", "division", "county",
    "territory", "wilaya", "oblast", "municipality", "sub prefecture", "circle", "cercle",
)  # fmt: skip
_DIRECTIONS = frozenset(
    (
        "north",
        "south",
        "east",
        "west",
        "central",
        "northern",
        "southern",
        "eastern",
        "western",
        "capital",
        "centre",
        "center",
        "nord",
        "sud",
        "est",
        "ouest",
        "state",
        "unknown",
    )
)


def context_of(
    datasets: Sequence[Dataset], places: Sequence[tuple[str, str, int]], vocabulary: Vocabulary, as_of: date
) -> Context:
    """What sentences are read against: the names of the data, and how far they reach."""
    families = frozenset(str(dataset.family.value) for dataset in datasets)
    ends = [dataset.end for dataset in datasets]
    return Context(
        vocabulary,
        areas=_areas(places, vocabulary),
        area_places=_countries_of(places, vocabulary),
        series={
            fold(d.spec.quantity): d.spec.quantity for d in datasets if d.family is Family.SERIES and d.spec.quantity
        },
        until=min([as_of, max(ends)]) if ends else as_of,
        lethal_events=all(dataset.family in (Family.UCDP, Family.SERIES) for dataset in datasets),
        sources=families | ({"ucdp"} if Family.SERIES in {d.family for d in datasets} else frozenset()),
    )


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


# Verify -----------------------------------------------------------------------------------------------------------


def verify(
    sentences: Sequence[str], files: Files, language: str = "", progress: Progress = silent
) -> tuple[Verified, ...]:
    """Read and check sentences, all against one tally of each file."""
    progress("reading")
    reads = [read_sentence(text, files.context, language) for text in sentences]
    jobs: list[tuple[Statement, Reading]] = []
    for number, one in enumerate(reads):
        for place, candidate in enumerate(one.readings):
            jobs.append((_statement(f"{number}.{place}", one.text), candidate.reading))
    progress("computing figures")
    outcomes = {outcome.statement: outcome for outcome in check_readings(_session(files, jobs))}
    return tuple(_verified(number, one, outcomes, files) for number, one in enumerate(reads))


def _statement(identifier: str, text: str) -> Statement:
    return Statement(identifier, text, text, Span("sentence"))


def _session(files: Files, jobs: Sequence[tuple[Statement, Reading]]) -> Session:
    dossier = Dossier("", files.as_of, Span("sentence"), datasets=tuple(d.spec for d in files.datasets))
    return Session(Path(), dossier, files.vocabulary, files.datasets, tuple(jobs), (), files.engine)


def _verified(number: int, read: ReadSentence, outcomes: dict[str, Outcome], files: Files) -> Verified:
    from onrecord.reading.prose.reasons import ambiguous_reason, unread_reason

    own = [replace(outcomes[f"{number}.{place}"], statement="", findings=()) for place in range(len(read.readings))]
    shown = Verified(
        read.text, read.language, Outcome("", Verdict.UNVERIFIABLE, ""), read.marks, read.unread, asides=read.asides
    )
    if not own:
        partial = print_reading(read.partial[0].reading, files.vocabulary) if read.partial else ""
        return replace(
            shown, outcome=replace(shown.outcome, why=unread_reason(read)), partial=partial, taught=taught_by(read)
        )
    main = own[0]
    others = tuple(Alternative(outcome, read.readings[place].blocks) for place, outcome in enumerate(own) if place)
    against = [one for one in others if one.rival and one.outcome.verdict is not main.verdict]
    if against and main.verdict in (Verdict.HOLDS, Verdict.FAILS):
        why = ambiguous_reason(read, main, against[0].outcome)
        main = replace(main, verdict=Verdict.UNVERIFIABLE, why=why)
    return replace(shown, outcome=main, alternatives=others)


def taught_by(read: ReadSentence) -> tuple[str, ...]:
    """The file that would teach each unread word: names are taught by a vocabulary, other words by the lexicon."""
    words = f"src/onrecord/vocabulary/words/{read.language}.toml"
    return tuple(
        "vocabulary.toml" if word[:1].isupper() and not read.text.startswith(word) else words for word in read.unread
    )
