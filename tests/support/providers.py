"""Servers that behave as UCDP's and ACLED's programs are documented to, and files that are served in pieces."""

from __future__ import annotations

import json
import re
import socket
from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from tests.support.hostile_server import Page, Server, answer


def ucdp_event(number: int, **more: Any) -> dict[str, Any]:
    """An event as UCDP's program writes it."""
    event: dict[str, Any] = {
        "id": number, "type_of_violence": 3, "date_start": f"2020-03-{number % 28 + 1:02}T00:00:00",
        "date_end": f"2020-03-{number % 28 + 1:02}T00:00:00", "best": number % 7, "low": 0, "high": 9,
        "country": "Mali", "side_a": 'The "A", B', "side_b": "Civilians", "latitude": 14.5, "adm_1": None,
    }  # fmt: skip
    return event | more


def acled_event(number: int) -> dict[str, Any]:
    """An event as ACLED's program writes it."""
    return {
        "event_id_cnty": f"MLI{number}", "event_date": f"2020-03-{number % 28 + 1:02}", "event_type": "Battles",
        "sub_event_type": "Armed clash", "actor1": "A", "actor2": "B", "country": "Mali", "fatalities": number % 5,
        "notes": "one\nand another line", "timestamp": 1600000000 + number,
    }  # fmt: skip


def said(value: object, status: str = "200 OK") -> bytes:
    """An answer in JSON."""
    return answer(json.dumps(value).encode(), status, "application/json")


def header(request: str, name: str) -> str:
    """A header of a request; empty if it has none."""
    found = re.search(rf"\r\n{name}: ([^\r]*)\r\n", request, re.IGNORECASE)
    return found[1] if found else ""


class Programs(dict[str, Page]):
    """The pages of a server whose paths are functions of the request: path to a function of (query, request)."""

    def __init__(self, paths: dict[str, Callable[[dict[str, str], str], bytes]]) -> None:
        super().__init__()
        self.paths = paths
        self.server: Server | None = None

    def get(self, path: str, default: Any = None) -> Any:
        parts = urlsplit(path)
        found = self.paths.get(parts.path)
        if found is None:
            return default

        def sending(connection: socket.socket) -> None:
            assert self.server is not None
            connection.sendall(found(dict(parse_qsl(parts.query)), self.server.asked[-1]))

        return sending


def ucdp(events: Sequence[dict[str, Any]], token: str = "tok") -> Callable[[dict[str, str], str], bytes]:
    """UCDP's list of events; pages are numbered from 0."""

    def serve(query: dict[str, str], request: str) -> bytes:
        if header(request, "x-ucdp-access-token") != token:
            return answer(b"API token required. Add header: x-ucdp-access-token", "401 Unauthorized", "text/plain")
        size, page = int(query["pagesize"]), int(query.get("page", "0"))
        last = max(0, -(-len(events) // size) - 1)
        following = f"http://elsewhere.example/api/gedevents/25.1?pagesize={size}&page={page + 1}"
        rows = list(events[page * size : (page + 1) * size])
        return said({
            "TotalCount": len(events), "TotalPages": last + 1, "PreviousPageUrl": "",
            "NextPageUrl": following if page < last else "", "Result": rows,
        })  # fmt: skip

    return serve


def piecewise(data: Callable[[], tuple[bytes, str]]) -> Callable[[dict[str, str], str], bytes]:
    """A file served in pieces (RFC 9110, 14), as it is now: its bytes and its ETag."""

    def serve(query: dict[str, str], request: str) -> bytes:
        body, tag = data()
        asked = re.fullmatch(r"bytes=(\d+)-(\d+)", header(request, "Range"))
        same = header(request, "If-Range")
        if asked is None or (same and same != tag):
            return answer(body, "200 OK", "text/csv", f"ETag: {tag}")
        first, last = int(asked[1]), min(int(asked[2]), len(body) - 1)
        about = f"Content-Range: bytes {first}-{last}/{len(body)}"
        return answer(body[first : last + 1], "206 Partial Content", "text/csv", f"ETag: {tag}", about)

    return serve
