"""A server on 127.0.0.1 for the archive's tests: well-behaved pages, and every kind of ill behaviour.

A page is a function that is given the connection (a socket that has read the request) and the request's path; it
writes raw bytes, so that it may break any rule of HTTP.
"""

from __future__ import annotations

import contextlib
import re
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

Page = Callable[[socket.socket], None]


def answer(
    body: bytes = b"",
    status: str = "200 OK",
    type_: str = "text/html; charset=utf-8",
    *headers: str,
    length: int | None = None,
) -> bytes:
    """A whole answer, as bytes."""
    lines = [
        f"HTTP/1.1 {status}",
        f"Content-Type: {type_}",
        f"Content-Length: {len(body) if length is None else length}",
    ]
    return "\r\n".join([*lines, *headers, "Connection: close", "", ""]).encode() + body


def sends(data: bytes) -> Page:
    """A page that is these bytes."""
    return lambda connection: connection.sendall(data)


def page(text: str, *headers: str) -> Page:
    """An HTML page."""
    return sends(answer(text.encode(), "200 OK", "text/html; charset=utf-8", *headers))


def redirect(to: str, status: str = "302 Found") -> Page:
    """A redirect."""
    return sends(answer(b"", status, "text/html", f"Location: {to}"))


def in_turn(*pages: Page) -> Page:
    """One page after the other, the last one for ever."""
    left = list(pages)
    return lambda connection: (left.pop(0) if len(left) > 1 else left[0])(connection)


@dataclass
class Server:
    """The server while it runs. ``asked`` are the request lines and headers received, in order; ``bodies`` what was
    sent with them."""

    port: int
    pages: dict[str, Page] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)
    scheme: str = "http"

    def url(self, path: str = "/", host: str = "127.0.0.1") -> str:
        return f"{self.scheme}://{host}:{self.port}{path}"

    @property
    def paths(self) -> list[str]:
        """The paths asked for, robots.txt left out."""
        found = [each.split(" ", 2)[1] for each in self.asked]
        return [path for path in found if path != "/robots.txt"]


@contextlib.contextmanager
def serving(pages: dict[str, Page] | None = None, certificate: Path | None = None) -> Iterator[Server]:
    """Run a server. Where it has no page it answers 404. ``certificate`` (PEM, with its key) makes it https."""
    listening = socket.create_server(("127.0.0.1", 0))
    server = Server(listening.getsockname()[1], dict(pages or {}), scheme="https" if certificate else "http")
    context = None
    if certificate is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
    closing = threading.Event()

    def serve(connection: socket.socket) -> None:
        with contextlib.suppress(OSError, IndexError):
            connection.settimeout(20)
            if context is not None:
                connection = context.wrap_socket(connection, server_side=True)
            with connection:
                request = b""
                while b"\r\n\r\n" not in request:
                    piece = connection.recv(65536)
                    if not piece:
                        return
                    request += piece
                head, _, body = request.partition(b"\r\n\r\n")
                text = head.decode("latin-1") + "\r\n\r\n"
                length = re.search(r"\r\nContent-Length: (\d+)", text)
                while length and len(body) < int(length[1]):
                    body += connection.recv(65536)
                server.asked.append(text)
                server.bodies.append(body)
                path = text.split(" ", 2)[1]
                missing = sends(answer(b"no such page", "404 Not Found"))
                server.pages.get(path, missing)(connection)
                with contextlib.suppress(OSError):
                    connection.shutdown(socket.SHUT_WR)

    def accept() -> None:
        while not closing.is_set():
            try:
                connection, _ = listening.accept()
            except OSError:
                return
            threading.Thread(target=serve, args=(connection,), daemon=True).start()

    thread = threading.Thread(target=accept, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        closing.set()
        with contextlib.suppress(OSError):
            listening.shutdown(socket.SHUT_RDWR)
        listening.close()
        thread.join(5)
