"""Canonical English to readings.

A hand-written parser of the forms in ``docs/readings.md``: each function reads one form at a cursor, or leaves the
cursor where it was and returns ``None``. What failed furthest into the text becomes the fault that is reported, with
what would have been accepted there and the nearest known names. Imports the model and the vocabulary only.
"""

from __future__ import annotations

from collections.abc import Callable
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
from onrecord.reading.cursor import Cursor, FaultError, ReadingFault
from onrecord.reading.periods import adverb_at
from onrecord.reading.words import ACCEPTED_COMPARATORS, RATE_UNITS
from onrecord.vocabulary import Sort, Vocabulary

_PLAIN_QUANTITIES = {"civilian deaths": Quantity.CIVILIAN_DEATHS, "deaths": Quantity.DEATHS, "events": Quantity.EVENTS}
_DISTINCT = {f"{q} with": q for q in (Quantity.COUNTRIES, Quantity.AREAS, Quantity.ACTORS)}
_WORLD = ("worldwide", "in the whole world", "in the world")


def parse_reading(text: str, vocabulary: Vocabulary, series: tuple[str, ...] = ()) -> Reading | ReadingFault:
    """Read canonical English.

    ``series`` are the names of quantities that the dossier's series measure. Returns the reading, or a fault that
    says where the text stops being canonical; never raises on any text.
    """
    if len(text) > 20_000:
        return ReadingFault(20_000, len(text), "a reading is shorter than 20,000 characters")
    try:
        return Parser(text, vocabulary, series).reading()
    except FaultError as error:
        return error.fault


class Parser:
    """The state of one parse: the cursor and the names that are known."""

    def __init__(self, text: str, vocabulary: Vocabulary, series: tuple[str, ...]) -> None:
        self.cursor = Cursor(text)
        self.vocabulary = vocabulary
        self.series = series

    # Sentences ----------------------------------------------------------------------------------------------

    def reading(self) -> Reading:
        """The whole text: assertions joined by "; and", perhaps a dataset."""
        cursor = self.cursor
        parts = [self.assertion()]
        while cursor.phrase("; and", ";") is not None:
            parts.append(self.assertion())
        dataset = ""
        if cursor.phrase("according to") is not None:
            start = cursor.skip()
            end = cursor.token_end(start)
            dataset = cursor.text[start:end].rstrip(".,;")
            cursor.at = start + len(dataset)
        if not cursor.done():
            cursor.missed("the end of the reading")
            raise FaultError(cursor.fault())
        return Reading(tuple(parts), dataset)

    def assertion(self) -> Assertion:
        """One assertion: an amount and what is said of it."""
        from onrecord.reading.predicates import predicate

        cursor = self.cursor
        measure, per = self.measure()
        period = adverb_at(cursor)
        projected = None
        if period is not None and cursor.phrase("projected") is not None:
            projected = adverb_at(cursor)
            if projected is None:
                raise FaultError(cursor.fault())
        found = predicate(self, measure, per, period, projected)
        if found is None:
            raise FaultError(cursor.fault())
        return found

    # Measures -----------------------------------------------------------------------------------------------

    def measure(self) -> tuple[Measure, Per | None]:
        """What is counted, at what rate, of which kind, by whom and where."""
        cursor = self.cursor
        between = self._between()
        counted = self._quantity()
        if counted is None:
            self._unknown(cursor.skip(), "what is counted", "kind")
            raise FaultError(cursor.fault())
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
        start = cursor.at
        if cursor.phrase("per") is None:
            return None
        count = cursor.integer()
        unit = cursor.phrase(*RATE_UNITS, *(f"{unit}s" for unit in RATE_UNITS), "people", "inhabitants")
        if unit is None or count == 0:
            cursor.at = start
            raise FaultError(cursor.fault())
        if unit in ("people", "inhabitants"):
            return Per(RateUnit.PEOPLE, count or 1)
        return Per(RATE_UNITS[unit.removesuffix("s")], count or 1)

    def _quantity(self) -> Measure | None:
        cursor = self.cursor
        distinct = cursor.phrase(*_DISTINCT)
        if distinct is not None:
            events = self._events()
            if events is None:
                raise FaultError(cursor.fault())
            return replace(events, quantity=_DISTINCT[distinct])
        own = cursor.phrase(*sorted(self.series, key=lambda name: (-len(name), name)))
        if own is not None and own not in _PLAIN_QUANTITIES:
            return Measure(Quantity.SERIES, series=own)
        if own is not None:
            return Measure(_PLAIN_QUANTITIES[own])
        events = self._events()
        if events is not None:
            return events
        plain = cursor.phrase(*_PLAIN_QUANTITIES)
        return None if plain is None else Measure(_PLAIN_QUANTITIES[plain])

    def _events(self) -> Measure | None:
        """ "events", "events of looting", or a kind of violence in place of them."""
        cursor = self.cursor
        start = cursor.at
        word = cursor.phrase("events of", "events")
        if word == "events":
            return Measure(Quantity.EVENTS)
        kinds = self._kind_list()
        if kinds:
            return Measure(Quantity.EVENTS, kinds=kinds)
        cursor.at = start
        return None

    # Names --------------------------------------------------------------------------------------------------

    def _list(self, one: Callable[[], Ref | None], *links: str) -> tuple[Ref, ...]:
        first = one()
        if first is None:
            return ()
        refs = [first]
        while True:
            start = self.cursor.at
            if self.cursor.phrase(*links, quiet=True) is None:
                break
            following = one()
            if following is None:
                self.cursor.at = start
                break
            refs.append(following)
        return tuple(refs)

    def _kind_list(self) -> tuple[Ref, ...]:
        return self._list(lambda: self._name("kind"), "or")

    def _kinds(self) -> tuple[Ref, ...]:
        start = self.cursor.at
        if self.cursor.phrase("in") is None:
            return ()
        kinds = self._kind_list()
        if not kinds:
            self.cursor.at = start
        return kinds

    def _actor_term(self) -> ActorTerm | None:
        cursor = self.cursor
        start = cursor.at
        role = cursor.phrase(*Role)
        if role is None:
            return None
        here = cursor.skip()
        if role == Role.BY and self._starts_number():
            cursor.at = start
            return None
        actors = self._list(lambda: self._name("actor", quoted=True), "or")
        if not actors:
            self._unknown(here, "the name of an actor", "actor")
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
        if cursor.phrase("in") is None:
            return ()
        names = []
        name = cursor.quoted()
        while name is not None:
            names.append(name)
            at = cursor.at
            name = cursor.quoted() if cursor.phrase("or", quiet=True) is not None else None
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
        if cursor.phrase("in") is None:
            return None
        here = cursor.skip()
        places = self.place_list()
        if places:
            return places
        cursor.at = start
        if not self._period_here():
            self._unknown(here, "a place", "place")
        return None

    def place_list(self) -> tuple[Ref, ...]:
        """Mali, Burkina Faso and Niger."""
        return self._list(lambda: self._name("place"), ", and", ",", "and")

    def _period_here(self) -> bool:
        """Whether a period stands here, so that "in" does not want a place."""
        start = self.cursor.at
        try:
            found = adverb_at(self.cursor) is not None
        except FaultError:
            found = True
        self.cursor.at = start
        return found

    def _name(self, what: str, *, quoted: bool = False) -> Ref | None:
        """A name of the vocabulary, or for actors also a name of the data in quotes."""
        cursor = self.cursor
        here = cursor.skip()
        if quoted and cursor.text[here : here + 1] == '"':
            raw = cursor.quoted()
            return None if raw is None else Ref(raw, raw=True)
        vocabulary = self.vocabulary
        match = {"place": vocabulary.match_place, "kind": vocabulary.match_kind, "actor": vocabulary.match_actor}[what]
        found = match(cursor.text, here)
        if found is None:
            cursor.missed({"place": "a place", "kind": "a kind of violence"}.get(what, "an actor"))
            return None
        entry, cursor.at = found
        return Ref(entry.id)

    def _unknown(self, start: int, what: str, sort: Sort) -> None:
        """Raise the fault for a name nobody knows, with the nearest that somebody does."""
        text = self.cursor.text
        stop = len(text)
        for mark in (
            " in ",
            " from ",
            " since ",
            " before ",
            " on ",
            " are ",
            " rise ",
            " fall ",
            " exceed ",
            ";",
            "\n",
        ):
            at = text.find(mark, start)
            stop = min(stop, at) if at > start else stop
        name = text[start:stop].strip()
        if not name:
            raise FaultError(self.cursor.fault())
        nearest = self.vocabulary.nearest(name, sort)
        raise FaultError(
            ReadingFault(start, start + len(name), f'"{name}" is not {what}', nearest=nearest, unknown=True)
        )

    def grain(self) -> Grain | None:
        """The name of a calendar period: month, quarter, year ..."""
        word = self.cursor.phrase(*Grain)
        return None if word is None else Grain(word)

    def other_amount(self, subject: Amount) -> Amount | None:
        """The second amount of a comparison: "those in 2019", or an amount in full."""
        cursor = self.cursor
        start = cursor.at
        if cursor.phrase("those") is not None:
            measure = self.qualifiers(subject.measure)
            period = adverb_at(cursor) or subject.period
            per = subject.per
        else:
            try:
                measure, per = self.measure()
            except FaultError:
                cursor.at = start
                raise
            found = adverb_at(cursor)
            if found is None:
                return None
            period = found
        projected = None
        if cursor.phrase("projected") is not None:
            projected = adverb_at(cursor)
            if projected is None:
                return None
        return Amount(measure, period, per, projected)
