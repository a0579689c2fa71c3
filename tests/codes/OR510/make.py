"""What `onrecord archive --verify` says; a check hashes no file."""

from pathlib import Path

from onrecord.archiving import read_log, verify_files
from onrecord.model.finding import Finding


def findings(root: Path) -> tuple[Finding, ...]:
    """Verify the archive."""
    return tuple(found for found in verify_files(root, read_log(root), str)[1] if found.code == "OR510")
