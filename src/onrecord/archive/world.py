"""What captures need of the world outside: the clock, the patience to wait, names of hosts; and the limits they obey.

All of it is an argument, so that tests run without a network and without waiting.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from onrecord.archive.addresses import Resolver, resolve

_MIB = 1024 * 1024


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class World:
    """``now`` is the time in UTC, ``monotonic`` seconds of a clock that is never set, ``sleep`` waits for seconds."""

    now: Callable[[], datetime] = _now
    monotonic: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    resolve: Resolver = resolve


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a capture may take.

    ``body`` and ``decoded`` are the most bytes of an answer as sent and without its compression, ``head`` of its
    headers; ``seconds`` the most that a capture takes with all redirects and attempts, ``idle`` the most between two
    pieces of an answer; ``wait`` the longest wait that a server may ask for before the next attempt; ``delay`` the
    time between two requests to one host.
    """

    body: int = 64 * _MIB
    decoded: int = 256 * _MIB
    head: int = 256 * 1024
    seconds: float = 180.0
    idle: float = 30.0
    redirects: int = 10
    attempts: int = 4
    wait: float = 60.0
    delay: float = 1.0
