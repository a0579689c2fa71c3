"""An archive is valid whenever a run is killed, and the next run goes on where that one was."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.support import dying
from tests.support.archives import archivist, dossier_of
from tests.support.hostile_server import Server, page, redirect, serving

from onrecord.archive.log import read_log
from onrecord.archive.storing import InUseError
from onrecord.archiving import UnsoundError, opened

PAGES = {"/a": page("<p>a"), "/b": redirect("/a"), "/c": page("<p>" + "c" * 100_000)}
SCRIPT = str(Path(dying.__file__))

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="processes are forked and killed")


def cited(tmp_path: Path, server: Server) -> Path:
    return dossier_of(tmp_path / "d", {name[1:]: server.url(name) for name in PAGES})


def test_killed_at_every_step_that_writes(tmp_path: Path) -> None:
    with serving(dict(PAGES)) as server:
        root = cited(tmp_path, server)
        command = [sys.executable, SCRIPT, str(root), str(server.port), str(tmp_path / "scratch")]
        (tmp_path / "scratch").mkdir()
        done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    lines = done.stdout.splitlines()
    assert done.returncode == 0, done.stderr
    assert [line for line in lines if not line.startswith("step")] == []
    assert len(lines) > 20
    assert sum("torn" in line for line in lines) == 3


@pytest.mark.parametrize("seed", range(4))
def test_killed_at_a_random_moment(tmp_path: Path, seed: int) -> None:
    with serving(dict(PAGES)) as server:
        root = cited(tmp_path, server)
        chance = random.Random(seed)
        for _ in range(2):
            process = subprocess.Popen([sys.executable, SCRIPT, str(root), str(server.port)])
            time.sleep(chance.uniform(0.3, 0.9))
            process.send_signal(signal.SIGKILL)
            process.wait()
            assert dying.faults(root, torn=True) == []
        dying.capture(root, server.port)
        assert dying.faults(root, torn=True) == []
    assert {each.source for each in read_log(root).captures} == {"a", "b", "c"}


def test_two_runs_at_once_are_kept_apart(tmp_path: Path) -> None:
    with serving(dict(PAGES)) as server:
        root = cited(tmp_path, server)
        with opened(root, archivist(server.port)), pytest.raises(InUseError) as raised, opened(root, archivist(1)):
            pass
        assert "A. Editor, since 2022-08-30 12:00 UTC, process" in str(raised.value)
        assert not (root / "archive" / ".lock").exists()
        command = [sys.executable, SCRIPT, str(root), str(server.port)]
        running = [subprocess.Popen(command, stderr=subprocess.PIPE, text=True) for _ in range(4)]
        ended = [(each.communicate()[1], each.returncode) for each in running]
    assert any(code == 0 for _, code in ended)
    assert all(code == 0 or "InUseError" in told for told, code in ended)
    book = read_log(root)
    assert (book.findings, book.lines) == ((), 3)


def test_a_lock_left_by_a_killed_run_holds_nobody_up(tmp_path: Path) -> None:
    (tmp_path / "archive").mkdir()
    (tmp_path / "archive" / ".lock").write_text("B. Editor, since long ago")
    with opened(tmp_path, archivist(1)) as (book, _):
        assert book.lines == 0


def test_a_log_with_faults_is_not_added_to(tmp_path: Path) -> None:
    (tmp_path / "archive").mkdir()
    (tmp_path / "archive" / "captures.jsonl").write_text("{}\n")
    with pytest.raises(UnsoundError) as raised, opened(tmp_path, archivist(1)):
        pass
    assert [each.code for each in raised.value.findings] == ["OR504"]


@pytest.mark.parametrize("part", ["archive", "archive/warc"])
def test_a_folder_that_is_a_link_is_not_written_through(tmp_path: Path, part: str) -> None:
    with serving(dict(PAGES)) as server:
        root = cited(tmp_path, server)
        (tmp_path / "outside").mkdir()
        (root / part).parent.mkdir(exist_ok=True)
        (root / part).symlink_to(tmp_path / "outside")
        with pytest.raises(Exception, match="is a link or a file"):
            dying.capture(root, server.port)
    assert list((tmp_path / "outside").iterdir()) == []
