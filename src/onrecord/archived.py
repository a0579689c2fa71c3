"""What a check of a dossier says of its archive: the log is read and no file is hashed.

Joins the dossier with the archive's log; ``onrecord.archiving`` adds to it. Nothing here reaches a network.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from onrecord.archive.addresses import parse_url
from onrecord.archive.faults import CaptureError
from onrecord.archive.log import Book, read_log
from onrecord.citing import cited_in
from onrecord.model.capture import Capture, Failed, Fault, Logged
from onrecord.model.codes import finding
from onrecord.model.dossier import Dossier, Source
from onrecord.model.finding import Finding
from onrecord.model.visibility import Visibility
from onrecord.text.slips import mark_in

_MOST_NAMED = 5


# What to capture ------------------------------------------------------------------------------------------------


def capturable(dossier: Dossier) -> tuple[Source, ...]:
    """The cited sources that have a URL, in the order of the bibliography.

    Confidential ones are left out: to ask for a page can tell others that somebody looks at it.
    """
    keys = frozenset(cited_in(dossier))
    return tuple(
        source
        for source in dossier.sources
        if source.url and source.id in keys and source.visibility is not Visibility.CONFIDENTIAL
    )


def latest(captures: Iterable[Capture]) -> dict[str, Capture]:
    """The last capture of each source."""
    return {capture.source: capture for capture in captures}


def uncaptured(dossier: Dossier, captures: Iterable[Capture]) -> tuple[Source, ...]:
    """The cited sources with a URL that have no capture."""
    return without_capture(capturable(dossier), captures)


def without_capture(sources: Iterable[Source], captures: Iterable[Capture]) -> tuple[Source, ...]:
    """The sources that have no capture. A page that was fetched from another address than the source now has is none;
    where a file was saved by hand, a person has said what it is a copy of."""
    have = {(capture.source, "" if capture.imported else capture.url) for capture in captures}
    return tuple(each for each in sources if not {(each.id, ""), (each.id, each.url)} & have)


# Findings -------------------------------------------------------------------------------------------------------


def failure(failed: Failed, source: Source) -> Finding:
    """What is said of a source that could not be captured."""
    refused = failed.fault is Fault.REFUSED
    what = "is not fetched" if refused else "could not be captured"
    message = f'"{source.id}" {what}: {failed.why}'
    # The answer is the server's or the network's, on that day.
    why = (f"{failed.url} ({failed.at:%Y-%m-%d %H:%M} UTC)",)
    return finding(
        "OR507" if refused else "OR501", message, source.span, why=why, remedy=_by_hand(source, refused, failed.why)
    )


def failures(entries: Iterable[Logged], dossier: Dossier) -> tuple[Finding, ...]:
    """What is said of the attempts that failed among these lines of the log."""
    sources = {source.id: source for source in dossier.sources}
    return tuple(
        failure(entry, sources[entry.source])
        for entry in entries
        if isinstance(entry, Failed) and entry.source in sources
    )


def archive_of(
    dossier: Dossier, root: Path, seen: Callable[[Logged], bool] = lambda entry: True
) -> tuple[tuple[Capture, ...], tuple[Finding, ...]]:
    """The captures of a dossier that may be seen, oldest first, and what a check says of its archive."""
    book = read_log(root)
    shown = tuple(each for each in book.captures if seen(each))
    return shown, archive_findings(dossier, book, root, seen)


def archive_findings(
    dossier: Dossier, book: Book, root: Path, seen: Callable[[Logged], bool] = lambda entry: True
) -> tuple[Finding, ...]:
    """What a check of the dossier says of its archive, without hashing a file: of the lines of its log that may be
    ``seen``."""
    found = list(of_log(book, seen))
    sources = {source.id: source for source in dossier.sources}
    shown = tuple(each for each in book.captures if seen(each))
    have = latest(shown)
    tried = {entry.source: entry for entry in book.entries if isinstance(entry, Failed)}
    untried = []
    # Of a log that cannot be read whole nobody knows what it holds.
    for source in uncaptured(dossier, book.captures) if book.sound else ():
        failed = tried.get(source.id)
        if failed is not None and failed.url == source.url:
            found.append(failure(failed, source))
        elif (refused := _refused(source)) is not None:
            found.append(refused)
        else:
            untried.append(source)
    if untried:
        found.append(_not_captured(untried))
    for key, capture_ in have.items():
        if key not in sources:
            message = f'line {capture_.n} of the log is a capture of "{key}", and no source has that key'
            found.append(finding("OR508", message, capture_.span))
    found += _gone(shown, root)
    return tuple(found)


def of_log(book: Book, seen: Callable[[Logged], bool]) -> tuple[Finding, ...]:
    """The findings of the log itself. Where some of its lines are hidden, a line that is damaged may be one of them."""
    if all(map(seen, book.entries)) and not any(mark_in(each.excerpt) for each in book.findings):
        return book.findings
    closed = Visibility.CONFIDENTIAL
    return tuple(replace(each, visibility=closed, excerpt_visibility=closed) for each in book.findings)


def _refused(source: Source) -> Finding | None:
    """A finding where the address as written is never fetched."""
    try:
        parse_url(source.url)
    except CaptureError as fault:
        message = f'"{source.id}" is not fetched: {fault.why}'
        return finding("OR507", message, source.span, remedy=_by_hand(source, refused=True, why=fault.why))
    return None


def _by_hand(source: Source, refused: bool, why: str = "") -> str:
    """What to do about a page that is not fetched."""
    if refused and any(place in why for place in ("this machine", "private network")):
        allow = "Allow the host if it is yours: onrecord archive --allow HOST[:PORT]"
        return f"{allow}; or save the page by hand and import it: onrecord archive --import FILE --source {source.id}"
    first = "Correct the URL" if refused else "Run `onrecord archive` again later"
    return f"{first}, or save the page by hand and import it: onrecord archive --import FILE --source {source.id}"


def _not_captured(sources: Sequence[Source]) -> Finding:
    named = ", ".join(source.id for source in sources[:_MOST_NAMED])
    more = f" and {len(sources) - _MOST_NAMED} more" if len(sources) > _MOST_NAMED else ""
    many = "1 cited page has" if len(sources) == 1 else f"{len(sources)} cited pages have"
    return finding("OR505", f"{many} no archived copy: {named}{more}", sources[0].span)


def _gone(captures: Iterable[Capture], root: Path) -> Iterator[Finding]:
    """Archived files that are missing or have another size: all that can be seen without reading them."""
    for one in captures:
        kept = [(one.file, one.file_bytes), *((each.file, each.bytes) for each in one.attached)]
        for file, size in kept:
            try:
                is_now = (root / file).lstat().st_size
            except OSError:
                message = f'{file} is missing: the capture of "{one.source}" of {one.day}'
                yield finding("OR502", message, one.span)
            else:
                if is_now != size:
                    message = f'{file} has {is_now:,} bytes; the capture of "{one.source}" of {one.day} has {size:,}'
                    yield finding("OR502", message, one.span)
