"""``onrecord archive``: capture what a dossier cites, import what was saved by hand, verify what is there."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from onrecord.cli.output import emit, refuse, refuse_other_than_folder, refuse_without_dossier, shown
from onrecord.cli.progress import bar

if TYPE_CHECKING:
    from onrecord.archiving import Archivist, Book
    from onrecord.model.capture import Logged
    from onrecord.model.dossier import Dossier, Source
    from onrecord.model.finding import Finding


@click.command("archive")
@click.argument("directory", metavar="[DIR]", default=".", type=click.Path(path_type=Path))
@click.option("--source", "keys", metavar="KEY", multiple=True, help="Only this source; may be given several times.")
@click.option("--again", is_flag=True, help="Capture once more what has a capture already.")
@click.option("--browser", is_flag=True, help="Show pages in Chromium: for those that are empty without scripts.")
@click.option(
    "--import", "path", metavar="FILE", type=click.Path(path_type=Path), default=None,
    help="Take in a file that you saved by hand, as a capture of the one --source.",
)  # fmt: skip
@click.option("--url", metavar="URL", default="", help="With --import: where the file is from, if not from the URL.")
@click.option("--note", metavar="TEXT", default="", help="With --import: how you came by the file, for the log.")
@click.option("--verify", is_flag=True, help="Fetch nothing: hash every archived file and check the log.")
@click.option("--by", metavar="NAME", default="", help="Who captures; the name you are logged in by if not given.")
@click.option(
    "--visibility", type=click.Choice(["public", "internal", "confidential"]), default=None,
    help="Who may see these captures; whoever may see the source if not given.",
)  # fmt: skip
@click.option(
    "--allow", "allowed", metavar="HOST[:PORT]", multiple=True,
    help="Fetch from this host even if it is on a private network; may be given several times.",
)  # fmt: skip
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True,
    help="For a person, or for a program.",
)  # fmt: skip
def command(
    directory: Path,
    keys: tuple[str, ...],
    again: bool,
    browser: bool,
    path: Path | None,
    url: str,
    note: str,
    verify: bool,
    by: str,
    visibility: str | None,
    allowed: tuple[str, ...],
    form: str,
) -> None:
    """Capture the pages that the dossier in DIR (here, if none is given) cites.

    Every source that is cited, has a URL and no capture yet is fetched into archive/warc and written into
    archive/captures.jsonl. One that was stopped goes on where it was. Nothing that is there is changed.

    \b
    Exit codes
      0  all is captured, imported or verified
      1  a capture failed, or an archived file or its log is not as captured
      2  a file has a fault, or the archive cannot be written
    """
    refuse_other_than_folder(directory, "onrecord archive")
    _refuse_together(keys, again, browser, path, url, note, verify)
    if verify:
        _verify(directory, form)
    from onrecord.text import load_dossier

    dossier, findings = load_dossier(directory)
    if dossier is None:
        refuse_without_dossier(directory, findings)
    archivist = _archivist(by, allowed, visibility or "")
    if path is not None:
        _import(directory, _named(dossier, keys)[0], path, archivist, url, note, form)
    _capture(directory, dossier, _chosen(dossier, keys), archivist, again=again, with_browser=browser, form=form)


def _refuse_together(
    keys: tuple[str, ...], again: bool, browser: bool, path: Path | None, url: str, note: str, verify: bool
) -> None:
    """End where options do not go together: one of them would do nothing."""
    if verify and (keys or again or browser or path is not None):
        refuse("--verify goes with none of the options that capture", "Run it by itself.")
    if path is not None and (again or browser):
        refuse("--import fetches nothing, so --again and --browser do not go with it")
    if path is not None and len(keys) != 1:
        refuse("--import needs to know of which source the file is a copy", "Write: --import FILE --source KEY")
    if path is None and (url or note):
        refuse("--url and --note belong to --import", "Write: --import FILE --source KEY --url URL --note TEXT")


def _archivist(by: str, allowed: tuple[str, ...], visibility: str) -> Archivist:
    from onrecord import __version__
    from onrecord.archiving import Archivist

    return Archivist(by or _user(), f"onrecord {__version__}", allowed=allowed, visibility=visibility)


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):  # nobody has this number, or there are no names on this system
        return ""


def _named(dossier: Dossier, keys: tuple[str, ...]) -> tuple[Source, ...]:
    sources = {source.id: source for source in dossier.sources}
    for key in keys:
        if key not in sources:
            refuse(f"no source has the key {key}", "Keys are the ids in sources.json.")
    return tuple(sources[key] for key in dict.fromkeys(keys))


def _chosen(dossier: Dossier, keys: tuple[str, ...]) -> tuple[Source, ...]:
    """The sources named, or all that are cited and have a URL."""
    from onrecord.archived import capturable

    for source in _named(dossier, keys):
        if not source.url:
            remedy = f"Save it by hand: onrecord archive --import FILE --source {source.id}"
            refuse(f"the source {source.id} has no URL", remedy)
    return _named(dossier, keys) if keys else capturable(dossier)


@contextmanager
def _opened(root: Path, archivist: Archivist, form: str) -> Iterator[Book]:
    """The archive, locked; what forbids to write it ends the command."""
    from onrecord.archiving import InUseError, NoBrowserError, UnsafeError, UnsoundError, opened
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
        emit(findings_text(error.findings).lstrip("\n") + "\n", color=True)
        refuse("the log of the archive has faults, so nothing was added to it", "Mend it first.")
    except NoBrowserError as error:
        refuse(str(error), error.remedy)
    except UnsafeError as error:
        refuse(f"the archive cannot be written: {error}")
    except OSError as error:
        refuse(f"the archive cannot be written: {error.strerror or error}", "Correct its permissions, or free space.")


def _capture(
    root: Path,
    dossier: Dossier,
    chosen: tuple[Source, ...],
    archivist: Archivist,
    *,
    again: bool,
    with_browser: bool,
    form: str,
) -> None:
    from onrecord.archived import failures, latest, without_capture
    from onrecord.archiving import capture_all, started
    from onrecord.render.captures import entry_text, findings_text, sum_text

    made: list[Logged] = []
    with _opened(root, archivist, form) as book:
        before = latest(book.captures)
        wanted = chosen if again else without_capture(chosen, book.captures)
        browser = started(archivist.fetcher) if with_browser and wanted else nullcontext(None)
        with browser as showing, bar(sys.stderr, len(wanted)) as step:
            for _, entry in capture_all(root, book, wanted, archivist, lambda source: step(source.url), showing):
                made.append(entry)
                if form == "text":
                    step("")
                    emit(entry_text(entry, before.get(entry.source)), color=True)
    found = failures(made, dossier)
    skipped = len(chosen) - len(wanted)

    def text() -> str:
        return findings_text(found) + "\n" * bool(found) + sum_text(made, skipped, len(chosen))

    _end(form, text, made, found, 1 if found else 0, skipped=skipped)


def _import(root: Path, source: Source, path: Path, archivist: Archivist, url: str, note: str, form: str) -> None:
    from onrecord.archiving import ImportRefusedError, import_capture
    from onrecord.render.captures import entry_text

    if not path.exists():
        refuse(f"there is no file {shown(path)}")
    with _opened(root, archivist, form) as book:
        try:
            _, entry = import_capture(root, book, source, path, archivist, url, note)
        except ImportRefusedError as error:
            refuse(f"{shown(path)} cannot be imported: {error}")
    _end(form, lambda: entry_text(entry), [entry], (), 0)


def _verify(root: Path, form: str) -> None:
    from onrecord.archiving import read_log, verify_files
    from onrecord.render.captures import findings_text, verified_text

    book = read_log(root)
    with bar(sys.stderr, len(book.entries)) as step:
        files, found = verify_files(root, book, step)
    findings = (*book.findings, *found)
    code = 1 if any(one.severity == "error" for one in findings) else 0

    def text() -> str:
        if not book.lines and not findings:
            return "There is no archive yet.\n"
        told = findings_text(findings).lstrip("\n")
        return told + "\n" * bool(findings) + verified_text(files, book.lines, findings)

    _end(form, text, (), findings, code, files=files, lines=book.lines)


def _end(
    form: str,
    text: Callable[[], str],
    made: list[Logged] | tuple[()],
    findings: tuple[Finding, ...],
    code: int,
    **more: Any,
) -> None:
    """Tell what was done, and end."""
    if form == "json":
        from onrecord import __version__
        from onrecord.render.captures import archive_json

        emit(archive_json(__version__, made, findings, code, **more), json=True)
    else:
        emit(text(), color=True)
    sys.exit(code)
