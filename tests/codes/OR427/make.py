"""Commits the claim with a second pledge first."""

from pathlib import Path

from tests.support.git import commit

NEEDS = "git"

SECOND = """
- The authorities promised to free the prisoners. [@ecowas; @agency] {#prisoners}
  ~~~ pledge
  what: Free the prisoners
  by: The authorities
  made: 2020-10-01
  due: 2020-12-31
  ~~~
"""


def make(root: Path) -> None:
    """Two versions: the one committed, and the one on disk."""
    claim = root / "claims/partners.md"
    now = claim.read_text(encoding="utf-8")
    claim.write_text(now + SECOND, encoding="utf-8")
    commit(root, "2022-03-01")
    claim.write_text(now, encoding="utf-8")
