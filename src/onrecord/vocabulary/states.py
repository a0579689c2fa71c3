"""States that are younger than the data: under which country a family of datasets counts the days before them.

UCDP counts what happened in South Sudan before 9 July 2011 under Sudan. That a file has no rows for South Sudan in 2010
says nothing about it. Imports the model and the standard library.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from onrecord.model.vocabulary import Place


@dataclass(frozen=True, slots=True)
class State:
    """A country that a family of datasets counts under another one on all days before ``since``.

    ``was`` says that the other one was another state then, such as the Soviet Union: its figures of those days are not
    those of what bears its name today. One that has no entry is asked for by all its parts (``members``) together.
    """

    place: Place
    under: Place
    since: date
    was: str = ""

    def apart(self, countries: Collection[str]) -> bool:
        """Whether one of the two is asked for without the other, by the ids of the countries."""
        parts = set(self.under.members)
        whole = parts <= set(countries) if parts else self.under.id in countries
        return (self.place.id in countries) is not whole

    def hides(self, countries: Collection[str]) -> bool:
        """Whether earlier days have no figure for these countries: theirs are among those of another state."""
        return self.apart(countries) and (self.place.id in countries or bool(self.was))


def states(places: Iterable[Place], family: str) -> tuple[State, ...]:
    """The younger states of a family, in the order of the places. A day that is none makes no state."""
    known = {place.id: place for place in places}
    found = []
    for place in known.values():
        codes = dict(place.codes)
        before = codes.get(f"{family}_before", "")
        since = _day(codes.get(f"{family}_since", ""))
        if before and since:
            parts = tuple(one.id for one in known.values() if (f"{family}_before", before) in one.codes)
            under = known.get(before) or Place(before, before, place.source, members=parts)
            found.append(State(place, under, since, dict(under.codes).get(f"{family}_was", "")))
    return tuple(found)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
