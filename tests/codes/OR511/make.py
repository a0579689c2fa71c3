"""What `onrecord archive` says when the authority gives no time-stamp: here its address is refused."""

from pathlib import Path

from onrecord.archiving import Archivist, read_log
from onrecord.model.finding import Finding
from onrecord.stamping import stamp
from onrecord.text import load_dossier


def findings(root: Path) -> tuple[Finding, ...]:
    """Ask for a time-stamp."""
    dossier = load_dossier(root)[0]
    assert dossier is not None
    assert dossier.authority is not None
    return stamp(root, read_log(root), dossier.authority, Archivist("A. Editor", "onrecord 0.1.0"))[2]
