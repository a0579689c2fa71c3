"""The sentences of a dossier: what the reader makes of them, and what is said of a statement that has no block.

    sentences_of   Dossier             -> the claims' statements with their languages
    candidates     ReadStatement       -> the readings that have to be computed
    unconfirmed    ReadStatement, Outcomes -> Outcome

Imports the model and the reader.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.model.codes import finding
from onrecord.model.dossier import Dossier, Statement
from onrecord.model.figure import Outcome, Verdict
from onrecord.model.reading import Measure, Reading, subject_measure
from onrecord.reading.prose.context import Context
from onrecord.reading.prose.read import ReadSentence, SentenceReading, read_sentence
from onrecord.reading.prose.reasons import unread_reason
from onrecord.settling import settled
from onrecord.vocabulary.lexicon import LANGUAGES

_NO_PLACE = {
    "en": "the sentence names no place: it may mean the whole world, or the place that the claim is about",
    "fr": "la phrase ne nomme aucun lieu : elle peut parler du monde entier, ou du lieu dont il est question",
}
_QUOTED = {
    "en": "the whole sentence is in quotation marks: it may be only what somebody said",
    "fr": "toute la phrase est entre guillemets : elle peut n'être que ce que quelqu'un a dit",
}
_QUOTATION = re.compile(r"[\"“„«‘'].*[\"”“»’'][.!]?\Z", re.DOTALL)
_PLACE = "Name the place in the sentence, or say in a reads block what is meant."
_OWN = "Take the quotation marks away, or say in a reads block what the record asserts."
_RIVALS = "Say in the sentence which of the two is meant, or put that one in a reads block."


@dataclass(frozen=True, slots=True)
class ReadStatement:
    """A statement and what the reader made of its sentence.

    ``unsaid`` says what the sentence leaves to what stands around it, which the reader does not guess: then it has no
    verdict until a person confirms a reading.
    """

    statement: Statement
    read: ReadSentence
    unsaid: str = ""

    @property
    def firm(self) -> SentenceReading | None:
        """The one reading of the sentence; ``None`` where it was not read whole, has rivals, or leaves something
        unsaid."""
        rivals = any(one.blocks for one in self.read.readings)
        return None if self.unsaid or rivals or not self.read.readings else self.read.readings[0]


def sentences_of(dossier: Dossier) -> Iterator[tuple[Statement, str]]:
    """Each statement with the language of its claim."""
    for claim in dossier.claims:
        for statement in claim.statements:
            yield statement, claim.language


def read_statement(statement: Statement, language: str, context: Context) -> ReadStatement:
    """Read a statement's sentence. One in a language that the reader does not know is not read."""
    known = language.split("-")[0].casefold()
    if known not in LANGUAGES:
        return ReadStatement(statement, ReadSentence(statement.text, language, problem="language"))
    read = read_sentence(statement.text, context, known)
    return ReadStatement(statement, read, _unsaid(read))


def _unsaid(read: ReadSentence) -> str:
    """A dossier is about some place: a sentence that names none need not be about the world. Nor need one that is a
    quotation be what the record says itself."""
    if read.readings and _QUOTATION.match(read.text.strip()):
        return _QUOTED[read.language]
    if not read.readings or names_place(read):
        return ""
    measures = (subject_measure(part) for part in read.readings[0].reading.parts)
    return _NO_PLACE[read.language] if any(_everywhere(measure) for measure in measures) else ""


def names_place(read: ReadSentence) -> bool:
    """Whether a sentence names a place, be it the world."""
    return any(mark.use in ("place", "area") for mark in read.marks)


def _everywhere(measure: Measure) -> bool:
    return not measure.places and not measure.areas


def why_unread(one: ReadStatement) -> str:
    """Why a sentence was not read whole: the words not understood, or that no reading was found."""
    if one.read.problem == "language":
        return f'sentences are read in English and French, and the language of this one is "{one.read.language}"'
    return unread_reason(one.read)


# What is said of a statement without a block ----------------------------------------------------------------------


def candidates(one: ReadStatement) -> tuple[tuple[Statement, Reading], ...]:
    """The readings of a sentence that its verdict hangs on: the likeliest, and its rivals."""
    return tuple((one.statement, reading.reading) for reading in _deciding(one.read).readings)


def _deciding(read: ReadSentence) -> ReadSentence:
    return replace(read, readings=(*read.readings[:1], *(each for each in read.readings[1:] if each.blocks)))


def unconfirmed(one: ReadStatement, outcomes: Sequence[Outcome]) -> Outcome:
    """The outcome of a statement without a block, given those of its candidates, in their order.

    A sentence that is not read whole is not checked. One that is has a verdict like any other, and a note that nobody
    confirmed its reading.
    """
    statement = one.statement
    if not outcomes:
        return Outcome(statement.id, Verdict.NOT_CHECKED, why_unread(one), kind="prose")
    result = settled(_deciding(one.read), outcomes)
    if one.unsaid and result.verdict is not Verdict.NOT_RUN:
        remedy = _PLACE if one.unsaid == _NO_PLACE[one.read.language] else _OWN
        result = _open(statement, replace(result, why=one.unsaid), remedy)
    elif result.verdict is not outcomes[0].verdict:
        result = _open(statement, result, _RIVALS)
    if one.firm is not None and result.verdict is not Verdict.NOT_RUN:
        shown = " ".join(result.reading.split())
        note = finding("OR207", "nobody has confirmed how the sentence is read", statement.span,
                       why=(f"reading: {shown}",), statement=statement.id)  # fmt: skip
        result = replace(result, findings=(*result.findings, note))
    return replace(result, confirmed=False)


def _open(statement: Statement, result: Outcome, remedy: str) -> Outcome:
    """An outcome that says only why nobody can tell: no number of the one reading is shown for the sentence."""
    why = (f"one reading: {' '.join(result.reading.split())}",)
    found = finding("OR203", result.why, statement.span, why=why, remedy=remedy, statement=statement.id)
    return Outcome(statement.id, Verdict.UNVERIFIABLE, result.why, reading=result.reading, findings=(found,))
