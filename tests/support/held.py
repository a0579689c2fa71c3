"""A sentence and a block held against one another, without a dossier."""

from __future__ import annotations

from datetime import date
from typing import Any

from onrecord.checks.standing import Context, Result
from onrecord.model.blocks import Common
from onrecord.model.dates import PartialDate
from onrecord.model.documentary import Sentence
from onrecord.model.dossier import Claim, Source, Statement
from onrecord.model.finding import Span
from onrecord.sentence_facts import sentence_of
from onrecord.vocabulary import load_builtin

HERE = Span("claims/c.md", 7)
COMMON = Common(HERE)
AS_OF = date(2022, 6, 30)
CLAIM = Claim("c", "All is well.", "Transitional authorities of Mali", Span("claims/c.md"))
D = PartialDate.parse


def sentence(text: str, language: str = "en") -> Sentence:
    """The sentence as the checks get it."""
    return sentence_of(text, language, load_builtin())


def source(key: str, issued: str = "", **fields: Any) -> Source:
    """A source of the bibliography."""
    return Source(key, "report", f"Title of {key}", HERE, issued=D(issued) if issued else None, **fields)


def context(
    text: str, *, language: str = "en", as_of: date = AS_OF, sources: tuple[Source, ...] = (), **more: Any
) -> Context:
    """What a check of this sentence is given."""
    claim = more.pop("claim", CLAIM)
    return Context(as_of, claim, sentence(text, language), {each.id: each for each in sources}, **more)


def checked(check: Any, text: str, *blocks: Any, **more: Any) -> Result:
    """What the check of a kind makes of a sentence and the first of its blocks."""
    statement = Statement("s", text, text, HERE, blocks=blocks)
    result: Result = check(statement, blocks[0], context(text, **more))
    return result


def short(result: Result) -> str:
    """A result in a few words: "supported", or "unsupported OR420"."""
    standing = "open" if result.open else str(result.standing)
    return " ".join([standing, *dict.fromkeys(found.code for found in result.findings)])
