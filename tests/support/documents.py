"""Documentary statements for tests: a sentence with blocks, checked as `onrecord check` does it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

from onrecord.checks.documentary import documentary_outcome
from onrecord.checks.standing import FACTOR, Context
from onrecord.model.blocks import Block, Case, CaseStep, Common, Count, Incident, Responsibility, Standing, Step
from onrecord.model.dates import PartialDate
from onrecord.model.documentary import Sentence
from onrecord.model.dossier import Citation, Claim, Source, Statement
from onrecord.model.figure import Outcome
from onrecord.model.finding import Span
from onrecord.sentence_facts import sentence_of
from onrecord.vocabulary import load_builtin

HERE = Span("claims/c.md")
AS_OF = date(2022, 6, 30)
SOURCES = tuple(Source(key, "report", key.upper(), HERE, author=f"Author {key.upper()}") for key in "abc")


def sentence(text: str, language: str = "en") -> Sentence:
    """A sentence with its numbers and dates."""
    return sentence_of(text, language, load_builtin())


def partial(text: str) -> PartialDate | None:
    """A date, or none for an empty text."""
    return PartialDate.parse(text) if text else None


def count(
    low: int, high: int | None, counted: str = "civilians killed", by: str = "HRW", on: str = "2022-04-05"
) -> Count:
    """A count by a source."""
    return Count(low, high, counted, "a", by, on=partial(on))


def incident(
    *counts: Count, who: str = "", step: Step = Step.ACCUSED, standing: Standing | None = None, because: str = ""
) -> Incident:
    """An incident at Moura with its counts."""
    responsibility = (Responsibility(who, step, "HRW", "a", partial("2022-04-05")),) if who else ()
    common = Common(HERE, standing, because)
    return Incident(common, "killings", "Moura", partial("2022-03-27"), partial("2022-03-31"), counts, responsibility)


def case(*steps: tuple[Step, str], who: str = "Amadou Diallo", standing: Standing | None = None) -> Case:
    """A case with its dated steps."""
    return Case(
        Common(HERE, standing), who, "a trader's death", tuple(CaseStep(s, partial(on), "a") for s, on in steps)
    )


def outcome(
    text: str,
    *blocks: Block,
    language: str = "en",
    as_of: date = AS_OF,
    factor: Fraction = FACTOR,
    quoted: tuple[tuple[int, int], ...] = (),
) -> Outcome:
    """The outcome of a sentence that cites two sources and has these blocks."""
    cited = tuple(Citation(key, HERE) for key in "ab")
    statement = Statement("it", text, text, HERE, cited, blocks=blocks)
    claim = Claim("c", "C.", "The ministry", HERE, language)
    sources = {source.id: source for source in SOURCES}
    context = Context(as_of, claim, sentence(text, language), sources, factor=factor)
    return documentary_outcome(statement, replace(context, quoted=quoted))


def codes(found: Outcome) -> list[str]:
    """The codes of what is found of incidents, cases and standings."""
    return sorted(one.code for one in found.findings if one.code.startswith(("OR40", "OR41")))
