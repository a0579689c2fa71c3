"""A loop of links, which git keeps badly."""

from pathlib import Path


def make(root: Path) -> None:
    """Link claims/security.md to itself."""
    (root / "claims").mkdir()
    (root / "claims" / "security.md").symlink_to("security.md")
