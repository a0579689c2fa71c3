"""The words of a statement's entries inside what the checks say of it: names, what was counted, the editors' reasons.

They are no part of a message's form, may hold any characters, and have French words only where somebody translated
them. So each is taken out of a message before its form is looked up, and put back afterwards: translated, or as it is
written, in guillemets where it is not French. Imports the model and its sibling modules.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from enum import Enum
from functools import cached_property

from onrecord.model.blocks import Standing, Step
from onrecord.model.dates import PartialDate
from onrecord.model.dossier import Claim, Source, Statement
from onrecord.model.finding import Span
from onrecord.render.french.articles import french_name, quoted
from onrecord.render.french.typography import typeset
from onrecord.vocabulary import Vocabulary

OPEN, CLOSE = "\ue000", "\ue001"
"""Around the number of a text that was taken out: characters that no text should have."""
TOKEN = f"{OPEN}[0-9]+{CLOSE}"
_KEPT = re.compile(f"{OPEN}([opc]?)([0-9]+){CLOSE}")
_NO_TEXTS = ("source", "sources", "internal", "confidential", "precision")
"""Fields that hold keys and names of fields."""
_OF_FORMS = frozenset({*Step, *Standing, "none"})
"""Words that messages are made of: an entry that is one of them is not told apart from the message."""
_ENGLISH = re.compile(
    r"\b(?:of|the|and|in|to|by|for|with|from|on|at|who|which|its|their|or|court|states|army|forces)\b"
)


@dataclass(frozen=True)
class Entries:
    """The texts that may stand in what is said of a statement, each with its French one; itself, where it has none."""

    texts: Mapping[str, str]
    names: frozenset[str] = frozenset()
    """Names of sources, which stand as they are."""

    @cached_property
    def _known(self) -> tuple[str, ...]:
        usable = (one for one in self.texts if len(one) > 1 and not one.isdigit() and one not in _OF_FORMS)
        return tuple(sorted(usable, key=lambda one: (-len(one), one)))

    def out_of(self, message: str) -> str:
        """A message with numbers in the place of the texts. Empty where it has the marks of such numbers itself."""
        if OPEN in message or CLOSE in message:
            return ""
        # Of the texts that it has: a pattern of all of them would be made anew for each statement.
        listed = "|".join(re.escape(one) for one in self._known if one in message)
        if not listed:
            return message
        pattern = re.compile(rf"(?<![^\W_])(?:{listed})(?![^\W_])")
        return pattern.sub(lambda found: f"{OPEN}{self._known.index(found[0])}{CLOSE}", message)

    def back(self, message: str) -> str:
        """A message with the texts in the place of their numbers: translated, where they are, else as written."""
        return _KEPT.sub(lambda found: self.texts[self._known[int(found[2])]], message)

    def into(self, message: str, vocabulary: Vocabulary) -> str:
        """A French message with the texts in the place of their numbers."""

        def put(found: re.Match[str]) -> str:
            text = self._known[int(found[2])]
            french = typeset(self.texts[text]) if self.texts[text] != text else text
            if found[1] == "o":
                return french if french != text else quoted(text)
            if found[1] == "c":
                return f" {french}" if french != text else ""
            if found[1] == "p":
                if french != text:
                    return french
                return text if text in self.names else _party(text, vocabulary)
            return text

        return _KEPT.sub(put, message)


def _party(name: str, vocabulary: Vocabulary) -> str:
    """A name as it stands in French: the vocabulary's, or as it is written; in guillemets where it is English words."""
    if name.isupper():
        return name
    known = vocabulary.actor(name)
    if known is not None and not known.id.startswith("government-of-") and (french := french_name(known)):
        return french
    if _ENGLISH.search(name) or name[:1].islower():
        return quoted(name)
    return name


def entries_of(
    statement: Statement, claim: Claim, said: Statement | None, translation: Claim | None, sources: Mapping[str, Source]
) -> Entries:
    """The texts of a statement and its claim, with those of their translations, which have the same entries in the same
    order."""
    found: dict[str, str] = {}
    houses = [name for one in sources.values() for name in (one.author, one.publisher, f"@{one.id}") if name]
    found.update(zip(houses, houses, strict=True))
    _walk(claim.claimant, translation.claimant if translation else claim.claimant, found)
    _walk(claim.one_origin, translation.one_origin if translation else claim.one_origin, found)
    _walk(statement.quotations, said.quotations if said else statement.quotations, found)
    _walk(statement.blocks, said.blocks if said else statement.blocks, found)
    return Entries(found, frozenset(houses))


def _walk(one: object, other: object, found: dict[str, str]) -> None:
    """Every text of a value with that of another of the same shape."""
    if isinstance(one, Enum):
        return
    if isinstance(one, str):
        if one and isinstance(other, str):
            french = other or one
            if found.get(one, one) == one:
                found[one] = french
    elif isinstance(one, tuple) and isinstance(other, tuple):
        for at, each in enumerate(one):
            _walk(each, other[at] if len(other) == len(one) else each, found)
    elif is_dataclass(one) and not isinstance(one, type | Span | PartialDate):
        same = type(one) is type(other)
        for each in fields(one):
            if each.name in _NO_TEXTS:
                continue
            value = getattr(one, each.name)
            _walk(value, getattr(other, each.name) if same else value, found)
