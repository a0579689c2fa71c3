"""The Python API: ``onrecord.load(path).check()``.

Everything the command line shows, as values; in a notebook, reports and explanations show themselves.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from onrecord.model.dossier import Dossier, Statement
from onrecord.model.figure import Outcome
from onrecord.model.finding import Finding
from onrecord.model.report import Report


def load(path: str | os.PathLike[str]) -> LoadedDossier:
    """Load the dossier in the folder ``path``. Faults of its files are in ``.findings``; nothing is raised."""
    from onrecord.text import load_dossier

    root = Path(path)
    dossier, findings = load_dossier(root)
    return LoadedDossier(root, dossier, findings)


@dataclass(frozen=True)
class LoadedDossier:
    """A dossier as loaded: ``dossier`` (``None`` if dossier.toml cannot be used) and the findings of its files.

    Both hold everything, also what is marked as internal or confidential; ``check`` and ``published`` leave it out.
    """

    root: Path
    dossier: Dossier | None
    findings: tuple[Finding, ...]

    @property
    def statements(self) -> tuple[Statement, ...]:
        """All statements, in the order of the files."""
        return self.dossier.statements if self.dossier else ()

    def check(self, show: str = "public") -> CheckedReport:
        """Recompute every statement and check every file, as ``onrecord check`` does.

        The report is for those who may see what is marked up to ``show``: "public", "internal" or "confidential".
        Raises ``ValueError`` for any other word.
        """
        from onrecord.model.visibility import Visibility
        from onrecord.pipeline import check

        return CheckedReport(check(self.root, show=Visibility(show)))

    def published(self, show: str = "public") -> Dossier | None:
        """The dossier as those see it who may see what is marked up to ``show``."""
        from onrecord.model.visibility import Visibility
        from onrecord.visibility import published

        return published(self.dossier, Visibility(show)) if self.dossier else None


@dataclass(frozen=True)
class CheckedReport:
    """The report of a check. ``report["first-quarter"]`` is the outcome of one statement."""

    report: Report

    @property
    def exit_code(self) -> int:
        """0: nothing fails; 1: a statement fails; 2: a file has a fault, or a check could not run."""
        return self.report.exit_code

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        """The outcomes of all statements, in the order of the files."""
        return self.report.outcomes

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Every finding, sorted by place."""
        return self.report.findings

    def __getitem__(self, statement: str) -> Outcome:
        found = self.report.outcome(statement)
        if found is None:
            raise KeyError(statement)
        return found

    def __str__(self) -> str:
        import click

        from onrecord.render.text_report import render_text

        return click.unstyle(render_text(self.report))

    def _repr_html_(self) -> str:
        """The report as a table, for notebooks."""
        from onrecord.render.notebook import render_notebook

        return render_notebook(self.report)
