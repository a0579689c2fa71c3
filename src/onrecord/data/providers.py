"""What UCDP's and ACLED's programs answer: pages of events as JSON, joined into one table.

UCDP: ``GET /api/gedevents/RELEASE?pagesize=&page=`` with the token in a header, answered by an object with TotalCount,
TotalPages, NextPageUrl and Result (https://ucdp.uu.se/apidocs/). ACLED: ``POST /oauth/token`` with the account's
address and password, then ``GET /api/acled/read?limit=&page=`` with the token, answered by an object with count and
data (https://acleddata.com/api-documentation/getting-started). Imports: the standard library; nothing is asked here.
"""

from __future__ import annotations

import csv
import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

PAGE_ROWS = {"ucdp": 1000, "acled": 5000}
"""Events asked for at a time."""
_MOST_COLUMNS = 200


class Provider(StrEnum):
    """Who answers."""

    UCDP = "ucdp"
    ACLED = "acled"


class AnswerError(Exception):
    """An answer is not what is documented; the text says how."""


@dataclass(frozen=True, slots=True)
class Page:
    """Events as they were answered; ``total`` counts all there are, where that is said; ``next`` is the address of the
    page that follows, empty after the last."""

    rows: tuple[dict[str, Any], ...]
    total: int | None
    next: str


def provider_of(url: str) -> Provider | None:
    """Whose program an address asks, by its path."""
    path = urlsplit(url).path.rstrip("/")
    if path.startswith("/api/gedevents/") and path.count("/") == 3:
        return Provider.UCDP
    return Provider.ACLED if path in ("/api/acled/read", "/acled/read") else None


HOSTS = {Provider.UCDP: "ucdpapi.pcr.uu.se", Provider.ACLED: "acleddata.com"}
"""The hosts that may be sent a token or a password."""


def first_page(url: str, provider: Provider) -> str:
    """The address of the first page, with the number of events it is asked for."""
    size = ("pagesize", "limit")[provider is Provider.ACLED]
    given = dict(_query(url))
    more = {size: str(PAGE_ROWS[provider.value])} | ({"page": "1"} if provider is Provider.ACLED else {})
    return _with(url, {key: value for key, value in given.items() if key not in ("page", "_format", size)} | more)


def read_page(body: bytes, url: str, provider: Provider) -> Page:
    """Read the answer to an address. Raises ``AnswerError``."""
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        raise AnswerError("the answer is no JSON") from None
    if not isinstance(found, dict):
        raise AnswerError("the answer is no JSON object")
    rows = found.get("Result" if provider is Provider.UCDP else "data")
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise AnswerError(_said(found) or "the answer has no events in it, not even an empty list")
    for row in rows:
        if any(isinstance(value, dict | list) for value in row.values()):
            raise AnswerError("an event has a value that is a list")
    if provider is Provider.UCDP:
        return Page(tuple(rows), _count(found.get("TotalCount")), _next_ucdp(found.get("NextPageUrl"), url))
    limit = int(dict(_query(url))["limit"])
    number = int(dict(_query(url))["page"])
    more = _with(url, dict(_query(url)) | {"page": str(number + 1)}) if len(rows) >= limit else ""
    return Page(tuple(rows), _count(found.get("total_count")), more)


def _next_ucdp(given: object, url: str) -> str:
    """The next page's address: our own, with the number of the page that the answer names."""
    if not given:
        return ""
    page = dict(_query(str(given))).get("page", "")
    before = dict(_query(url)).get("page", "-1")
    if not (page.isascii() and page.isdigit()) or int(page) <= int(before):
        raise AnswerError("the answer does not name the page that follows")
    return _with(url, dict(_query(url)) | {"page": page})


def _said(found: dict[str, Any]) -> str:
    """What the answer says instead of events."""
    said = next((found[key] for key in ("message", "error_description", "error", "messages") if found.get(key)), "")
    text = " ".join(str(said[0] if isinstance(said, list) else said).split())
    return f"the server says: {text[:200]}" if text else ""


def _count(given: object) -> int | None:
    return given if isinstance(given, int) and not isinstance(given, bool) and given >= 0 else None


def token_in(body: bytes) -> str:
    """The token of an answer to a login. Raises ``AnswerError``."""
    try:
        found = json.loads(body)
        token = found.get("access_token") if isinstance(found, dict) else None
    except (ValueError, RecursionError):
        token = None
    if not isinstance(token, str) or not token or not token.isascii() or not token.isprintable():
        raise AnswerError("the login gave no token")
    return token


def write_table(pages: Sequence[Page], path: Path) -> int:
    """Write the events of all pages as one CSV file, columns in the order in which they come; how many there are.

    Raises ``AnswerError`` where the pages are not all of one list, and ``OSError``.
    """
    rows = [row for page in pages for row in page.rows]
    totals = {page.total for page in pages if page.total is not None}
    if len(totals) > 1 or (totals and totals != {len(rows)}):
        said = " and ".join(f"{each:,}" for each in sorted(totals))
        raise AnswerError(f"the list changed while it was fetched: {len(rows):,} events came of {said}")
    columns = list(dict.fromkeys(column for row in rows for column in row))
    if len(columns) > _MOST_COLUMNS:
        raise AnswerError(f"the events have more than {_MOST_COLUMNS} columns")
    with path.open("w", encoding="utf-8", newline="") as stream:
        table = csv.writer(stream, lineterminator="\n")
        table.writerow(columns)
        table.writerows(_cells(row, columns) for row in rows)
    return len(rows)


def _cells(row: dict[str, Any], columns: Iterable[str]) -> list[str]:
    return [_cell(row.get(column)) for column in columns]


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float):
        if not math.isfinite(value):
            raise AnswerError("an event has a number that is none")
        return str(int(value)) if value.is_integer() and abs(value) < 2**53 else repr(value)
    return str(value)


def _query(url: str) -> list[tuple[str, str]]:
    return parse_qsl(urlsplit(url).query, keep_blank_values=True)


def _with(url: str, query: dict[str, str]) -> str:
    parts = urlsplit(url)
    return urlunsplit((parts.scheme, parts.netloc, parts.path, urlencode(query), ""))
