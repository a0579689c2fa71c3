"""One HTTP request and its answer, byte for byte as they went over the wire.

The connection goes to an address that was checked, and to no other; the name is kept for the Host header and for the
certificate. Every byte of the answer is counted as it arrives, so that nothing endless, slow or huge is read to its
end. Python's own HTTP client is used and none on top of it: those decode, pool and follow, and an archive needs what
was sent. Imports: ``onrecord.model``, standard library, certifi.
"""

from __future__ import annotations

import http.client
import io
import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from onrecord.archive.addresses import Target
from onrecord.archive.decoding import Decoded
from onrecord.archive.faults import CaptureError
from onrecord.archive.world import Limits
from onrecord.model.capture import Fault

_PIECE = 64 * 1024
_CONNECT = 15.0
Headers = tuple[tuple[str, str], ...]
_ACCEPT: Headers = (
    ("Accept", "text/html,application/xhtml+xml,application/pdf,application/xml;q=0.9,*/*;q=0.8"),
    ("Accept-Encoding", "gzip, deflate"),
    ("Connection", "close"),
)


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer with the request that led to it.

    ``response`` is all of it as sent, ``head`` the number of its bytes that are status line and headers; ``headers``
    have lower-case names. ``digest`` (hexadecimal) and ``size`` are of the payload: the body without its chunks.
    ``chunked`` is whether it was sent in such.
    """

    request: bytes
    response: bytes
    head: int
    status: int
    headers: tuple[tuple[str, str], ...]
    digest: str
    size: int
    chunked: bool
    address: str

    def header(self, name: str) -> str:
        """The first header of a name; empty if there is none."""
        return next((value for each, value in self.headers if each == name), "")


class _Incoming(io.RawIOBase):
    """The bytes that arrive: bounded in number and by an overall deadline."""

    def __init__(self, sock: socket.socket, left: Callable[[], float], limits: Limits) -> None:
        self._sock, self._left, self._limits = sock, left, limits

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        left = self._left()
        if left <= 0:
            raise _too_slow(self._limits.seconds)
        self._sock.settimeout(min(left, self._limits.idle))
        try:
            return self._sock.recv_into(buffer)
        except TimeoutError:
            if self._left() <= 0:
                raise _too_slow(self._limits.seconds) from None
            why = f"the server sent nothing for {self._limits.idle:g} seconds"
            raise CaptureError(Fault.TIMEOUT, why, retry=True) from None


class _Kept:
    """A file for ``http.client`` that keeps what is read through it; what the answer does not claim is not read."""

    def __init__(self, stream: io.BufferedReader, limits: Limits) -> None:
        self._stream, self._limits, self.data, self.in_head = stream, limits, bytearray(), True
        self.closed = False

    def _keep(self, piece: bytes) -> bytes:
        self.data += piece
        if self.in_head and len(self.data) > self._limits.head:
            raise CaptureError(Fault.SIZE, f"the headers of the answer are longer than {self._limits.head:,} bytes")
        # Chunks have a few bytes of their own; what is endless passes any limit.
        if len(self.data) > self._limits.head + self._limits.body * 2:
            raise too_large(self._limits)
        return piece

    def readline(self, size: int = -1) -> bytes:
        return self._keep(self._stream.readline(size))

    def read(self, size: int = -1) -> bytes:
        return self._keep(self._stream.read(size))

    def readinto(self, buffer: memoryview) -> int:
        piece = self.read(len(buffer))
        buffer[: len(piece)] = piece
        return len(piece)

    def flush(self) -> None:
        """Nothing is written."""

    def close(self) -> None:
        self.closed = True


class _Reading:
    """What ``http.client.HTTPResponse`` wants of a socket."""

    def __init__(self, kept: _Kept) -> None:
        self._kept = kept

    def makefile(self, mode: str) -> _Kept:
        return self._kept


def too_large(limits: Limits) -> CaptureError:
    """The page is larger than a capture may be."""
    return CaptureError(Fault.SIZE, f"the page is larger than {limits.body / (1024 * 1024):,.3g} MiB")


def _too_slow(seconds: float) -> CaptureError:
    return CaptureError(Fault.TIMEOUT, f"the capture took longer than {seconds:g} seconds")


def ask(
    target: Target,
    addresses: tuple[str, ...],
    limits: Limits,
    left: Callable[[], float],
    agent: str,
    send: tuple[str, bytes] | None = None,
    headers: Headers = (),
) -> Answer:
    """Send a request to the first address that takes the connection: GET, or POST where there is something to
    ``send`` (its media type and its bytes). ``left`` is the time left in seconds. ``headers`` are those of a GET,
    instead of a browser's.

    Raises ``CaptureError``.
    """
    method, headers = ("GET", headers or _ACCEPT) if send is None else ("POST", _sending(*send))
    lines = [f"{method} {target.path} HTTP/1.1", f"Host: {target.authority}", f"User-Agent: {agent}"]
    request = ("\r\n".join([*lines, *(f"{name}: {value}" for name, value in headers)]) + "\r\n\r\n").encode("ascii")
    request += send[1] if send is not None else b""
    sock, address = _connected(target, addresses, left, limits)
    try:
        sock.settimeout(max(0.001, min(left(), limits.idle)))
        sock.sendall(request)
        return _answer(sock, request, address, limits, left)
    except CaptureError:
        raise
    except ssl.SSLError as error:
        raise _tls(target, error) from None
    except TimeoutError:
        raise CaptureError(Fault.TIMEOUT, "the server did not take the request in time", retry=True) from None
    except http.client.IncompleteRead:
        raise _broken_off() from None
    except (http.client.HTTPException, ValueError) as error:
        raise CaptureError(Fault.MALFORMED, f"the answer is not proper HTTP: {_plain(error)}") from None
    except OSError as error:
        why = f"the connection broke off: {error.strerror or error}"
        raise CaptureError(Fault.CONNECTION, why, retry=True) from None
    finally:
        sock.close()


def _sending(type_: str, body: bytes) -> Headers:
    return ("Content-Type", type_), ("Content-Length", str(len(body))), ("Connection", "close")


def _answer(sock: socket.socket, request: bytes, address: str, limits: Limits, left: Callable[[], float]) -> Answer:
    kept = _Kept(io.BufferedReader(_Incoming(sock, left, limits), _PIECE), limits)
    response = http.client.HTTPResponse(_Reading(kept), method="GET")  # type: ignore[arg-type]
    response.begin()
    if response.status < 200 or kept.data[9:12] != b"%03d" % response.status:
        raise CaptureError(Fault.MALFORMED, f"the server answered with an interim status, {response.status}")
    kept.in_head = False
    head = len(kept.data)
    headers = tuple((name.lower(), " ".join(value.split())) for name, value in response.getheaders())
    if response.length is not None and response.length > limits.body:
        raise too_large(limits)
    encodings = [value for name, value in headers if name == "content-encoding"]
    payload = Decoded(", ".join(encodings), limits)
    while piece := response.read(_PIECE):
        payload.add(piece)
    if response.length:  # at the end of the stream http.client says nothing of what is missing
        raise _broken_off()
    payload.end()
    return Answer(
        request, bytes(kept.data), head, response.status, headers, payload.digest, payload.size,
        bool(response.chunked), address,
    )  # fmt: skip


def _connected(
    target: Target, addresses: tuple[str, ...], left: Callable[[], float], limits: Limits
) -> tuple[socket.socket, str]:
    reason: OSError | None = None
    for address in addresses[:4]:
        room = min(left(), _CONNECT, limits.idle)
        if room <= 0:
            raise _too_slow(limits.seconds)
        try:
            sock = socket.create_connection((address, target.port), timeout=room)
        except OSError as error:
            reason = error
            continue
        if target.scheme == "http":
            return sock, address
        try:
            return _context().wrap_socket(sock, server_hostname=target.host), address
        except ssl.SSLError as error:
            sock.close()
            raise _tls(target, error) from None
        except ValueError as error:
            sock.close()
            raise CaptureError(Fault.TLS, f"{target.host} is no name for a certificate: {error}") from None
        except OSError as error:
            sock.close()
            reason = error
    timed_out = isinstance(reason, TimeoutError)
    said = "it did not answer" if timed_out or reason is None else (reason.strerror or str(reason)).lower()
    kind = Fault.TIMEOUT if timed_out else Fault.CONNECTION
    raise CaptureError(kind, f"no connection to {target.authority}: {said}", retry=True) from None


@cache
def _context() -> ssl.SSLContext:
    """The machine's own certificate authorities and, since some Pythons come without, those of certifi."""
    import certifi

    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context


def _tls(target: Target, error: ssl.SSLError) -> CaptureError:
    if isinstance(error, ssl.SSLCertVerificationError):
        why = f"the certificate of {target.host} cannot be trusted: {error.verify_message or error.reason}"
    else:
        why = f"no secure connection to {target.authority}: {(error.reason or str(error)).replace('_', ' ').lower()}"
    return CaptureError(Fault.TLS, why)


def _broken_off() -> CaptureError:
    return CaptureError(Fault.CONNECTION, "the connection broke off in the middle of the answer", retry=True)


def _plain(error: Exception) -> str:
    text = " ".join(str(error).split())[:120]
    if isinstance(error, http.client.LineTooLong):
        return "a header line is too long"
    if isinstance(error, http.client.BadStatusLine):
        return f"its first line is {text or 'empty'}"
    if isinstance(error, ValueError):
        return "its chunks are broken"
    return text or "it ends before it has begun"
