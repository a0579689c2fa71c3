"""Running commands: in this process through click's runner, or as a real one."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from click.testing import CliRunner, Result

from onrecord.cli import main

DOSSIERS = Path(__file__).resolve().parents[1] / "dossiers"
_ROOT = DOSSIERS.parents[1]


def run(*args: str | Path, **environment: str | None) -> Result:
    """Run a command in this process. What it raises, beyond an exit, is raised here too."""
    env = {"COLUMNS": None, "NO_COLOR": None, "TERM": None} | environment
    result = CliRunner().invoke(main, [str(arg) for arg in args], env=env)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def process(*args: str | Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run a command as a process of its own."""
    env = {key: value for key, value in os.environ.items() if key not in ("COLUMNS", "NO_COLOR")} | environment
    command = [sys.executable, "-m", "onrecord", *map(str, args)]
    return subprocess.run(command, capture_output=True, env=env, cwd=_ROOT, timeout=120, check=False)


def small(target: Path) -> Path:
    """A copy of the small dossier that a test may change."""
    return Path(shutil.copytree(DOSSIERS / "small", target / "small"))
