"""``onrecord archive``: capture what a dossier cites, import what was saved by hand, verify what is there."""

from __future__ import annotations

import getpass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli.output import emit, refuse, refuse_other_than_folder, refuse_without_dossier

if TYPE_CHECKING:
    from onrecord.archiving import Archivist
    from onrecord.model.dossier import Dossier, Source


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
@click.option(
    "--export", "target", metavar="PATH", type=click.Path(path_type=Path), default=None,
    help="Fetch nothing: write what is public of the archive into a .wacz, a .zip or a new folder (BagIt).",
)  # fmt: skip
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
    "--show", type=click.Choice(["public", "internal", "confidential"]), default="public", show_default=True,
    help="Tell of sources that are marked up to this level too; what is told is then not for publication.",
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
    target: Path | None,
    by: str,
    visibility: str | None,
    allowed: tuple[str, ...],
    show: str,
    form: str,
) -> None:
    """Capture the pages that the dossier in DIR (here, if none is given) cites.

    Every source that is cited, has a URL and no capture yet is fetched into archive/warc and written into
    archive/captures.jsonl. One that was stopped goes on where it was. Nothing that is there is changed.

    \b
    Exit codes
      0  all is captured, imported or verified
      1  a capture or a time-stamp failed, something quoted has changed,
         or an archived file or its log is not as captured
      2  a file has a fault, or the archive cannot be written
    """
    refuse_other_than_folder(directory, "onrecord archive")
    _refuse_together(keys, again, browser, path, url, note, verify, target)
    from onrecord.cli.archive_work import capture, export_all, import_one, verify_all
    from onrecord.model.visibility import Visibility
    from onrecord.render.withheld import banner
    from onrecord.text import load_dossier
    from onrecord.visibility import reduced

    dossier, findings = load_dossier(directory)
    if dossier is None:
        refuse_without_dossier(directory, reduced(findings, Visibility(show)))
    level = Visibility(show)
    if form == "text" and level is not Visibility.PUBLIC:
        emit(f"{banner(level)}\n")
    if verify:
        verify_all(directory, dossier, form, level)
    if target is not None:
        export_all(directory, dossier, target, form)
    archivist = _archivist(by, allowed, visibility or "")
    if path is not None:
        import_one(directory, dossier, _named(dossier, keys)[0], path, archivist, url, note, form, level)
    capture(
        directory, dossier, _chosen(dossier, keys), archivist, again=again, with_browser=browser, form=form, show=level
    )


def _refuse_together(
    keys: tuple[str, ...],
    again: bool,
    browser: bool,
    path: Path | None,
    url: str,
    note: str,
    verify: bool,
    target: Path | None,
) -> None:
    """End where options do not go together: one of them would do nothing."""
    captures = bool(keys or again or browser or path is not None)
    if (verify and (captures or target is not None)) or (target is not None and captures):
        one = "--verify" if verify else "--export"
        refuse(f"{one} goes with none of the options that do something else", "Run it by itself.")
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
