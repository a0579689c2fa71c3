"""An archive given away: as WACZ, or as a BagIt bag, without what is not public.

Joins the dossier's visibility with the archive's exports.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from onrecord.archive import bagit, wacz
from onrecord.archive.bagit import Exported
from onrecord.archive.wacz import NothingToExportError, NoWaczError
from onrecord.model.capture import Capture, Logged, Token
from onrecord.model.dossier import Dossier, Source, Visibility
from onrecord.visibility import published

__all__ = ["Exported", "NoWaczError", "NothingToExportError", "export", "is_public"]

_OWN_NOTES = ("custom", "note", "annote")
"""Fields of a source that are the editors' own."""


def export(root: Path, dossier: Dossier, target: Path, at: datetime) -> Exported:
    """Export the archive: as WACZ where ``target`` ends in ".wacz", else as a bag, a zip file where it ends in ".zip".

    Raises what ``wacz.export`` and ``bagit.export`` raise.
    """
    public = is_public(dossier)
    if target.suffix.lower() == ".wacz":
        return wacz.export(root, target, at, public, dossier.title)
    about = {"External-Description": dossier.title}
    if dossier.publisher is not None and dossier.publisher.name:
        about = {"Source-Organization": dossier.publisher.name, **about}
    return bagit.export(root, target, at, public, {"sources.json": _sources(dossier)}, about)


def is_public(dossier: Dossier) -> Callable[[Logged], bool]:
    """Which lines of the log may be given away: those of public sources, unless the line itself says otherwise.

    A line of a source that is not in the bibliography any more is withheld: nobody can tell what it was.
    """
    sources = {source.id for source in dossier.sources if source.visibility is Visibility.PUBLIC}

    def public(entry: Logged) -> bool:
        if isinstance(entry, Token):
            return True
        own = entry.visibility if isinstance(entry, Capture) else ""
        return entry.source in sources and own in ("", Visibility.PUBLIC)

    return public


def _sources(dossier: Dossier) -> bytes:
    """The public sources as CSL-JSON, without what is not public of them."""
    items = [_item(source) for source in published(dossier).sources if source.visibility is Visibility.PUBLIC]
    return (json.dumps(items, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "backslashreplace")


def _item(source: Source) -> dict[str, object]:
    held = json.loads(source.csl) if source.csl else {"id": source.id, "type": source.type, "title": source.title}
    return {name: value for name, value in held.items() if name not in _OWN_NOTES}
