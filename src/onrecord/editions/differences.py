"""What changed between two editions, computed from their items. Imports: the model, sibling modules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

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


def stale_translations(before: Iterable[Item], after: Iterable[Item], first: str) -> Iterator[tuple[str, str]]:
    """The statements whose sentence changed in the ``first`` language and in another did not: (id, language)."""
    old = {(one["claim"], one["id"]): one["sentence"] for one in of_kind(before, "statement")}
    for one in of_kind(after, "statement"):
        was, now = old.get((one["claim"], one["id"])), one["sentence"]
        if was is None or was.get(first) == now.get(first):
            continue
        for language in sorted(set(was) & set(now) - {first}):
            if was[language] == now[language]:
                yield str(one["id"]), language


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
