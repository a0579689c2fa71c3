"""Translations joined to what they translate: claims by their ids, statements by theirs, blocks and entries by place.

A translation gives words. Everything else (citations, dates, numbers of blocks, ratings, marks of visibility) is the
original's, so that what is published in another language cannot say another thing; where a translation gives such a
value all the same, it has to be the original's. Imports: ``onrecord.model``, standard library.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, fields, is_dataclass, replace
from typing import Any

from onrecord.model.blocks import Block, Common, Step, block_name
from onrecord.model.dates import PartialDate
from onrecord.model.dossier import LEVELS, Citation, Claim, Rating, Statement
from onrecord.model.finding import Span
from onrecord.model.pledge import status_of
from onrecord.model.visibility import Access, Visibility, strictest
from onrecord.text.blocks import NO_DATE
from onrecord.text.hiding import access_of, own_level
from onrecord.text.log import Log, did_you_mean, listed, shorten
from onrecord.text.wordings import TEXTS, are_entries, texts_in, written_name

_PLACES = ("span", "quote_span", "indent")
_USUAL = ("Claim", "claimant_type", "organisation")
_NOT_GIVEN: tuple[object, ...] = (None, "", (), False, NO_DATE, Step.REPORTED)


@dataclass
class _Told:
    """What is found while one value is joined: facts that differ, each at its place, and texts left untranslated."""

    differs: list[tuple[Span, str]] = field(default_factory=list)
    untold: list[str] = field(default_factory=list)


def join_translations(
    originals: Sequence[Claim], translations: Sequence[Claim], languages: Sequence[str], log: Log
) -> tuple[Claim, ...]:
    """The translations as they are published: each claim of another language with its words, and all else from its
    original. What has no original is left out, with a finding."""
    by_id = {claim.id: claim for claim in originals}
    made = []
    for language in languages[1:]:
        own = [claim for claim in translations if claim.language == language]
        if not own and originals:
            remedy = f"Write claims/{language}/{originals[0].file.rpartition('/')[2]}, or take it out of languages."
            log.add("OR465", f'no claim is translated into "{language}"', Span("dossier.toml"), remedy=remedy)
            continue
        for claim in own:
            if claim.id in by_id:
                made.append(_claim(by_id[claim.id], claim, log))
                continue
            near = did_you_mean(log.nearest(claim.id, by_id, 1))
            remedy = f"{near} A translation has the file name, or the `id`, of its original.".strip()
            log.add("OR466", f'no claim has the id "{shorten(claim.id)}"', claim.span, remedy=remedy)
        there = {claim.id for claim in own}
        for claim in originals:
            if claim.id not in there:
                log.add("OR465", f'the claim is not translated into "{language}"', claim.span)
    ranks = {claim.id: rank for rank, claim in enumerate(originals)}
    order = {language: rank for rank, language in enumerate(languages)}
    return tuple(sorted(made, key=lambda claim: (order[claim.language], ranks[claim.id])))


def _claim(original: Claim, given: Claim, log: Log) -> Claim:
    told = _Told()
    bare = replace(original, statements=(), citations=())
    joined: Claim = _joined(bare, replace(given, statements=(), citations=(), order=0), "", told, given.span)
    _cited(given.citations, original.citations, told)
    known = {statement.id: statement for statement in given.statements}
    statements = []
    for statement in original.statements:
        if statement.id in known:
            statements.append(_statement(statement, known[statement.id], told))
    ids = [statement.id for statement in original.statements]
    for statement in given.statements:
        if statement.id not in ids:
            near = did_you_mean(log.nearest(statement.id, ids, 1)) if statement.id_written else ""
            remedy = f"{near} Give it the {{#id}} of the statement it translates.".strip()
            message = f'no statement of the original has the id "{shorten(statement.id)}"'
            log.add("OR466", message, statement.span, remedy=remedy, statement=statement.id)
    missing = [identifier for identifier in ids if identifier not in known]
    if missing:
        what = "a statement is" if len(missing) == 1 else f"{len(missing)} statements are"
        log.add("OR465", f"{what} not translated: {listed(missing)}", given.span)
    for span, message in told.differs:
        log.add("OR467", message, span)
    if told.untold:
        message = f"{len(told.untold)} texts are not translated: {listed(told.untold)}"
        log.add("OR469", message.replace("1 texts are", "1 text is"), given.span)
    _hide(original, given, log)
    access = _access(original.access, given.access)
    return replace(
        joined,
        citations=original.citations,
        statements=tuple(statements),
        order=original.order,
        checked=given.checked,
        access=access,
    )


def _statement(original: Statement, given: Statement, told: _Told) -> Statement:
    name = f"{{#{original.id}}}"
    _cited(given.citations, original.citations, told)
    levels = [each for each in given.classes if each in LEVELS and each not in original.classes]
    own = [each for each in given.classes if each not in LEVELS and each not in original.classes]
    for each in own:
        told.differs.append((given.span, f'the class ".{each}" of {name} is not in the original'))
    if given.reads is not None:
        words = original.reads.text.split() if original.reads else None
        if given.reads.text.split() != words:
            told.differs.append((given.reads.span, f"the reads block of {name} is not that of the original"))
    blocks = _by_kind(original.blocks, given.blocks, name, told)
    quotes = _paired(original.quotes, given.quotes, f"quote blocks of {name}", told, given.span)
    return replace(
        original,
        text=given.text or original.text,
        markdown=given.markdown or original.markdown,
        span=given.span,
        blocks=blocks,
        quotes=quotes,
        classes=(*original.classes, *levels),
        id_written=given.id_written,
    )


def _by_kind(original: tuple[Block, ...], given: tuple[Block, ...], name: str, told: _Told) -> tuple[Block, ...]:
    """The blocks, those of each kind matched in their order."""
    counts = Counter(map(block_name, original))
    waiting: dict[str, list[Block]] = {}
    for block in given:
        waiting.setdefault(block_name(block), []).append(block)
    for kind, blocks in waiting.items():
        if len(blocks) != counts[kind]:
            message = f"{name} has {len(blocks)} {kind} block{'' if len(blocks) == 1 else 's'}, the original has "
            told.differs.append((blocks[0].common.span, message + (str(counts[kind]) if counts[kind] else "none")))
    found = []
    for block in original:
        kind = block_name(block)
        if len(waiting.get(kind, ())) and counts[kind] >= len(waiting[kind]):
            own = waiting[kind].pop(0)
            counts[kind] -= 1
            found.append(_joined(block, own, f"{kind} of {name}", told, own.common.span))
        else:
            told.untold += [f"{text} of {name}" for text in texts_in(block)]
            found.append(block)
    return tuple(found)


def _cited(given: Sequence[Citation], original: Sequence[Citation], told: _Told) -> None:
    """A translation cites nothing that its original does not, and quotes what it quotes."""
    keys = {each.key for each in original}
    quotes = {(each.key, each.quote) for each in original}
    for each in given:
        if each.key not in keys:
            told.differs.append((each.span, f'the original does not cite "{shorten(each.key)}"'))
        elif each.quote and (each.key, each.quote) not in quotes:
            span = each.quote_span or each.span
            told.differs.append((span, f'the original does not quote "{shorten(each.quote)}" from "{each.key}"'))


# One value ---------------------------------------------------------------------------------------------------------


def _joined(original: Any, given: Any, where: str, told: _Told, span: Span) -> Any:
    """A value of the original with the words of its translation."""
    kind = type(original).__name__
    of = f" of {where}" if where else ""
    changes: dict[str, Any] = {}
    unranged = {"low", "high"} if (getattr(given, "low", 1), getattr(given, "high", 1)) == (0, None) else set()
    for each in fields(original):
        one, other = getattr(original, each.name), getattr(given, each.name)
        if each.name in _PLACES or (kind == "Claim" and each.name in ("language", "checked")):
            changes[each.name] = other
        elif isinstance(one, Access):
            changes[each.name] = _access(one, other)
        elif each.name in TEXTS.get(kind, ()):
            if other and not one:
                told.differs.append((span, f'the original has no "{written_name(kind, each.name)}"{of}'))
            elif other:
                changes[each.name] = other
                if (
                    kind == "Pledge"
                    and each.name in ("official", "evidence")
                    and status_of(one) is not status_of(other)
                ):
                    told.differs.append((span, f'"{each.name}"{of} begins with another word for its status'))
            elif one:
                told.untold.append(f"{each.name}{of}")
        elif isinstance(one, Common):
            changes[each.name] = _joined(one, other, where, told, span)
        elif isinstance(one, Rating) and isinstance(other, Rating):
            changes[each.name] = _joined(one, other, "rating", told, span)
        elif isinstance(one, tuple) and are_entries(one):
            changes[each.name] = _paired(one, other, f"{each.name}{of}", told, span)
        elif other in _NOT_GIVEN or each.name in unranged or (kind, each.name, other) == _USUAL:
            if one is not None and is_dataclass(one):
                told.untold += [f"{text} of {each.name}{of}" for text in texts_in(one)]
        elif _bare(one) != _bare(other):
            if each.name in ("low", "high"):
                one, other = (_range(value.low, value.high) for value in (original, given))
                unranged = {"low", "high"}  # one number, told once
            name = written_name(kind, each.name)
            message = f'"{name}"{of} is {_shown(other)}, in the original {_shown(one)}'
            told.differs.append((span, message))
    return replace(original, **changes)


def _paired(original: tuple[Any, ...], given: tuple[Any, ...], where: str, told: _Told, span: Span) -> tuple[Any, ...]:
    """Entries joined by their place in the list."""
    if not given:
        told.untold += [f"{text} of {where}" for one in original for text in texts_in(one)]
        return original
    if len(given) != len(original):
        told.differs.append((span, f"there are {len(given)} {where}, in the original {len(original)}"))
        return original
    pairs = enumerate(zip(original, given, strict=True), 1)
    return tuple(_joined(one, other, f"entry {place} of {where}", told, span) for place, (one, other) in pairs)


def _bare(value: object) -> object:
    """A value as it is compared: of a citation its key."""
    return value.key if isinstance(value, Citation) else value


def _shown(value: object) -> str:
    if value in _NOT_GIVEN:
        return "absent"
    value = _bare(value)
    if isinstance(value, tuple):
        return f'"{shorten(", ".join(map(str, value)))}"'
    told = is_dataclass(value) and not isinstance(value, PartialDate)
    return "given" if told else f'"{shorten(str(value))}"'


def _range(low: int, high: int | None) -> str:
    if high is None:
        return f"at least {low:,}"
    return f"{low:,}" if low == high else f"{low:,} to {high:,}"


# Who may see it ----------------------------------------------------------------------------------------------------


def _access(one: Access, other: Access) -> Access:
    """What hides the original hides its translation, and the other way round."""
    if not other.marked:
        return one
    return Access(
        strictest((one.visibility, other.visibility)),
        tuple(dict.fromkeys((*one.internal, *other.internal))),
        tuple(dict.fromkeys((*one.confidential, *other.confidential))),
    )


def _hide(original: Claim, given: Claim, log: Log) -> None:
    """Tell the log where the translation says what is hidden in its original: whole statements, or all that stands
    above them, since nobody marks words twice."""
    end = 10**9
    log.hide(Span(given.file, 1, 1, end, 1), original.access.visibility)
    levels = {statement.id: _level(statement) for statement in original.statements}
    starts = [statement.span.line for statement in given.statements]
    for statement, after in zip(given.statements, [*starts[1:], end], strict=False):
        log.hide(Span(given.file, statement.span.line, 1, after, 1), levels.get(statement.id, Visibility.PUBLIC))
    head = _level(replace(original, statements=()))
    log.hide(Span(given.file, 1, 1, starts[0] if starts else end, 1), head)


def _level(value: object) -> Visibility:
    """The strictest mark anywhere in a value."""
    if isinstance(value, tuple):
        return strictest(map(_level, value))
    if not is_dataclass(value) or isinstance(value, type | Span | Access):
        return Visibility.PUBLIC
    access = access_of(value)
    named = (access.level_of(name) for name in (*access.internal, *access.confidential))
    inner = (_level(getattr(value, each.name)) for each in fields(value))
    return strictest((own_level(value), *named, *inner))
