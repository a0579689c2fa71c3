"""``onrecord changes``: what became of every statement since an edition or a release; exit code 1 where one flipped."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli.output import (
    complain,
    emit,
    progress,
    refuse,
    refuse_other_than_folder,
    refuse_without_dossier,
    shown,
)

if TYPE_CHECKING:
    from onrecord.model.ledger import Ledger
    from onrecord.model.snapshot import Entry
    from onrecord.past import Past
    from onrecord.pipeline import Progress, Session


@click.command("changes")
@click.argument("directory", metavar="[DIR]", default=".", type=click.Path(path_type=Path))
@click.option(
    "--since", metavar="EDITION", default="",
    help="Compare with this edition: its number, or last.  [default: the last one, if there is one]",
)  # fmt: skip
@click.option(
    "--from", "snapshots", metavar="NAME@DAY", multiple=True,
    help="Compare with the dossier as it is over an earlier snapshot of a dataset. May be given again.",
)  # fmt: skip
@click.option("--until", metavar="EDITION", default="", help="Compare up to this edition, not up to the present.")
@click.option(
    "--to", "later", metavar="NAME@DAY", multiple=True,
    help="Compare with what it says over this snapshot, not over the one in use. May be given again.",
)  # fmt: skip
@click.option(
    "--reach", "percent", metavar="PERCENT", type=click.FloatRange(0, 100), default=None,
    help="List verdicts that a figure changed by so much would turn.  [default: as much as figures changed, 1 to 10]",
)  # fmt: skip
@click.option(
    "--actors", metavar="FILE", type=click.Path(path_type=Path), default=None,
    help="UCDP's actor dataset: two names of one actor are then a renaming.",
)  # fmt: skip
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "github", "markdown"]), default="text", show_default=True,
    help="For a person, for a program, as annotations on GitHub, or as a short summary.",
)  # fmt: skip
@click.option("--all", "everything", is_flag=True, help="Show figures that stayed the same too.")
@click.option(
    "--show", type=click.Choice(["public", "internal", "confidential"]), default="public", show_default=True,
    help="Show what is marked up to this level too; the output is then not for publication.",
)  # fmt: skip
def command(
    directory: Path,
    since: str,
    snapshots: tuple[str, ...],
    until: str,
    later: tuple[str, ...],
    percent: float | None,
    actors: Path | None,
    form: str,
    everything: bool,
    show: str,
) -> None:
    """Show what became of every statement of the dossier in DIR (here, if none is given), and why.

    It is compared with the edition published last, or with what it would say over the snapshot that came before. Of
    each figure that changed the events behind it are told, by what became of them: removed, re-dated, re-located,
    re-attributed, recoded, their deaths changed, added. Verdicts that changed come first, then those that a small
    change would turn. On GitHub, a summary is added to the run's page.

    \b
    Exit codes
      0  no verdict changed
      1  a verdict changed
      2  there are no data, nothing to compare with, or a check could not run
    """
    refuse_other_than_folder(directory, "onrecord changes")
    if since and snapshots:
        refuse("--since and --from are two things to compare with", "Leave one of them out.")
    if (until and not since) or (later and not snapshots):
        refuse("--until goes with --since, --to with --from", "Say what it is to be compared with.")
    from onrecord.model.visibility import Visibility
    from onrecord.past import NothingBeforeError
    from onrecord.pipeline import prepare

    with progress(sys.stderr) as say:
        now = prepare(directory, say, show=Visibility(show))
        if now.dossier is None:
            refuse_without_dossier(directory, now.findings)
        if now.engine is None or not now.datasets:
            why = [str(one) for one in now.findings if one.severity == "error" and one.code.startswith("OR3")]
            refuse("the dossier has no data that can be read", "Run onrecord check.", why[:3])
        try:
            past = _past(now, since, snapshots, say)
            end = _past(now, until, later, say) if until or later else None
            found = _ledger(now, past, end, percent, actors, say)
        except NothingBeforeError as error:
            refuse(str(error), error.remedy)
    if form == "text":
        from onrecord.render.ledger_text import ledger_text

        emit(ledger_text(found, everything))
    elif form == "json":
        from onrecord.render.ledger_machine import ledger_json

        emit(ledger_json(found), json=True)
    elif form == "markdown":
        from onrecord.render.ledger_text import ledger_markdown

        emit(ledger_markdown(found))
    else:
        _on_github(found, directory)
    sys.exit(2 if found.not_run else 1 if found.flips else 0)


def _on_github(found: Ledger, directory: Path) -> None:
    """Annotations to standard output, and a summary to the file that GitHub names for it."""
    from onrecord.render.ledger_machine import ledger_github
    from onrecord.render.ledger_text import ledger_markdown, summary

    emit(ledger_github(found, shown(directory)) + summary(found) + "\n")
    page = os.environ.get("GITHUB_STEP_SUMMARY", "")
    if page:
        try:
            with Path(page).open("a", encoding="utf-8") as stream:
                stream.write(ledger_markdown(found))
        except OSError as error:
            complain([f"onrecord: the summary cannot be written to {page}: {error.strerror or error}"])


def _past(now: Session, since: str, snapshots: tuple[str, ...], say: Progress) -> Past:
    from onrecord.editions.store import read_chain
    from onrecord.past import as_published, edition_before, snapshots_before, with_snapshots

    if snapshots:
        wanted = tuple(_named(now.root, one) for one in snapshots)
        return with_snapshots(now, wanted, ", ".join(snapshots), say)
    chain = read_chain(now.root)
    if chain.faults:
        refuse("the editions are not as they were published", "Run onrecord editions.", chain.faults[:5])
    if since or chain.editions:
        return as_published(now, edition_before(chain, since or "last"), say)
    wanted = snapshots_before(now)
    return with_snapshots(now, wanted, ", ".join(f"{one.dataset}@{one.snapshot}" for one in wanted), say)


def _named(root: Path, name: str) -> Entry:
    from onrecord.revising import IncomparableError, NotFoundError, entry_of

    try:
        return entry_of(name, root)
    except NotFoundError as error:
        there = f"Snapshots here: {', '.join(error.known)}." if error.known else "There are no snapshots here."
        refuse(f"there is no snapshot {error}", there)
    except IncomparableError as error:
        refuse(str(error))


def _ledger(
    now: Session, past: Past, end: Past | None, percent: float | None, actors: Path | None, say: Progress
) -> Ledger:
    from onrecord.data.renames import read_lineage
    from onrecord.ledgering import ledger

    try:
        lineage = read_lineage(actors) if actors is not None else {}
    except (OSError, ValueError) as error:
        refuse(f"{actors} cannot be read: {getattr(error, 'strerror', None) or error}")
    return ledger(now, past, percent, lineage, say, end)
