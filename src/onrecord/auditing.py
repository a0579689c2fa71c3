"""A dossier's self-audit: it is checked, and held against the standards of the field.

Joins the pipeline, the archive's log and ``onrecord.checks.standards``.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from onrecord.archive.log import read_log
from onrecord.archived import uncaptured
from onrecord.checks.standards import audit
from onrecord.model.audit import Audit, Requirement, Shortfall
from onrecord.model.finding import Span
from onrecord.model.report import Report
from onrecord.model.visibility import Visibility
from onrecord.pipeline import Progress, check, silent


def audited(root: Path, progress: Progress = silent, show: Visibility = Visibility.PUBLIC) -> tuple[Report, Audit]:
    """The report of a dossier for those who may see up to ``show``, and its audit.

    The audit is of the whole dossier; of what is not shown it tells only in how many places it falls short.
    """
    report = check(root, progress, show)
    if report.whole_exit_code is None:
        return report, _audit(report, root)
    return report, _shown(_audit(report, root), _audit(check(root, progress, Visibility.CONFIDENTIAL), root), report)


def _audit(report: Report, root: Path) -> Audit:
    missing = uncaptured(report.dossier, read_log(root).captures) if report.dossier is not None else ()
    return audit(report, missing)


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
