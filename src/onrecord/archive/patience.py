"""Few, ever slower attempts at something that a server may yet answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from onrecord.archive.faults import CaptureError
from onrecord.archive.world import Limits, World

T = TypeVar("T")


def patient(world: World, limits: Limits, attempt: Callable[[float], T]) -> T:
    """What an attempt gives, made again where its fault allows it: after 1, 2, 4 seconds, or when the server asks for.

    ``attempt`` is given the deadline, a time of the world's monotonic clock. Raises ``CaptureError`` with what stopped
    the last one.
    """
    deadline = world.monotonic() + limits.seconds
    number = 0
    while True:
        number += 1
        try:
            return attempt(deadline)
        except CaptureError as error:
            fault = error
        if not fault.retry or number == limits.attempts:
            raise fault
        wait = float(2 ** (number - 1)) if fault.after is None else max(fault.after, 1.0)
        if wait > limits.wait or world.monotonic() + wait >= deadline:
            if fault.after is not None:
                why = f"{fault.why}, and asks to wait {fault.after:,.0f} seconds"
                raise CaptureError(fault.fault, why, status=fault.status)
            raise fault
        world.sleep(wait)
