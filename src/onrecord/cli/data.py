"""``onrecord data``: releases of data, kept as snapshots that nothing changes any more."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli.data_keeping import ALLOW, fetched, keep, local
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
@click.argument("file", metavar="FILE|URL")
@_DIRECTORY
@click.option("--as", "name", metavar="NAME", default="", help="The dataset's name; from the file's name if not given.")
@click.option("--retrieved", metavar="DATE", default="", help="When the file was retrieved; today if not given.")
@click.option("--release", metavar="NAME", default="", help='The release, as its publisher calls it ("25.1").')
@click.option("--released", metavar="DATE", default="", help="When it was released.")
@click.option("--licence", metavar="TEXT", default="", help="The licence it is under.")
@click.option("--citation", metavar="TEXT", default="", help="How its publisher wants it cited.")
@click.option("--address", metavar="URL", default="", help="Where the file is from.")
@click.option(
    "--redistribute", type=click.Choice(["yes", "no"]), default=None,
    help="Whether its rows may be passed on; if not, nothing that is published has a row of it.  "
    "[default: yes; no for ACLED's program]",
)  # fmt: skip
@ALLOW
def add(
    file: str,
    directory: Path,
    name: str,
    retrieved: str,
    release: str,
    released: str,
    licence: str,
    citation: str,
    address: str,
    redistribute: str | None,
    allowed: tuple[str, ...],
) -> None:
    """Keep FILE as a snapshot of a dataset of the dossier in DIR (here, if none is given).

    With a URL the file is fetched; a run that was stopped goes on where it was. The addresses of UCDP's program
    (https://ucdpapi.pcr.uu.se/api/gedevents/25.1?Country=432) and of ACLED's
    (https://acleddata.com/api/acled/read?country=Mali) are asked page by page, with what the environment's variables
    UCDP_ACCESS_TOKEN, or ACLED_EMAIL and ACLED_PASSWORD, hold.

    Of a ZIP file the one table in it is kept. Where dossier.toml has no dataset for it yet, one is added at its end. A
    file that was added before is not added again.

    \b
    Exit codes
      0  the snapshot is there
      2  the file cannot be had or used, or nothing can be written
    """
    from onrecord.model.snapshot import Release
    from onrecord.receiving import is_address
    from onrecord.snapshots import Arrival

    dossier = _dossier(directory)
    now = datetime.now(UTC)
    day = day_given(retrieved, "--retrieved")
    if day is not None and day > now.date():
        refuse(f"--retrieved {day} is a day to come")
    of = Release(release, day_given(released, "--released"), licence, citation, redistribute != "no")
    if not is_address(file):
        with local(file) as path:
            name = _name(name, path, dossier)
            keep(directory, dossier, name, Arrival(path, day or now.date(), of, address), now)
        return
    if day is not None or address:
        refuse("--retrieved and --address are for files; what is fetched comes today, from its address")
    if name:
        _name(name, Path(file), dossier)
    with fetched(directory, file, allowed) as came:
        found = of.name or came.release
        of = replace(of, name=found, redistribute=came.redistribute if redistribute is None else of.redistribute)
        name = _name(name, came.path, dossier)
        keep(directory, dossier, name, Arrival(came.path, came.retrieved, of, came.address), now)


@command.command("update")
@_DIRECTORY
@click.option("--only", metavar="NAME", multiple=True, help="Look for this dataset only. May be given again.")
@ALLOW
def update(directory: Path, only: tuple[str, ...], allowed: tuple[str, ...]) -> None:
    """Fetch again what was fetched before, and keep what is new of it as snapshots.

    For every dataset of the dossier in DIR (here, if none is given) the address of its newest snapshot is asked. An
    address that names a release, as .../ged251-csv.zip does, gives that release and never a later one.

    \b
    Exit codes
      0  all were asked; what is new is there
      2  one of them cannot be had or used
    """
    from onrecord.snapshots import Arrival, newest

    dossier = _dossier(directory)
    there = newest(directory)
    unknown = sorted(set(only) - set(there))
    if unknown:
        refuse(f"there are no snapshots of {unknown[0]}", f"Snapshots here: {', '.join(there) or 'none'}.")
    asked = [one for name, one in there.items() if (not only or name in only) and one.received.address]
    for name in [name for name, one in there.items() if name in only and not one.received.address]:
        refuse(f"{name} was added from a file, so there is no address to ask", "Add the new file: onrecord data add.")
    if not asked:
        emit("Nothing here was fetched from an address.\n")
    failed = False
    for one in asked:
        try:
            with fetched(directory, one.received.address, allowed) as came:
                arrival = Arrival(came.path, came.retrieved, one.release, came.address)
                keep(directory, dossier, one.dataset, arrival, datetime.now(UTC))
        except SystemExit:
            failed = True  # it was said why; the others are asked all the same
    sys.exit(2 if failed else 0)


def _dossier(directory: Path) -> Dossier:
    from onrecord.model.visibility import Visibility
    from onrecord.text import load_dossier
    from onrecord.visibility import reduced

    refuse_other_than_folder(directory, "onrecord data")
    dossier, findings = load_dossier(directory)
    if dossier is None:
        refuse_without_dossier(directory, reduced(findings, Visibility.PUBLIC))
    return dossier


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
