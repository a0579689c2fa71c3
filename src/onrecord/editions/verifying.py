"""Verifying an edition with nothing but its own files: edition.json, its signature, and what was published.

Imports: the model, sibling modules.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from onrecord.editions.record import of_kind, opened
from onrecord.editions.signing import SignatureFaultError, Signer, fingerprint, signer_of
from onrecord.editions.store import FILES, RECORD, SIGNATURE


@dataclass(frozen=True, slots=True)
class Verified:
    """What verifying gave: ``told`` is in order, ``faults`` is not, ``open`` could not be decided."""

    told: tuple[str, ...]
    faults: tuple[str, ...]
    open: tuple[str, ...] = ()


def verify(folder: Path, signers: Sequence[Signer] = (), against: Sequence[Path] = ()) -> Verified:
    """Verify the edition in a folder: that of a dossier's ``editions``, or one that was published.

    ``against`` are folders that may hold another copy of it: where a file is wrong here and right there, the first byte
    that differs is named. Raises ``OSError`` where edition.json cannot be read.
    """
    data = (folder / RECORD).read_bytes()
    told: list[str] = []
    faults: list[str] = []
    undecided: list[str] = []
    items, fault = opened(data)
    if fault:
        other = next((copy for copy in _copies(against, RECORD) if copy != data and not opened(copy)[1]), None)
        faults.append(f"{RECORD}: {fault}{_beside(data, other)}")
    elif items:
        told.append(f"edition {items[0].get('number')} of {items[0].get('day')}: the Merkle root is that of its items")
    try:
        signature = (folder / SIGNATURE).read_text("utf-8", "replace")
    except FileNotFoundError:
        (faults if signers else undecided).append("the edition is not signed: nothing shows who published it")
    else:
        try:
            key = signer_of(data, signature)
        except SignatureFaultError as error:
            faults.append(f"{SIGNATURE}: {error}")
        else:
            who = next((one for one in signers if one.key == key), None)
            if who is not None:
                told.append(f"signed by {who.name or 'the key given'} ({fingerprint(key)})")
            elif signers:
                faults.append(f"{SIGNATURE}: signed by another key ({fingerprint(key)}) than those given")
            else:
                undecided.append(f"signed by {fingerprint(key)}; whose key that is, no key given here tells")
    files = of_kind(items, "file")
    base = folder / FILES if (folder / FILES).is_dir() else folder
    wrong = list(_wrong(base, files, against))
    faults += wrong
    if files and not wrong:
        told.append(f"{len(files)} published files are as they were published")
    return Verified(tuple(told), tuple(faults), tuple(undecided))


def first_difference(one: bytes, other: bytes) -> str:
    """Where two differ first, counted from 1, and what is there in each: "byte 5 is the first that differs: ..."."""
    shorter = min(len(one), len(other))
    at = shorter
    if one[:shorter] != other[:shorter]:
        low, high = 0, shorter  # the first byte that differs lies in between: halves are compared, not single bytes
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if one[low:middle] == other[low:middle] else (low, middle)
        at = low
    return f"byte {at + 1:,} is the first that differs: {_byte(one, at)} here, {_byte(other, at)} as published"


def _byte(data: bytes, at: int) -> str:
    """A byte in hexadecimal digits, and as a character where it is a visible one of ASCII."""
    if at >= len(data):
        return "the end"
    shown = f" ({chr(data[at])!r})" if 0x21 <= data[at] <= 0x7E else ""
    return f"0x{data[at]:02x}{shown}"


def _copies(folders: Sequence[Path], path: str) -> Iterator[bytes]:
    """Other copies of a file, as far as there are any."""
    for folder in folders:
        for place in (folder / FILES / path, folder / path):
            with suppress(OSError):
                yield place.read_bytes()


def _beside(data: bytes, other: bytes | None) -> str:
    return "" if other is None else f"; {first_difference(data, other)}"


def _wrong(base: Path, files: Sequence[dict[str, object]], against: Sequence[Path]) -> Iterator[str]:
    """What is wrong with the files of an edition."""
    for one in files:
        path = str(one.get("path", ""))
        if not path or path.startswith("/") or ".." in PurePosixPath(path).parts:
            yield f"{RECORD}: it names a file outside its folder"
            continue
        try:
            content = (base / path).read_bytes()
        except OSError:
            yield f"{path}: it is missing, or cannot be read"
            continue
        if hashlib.sha256(content).hexdigest() != one.get("sha256"):
            size = f" ({len(content):,} bytes, published with {one.get('bytes')})"
            right = (each for each in _copies(against, path) if hashlib.sha256(each).hexdigest() == one.get("sha256"))
            shown = size if len(content) != one.get("bytes") else ""
            yield f"{path}: it is not what was published{shown}{_beside(content, next(right, None))}"
