"""A file of 17 MiB, which is no use in the repository."""

from pathlib import Path


def make(root: Path) -> None:
    """Write claims/security.md with a hole of 17 MiB."""
    (root / "claims").mkdir()
    with (root / "claims" / "security.md").open("wb") as file:
        file.truncate(17 * 1024 * 1024)
