"""What stops a capture, raised inside this package and turned into a value where a capture ends."""

from __future__ import annotations

from onrecord.model.capture import Fault


class CaptureError(Exception):
    """A capture cannot go on: ``fault`` is the kind, the text says why in a sentence for the log.

    ``retry`` is whether another attempt may succeed, ``after`` how many seconds the server asks to wait before it,
    ``status`` what the server answered.
    """

    def __init__(
        self, fault: Fault, why: str, *, retry: bool = False, after: float | None = None, status: int = 0
    ) -> None:
        super().__init__(why)
        self.fault, self.why, self.retry, self.after, self.status = fault, why, retry, after, status
