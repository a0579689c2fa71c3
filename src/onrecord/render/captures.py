"""What ``onrecord archive`` did, as lines for a person and as JSON: captures made, attempts that failed, sums.

Imports the model, its sibling modules and the standard library.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from onrecord.model.capture import Capture, Failed, Logged
from onrecord.model.finding import Finding, Severity
from onrecord.render.json_report import dumped, finding_json
from onrecord.render.terminal import painted, plural
from onrecord.text.diagnostics import escaped, render

VERSION = 1
_COLUMN = 10
_TOLD_BY_FINDINGS = ("cited passage changed", "quoted words gone")
_SHORT = {"text/html": "HTML", "application/xhtml+xml": "HTML", "application/pdf": "PDF", "text/plain": "text"}


def entry_text(entry: Logged, before: Capture | None = None) -> str:
    """One line on what was done: "captured  hrw-moura  HTML, 84 kB, 1 redirect". ``before`` is the capture before."""
    if isinstance(entry, Failed):
        return _line("failed", "red", entry.source, entry.why)
    if not isinstance(entry, Capture):
        return _line("stamped", "green", f"line {entry.of}", f"by {entry.url}" if entry.url else "")
    if not entry.file:  # of one that not all may see, no more than that it is there
        return _line("imported" if entry.imported else "captured", "green", entry.source, "")
    kind = entry.type.partition(";")[0].strip().lower()
    told = [_SHORT.get(kind, kind or "unknown type"), size_text(entry.bytes)]
    if entry.redirects:
        told.append(plural(len(entry.redirects), "redirect"))
    told += [each.what for each in entry.attached]
    if before is not None:
        told.append(("the same as on " if before.digest == entry.digest else "other bytes than on ") + before.day)
    return _line("imported" if entry.imported else "captured", "green", entry.source, ", ".join(told))


def _line(word: str, color: str, name: str, told: str) -> str:
    return f"{click.style(f'{word:<{_COLUMN}}', fg=color)}{escaped(name)}  {escaped(told)}".rstrip() + "\n"


def size_text(size: int) -> str:
    """A size in bytes, kB or MB of a thousand: "84 kB"."""
    if size < 1000:
        return plural(size, "byte")
    value, unit = (size / 1000, "kB") if size < 999_500 else (size / 1_000_000, "MB")
    return f"{value:.1f} {unit}" if value < 9.95 else f"{value:,.0f} {unit}"


def findings_text(findings: Sequence[Finding]) -> str:
    """Findings one below the other, a blank line between them."""
    return "".join("\n" + painted(render(one), one.severity) + "\n" for one in findings)


def sum_text(entries: Sequence[Logged], skipped: int, chosen: int) -> str:
    """ "3 captured, 1 failed; 12 had a capture already."; ``chosen`` is how many were looked at."""
    if not chosen:
        return "No source is cited that has a URL.\n"
    if not entries:
        return click.style(f"Nothing to do: {_had(skipped)}.", fg="green") + "\n"
    captured = sum(1 for one in entries if isinstance(one, Capture))
    failed = sum(1 for one in entries if isinstance(one, Failed))
    told = f"{captured} captured, {failed} failed" if failed else f"{captured} captured"
    had = f"; {_had(skipped)}" if skipped else ""
    return click.style(f"{told}{had}.", fg="red" if failed else "green") + "\n"


def compared_text(source: str, before: str, change: str, quoted: int, why: str) -> str:
    """One line on a page that has other bytes than the capture before; nothing where findings say it."""
    if change in _TOLD_BY_FINDINGS:
        return ""
    if change == "cannot be compared":
        return _line("unclear", "yellow", source, f"cannot be compared with the capture of {before}: {why}")
    if change == "text changed":
        return _line("changed", "yellow", source, f"the text reads otherwise than on {before}; nothing of it is quoted")
    what = "the text reads"
    if quoted:
        what = "the passage quoted reads" if quoted == 1 else f"the {quoted} passages quoted read"
    return _line("same", "green", source, f"{what} as on {before}")


def stamps_text(stamps: Sequence[tuple[int, int, int, str, str]], lines: int, tokens: int) -> str:
    """Which lines of the log the valid time-stamps vouch for, from when and by whom: the stamp that vouches for most.

    Of each stamp its first line, its line, the last that needs no other stamp, its moment and its authority; ``tokens``
    is how many the log has.
    """
    if not stamps:
        return "Time-stamped: nothing. No time-stamp vouches for the log as it is.\n" if tokens else ""
    first, line, last, at, authority = max(stamps, key=lambda one: (one[1] - one[0], one[1]))
    whole = first == 1 and last >= lines
    upto = "all of the log" if whole else f"lines {first:,} to {line:,} of the log"
    rest = "" if whole else f"; the log has {plural(lines, 'line')}, and no time-stamp vouches for the others"
    return f"Time-stamped: {upto}, on {at} UTC by {escaped(authority) or 'an authority without a name'}{rest}.\n"


def _had(skipped: int) -> str:
    return "1 source has a capture already" if skipped == 1 else f"{skipped} sources have captures already"


def verified_text(files: int, lines: int, findings: Sequence[Finding]) -> str:
    """ "12 files and 14 lines of the log are as they were captured."."""
    worse = sum(1 for one in findings if one.severity in (Severity.ERROR, Severity.FAILURE))
    told = f"{plural(files, 'file')} and {plural(lines, 'line')} of the log were checked"
    if worse:
        return click.style(f"{told}: {plural(worse, 'fault')}.", fg="red") + "\n"
    return click.style(f"{told}: all as captured.", fg="green") + "\n"


def archive_json(
    onrecord: str, entries: Sequence[Logged], findings: Sequence[Finding], exit_code: int, **more: Any
) -> str:
    """The same for a program."""
    made = [entry_json(one) for one in entries]
    values = {"version": VERSION, "onrecord": onrecord, "exit_code": exit_code, "entries": made, **more}
    return dumped({**values, "findings": [finding_json(one) for one in findings]})


def entry_json(entry: Logged) -> dict[str, Any]:
    """A line of the log with its number and hash."""
    values: dict[str, Any] = {
        "n": entry.n, "digest_of_line": entry.line_digest, "at": f"{entry.at:%Y-%m-%dT%H:%M:%SZ}", "by": entry.by,
        "source": entry.source or None, "url": entry.url or None, "note": entry.note or None,
    }  # fmt: skip
    if isinstance(entry, Failed):
        why = {"kind": "failed", "fault": entry.fault.value, "why": entry.why, "status": entry.status or None}
        return values | why
    values |= {"file": entry.file, "file_digest": entry.file_digest, "file_bytes": entry.file_bytes}
    if not isinstance(entry, Capture):
        return values | {"kind": "token", "of": entry.of, "digest": entry.digest}
    return values | {
        "kind": "import" if entry.imported else "capture",
        "final_url": entry.final_url or None,
        "redirects": [{"url": each.url, "status": each.status} for each in entry.redirects],
        "status": entry.status or None,
        "type": entry.type or None,
        "digest": entry.digest,
        "bytes": entry.bytes,
        "attached": [
            {"what": each.what, "file": each.file, "digest": each.digest, "bytes": each.bytes}
            for each in entry.attached
        ],
    }
