"""The text of a PDF, page by page, by pypdf. Imports: ``onrecord.model``, standard library; pypdf when one is read."""

from __future__ import annotations

import io
import logging
import re
import time
from collections.abc import Callable
from typing import Any

from onrecord.model.quotation import PageText

_SOFT = re.compile(r"(?<=[^\W\d_])\u00ad[^\S\f]*(?=[^\W\d_])")
"""A soft hyphen inside a word, with the blanks that pypdf puts after it: the word was broken at a line's end."""
PAGES = 1500
"""Pages of a PDF that are read."""
CHARACTERS = 20_000_000
PATIENCE = 20.0
"""Seconds after which no further page is read."""


def pdf_text(data: bytes, clock: Callable[[], float] = time.monotonic) -> PageText:
    """The text of a PDF; pages are parted by a form feed."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    logging.disable(logging.CRITICAL)
    started = clock()
    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            return PageText(why="the PDF is protected by a password")
        count = len(reader.pages)
        pages, pictures, broken, size = [], 0, 0, 0
        for number in range(min(count, PAGES)):
            if clock() - started > PATIENCE or size > CHARACTERS:
                break
            try:
                page = reader.pages[number]
                text = _SOFT.sub("", page.extract_text())
            except (MemoryError, RecursionError):
                raise
            except Exception:  # pypdf raises what it stumbles over; the other pages may be sound
                text, page, broken = "", None, broken + 1
            if page is not None and not text.strip() and _has_picture(page):
                pictures += 1
            pages.append(text)
            size += len(text)
    except (MemoryError, RecursionError):
        raise
    except (PyPdfError, Exception):
        return PageText(why="the PDF cannot be read: it is damaged, or no PDF")
    finally:
        logging.disable(logging.NOTSET)
    return _told(pages, count, pictures, broken)


def _has_picture(page: Any) -> bool:
    try:
        return bool(page.get("/Resources", {}).get_object().get("/XObject"))
    except Exception:
        return True


def _told(pages: list[str], count: int, pictures: int, broken: int) -> PageText:
    whole = "\f".join(pages).strip("\f \n")
    missing = []
    if len(pages) < count:
        missing.append(f"the first {len(pages):,} of {count:,} pages")
    if pictures:
        missing.append(f"{pictures:,} of {count:,} pages are pictures without text")
    if broken:
        missing.append(f"{broken:,} of {count:,} pages cannot be read")
    if not whole:
        return PageText(why="the PDF has no text" + (f": {'; '.join(missing)}" if missing else ""))
    return PageText(whole=whole, partial="; ".join(missing))
