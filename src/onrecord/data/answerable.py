"""What a dataset can answer at all: no data is told apart from zero before anything is counted.

``missing_measure`` says why a dataset cannot answer a measure for any period, ``missing_period`` why it cannot for
one period, ``missing_country`` why it cannot for one period in some countries. They return an empty string where it
can. Imports the model and the vocabulary.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from onrecord.data.predicates import Values
from onrecord.data.renamed import renamed
from onrecord.data.seen import TARGETED, kind_text
from onrecord.data.states import annexed, unborn
from onrecord.model.dataset import Dataset, Extent, Family
from onrecord.model.dates import NO_DAY, Period, day_text
from onrecord.model.figure import Answer, Ask, Figure
from onrecord.model.reading import Measure, Quantity, Ref, Role
from onrecord.model.vocabulary import Kind
from onrecord.vocabulary import Vocabulary, fits, fold


def ref_text(ref: Ref, vocabulary: Vocabulary, sort: str) -> str:
    """The name of a reference in prose; ``sort`` is "place", "kind" or "actor"."""
    if ref.raw:
        return f'"{ref.id}"'
    find = {"place": vocabulary.place_by_id, "kind": vocabulary.kind_by_id, "actor": vocabulary.actor_by_id}[sort]
    entry = find(ref.id)
    return entry.name if entry else ref.id


def missing_period(period: Period, dataset: Dataset, as_of: date | None) -> str:
    """Why the dataset has no data for a closed period."""
    if as_of == NO_DAY:
        return "dossier.toml gives no day in `as_of` as of which to judge"
    if period.start is None or period.end is None:
        return "the period has no end"
    how = "" if dataset.coverage_stated else " (inferred from its rows; `covers` in dossier.toml states it)"
    if period.end > dataset.end:
        return f"{dataset.id} ends on {day_text(dataset.end)}{how}"
    if period.start < dataset.start:
        return f"{dataset.id} begins on {day_text(dataset.start)}{how}"
    if as_of is not None and period.end > as_of:
        return f"the period ends after the dossier's date, {day_text(as_of)}"
    return ""


Looked = dict[tuple[object, ...], tuple[list[str], tuple[str, ...]]]
"""What was found for places, divisions and a tuple of periods, which is known by its identity."""


def limited(answer: Answer, ask: Ask, values: Values, looked: Looked) -> Answer:
    """An answer without its figures of periods in which one of the measure's countries is not covered, or not a
    state, or in which a division goes by another name.

    A breakdown of such a period has nothing to be compared with: a country that is not covered may be missing in it.
    """
    key = (ask.measure.places, ask.measure.areas, id(ask.periods))
    known = looked.get(key)
    if known is None:  # the variants of a statement ask for the same places and periods
        known = looked[key] = _looked(ask, values)
    missing, notes = known
    if notes and any(not one.missing for one in answer.figures):
        answer = replace(answer, notes=(*answer.notes, *notes))
    if not any(missing):
        return answer
    return _without(answer, missing, ask)


def _looked(ask: Ask, values: Values) -> tuple[list[str], tuple[str, ...]]:
    """Why each period of an ask has no figure, if it has none, and notes on the countries asked for."""
    extents = _extents(ask.measure, values)
    missing = [
        missing_country(period, extents, values)
        or unborn(period, ask.measure, values)
        or renamed(period, ask.measure, values)
        for period in ask.periods
    ]
    return missing, annexed(ask.periods, ask.measure, values)


def _without(answer: Answer, missing: list[str], ask: Ask) -> Answer:
    """An answer without the figures of the periods that have a reason to be missing."""
    figures = answer.figures
    if answer.breakdown and all(missing):
        return Answer(tuple(Figure(p, None, missing=why) for p, why in zip(ask.periods, missing, strict=True)))
    return replace(
        answer,
        figures=tuple(
            Figure(one.period, None, missing=one.missing or why, of=one.of) if why else one
            for one, why in zip(figures, missing, strict=True)
        )
        if figures and len(figures) == len(missing)
        else figures,
        breakdown=tuple(
            tuple(Figure(one.period, None, missing=one.missing or why, of=one.of) for one in row) if why else row
            for row, why in zip(answer.breakdown, missing, strict=True)
        )
        if answer.breakdown
        else (),
    )


def _extents(measure: Measure, values: Values) -> tuple[Extent, ...]:
    """Of the countries a measure is about, the one that is covered last and the one that is covered least long."""
    dataset = values.dataset
    own = {one.place: one for one in dataset.extents}
    others = (own[""],) if "" in own else ()
    found = dataset.extents
    if measure.places:
        asked = sorted({country for ref in measure.places for country in values.country_set(ref)})
        found = tuple(own[country] for country in asked if country in own)
        found += others if len(found) < len(asked) else ()
    if not found:
        return ()
    return max(found, key=lambda one: one.start), min(found, key=lambda one: one.end)


def missing_country(period: Period, extents: Sequence[Extent], values: Values) -> str:
    """Why a dataset has no data for a closed period in one of the countries with these extents."""
    if period.start is None or period.end is None:
        return ""
    dataset = values.dataset
    for one in extents:
        if one.start <= period.start and period.end <= one.end:
            continue
        name = ref_text(Ref(one.place), values.vocabulary, "place") if one.place else ""
        if not one.place:
            return missing_period(period, replace(dataset, start=one.start, end=one.end), None)
        if one.stated:
            return f"{dataset.id} covers {name} from {day_text(one.start)} to {day_text(one.end)}, as dossier.toml says"
        if period.start < one.start:
            return (
                f"{dataset.id} holds nothing of {name} before {day_text(one.start)}; if there were no events, say so "
                "with `covers` in dossier.toml"
            )
        return f"{dataset.id} ends on {day_text(one.end)} (inferred from its rows; `covers` in dossier.toml states it)"
    return ""


def missing_measure(measure: Measure, values: Values) -> str:
    """Why the dataset cannot answer the measure, whatever the period."""
    dataset = values.dataset
    if dataset.family is Family.SERIES:
        return _missing_in_series(measure, values) or _missing_places(measure, values)
    missing = _missing_in_events(measure, values)
    if missing:
        return missing
    key = (measure.places, bool(measure.areas))  # all that places are looked at by; hundreds of measures share few
    if key not in values.missing_places:
        values.missing_places[key] = _missing_places(measure, values)
    return values.missing_places[key]


def _missing_in_series(measure: Measure, values: Values) -> str:
    dataset, vocabulary = values.dataset, values.vocabulary
    quantity = dataset.spec.quantity
    if not quantity:
        return (
            f'{dataset.id} does not say what its values count: name their column after it, such as "deaths" '
            "(`quantity` in dossier.toml says it too)"
        )
    asked = measure.series if measure.quantity is Quantity.SERIES else str(measure.quantity)
    own_kind = vocabulary.kind(dataset.spec.kind) if dataset.spec.kind else None
    what = f"{dataset.id} is a series of {quantity}" + (f" in {dataset.spec.kind}" if dataset.spec.kind else "")
    if dataset.spec.kind and own_kind is None:
        return f'{dataset.id} is a series in "{dataset.spec.kind}", a kind nobody knows (`kind` in dossier.toml)'
    lacks = []
    told = asked == "countries" and quantity == "deaths"  # where somebody died there was an event
    if asked in ("events", "countries", "areas", "actors") and asked != quantity and not told:
        lacks.append("single events")
    if measure.actors:
        lacks.append("actors")
    if measure.areas:
        lacks.append("places below the country")
    if measure.kinds and not (own_kind and measure.kinds == (Ref(own_kind.id),)):
        lacks.append("kinds of violence")
    if lacks:
        return f"{what}: it does not tell {listed(lacks)}"
    if asked != quantity and not told:
        return f"{what}, not of {asked}"
    if own_kind and not measure.kinds and own_kind.id != "organised-violence":
        return f"{what}, not of all {quantity}"
    return ""


def _missing_in_events(measure: Measure, values: Values) -> str:
    dataset, vocabulary, has = values.dataset, values.vocabulary, values.dataset.has
    if measure.quantity is Quantity.SERIES:
        return f"{dataset.id} holds events, not {measure.series}"
    if measure.quantity is Quantity.DEATHS and "deaths" not in has:
        return f"{dataset.id} does not count deaths"
    if measure.quantity is Quantity.CIVILIAN_DEATHS and "civilians" not in has:
        return f'{dataset.id} does not tell civilian deaths apart ("deaths in attacks on civilians" can be asked)'
    if (measure.areas or measure.quantity is Quantity.AREAS) and "areas" not in has:
        return f"{dataset.id} does not name places below the country"
    for area in measure.areas:
        if not values.areas_of((area,)):
            return f'{dataset.id} names no area "{area}"'
    directed = any(term.role is Role.BY for term in measure.actors)
    if (measure.actors or measure.quantity is Quantity.ACTORS) and "actors" not in has:
        return f"{dataset.id} does not name actors"
    if (measure.kinds or directed) and "kinds" not in has:
        return f"{dataset.id} does not tell kinds of violence"
    for ref in measure.kinds:
        if values.kinds_of((ref,)) is None:
            return f"{dataset.id} ({dataset.layout}) does not tell {ref_text(ref, vocabulary, 'kind')}"
        if ref.raw and ref.id not in values.kinds:
            return f'{dataset.id} has no event of the kind "{ref.id}"'
    left_out = _missing_kinds(measure, values, directed=directed)
    if left_out:
        return left_out
    if measure.kinds and directed and not (values.kinds_of(measure.kinds) or frozenset()) & values.directed:
        kinds = " or ".join(ref_text(ref, vocabulary, "kind") for ref in measure.kinds)
        return f'{dataset.id} names no perpetrator in {kinds}: say "involving"'
    for term in measure.actors:
        for ref in term.actors:
            if not values.sides_of((ref,)):
                return f"{dataset.id} has no event that names {ref_text(ref, vocabulary, 'actor')}"
    return ""


def _missing_kinds(measure: Measure, values: Values, *, directed: bool) -> str:
    """Why an extract of some kinds of violence cannot answer for those it may have left out."""
    dataset, vocabulary = values.dataset, values.vocabulary
    if dataset.family is Family.UCDP and len(dataset.lacks) == 1 and not (measure.kinds or directed):
        return ""  # many countries have no event of one of the three kinds; an extract is of a country or of a kind
    kinds = [vocabulary.kind_by_id(ref.id) for ref in measure.kinds if not ref.raw]
    if directed and not measure.kinds:
        kinds = [kind for kind in vocabulary.kinds if kind.directed]
    for lacking in dataset.lacks:
        if (measure.kinds or directed) and not any(_may_hold(kind, lacking, values) for kind in kinds if kind):
            continue
        held = listed([kind_text(kind) for kind in dataset.holds], last="and") or "none of the usual kinds"
        return (
            f"{dataset.id} holds only {held}: {kind_text(lacking)} may have been left out of the file "
            "(`complete = true` in dossier.toml says that nothing was)"
        )
    return ""


def _may_hold(kind: Kind, lacking: str, values: Values) -> bool:
    """Whether an event of the kind could be one that is coded as ``lacking``: a number of UCDP, a type of ACLED."""
    patterns = next((found for family, found in kind.matches if family == values.family), ())
    if values.family == "ucdp":
        return any(fits(lacking, pattern) for pattern in patterns)
    start = fold(lacking)
    return any(
        fold(pattern).startswith((f"{start}/", f"{start}*"))
        or fits(f"{start}//", fold(pattern))
        or (
            lacking in TARGETED
            and "targeting" in values.dataset.has
            and fits(f"{start}/x/civilian targeting", fold(pattern))
        )
        for pattern in patterns
    )


def _missing_places(measure: Measure, values: Values) -> str:
    dataset, vocabulary = values.dataset, values.vocabulary
    if not measure.places:
        unknown = sorted(raw for raw in dataset.countries if vocabulary.place_of_country(raw, values.scheme) is None)
        if unknown and dataset.family is Family.SERIES:
            return f'{dataset.id} has rows for "{unknown[0]}", which is no country, so it gives no sum for the world'
        if dataset.worldwide:
            return ""
        has = f"it has rows for {_count(len(dataset.countries))}"
        return f'{dataset.id} does not cover the world: {has} (`places = ["the world"]` says that it does)'
    present = set(values.country_ids.values()) | {one.place for one in dataset.extents}
    for name in dataset.spec.places:
        place = vocabulary.place(name)
        if place:
            present |= values.country_set(Ref(place.id))
    asked = {identifier for ref in measure.places for identifier in values.country_set(ref)}
    for inner, outer in vocabulary.merged(values.family):
        # Asked together, or by the names of areas, they can be told from all others.
        if (inner.id in asked) is not (outer.id in asked) and not (measure.areas and outer.id in asked):
            together = f"{outer.name}, so it has no figure for one of them: ask for both"
            return f"{dataset.id} counts what happens in {inner.name} under {together}"
        if inner.id in asked:
            present.add(inner.id)
    for ref in measure.places:
        name = ref_text(ref, vocabulary, "place")
        wanted = values.country_set(ref)
        absent = sorted(wanted - present)
        # A file of the whole world can leave a country out on purpose, so that no row is no proof of peace; of a
        # region's many countries some have none.
        worldwide = dataset.worldwide and dataset.family is not Family.SERIES
        if not absent or (worldwide and (len(wanted) > 1 or dataset.spec.places)):
            continue
        if len(wanted) == 1:
            return f"{dataset.id} has no row for {name}"
        names = [ref_text(Ref(identifier), vocabulary, "place") for identifier in absent]
        return f"{dataset.id} does not cover all of {name}: no row for {listed(names[:5], len(names) - 5)}"
    return ""


def listed(names: list[str], more: int = 0, last: str = "or") -> str:
    """Names joined for prose: after a negation "actors, areas or kinds"."""
    if more > 0:
        return f"{', '.join(names)} and {more} more"
    return "".join(names) if len(names) < 2 else f"{', '.join(names[:-1])} {last} {names[-1]}"


def _count(n: int) -> str:
    return "1 country" if n == 1 else f"{n} countries"
