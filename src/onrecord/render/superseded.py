"""The stamp on the posters of an edition that another one has taken the place of.

The old poster stays as it is, its text and tags with it; a stamp is laid over every page. A PDF and an SVG are added
to, a PNG is set anew with the stamp upon it. Imports ``onrecord.render.publish``; pypdf and typst inside functions.
"""

from __future__ import annotations

import io
import re
import struct
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from onrecord.render.publish.locale import Locale
from onrecord.render.publish.theme import Theme
from onrecord.render.publish.typesetting import Template, compiled, inert, language_of

_STAMP = b"""#let stamp(data) = rotate(-24deg, block(
  width: 72%, fill: rgb("#ffffffd9"), stroke: 0.006 * data.width * 1pt + rgb("#a4161a"), inset: 3%,
  {
    text(size: 0.07 * data.width * 1pt, weight: 700, data.stamp)
    parbreak()
    text(size: 0.024 * data.width * 1pt, data.why)
  },
))
#let data = json(bytes(sys.inputs.data))
#set document(title: data.title)
#set page(width: data.width * 1pt, height: data.height * 1pt, margin: 0pt, fill: none)
#set text(font: "Libre Franklin", fill: rgb("#a4161a"), lang: data.language)
#set align(center)
"""
_OVER_PDF = Template("superseded.typ", _STAMP + b"#pdf.artifact(place(center + horizon, stamp(data)))\n")
_OVER = Template("superseded.typ", _STAMP + b"#place(center + horizon, stamp(data))\n")
_UPON = Template(
    "superseded.typ",
    _STAMP.replace(
        b"margin: 0pt, fill: none", b'margin: 0pt, background: image("poster.png", width: 100%, height: 100%)'
    )
    + b"#place(center + horizon, stamp(data))\n",
)
_SIZE = re.compile(r'<svg\b[^>]*\bviewBox="0 0 ([\d.]+) ([\d.]+)"')
_UNITS = re.compile(r'(\b(?:width|height)="[\d.]+)pt"')
_NAMED = re.compile(r'(\bid="|href="#|url\(#)')


def stamped(poster: bytes, kind: str, language: str, on: date, address: str, theme: Theme) -> bytes:
    """A poster, as "pdf", "svg" or "png", with a stamp that says since when it is superseded and where the edition in
    force is found. One whose form is not known stays without."""
    locale = Locale(language)
    why = locale.text("There is a newer edition of {day}. What changed since, and why:", day=locale.day(on))
    told = {
        "title": locale.text("Superseded"), "stamp": locale.text("Superseded"), "why": f"{why} {address}".strip(),
        "language": language_of(language),
    }  # fmt: skip
    over = {"pdf": _pdf, "svg": _svg, "png": _png}[kind]
    return over(poster, told, on, theme)


def _pdf(poster: bytes, told: dict[str, str], on: date, theme: Theme) -> bytes:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(poster)))
    for page in writer.pages:
        data = _sized(told, float(page.mediabox.width), float(page.mediabox.height), theme)
        (over,) = compiled(_OVER_PDF, data, theme, "pdf", on)
        page.merge_page(PdfReader(io.BytesIO(over)).pages[0])
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _svg(poster: bytes, told: dict[str, str], on: date, theme: Theme) -> bytes:
    """The stamp as a drawing of its own in the poster's, before its end."""
    text = poster.decode("utf-8")
    size, end = _SIZE.search(text), text.rfind("</svg>")
    if size is None or end < 0:
        return poster
    width, height = float(size[1]), float(size[2])
    (over,) = compiled(_OVER, _sized(told, width, height, theme), theme, "svg", on)
    drawing = over.decode("utf-8")
    inner = _NAMED.sub(r"\1superseded-", drawing[drawing.index("<svg") :])
    inner = _UNITS.sub(r'\1"', inner, count=2)  # a point of the outer drawing is a unit of the inner one
    title = told["title"].replace("&", "&amp;").replace("<", "&lt;")
    return f'{text[:end]}<g role="img"><title>{title}</title>{inner}</g>{text[end:]}'.encode()


def _png(poster: bytes, told: dict[str, str], on: date, theme: Theme) -> bytes:
    """The poster as the background of a page of its size in pixels, and the stamp on it."""
    if poster[:8] != b"\x89PNG\r\n\x1a\n":
        return poster
    width, height = struct.unpack(">II", poster[16:24])
    with TemporaryDirectory(prefix="onrecord-") as folder:
        (Path(folder) / "poster.png").write_bytes(poster)
        (made,) = compiled(_UPON, _sized(told, width, height, theme), theme, "png", on, 72, Path(folder))
    return made


def _sized(told: dict[str, str], width: float, height: float, theme: Theme) -> dict[str, Any]:
    data: dict[str, Any] = inert({**told, "width": width, "height": height}, theme, 40)
    return data
