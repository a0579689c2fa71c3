"""Dossiers whose sources the tests' own server has, and a clock that does not make anybody wait."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

from onrecord.archive.world import Limits, World
from onrecord.archiving import Archivist
from onrecord.model.dossier import Dossier
from onrecord.text import load_dossier

START = datetime(2022, 8, 30, 12, 0, 0, tzinfo=UTC)
QUICK = Limits(seconds=5.0, idle=1.0)


class Time:
    """A clock: ``slept`` are the waits asked for, which take no time; each moves the time of day by a second."""

    def __init__(self) -> None:
        self.slept: list[float] = []
        self.passed = 0.0

    def now(self) -> datetime:
        return START + timedelta(seconds=len(self.slept))

    def monotonic(self) -> float:
        import time

        return time.monotonic() + self.passed

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.passed += seconds


def world(time: Time | None = None, names: dict[str, str] | None = None) -> World:
    """A world where hosts have the addresses given, and no network is asked."""
    clock = time or Time()

    def resolve(host: str, port: int) -> tuple[str, ...]:
        if names and host in names:
            return (names[host],)
        if host.replace(".", "").isdigit() or ":" in host:
            return (host,)
        raise OSError("no such name")

    return World(clock.now, clock.monotonic, clock.sleep, resolve)


def archivist(port: int, time: Time | None = None, limits: Limits = QUICK) -> Archivist:
    """One who may ask the tests' server."""
    return Archivist("A. Editor", "onrecord 0.0.test", world(time), limits, (f"127.0.0.1:{port}",))


def dossier_of(root: Path, urls: dict[str, str]) -> Path:
    """Write a dossier that cites these sources."""
    (root / "claims").mkdir(parents=True)
    (root / "dossier.toml").write_text('title = "Mali"\nas_of = 2022-08-30\n')
    items = "".join(f"- Soldiers were seen. [@{key}]\n" for key in urls)
    (root / "claims" / "security.md").write_text(f"---\nclaim: Safer.\nclaimant: The army\n---\n\n{items}")
    sources = [
        {"id": key, "type": "webpage", "title": key, **({"URL": url} if url else {})} for key, url in urls.items()
    ]
    (root / "sources.json").write_text("[\n" + ",\n".join("  " + json.dumps(each) for each in sources) + "\n]\n")
    return root


def loaded(root: Path) -> Dossier:
    """The dossier in a folder."""
    dossier, _ = load_dossier(root)
    assert dossier is not None
    return dossier
