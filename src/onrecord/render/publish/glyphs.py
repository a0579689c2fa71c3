"""Which characters our fonts can draw, and text made fit for typesetting.

PDF/UA and PDF/A forbid a glyph for "missing character", and a reader must not lose one unseen: what no font draws is
spelled out as its code point, "[U+4E60]". So are control characters and the overrides of writing direction, which could
make a sentence look like another. The coverage is read from the fonts' own ``cmap`` tables (OpenType 1.9, formats 4 and
12). Imports the standard library.
"""

from __future__ import annotations

import struct
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

FONTS = Path(__file__).parents[1] / "assets" / "fonts"
BREAK = "\N{ZERO WIDTH SPACE}"
_OVERRIDES = frozenset(range(0x202A, 0x202F)) | frozenset(range(0x2066, 0x206A))
_INVISIBLE = (
    frozenset((0x00AD, 0x034F, 0x061C, 0xFEFF))
    | frozenset(range(0x200B, 0x2010))
    | frozenset(range(0x2060, 0x2065))
    | frozenset(range(0xFE00, 0xFE10))
    | frozenset(range(0xE0020, 0xE0080))
)
"""What needs no glyph: joiners, directional marks, variation selectors, soft hyphens, tags of flags."""

_FULL_WIDTH = frozenset(map(chr, (0x3000, *range(0xFF01, 0xFF5F))))
"""The forms of ASCII as wide as a Chinese character: where no font has them they are set as what they stand for."""


def coverage(data: bytes) -> frozenset[int]:
    """The code points that a TrueType or OpenType font maps to a glyph. Empty for what is no such font."""
    try:
        tables = struct.unpack_from(">H", data, 4)[0]
        records = (struct.unpack_from(">4sIII", data, 12 + 16 * each) for each in range(tables))
        start = next(offset for tag, _, offset, _ in records if tag == b"cmap")
        count = struct.unpack_from(">H", data, start + 2)[0]
        found: set[int] = set()
        for each in range(count):
            _, _, offset = struct.unpack_from(">HHI", data, start + 4 + 8 * each)
            found.update(_subtable(data, start + offset))
        return frozenset(found)
    except (struct.error, StopIteration, IndexError):
        return frozenset()


def _subtable(data: bytes, at: int) -> Iterator[int]:
    """The code points of one subtable; other formats than 4 and 12 repeat what these hold."""
    kind = struct.unpack_from(">H", data, at)[0]
    if kind == 12:
        groups = struct.unpack_from(">I", data, at + 12)[0]
        for group in range(groups):
            first, last, glyph = struct.unpack_from(">III", data, at + 16 + 12 * group)
            yield from range(first + (glyph == 0), min(last, 0x10FFFF) + 1)
    elif kind == 4:
        doubled = struct.unpack_from(">H", data, at + 6)[0]
        ends, starts = at + 14, at + 16 + doubled
        deltas, offsets = starts + doubled, starts + 2 * doubled
        for step in range(0, doubled, 2):
            last, first = (struct.unpack_from(">H", data, where + step)[0] for where in (ends, starts))
            delta, offset = (struct.unpack_from(">H", data, where + step)[0] for where in (deltas, offsets))
            for point in range(first, min(last, 0xFFFE) + 1):
                glyph = point
                if offset:
                    glyph = struct.unpack_from(">H", data, offsets + step + offset + 2 * (point - first))[0]
                if glyph and (glyph + delta) % 0x10000:
                    yield point


@cache
def covered(folders: tuple[Path, ...] = (FONTS,)) -> tuple[frozenset[int], ...]:
    """What each font file of some folders can draw, without what another one of them draws as well."""
    files = sorted(file for folder in folders for file in folder.glob("*.[ot]tf"))
    sets = dict.fromkeys(coverage(file.read_bytes()) for file in files)
    return tuple(one for one in sets if not any(one < other for other in sets))


def settable(text: str, fonts: Iterable[frozenset[int]] | None = None) -> str:
    """A text of which every character can be drawn by our fonts, on one line: what none draws is spelled out."""
    if text.isascii() and text.isprintable():
        return text
    drawn = tuple(covered() if fonts is None else fonts)
    text = text.translate({ord(each): " " for each in "\t\n\r\v\f\u0085\u2028\u2029"})
    return "".join(_cluster(each, drawn) for each in _clusters(text))


def _clusters(text: str) -> Iterator[str]:
    """A text in pieces that one font must draw: a character with the marks and the joined ones that follow it."""
    piece = ""
    for each in text:
        joined = piece.endswith("\N{ZERO WIDTH JOINER}")
        marks = each == "\N{ZERO WIDTH JOINER}" or unicodedata.combining(each) or unicodedata.category(each) == "Me"
        if piece and not joined and not marks and not 0x1F3FB <= ord(each) <= 0x1F3FF:
            yield piece
            piece = ""
        piece += each
    if piece:
        yield piece


def _cluster(piece: str, fonts: tuple[frozenset[int], ...]) -> str:
    if _drawn(piece, fonts) or (len(piece) > 1 and _drawn(unicodedata.normalize("NFC", piece), fonts)):
        return piece
    plain = unicodedata.normalize("NFKC", piece)
    if all(each in _FULL_WIDTH for each in piece) and _drawn(plain, fonts):
        return plain
    return "".join(each if _drawn(each, fonts) and not _mark(each) else f"[U+{ord(each):04X}]" for each in piece)


def _mark(each: str) -> bool:
    return unicodedata.category(each).startswith("M") and ord(each) not in _INVISIBLE


def _drawn(piece: str, fonts: tuple[frozenset[int], ...]) -> bool:
    """Whether one font draws all of a piece."""
    points = {ord(each) for each in piece}
    if any(point in _OVERRIDES or point < 0x20 or 0x7F <= point < 0xA0 for point in points):
        return False
    needed = points - _INVISIBLE
    return any(needed <= font for font in fonts)


def breakable(text: str, longest: int) -> str:
    """A text in which no word is longer than ``longest`` characters without a place where a line may break."""
    if len(text) <= longest:
        return text
    return " ".join(_broken(word, longest) for word in text.split(" "))


def _broken(word: str, longest: int) -> str:
    if len(word) <= longest:
        return word
    pieces, piece = [], ""
    for cluster in _clusters(word):
        if len(piece) + len(cluster) > longest and piece:
            pieces.append(piece)
            piece = ""
        piece += cluster
    return BREAK.join([*pieces, piece])
