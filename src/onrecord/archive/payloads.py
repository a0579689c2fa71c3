"""The payload of a stored answer, without chunks and compression, as far as a limit goes.

Imports: the standard library; warcio, when something is read.
"""

from __future__ import annotations

import io


def plain_payload(body: bytes, encoding: str, chunked: bool, most: int) -> bytes:
    """At most ``most`` bytes of a body as it would be shown."""
    from warcio.bufferedreaders import BufferedReader, ChunkedDataReader  # type: ignore[import-untyped]

    kind = encoding.strip().lower().removeprefix("x-")
    decoder = kind if kind in ("gzip", "deflate") else None
    stream = io.BytesIO(body)
    reader = ChunkedDataReader(stream, decomp_type=decoder) if chunked else BufferedReader(stream, decomp_type=decoder)
    found: bytes = reader.read(most)
    return found
