"""What ``onrecord archive`` does, once its options are read: capture, import, verify; and what it then says."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from onrecord.cli.archive_sight import Sight
from onrecord.cli.output import emit, refuse, shown
from onrecord.cli.progress import bar
from onrecord.model.visibility import Visibility

if TYPE_CHECKING:
    from onrecord.archiving import Archivist, Book
    from onrecord.model.capture import Capture, Logged
    from onrecord.model.dossier import Dossier, Source
    from onrecord.model.finding import Finding


@contextmanager
def _opened(root: Path, archivist: Archivist, form: str, sight: Sight) -> Iterator[Book]:
    """The archive, locked; what forbids to write it ends the command."""
    from onrecord.archiving import InUseError, NoBrowserError, UnsafeError, UnsoundError, opened, read_log
    from onrecord.render.captures import findings_text

    try:
        with opened(root, archivist) as (book, aside):
            if aside and form == "text":
                emit(f"The log ended in the middle of a line, which is now in {aside}.\n")
            yield book
    except InUseError as error:
        who = [str(error)] if str(error) else []
        refuse("another run is at work in this archive", "Wait until it has ended.", who)
    except UnsoundError as error:
        told = sight.findings(error.findings, read_log(root))
        emit(findings_text(told).lstrip("\n") + "\n", color=True)
        refuse("the log of the archive has faults, so nothing was added to it", "Mend it first.")
    except NoBrowserError as error:
        refuse(str(error), error.remedy)
    except UnsafeError as error:
        refuse(f"the archive cannot be written: {error}")
    except OSError as error:
        refuse(f"the archive cannot be written: {error.strerror or error}", "Correct its permissions, or free space.")


def capture(
    root: Path,
    dossier: Dossier,
    chosen: tuple[Source, ...],
    archivist: Archivist,
    *,
    again: bool,
    with_browser: bool,
    form: str,
    show: Visibility,
) -> NoReturn:
    """Capture the sources that need it, and end."""
    from onrecord.archived import failures, latest, without_capture
    from onrecord.archiving import capture_all, started
    from onrecord.recapturing import recaptured
    from onrecord.render.captures import compared_text, entry_text, findings_text, sum_text
    from onrecord.text.excerpts import with_excerpts
    from onrecord.visibility import published

    sight = Sight(dossier, show)
    made: list[Logged] = []
    pairs: list[tuple[Capture, Capture]] = []
    with _opened(root, archivist, form, sight) as book:
        before = latest(book.captures)
        wanted = chosen if again else without_capture(chosen, book.captures)
        browser = started(archivist.fetcher) if with_browser and wanted else nullcontext(None)
        with browser as showing, bar(sys.stderr, len(wanted)) as step:
            for after, entry in capture_all(
                root, book, wanted, archivist, lambda source: step(sight.address(source)), showing
            ):
                book = after
                made.append(entry)
                earlier = before.get(entry.source)
                pairs += [(earlier, one) for one in after.captures[-1:] if one is entry and earlier is not None]
                if form == "text":
                    step("")
                    emit(entry_text(sight.entry(entry), earlier if sight.sees(entry) else None), color=True)
        unstamped = _stamp(root, dossier, book, archivist, made, form)
    every = recaptured(root, dossier, pairs)
    code = 1 if failures(made, dossier) or unstamped or any(one.findings for one in every) else 0
    view = published(dossier, show)
    compared = every if view is dossier else recaptured(root, view, sight.pairs(pairs))
    of_quotations = (each for one in compared for each in one.findings)
    found = sight.findings(with_excerpts((*failures(made, dossier), *of_quotations, *unstamped), root))
    skipped = len(chosen) - len(wanted)

    def text() -> str:
        differ = [one for one in compared if one.before.digest != one.after.digest]
        told = "".join(
            compared_text(one.after.source, one.before.day, one.change, one.quoted, one.why) for one in differ
        )
        told += findings_text(found) + "\n" * bool(found)
        return told + sum_text(made, skipped, len(chosen))

    told = [
        {
            "source": one.after.source,
            "with": one.before.n,
            "change": one.change.value,
            "quoted": one.quoted,
            "why": one.why,
        }
        for one in compared
    ]
    _end(form, text, sight.entries(made), found, code, show, skipped=skipped, compared=told)


def _stamp(
    root: Path, dossier: Dossier, book: Book, archivist: Archivist, made: list[Logged], form: str
) -> tuple[Finding, ...]:
    """Have the log time-stamped, where the dossier names an authority and there is something new to stamp."""
    from onrecord.render.captures import entry_text

    if dossier.authority is None:
        return ()
    from onrecord.stamping import needs_stamp, stamp

    if not needs_stamp(book, dossier.authority):
        return ()
    _, token, findings = stamp(root, book, dossier.authority, archivist)
    if token is not None:
        made.append(token)
        if form == "text":
            emit(entry_text(token), color=True)
    return findings


def import_one(
    root: Path,
    dossier: Dossier,
    source: Source,
    path: Path,
    archivist: Archivist,
    url: str,
    note: str,
    form: str,
    show: Visibility,
) -> NoReturn:
    """Take a file in, and end."""
    from onrecord.archiving import ImportRefusedError, import_capture
    from onrecord.render.captures import entry_text, findings_text

    if not path.exists():
        refuse(f"there is no file {shown(path)}")
    sight = Sight(dossier, show)
    made: list[Logged] = []
    with _opened(root, archivist, form, sight) as book:
        try:
            book, entry = import_capture(root, book, source, path, archivist, url, note)
        except ImportRefusedError as error:
            refuse(f"{shown(path)} cannot be imported: {error}")
        made.append(entry)
        if form == "text":
            emit(entry_text(sight.entry(entry)), color=True)
        found = _stamp(root, dossier, book, archivist, made, form)
    _end(form, lambda: findings_text(found), sight.entries(made), found, 1 if found else 0, show)


def verify_all(root: Path, dossier: Dossier, form: str, show: Visibility) -> NoReturn:
    """Hold the archive against its log and its time-stamps, and end."""
    from onrecord.archiving import read_log, verify_files
    from onrecord.model.capture import Token
    from onrecord.render.captures import findings_text, stamps_text, verified_text
    from onrecord.stamping import verify_stamps

    book = read_log(root)
    with bar(sys.stderr, len(book.entries)) as step:
        files, found = verify_files(root, book, step)
        stamps, unstamped = verify_stamps(root, book, dossier.authority)
    findings = Sight(dossier, show).findings((*book.findings, *found, *unstamped), book)
    code = 1 if any(one.severity == "error" for one in findings) else 0

    def text() -> str:
        if not book.lines and not findings:
            return "There is no archive yet.\n"
        told = findings_text(findings).lstrip("\n") + "\n" * bool(findings)
        return (
            told
            + verified_text(files, book.lines, findings)
            + stamps_text(
                [(one.first, one.line, one.last, f"{one.at:%Y-%m-%d %H:%M}", one.authority) for one in stamps],
                book.lines,
                sum(1 for entry in book.entries if isinstance(entry, Token)),
            )
        )

    told = [
        {"from": one.first, "line": one.line, "at": f"{one.at:%Y-%m-%dT%H:%M:%SZ}", "authority": one.authority}
        for one in stamps
    ]
    _end(form, text, (), findings, code, show, files=files, lines=book.lines, stamps=told)


def export_all(root: Path, dossier: Dossier, target: Path, form: str) -> NoReturn:
    """Write what is public of the archive to one place, and end."""
    from onrecord.archiving import UnsafeError, World, read_log, verify_files
    from onrecord.exporting import NothingToExportError, NoWaczError, export
    from onrecord.render.captures import findings_text, size_text

    book = read_log(root)
    with bar(sys.stderr, len(book.entries)) as step:
        found = Sight(dossier, Visibility.PUBLIC).findings((*book.findings, *verify_files(root, book, step)[1]), book)
        faults = [each for each in found if each.severity == "error"]
    if faults:
        emit(findings_text(faults).lstrip("\n") + "\n", color=True)
        refuse("the archive is not as captured, so nothing was exported", "Mend it first.")
    if not book.captures:
        refuse("there is no capture to export", "Capture first: onrecord archive")
    name = shown(target)
    try:
        made = export(root, dossier, target, World().now())
    except NoWaczError as error:
        refuse("WACZ cannot be written: the package wacz is not installed", str(error))
    except NothingToExportError as error:
        refuse(f"nothing was exported: {error}", "A bag holds imported files too: --export FILE.zip")
    except UnsafeError as error:
        refuse(f"the archive cannot be read: {error}")
    except FileExistsError:
        refuse(f"{name} is there already", "Name another file or folder; nothing is overwritten.")
    except OSError as error:
        refuse(f"{name} cannot be written: {error.strerror or error}")
    except ValueError as error:
        refuse(f"{name} was not written: {error}")

    def text() -> str:
        many = "1 file" if made.files == 1 else f"{made.files:,} files"
        lines = "1 line" if made.withheld == 1 else f"{made.withheld:,} lines"
        withheld = f"; {lines} of the log withheld, with what they name: not public" if made.withheld else ""
        return f"Written to {name}: {many}, {size_text(made.bytes)}{withheld}.\n"

    _end(
        form,
        text,
        (),
        (),
        0,
        Visibility.PUBLIC,
        exported={"files": made.files, "bytes": made.bytes, "withheld": made.withheld},
    )


def _end(
    form: str,
    text: Callable[[], str],
    made: Sequence[Logged],
    findings: tuple[Finding, ...],
    code: int,
    show: Visibility,
    **more: Any,
) -> NoReturn:
    """Tell what was done, and end."""
    if form == "json":
        from onrecord import __version__
        from onrecord.render.captures import archive_json

        more = {"show": show.value, "not_for_publication": show is not Visibility.PUBLIC, **more}
        emit(archive_json(__version__, made, findings, code, **more), json=True)
    else:
        emit(text(), color=True)
    sys.exit(code)
