"""Actors that have another name in a newer release, told apart from other actors.

May import: model, standard library.

Two names are one actor's where the actor dataset has both for one number (``NameOrig``, ``NewName``, full names), or
where the newer release has the old name nowhere and has one other name instead in every event that both releases
share, in three at least. A name that changed in some events only is another actor.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from onrecord.model.revision import Basis, Rename

_FEWEST = 3
_COLUMNS = ("namedata", "nameorig", "nameorigfull", "nameorigfulleng", "newname", "newnamefullmothertongue",
            "newnamefulleng")  # fmt: skip
_NOTHING = frozenset({"", "n/a", "na", "-99"})

Pair = Sequence[str | int | None]


def read_lineage(path: Path) -> dict[str, frozenset[str]]:
    """For each name of UCDP's actor dataset the numbers of the actors that have or had it.

    Raises ``ValueError`` where the file is no such table, and ``OSError``.
    """
    found: dict[str, set[str]] = {}
    with path.open(encoding="utf-8-sig", newline="") as stream:
        reader = csv.DictReader(stream)
        columns = {name.casefold().replace("_", ""): name for name in reader.fieldnames or ()}
        if "actorid" not in columns or "namedata" not in columns:
            raise ValueError("it has no columns ActorId and NameData")
        for row in reader:
            number = (row[columns["actorid"]] or "").strip()
            for column in _COLUMNS:
                text = (row.get(columns.get(column, ""), "") or "").strip()
                for name in {text, *(part.strip() for part in text.split(","))} if column == "newname" else {text}:
                    if name.casefold() not in _NOTHING:
                        found.setdefault(name, set()).add(number)
    return {name: frozenset(numbers) for name, numbers in found.items()}


def names_of(side: str | None, separator: str) -> tuple[str, ...]:
    """The actors of a side."""
    return tuple(part.strip() for part in (side or "").split(separator) if part.strip())


def found_renames(
    pairs: Iterable[Pair],
    held: Iterable[str],
    separators: tuple[str, str],
    lineage: Mapping[str, frozenset[str]],
) -> tuple[Rename, ...]:
    """The renames between two releases, most events first.

    ``pairs`` are the sides of the common events: the older release's two, the newer's two, and in how many events.
    ``held`` are all sides of the newer release.
    """
    swapped: Counter[tuple[str, str]] = Counter()
    seen: Counter[str] = Counter()
    for old_a, old_b, new_a, new_b, events in pairs:
        count = int(events or 0)
        for before, after in ((old_a, new_a), (old_b, new_b)):
            was = set(names_of(_text(before), separators[0]))
            now = set(names_of(_text(after), separators[1]))
            for name in was:
                seen[name] += count
            gone, come = was - now, now - was
            if len(gone) == len(come) == 1:
                swapped[gone.pop(), come.pop()] += count
    still = {name for side in held for name in names_of(side, separators[1])}
    found = []
    for (old, new), count in sorted(swapped.items(), key=lambda one: (-one[1], one[0])):
        if lineage.get(old, frozenset()) & lineage.get(new, frozenset()):
            found.append(Rename(old, new, count, Basis.LINEAGE))
        elif count >= _FEWEST and count == seen[old] and old not in still:
            found.append(Rename(old, new, count, Basis.THROUGHOUT))
    return tuple(found)


def _text(value: str | int | None) -> str | None:
    return None if value is None else str(value)


def kinds_of_sides(
    old: tuple[str | None, str | None],
    new: tuple[str | None, str | None],
    separators: tuple[str, str],
    meant: Mapping[str, str],
) -> tuple[bool, bool]:
    """Whether a change of sides renames an actor, and whether it names another one."""
    renamed = other = False
    for before, after in zip(old, new, strict=True):
        was, now = set(names_of(before, separators[0])), set(names_of(after, separators[1]))
        gone, come = was - now, now - was
        by_name = {name for name in gone if meant.get(name) in come}
        renamed = renamed or bool(by_name)
        other = other or gone - by_name != set() or come - {meant[name] for name in by_name} != set()
    return renamed, other
