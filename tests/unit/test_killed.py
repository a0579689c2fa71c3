"""Real processes: killed at random moments, without room on the disk, two at once. They leave the old state or the new.

See ``tests/support/killed.py``, which does it and says what was wrong.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = Path(__file__).parents[1] / "support" / "killed.py"

pytestmark = pytest.mark.skipif(not hasattr(os, "fork") or sys.platform != "linux", reason="forks processes")


def done(what: str, kind: str, folder: Path, *more: str) -> dict:
    ran = subprocess.run(
        [sys.executable, str(PROGRAM), what, kind, str(folder), *more],
        capture_output=True, text=True, timeout=240, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr[-2000:]
    told = json.loads(ran.stdout.splitlines()[-1])
    assert told["faults"] == [], told
    return told


@pytest.mark.parametrize("kind", ["publish", "add", "fmt"])
def test_a_process_killed_at_any_moment_leaves_the_old_state_or_the_new(kind, tmp_path):
    told = done("kill", kind, tmp_path, "20")
    assert told["killed"] >= 20


@pytest.mark.parametrize("kind", ["publish", "add", "fmt"])
def test_no_room_for_a_file_leaves_the_old_state_or_the_new(kind, tmp_path):
    codes = done("full", kind, tmp_path)["codes"]
    assert codes[0] == 2
    assert codes[-1] == 0


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="mounts a disk in memory: as root")
@pytest.mark.parametrize("kind", ["publish", "add"])
def test_a_full_disk_leaves_the_old_state_or_the_new(kind, tmp_path):
    told = done("disk", kind, tmp_path)
    if not told["mounted"]:
        pytest.skip("no disk in memory can be mounted here")
    assert told["codes"][0] == 2


@pytest.mark.parametrize("kind", ["publish", "add", "fmt"])
def test_of_two_processes_at_once_one_does_it_and_the_other_says_who(kind, tmp_path):
    done("twice", kind, tmp_path)
