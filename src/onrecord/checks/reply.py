"""A reply: what the claimant answered, or that they were asked and did not. Imports the model and its siblings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from onrecord.checks.reply_said import beside, negated_part
from onrecord.checks.standing import Context, Result, found_in
from onrecord.model.blocks import Reply, Standing
from onrecord.model.dates import NO_DAY, PartialDate
from onrecord.model.dossier import Claim, Statement
from onrecord.model.finding import Finding
from onrecord.vocabulary.lexicon import LANGUAGES, words_of
from onrecord.vocabulary.wording import Wording, load_wording, matches


def reply(statement: Statement, block: Reply, context: Context) -> Result:
    """How a statement stands by a reply. Beside a block of another kind a reply says nothing of it."""
    findings = tuple(_order(statement, block, context))
    source = f", {context.source_name(block.source)}" if block.source else ""
    when = f" on {block.on}" if block.on and block.on.day else f" in {block.on}" if block.on else ""
    if block.text and block.on is not None and block.on.first > context.as_of != NO_DAY:
        since = (f"{block.by} answered{source}, {block.on}",)
        if block.asked is not None and block.asked <= context.as_of:
            before = reply(statement, replace(block, text="", on=None), context)
            return replace(before, findings=tuple(dict.fromkeys((*findings, *before.findings))), since=since)
        why = f"{block.by} answered{when} only, after the dossier's date"
        return Result(_alone(statement, Standing.NOT_FOUND), why, findings, since=since)
    asked = ""
    if block.asked is not None:
        asked = f"asked on {block.asked.isoformat()}" + (f" ({block.means})" if block.means else "")
    if _alone(statement, Standing.SUPPORTED) is not None and (against := _against(statement, block, context, findings)):
        return against
    if _alone(statement, Standing.SUPPORTED) is not None and (wrong := beside(statement, block, context)):
        return replace(wrong, findings=(*findings, *wrong.findings))
    if block.text:
        told = f"{block.by} answered{when}{source}" + (f"; {asked}" if asked else "")
        return Result(_alone(statement, Standing.SUPPORTED), told, findings)
    if asked:
        return Result(_alone(statement, Standing.SUPPORTED), f"{block.by} was {asked} and did not answer", findings)
    return Result(
        _alone(statement, Standing.NOT_FOUND), f"no answer of {block.by} was found, and none was asked", findings
    )


def _against(statement: Statement, block: Reply, context: Context, findings: tuple[Finding, ...]) -> Result | None:
    """What the sentence says of the answer that the block does not bear out: that there was one, or none, or that it
    denies or admits what it does not."""
    sentence = context.sentence
    if not sentence.language:
        return None
    wording = load_wording(sentence.language)
    words = ["" if word.quoted or context.in_quotation(word.start, word.end) else word.text for word in sentence.words]
    unanswered = matches(words, wording.forms("reply", "unanswered"))
    neither = matches(words, (("neither",), ("ni",)))
    if neither and not unanswered:  # "neither the army nor the police answered"
        unanswered = tuple(one for one in matches(words, wording.forms("reply", "answered")) if one[0] > neither[0][0])
    if unanswered and block.text:
        said = sentence.between(*unanswered[0])
        message = f'the sentence says "{said}", and the block has an answer of {block.by}'
        return Result(Standing.UNSUPPORTED, message, (*findings, found_in("OR445", message, statement)))
    # "No statement of theirs was found" says that there was none.
    if not unanswered and not block.text and block.asked and not matches(words, _none(wording)):
        named = ("answered", "denying", "admitting")
        for first, last in sorted(span for name in named for span in matches(words, wording.forms("reply", name))):
            message = f'the sentence says "{sentence.between(first, last)}", and the block has no answer'
            return Result(Standing.UNSUPPORTED, message, (*findings, found_in("OR445", message, statement)))
    text = words_of(" . ".join((block.text, block.common.because)))
    for sort in ("denying", "admitting"):
        said_of = matches(words, wording.forms("reply", sort))
        borne = any(matches(text, load_wording(language).forms("reply", sort)) for language in LANGUAGES)
        if sort == "denying" and said_of:  # "we did not shell the camp" denies having shelled it
            borne = borne or bool(negated_part(block, words[said_of[0][1] :], wording))
        if block.text and said_of and not borne and block.common.standing is None:
            message = f'the sentence says "{sentence.between(*said_of[0])}", and the answer has no such word'
            why = f'{message}; a person has to look, and to say so with "standing"'
            return Result(None, findings=(*findings, found_in("OR410", message, statement)), open=why)
    return None


def _none(wording: Wording) -> frozenset[tuple[str, ...]]:
    return wording.forms("negation") - wording.forms("reply", "denying")


def _alone(statement: Statement, standing: Standing) -> Standing | None:
    """The standing where the statement has replies only."""
    return standing if all(isinstance(each, Reply) for each in statement.blocks) else None


def claimed(claim: Claim) -> PartialDate | None:
    """When the claim was first made, as far as its appearances say."""
    return min((each.on for each in claim.appearances if each.on is not None), default=None, key=lambda on: on.first)


def _order(statement: Statement, block: Reply, context: Context) -> Iterator[Finding]:
    """Dates of a reply that cannot be right, and a request that is missing."""
    at = block.common.span
    first = claimed(context.claim)
    if block.on is not None and first is not None and block.on.last < first.first:
        message = f"the reply of {block.on} is older than the claim, first made on {first}"
        yield found_in("OR440", message, statement, at)
    if block.asked is not None and block.asked > context.as_of:
        message = (
            f"they were asked on {block.asked.isoformat()}, after the dossier's date ({context.as_of.isoformat()})"
        )
        yield found_in("OR441", message, statement, at)
    if block.asked is not None and block.on is not None and block.text and block.on.last < block.asked:
        message = f"the reply of {block.on} is older than the request of {block.asked.isoformat()}"
        yield found_in("OR441", message, statement, at, remedy="Correct one of the two days, or remove `asked`.")
    if not block.text and block.asked is None and block.common.standing is not Standing.NOT_FOUND:
        message = f"the block has neither a text nor the day on which {block.by} was asked"
        remedy = "Add `text`, or `asked`; where nothing was asked and nothing found, say `standing: not found`."
        yield found_in("OR441", message, statement, at, remedy=remedy)
