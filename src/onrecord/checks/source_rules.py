"""Rules on the sources of a record: independent origins, declared interests, nothing from after the dossier's date.

Imports the model and its siblings.
"""

from __future__ import annotations

from onrecord.checks.names import same_holder
from onrecord.checks.origins import grouped
from onrecord.checks.standing import Context, Result, all_sources, found_in
from onrecord.model.blocks import Case, Deployment, Incident, Pledge, Reply, Standing
from onrecord.model.codes import finding
from onrecord.model.dates import NO_DAY
from onrecord.model.dossier import Claim, Dossier, Source, Statement
from onrecord.model.finding import Finding

_KEY_FACTS = (Incident, Case, Deployment, Pledge)


def independent(statement: Statement, context: Context) -> Result:
    """A key fact rests on more than one independent origin, or says why not.

    Key facts are statements with an incident, case, deployment or pledge, and those whose typed blocks hold a number. A
    statistic is computed anew from its data instead, and a reply is the claimant's own word.
    """
    if not _key_fact(statement, context):
        return Result(None)
    sources = _sources(statement, context)
    groups = grouped(sources)
    count = f"{_plural(len(sources), 'source')}, {_plural(len(groups), 'origin')}"
    told = (count,) if len(groups) < len(sources) else ()
    because = context.claim.one_origin or next(
        (b.common.one_origin for b in statement.blocks if b.common.one_origin), ""
    )
    if len(groups) > 1 or not sources:
        return Result(None, notes=told)
    if because:
        return Result(None, notes=(f"{count}: {because}",))
    message = f"the statement rests on one origin only ({count})"
    names = ", ".join(f"@{source.id}" for source in groups[0])
    why = (f"{names}: {_house(groups[0][0])}",) if len(sources) > 1 else ()
    return Result(None, findings=(found_in("OR451", message, statement, why=why),), notes=told)


def _key_fact(statement: Statement, context: Context) -> bool:
    if statement.reads is not None or any(b.common.standing is Standing.NOT_FOUND for b in statement.blocks):
        return False
    if any(isinstance(block, _KEY_FACTS) for block in statement.blocks):
        return True
    others = [block for block in statement.blocks if not isinstance(block, Reply)]
    return bool(others) and bool(context.sentence.numbers)


def _sources(statement: Statement, context: Context) -> list[Source]:
    """The sources a statement rests on at the dossier's date, each once, those it cites first."""
    keys = [citation.key for citation in statement.citations]
    keys += [key for block in statement.blocks for key in all_sources(statement, block)]
    known = [context.sources[key] for key in dict.fromkeys(keys) if key in context.sources]
    return [each for each in known if each.issued is None or each.issued.first <= context.as_of]


def _house(source: Source) -> str:
    return f"origin {source.origin}" if source.origin else (source.publisher or source.author or f"@{source.id}")


def _plural(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"


def not_later(statement: Statement, context: Context) -> Result:
    """Sources that a documentary statement cites and that came out after the dossier's date.

    Not of a statistic: a year is counted after its end, and the release of the data is told with the figures.
    """
    if context.as_of == NO_DAY or statement.reads is not None or not statement.blocks:
        return Result(None)
    late: dict[str, Source] = {}
    for citation in statement.citations:
        source = context.sources.get(citation.key)
        if source is not None and source.issued is not None and source.issued.first > context.as_of:
            late.setdefault(citation.key, source)
    if not late:
        return Result(None)
    told = ", ".join(f"@{key} ({source.issued})" for key, source in late.items())
    message = f"cited, and issued after the dossier's date, {context.as_of.isoformat()}: {told}"
    first = next(citation.span for citation in statement.citations if citation.key in late)
    return Result(None, findings=(found_in("OR453", message, statement, first),))


# Interests --------------------------------------------------------------------------------------------------------


def interests(dossier: Dossier) -> tuple[Finding, ...]:
    """Sources that are a party to what they tell, and whose interest is declared nowhere."""
    parties: dict[str, str] = {}
    declared = {source.id for source in dossier.sources if source.interest}
    known = {source.id: source for source in dossier.sources}
    for claim in dossier.claims:
        for statement in claim.statements:
            for key, party in _parties(claim, statement, dossier, known):
                parties.setdefault(key, party)
            declared |= {
                count.source
                for block in statement.blocks
                if isinstance(block, Incident)
                for count in block.counts
                if count.interest
            }
    found = []
    for source in dossier.sources:
        if source.id in parties and source.id not in declared:
            house = source.author or source.publisher
            message = f'"{source.id}" is of {house} ({parties[source.id]}), and its interest is not declared'
            found.append(finding("OR452", message, source.span))
    return tuple(found)


def _parties(claim: Claim, statement: Statement, dossier: Dossier, known: dict[str, Source]) -> list[tuple[str, str]]:
    """The sources of a statement that are of the claimant, of the dossier's subject, or of one the block is about."""
    names = [(claim.claimant, "the claimant"), (dossier.subject, "the dossier's subject")]
    found = []
    for block in statement.blocks:
        who = [getattr(block, "who", ""), getattr(block, "by", "")]
        who += [one.who for one in getattr(block, "responsibility", ())]
        here = [*names, *((name, "whom a statement is about") for name in who)]
        for key in all_sources(statement, block):
            source = known.get(key)
            for house in (source.author, source.publisher) if source else ():
                party = next((role for name, role in here if name and house and same_holder(name, house)), "")
                if party:
                    found.append((key, party))
    return found
