"""What changed between two editions, computed from their items. Imports: the model, sibling modules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from onrecord.editions.record import Item, of_kind


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is said otherwise: ``what`` it is ("sentence (en)", "verdict"), and what it said before and after.

    ``statement`` is empty where it is the claim's own.
    """

    claim: str
    statement: str
    what: str
    before: str
    after: str

    @property
    def text(self) -> str:
        """The difference as a reader is told it."""
        if not self.before:
            return f"Added: {self.what}: {_quoted(self.after)}"
        if not self.after:
            return f"Removed: {self.what}: {_quoted(self.before)}"
        return f"The {self.what} was “{self.before}”; it is {_quoted(self.after)}"


def _quoted(text: str) -> str:
    """A text in quotation marks at the end of a sentence, with one full stop."""
    return f"“{text}”" if text.endswith((".", "!", "?")) else f"“{text}”."


def differences(before: Iterable[Item], after: Iterable[Item]) -> tuple[Difference, ...]:
    """All differences of the claims and statements of two editions, in the order of the second, removals last."""
    old, new = _told(before), _told(after)
    found = []
    for place in [*new, *(each for each in old if each not in new)]:
        was, now = old.get(place), new.get(place)
        if was is None or now is None:
            # Of what is new or gone the first text says enough; its verdict and sources came or went with it.
            told = now or was or {}
            what, said = next(iter(told.items()), ("", ""))
            found.append(Difference(*place, what, said if now is None else "", said if was is None else ""))
            continue
        whats = [*now, *(each for each in was if each not in now)]
        found += [
            Difference(*place, what, was.get(what, ""), now.get(what, ""))
            for what in whats
            if was.get(what, "") != now.get(what, "")
        ]
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Stale:
    """A translation that still says what its original no longer says: the id of a statement or claim, the language,
    and the number of the edition since which the original says otherwise."""

    id: str
    language: str
    since: int


Words = Mapping[tuple[str, str], Mapping[str, str]]
"""What claims and statements say, by place and language."""


def stale_translations(
    editions: Sequence[tuple[int, date, Iterable[Item]]],
    now: tuple[int, date, Iterable[Item]],
    first: str,
    checked: Mapping[tuple[str, str], date],
) -> Iterator[Stale]:
    """The translations that have not followed their original in the ``first`` language, in this edition or an earlier
    one. ``editions`` are number, day and items, oldest first; ``checked`` gives the day on which somebody last held the
    translation of a claim into a language against its original."""
    told = [(number, day, _words(items)) for number, day, items in (*editions, now)]
    _, _, latest = told[-1]
    for place, said in latest.items():
        for language in sorted(set(said) - {first}):
            since = _changed(told, place, first, language)
            if since is not None and checked.get((place[0], language), date.min) < since[1]:
                yield Stale(place[1] or place[0], language, since[0])


def _changed(
    told: Sequence[tuple[int, date, Words]], place: tuple[str, str], first: str, language: str
) -> tuple[int, date] | None:
    """The edition since which the original has other words than when the translation got those that it has now."""
    latest = told[-1][2][place]
    alike = []
    for number, day, words in reversed(told):
        said = words.get(place, {})
        if said.get(language) != latest[language] or first not in said:
            break
        alike.append((number, day, said[first]))
    original = alike[-1][2]
    if original == latest.get(first):
        return None
    return next((number, day) for number, day, text in reversed(alike) if text != original)


def _words(items: Iterable[Item]) -> Words:
    items = tuple(items)
    claims = {(str(one["id"]), ""): one["claim"] for one in of_kind(items, "claim")}
    return claims | {(str(one["claim"]), str(one["id"])): one["sentence"] for one in of_kind(items, "statement")}


def _told(items: Iterable[Item]) -> dict[tuple[str, str], dict[str, str]]:
    """What is said of each claim and statement, by its place."""
    items = tuple(items)
    found: dict[tuple[str, str], dict[str, str]] = {}
    for one in of_kind(items, "claim"):
        texts = {f"claim ({language})": str(text) for language, text in one["claim"].items()}
        found[one["id"], ""] = texts | {"rating": str(one["rating"])}
    for one in of_kind(items, "statement"):
        texts = {f"sentence ({language})": str(text) for language, text in one["sentence"].items()}
        figures = "; ".join(f"{each['label']}: {each['best'] or each['missing']}" for each in one["figures"])
        found[one["claim"], one["id"]] = texts | {
            "reading": str(one["reading"]),
            "verdict": str(one["verdict"]),
            "status": str(one["standing"]),
            "figure": str(one["computed"]),
            "figures behind it": figures,
            "sources": ", ".join(one["sources"]),
        }
    return found
