"""Releases of data over the network: a file, or the pages of UCDP's or ACLED's program, fetched into the dossier.

Joins the archive's network with what the data package knows of the providers. What came is kept beside
(``data/.incoming``) until it is a snapshot, so that a run that was stopped goes on where it was. The clock, the network
and the secrets are arguments; a secret is sent to its provider's host only, or to one that was allowed by name.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path, PurePosixPath
from typing import IO
from urllib.parse import unquote, urlsplit, urlunsplit

from onrecord.archive.addresses import is_allowed, parse_url
from onrecord.archive.faults import CaptureError
from onrecord.archive.fetching import Fetcher
from onrecord.archive.transfers import Courier
from onrecord.archive.world import Limits, World
from onrecord.data.providers import (
    HOSTS,
    AnswerError,
    Page,
    Provider,
    first_page,
    provider_of,
    read_page,
    token_in,
    write_table,
)
from onrecord.durable import InUseError, atomic_write_bytes, locked, make_folder
from onrecord.opening import Progress, silent

INCOMING = "data/.incoming"
LOCK = "data/.fetch.lock"
_GIB = 1024**3
LIMITS = Limits(body=512 * 1024**2, decoded=4 * _GIB, seconds=1800.0, wait=900.0, attempts=6)
"""A file has at most 4 GiB, a piece or a page 512 MiB; each has half an hour with all attempts."""
_TABLES = (".csv", ".tsv", ".txt", ".parquet", ".xlsx")
_MOST_PAGES = 20_000
SECRETS = {
    Provider.UCDP: ("UCDP_ACCESS_TOKEN",),
    Provider.ACLED: ("ACLED_EMAIL", "ACLED_PASSWORD"),
}
"""The environment's variables that hold what a provider wants to know."""

__all__ = ["INCOMING", "InUseError", "Incoming", "NotReceivedError", "Receiver", "World", "is_address", "receiving"]


class NotReceivedError(Exception):
    """A release did not come; the text says why, ``remedy`` what to do."""

    def __init__(self, why: str, remedy: str = "") -> None:
        super().__init__(why)
        self.remedy = remedy


@dataclass(frozen=True, slots=True)
class Receiver:
    """How releases are fetched: the tool's name ("onrecord 0.1.0"), the world, limits, private hosts that may be asked,
    and the secrets by the names of ``SECRETS``."""

    tool: str
    world: World = field(default_factory=World)
    limits: Limits = LIMITS
    allowed: tuple[str, ...] = ()
    secrets: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Incoming:
    """What came: the file, the day on which it did, its address, the release by its name, and whether its rows may be
    passed on."""

    path: Path
    retrieved: date
    address: str
    release: str = ""
    redistribute: bool = True


def is_address(text: str) -> bool:
    """Whether a text is an address on the web rather than a file."""
    return text.startswith(("https://", "http://"))


@contextmanager
def receiving(root: Path, url: str, receiver: Receiver, progress: Progress = silent) -> Iterator[Incoming]:
    """Fetch a release into the dossier; what came is there until the block ends, and longer if it fails.

    Raises ``NotReceivedError``, ``InUseError``, ``UnsafeError`` and ``OSError``.
    """
    who = f"process {os.getpid()}, since {receiver.world.now():%Y-%m-%d %H:%M:%S}"
    with locked(root, LOCK, who):
        folder = f"{INCOMING}/{hashlib.sha256(url.encode('utf-8')).hexdigest()[:16]}"
        make_folder(root, folder)
        try:
            came = _received(root / folder, url, receiver, progress)
        except CaptureError as fault:
            raise NotReceivedError(fault.why, _remedy(fault, url)) from None
        except AnswerError as error:
            shutil.rmtree(root / folder, ignore_errors=True)  # what does not fit together is of no use another time
            raise NotReceivedError(str(error), "Run it again later; what came was put away.") from None
        yield came
        shutil.rmtree(root / folder, ignore_errors=True)
        with suppress(OSError):
            (root / INCOMING).rmdir()


def _remedy(fault: CaptureError, url: str) -> str:
    if fault.status in (401, 403) and (provider := provider_of(url)):
        return f"Set {' and '.join(SECRETS[provider])} to what your account with {provider.value.upper()} has."
    if "belongs to" in fault.why:
        return "Only public addresses are fetched; --allow HOST names one that you trust."
    return "Run it again: it goes on where it was." if fault.retry else ""


def _received(folder: Path, url: str, receiver: Receiver, progress: Progress) -> Incoming:
    address = _shown(url)
    fetcher = Fetcher(receiver.world, receiver.tool.replace(" ", "/"), receiver.limits, receiver.allowed)
    courier = Courier(fetcher)
    provider = provider_of(url)
    if provider is not None and _trusted(url, provider, receiver.allowed):
        return _pages(folder, url, address, provider, courier, receiver, progress)
    name = PurePosixPath(unquote(urlsplit(url).path)).name or "release"
    plain = "".join(each if each.isalnum() or each in "._-" else "-" for each in name)[-100:].lstrip(".-") or "release"
    path = folder / plain
    today = receiver.world.now().date()
    courier.download(
        url, path, lambda have, size: progress(f"fetching {plain}: {have / 1e6:,.1f} of {size / 1e6:,.1f} MB")
    )
    return Incoming(unpacked(path, folder), today, address)


def _shown(url: str) -> str:
    """An address as the card has it: without a fragment."""
    parts = urlsplit(url)
    return urlunsplit((parts.scheme, parts.netloc, parts.path, parts.query, ""))


def _trusted(url: str, provider: Provider, allowed: tuple[str, ...]) -> bool:
    """Whether an address is the provider's own, or one that was allowed by name."""
    target = parse_url(url)
    return (target.scheme == "https" and target.host in (HOSTS[provider], f"www.{HOSTS[provider]}")) or is_allowed(
        target, allowed
    )


# Archives -------------------------------------------------------------------------------------------------------


def unpacked(path: Path, folder: Path) -> Path:
    """The table in a ZIP file, unpacked into a folder; any other file as it is.

    Raises ``NotReceivedError`` and ``OSError``.
    """
    if path.suffix.casefold() != ".zip":
        return path
    try:
        with zipfile.ZipFile(path) as archive:
            inside = [
                each
                for each in archive.infolist()
                if each.filename.casefold().endswith(_TABLES) and not each.filename.startswith("__MACOSX/")
            ]
            if len(inside) != 1:
                told = f"{len(inside)} tables" if inside else "no table"
                raise NotReceivedError(f"{path.name} has {told} in it", "Unpack it, and add the file that you mean.")
            one = inside[0]
            if one.file_size > LIMITS.decoded:
                raise NotReceivedError(f"{one.filename[:100]} in {path.name} is larger than 4 GiB unpacked")
            # Its name inside may hold a path; the last part of it is used, and nothing else.
            target = folder / f"{path.stem}{PurePosixPath(one.filename).suffix.casefold()}"
            with archive.open(one) as packed, target.open("wb") as stream:
                _copy(packed, stream, one.file_size, path.name)
            return target
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, zlib.error):
        raise NotReceivedError(f"{path.name} is no ZIP file that can be read") from None


def _copy(packed: IO[bytes], stream: IO[bytes], size: int, name: str) -> None:
    """Unpack as many bytes as the archive says there are, and no more."""
    left = size
    while piece := packed.read(1024 * 1024):
        left -= len(piece)
        if left < 0:
            raise NotReceivedError(f"{name} holds more than it says")
        stream.write(piece)


# Pages ----------------------------------------------------------------------------------------------------------


def _pages(
    folder: Path,
    url: str,
    address: str,
    provider: Provider,
    courier: Courier,
    receiver: Receiver,
    progress: Progress,
) -> Incoming:
    """All pages of a list, each kept as it comes; those of the same day are not asked for again."""
    today = receiver.world.now().date()
    kept = folder / today.isoformat()
    for other in folder.iterdir():
        if other != kept:  # another day's pages may be of another list
            shutil.rmtree(other, ignore_errors=True) if other.is_dir() else other.unlink()
    kept.mkdir(exist_ok=True)
    login = _Login(provider, url, courier, receiver.secrets)
    found: list[Page] = []
    at = first_page(url, provider)
    while at:
        if len(found) >= _MOST_PAGES:
            raise AnswerError(f"there are more than {_MOST_PAGES:,} pages")
        path = kept / f"page-{len(found):05}.json"
        body = _kept(path, at)
        if body is None:
            body = login.get(at)
            read_page(body, at, provider)  # what is no page is not kept
            atomic_write_bytes(path, json.dumps({"url": at}).encode() + b"\n" + body)
        page = read_page(body, at, provider)
        found.append(page)
        events = sum(len(each.rows) for each in found)
        progress(
            f"fetching {provider.value.upper()}: {events:,} events" + (f" of {page.total:,}" if page.total else "")
        )
        at = page.next
    if not any(page.rows for page in found):
        raise AnswerError("there is no event for this address")
    release = urlsplit(url).path.rstrip("/").rpartition("/")[2] if provider is Provider.UCDP else ""
    target = folder / f"{provider.value}.csv"
    write_table(found, target)
    return Incoming(target, today, address, release, provider is not Provider.ACLED)


def _kept(path: Path, url: str) -> bytes | None:
    """A page that an earlier run of the day kept."""
    with suppress(OSError, ValueError, KeyError, TypeError):
        head, _, body = path.read_bytes().partition(b"\n")
        if json.loads(head)["url"] == url:
            return body
    return None


class _Login:
    """Asks with the provider's token: UCDP's own, or ACLED's, which a password gets and which is renewed once."""

    def __init__(self, provider: Provider, url: str, courier: Courier, secrets: Mapping[str, str]) -> None:
        self._provider, self._url, self._courier, self._secrets = provider, url, courier, secrets
        self._token = ""

    def get(self, url: str) -> bytes:
        fresh = not self._token
        try:
            return self._courier.get(url, self._headers(), secret=True)
        except CaptureError as fault:
            if fault.status != 401 or self._provider is not Provider.ACLED or fresh:
                raise
        self._token = ""  # it has run out: once more with a new one
        return self._courier.get(url, self._headers(), secret=True)

    def _headers(self) -> tuple[tuple[str, str], ...]:
        names = SECRETS[self._provider]
        values = [self._secrets.get(name, "") for name in names]
        if not all(values):
            missing = [name for name, value in zip(names, values, strict=True) if not value]
            told = f"{' and '.join(missing)} {'is' if len(missing) == 1 else 'are'} not set"
            raise NotReceivedError(
                f"{self._provider.value.upper()} wants to know who asks, and {told}",
                "Set it in the environment, never in a file of the dossier.",
            )
        if not all(each.isascii() and each.isprintable() for each in (values[:1])):
            raise NotReceivedError(f"{names[0]} has a character that no token has")
        if self._provider is Provider.UCDP:
            return (("x-ucdp-access-token", values[0]),)
        if not self._token:
            parts = urlsplit(self._url)
            body = self._courier.post(
                f"{parts.scheme}://{parts.netloc}/oauth/token",
                {"username": values[0], "password": values[1], "grant_type": "password", "client_id": "acled"},
            )
            self._token = token_in(body)
        return (("Authorization", f"Bearer {self._token}"),)
