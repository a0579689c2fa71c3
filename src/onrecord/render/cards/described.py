"""What an image shows, written into the image: PNG text chunks (PNG specification, third edition, 11.3.3.4: iTXt).

Imports the standard library.
"""

from __future__ import annotations

import struct
import zlib

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_HEADER = len(_SIGNATURE) + 25
"""Where the first chunk, IHDR, ends."""


def described(png: bytes, title: str, description: str) -> bytes:
    """A PNG with its title and its description in words. Raises ``ValueError`` for what is no PNG."""
    if not png.startswith(_SIGNATURE):
        raise ValueError("no PNG")
    chunks = b"".join(_chunk(keyword, text) for keyword, text in ((b"Title", title), (b"Description", description)))
    return png[:_HEADER] + chunks + png[_HEADER:]


def _chunk(keyword: bytes, text: str) -> bytes:
    """An uncompressed iTXt chunk, without a language tag."""
    body = b"iTXt" + keyword + b"\0\0\0\0\0" + text.replace("\0", "").encode("utf-8", "replace")
    return struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body))
