"""A Vega-Lite specification to accessible SVG that can stand inline on a page beside others.

The drawing is vl-convert's; what it writes for its own use (roles, labels of every mark, empty groups) is taken out, a
title and a description are put in, colours become ``{{role}}``, and coordinates are rounded. No text of the dossier
can become markup or a placeholder: the SVG is built as a tree, and braces in texts are written as references.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from onrecord.render.charts.canvas import FONT, PLACEHOLDERS, clean

FONTS = Path(__file__).parents[1] / "assets" / "fonts"
_SVG = "{http://www.w3.org/2000/svg}"
_ROLES = {value: f"{{{{{role}}}}}" for role, value in PLACEHOLDERS.items()}
_NUMBER = re.compile(r"-?\d+\.\d{2,}(?:e-?\d+)?|-?\d+e-\d+")
_KEPT = frozenset({
    "d", "fill", "fill-opacity", "font-size", "font-weight", "height", "opacity", "stroke", "stroke-dasharray",
    "stroke-linecap", "stroke-opacity", "stroke-width", "text-anchor", "transform", "width", "x", "x1", "x2", "y", "y1",
    "y2", "dy", "dx", "cx", "cy", "r", "stroke-linejoin",
})  # fmt: skip
_LONG = 400
"""Paths with more letters are outlines of countries: a tenth of a pixel is exact enough."""
_BRACE = "\ue07b"
_DEFAULTS = {
    ("opacity", "1"),
    ("stroke-width", "0"),
    ("font-weight", "400"),
    ("text-anchor", "start"),
    ("fill", "none"),
}


@cache
def _fonts() -> None:
    """Make the fonts of the package known, once for each process."""
    import vl_convert

    vl_convert.register_font_directory(str(FONTS))


def ready() -> None:
    """Start what draws, so that the first chart does not wait for it."""
    import vl_convert

    _fonts()
    vl_convert.vegalite_to_svg({"data": {"values": [{}]}, "mark": "point"})


def drawn(spec: dict[str, Any], id: str, title: str, description: str, family: str) -> str:
    """The SVG of a specification. ``id`` begins its ids; ``family`` is the theme's typeface."""
    import vl_convert

    _fonts()
    root = ElementTree.fromstring(vl_convert.vegalite_to_svg(spec))
    width, height = root.attrib["width"], root.attrib["height"]
    face = re.sub(r"[^\w .-]", "", family)
    made = ElementTree.Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": f"0 0 {width} {height}",
            "width": width,
            "height": height,
            "role": "img",
            "aria-labelledby": f"{id}-title {id}-desc",
            "font-family": ", ".join(dict.fromkeys((f"'{face or FONT}'", f"'{FONT}'", "Arial", "sans-serif"))),
            "fill": "none",
            "style": "font-variant-numeric: tabular-nums",
        },
    )
    ElementTree.SubElement(made, "title", {"id": f"{id}-title"}).text = clean(title).replace("{", _BRACE)
    ElementTree.SubElement(made, "desc", {"id": f"{id}-desc"}).text = clean(description).replace("{", _BRACE)
    # Vega numbers its clipping paths through all it ever drew: here they are the chart's own.
    clips = [node.attrib["id"] for node in root.iter(f"{_SVG}clipPath")]
    ids = {name: f"{id}-clip{number}" for number, name in enumerate(clips, 1)}
    for child in root:
        _copy(child, made, ids)
    text = ElementTree.tostring(made, encoding="unicode")
    return text.replace(_BRACE, "&#123;")


def _copy(node: ElementTree.Element, into: ElementTree.Element, ids: dict[str, str]) -> None:
    """A node with what shows of it, into its new parent; a group that says nothing leaves only its content."""
    tag = node.tag.removeprefix(_SVG)
    if tag == "path" and (not node.get("d") or node.get("display") == "none" or node.get("class") == "background"):
        return
    if tag in ("defs", "clipPath"):
        _definitions(node, into, ids)
        return
    kept = {name: _value(name, value) for name, value in node.attrib.items() if name in _KEPT}
    kept = {name: value for name, value in kept.items() if (name, value) not in _DEFAULTS}
    clip = node.get("clip-path", "").removeprefix("url(#").removesuffix(")")
    if clip in ids:
        kept["clip-path"] = f"url(#{ids[clip]})"
    if kept.get("transform") == "translate(0,0)":
        del kept["transform"]
    if tag == "g":
        target = into if not kept else ElementTree.SubElement(into, "g", kept)
        for child in node:
            _copy(child, target, ids)
        if kept and not len(target):
            into.remove(target)
        return
    if tag == "text" and not (node.text or len(node)):
        return
    made = ElementTree.SubElement(into, tag, kept)
    made.text = (node.text or "").replace("{", _BRACE) or None
    for child in node:
        _copy(child, made, ids)


def _definitions(node: ElementTree.Element, into: ElementTree.Element, ids: dict[str, str]) -> None:
    """Clipping paths, their ids made the chart's own."""
    made = ElementTree.SubElement(into, node.tag.removeprefix(_SVG))
    for name, value in node.attrib.items():
        if name == "id":
            made.set(name, ids[value])
        elif name in _KEPT:
            made.set(name, _value(name, value))
    for child in node:
        _definitions(child, made, ids)


def _value(name: str, value: str) -> str:
    if name in ("fill", "stroke"):
        return _ROLES.get(value.lower(), value)
    if name == "font-size":
        return value.removesuffix("px").removeprefix("-")  # the sign: see canvas.text
    if name == "d" and len(value) > _LONG:
        return _NUMBER.sub(lambda found: f"{float(found[0]):.1f}".removesuffix(".0"), value)
    if name in ("d", "transform", "x", "y", "x1", "x2", "y1", "y2", "width", "height", "dy", "dx"):
        return _NUMBER.sub(lambda found: f"{float(found[0]):.2f}".rstrip("0").rstrip("."), value)
    return value
