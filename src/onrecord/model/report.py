"""What a check of a whole dossier says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from onrecord.model.blocks import Standing
from onrecord.model.dataset import Dataset
from onrecord.model.dossier import Claim, Dossier, Statement
from onrecord.model.figure import Outcome, Verdict
from onrecord.model.finding import Finding, Severity
from onrecord.model.quotation import StatementQuotations
from onrecord.model.visibility import NOTHING, Visibility, Withheld


def fails(outcome: Outcome) -> bool:
    """Whether a statement does not hold, or has no support in its own typed blocks."""
    return outcome.verdict in (Verdict.FAILS, Verdict.UNSUPPORTED) or outcome.standing is Standing.UNSUPPORTED


@dataclass(frozen=True, slots=True)
class TranslationCount:
    """How many of a dossier's statements are translated into a language, and how many findings, but for notes, its
    files have."""

    language: str
    translated: int
    statements: int
    findings: int


@dataclass(frozen=True, slots=True)
class Report:
    """The outcomes of all statements in the order of the files, and every finding, sorted by place.

    ``dossier`` is ``None`` if its files could not be loaded at all; ``datasets`` are those that were opened;
    ``quotations`` what looking each up in the archive gave. ``show`` is the level that it is for, ``withheld`` how much
    was left out; ``whole_exit_code`` is then that of the dossier with all that was left out. ``ages`` says why
    the ages of translations were not compared with those of what they translate, where that is so. ``known`` is the day
    by which the data used were retrieved, where one was named: the dossier is then replayed as of what was known.
    """

    root: str
    dossier: Dossier | None
    outcomes: tuple[Outcome, ...]
    findings: tuple[Finding, ...]
    datasets: tuple[Dataset, ...] = ()
    version: str = ""
    quotations: tuple[StatementQuotations, ...] = ()
    show: Visibility = Visibility.PUBLIC
    withheld: Withheld = NOTHING
    whole_exit_code: int | None = None
    ages: str = ""
    known: date | None = None

    @property
    def exit_code(self) -> int:
        """0: nothing fails; 1: a statement fails; 2: a file has a fault, or a check could not run."""
        if self.whole_exit_code is not None:
            return self.whole_exit_code
        if any(f.severity is Severity.ERROR for f in self.findings):
            return 2
        if any(outcome.verdict is Verdict.NOT_RUN for outcome in self.outcomes):
            return 2
        return 1 if any(fails(outcome) for outcome in self.outcomes) else 0

    @property
    def by_claim(self) -> tuple[tuple[Claim, tuple[tuple[Statement, Outcome], ...]], ...]:
        """Each claim with its statements and their outcomes. Ids may be faulty and stand twice, so outcomes go by place
        and not by id."""
        following = iter(self.outcomes)
        claims = self.dossier.claims if self.dossier else ()
        return tuple((claim, tuple(zip(claim.statements, following, strict=False))) for claim in claims)

    def outcome(self, statement: str) -> Outcome | None:
        """The outcome of a statement by its id. A translation has that of its original."""
        return next((outcome for outcome in self.outcomes if outcome.statement == statement), None)

    @property
    def translations(self) -> tuple[TranslationCount, ...]:
        """How much is translated into each other language of the dossier, and how much was found of it."""
        dossier = self.dossier
        if dossier is None:
            return ()
        counts = []
        for language in dossier.languages[1:]:
            own = [claim for claim in dossier.translations if claim.language == language]
            folder = f"claims/{language}/"
            found = sum(one.span.file.startswith(folder) for one in self.findings if one.severity is not Severity.NOTE)
            done = sum(len(claim.statements) for claim in own)
            counts.append(TranslationCount(language, done, len(dossier.statements), found))
        return tuple(counts)

    def count(self, verdict: Verdict) -> int:
        """How many statements have a verdict."""
        return sum(1 for outcome in self.outcomes if outcome.verdict is verdict)
