"""The sample dossiers of this folder: where they are, and what onrecord says of each.

``tests/codes/CODE`` holds the files of a dossier that shows the code. What git cannot hold is made by ``make(root)``
of a ``make.py`` beside them. ``expected.txt`` is the rendered output; ``regenerate.py`` rewrites it.
"""

from __future__ import annotations

import runpy
import shutil
from collections.abc import Iterable
from pathlib import Path

from onrecord.model.finding import Finding
from onrecord.pipeline import check
from onrecord.text import render

FOLDER = Path(__file__).parent
EXPECTED = "expected.txt"
_NOT_COPIED = (EXPECTED, "make.py", "__pycache__")


def sample_codes() -> list[str]:
    """The codes that have a sample."""
    return sorted(path.name for path in FOLDER.iterdir() if path.is_dir() and path.name.startswith("OR"))


def lay_out(code: str, root: Path) -> None:
    """Copy the sample dossier of ``code`` to ``root``."""
    shutil.copytree(FOLDER / code, root, ignore=shutil.ignore_patterns(*_NOT_COPIED), dirs_exist_ok=True)
    make = FOLDER / code / "make.py"
    if make.exists():
        runpy.run_path(str(make))["make"](root)


def findings_of(root: Path) -> tuple[Finding, ...]:
    """All that onrecord says of a dossier."""
    return check(root).findings


def output(findings: Iterable[Finding]) -> str:
    """The rendered findings, as in ``expected.txt``."""
    return "\n\n".join(render(finding) for finding in findings) + "\n"
