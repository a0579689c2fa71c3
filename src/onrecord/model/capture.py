"""Captures: what the archive's log says was fetched or imported, what could not be, and what was time-stamped.

One type for each kind of line of ``archive/captures.jsonl``. Imports: the standard library, ``onrecord.model``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from onrecord.model.finding import Span


class Fault(StrEnum):
    """Why a source could not be captured."""

    REFUSED = "refused"
    """The address is one that is not fetched: private, no web address, one with a password."""
    ROBOTS = "robots"
    """The site's robots.txt forbids it, or cannot be had."""
    NAME = "name"
    """The host's name has no address."""
    CONNECTION = "connection"
    """The connection could not be made, or broke off."""
    TLS = "tls"
    """The connection could not be made secure: a certificate that cannot be trusted, for example."""
    TIMEOUT = "timeout"
    STATUS = "status"
    """The server answered that there is no such page, or that it will not give it."""
    REDIRECTS = "redirects"
    SIZE = "size"
    """The answer is larger than a capture may be."""
    MALFORMED = "malformed"
    """The answer is not HTTP, or its content is not encoded as it says."""
    EMPTY = "empty"
    BROWSER = "browser"
    """The browser could not show the page."""


@dataclass(frozen=True, slots=True)
class Redirect:
    """One step on the way to a page: the address that was asked, and the status with which it sent on."""

    url: str
    status: int


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that belongs to a capture: ``what`` is ``screenshot`` or ``pdf``. ``digest`` is of the file."""

    what: str
    file: str
    digest: str
    bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What every line of the log has.

    ``n`` counts lines from 1; ``previous`` and ``line_digest`` are "sha256:" and the hash of the bytes of the line
    before and of this one, without line ends. ``at`` is in UTC; ``by`` is a person's name; ``tool`` is
    "onrecord 0.1.0"; ``source`` is a citation key.
    """

    at: datetime
    by: str
    tool: str
    source: str
    url: str
    note: str = ""
    n: int = 0
    previous: str = ""
    line_digest: str = ""
    span: Span = field(default_factory=lambda: Span("archive/captures.jsonl"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture(Entry):
    """An archived copy of a source: fetched into a WARC, or (``imported``) a file that a person saved by hand.

    ``url`` is what was asked and ``final_url`` what answered after the ``redirects``, with ``status`` and the media
    ``type`` as served. ``digest`` and ``bytes`` are of the payload: what the server sent as the page, without its
    headers and its chunks but with its compression; of an import, the file itself. ``file`` is the path of the WARC or
    the imported file from the dossier's root, ``file_digest`` and ``file_bytes`` are the file's. All digests are
    "sha256:" and 64 hexadecimal digits. ``visibility`` is empty, or public, internal or confidential.
    """

    file: str
    file_digest: str
    file_bytes: int
    digest: str
    bytes: int
    type: str = ""
    final_url: str = ""
    status: int = 0
    redirects: tuple[Redirect, ...] = ()
    attached: tuple[Attachment, ...] = ()
    imported: bool = False
    visibility: str = ""

    @property
    def day(self) -> str:
        """The day it was made, YYYY-MM-DD."""
        return self.at.date().isoformat()


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed(Entry):
    """An attempt that gave no copy: ``why`` in a sentence, ``status`` the last that a server answered, or 0."""

    fault: Fault
    why: str
    status: int = 0
    redirects: tuple[Redirect, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Token(Entry):
    """A time-stamp token (RFC 3161) over ``digest``, the hash of line ``of``; ``url`` is the authority's address.

    As each line holds the hash of the one before, it also covers every earlier line.
    """

    of: int
    digest: str
    file: str
    file_digest: str
    file_bytes: int


Logged = Capture | Failed | Token
