"""Commits both files, and changes the original's sentence afterwards."""

from pathlib import Path

from tests.support.git import commit

NEEDS = "git"


def make(root: Path) -> None:
    """The translation is of the sentence as it was."""
    claim = root / "claims/security.md"
    now = claim.read_text(encoding="utf-8")
    claim.write_text(now.replace("were killed", "died"), encoding="utf-8")
    commit(root, "2022-03-01")
    claim.write_text(now, encoding="utf-8")
    commit(root, "2022-03-02")
