"""Files and answers of programs over HTTP, by the rules that captures obey: public addresses only, limits, patience.

A file comes in pieces (RFC 9110, 14: ranges), so that a run that was stopped goes on where it was. Nothing here is
written into an archive. Imports: ``onrecord.archive``, ``onrecord.model``, standard library.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlencode

from onrecord.archive.addresses import Target, checked_addresses, parse_url
from onrecord.archive.faults import CaptureError
from onrecord.archive.fetching import Fetcher, refusal
from onrecord.archive.patience import patient
from onrecord.archive.payloads import plain_payload
from onrecord.archive.wire import Answer, Headers, ask
from onrecord.model.capture import Fault

PIECE = 8 * 1024 * 1024
"""Bytes of a file that are asked for at a time."""
_MIB = 1024 * 1024
_RANGE = re.compile(r"bytes (\d{1,15})-(\d{1,15})/(\d{1,15})")
_ALL: Headers = (("Accept", "*/*"), ("Accept-Encoding", "identity"), ("Connection", "close"))
_FORM = "application/x-www-form-urlencoded"


class Courier:
    """Asks one server after the other, with a pause between two requests to one host."""

    def __init__(self, fetcher: Fetcher) -> None:
        self._fetcher, self._world = fetcher, fetcher.world
        self._asked: dict[str, float] = {}

    def get(self, url: str, headers: Headers = (), *, secret: bool = False) -> bytes:
        """The answer of a program, unpacked. With a ``secret`` in the headers no redirect may lead elsewhere.

        Raises ``CaptureError``.
        """
        sent = (*headers, ("Accept", "application/json"), ("Accept-Encoding", "gzip"), ("Connection", "close"))
        return self._payload(self._get(url, sent, secret))

    def post(self, url: str, fields: Mapping[str, str]) -> bytes:
        """Send a form, and the answer, unpacked. Raises ``CaptureError``."""
        body = urlencode(fields).encode("ascii")

        def attempt(deadline: float) -> Answer:
            target = parse_url(url)
            addresses = checked_addresses(target, self._world.resolve, self._fetcher.allowed)
            self._pause(target)
            limits, agent = self._fetcher.limits, self._fetcher.agent
            answer = ask(target, addresses, limits, self._left(deadline), agent, (_FORM, body))
            return self._accepted(answer)

        return self._payload(patient(self._world, self._fetcher.limits, attempt))

    def download(self, url: str, path: Path, told: Callable[[int, int], None]) -> None:
        """Fetch a file into ``path``, going on where an earlier run stopped.

        ``told`` is given the bytes that are there and those of the whole. Raises ``CaptureError`` and ``OSError``.
        """
        state = path.with_name(f"{path.name}.state")
        known = _known(state, url)
        have = path.stat().st_size if known is not None and path.is_file() else 0
        changed = whole = False
        while known is None or have < known.size:
            part, body = self._part(url, known, have, whole)
            if part.size > self._fetcher.limits.decoded:
                raise self._too_large("file")
            if not part.tag and len(body) < part.size:
                whole = True  # pieces of what has no name for its version could be of two: all of it at once
                continue
            if known is not None and (part.tag, part.size) != (known.tag, known.size):
                if changed:
                    raise CaptureError(Fault.CONNECTION, "the file changed twice while it was fetched")
                changed, known, have = True, None, 0  # another file stands there now: from its beginning
                continue
            if known is None:
                path.write_bytes(b"")  # before its state is known: never bytes of one version under the name of another
                known = _Known(part.tag, part.size)
                state.write_text(json.dumps({"url": url, "tag": known.tag, "size": known.size}), "utf-8")
            with path.open("r+b") as stream:
                stream.seek(have)
                stream.write(body)
                stream.flush()
                os.fsync(stream.fileno())
            have += len(body)
            told(have, known.size)

    def _part(self, url: str, known: _Known | None, have: int, whole: bool) -> tuple[_Known, bytes]:
        """The next piece of a file or the whole, and what its answer says of the whole."""
        answer = self._get(url, _ALL if whole else (*_ranged(known, have), *_ALL), secret=False)
        body = self._payload(answer)
        tag = answer.header("etag")
        tag = tag if tag and not tag.startswith("W/") else answer.header("last-modified")
        if answer.status != 206:
            # The whole file at once: from a server that knows no pieces, or because another one stands there.
            return _Known(tag if known is None else "another", len(body)), body
        found = _RANGE.fullmatch(answer.header("content-range").strip())
        first, last, size = (int(each) for each in found.groups()) if found is not None else (-1, 0, 0)
        if whole or first != have or len(body) != last + 1 - first or last >= size:
            raise CaptureError(Fault.MALFORMED, "the server sent another part of the file than was asked for")
        return _Known(tag, size), body

    def _get(self, url: str, headers: Headers, secret: bool) -> Answer:
        fetcher = replace(self._fetcher, headers=headers, bound=secret)

        def attempt(deadline: float) -> Answer:
            return self._accepted(fetcher.follow(url, deadline, self._pause, []).page.answer)

        return patient(self._world, fetcher.limits, attempt)

    def _accepted(self, answer: Answer) -> Answer:
        fault = None if answer.status == 206 else refusal(answer, self._world.now())
        if fault is not None:
            raise fault
        return answer

    def _payload(self, answer: Answer) -> bytes:
        body = answer.response[answer.head :]
        coding = answer.header("content-encoding")
        if not answer.chunked and not coding:
            return body
        found = plain_payload(body, coding, answer.chunked, self._fetcher.limits.decoded + 1)
        if len(found) > self._fetcher.limits.decoded:
            raise self._too_large("answer")
        return found

    def _too_large(self, what: str) -> CaptureError:
        return CaptureError(Fault.SIZE, f"the {what} is larger than {self._fetcher.limits.decoded / _MIB:,.0f} MiB")

    def _left(self, deadline: float) -> Callable[[], float]:
        return lambda: deadline - self._world.monotonic()

    def _pause(self, target: Target) -> None:
        last = self._asked.get(target.host)
        if last is not None and (wait := last + self._fetcher.limits.delay - self._world.monotonic()) > 0:
            self._world.sleep(wait)
        self._asked[target.host] = self._world.monotonic()


# Pieces of a file -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of a file: what tells its version apart (an ETag or a date), and its size."""

    tag: str
    size: int


def _known(state: Path, url: str) -> _Known | None:
    """What an earlier run knew of the file at an address; nothing where its version cannot be told."""
    with suppress(OSError, ValueError, KeyError, TypeError):
        found = json.loads(state.read_text("utf-8"))
        if found["url"] == url and found["tag"] and int(found["size"]) > 0:
            return _Known(str(found["tag"]), int(found["size"]))
    return None


def _ranged(known: _Known | None, have: int) -> Headers:
    asked = ("Range", f"bytes={have}-{have + PIECE - 1}")
    return (asked, ("If-Range", known.tag)) if known is not None else (asked,)
