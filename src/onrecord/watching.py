"""Watching a dossier: what changes in its folder, and a server on this machine that shows the last build and reloads.

The server listens on 127.0.0.1 only, answers only requests that name this machine as their host (a page elsewhere
cannot reach it under a name of its own), and adds a small script to the pages that it sends; the files themselves stay
as they are. Imports the standard library only.
"""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Iterator, Mapping
from contextlib import suppress
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

HOST = "127.0.0.1"
_LIVE = "/onrecord-live"
_WAIT = 25.0
"""Seconds that a page waits for news before it asks again."""

_SCRIPT = """\
"use strict";
let seen = SEEN;
const ask = async () => {
  try {
    const answer = await fetch("/onrecord-live/news?seen=" + seen);
    const news = await answer.json();
    if (news.build !== seen) { location.reload(); return; }
    document.title = (news.fault ? "! " : "") + document.title.replace(/^! /, "");
    let bar = document.getElementById("onrecord-live");
    if (news.fault && !bar) {
      bar = document.createElement("pre");
      bar.id = "onrecord-live";
      bar.setAttribute("role", "status");
      document.body.prepend(bar);
    }
    if (bar) { bar.textContent = news.fault; bar.hidden = !news.fault; }
    ask();
  } catch { setTimeout(ask, 1000); }
};
ask();
"""


def files_of(root: Path, leave: Path) -> dict[str, tuple[int, int]]:
    """When each file of a dossier was last changed, and its size, by path; without hidden files and the output."""
    return dict(_walk(root.resolve(), leave.resolve()))


def _walk(folder: Path, leave: Path) -> Iterator[tuple[str, tuple[int, int]]]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        if entry.name.startswith(".") or entry.name.endswith("~"):
            continue
        with suppress(OSError):
            if entry.is_dir(follow_symlinks=False):
                if Path(entry.path) != leave:
                    yield from _walk(Path(entry.path), leave)
            else:
                stat = entry.stat()
                yield entry.path, (stat.st_mtime_ns, stat.st_size)


def changed(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[str, ...]:
    """The paths that are new, gone or different."""
    return tuple(sorted(path for path in before.keys() | after.keys() if before.get(path) != after.get(path)))


class News:
    """What the pages that are open are told: the number of the build, and why the last try failed, if it did."""

    def __init__(self) -> None:
        self._told = threading.Condition()
        self._build = 0
        self._fault = ""

    def tell(self, fault: str = "") -> None:
        """A build has ended: well, or with a fault that the pages show while they keep the last good build."""
        with self._told:
            self._fault = fault
            if not fault:
                self._build += 1
            self._told.notify_all()

    def now(self) -> tuple[int, str]:
        """The number of the last good build, and the fault since then."""
        with self._told:
            return self._build, self._fault

    def wait(self, seen: int, seconds: float) -> tuple[int, str]:
        """What there is to tell to one who has seen a build: at once where there is a newer one, else when something
        happens, or after some seconds."""
        with self._told:
            if self._build == seen:
                self._told.wait(seconds)
            return self._build, self._fault


class _Handler(SimpleHTTPRequestHandler):
    server: _Server

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, directory=str(args[2].folder), **named)

    def do_GET(self) -> None:
        if not self._ours():
            return
        path, _, query = self.path.partition("?")
        if path == f"{_LIVE}/news":
            seen = query.partition("seen=")[2]
            build, fault = self.server.news.wait(int(seen) if seen.isdigit() and len(seen) < 10 else -1, _WAIT)
            self._send(json.dumps({"build": build, "fault": fault}).encode(), "application/json")
        elif path == f"{_LIVE}/script.js":
            self._send(_SCRIPT.replace("SEEN", str(self.server.news.now()[0])).encode(), "text/javascript")
        elif (page := self._page(path)) is not None:
            script = f'<script src="{_LIVE}/script.js" defer></script>'.encode()
            self._send(page.replace(b"</body>", script + b"</body>", 1), "text/html; charset=utf-8")
        else:
            super().do_GET()

    def do_HEAD(self) -> None:
        if self._ours():
            super().do_HEAD()

    def _ours(self) -> bool:
        """Whether the request names this machine as its host."""
        name = self.headers.get("Host", "").rsplit(":", 1)[0]
        if name in (HOST, "localhost"):
            return True
        self.send_error(403, "Open this server by its own address")
        return False

    def _page(self, path: str) -> bytes | None:
        file = Path(self.translate_path(path))
        file = file / "index.html" if path.endswith("/") else file
        return file.read_bytes() if file.suffix == ".html" and file.is_file() else None

    def _send(self, content: bytes, kind: str) -> None:
        with suppress(ConnectionError):
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Requests are not listed."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, folder: Path, news: News, port: int) -> None:
        self.folder, self.news = folder.resolve(), news
        super().__init__((HOST, port), _Handler)


def serve(folder: Path, news: News, port: int) -> ThreadingHTTPServer:
    """A server of a folder, listening in threads of its own. ``port`` 0 takes a free one. Raises ``OSError`` where the
    port is taken; ``server_port`` says which it is, ``shutdown`` ends it."""
    server = _Server(folder, news, port)
    threading.Thread(target=server.serve_forever, name="onrecord-live", daemon=True).start()
    return server
