"""``onrecord pin``: write down which data files the dossier stands on, by their sha256."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli.output import complain, emit, refuse, refuse_without_dossier, shown

if TYPE_CHECKING:
    from onrecord.model.dossier import Dossier
    from onrecord.pinning import Pin


@click.command("pin")
@click.argument("directory", metavar="[DIR]", default=".", type=click.Path(path_type=Path))
@click.argument("ids", metavar="[ID]...", nargs=-1)
@click.option(
    "--check", is_flag=True, help="Change nothing; exit with 1 if a file is not the one pinned, or not pinned."
)
def command(directory: Path, ids: tuple[str, ...], check: bool) -> None:
    """Pin the data files of the dossier in DIR (here, if none is given), all or those of the datasets named.

    The sha256 of each file goes into data/snapshots.toml; from then on `onrecord check` says when a file is another
    one. Comments and other entries of data/snapshots.toml stay. Where a file is missing nothing is written.

    \b
    Exit codes
      0  the files are pinned
      1  with --check: a file is not the one pinned, or not pinned
      2  a file or dataset is missing, or the pins cannot be written
    """
    from onrecord.model.visibility import Visibility
    from onrecord.pinning import broken, pins
    from onrecord.text import load_dossier, render
    from onrecord.visibility import reduced

    dossier, findings = load_dossier(directory)
    if dossier is None:
        if not directory.exists() and directory != Path():
            name = shown(directory)
            refuse(
                f"there is no folder {name}", f"To pin one dataset of the dossier here, write: onrecord pin . {name}"
            )
        refuse_without_dossier(directory, reduced(findings, Visibility.PUBLIC))
    _known(dossier, ids)
    faults = reduced(broken(findings), Visibility.PUBLIC)
    if faults:
        complain(render(one) for one in faults)
        refuse("data/snapshots.toml cannot be used, so nothing was written", "Correct it, or remove it.")
    found = tuple(_told(pin, dossier) for pin in pins(directory, dossier, ids))
    missing = [pin for pin in found if pin.fault is not None]
    if missing:
        emit("".join(_line(pin, written=False) for pin in found))
        complain(render(pin.fault) for pin in missing if pin.fault is not None)
        refuse("not every file can be hashed, so nothing was written", "Put the files in their places and pin again.")
    changed = [pin for pin in found if pin.changed]
    if changed and not check:
        _write(directory, changed)
    emit("".join(_line(pin, written=not check) for pin in found) or "The dossier names no dataset to pin.\n")
    sys.exit(1 if check and changed else 0)


def _told(pin: Pin, dossier: Dossier) -> Pin:
    """A pin as it is told: of a data file that is not public without its name."""
    from onrecord.model.visibility import Visibility
    from onrecord.visibility import FILE, reduced
    from onrecord.withholding import of_dataset

    spec = next(each for each in dossier.datasets if each.id == pin.dataset)
    if spec.access.visibility is Visibility.PUBLIC:
        return pin
    fault = reduced(of_dataset((pin.fault,), spec), Visibility.PUBLIC)[0] if pin.fault is not None else None
    return replace(pin, path=FILE, fault=fault)


def _known(dossier: Dossier, ids: tuple[str, ...]) -> None:
    known = [spec.id for spec in dossier.datasets]
    unknown = [name for name in ids if name not in known]
    if unknown:
        listed = f"Datasets: {', '.join(known)}." if known else "dossier.toml names no dataset."
        refuse(f"dossier.toml has no dataset called {', '.join(unknown)}", listed)


def _line(pin: Pin, *, written: bool) -> str:
    """What is told of one file: its old and its new hash where they differ."""
    name = f"{pin.dataset}  {pin.path}"
    if pin.fault is not None:
        return f"{name}: cannot be hashed\n"
    if not pin.changed:
        return f"{name}: as pinned, {pin.new}\n"
    state = "pinned" if written else "not the file pinned" if pin.old else "not pinned"
    return f"{name}: {state}\n  old {pin.old or '(none)'}\n  new {pin.new}\n"


def _write(directory: Path, changed: list[Pin]) -> None:
    from onrecord.pinning import pinned_text
    from onrecord.text import atomic_write
    from onrecord.text.settings import SNAPSHOTS

    path = directory / SNAPSHOTS
    try:
        # Lone CR and CRLF stay: the file is rewritten only where a hash stands.
        text = path.read_bytes().decode("utf-8-sig") if path.exists() else ""
        path.parent.mkdir(exist_ok=True)
        atomic_write(path, pinned_text(text, {pin.dataset: pin.new for pin in changed}))
    except OSError as error:
        refuse(f"{SNAPSHOTS} cannot be written: {error.strerror or error}", "Correct its permissions.")
