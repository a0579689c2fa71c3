"""Findings as GitHub workflow commands, so that they show beside the lines of a pull request.

What comes from files is shown with control characters as escapes, as on a terminal. Imports the model, the renderer of
single findings from ``onrecord.text.diagnostics`` and the standard library.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePosixPath

from onrecord.model.finding import Finding, Severity
from onrecord.model.report import Report
from onrecord.render.withheld import banner, withheld_text
from onrecord.text.diagnostics import escaped

_LEVELS = {
    Severity.ERROR: "error",
    Severity.FAILURE: "error",
    Severity.WARNING: "warning",
    Severity.NOTE: "notice",
}


def render_github(report: Report) -> str:
    """One workflow command for each finding."""
    told = [f"::warning::{_data(line)}\n" for line in (banner(report.show),) if line]
    told += [_command(finding, report.root) for finding in report.findings]
    told += [f"::notice::{_data(line)}\n" for line in (withheld_text(report.withheld, report.show),) if line]
    return "".join(told)


def _command(finding: Finding, root: str) -> str:
    span = finding.span
    properties = {
        "file": str(PurePosixPath(root) / span.file),
        "line": str(span.line),
        "endLine": str(span.end_line),
        "col": str(span.column),
        "endColumn": str(span.end_column),
        "title": finding.code,
    }
    told = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    lines = [finding.message, *finding.why]
    if finding.remedy:
        lines.append(f"help: {finding.remedy}")
    return f"::{_LEVELS[finding.severity]} {told}::{_data(chr(10).join(map(escaped, lines)))}\n"


def command(level: str, file: str, line: int, title: str, lines: Iterable[str]) -> str:
    """A workflow command ("error", "warning" or "notice") beside a line of a file."""
    told = f"file={_property(file)},line={line},title={_property(title)}"
    return f"::{level} {told}::{_data(chr(10).join(map(escaped, lines)))}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(escaped(text)).replace(":", "%3A").replace(",", "%2C")
