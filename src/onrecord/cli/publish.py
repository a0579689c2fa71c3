"""``onrecord publish``: an edition that is kept, signed where there is a key, with every change explained."""

from __future__ import annotations

import os
import secrets
import sys
from pathlib import Path

import click

from onrecord.cli.build import OUTPUT, _faults, _published
from onrecord.cli.output import emit, progress, refuse, refuse_other_than_folder, shown


@click.command("publish")
@click.argument("directory", metavar="[DIR]", default=".", type=click.Path(path_type=Path))
@click.option("--reason", required=True, help="Why this edition is published, in a sentence.")
@click.option("--output", type=click.Path(path_type=Path), help="The folder to write to.  [default: DIR/_build]")
@click.option("--key", type=click.Path(path_type=Path), help="Sign with this private ed25519 key of OpenSSH.")
@click.option(
    "--date", "day", metavar="DAY",
    help="The day of publication, YYYY-MM-DD.  [default: SOURCE_DATE_EPOCH, or today]",
)  # fmt: skip
@click.option("--despite", metavar="CODE", multiple=True, help="Publish although CODE fails. May be given again.")
@click.option("--because", metavar="TEXT", multiple=True, help="The reason for each --despite, printed on the page.")
@click.option("--unsigned", is_flag=True, help="Publish without a signature, although there was one before.")
@click.option("--backdated", is_flag=True, help="Publish even on a day before that of the last edition.")
def command(
    directory: Path,
    reason: str,
    output: Path | None,
    key: Path | None,
    day: str | None,
    despite: tuple[str, ...],
    because: tuple[str, ...],
    unsigned: bool,
    backdated: bool,
) -> None:
    """Check and build the dossier in DIR (here, if none is given), and keep what is published as an edition.

    What changed since the edition before is computed and listed in corrections.toml; nothing is published until each
    change has a kind and a reason there.

    \b
    Exit codes
      0  published, or nothing had changed since the last edition
      2  nothing was published: a fault, a reason missing, or a file in the way
    """
    refuse_other_than_folder(directory, "onrecord publish")
    if not reason.strip():
        refuse("the reason is empty", "Say in a sentence why this edition is published.")
    if len(because) != len(despite) or any(not each.strip() for each in because):
        refuse("each --despite CODE needs a reason of its own", "Give --because TEXT after it.")
    from onrecord.durable import InUseError, UnsafeError
    from onrecord.editions.reasons import ReasonsError
    from onrecord.editions.signing import KeyFaultError
    from onrecord.publishing import FaultyError, RefusedError, Request, publish
    from onrecord.render.publish.theme import ThemeError
    from onrecord.render.publish.typesetting import TypesettingError
    from onrecord.signing_keys import NoKeyError, places

    if unsigned and key is not None:
        refuse("--unsigned and --key exclude each other", "Use one of the two.")
    target = output if output is not None else directory / OUTPUT
    private = b""
    if key is not None:
        try:
            private = key.read_bytes()
        except OSError as error:
            refuse(f"the key {shown(key)} cannot be read: {error.strerror or error}", "Name the file of a private key.")
    request = Request(
        reason.strip(), _published(day), tuple(zip(despite, because, strict=True)), private, backdated, unsigned,
        places(os.environ, Path.home()),
    )  # fmt: skip
    try:
        with progress(sys.stderr) as say:
            made = publish(directory, target, request, lambda: secrets.token_bytes(32), f"process {os.getpid()}", say)
    except FaultyError as fault:
        stopped = _faults(fault.frozen.report)
        for each in stopped.above:
            click.echo(each, err=True)
        refuse("nothing was published: the dossier has faults", stopped.remedy)
    except RefusedError as fault:
        refuse(f"nothing was published: {fault}", fault.remedy, fault.why)
    except NoKeyError as fault:
        refuse(f"nothing was published: {fault}", fault.remedy, fault.why)
    except KeyFaultError as fault:
        refuse(
            f"nothing was published: {fault}",
            "Publish without --key, and sign edition.json with ssh-keygen -Y sign -n onrecord.",
        )
    except ReasonsError as fault:
        refuse(f"nothing was published: {fault}", "Mend the file, or move it away.")
    except InUseError as error:
        refuse(f"nothing was published: another run is publishing ({error})", "Run it again when that has ended.")
    except (UnsafeError, ThemeError) as fault:
        refuse(f"nothing was published: {fault}", "Mend it, or move it away.")
    except TypesettingError as fault:
        refuse(f"nothing was published: {fault.message}", fault.remedy)
    except OSError as error:
        refuse(
            f"it could not be written: {error.strerror or error}",
            "Make room, and run it again: an edition is kept whole or not at all.",
        )
    if made.written.kept:
        refuse(
            f"edition {made.number} is kept, but {len(made.written.kept)} files are in the way in {shown(target)}",
            "Move them, or give another --output, and run it again: nothing else is published anew.",
            made.written.kept[:5],
        )
    for one in made.stale:
        told = f"{one.id} changed in edition {one.since}, and its translation ({one.language}) still says the same"
        click.echo(f"warning: {told}", err=True)
    name = shown(made.folder)
    signed = "signed" if (made.folder / "edition.json.sig").exists() else "not signed"
    what = f"{name}: edition {made.number}, {signed}" if made.new else f"nothing changed since edition {made.number}"
    emit(f"{what}; {shown(target)}: {made.written.total} files, {len(made.written.changed)} new or changed\n")
