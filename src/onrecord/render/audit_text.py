"""A self-audit as text for a terminal, and as JSON. Imports the model and its sibling modules."""

from __future__ import annotations

import json
from typing import Any

import click

from onrecord.model.audit import Audit, Mark, Requirement
from onrecord.model.report import Report
from onrecord.render.terminal import WIDTH, plural, wrapped
from onrecord.render.withheld import banner, withheld_json, withheld_text
from onrecord.text.diagnostics import escaped

_SHOWN = 5
_COLOURS = {Mark.MET: "green", Mark.SHORT: "yellow", Mark.UNTOLD: "bright_black"}
_COLUMN = 14
_INDENT = " " * (_COLUMN + 2)
VERSION = 1


def render_audit_text(report: Report, audit: Audit, *, everything: bool = False, width: int = WIDTH) -> str:
    """Every requirement with its mark; of those that fall short the first places, or all with ``everything``."""
    if report.dossier is None:
        return ""
    title = click.style(escaped(report.dossier.title), bold=True)
    lines = [click.style(line, fg="red", bold=True) for line in (banner(report.show),) if line]
    left_out = withheld_text(report.withheld, report.show)
    lines += [f"{title}: what fact-checkers have bound themselves to", *wrapped(_sum(audit), width), ""]
    for heading, group in audit.groups:
        lines.append(click.style(heading, fg="cyan"))
        for one in group:
            lines += _requirement(one, everything, width)
        lines.append("")
    lines += wrapped(_sum(audit), width)
    return "\n".join([*lines, *(wrapped(left_out, width) if left_out else [])]) + "\n"


def _sum(audit: Audit) -> str:
    met, short, untold = (audit.count(mark) for mark in Mark)
    told = f"{plural(len(audit.requirements), 'requirement')}: {met} met, {short} not met"
    return f"{told}, {untold} that only a person can answer for." if untold else f"{told}."


def _requirement(one: Requirement, everything: bool, width: int) -> list[str]:
    mark = click.style(f"{one.mark.value:<{_COLUMN}}", fg=_COLOURS[one.mark])
    body = wrapped(one.text, width, _INDENT)
    lines = [f"  {mark}{body[0].strip()}", *body[1:]]
    lines += wrapped(f"({'; '.join(one.codes)})", width, _INDENT)
    if one.mark is not Mark.SHORT:
        return lines if one.of or not one.what else [*lines, f"{_INDENT}there are no {one.what}"]
    if one.what:
        lines += wrapped(f"{len(one.shortfalls):,} of {one.of:,} {one.what}:", width, _INDENT)
    shown = one.shortfalls if everything else one.shortfalls[:_SHOWN]
    for short in shown:
        name = f" {short.name}" if short.name else ""
        text = f"{short.span.file}:{short.span.line}{name}" + (f": {short.why}" if short.why else "")
        lines += wrapped(text, width, _INDENT + "· ", _INDENT + "  ")
    if len(shown) < len(one.shortfalls):
        lines.append(f"{_INDENT}· and {len(one.shortfalls) - len(shown):,} more (--all shows them)")
    return [*lines, *wrapped(f"help: {one.remedy}", width, _INDENT, _INDENT + "      ")]


def render_audit_json(report: Report, audit: Audit) -> str:
    """The audit for a program: every requirement with all its shortfalls."""
    told: dict[str, Any] = {
        "version": VERSION,
        "onrecord": report.version,
        **withheld_json(report.withheld, report.show),
        "title": report.dossier.title if report.dossier else "",
        "met": audit.count(Mark.MET),
        "short": audit.count(Mark.SHORT),
        "for_a_person": audit.count(Mark.UNTOLD),
        "groups": [
            {"heading": heading, "requirements": [_one(one) for one in group]} for heading, group in audit.groups
        ],
        "faults": [str(found) for found in report.findings if found.severity == "error"],
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def _one(one: Requirement) -> dict[str, Any]:
    return {
        "standards": list(one.codes),
        "requirement": one.text,
        "mark": one.mark.value,
        "of": {"count": one.of, "what": one.what} if one.what else None,
        "shortfalls": [
            {"file": short.span.file, "line": short.span.line, "name": short.name, "why": short.why}
            for short in one.shortfalls
        ],
        "remedy": one.remedy if one.shortfalls else "",
    }
