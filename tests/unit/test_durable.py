"""Writing whole or not at all, and the lock."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from onrecord.durable import InUseError, UnsafeError, atomic_write, locked


def test_atomic_write_keeps_the_mode(tmp_path: Path) -> None:
    path = tmp_path / "f.txt"
    path.write_text("old")
    path.chmod(0o640)
    atomic_write(path, "new\r\né")
    assert path.read_bytes() == "new\r\né".encode()
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert [each.name for each in tmp_path.iterdir()] == ["f.txt"]


def test_atomic_write_follows_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").write_text("old")
    (tmp_path / "link").symlink_to("real")
    atomic_write(tmp_path / "link", "new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_text() == "new"


def test_atomic_write_leaves_nothing_on_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "f.txt"
    path.write_text("old")

    def fail(*_: object) -> None:
        raise OSError("full")

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(OSError, match="full"):
        atomic_write(path, "new")
    assert path.read_text() == "old"
    assert [each.name for each in tmp_path.iterdir()] == ["f.txt"]


def test_a_lock_is_held_by_one_and_says_by_whom(tmp_path: Path) -> None:
    first, second = locked(tmp_path, "data/.lock", "the first"), locked(tmp_path, "data/.lock", "the second")
    with first, pytest.raises(InUseError, match="the first"), second:
        pass
    with locked(tmp_path, "data/.lock", "the second"):
        pass


def test_a_lock_is_not_made_behind_a_link(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "dossier").mkdir()
    (tmp_path / "dossier" / "data").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(UnsafeError, match="is a link"), locked(tmp_path / "dossier", "data/.lock", "anyone"):
        pass
    assert list((tmp_path / "elsewhere").iterdir()) == []
