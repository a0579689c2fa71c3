"""Why a statement has no answer where a fault of the dossier's own files stands in the way.

A reads block that cannot be read, and a dataset that cannot be used, are findings of their files; here they become what
the statements that need them say. Imports the model and the reading package.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from onrecord.checks.statistic import measures_of
from onrecord.model.codes import finding
from onrecord.model.dataset import DatasetSpec
from onrecord.model.dossier import ReadsBlock, Statement
from onrecord.model.figure import Outcome, Verdict
from onrecord.model.finding import Finding, Severity, Span
from onrecord.model.reading import Quantity, Reading
from onrecord.reading import ReadingFault

NO_DATA = "the dossier names no data"
"""What the checks say where no dataset could be asked."""

_REMEDY = "Correct what is said of the dataset above; then the statement can be checked."
_EXPECTED = 12


# Reads blocks that cannot be read -------------------------------------------------------------------------------


def block_span(block: ReadsBlock, start: int, end: int) -> Span:
    """The span in the file of a stretch of a block's text."""
    line = block.text.count("\n", 0, start)
    column = start - (block.text.rfind("\n", 0, start) + 1)
    stop = block.text.find("\n", start)
    width = min(end, stop if stop >= 0 else len(block.text)) - start
    at = block.span.column + column
    return Span(block.span.file, block.span.line + line, at, block.span.line + line, at + max(1, width))


def reading_finding(statement: Statement, block: ReadsBlock, fault: ReadingFault) -> Finding:
    """The finding for a block that is no canonical English."""
    start = min(fault.start, max(0, len(block.text.rstrip()) - 1))
    span = block_span(block, start, max(fault.end, start + 1))
    why = []
    if fault.expected:
        more = len(fault.expected) - _EXPECTED
        shown = ", ".join(fault.expected[:_EXPECTED]) + (f" and {more} more" if more > 0 else "")
        why.append(f"expected here: {shown}")
    if fault.nearest:
        why.append(f"nearest known: {', '.join(fault.nearest)}")
    code = "OR202" if fault.unknown else "OR201"
    remedy = ""
    name = " ".join(block.text[fault.start : fault.end].split())
    if fault.unknown and fault.message.startswith(("no place", "no actor")) and '"' not in name:
        before = "in" if fault.message.startswith("no place") else "involving"
        # Names below the country, and groups nobody listed, are asked for as the data write them.
        remedy = "Use a known name, or add it to vocabulary.toml; a name that only the data hold stands in quotes: "
        remedy += f'{before} "{name}".'
    return finding(code, fault.message, span, why=tuple(why), remedy=remedy, statement=statement.id)


def unknown_dataset(statement: Statement, block: ReadsBlock, name: str, known: Sequence[str]) -> Finding:
    """The finding for a reading that asks a dataset that the dossier does not have."""
    start = block.text.rfind(name)
    why = (f"datasets of the dossier: {', '.join(known)}",) if known else ("the dossier defines no dataset",)
    message = f'no dataset is called "{name}"'
    return finding("OR301", message, block_span(block, start, start + len(name)), why=why, statement=statement.id)


def unread(statement: Statement, fault: Finding | None) -> Outcome:
    """The outcome of a statement whose reads block has a fault: unverifiable, because of that fault."""
    what = f": {fault.code} {fault.message}" if fault else ""
    return Outcome(statement.id, Verdict.UNVERIFIABLE, f"the reads block could not be read{what}")


# Datasets that cannot be used -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Unusable:
    """A dataset that could not be opened, and the fault that stands in the way."""

    spec: DatasetSpec
    fault: Finding

    @property
    def text(self) -> str:
        """'dataset "ucdp" could not be used: OR302 data/ged.csv is not there'."""
        id = self.spec.id
        message = self.fault.message
        for prefix in (f"dataset {id}: ", f"dataset {id} "):
            message = message.removeprefix(prefix)
        return f'dataset "{id}" could not be used: {self.fault.code} {message}'


def unusable(spec: DatasetSpec, findings: Iterable[Finding]) -> Unusable:
    """A dataset that was not opened, with the first error among what was found of it."""
    listed = tuple(findings)
    first = next((one for one in listed if one.severity is Severity.ERROR), None) or next(iter(listed), None)
    return Unusable(spec, first or finding("OR309", "it could not be opened", spec.span))


def with_unusable(outcome: Outcome, reading: Reading, faulty: Sequence[Unusable], order: Sequence[str]) -> Outcome:
    """An outcome that names the datasets which could have been asked for it and could not be used.

    An unverifiable statement gives them as its reason. One that another dataset decides has a note of those that
    stand before that dataset in the dossier, whose ids are ``order``: they would have been asked first.
    """
    wanted = [one for one in faulty if _could_answer(one.spec, reading)]
    if outcome.verdict in (Verdict.HOLDS, Verdict.FAILS):
        before = order[: order.index(outcome.dataset)] if outcome.dataset in order else ()
        notes = tuple(one.text for one in wanted if one.spec.id in before)
        return replace(outcome, notes=(*outcome.notes, *notes))
    unasked = outcome.why == NO_DATA
    if unasked and not wanted:
        wanted = [one for one in faulty if reading.dataset in ("", one.spec.id)]
        unasked = False
    if outcome.verdict is not Verdict.UNVERIFIABLE or not wanted:
        return outcome
    texts = [one.text for one in wanted]
    why = "; ".join([*texts, *([outcome.why] if outcome.why != NO_DATA else [])])
    # What would settle it is that dataset, as far as anybody can tell before it is opened.
    needs = "" if unasked else outcome.needs
    notes = (*outcome.notes, *texts) if outcome.parts else outcome.notes
    findings = tuple(
        replace(
            one,
            message=why,
            remedy=_REMEDY,
            why=tuple(line for line in one.why if needs or not line.startswith("needed: ")),
        )
        if one.code == "OR203"
        else one
        for one in outcome.findings
    )
    return replace(outcome, why=why, needs=needs, notes=notes, findings=findings)


def _could_answer(spec: DatasetSpec, reading: Reading) -> bool:
    """Whether a reading may ask a dataset, by its name and by the quantity that dossier.toml gives."""
    if reading.dataset not in ("", spec.id):
        return False
    measures = measures_of(reading)
    named = {measure.series for measure in measures if measure.quantity is Quantity.SERIES}
    if named:
        return not spec.quantity or spec.quantity in named
    return spec.quantity in ("", *(measure.quantity.value for measure in measures))
