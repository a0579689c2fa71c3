"""Whether what one name stands for lies wholly inside what others stand for, as far as the vocabulary can prove it.

A region's countries, an actor's members and the codes of a kind of violence are expanded. "No" means "not proven": the
share of a part that is not inside its whole is no share. Imports the model and its sibling modules.
"""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.model.reading import Ref
from onrecord.vocabulary.folding import fold
from onrecord.vocabulary.lookup import WORLD, Vocabulary
from onrecord.vocabulary.patterns import fits


def covered(narrow: Iterable[str], wide: Iterable[str]) -> bool:
    """Whether every value that fits one of the narrow patterns fits one of the wide ones.

    A ``*`` of a narrow pattern has to fall into a ``*`` of a wide one; that is enough, if not always needed.
    """
    known = {fold(pattern) for pattern in wide}
    wild = [pattern for pattern in known if "*" in pattern]
    return all(one in known or any(fits(one, pattern) for pattern in wild) for one in map(fold, narrow))


def place_within(narrow: Ref, wide: Iterable[Ref], vocabulary: Vocabulary) -> bool:
    """Whether all countries of a place are among those of others. The world lies in itself alone."""
    if narrow in (held := tuple(wide)) or Ref(WORLD) in held:
        return True
    place = vocabulary.place_by_id(narrow.id)
    inside = vocabulary.countries(place) if place else ()
    around = [known for ref in held if (known := vocabulary.place_by_id(ref.id))]
    return bool(inside) and set(inside) <= {country for one in around for country in vocabulary.countries(one)}


def actor_within(narrow: Ref, wide: Iterable[Ref], vocabulary: Vocabulary) -> bool:
    """Whether every spelling under which data hold an actor is a name of one of the others.

    Its names in ordinary language count only where it has no spellings: no published data write "FAMa".
    """
    if narrow in (held := tuple(wide)):
        return True
    known = None if narrow.raw else vocabulary.actor_by_id(narrow.id)
    names = (known and vocabulary.spellings(known)) or _data_names(narrow, vocabulary)
    return bool(names) and covered(names, (name for ref in held for name in _data_names(ref, vocabulary)))


def _data_names(ref: Ref, vocabulary: Vocabulary) -> tuple[str, ...]:
    if ref.raw:
        return () if "*" in ref.id else (ref.id,)
    actor = vocabulary.actor_by_id(ref.id)
    return vocabulary.data_names(actor) if actor else ()


def kind_within(narrow: Ref, wide: Iterable[Ref], vocabulary: Vocabulary) -> bool:
    """Whether every event of a kind is of one of the others, in all data families that can tell it and them."""
    if narrow in (held := tuple(wide)):
        return True
    kind = vocabulary.kind_by_id(narrow.id)
    around: dict[str, list[str]] = {}
    for ref in held:
        for family, patterns in one.matches if (one := vocabulary.kind_by_id(ref.id)) else ():
            around.setdefault(family, []).extend(patterns)
    shared = [(patterns, around[family]) for family, patterns in (kind.matches if kind else ()) if family in around]
    return bool(shared) and all(covered(patterns, others) for patterns, others in shared)
