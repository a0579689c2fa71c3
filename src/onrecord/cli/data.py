"""``onrecord data``: releases of data, kept as snapshots that nothing changes any more."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli.output import (
    complain,
    day_given,
    emit,
    progress,
    refuse,
    refuse_other_than_folder,
    refuse_without_dossier,
)

if TYPE_CHECKING:
    from onrecord.model.dossier import Dossier
    from onrecord.snapshots import Added


@click.group("data", context_settings={"help_option_names": ["-h", "--help"]})
def command() -> None:
    """Keep releases of data as snapshots.

    A release is received once, read, and kept in data/snapshots: its rows in one form, and a card with their hash, the
    layout, the release's name, the day it was retrieved, its licence. Nothing changes a snapshot; data/snapshots.jsonl
    names all of them.
    """


_DIRECTORY = click.argument("directory", metavar="[DIR]", default=".", type=click.Path(path_type=Path))
_FORM = click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True,
    help="For a person, or for a program.",
)  # fmt: skip


@command.command("add")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@_DIRECTORY
@click.option("--as", "name", metavar="NAME", default="", help="The dataset's name; from the file's name if not given.")
@click.option("--retrieved", metavar="DATE", default="", help="When the file was retrieved; today if not given.")
@click.option("--release", metavar="NAME", default="", help='The release, as its publisher calls it ("25.1").')
@click.option("--released", metavar="DATE", default="", help="When it was released.")
@click.option("--licence", metavar="TEXT", default="", help="The licence it is under.")
@click.option("--citation", metavar="TEXT", default="", help="How its publisher wants it cited.")
@click.option("--address", metavar="URL", default="", help="Where the file is from.")
@click.option(
    "--redistribute", type=click.Choice(["yes", "no"]), default="yes", show_default=True,
    help="Whether its rows may be passed on; if not, nothing that is published has a row of it.",
)  # fmt: skip
def add(
    file: Path,
    directory: Path,
    name: str,
    retrieved: str,
    release: str,
    released: str,
    licence: str,
    citation: str,
    address: str,
    redistribute: str,
) -> None:
    """Keep FILE as a snapshot of a dataset of the dossier in DIR (here, if none is given).

    Where dossier.toml has no dataset for it yet, one is added at its end. A file that was added before is not added
    again.

    \b
    Exit codes
      0  the snapshot is there
      2  the file cannot be used, or nothing can be written
    """
    from onrecord import __version__
    from onrecord.durable import InUseError, UnsafeError
    from onrecord.model.snapshot import Release
    from onrecord.snapshots import Arrival, BrokenLogError
    from onrecord.snapshots import add as keep
    from onrecord.text import render

    dossier = _dossier(directory)
    now = datetime.now(UTC)
    path = _file(file)
    name = _name(name, path, dossier)
    day = day_given(retrieved, "--retrieved") or now.date()
    if day > now.date():
        refuse(f"--retrieved {day} is a day to come")
    of = Release(release, day_given(released, "--released"), licence, citation, redistribute == "yes")
    try:
        with progress(sys.stderr) as say:
            added = keep(directory, dossier, name, Arrival(path, day, of, address), now, f"onrecord {__version__}", say)
    except InUseError as error:
        refuse(f"another run is adding data here ({error})", "Wait until it has ended, and run this again.")
    except BrokenLogError as error:
        complain(render(one) for one in error.findings)
        refuse("the log of snapshots is broken, so nothing was added", "Restore data/snapshots.jsonl from a copy.")
    except (OSError, UnsafeError) as error:
        reason = getattr(error, "strerror", None) or error
        refuse(f"{path.name} was not added: {reason}", "The dossier is as it was.")
    complain(render(one) for one in added.findings)
    if added.snapshot is None:
        refuse(f"{path.name} was not added", "The dossier is as it was.")
    emit(_told(added))
    emit(_declared(directory, dossier, name))


def _dossier(directory: Path) -> Dossier:
    from onrecord.model.visibility import Visibility
    from onrecord.text import load_dossier
    from onrecord.visibility import reduced

    refuse_other_than_folder(directory, "onrecord data")
    dossier, findings = load_dossier(directory)
    if dossier is None:
        refuse_without_dossier(directory, reduced(findings, Visibility.PUBLIC))
    return dossier


def _file(file: Path) -> Path:
    """The file itself, every link followed."""
    try:
        path = file.resolve(strict=True)
    except (OSError, RuntimeError):
        refuse(f"there is no file {file}")
    if not path.is_file():
        refuse(f"{file} is no regular file")
    return path


def _name(name: str, path: Path, dossier: Dossier) -> str:
    """The dataset's name: as given, or from the file's."""
    from onrecord.data.snapshots import stored_name
    from onrecord.snapshots import name_from

    found = name or name_from(path.name)
    if not found or stored_name(f"data/snapshots/{found}") != found:
        given = f"{name} cannot name a dataset" if name else f"{path.name} gives no name for the dataset"
        refuse(given, "Write --as NAME: letters, digits, hyphens and underscores, beginning with a letter.")
    for spec in dossier.datasets:
        if spec.id == found and stored_name(spec.path) != found:
            remedy = f'Choose another name, or let it mean the snapshots: path = "data/snapshots/{found}".'
            refuse(f"dossier.toml has a dataset {found} already, which is {spec.path or 'no file'}", remedy)
    return found


def _told(added: Added) -> str:
    """What was added, in a few lines."""
    from onrecord.render.snapshots import rows

    one = added.snapshot
    assert one is not None
    lines = [
        f"{one.dataset}  {one.name}: {'added' if added.new else 'there already, nothing was added'}",
        f"  {one.layout}, {rows(one)}",
        f"  {one.days.start} to {one.days.end}, {_countries(len([c for c in one.countries if c.raw]))}",
        f"  content {one.content}",
    ]
    if added.like:
        lines.append(f"  The file is another, and says the same in every row as {added.like}.")
    return "".join(f"{line}\n" for line in lines)


def _countries(count: int) -> str:
    return f"{count:,} {'country' if count == 1 else 'countries'}" if count else "no column of countries"


def _declared(directory: Path, dossier: Dossier, name: str) -> str:
    """Name the dataset in dossier.toml where nothing there means its snapshots; what was done."""
    from onrecord.data.snapshots import stored_name
    from onrecord.snapshots import declare

    using = [spec.id for spec in dossier.datasets if stored_name(spec.path) == name]
    if using:
        pinned = next((spec for spec in dossier.datasets if stored_name(spec.path) == name and spec.sha256), None)
        if pinned is not None:
            return f"dossier.toml uses the one that is pinned; `onrecord pin . {pinned.id}` pins the newest.\n"
        return ""
    if declare(directory, name):
        return f"dossier.toml: [datasets.{name}] added at its end.\n"
    return f'Name it in dossier.toml:\n\n[datasets.{name}]\npath = "data/snapshots/{name}"\n'


@command.command("list")
@_DIRECTORY
@_FORM
def listed(directory: Path, form: str) -> None:
    """List the snapshots of the dossier in DIR (here, if none is given), oldest first.

    \b
    Exit codes
      0  all can be listed
      2  the log or a card is broken
    """
    from onrecord.render.snapshots import snapshots_json, snapshots_text
    from onrecord.snapshots import kept
    from onrecord.text import render

    dossier = _dossier(directory)
    found, faults = kept(directory)
    snapshots = [one.snapshot for one in found if one.snapshot is not None]
    wrong = (*faults, *(one.fault for one in found if one.fault is not None))
    if form == "json":
        emit(snapshots_json(snapshots, wrong), json=True)
    else:
        emit(snapshots_text(snapshots, dossier.datasets))
    complain(render(one) for one in wrong)
    sys.exit(2 if wrong else 0)


@command.command("verify")
@_DIRECTORY
def verify(directory: Path) -> None:
    """Hash every file of every snapshot again, and check the log.

    \b
    Exit codes
      0  all is as it was added
      1  something is missing, was changed, or is in no line of the log
    """
    from onrecord.snapshots import verify as look
    from onrecord.text import render

    _dossier(directory)
    with progress(sys.stderr) as say:
        count, findings = look(directory, say)
    complain(render(one) for one in findings)
    if findings:
        sys.exit(1)
    what = "snapshot is" if count == 1 else "snapshots are"
    emit(f"{count:,} {what} as added; the log is whole.\n" if count else "There are no snapshots here.\n")


@command.command("diff")
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@_DIRECTORY
@click.option(
    "--actors", metavar="FILE", type=click.Path(path_type=Path), default=None,
    help="UCDP's actor dataset: two names of one actor are then a renaming.",
)  # fmt: skip
@click.option(
    "--rows", "shown", metavar="N", type=click.IntRange(0), default=20, show_default=True,
    help="How many events to list.",
)  # fmt: skip
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "html"]), default="text", show_default=True,
    help="For a person, for a program, or a page for a browser.",
)  # fmt: skip
def diff(old: str, new: str, directory: Path, actors: Path | None, shown: int, form: str) -> None:
    """Show what changed between two releases of event data, OLD and NEW.

    Each is a file, or a snapshot of the dossier in DIR (here, if none is given): NAME@DAY, NAME@HASH, or NAME for the
    newest. What only one of them covers is no change, and is told apart.

    \b
    Exit codes
      0  they were compared
      2  a release is not there, or the two cannot be compared
    """
    from onrecord.render.revision import revision_json, revision_page, revision_text
    from onrecord.revising import IncomparableError, NotFoundError, revised
    from onrecord.text import render

    try:
        with progress(sys.stderr) as say:
            found = revised(old, new, directory, actors, shown, say)
    except NotFoundError as error:
        there = f"Snapshots here: {', '.join(error.known)}." if error.known else "There are no snapshots here."
        refuse(f"{error} is neither a file nor a snapshot", there)
    except IncomparableError as error:
        refuse(f"they cannot be compared: {error}")
    except (OSError, ValueError) as error:
        refuse(f"{actors} cannot be read: {getattr(error, 'strerror', None) or error}")
    if found.revision is None:
        complain(render(one) for one in found.findings)
        refuse("a release cannot be read, so nothing was compared")
    if form == "json":
        emit(revision_json(found.revision), json=True)
    else:
        emit(revision_text(found.revision) if form == "text" else revision_page(found.revision))
