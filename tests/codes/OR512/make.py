"""What `onrecord archive --verify` says of time-stamps."""

from pathlib import Path

from onrecord.archiving import read_log
from onrecord.model.finding import Finding
from onrecord.stamping import verify_stamps


def findings(root: Path) -> tuple[Finding, ...]:
    """Verify the time-stamps."""
    return verify_stamps(root, read_log(root), None)[1]
