"""The payload of an answer: hashed as sent, and unpacked only to see that it can be and that it is no bomb.

Imports: ``onrecord.model``, standard library.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator

from onrecord.archive.faults import CaptureError
from onrecord.archive.world import Limits
from onrecord.model.capture import Fault

_STEP = 1024 * 1024
_GZIP = ("gzip", "x-gzip")


class Decoded:
    """Takes a payload piece by piece. ``digest`` (sha256, hexadecimal) and ``size`` are of what was sent.

    ``encoding`` is the Content-Encoding header. Raises ``CaptureError`` for what is too large, packed or unpacked, and
    for what is not packed as the header says.
    """

    def __init__(self, encoding: str, limits: Limits) -> None:
        self._limits = limits
        self._hash, self.size, self._unpacked = hashlib.sha256(), 0, 0
        names = [name.strip().lower() for name in encoding.split(",") if name.strip() and name.strip() != "identity"]
        if len(names) > 1 or (names and names[0] not in (*_GZIP, "deflate")):
            why = f'the page is packed as "{encoding[:60]}", which was not asked for'
            raise CaptureError(Fault.MALFORMED, why)
        self._name = names[0] if names else ""
        self._unpacker: zlib._Decompress | None = None

    @property
    def digest(self) -> str:
        """The sha256 of all that was added."""
        return self._hash.hexdigest()

    def add(self, piece: bytes) -> None:
        """The next bytes of the payload."""
        self._hash.update(piece)
        self.size += len(piece)
        if self.size > self._limits.body:
            raise CaptureError(Fault.SIZE, f"the page is larger than {self._limits.body / _STEP:,.3g} MiB")
        if not self._name:
            return
        if self._unpacker is None:
            self._unpacker = _unpacker(self._name, piece)
        try:
            for part in self._parts(self._unpacker, piece):
                self._unpacked += len(part)
                if self._unpacked > self._limits.decoded:
                    room = self._limits.decoded / _STEP
                    raise CaptureError(Fault.SIZE, f"the page is larger than {room:,.3g} MiB when unpacked")
        except zlib.error:
            raise CaptureError(Fault.MALFORMED, f"the page is not packed as it says, as {self._name}") from None

    def _parts(self, unpacker: zlib._Decompress, data: bytes) -> Iterator[bytes]:
        while data:
            yield unpacker.decompress(data, _STEP)
            data = unpacker.unconsumed_tail
            if unpacker.eof:
                # Several gzip members follow one another; anything else after the end is not looked at.
                rest = unpacker.unused_data
                if self._name not in _GZIP or rest[:2] != b"\x1f\x8b":
                    return
                unpacker = self._unpacker = _unpacker(self._name, rest)
                data = rest

    def end(self) -> None:
        """The payload is complete. Raises ``CaptureError`` if it was packed and is not."""
        if self._unpacker is not None and not self._unpacker.eof:
            raise CaptureError(Fault.MALFORMED, "the page ends in the middle of what is packed", retry=True)


def _unpacker(name: str, start: bytes) -> zlib._Decompress:
    if name in _GZIP:
        return zlib.decompressobj(zlib.MAX_WBITS | 16)
    # "deflate" is the zlib format; some servers send the bare stream (RFC 9110, 8.4.1.2).
    wrapped = start[:1] and start[0] & 0x0F == 8 and (len(start) < 2 or (start[0] * 256 + start[1]) % 31 == 0)
    return zlib.decompressobj(zlib.MAX_WBITS if wrapped else -zlib.MAX_WBITS)
