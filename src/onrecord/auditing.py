"""A dossier's self-audit: it is checked, and held against the standards of the field.

Joins the pipeline, the archive's log and ``onrecord.checks.standards``.
"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from onrecord.archive.log import read_log
from onrecord.archived import uncaptured
from onrecord.checks.claim_review import faults
from onrecord.checks.standards import audit
from onrecord.model.audit import Audit, Requirement, Shortfall
from onrecord.model.finding import Span
from onrecord.model.report import Report
from onrecord.model.visibility import Visibility
from onrecord.pipeline import Progress, Session, check, checked, silent
from onrecord.render.claimreview import json_ld
from onrecord.render.publish.locale import Locale
from onrecord.render.publish.shown import sheet
from onrecord.render.publish.theme import Movement, load_theme


def audited(root: Path, progress: Progress = silent, show: Visibility = Visibility.PUBLIC) -> tuple[Report, Audit]:
    """The report of a dossier for those who may see up to ``show``, and its audit.

    The audit is of the whole dossier; of what is not shown it tells only in how many places it falls short.
    """
    session, report = checked(root, progress, show)
    markup = _markup(session, report)
    if report.whole_exit_code is None:
        return report, _audit(report, root, markup)
    whole = check(root, progress, Visibility.CONFIDENTIAL)
    return report, _shown(_audit(report, root, markup), _audit(whole, root, markup), report)


def _audit(report: Report, root: Path, markup: tuple[Shortfall, ...]) -> Audit:
    missing = uncaptured(report.dossier, read_log(root).captures) if report.dossier is not None else ()
    return audit(report, missing, markup)


def _markup(session: Session, report: Report) -> tuple[Shortfall, ...]:
    """What is wrong with the ClaimReview that ``onrecord build`` would write, page by page."""
    from onrecord.freezing import edition_of

    if report.dossier is None:
        return ()
    # The day of publication is not known yet; no rule turns on it.
    edition = edition_of(session, report, report.dossier, report.dossier.as_of, figures=False)
    theme, found = load_theme(session.root / "theme"), []
    for version in edition.versions:
        made = sheet(edition, Locale(version.language), theme)
        for claim in made.claims:
            if claim.claim.rating is not None and claim.rating.movement is not Movement.UNRATED:
                wrong = faults(json.loads(json_ld(made, claim)), edition.address, edition.scale)
                found += [Shortfall(claim.claim.span, claim.id, "; ".join(wrong))] if wrong else []
    return tuple(found)


def _shown(view: Audit, whole: Audit, report: Report) -> Audit:
    """The audit of the whole dossier, without the places of what a view leaves out."""
    place = report.dossier.span if report.dossier is not None else Span("dossier.toml")
    groups = []
    for (heading, shown), (_, group) in zip(view.groups, whole.groups, strict=True):
        told = (_one(mine, full, place) for mine, full in zip(shown, group, strict=True))
        groups.append((heading, tuple(told)))
    return Audit(tuple(groups))


def _one(view: Requirement, whole: Requirement, place: Span) -> Requirement:
    known = {(each.span.file, each.span.line, each.name) for each in whole.shortfalls}
    kept = tuple(each for each in view.shortfalls if (each.span.file, each.span.line, each.name) in known)
    more = len(whole.shortfalls) - len(kept)
    if more:
        kept += (Shortfall(place, "", f"{more:,} in what is not shown"),)
    return replace(whole, shortfalls=kept)
