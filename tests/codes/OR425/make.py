"""Commits the claim with another deadline first."""

from pathlib import Path

from tests.support.git import commit

NEEDS = "git"


def make(root: Path) -> None:
    """Two versions: the one committed, and the one on disk."""
    claim = root / "claims/partners.md"
    now = claim.read_text(encoding="utf-8")
    claim.write_text(now.replace("24 months", "18 months"), encoding="utf-8")
    commit(root, "2022-03-01")
    claim.write_text(now, encoding="utf-8")
