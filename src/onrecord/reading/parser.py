"""Canonical English to readings.

A hand-written parser of the forms in ``docs/readings.md``: each function reads one form at a cursor, or leaves the
cursor where it was and returns ``None``. What failed furthest into the text becomes the fault that is reported, with
what would have been accepted there and the nearest known names. Imports the model and the vocabulary only.
"""

from __future__ import annotations

import re
from dataclasses import replace

from onrecord.model.dates import Grain
from onrecord.model.reading import (
    ActorTerm,
    Amount,
    Assertion,
    Measure,
    Per,
    Quantity,
    RateUnit,
    Reading,
    Ref,
    Role,
)
from onrecord.reading.cursor import FaultError, ReadingFault
from onrecord.reading.names import AFTER_NAME, Names
from onrecord.reading.periods import adverb_at
from onrecord.reading.validity import canonical_assertion, problem
from onrecord.reading.words import ACCEPTED_COMPARATORS, RATE_UNITS
from onrecord.vocabulary import Vocabulary

_PLAIN_QUANTITIES = {"civilian deaths": Quantity.CIVILIAN_DEATHS, "deaths": Quantity.DEATHS, "events": Quantity.EVENTS}
_DISTINCT = {f"{q} with": q for q in (Quantity.COUNTRIES, Quantity.AREAS, Quantity.ACTORS)}
LONGEST = 10_000
_DATASET = re.compile(r"\w(?:[\w.\-]*\w)?")
_WORLD = ("worldwide", "in the whole world", "in the world")


def parse_reading(text: str, vocabulary: Vocabulary, series: tuple[str, ...] = ()) -> Reading | ReadingFault:
    """Read canonical English.

    ``series`` are the names of quantities that the dossier's series measure. Returns the reading, or a fault that
    says where the text stops being canonical; never raises on any text.
    """
    if len(text) > LONGEST:
        return ReadingFault(LONGEST, len(text), f"a reading is at most {LONGEST:,} characters long")
    try:
        return Parser(text, vocabulary, series).reading()
    except FaultError as error:
        return error.fault


class Parser(Names):
    """The state of one parse: the cursor and the names that are known."""

    # Sentences ----------------------------------------------------------------------------------------------

    def reading(self) -> Reading:
        """The whole text: assertions joined by "; and", perhaps a dataset."""
        cursor = self.cursor
        parts = [self.assertion()]
        while cursor.phrase("; and", ";", quiet=True) is not None:
            parts.append(self.assertion())
        dataset = ""
        if cursor.phrase("according to", quiet=True) is not None:
            start = cursor.skip()
            found = _DATASET.match(cursor.text, start)
            if not found:
                cursor.missed("the name of a dataset")
                raise FaultError(cursor.fault())
            dataset, cursor.at = found[0], found.end()
        if not cursor.done():
            cursor.missed('"; and"', '"according to"', "the end")
            raise FaultError(cursor.fault())
        return Reading(tuple(parts), dataset)

    def assertion(self) -> Assertion:
        """One assertion: an amount and what is said of it."""
        from onrecord.reading.predicates import predicate

        cursor = self.cursor
        start = cursor.skip()
        measure, per = self.measure()
        period = adverb_at(cursor)
        projected = None
        if period is not None and cursor.phrase("projected", quiet=True) is not None:
            projected = adverb_at(cursor)
            if projected is None:
                raise FaultError(cursor.fault())
        said = cursor.skip()
        found = predicate(self, measure, per, period, projected)
        if found is None:
            self.out_of_order(said, period is not None, measure)
            raise FaultError(cursor.fault())
        found = canonical_assertion(found)
        wrong = problem(found, self.vocabulary)
        if wrong is not None:
            span = (start, said) if wrong.of_subject else (said, cursor.at)
            stop = len(cursor.text[span[0] : span[1]].rstrip()) + span[0]
            raise FaultError(ReadingFault(span[0], max(stop, span[0] + 1), wrong.message))
        return found

    # Measures -----------------------------------------------------------------------------------------------

    def measure(self) -> tuple[Measure, Per | None]:
        """What is counted, at what rate, of which kind, by whom and where."""
        cursor = self.cursor
        between = self._between()
        counted = self._quantity()
        if counted is None:
            raise FaultError(self.uncounted(cursor.skip()))
        measure = counted
        per = between or self._per()
        return self.qualifiers(measure), per

    def qualifiers(self, measure: Measure) -> Measure:
        """The kinds, actors, areas and places after a quantity, each replacing what ``measure`` had."""
        cursor = self.cursor
        start = cursor.at
        kinds = self._kinds()
        if kinds:
            measure = replace(measure, kinds=kinds)
        terms = []
        while (term := self._actor_term()) is not None:
            terms.append(term)
        if terms:
            measure = replace(measure, actors=tuple(terms))
        areas = self._areas()
        if areas:
            measure = replace(measure, areas=areas)
        places = self._places()
        if places is not None:
            measure = replace(measure, places=places)
        if not (kinds or terms or areas or places is not None):
            cursor.at = start
        return measure

    def _between(self) -> Per | None:
        cursor = self.cursor
        forms = {f"{unit}s between": unit for unit in RATE_UNITS}
        found = cursor.phrase(*forms, quiet=True)
        return None if found is None else Per(RATE_UNITS[forms[found]], between=True)

    def _per(self) -> Per | None:
        cursor = self.cursor
        if cursor.phrase("per", quiet=True) is None:
            return None
        at = cursor.skip()
        count = cursor.integer(quiet=True)
        forms = (*(f"{unit}s" for unit in RATE_UNITS), *RATE_UNITS, "people", "inhabitants")
        unit = cursor.phrase(*forms, quiet=True)
        if count == 0:
            raise FaultError(ReadingFault(at, cursor.at, "a rate is not per 0"))
        if unit is None:
            times = [unit for unit, rate in RATE_UNITS.items() if rate is not RateUnit.EVENT]
            cursor.missed(*(f'"{unit}"' for unit in times), '"100,000 people"', '"event"')
            raise FaultError(cursor.fault())
        if unit in ("people", "inhabitants"):
            return Per(RateUnit.PEOPLE, count or 1)
        return Per(RATE_UNITS[unit.removesuffix("s")], count or 1)

    def _quantity(self) -> Measure | None:
        cursor = self.cursor
        distinct = cursor.phrase(*_DISTINCT, quiet=True)
        if distinct is not None:
            events = self._events()
            if events is None:
                raise FaultError(cursor.fault())
            return replace(events, quantity=_DISTINCT[distinct])
        own = cursor.choice(self.series, quiet=True)
        if own is not None and own not in _PLAIN_QUANTITIES:
            return Measure(Quantity.SERIES, series=own)
        if own is not None:
            return Measure(_PLAIN_QUANTITIES[own])
        events = self._events()
        if events is not None:
            return events
        plain = cursor.phrase(*_PLAIN_QUANTITIES, quiet=True)
        return None if plain is None else Measure(_PLAIN_QUANTITIES[plain])

    def _events(self) -> Measure | None:
        """ "events", "events of looting", or a kind of violence in place of them."""
        cursor = self.cursor
        start = cursor.at
        word = cursor.phrase("events of", "events", quiet=True)
        if word == "events":
            return Measure(Quantity.EVENTS)
        kinds = self.kind_list()
        if kinds:
            return Measure(Quantity.EVENTS, kinds=kinds)
        cursor.at = start
        return None

    # Names --------------------------------------------------------------------------------------------------

    def _kinds(self) -> tuple[Ref, ...]:
        start = self.cursor.at
        if self.cursor.phrase("in", quiet=True) is None:
            return ()
        kinds = self.kind_list()
        if not kinds:
            self.cursor.at = start
        return kinds

    def _actor_term(self) -> ActorTerm | None:
        cursor = self.cursor
        start = cursor.at
        cursor.phrase(",", quiet=True)
        role = cursor.phrase(*Role, quiet=True)
        if role is None:
            cursor.at = start
            return None
        here = cursor.skip()
        if role == Role.BY and self._starts_number():
            cursor.at = start
            return None
        actors = self.listed(lambda: self.name("actor", quoted=True), "actor", "or")
        if not actors:
            self.unknown(here, "actor")
        return ActorTerm(Role(role), actors)

    def _starts_number(self) -> bool:
        """Whether a stated number stands here ("exceed those by more than 20"), which is not an actor."""
        from onrecord.reading.words import PARTS

        start = self.cursor.at
        number = (
            self.cursor.phrase(*ACCEPTED_COMPARATORS, "between", *PARTS, quiet=True) or self.cursor.number() is not None
        )
        self.cursor.at = start
        return bool(number)

    def _areas(self) -> tuple[str, ...]:
        cursor = self.cursor
        start = cursor.at
        if cursor.phrase(", in", "in", quiet=True) is None:
            return ()
        names = []
        name = cursor.quoted(quiet=True)
        while name is not None:
            names.append(name)
            at = cursor.at
            name = cursor.quoted(quiet=True) if cursor.phrase("or", quiet=True) is not None else None
            if name is None:
                cursor.at = at
        if not names:
            cursor.at = start
        return tuple(names)

    def _places(self) -> tuple[Ref, ...] | None:
        """The places after "in"; an empty tuple is the world, ``None`` that no place stands here."""
        cursor = self.cursor
        start = cursor.at
        if cursor.phrase(*_WORLD, quiet=True) is not None:
            return ()
        if cursor.phrase(", in", "in", quiet=True) is None:
            return None
        here = cursor.skip()
        if cursor.phrase("in", quiet=True) is not None:
            raise FaultError(ReadingFault(here, cursor.at, '"in" stands here twice'))
        places = self.place_list()
        if places:
            return places
        if not self._period_here(start):
            self.unknown(here, "place", "kind")
        cursor.at = start
        return None

    def _period_here(self, start: int) -> bool:
        """Whether a period stands at ``start``, so that its "in" does not want a place."""
        self.cursor.at = start
        try:
            found = adverb_at(self.cursor) is not None
        except FaultError:
            found = True
        return found

    def grain(self) -> Grain | None:
        """The name of a calendar period: month, quarter, year ..."""
        word = self.cursor.phrase(*Grain, quiet=True)
        if word is None:
            self.cursor.missed(*(f'"{grain}"' for grain in reversed(Grain)))
        return None if word is None else Grain(word)

    def other_amount(self, subject: Amount) -> Amount | None:
        """The second amount of a comparison: "those in 2019", or an amount in full."""
        cursor = self.cursor
        start = cursor.at
        if cursor.phrase("those", quiet=True) is not None:
            measure = self.qualifiers(subject.measure)
            period = adverb_at(cursor) or subject.period
            per = subject.per
        else:
            cursor.missed('"those in 2019"', 'an amount such as "deaths in Mali in 2019"')
            if AFTER_NAME.match(" " + cursor.text[start:].lstrip() + " ") or cursor.text[start:].lstrip()[:1].isdigit():
                return None
            measure, per = self.measure()
            found = adverb_at(cursor)
            if found is None:
                return None
            period = found
        projected = None
        if cursor.phrase("projected", quiet=True) is not None:
            projected = adverb_at(cursor)
            if projected is None:
                return None
        return Amount(measure, period, per, projected)
