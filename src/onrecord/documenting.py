"""The documentary side of a dossier: every statement with its typed blocks to an outcome, and findings of the whole.

Joins the loaded dossier, the reader's number and period grammars (``onrecord.sentence_facts``) and the checks of
``onrecord.checks.documentary``. A check that stops on a fault of its own is "not run" for its statement only.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from onrecord.checks.baseline import followed, removed
from onrecord.checks.documentary import CLAIM_CHECKS, DOSSIER_CHECKS, documentary_outcome, with_standing
from onrecord.checks.known import as_known
from onrecord.checks.quotations import quoted_stretches, without_brackets
from onrecord.checks.standing import FACTOR, Context, Quoted
from onrecord.checks.stated import texts_of
from onrecord.dossier_readings import fault_text, place_of
from onrecord.model.codes import finding
from onrecord.model.documentary import Sentence
from onrecord.model.dossier import Claim, Dossier, Source, Statement
from onrecord.model.figure import Outcome, Verdict
from onrecord.model.finding import Finding, Span
from onrecord.model.history import History, PledgeVersion
from onrecord.model.quotation import LookedUp
from onrecord.quoting import Quotations
from onrecord.sentence_facts import sentence_of
from onrecord.vocabulary import Vocabulary
from onrecord.vocabulary.lexicon import LANGUAGES

Place = tuple[str, Span]


def documented(
    dossier: Dossier,
    vocabulary: Vocabulary,
    only: str = "",
    history: History | None = None,
    quotes: Quotations | None = None,
) -> dict[Place, Outcome]:
    """How each statement stands by its blocks, by its place; ``only`` is the id of the one wanted.

    ``history`` holds earlier versions of the pledges, ``quotes`` what was found of the quotations.
    """
    before, gone = followed(dossier, history.versions if history else ())
    note = history.note if history else ""
    sources = MappingProxyType({source.id: source for source in dossier.sources})
    found: dict[Place, Outcome] = {}
    for claim in dossier.claims:
        for statement in claim.statements:
            if only in ("", statement.id):
                found[place_of(statement)] = _outcome(
                    dossier,
                    claim,
                    statement,
                    sources,
                    vocabulary,
                    (before.get(statement.id, ()), note),
                    quotes.of(statement) if quotes else (),
                )
    return found if only else _with_removed(found, removed(gone, dossier))


def _with_removed(outcomes: dict[Place, Outcome], findings: tuple[Finding, ...]) -> dict[Place, Outcome]:
    """The outcomes with what is said of pledges that no statement has any more: told with the first one."""
    for place in list(outcomes)[:1]:
        outcomes[place] = replace(outcomes[place], findings=(*outcomes[place].findings, *findings))
    return outcomes


def _outcome(
    dossier: Dossier,
    claim: Claim,
    statement: Statement,
    sources: Mapping[str, Source],
    vocabulary: Vocabulary,
    history: tuple[tuple[PledgeVersion, ...], str],
    looked: tuple[LookedUp, ...] = (),
) -> Outcome:
    try:
        sentence = sentence_of(statement.text, claim.language, vocabulary)
        factor = dossier.factor or FACTOR
        context = Context(dossier.as_of, claim, sentence, sources, dossier.subject, factor)
        there = as_known(statement, context)
        context = replace(context, fields=_fields(there, sentence, vocabulary))
        context = replace(context, history=history[0], history_note=history[1])
        captured = tuple(each.quotation.source for each in looked if each.lookup.capture)
        context = replace(context, quoted=quoted_stretches(statement.text, looked), captured=captured)
        context = replace(context, quotations=_quoted(looked, claim.language, vocabulary))
        texts = (*texts_of(there.blocks, every=True), dossier.subject, claim.claimant)
        context = replace(context, aliases=vocabulary.other_names(texts))
        return documentary_outcome(statement, context)
    except Exception as error:
        what = f"the check stopped on a fault of its own ({fault_text(error)})"
        found = finding("OR901", what, statement.span, statement=statement.id)
        return Outcome(statement.id, Verdict.NOT_RUN, what, findings=(found,))


def _quoted(looked: tuple[LookedUp, ...], language: str, vocabulary: Vocabulary) -> tuple[Quoted, ...]:
    """Quotations with the numbers and dates of their words, and of the editors' translations."""
    found = []
    for each in looked:
        said = (without_brackets(each.quotation.selector.exact), each.quotation.translation)
        found.append(Quoted(each, tuple(sentence_of(text, language, vocabulary) for text in said if text)))
    return tuple(found)


def _fields(statement: Statement, sentence: Sentence, vocabulary: Vocabulary) -> tuple[Sentence, ...]:
    """The texts of the statement's blocks that can hold its numbers and dates; none where it has neither."""
    if not sentence.numbers and not sentence.periods:
        return ()
    words = any(not any(char.isdigit() for char in number.text) for number in sentence.numbers)
    texts = (text for text in texts_of(statement.blocks) if words or any(char.isdigit() for char in text))
    # An entry need not be in the language of the sentence: "five years", "cinq ans".
    languages = LANGUAGES if words else (sentence.language,)
    return tuple(sentence_of(text, language, vocabulary) for text in texts for language in languages)


def joined(statistic: Outcome | None, documentary: Outcome) -> Outcome:
    """The outcome of a statement: that of its reading if it has one, with how its blocks stand beside it."""
    if statistic is None or _read_by_nobody(statistic, documentary):
        return documentary
    if documentary.verdict is Verdict.NOT_RUN:
        return replace(statistic, findings=(*statistic.findings, *documentary.findings))
    return with_standing(statistic, documentary)


def _read_by_nobody(statistic: Outcome, documentary: Outcome) -> bool:
    """Whether a sentence is beyond the reader, and something else says how it stands."""
    return statistic.verdict is Verdict.NOT_CHECKED and documentary.verdict is not Verdict.NOT_CHECKED


def dossier_findings(dossier: Dossier) -> tuple[Finding, ...]:
    """What the rules for claims and for the whole dossier find."""
    of_claims = (found for claim in dossier.claims for check in CLAIM_CHECKS for found in check(claim, dossier))
    return (*of_claims, *(found for check in DOSSIER_CHECKS for found in check(dossier)))
