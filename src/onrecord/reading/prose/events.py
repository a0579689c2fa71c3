"""Events that a dossier defines: "after the coup" is the day that vocabulary.toml gives. Imports the model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from onrecord.model.dates import Period
from onrecord.reading.prose.symbols import Symbol, words_in


@dataclass(frozen=True, slots=True)
class Happening:
    """The day of an event, and the id of the place it happened in, if that is given: then a sentence about other places
    means another event of that name."""

    day: date
    place: str = ""


def with_events(
    symbols: tuple[Symbol, ...], text: str, events: Mapping[tuple[str, ...], Happening]
) -> tuple[Symbol, ...]:
    """The symbols with each name of an event as one; ``events`` are found by their folded words, the longest first."""
    if not events:
        return symbols
    words = tuple(word.text for word in words_in(text))
    places = {symbol.uses["place"] for symbol in symbols if symbol.has("place")}
    longest = max(map(len, events))
    found: list[Symbol] = []
    at = 0
    while at < len(symbols):
        first = symbols[at]
        for last in range(min(at + longest, len(symbols)), at, -1):
            run = symbols[at:last]
            event = events.get(words[first.first : run[-1].last])
            if event is None or (event.place and places and event.place not in places) or _stopped(run):
                continue
            end = run[-1].end
            uses = {**first.uses, "event": event.day.isoformat()} if len(run) == 1 else {"event": event.day.isoformat()}
            found.append(Symbol(first.first, run[-1].last, first.start, end, text[first.start : end], first.gap, uses))
            at = last
            break
        else:
            found.append(first)
            at += 1
    return tuple(found)


def _stopped(run: Sequence[Symbol]) -> bool:
    """Whether a comma or other stop stands inside a name."""
    return any(set(symbol.gap) & set(",;:()") for symbol in run[1:])


def event_at(symbols: Sequence[Symbol], at: int) -> Period | None:
    """The day of the event named at a position."""
    told = symbols[at].get("event") if at < len(symbols) else None
    return Period(date.fromisoformat(told), date.fromisoformat(told)) if told else None
