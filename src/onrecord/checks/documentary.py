"""Documentary statements: each typed block is checked by the rules of its kind, and the statement stands as the worst.

``CHECKS`` lists the check of each kind of block, ``STATEMENT_CHECKS`` the rules that hold for every statement (its
sources), ``CLAIM_CHECKS`` and ``DOSSIER_CHECKS`` those of a claim and of the whole dossier. The editors' ``standing``
is held beside what a check finds: they may lower it and say why, never raise it. Imports the model and its siblings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from onrecord.checks.baseline import baseline, history_text
from onrecord.checks.by_quotation import by_quotation
from onrecord.checks.case import case
from onrecord.checks.deployment import deployment
from onrecord.checks.doers import other_doers
from onrecord.checks.doubts import denial
from onrecord.checks.entry_words import of_other_entries
from onrecord.checks.evidence import claim_considered, claimant_heard
from onrecord.checks.incident import incident
from onrecord.checks.known import as_known
from onrecord.checks.names import names_any
from onrecord.checks.names import words as holder_words
from onrecord.checks.ordering import out_of_order
from onrecord.checks.pledge import pledge
from onrecord.checks.position import position
from onrecord.checks.reply import reply
from onrecord.checks.source_rules import independent, interests, not_later
from onrecord.checks.standing import Context, Result, all_sources, found_in, is_worse, worst
from onrecord.checks.stated import unheld
from onrecord.checks.unaccounted import names, shown, words, written
from onrecord.checks.weighing import altered
from onrecord.model.blocks import (
    Block,
    Case,
    Deployment,
    Incident,
    Pledge,
    Position,
    Reply,
    Standing,
    block_name,
)
from onrecord.model.dossier import Claim, Dossier, Statement
from onrecord.model.figure import Outcome, Verdict
from onrecord.model.finding import Finding
from onrecord.vocabulary.wording import load_wording, matches

Check = Callable[[Statement, Any, Context], Result]

CHECKS: tuple[tuple[type[Block], Check], ...] = (
    (Pledge, pledge),
    (Incident, incident),
    (Case, case),
    (Position, position),
    (Deployment, deployment),
    (Reply, reply),
)
"""The check of each kind of block."""

STATEMENT_CHECKS: tuple[Callable[[Statement, Context], Result], ...] = (independent, not_later, baseline)
"""Rules for every statement, with or without blocks, statistics included."""

_MISPLACED: tuple[Callable[[Statement, Context], Iterator[str]], ...] = (of_other_entries, out_of_order, other_doers)
"""What sets words of the entries beside others than those they belong to: for a person to judge."""

CLAIM_CHECKS: tuple[Callable[[Claim, Dossier], tuple[Finding, ...]], ...] = (claimant_heard, claim_considered)
"""Rules for a claim with all its statements."""

DOSSIER_CHECKS: tuple[Callable[[Dossier], tuple[Finding, ...]], ...] = (interests,)
"""Rules for the whole dossier."""


def documentary_outcome(statement: Statement, context: Context) -> Outcome:
    """How a statement stands by its blocks, as an outcome. One without blocks is prose that nothing checks."""
    statement = _meant(statement, context)
    kinds = tuple(dict.fromkeys(block_name(block) for block in statement.blocks))
    main = next((kind for kind in kinds if kind != "reply"), kinds[0] if kinds else "prose")
    main = "quotation" if not kinds and context.quotations else main
    parts = [_of_block(statement, block, context) for block in statement.blocks]
    whole = [check(statement, context) for check in STATEMENT_CHECKS]
    alone = by_quotation(statement, context)
    grounds = parts or ([alone] if alone.standing or alone.open or alone.why else [])
    results = [*grounds, *whole]
    if parts and statement.reads is None:
        results.append(unheld(as_known(statement, context), context, parts))
    told = Outcome(
        statement.id,
        Verdict.NOT_CHECKED,
        "no typed block, so nothing to check",
        kind=main,
        findings=tuple(dict.fromkeys(found for one in results for found in one.findings)),
        notes=tuple(dict.fromkeys(note for one in results for note in one.notes)),
        since=tuple(dict.fromkeys(line for one in results for line in one.since)),
        basis=_basis(context, bool(parts)) if grounds else "",
        history=history_text(statement, context),
    )
    standings = [one.standing for one in results if one.standing is not None] if grounds else []
    undecided = next((one.open for one in results if one.open), "")
    if undecided and Standing.UNSUPPORTED not in standings:
        return replace(told, verdict=Verdict.UNVERIFIABLE, why=undecided)
    if not standings:
        return replace(told, why=_unchecked(grounds)) if grounds else told
    standing = worst(standings)
    if parts and statement.reads is None and standing not in (Standing.UNSUPPORTED, Standing.NOT_FOUND):
        told, doubtful = _unaccounted(statement, told, context)
        if doubtful and standing is not Standing.CONTESTED:
            return replace(told, verdict=Verdict.UNVERIFIABLE, why=doubtful)
    why = "; ".join(dict.fromkeys(one.why for one in results if one.standing is standing and one.why))
    return replace(told, verdict=Verdict(standing.value), why=why, standing=standing, standing_why=why)


def _of_reply(statement: Statement, context: Context) -> str:
    """What the sentence says of a request or an answer that the reply beside another block does not bear out."""
    wording = load_wording(context.sentence.language)
    words = [word.text for word in context.sentence.words]
    said = [form for name in ("unanswered", "asking", "denying", "admitting") for form in wording.forms("reply", name)]
    replies = [one for one in statement.blocks if isinstance(one, Reply)]
    if not replies or len(replies) == len(statement.blocks) or not matches(words, frozenset(said)):
        return ""
    for one in replies:
        if names_any(context.sentence.text, one.by):
            alone = reply(replace(statement, blocks=(one,)), one, context)
            if alone.open or alone.standing not in (None, Standing.SUPPORTED):
                return f"by the reply of {one.by} it is not so"
    return ""


def _meant(statement: Statement, context: Context) -> Statement:
    """The statement with those of its replies, or positions, whose holders it names; with all of them if it names none.

    "The governor did not answer" is not contradicted by the answer of the company beside it.
    """
    for kind in (Reply, Position):
        if len(statement.blocks) > 1 and all(isinstance(block, kind) for block in statement.blocks):
            holder = {
                id(one): one.by if isinstance(one, Reply) else getattr(one, "who", "") for one in statement.blocks
            }
            named = tuple(one for one in statement.blocks if _calls(context.sentence.text, holder, one))
            if named:
                return replace(statement, blocks=named)
    return statement


def _calls(text: str, holder: Mapping[int, str], block: Block) -> bool:
    """Whether a sentence names the holder of a block by words that no other holder has."""
    others = {word for key, name in holder.items() if key != id(block) for word in holder_words(name)}
    own = " ".join(word for word in holder_words(holder[id(block)]) if word not in others)
    return not own or names_any(text, own)


def _unaccounted(statement: Statement, told: Outcome, context: Context) -> tuple[Outcome, str]:
    """The outcome with what of the sentence nothing speaks to, and why it is undecided if there is any.

    A ``standing`` in each block says that a person has looked.
    """
    sentence = context.sentence
    told_of = statement
    statement = as_known(statement, context)
    blocks = [block for block in statement.blocks if not isinstance(block, Reply)] or statement.blocks
    if not sentence.language or all(block.common.standing is not None for block in blocks):
        return told, ""
    against = denial(statement, sentence, context.as_of) or altered(statement, context)
    against = against or _of_reply(told_of, context)
    against = against or next((why for rule in _MISPLACED for why in rule(statement, context)), "")
    unnamed, unheld_words = names(statement, context), words(statement, context)
    asked = 'a person has to look, and to say so with "standing"'
    found, why = [], []
    if against:
        found.append(found_in("OR410", against, statement))
        why.append(f"{against}; {asked}")
    if unnamed:
        message = f"no entry or source has {shown(unnamed, sentence)}"
        found.append(found_in("OR417", message, statement, words=written(unnamed[0], sentence)))
        why.append(f"{message}; {asked}, or add the entry")
    if others := tuple(one for one in unheld_words if one not in unnamed):
        message = f"no entry, quotation or rule speaks to {shown(others, sentence)}"
        found.append(found_in("OR418", message, statement, words=written(others[0], sentence)))
        why.append(f"{message}; {asked}, or write it into the entry that has it")
    return replace(told, findings=(*told.findings, *found)), why[0] if why else ""


def _basis(context: Context, typed: bool) -> str:
    """On what a standing rests."""
    if not typed:
        named = dict.fromkeys(context.source_name(key) for key in context.captured)
        return f"its quotations, looked up in captures of: {', '.join(named)}" if named else ""
    if not context.captured:
        return "its typed entries; no capture was looked at"
    names = dict.fromkeys(context.source_name(key) for key in context.captured)
    return f"its typed entries, and quotations looked up in captures of: {', '.join(names)}"


def _unchecked(parts: Sequence[Result]) -> str:
    return next((one.why for one in parts if one.why), "shown as written")


def _of_block(statement: Statement, block: Block, context: Context) -> Result:
    """What the check of its kind makes of a block, with the editors' own standing held beside it."""
    check = next(check for kind, check in CHECKS if isinstance(block, kind))
    if not all_sources(statement, block):
        result = Result(Standing.NOT_FOUND, "it cites no source")
    else:
        result = check(statement, block, context)
    return _with_editors(statement, block, result)


def _with_editors(statement: Statement, block: Block, result: Result) -> Result:
    """The editors may lower a standing, and say why; what they call better than it is, is a finding."""
    own, computed = block.common.standing, result.standing
    if block.common.because and (own is None or computed is None or not is_worse(own, computed)):
        result = replace(result, notes=(*result.notes, f"the editors write: {block.common.because}"))
    if own is None or computed is None or own is computed:
        return result
    if is_worse(own, computed):
        found = (
            "the editors found no source that says it" if own is Standing.NOT_FOUND else f"the editors call it {own}"
        )
        because = block.common.because
        missing: tuple[Finding, ...] = ()
        if not because:
            message = f'the block says "{own}" and gives no reason; by its entries it is {computed}'
            missing = (found_in("OR402", message, statement, block.common.span),)
        why = f"{found}: {because}" if because else found
        note = f"by the entries of the {block_name(block)} block it is {computed}: {result.why}" if result.why else ""
        notes = (*result.notes, note) if note else result.notes
        return replace(result, standing=own, why=why, notes=notes, findings=(*result.findings, *missing))
    message = f"the editors call it {own}, and by its entries it is {computed}"
    reason = (result.why,) if result.why else ()
    raised = found_in("OR401", message, statement, block.common.span, why=reason)
    return replace(result, findings=(*result.findings, raised))


def with_standing(outcome: Outcome, documentary: Outcome) -> Outcome:
    """The outcome of a statistic with how its blocks stand beside it: the statistic keeps its verdict."""
    return replace(
        outcome,
        standing=documentary.standing,
        standing_why=documentary.standing_why,
        since=documentary.since,
        basis=documentary.basis,
        history=documentary.history,
        notes=tuple(dict.fromkeys((*outcome.notes, *documentary.notes))),
        findings=(*outcome.findings, *documentary.findings),
    )
