"""From the path in dossier.toml to a file that is safe to read, its hash and its encoding.

May import: model, standard library. Nothing is written beside the data: a transcoded copy lies in a temporary
folder that its user removes.
"""

from __future__ import annotations

import codecs
import errno
import hashlib
import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path

from onrecord.model.codes import finding
from onrecord.model.dataset import DatasetSpec
from onrecord.model.finding import Finding, Span

CHUNK = 1 << 20
_ANYTHING = 4
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_TEXT_CODEC = re.compile(
    r"(utf-?(8|16|32)(-sig|-le|-be)?|iso8859-\d+|cp\d+|mac-\w+|koi8-\w|gb\w+|big5\w*|shift_jis\w*|euc_\w+|ascii)\Z"
)


def locate(spec: DatasetSpec, root: Path) -> Path | Finding:
    """The regular file that ``spec`` names inside ``root``, every link followed, or what is wrong with it."""
    path, here = spec.path, spec.span
    name = path if len(path) <= 200 else path[:197] + "..."
    if not path or "\0" in path:
        return finding("OR007", f"dataset {spec.id}: {name!r} is not the path of a file", here)
    parts = Path(path.replace("\\", "/")).parts
    if re.match(r"[A-Za-z0-9+]{2,}://", path):
        remedy = "Download the file into the dossier: onrecord reads nothing from the network."
        return finding("OR006", f"dataset {spec.id}: {name} is an address, not a file", here, remedy=remedy)
    if Path(path).is_absolute() or ".." in parts or re.match(r"[A-Za-z]:", path):
        return finding("OR006", f"dataset {spec.id}: {name} points outside the dossier", here)
    try:
        real_root = Path(os.path.realpath(root, strict=True))
        real = Path(os.path.realpath(real_root / path, strict=True))
        mode = real.stat().st_mode
    except FileNotFoundError:
        return finding("OR302", f"dataset {spec.id}: there is no file {name}", here)
    except (OSError, ValueError, RuntimeError) as error:
        return finding("OR007", f"dataset {spec.id}: {name} cannot be read: {_reason(error)}", here)
    if not real.is_relative_to(real_root):
        return finding("OR006", f"dataset {spec.id}: {name} is a link that leads outside the dossier", here)
    if stat.S_ISDIR(mode):
        return finding("OR007", f"dataset {spec.id}: {name} is a folder, not a file", here)
    if not stat.S_ISREG(mode):
        return finding("OR007", f"dataset {spec.id}: {name} is no regular file (a pipe or a device)", here)
    return real


def _reason(error: BaseException) -> str:
    return getattr(error, "strerror", None) or str(error)


def unreadable(spec: DatasetSpec, error: BaseException) -> Finding:
    """The finding for a file that vanished or could not be read after it was located."""
    number = getattr(error, "errno", None)
    if number in (errno.ENOSPC, errno.EDQUOT) or (number == errno.ENOENT and not getattr(error, "filename", None)):
        what = f"dataset {spec.id}: there is no room for a copy of {spec.path} in the temporary folder"
        return finding("OR007", what, spec.span, remedy="Free some space, or name another folder in TMPDIR.")
    code = "OR302" if isinstance(error, FileNotFoundError) else "OR007"
    return finding(code, f"dataset {spec.id}: {spec.path} cannot be read: {_reason(error)}", spec.span)


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file's bytes, in hexadecimal, read in pieces. Raises ``OSError``."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while piece := stream.read(CHUNK):
            digest.update(piece)
    return digest.hexdigest()


def pinned(spec: DatasetSpec, sha256: str) -> Finding | None:
    """The finding if the file is not the one that the dossier pins."""
    if not spec.sha256 or spec.sha256.lower() == sha256:
        return None
    return finding(
        "OR310",
        f"dataset {spec.id}: {spec.path} has changed since it was pinned",
        spec.span,
        why=(f"pinned: {spec.sha256}", f"found:  {sha256}"),
    )


@dataclass(frozen=True, slots=True)
class TextFile:
    """A text file in UTF-8 that DuckDB can read: the file itself, or a transcoded copy of it.

    ``longest_line`` is exact for lines longer than ``CHUNK``; of shorter ones it says that there are some.
    """

    path: Path
    longest_line: int


def encoding_of(spec: DatasetSpec) -> str | Finding | None:
    """The codec that ``spec.encoding`` names, ``None`` for UTF-8, or the finding that there is no such."""
    if not spec.encoding:
        return None
    try:
        name = codecs.lookup(spec.encoding).name
    except (LookupError, ValueError):
        name = ""
    if not _TEXT_CODEC.match(name):
        return finding(
            "OR019",
            f"dataset {spec.id}: {spec.encoding!r} is not an encoding of text that onrecord knows",
            spec.span,
            remedy="Write utf-8, latin-1, cp1252 or utf-16, for example.",
        )
    return None if name in ("utf-8", "utf-8-sig", "ascii") else name


def as_utf8(spec: DatasetSpec, path: Path, codec: str | None, folder: Path) -> TextFile | Finding:
    """Check that a text file is UTF-8, or transcode it into ``folder``. Raises ``OSError``."""
    if codec is None:
        return _check(spec, path)
    target = folder / "transcoded.csv"
    decoder = codecs.getincrementaldecoder(codec)("strict")
    at = 0
    with path.open("rb") as source, target.open("w", encoding="utf-8", newline="") as out:
        while True:
            piece = source.read(CHUNK)
            try:
                text = decoder.decode(piece, final=not piece)
            except (UnicodeError, ValueError):
                return _damaged(spec, 1, 1, f"is not {spec.encoding}: undecodable near byte {at}")
            out.write(text)
            at += len(piece)
            if not piece:
                break
    return _check(spec, target)


def _damaged(spec: DatasetSpec, line: int, column: int, what: str, remedy: str = "") -> Finding:
    return finding("OR309", f"{spec.path} {what}", Span(spec.path, line, column), remedy=remedy)


def _check(spec: DatasetSpec, path: Path) -> TextFile | Finding:
    """One pass over the bytes: UTF-8 throughout, no NUL, and how long the longest line is."""
    decoder = codecs.getincrementaldecoder("utf-8")("strict")
    longest = current = 0
    lines = 0
    with path.open("rb") as stream:
        start = stream.read(4)
        for bom, name in _BOMS[1:]:
            if start.startswith(bom):
                return _damaged(
                    spec, 1, 1, f"is {name}, not UTF-8", f'Say encoding = "{name}" under the dataset, or save as UTF-8.'
                )
        stream.seek(0)
        while True:
            piece = stream.read(CHUNK)
            try:
                decoder.decode(piece, final=not piece)
                bad = piece.find(b"\0")
            except UnicodeDecodeError as error:
                # ``error.start`` counts from the bytes the decoder held back of the piece before.
                held = len(error.object) - len(piece)
                return _not_utf8(spec, path, stream.tell() - len(piece) + error.start - held)
            if bad >= 0:
                line, column = _position(path, stream.tell() - len(piece) + bad)
                return _damaged(spec, line, column, "holds NUL bytes: it is no text file, or it is UTF-16")
            if not piece:
                break
            lines += piece.count(b"\n")
            longest, current = _longest(piece, longest, current)
    return TextFile(path, max(longest, current))


def _longest(piece: bytes, longest: int, current: int) -> tuple[int, int]:
    """Carry on the length of the longest line; lines that end in a lone CR are lines too.

    Lines that begin and end in this piece are shorter than it, which is short enough: of them it is only asked whether
    they hold anything, since a file of 200 million empty lines would take long to split.
    """
    ending = b"\n" if b"\n" in piece else b"\r"
    first = piece.find(ending)
    if first < 0:
        return longest, current + len(piece)
    longest = max(longest, current + first)
    last = piece.rfind(ending)
    if longest < _ANYTHING:
        longest = max(longest, min(_ANYTHING, len(piece[first + 1 : last].strip(b"\r\n"))))
    return longest, len(piece) - last - 1


def _not_utf8(spec: DatasetSpec, path: Path, offset: int) -> Finding:
    line, column = _position(path, offset)
    with path.open("rb") as stream:
        stream.seek(offset)
        around = stream.read(64)
    byte = around[:1]
    likely = "cp1252" if not any(b in around for b in b"\x81\x8d\x8f\x90\x9d") else "latin-1"
    return _damaged(
        spec,
        line,
        column,
        f"is not UTF-8: byte 0x{byte.hex()} on line {line} cannot be read",
        f'Save the file as UTF-8, or say encoding = "{likely}" under the dataset if that is what it is.',
    )


def _position(path: Path, offset: int) -> tuple[int, int]:
    """Line and column, in characters, of a byte of a file."""
    line, last = 1, b""
    with path.open("rb") as stream:
        left = offset
        while left > 0 and (piece := stream.read(min(CHUNK, left))):
            left -= len(piece)
            line += piece.count(b"\n")
            cut = piece.rfind(b"\n")
            last = last + piece if cut < 0 else piece[cut + 1 :]
            last = last[-CHUNK:]
    return line, len(last.decode("utf-8", "replace").lstrip("\ufeff")) + 1
