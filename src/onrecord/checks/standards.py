"""A dossier's self-audit: what fact-checkers have bound themselves to, and what ClaimReview needs.

The requirements are those of the IFCN's Code of Principles and the EFCSN's European Code of Standards that a dossier
can show, in our own words and under their headings, and Google's rules for ClaimReview markup (docs/standards.md has
the sources). What only a newsroom can answer for itself is listed too, and never ticked. Imports the model only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import fields, is_dataclass

from onrecord.checks.claim_review import ADVISED
from onrecord.model.audit import Audit, Mark, Requirement, Shortfall
from onrecord.model.blocks import Standing
from onrecord.model.dossier import Claim, Dossier, Publisher, Source, Statement
from onrecord.model.figure import Outcome, Verdict
from onrecord.model.finding import Finding, Span
from onrecord.model.report import Report
from onrecord.model.visibility import Visibility

FAIRNESS = "IFCN: nonpartisanship and fairness"
SOURCES = "IFCN: transparency of sources"
ORGANISATION = "IFCN: transparency of funding and organisation"
METHODOLOGY = "IFCN: transparency of methodology"
CORRECTIONS = "IFCN: open and honest corrections"
E_METHODOLOGY = "EFCSN: methodology"
E_ETHICS = "EFCSN: ethics"
E_TRANSPARENCY = "EFCSN: transparency"
CLAIM_REVIEW = "ClaimReview"


def audit(report: Report, uncaptured: Iterable[Source] = (), markup: Iterable[Shortfall] = ()) -> Audit:
    """The audit of a checked dossier. ``uncaptured`` are the cited sources with a URL that have no archived copy,
    ``markup`` the claims whose ClaimReview, as it would be published, breaks a rule."""
    if report.dossier is None:
        return Audit(())
    return Audit(
        (
            ("Claims and fairness", tuple(_fairness(report, report.dossier))),
            ("Sources and evidence", tuple(_sources(report, report.dossier, tuple(uncaptured)))),
            ("Who publishes, and how", tuple(_publisher(report.dossier))),
            ("ClaimReview markup", tuple(_claim_review(report.dossier, markup))),
        )
    )


# Helpers --------------------------------------------------------------------------------------------------------


def _asked(
    codes: tuple[str, ...], text: str, what: str, of: int, short: Iterable[Shortfall], remedy: str
) -> Requirement:
    """A requirement that was asked of ``of`` things."""
    found = tuple(short)
    return Requirement(codes, text, Mark.SHORT if found else Mark.MET, what, of, found, remedy)


def _by_finding(report: Report, codes: Sequence[str]) -> Iterator[Shortfall]:
    """One shortfall for each statement or place that has a finding of these codes."""
    seen: set[tuple[str, Span | str]] = set()
    for one in report.findings:
        if one.code in codes:
            key = (one.span.file, one.statement or one.span)
            if key not in seen:
                seen.add(key)
                yield Shortfall(one.span, one.statement, _short(one))


def _short(found: Finding) -> str:
    return f"{found.message} ({found.code})"


def _of_claims(claims: Sequence[Claim], wanted: Callable[[Claim], str]) -> Iterator[Shortfall]:
    """The claims of which ``wanted`` says what is missing."""
    for claim in claims:
        missing = wanted(claim)
        if missing:
            yield Shortfall(claim.span, claim.id, missing)


def _lacking(pairs: Iterable[tuple[str, object]]) -> str:
    """The names of what is empty: "no date, no reason"."""
    return ", ".join(f"no {name}" for name, value in pairs if not value)


def _judged(report: Report) -> Iterator[tuple[Statement, Outcome]]:
    for _, statements in report.by_claim:
        yield from statements


# Claims and fairness --------------------------------------------------------------------------------------------


def _fairness(report: Report, dossier: Dossier) -> Iterator[Requirement]:
    claims = dossier.claims
    judged = tuple(_judged(report))
    unchecked = (
        Shortfall(statement.span, statement.id, outcome.why)
        for statement, outcome in judged
        if outcome.verdict in (Verdict.NOT_CHECKED, Verdict.NOT_RUN)
    )
    yield _asked(
        (FAIRNESS, E_ETHICS), "Every statement is checked, all by the same rules, whomever it favours.",
        "statements", len(judged), unchecked, "Give each a typed block, or word it so that it can be read.",
    )  # fmt: skip
    yield _asked(
        (METHODOLOGY, E_METHODOLOGY), "It is said why each claim was chosen.",
        "claims", len(claims), _of_claims(claims, lambda claim: "" if claim.chosen else "no reason given"),
        "Say it in the claim's front matter: `chosen`.",
    )  # fmt: skip
    yield _asked(
        (METHODOLOGY, E_METHODOLOGY), "Evidence for the claim is shown, or was looked for, as that against it.",
        "claims", len(claims), _by_finding(report, ("OR443",)),
        "Mark statements that speak for the claim with {.for}, or say in `considered` what was looked at.",
    )  # fmt: skip
    yield _asked(
        (METHODOLOGY, E_ETHICS), "The claimant was heard, or asked for a reply.",
        "claims", len(claims), _by_finding(report, ("OR442", "OR441")), "Ask, and write it in a reply block.",
    )  # fmt: skip
    yield _asked(
        (METHODOLOGY, E_METHODOLOGY), "Each claim has a rating by a named person, with its day and its reason.",
        "claims", len(claims), _of_claims(claims, _rating_lacks),
        "Fill in `rating` in the claim's front matter: value, by, on, because.",
    )  # fmt: skip
    yield Requirement(
        (FAIRNESS, E_ETHICS),
        "The claims are not chosen from one side only, and the publisher takes no side in what they are about.",
        Mark.UNTOLD,
    )


def _rating_lacks(claim: Claim) -> str:
    rating = claim.rating
    if rating is None:
        return "no rating"
    if rating.value.casefold() == "unrated":
        return "unrated"
    return _lacking((("name", rating.by), ("day", rating.on), ("reason", rating.because)))


# Sources and evidence -------------------------------------------------------------------------------------------


def _sources(report: Report, dossier: Dossier, uncaptured: tuple[Source, ...]) -> Iterator[Requirement]:
    statements = dossier.statements
    yield _asked(
        (SOURCES, E_METHODOLOGY), "Every statement names its source, or says that none was found.",
        "statements", len(statements), _unsourced(statements), "Cite a source: [@key].",
    )  # fmt: skip
    cited = tuple(source for source in dossier.sources if source.visibility is Visibility.PUBLIC)
    yield _asked(
        (SOURCES, E_METHODOLOGY), "A reader can find each source: who published it, when, and where.",
        "sources", len(cited), _unfindable(cited), "Complete the entry in sources.json.",
    )  # fmt: skip
    yield _asked(
        (SOURCES, E_METHODOLOGY), "Readers can replicate each statement, except where that endangers someone.",
        "statements", len(statements), _closed(statements, dossier.sources),
        "Cite a public source beside it; what endangers someone is marked confidential, not internal.",
    )  # fmt: skip
    yield _asked(
        (SOURCES, E_TRANSPARENCY), "Of each cited page a copy is kept, so that it can be shown what it said.",
        "sources", sum(1 for source in cited if source.url),
        (Shortfall(source.span, source.id, "no archived copy") for source in uncaptured),
        "Run `onrecord archive`, or import a copy saved by hand.",
    )  # fmt: skip
    yield _asked(
        (SOURCES, E_METHODOLOGY), "Key facts rest on more than one independent origin, or it is said why not.",
        "statements", len(statements), _by_finding(report, ("OR451",)),
        "Cite a second origin, or say why there is none: `one_origin`.",
    )  # fmt: skip
    yield _asked(
        (SOURCES, E_TRANSPARENCY), "The interest of each source that is a party is declared.",
        "sources", len(cited), _by_finding(report, ("OR452",)), "Write it in the source: onrecord-interest.",
    )  # fmt: skip
    yield _asked(
        (SOURCES, E_METHODOLOGY), "No source is cited that was retracted or superseded.",
        "sources", len(cited), _by_finding(report, ("OR450",)), "Cite its successor.",
    )  # fmt: skip
    quoted = sum(len(statement.quotations) for statement in statements)
    quoted += sum(1 for claim in dossier.claims for appearance in claim.appearances if appearance.quote)
    yield _asked(
        (SOURCES, E_METHODOLOGY), "Each quotation stands in the archived copy of its source.",
        "quotations", quoted, _by_finding(report, ("OR520", "OR521", "OR522", "OR523", "OR524", "OR525", "OR526")),
        "Correct the quotation, or capture the page.",
    )  # fmt: skip
    yield _asked(
        (SOURCES, E_METHODOLOGY), "Each number is held against data, an entry or a quotation.",
        "statements", len(statements), _by_finding(report, ("OR205", "OR209", "OR403", "OR404", "OR413", "OR435")),
        "Put the number into a typed block, or add a reading.",
    )  # fmt: skip
    read = [outcome for _, outcome in _judged(report) if outcome.reading]
    yield _asked(
        (METHODOLOGY, E_METHODOLOGY), "A person has confirmed how each statistic is read.",
        "statistics", len(read), _by_finding(report, ("OR207", "OR208")),
        "Run `onrecord read --write`, look at the readings, and commit them.",
    )  # fmt: skip
    yield Requirement((SOURCES, E_METHODOLOGY), "Primary sources come first where there are any.", Mark.UNTOLD)


def _closed(statements: Sequence[Statement], sources: Sequence[Source]) -> Iterator[Shortfall]:
    """Public statements that cite only what is not public, none of it confidential."""
    levels = {source.id: source.visibility for source in sources}
    for statement in statements:
        cited = {levels.get(each.key, Visibility.PUBLIC) for each in statement.citations}
        if statement.visibility is Visibility.PUBLIC and cited == {Visibility.INTERNAL}:
            yield Shortfall(statement.span, statement.id, "it cites only what is internal")


def _unsourced(statements: Sequence[Statement]) -> Iterator[Shortfall]:
    for statement in statements:
        told = any(block.common.standing is Standing.NOT_FOUND for block in statement.blocks)
        held = statement.citations or statement.quotes or statement.reads
        if not held and not told and not any(_cites(block) for block in statement.blocks):
            yield Shortfall(statement.span, statement.id, "no source")


def _cites(value: object) -> bool:
    """Whether a typed block names a source anywhere."""
    if isinstance(value, tuple):
        return any(map(_cites, value))
    if not is_dataclass(value):
        return False
    return any(
        bool(getattr(value, field.name)) if field.name in ("source", "sources") else _cites(getattr(value, field.name))
        for field in fields(value)
    )


def _unfindable(sources: Iterable[Source]) -> Iterator[Shortfall]:
    for source in sources:
        who = source.publisher or source.author
        missing = _lacking((("publisher or author", who), ("date", source.issued), ("title", source.title)))
        if missing:
            yield Shortfall(source.span, source.id, missing)


# Who publishes --------------------------------------------------------------------------------------------------


def _publisher(dossier: Dossier) -> Iterator[Requirement]:
    publisher = dossier.publisher or Publisher("")
    told = (
        ((ORGANISATION, E_TRANSPARENCY), "It is said who publishes, with an address on the web.",
         (("name", publisher.name), ("url", publisher.url))),
        ((ORGANISATION, E_TRANSPARENCY), "The editors who answer for the dossier are named.",
         (("editors", publisher.editors),)),
        ((ORGANISATION, E_TRANSPARENCY), "Readers are told how to reach the publisher.",
         (("contact", publisher.contact),)),
        ((ORGANISATION, E_TRANSPARENCY), "It is said who pays.", (("funding", publisher.funding),)),
        ((METHODOLOGY, E_METHODOLOGY), "The method is published.", (("methods", publisher.methods),)),
        ((CORRECTIONS, E_TRANSPARENCY), "There is a published policy on corrections.",
         (("corrections", publisher.corrections),)),
    )  # fmt: skip
    for codes, text, wanted in told:
        missing = _lacking(wanted)
        names = " and ".join(f"`{name}`" for name, _ in wanted)
        short = [Shortfall(dossier.span, "", missing)] if missing else []
        yield _asked(codes, text, "", 1, short, f"Write {names} under [publisher] in dossier.toml.")
    yield Requirement((CORRECTIONS, E_TRANSPARENCY), "Corrections reach the readers of what was wrong.", Mark.UNTOLD)


# ClaimReview ----------------------------------------------------------------------------------------------------


def _claim_review(dossier: Dossier, markup: Iterable[Shortfall]) -> Iterator[Requirement]:
    claims = dossier.claims
    by_key = {source.id: source for source in dossier.sources}
    codes = (CLAIM_REVIEW,)
    publisher = dossier.publisher or Publisher("")
    yield _asked(
        codes, "The checker is an organisation with a name and a URL, on whose site the pages are (author, url).",
        "", 1, [Shortfall(dossier.span, "", why)] if (why := _lacking(
            (("name", publisher.name), ("url", publisher.url)))) else [],
        "Write `name` and `url` under [publisher] in dossier.toml.",
    )  # fmt: skip
    yield _asked(
        codes, "What was claimed is there and does not hold its own rating (claimReviewed).",
        "claims", len(claims), _of_claims(claims, lambda claim: _claimed_badly(claim, dossier.scale)),
        "Word the claim as the claimant made it.",
    )  # fmt: skip
    yield _asked(
        codes, f"What was claimed has at most {ADVISED} characters, so that it is shown whole (advised).",
        "claims", len(claims), _of_claims(claims, _long), "Shorten it, if that does not change what it says.",
    )  # fmt: skip
    yield _asked(
        codes, "Each claim has a rating in words (reviewRating.alternateName).",
        "claims", len(claims),
        _of_claims(claims, lambda claim: "" if claim.rating and claim.rating.value else "no rating"),
        "Fill in `rating` in the claim's front matter.",
    )  # fmt: skip
    yield _asked(
        codes, "The rating has its day (datePublished).", "claims", len(claims),
        _of_claims(claims, lambda claim: "" if claim.rating and claim.rating.on else "no day"),
        "Write `on` under `rating`.",
    )  # fmt: skip
    yield _asked(
        codes, "It is said who made the claim (itemReviewed.author).", "claims", len(claims),
        _of_claims(claims, lambda claim: "" if claim.claimant else "no claimant"), "Write `claimant`.",
    )  # fmt: skip
    yield _asked(
        codes, "It is said where and when the claim was made (itemReviewed.appearance, datePublished).",
        "claims", len(claims), _of_claims(claims, lambda claim: _appears(claim, by_key)),
        "Give an appearance with `on` and a `source` that has a URL.",
    )  # fmt: skip
    yield _asked(
        codes, "The pages have an address on the web (url).", "", 1,
        [] if dossier.address else [Shortfall(dossier.span, "", "no address")],
        "Write `address` under [publish] in dossier.toml.",
    )  # fmt: skip
    rated = [claim for claim in claims if claim.rating]
    yield _asked(
        codes, "The markup that onrecord build writes for each rated claim keeps every rule.", "claims", len(rated),
        markup, "Mend what is named; docs/standards.md has the rules.",
    )  # fmt: skip


def _claimed_badly(claim: Claim, scale: Sequence[str]) -> str:
    if not claim.claim:
        return "no claim"
    said = claim.claim.casefold()
    held = [value for value in scale if len(value) > 3 and value.casefold() in said]
    return f'holds the rating "{held[0]}"' if held else ""


def _long(claim: Claim) -> str:
    return f"{len(claim.claim)} characters" if len(claim.claim) > ADVISED else ""


def _appears(claim: Claim, by_key: dict[str, Source]) -> str:
    if not claim.appearances:
        return "no appearance"
    dated = any(one.on for one in claim.appearances)
    located = any(one.source and one.source.key in by_key and by_key[one.source.key].url for one in claim.appearances)
    return _lacking((("day", dated), ("URL", located)))
