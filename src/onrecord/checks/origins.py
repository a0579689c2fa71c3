"""Which sources are one: those that repeat one report, or come from one house on one day. Imports the model only."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from onrecord.model.dossier import Source


def host(url: str) -> str:
    """The host of an address without "www."; empty where there is none."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def grouped(sources: Iterable[Source]) -> tuple[tuple[Source, ...], ...]:
    """The sources by origin, in their order.

    Two are one where they name the same ``origin``, or where publisher, author or host are the same and so is the date.
    """
    groups: list[tuple[set[tuple[str, str]], list[Source]]] = []
    for source in sources:
        marks = _marks(source)
        same = [group for group in groups if group[0] & marks]
        merged: tuple[set[tuple[str, str]], list[Source]] = (set(marks), [])
        for group in same:
            merged[0].update(group[0])
            merged[1].extend(group[1])
            groups.remove(group)
        merged[1].append(source)
        groups.append(merged)
    return tuple(tuple(group[1]) for group in groups)


def _marks(source: Source) -> frozenset[tuple[str, str]]:
    """What makes a source the same as another."""
    # A source is its own origin, so that those which repeat it can name its key.
    # One that repeats another is as much an origin: what repeats it in its turn is of the same.
    found = {("origin", source.id.casefold()), ("origin", (source.origin or source.id).casefold())}
    on = str(source.issued or "")
    for name in (source.publisher, source.author, host(source.url)):
        if name:
            found.add((on, name.casefold()))
            capitals = [word[0] for word in name.split() if word[0].isupper()]
            if len(capitals) > 2 and len(capitals) == len(name.split()):
                found.add((on, "".join(capitals).casefold()))  # HRW is Human Rights Watch
    return frozenset(found)
