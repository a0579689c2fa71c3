"""What is told beside a view of a dossier that leaves something out: how it stands as a whole, and by how much.

A view is checked as if there were nothing else, so that no message can hold what is hidden. What is not there can make
the view's answer wrong: a count that is hidden, a source that is. Therefore the whole dossier is checked too, and only
this is taken of it: the exit code, which findings and verdicts hold for the whole, and numbers. Joins the model and
``onrecord.visibility``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields, is_dataclass, replace
from enum import StrEnum

from onrecord.model.capture import Capture, Logged, Token
from onrecord.model.codes import finding
from onrecord.model.dataset import Dataset, DatasetSpec
from onrecord.model.dossier import Dossier, Statement
from onrecord.model.figure import Outcome, Verdict
from onrecord.model.finding import Finding, Span
from onrecord.model.report import Report, fails
from onrecord.model.visibility import Visibility, strictest
from onrecord.text.hiding import excerpt_level, hidden_words
from onrecord.visibility import published, reduced

PARTLY = "parts of its record are not public, and what is public alone gives another answer"


# Verdicts and findings ----------------------------------------------------------------------------------------------


def beside(shown: Report, whole: Report) -> Report:
    """The report of a view, held against that of the whole dossier.

    A finding that the whole does not have comes of what was left out, and is none. A verdict that the whole does not
    share is not told: it would be wrong, and the right one may rest on what is hidden.
    """
    wholes = {_place(statement): outcome for statement, outcome in _pairs(whole)}
    pairs = _pairs(shown)
    kept = tuple(settled(outcome, wholes.get(_place(statement))) for statement, outcome in pairs)
    unsettled = {
        _place(one): wholes[_place(one)] for (one, _), each in zip(pairs, kept, strict=True) if each.why == PARTLY
    }
    silent = {(name, span.file) for name, span in unsettled}
    findings = tuple(
        each for each in shared(shown.findings, whole.findings) if (each.statement, each.span.file) not in silent
    )
    told = {(each.code, each.span.file, each.span.line) for each in findings}
    more = [each for each in whole.findings if (each.code, each.span.file, each.span.line) not in told]
    here = {_place(statement) for statement, _ in pairs} - set(unsettled)
    failing = sum(1 for place, outcome in wholes.items() if place not in here and fails(outcome))
    return replace(
        shown,
        outcomes=kept,
        findings=findings,
        withheld=replace(shown.withheld, failing=failing, findings=len(more)),
        whole_exit_code=whole.exit_code,
    )


def shared(shown: Iterable[Finding], whole: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings of a view that the whole dossier has too; those of hidden things are told at another place."""
    known = {(each.code, each.span.file, each.span.line) for each in whole}
    return tuple(
        each
        for each in shown
        if (each.code, each.span.file, each.span.line) in known or each.visibility != Visibility.PUBLIC
    )


def settled(outcome: Outcome, whole: Outcome | None) -> Outcome:
    """The outcome of a statement in a view; unverifiable where the whole dossier gives another verdict."""
    if whole is None or (whole.verdict, whole.standing) == (outcome.verdict, outcome.standing):
        return outcome
    return Outcome(outcome.statement, Verdict.UNVERIFIABLE, PARTLY, kind=outcome.kind)


def _pairs(report: Report) -> list[tuple[Statement, Outcome]]:
    return [pair for _, pairs in report.by_claim for pair in pairs]


def _place(statement: Statement) -> tuple[str, Span]:
    return statement.id, statement.span


def with_places(findings: Iterable[Finding], dossier: Dossier, up_to: Visibility) -> tuple[Finding, ...]:
    """Findings of checks without the lines of files that hold what not all may see, and without the words of those
    that stand in hidden places."""
    if not dossier.hidden:
        return tuple(findings)
    told = []
    for each in findings:
        inside = [place.visibility for place in dossier.hidden if not place.whole_lines and place.span.file ==
                  each.span.file and place.holds(each.span)]  # fmt: skip
        level = strictest((Visibility(each.visibility), *inside))
        line = strictest((level, Visibility(each.excerpt_visibility), excerpt_level(dossier.hidden, each.span)))
        told.append(replace(each, visibility=level, excerpt_visibility=line))
    return reduced(told, up_to)


def rests_on_hidden(dossier: Dossier) -> tuple[Finding, ...]:
    """Statements that all may see and that cite nothing that all may see: a note for those who edit."""
    levels = {source.id: source.visibility for source in dossier.sources}
    found = []
    for statement in dossier.statements:
        cited = [levels.get(each.key, Visibility.PUBLIC) for each in statement.citations]
        if statement.visibility is Visibility.PUBLIC and cited and Visibility.PUBLIC not in cited:
            message = "the statement cites nothing that all may see: readers cannot replicate it"
            found.append(finding("OR460", message, statement.span, statement=statement.id))
    return tuple(found)


def pasted(dossier: Dossier) -> tuple[Finding, ...]:
    """Places that all may see and that repeat a hidden text of ``_PASTED`` characters or more."""
    words: dict[str, Visibility] = {}
    for word, level in hidden_words((*dossier.claims, *dossier.translations), dossier.sources):
        flat = " ".join(word.split()).casefold()
        if len(flat) >= _PASTED:
            words[flat] = strictest((level, words.get(flat, Visibility.PUBLIC)))
    if not words:
        return ()
    found = []
    for place, statement, text in _public_texts(published(dossier)):
        flat = " ".join(text.split()).casefold()
        levels = [level for word, level in words.items() if word in flat]
        if levels:
            level = strictest(levels)
            message = f"words stand here that are {level} elsewhere"
            one = finding("OR461", message, place, statement=statement)
            found.append(replace(one, excerpt_visibility=level))
    return tuple(dict.fromkeys(found))


_PASTED = 12


def _public_texts(view: Dossier) -> Iterator[tuple[Span, str, str]]:
    """Every text of a view: its place, the statement it is of, and itself."""
    for claim in (*view.claims, *view.translations):
        for text in texts_in(replace(claim, statements=())):
            yield claim.span, "", text
        for statement in claim.statements:
            for text in texts_in(replace(statement, blocks=(), quotes=())):
                yield statement.span, statement.id, text
            for block in statement.blocks:
                for text in texts_in(block):
                    yield block.common.span, statement.id, text
            for quote in statement.quotes:
                for text in texts_in(quote):
                    yield quote.span, statement.id, text
    for source in view.sources:
        for text in texts_in(replace(source, csl="")):
            yield source.span, "", text


def texts_in(value: object) -> Iterator[str]:
    """Every text in a value, fixed terms and places in files left out."""
    if isinstance(value, str):
        if not isinstance(value, StrEnum):
            yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from texts_in(each)
    elif is_dataclass(value) and not isinstance(value, type | Span):
        for field in fields(value):
            yield from texts_in(getattr(value, field.name))


# Archive ------------------------------------------------------------------------------------------------------------


def seen(dossier: Dossier | None, up_to: Visibility) -> Callable[[Logged], bool]:
    """Which lines of the archive's log may be shown: those of sources that may, unless the line itself says otherwise.

    Where some sources are hidden, a line of a source that is in the bibliography no more is not shown: nobody can tell
    what it was. Without a dossier that can be read nothing is.
    """
    if up_to is Visibility.CONFIDENTIAL:
        return lambda entry: True
    levels = {source.id: source.visibility for source in dossier.sources} if dossier is not None else {}
    strict = dossier is None or any(level.above(up_to) for level in levels.values())
    unknown = Visibility.CONFIDENTIAL if strict else Visibility.PUBLIC

    def shown(entry: Logged) -> bool:
        if isinstance(entry, Token):
            return True
        own = entry.visibility if isinstance(entry, Capture) else ""
        if own and (own not in list(Visibility) or Visibility(own).above(up_to)):
            return False
        return not levels.get(entry.source, unknown).above(up_to)

    return shown


# Datasets -----------------------------------------------------------------------------------------------------------


def masked_dataset(dataset: Dataset, spec: DatasetSpec) -> Dataset:
    """An opened dataset as the view describes it."""
    return dataset if dataset.spec == spec else replace(dataset, spec=spec)


def of_dataset(findings: Iterable[Finding], spec: DatasetSpec) -> tuple[Finding, ...]:
    """What is found of the file of a hidden dataset, told at its place in dossier.toml: the name is hidden too."""
    return tuple(
        replace(each, span=spec.span, visibility=spec.access.visibility, excerpt_visibility=spec.access.visibility)
        for each in findings
    )
