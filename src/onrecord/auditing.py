"""A dossier's self-audit: it is checked, and held against the standards of the field.

Joins the pipeline, the archive's log and ``onrecord.checks.standards``.
"""

from __future__ import annotations

from pathlib import Path

from onrecord.archive.log import read_log
from onrecord.archived import uncaptured
from onrecord.checks.standards import audit
from onrecord.model.audit import Audit
from onrecord.model.report import Report
from onrecord.pipeline import Progress, check, silent


def audited(root: Path, progress: Progress = silent) -> tuple[Report, Audit]:
    """The report of a dossier, and its audit."""
    report = check(root, progress)
    missing = uncaptured(report.dossier, read_log(root).captures) if report.dossier is not None else ()
    return report, audit(report, missing)
