"""Time-stamps over the archive's log: asked for when lines were added, verified offline.

A token is over the hash of one line; since each line holds the hash of the one before, it vouches for all lines up to
that. Joins the dossier's authority with the archive.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from onrecord.archive.faults import CaptureError
from onrecord.archive.log import Book, append
from onrecord.archive.storing import TOKENS, UnsafeError, open_stored, store, writer
from onrecord.archive.timestamps import MOST, REQUEST_TYPE, NotValid, ask, verify
from onrecord.archiving import Archivist
from onrecord.model.capture import Fault, Token
from onrecord.model.codes import finding
from onrecord.model.dossier import Authority
from onrecord.model.finding import Finding

_PEM_MOST = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Stamped:
    """A valid time-stamp: from which line of the log up to which it vouches, from when (UTC) and by whom.

    ``last`` is the last line that needs no other stamp: that of the token itself, where it stands behind its line.
    """

    line: int
    at: datetime
    authority: str
    first: int = 1
    last: int = 0


def needs_stamp(book: Book, authority: Authority | None) -> bool:
    """Whether the log has lines that no token vouches for, and there is an authority to ask."""
    return authority is not None and bool(book.entries) and not isinstance(book.entries[-1], Token)


def stamp(
    root: Path, book: Book, authority: Authority, archivist: Archivist
) -> tuple[Book, Token | None, tuple[Finding, ...]]:
    """Ask the authority for a token over the last line of the log, and log it; or say why there is none.

    Call it with the lock held. Raises ``UnsafeError`` and ``OSError`` where the archive cannot be written.
    """
    refused = False
    try:
        roots = _roots(root, authority)
        digest = bytes.fromhex(book.last.removeprefix("sha256:"))

        def post(url: str, body: bytes) -> bytes:
            return archivist.fetcher.post(url, REQUEST_TYPE, body)

        found = ask(authority.url, digest, archivist.nonce(), roots, post)
    except (CaptureError, _NoRootsError) as error:
        refused = isinstance(error, CaptureError) and error.fault is Fault.REFUSED
        found = NotValid(str(error))
    if isinstance(found, NotValid):
        message = f"no time-stamp for line {book.lines} of the log: {found.why}"
        allow = f"If it is yours, allow it by name: `onrecord archive --allow {urlsplit(authority.url).netloc}`."
        remedy = allow if refused else ""
        return book, None, (finding("OR511", message, authority.span, why=(authority.url,), remedy=remedy),)
    stored = store(root, TOKENS, ".tsr", writer(found[0]))
    entry = Token(
        at=archivist.world.now(), by=archivist.by, tool=archivist.tool, source="", url=authority.url, of=book.lines,
        digest=book.last, file=stored.file, file_digest=stored.digest, file_bytes=stored.bytes,
    )  # fmt: skip
    book, logged = append(root, book, entry)
    return book, logged if isinstance(logged, Token) else None, ()


def verify_stamps(
    root: Path, book: Book, authority: Authority | None
) -> tuple[tuple[Stamped, ...], tuple[Finding, ...]]:
    """Every token of the log held against the roots that the dossier names; the valid ones, and what is wrong."""
    tokens = [entry for entry in book.entries if isinstance(entry, Token)]
    if not tokens:
        return (), ()
    try:
        roots = _roots(root, authority)
    except _NoRootsError as error:
        many = "1 time-stamp" if len(tokens) == 1 else f"{len(tokens)} time-stamps"
        return (), (finding("OR512", f"{many} cannot be verified: {error}", tokens[-1].span),)
    valid: list[Stamped] = []
    findings: list[Finding] = []
    for token in tokens:
        for found in _verified(root, token, roots):
            if isinstance(found, Stamped):
                valid += _vouched(book, found, token)
            else:
                findings.append(found)
    return tuple(valid), tuple(findings)


def _verified(root: Path, token: Token, roots: bytes) -> Iterator[Stamped | Finding]:
    """One token; nothing of one whose file is not as it was stored, which is told elsewhere."""
    try:
        with open_stored(root, token.file) as stream:
            answer = stream.read(MOST + 1)
    except (UnsafeError, OSError):
        return
    found = verify(answer, bytes.fromhex(token.digest.removeprefix("sha256:")), roots)
    if isinstance(found, NotValid):
        message = f"the time-stamp of line {token.of} is not valid: {found.why}"
        remedy = "Restore the token from a backup, or name the authority's root certificate in dossier.toml."
        yield finding("OR509", message, token.span, remedy=remedy)
    else:
        yield Stamped(token.of, found.at, found.authority)


def _vouched(book: Book, stamped: Stamped, token: Token) -> Iterator[Stamped]:
    """The time-stamp with the lines that it vouches for: back from its own as far as each line has the hash of the one
    before. Nothing where its line is no more as it was stamped."""
    lines = {entry.n: entry for entry in book.entries}
    own = lines.get(token.of)
    if own is None or own.line_digest != token.digest:
        return
    first = token.of
    while (before := lines.get(first - 1)) is not None and before.line_digest == lines[first].previous:
        first -= 1
    follows = token.n == token.of + 1 and token.previous == own.line_digest
    yield replace(stamped, first=first, last=token.n if follows else token.of)


class _NoRootsError(Exception):
    """There are no root certificates to verify a token against; the text says why."""


def _roots(root: Path, authority: Authority | None) -> bytes:
    if authority is None:
        raise _NoRootsError("dossier.toml names no root certificates under [archive]")
    try:
        with open_stored(root, authority.roots) as stream:
            return stream.read(_PEM_MOST)
    except FileNotFoundError:
        raise _NoRootsError(f"{authority.roots} is not there") from None
    except UnsafeError as error:
        raise _NoRootsError(str(error)) from None
    except OSError as error:
        raise _NoRootsError(f"{authority.roots} cannot be read: {error.strerror or error}") from None
