"""``onrecord archive``: capture what a dossier cites, import what was saved by hand, verify what is there."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli.output import emit, progress, refuse, refuse_other_than_folder, refuse_without_dossier

if TYPE_CHECKING:
    from onrecord.archiving import Archivist
    from onrecord.model.capture import Logged
    from onrecord.model.dossier import Dossier, Source
    from onrecord.model.finding import Finding


@click.command("archive")
@click.argument("directory", metavar="[DIR]", default=".", type=click.Path(path_type=Path))
@click.option("--source", "keys", metavar="KEY", multiple=True, help="Only this source; may be given several times.")
@click.option("--again", is_flag=True, help="Capture once more what has a capture already.")
@click.option("--verify", is_flag=True, help="Fetch nothing: hash every archived file and check the log.")
@click.option("--by", metavar="NAME", default="", help="Who captures; the name you are logged in by if not given.")
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
    verify: bool,
    by: str,
    allowed: tuple[str, ...],
    form: str,
) -> None:
    """Capture the pages that the dossier in DIR (here, if none is given) cites.

    Every source that is cited, has a URL and no capture yet is fetched into archive/warc and written into
    archive/captures.jsonl. One that was stopped goes on where it was. Nothing that is there is changed.

    \b
    Exit codes
      0  all is captured, or verified
      1  a capture failed, or an archived file or its log is not as captured
      2  a file has a fault, or the archive cannot be written
    """
    refuse_other_than_folder(directory, "onrecord archive")
    if verify:
        _verify(directory, form)
    from onrecord.text import load_dossier

    dossier, findings = load_dossier(directory)
    if dossier is None:
        refuse_without_dossier(directory, findings)
    archivist = _archivist(by, allowed)
    chosen = _chosen(dossier, keys)
    _capture(directory, dossier, chosen, archivist, again=again, form=form)


def _archivist(by: str, allowed: tuple[str, ...]) -> Archivist:
    from onrecord import __version__
    from onrecord.archiving import Archivist

    return Archivist(by or _user(), f"onrecord {__version__}", allowed=allowed)


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""


def _chosen(dossier: Dossier, keys: tuple[str, ...]) -> tuple[Source, ...]:
    """The sources named, or all that are cited and have a URL."""
    from onrecord.archived import capturable

    if not keys:
        return capturable(dossier)
    sources = {source.id: source for source in dossier.sources}
    for key in keys:
        if key not in sources:
            refuse(f"no source has the key {key}", "Keys are the ids in sources.json.")
        if not sources[key].url:
            refuse(f"the source {key} has no URL", f"Save it by hand: onrecord archive --import FILE --source {key}")
    return tuple(sources[key] for key in dict.fromkeys(keys))


def _capture(
    root: Path, dossier: Dossier, chosen: tuple[Source, ...], archivist: Archivist, *, again: bool, form: str
) -> None:
    from onrecord.archived import failures, latest
    from onrecord.archiving import InUseError, UnsafeError, UnsoundError, capture_all, opened
    from onrecord.render.captures import archive_json, entry_text, findings_text, sum_text

    made: list[Logged] = []
    try:
        with opened(root, archivist) as (book, aside), progress(sys.stderr) as say:
            have = latest(book.captures)
            wanted = [source for source in chosen if again or source.id not in have]
            if aside and form == "text":
                emit(f"The log ended in the middle of a line, which is now in {aside}.\n")
            for _, entry in capture_all(root, book, wanted, archivist, lambda source: say(source.url)):
                made.append(entry)
                if form == "text":
                    say("")
                    emit(entry_text(entry), color=True)
    except InUseError as error:
        refuse("another run is at work in this archive", "Wait until it has ended.", [str(error)] if str(error) else [])
    except UnsoundError as error:
        emit(findings_text(error.findings), color=True)
        refuse("the log of the archive has faults, so nothing was captured", "Mend it first.")
    except UnsafeError as error:
        refuse(f"the archive cannot be written: {error}")
    except OSError as error:
        refuse(f"the archive cannot be written: {error.strerror or error}", "Correct its permissions, or free space.")
    found = failures(made, dossier)
    code = 1 if found else 0
    if form == "json":
        from onrecord import __version__

        emit(archive_json(__version__, made, found, code, skipped=len(chosen) - len(wanted)), json=True)
    else:
        emit(findings_text(found) + "\n" * bool(found) + sum_text(made, len(chosen) - len(wanted)), color=True)
    sys.exit(code)


def _verify(root: Path, form: str) -> None:
    from onrecord.archiving import read_log, verify_files
    from onrecord.render.captures import archive_json, findings_text, verified_text

    book = read_log(root)
    with progress(sys.stderr) as say:
        files, found = verify_files(root, book, say)
    findings: Sequence[Finding] = (*book.findings, *found)
    code = 1 if any(one.severity == "error" for one in findings) else 0
    if form == "json":
        from onrecord import __version__

        emit(archive_json(__version__, (), findings, code, files=files, lines=book.lines), json=True)
    elif not book.lines and not findings:
        emit("There is no archive yet.\n")
    else:
        text = findings_text(findings).lstrip("\n")
        emit(text + "\n" * bool(findings) + verified_text(files, book.lines, findings), color=True)
    sys.exit(code)
