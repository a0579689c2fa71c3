"""The stamp on the posters of an edition that another one has taken the place of.

The old poster stays as it is, its text and tags with it; a stamp is laid over every page. Imports
``onrecord.render.publish``; pypdf and typst inside functions.
"""

from __future__ import annotations

import io
from datetime import date

from onrecord.render.publish.locale import Locale
from onrecord.render.publish.theme import Theme
from onrecord.render.publish.typesetting import Template, compiled, inert, language_of

_TEMPLATE = Template(
    "superseded.typ",
    b"""#let data = json(bytes(sys.inputs.data))
#set document(title: data.title)
#set page(width: data.width * 1pt, height: data.height * 1pt, margin: 0pt, fill: none)
#set text(font: "Libre Franklin", fill: rgb("#a4161a"), lang: data.language)
#set align(center)
#pdf.artifact(place(center + horizon, rotate(-24deg, block(
  width: 72%, fill: rgb("#ffffffd9"), stroke: 0.006 * data.width * 1pt + rgb("#a4161a"), inset: 3%,
  {
    text(size: 0.07 * data.width * 1pt, weight: 700, data.stamp)
    parbreak()
    text(size: 0.024 * data.width * 1pt, data.why)
  },
))))
""",
)


def stamped(poster: bytes, language: str, on: date, address: str, theme: Theme) -> bytes:
    """A poster, as PDF, with a stamp that says since when it is superseded and where the edition in force is found."""
    from pypdf import PdfReader, PdfWriter

    locale = Locale(language)
    why = locale.text("There is a newer edition of {day}. What changed since, and why:", day=locale.day(on))
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(poster)))
    for page in writer.pages:
        data = {
            "title": locale.text("Superseded"), "stamp": locale.text("Superseded"), "why": f"{why} {address}".strip(),
            "width": float(page.mediabox.width), "height": float(page.mediabox.height),
            "language": language_of(language),
        }  # fmt: skip
        (over,) = compiled(_TEMPLATE, inert(data, theme, 40), theme, "pdf", on)
        page.merge_page(PdfReader(io.BytesIO(over)).pages[0])
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()
