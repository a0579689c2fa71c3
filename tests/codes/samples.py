"""The sample dossiers of this folder: where they are, and what onrecord says of each.

``tests/codes/CODE`` holds the files of a dossier that shows the code. What git cannot hold is made by ``make(root)`` of
a ``make.py`` beside them; what no file can cause happens inside its ``during()``; what another command than `check`
says is given by its ``findings(root)``; ``NEEDS`` names the program it cannot do without. ``expected.txt`` is the
rendered output; ``regenerate.py`` rewrites it.
"""

from __future__ import annotations

import runpy
import shutil
from collections.abc import Iterable
from contextlib import nullcontext
from pathlib import Path
from typing import Any

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
    if "make" in _script(code):
        _script(code)["make"](root)


def _script(code: str) -> dict[str, Any]:
    """What the sample's make.py defines."""
    path = FOLDER / code / "make.py"
    return runpy.run_path(str(path)) if path.exists() else {}


def missing_program(code: str) -> str:
    """The program that the sample of ``code`` needs and this machine has not; empty if there is none."""
    needed: str = _script(code).get("NEEDS", "")
    return needed if needed and shutil.which(needed) is None else ""


def findings_of(code: str, root: Path) -> tuple[Finding, ...]:
    """All that onrecord says of the sample of ``code``, laid out at ``root``."""
    script = _script(code)
    with script.get("during", nullcontext)():
        found: tuple[Finding, ...] = script["findings"](root) if "findings" in script else check(root).findings
        return found


def output(findings: Iterable[Finding]) -> str:
    """The rendered findings, as in ``expected.txt``."""
    return "\n\n".join(render(finding) for finding in findings) + "\n"
