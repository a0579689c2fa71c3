"""What would settle an unverifiable statement, beyond what its measures say: population, one file for two countries,
names as the data write them. Imports the model, the vocabulary and the checks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.checks.statistic import measures_of, needed_data
from onrecord.model.dataset import Dataset, Family
from onrecord.model.dates import Period
from onrecord.model.figure import Ask, Outcome, Verdict
from onrecord.model.reading import Amount, Measure, Occurrence, RateUnit, Reading
from onrecord.vocabulary import Vocabulary, fold

if TYPE_CHECKING:
    from onrecord.data.engine import Engine
    from onrecord.data.predicates import Values

_ALIKE = 75
"""How alike, of 100, a name of the data is to one that the data do not have, to be named as near it."""

_NEAR = 3


def needed(reading: Reading, vocabulary: Vocabulary, period: str) -> str:
    """Which data could settle a reading, in words."""
    if _per_people(reading):
        measures = measures_of(reading)
        quantities = sorted({measure.series or measure.quantity.value for measure in measures})
        names = [place.name for ref in _places(measures) if (place := vocabulary.place_by_id(ref))]
        where = ", ".join(names) or "the world"
        narrow = any(measure.actors or measure.kinds or measure.areas for measure in measures)
        of = " of just what the reading counts" if narrow else ""
        return f"a series{of} with columns for {' and '.join(quantities)} and for population, for {where}, {period}"
    return needed_data(reading, vocabulary, period)


def _per_people(reading: Reading) -> bool:
    for part in reading.parts:
        if isinstance(part, Occurrence):
            continue
        amounts = (part.subject, *(getattr(part, name, None) for name in ("other", "whole")))
        if any(one and isinstance(one, Amount) and one.per and one.per.unit is RateUnit.PEOPLE for one in amounts):
            return True
    return False


def _places(measures: Iterable[Measure]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ref.id for measure in measures for ref in measure.places))


def _apart(reading: Reading, vocabulary: Vocabulary, datasets: Sequence[Dataset]) -> str:
    """What to do where the countries of a reading are held by several datasets of one layout, and by none together."""
    places = [place for ref in _places(measures_of(reading)) if (place := vocabulary.place_by_id(ref))]
    wanted = {country for place in places for country in vocabulary.countries(place)}
    if len(datasets) < 2 or len(wanted) < 2 or reading.dataset:
        return ""
    by_layout: dict[str, dict[str, set[str]]] = {}
    for dataset in datasets:
        if dataset.family is not Family.GDELT:  # its codes of countries are not those of the others
            held = by_layout.setdefault(f"{dataset.layout} {dataset.spec.quantity}", {})
            held[dataset.id] = _countries(dataset, vocabulary) & wanted
    for held in by_layout.values():
        sharing = {name: some for name, some in held.items() if some}
        if len(sharing) > 1 and set().union(*sharing.values()) == wanted and wanted not in sharing.values():
            names = " and ".join(place.name for place in places)
            rows = " and ".join(sharing)
            return (
                f"one dataset that holds {names}, since a statement asks one at a time: put the rows of {rows} together"
            )
    return ""


def _countries(dataset: Dataset, vocabulary: Vocabulary) -> set[str]:
    found = [vocabulary.place_of_country(raw) for raw in dataset.countries]
    found += [vocabulary.place(name) for name in dataset.spec.places]
    return {country for place in found if place for country in vocabulary.countries(place)}


def with_remedies(
    outcome: Outcome, reading: Reading, datasets: Sequence[Dataset], vocabulary: Vocabulary, engine: Engine | None
) -> Outcome:
    """An unverifiable outcome with what the datasets themselves suggest: to put two together, or another name."""
    if outcome.verdict is not Verdict.UNVERIFIABLE or engine is None:
        return outcome
    needs = _apart(reading, vocabulary, datasets) or outcome.needs
    notes = _names(reading, datasets, engine)
    if not notes and needs == outcome.needs:
        return outcome
    lines = {f"needed: {outcome.needs}": f"needed: {needs}"}
    findings = tuple(
        replace(one, why=(*(lines.get(line, line) for line in one.why), *notes)) if one.code == "OR203" else one
        for one in outcome.findings
    )
    return replace(outcome, needs=needs, notes=(*outcome.notes, *notes), findings=findings)


def _names(reading: Reading, datasets: Sequence[Dataset], engine: Engine) -> tuple[str, ...]:
    """The names of the data that are nearest to those in quotes which no data have."""
    measures = [m for m in measures_of(reading) if m.areas or any(ref.raw for term in m.actors for ref in term.actors)]
    notes: dict[str, None] = {}
    for dataset in datasets if measures else ():
        if dataset.family is not Family.SERIES and reading.dataset in ("", dataset.id):
            values = engine.values(dataset, [Ask(measure, (Period(),)) for measure in measures])
            notes.update(dict.fromkeys(note for measure in measures for note in _nearest(measure, values)))
    return tuple(notes)


def _nearest(measure: Measure, values: Values) -> Iterator[str]:
    unknown = [(name, values.areas) for name in measure.areas if not values.areas_of((name,))]
    sides = tuple(dict.fromkeys(name for names in values.names.values() for name in names))
    raw = [ref for term in measure.actors for ref in term.actors if ref.raw and not values.sides_of((ref,))]
    for name, held in (*unknown, *((ref.id, sides) for ref in raw)):
        near = _alike(name, held)
        if near:
            listed = " or ".join(f'"{one}"' for one in near)
            yield f'the names in {values.dataset.id} nearest to "{name}": {listed}'


def _alike(name: str, held: Iterable[str]) -> tuple[str, ...]:
    from rapidfuzz import fuzz, process

    known = sorted(set(held))
    if len(name) > 200:
        return ()
    found = process.extract(fold(name), known, scorer=fuzz.WRatio, processor=fold, limit=_NEAR, score_cutoff=_ALIKE)
    return tuple(match[0] for match in found)
