"""``onrecord reproduce``: an edition built again, and compared byte for byte with what was published."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from onrecord.cli.output import emit, progress, refuse, shown


@click.command("reproduce")
@click.argument("edition", metavar="EDITION", type=click.Path(path_type=Path))
def command(edition: Path) -> None:
    """Build an edition again from the files of its dossier, and compare every byte.

    EDITION is a folder below `editions` of a dossier. Nothing is written.

    \b
    Exit codes
      0  every file came out as it was published
      1  one did not: it is named, with the first byte that differs
      2  it cannot be built again: the dossier is not as it was
    """
    from onrecord.reproducing import NotReproducibleError, reproduce

    try:
        with progress(sys.stderr) as say:
            made = reproduce(edition, say)
    except NotReproducibleError as fault:
        refuse(f"it cannot be built again: {fault}", "Put the dossier back as it was, from git or a copy.", fault.why)
    except (OSError, ValueError, KeyError) as error:
        refuse(f"there is no edition in {shown(edition)} that can be read: {error}", "Name its folder below editions.")
    if made.tools[0] != made.tools[1]:
        click.echo(f"warning: published by onrecord {made.tools[0]}, built by {made.tools[1]}", err=True)
    emit("".join(f"{one}\n" for one in made.different) + f"{made.same} files are the same byte for byte\n")
    sys.exit(1 if made.different else 0)
