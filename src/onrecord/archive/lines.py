"""Lines of the log: entries as canonical JSON and back.

A line is one JSON object with its keys sorted, no blanks, UTF-8, each key known; a line that is not exactly what would
be written for its values is refused, so that there is one way to say a thing. Imports: ``onrecord.model``, standard
library.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, TypeVar

from onrecord.model.canonical import canonical
from onrecord.model.canonical import digest_of as digest_of
from onrecord.model.capture import Attachment, Capture, Failed, Fault, Logged, Redirect, Token
from onrecord.model.finding import Span

_DIGEST = re.compile(r"sha256:[0-9a-f]{64}\Z")
_PATH = re.compile(r"archive/(warc|files|tokens)/[0-9a-f]{2}/[0-9a-f]{64}(\.[a-z0-9]{1,8}){0,2}\Z")
_VISIBILITY = ("", "public", "internal", "confidential")
_COMMON = ("at", "by", "kind", "n", "note", "previous", "source", "tool", "url")
_FIELDS = {
    "capture": ("attached", "bytes", "digest", "file", "file_bytes", "file_digest", "final_url", "redirects", "status",
                "type", "visibility"),
    "import": ("attached", "bytes", "digest", "file", "file_bytes", "file_digest", "final_url", "redirects", "status",
               "type", "visibility"),
    "failed": ("fault", "redirects", "status", "why"),
    "token": ("digest", "file", "file_bytes", "file_digest", "of"),
}  # fmt: skip

_T = TypeVar("_T")


class UnreadableError(Exception):
    """A line cannot be read; ``column`` is where, from 1."""

    def __init__(self, why: str, column: int = 1) -> None:
        super().__init__(why)
        self.column = column


def kind_of(entry: Logged) -> str:
    """The ``kind`` of an entry's line."""
    if isinstance(entry, Capture):
        return "import" if entry.imported else "capture"
    return "failed" if isinstance(entry, Failed) else "token"


def as_line(entry: Logged) -> bytes:
    """The line of an entry, without its line end. What is empty is left out."""
    kind = kind_of(entry)
    values: dict[str, Any] = {name: getattr(entry, name) for name in (*_COMMON, *_FIELDS[kind]) if name != "kind"}
    values |= {"kind": kind, "at": entry.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")}
    if isinstance(entry, Failed):
        values["fault"] = entry.fault.value
    if not isinstance(entry, Token):
        values["redirects"] = [{"status": each.status, "url": each.url} for each in entry.redirects]
    if isinstance(entry, Capture):
        values["attached"] = [
            {"bytes": each.bytes, "digest": each.digest, "file": each.file, "what": each.what}
            for each in entry.attached
        ]
    return canonical({name: value for name, value in values.items() if value not in ("", 0, []) or name == "bytes"})


def read_line(line: bytes, span: Span) -> Logged:
    """The entry of a line (without its line end). Raises ``UnreadableError``."""
    values = _object(line)
    fields = _Fields(values)
    kind = fields.text("kind")
    if kind not in _FIELDS:
        raise UnreadableError(f'its kind is "{kind[:40]}"; it should be one of {", ".join(_FIELDS)}')
    unknown = sorted(set(values) - {*_COMMON, *_FIELDS[kind]})
    if unknown:
        raise UnreadableError(f'"{unknown[0][:40]}" is no field of a line of kind {kind}')
    common: dict[str, Any] = {
        **{name: fields.text(name, "") for name in ("by", "tool", "source", "url", "note")},
        "at": fields.time("at"),
        "n": fields.whole("n"),
        "previous": fields.digest("previous"),
        "line_digest": digest_of(line),
        "span": span,
    }
    found = _READERS[kind](fields, common)
    if as_line(found) != line:
        raise UnreadableError("it is not written as onrecord writes it: somebody has edited it")
    return found


def _object(line: bytes) -> dict[str, Any]:
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError as error:
        raise UnreadableError(f"byte {error.start + 1} is not UTF-8", error.start + 1) from None
    try:
        found = json.loads(text)
    except json.JSONDecodeError as error:
        raise UnreadableError(f"it is not JSON: {error.msg[:1].lower() + error.msg[1:]}", error.colno) from None
    except (ValueError, RecursionError):
        raise UnreadableError("it is not JSON that onrecord writes") from None
    if not isinstance(found, dict):
        raise UnreadableError("it is not a JSON object")
    return found


class _Fields:
    """Typed getters for the fields of a line. They raise ``UnreadableError``."""

    def __init__(self, values: dict[str, Any]) -> None:
        self._values = values

    def _get(self, name: str, type_: type[_T], default: _T | None, what: str) -> _T:
        value = self._values.get(name, default)
        if value is None:
            raise UnreadableError(f'it has no field "{name}"')
        if not isinstance(value, type_) or (type_ is int and (isinstance(value, bool) or value < 0)):  # type: ignore[operator]
            raise UnreadableError(f'"{name}" should be {what}')
        return value

    def text(self, name: str, default: str | None = None) -> str:
        return self._get(name, str, default, "text")

    def whole(self, name: str, default: int | None = None) -> int:
        return self._get(name, int, default, "a whole number from 0 up")

    def objects(self, name: str) -> list[_Fields]:
        found = self._get(name, list, [], "a list of objects")
        if not all(isinstance(each, dict) for each in found):
            raise UnreadableError(f'"{name}" should be a list of objects')
        return [_Fields(each) for each in found]

    def digest(self, name: str) -> str:
        found = self.text(name)
        if not _DIGEST.match(found):
            raise UnreadableError(f'"{name}" should be sha256: and 64 hexadecimal digits')
        return found

    def path(self, name: str) -> str:
        found = self.text(name)
        if not _PATH.match(found):
            raise UnreadableError(f'"{name}" is no path of a file of the archive')
        return found

    def time(self, name: str) -> datetime:
        try:
            return datetime.strptime(self.text(name), "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
        except ValueError:
            raise UnreadableError(f'"{name}" should be a time in UTC, as in 2022-08-30T12:00:00Z') from None

    def redirects(self) -> tuple[Redirect, ...]:
        return tuple(Redirect(each.text("url"), each.whole("status")) for each in self.objects("redirects"))


def _capture(fields: _Fields, common: dict[str, Any]) -> Capture:
    visibility = fields.text("visibility", "")
    if visibility not in _VISIBILITY:
        raise UnreadableError('"visibility" should be public, internal or confidential')
    return Capture(
        **common,
        file=fields.path("file"),
        file_digest=fields.digest("file_digest"),
        file_bytes=fields.whole("file_bytes"),
        digest=fields.digest("digest"),
        bytes=fields.whole("bytes"),
        type=fields.text("type", ""),
        final_url=fields.text("final_url", ""),
        status=fields.whole("status", 0),
        redirects=fields.redirects(),
        attached=tuple(
            Attachment(each.text("what"), each.path("file"), each.digest("digest"), each.whole("bytes"))
            for each in fields.objects("attached")
        ),
        imported=fields.text("kind") == "import",
        visibility=visibility,
    )


def _failed(fields: _Fields, common: dict[str, Any]) -> Failed:
    fault = fields.text("fault")
    if fault not in list(Fault):
        raise UnreadableError(f'"fault" is "{fault[:40]}"; it should be one of {", ".join(Fault)}')
    return Failed(
        **common,
        fault=Fault(fault),
        why=fields.text("why", ""),
        status=fields.whole("status", 0),
        redirects=fields.redirects(),
    )


def _token(fields: _Fields, common: dict[str, Any]) -> Token:
    return Token(
        **common,
        of=fields.whole("of"),
        digest=fields.digest("digest"),
        file=fields.path("file"),
        file_digest=fields.digest("file_digest"),
        file_bytes=fields.whole("file_bytes"),
    )


_READERS: dict[str, Callable[[_Fields, dict[str, Any]], Logged]] = {
    "capture": _capture, "import": _capture, "failed": _failed, "token": _token,
}  # fmt: skip
