"""What ``onrecord data add`` and ``update`` share: a file or an address becomes a snapshot, and what is said of it."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli.output import complain, emit, progress, refuse

if TYPE_CHECKING:
    from onrecord.model.dossier import Dossier
    from onrecord.receiving import Incoming
    from onrecord.snapshots import Added, Arrival

ALLOW = click.option(
    "--allow", "allowed", metavar="HOST[:PORT]", multiple=True,
    help="Ask this host though its address is not public. May be given again.",
)  # fmt: skip


@contextmanager
def local(file: str) -> Iterator[Path]:
    """A file of this machine, every link followed; of a ZIP file the table in it."""
    from onrecord.receiving import NotReceivedError, unpacked

    try:
        path = Path(file).resolve(strict=True)
    except (OSError, RuntimeError):
        refuse(f"there is no file {file}")
    if not path.is_file():
        refuse(f"{file} is no regular file")
    if path.suffix.casefold() != ".zip":
        yield path
        return
    with tempfile.TemporaryDirectory(prefix="onrecord-") as beside:
        try:
            yield unpacked(path, Path(beside))
        except NotReceivedError as error:
            refuse(f"{path.name} was not added: {error}", error.remedy)


@contextmanager
def fetched(directory: Path, url: str, allowed: tuple[str, ...]) -> Iterator[Incoming]:
    """What is at an address, while it is being kept."""
    from onrecord import __version__
    from onrecord.durable import InUseError, UnsafeError
    from onrecord.receiving import SECRETS, NotReceivedError, Receiver, receiving

    names = [name for each in SECRETS.values() for name in each]
    secrets = {name: os.environ.get(name, "").strip() for name in names}
    receiver = Receiver(f"onrecord {__version__}", allowed=allowed, secrets=secrets)
    try:
        with progress(sys.stderr) as say, receiving(directory, url, receiver, say) as came:
            yield came
    except NotReceivedError as error:
        refuse(f"{url} was not added: {error}", error.remedy)
    except InUseError as error:
        refuse(f"another run is fetching data here ({error})", "Wait until it has ended, and run this again.")
    except (OSError, UnsafeError) as error:
        refuse(f"{url} was not added: {getattr(error, 'strerror', None) or error}", "The dossier is as it was.")


def keep(directory: Path, dossier: Dossier, name: str, arrival: Arrival, now: datetime) -> None:
    """Make a snapshot of what arrived, and say what was done. Ends the run where it cannot be."""
    from onrecord import __version__
    from onrecord.durable import InUseError, UnsafeError
    from onrecord.snapshots import BrokenLogError, add
    from onrecord.text import render

    file = arrival.path.name
    try:
        with progress(sys.stderr) as say:
            added = add(directory, dossier, name, arrival, now, f"onrecord {__version__}", say)
    except InUseError as error:
        refuse(f"another run is adding data here ({error})", "Wait until it has ended, and run this again.")
    except BrokenLogError as error:
        complain(render(one) for one in error.findings)
        refuse("the log of snapshots is broken, so nothing was added", "Restore data/snapshots.jsonl from a copy.")
    except (OSError, UnsafeError) as error:
        refuse(f"{file} was not added: {getattr(error, 'strerror', None) or error}", "The dossier is as it was.")
    complain(render(one) for one in added.findings)
    if added.behind is not None:
        told = f"the clock says {now:%Y-%m-%d %H:%M}, and the last line of the log is of {added.behind:%Y-%m-%d %H:%M}"
        complain([f"warning: {told}: was it set back?"])
    if added.snapshot is None:
        refuse(f"{file} was not added", "The dossier is as it was.")
    emit(_told(added))
    emit(_declared(directory, dossier, name))


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
    if added.later:
        lines.append(f"  It was retrieved before {added.later}: the dataset still means that one.")
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
