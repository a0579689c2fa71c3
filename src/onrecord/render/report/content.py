"""The report of a sheet as data: what the template is given. Imports sibling modules."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.render.charts import Charts
from onrecord.render.publish.documents import shared
from onrecord.render.publish.pieces import shortened
from onrecord.render.publish.shown import Sheet
from onrecord.render.publish.typesetting import inert
from onrecord.render.publish.views import SheetView
from onrecord.render.report.appendix import corrections, methods, sources
from onrecord.render.report.claims import ClaimWriter
from onrecord.render.report.matter import cover, summary
from onrecord.render.report.nodes import Json, part


def document(sheet: Sheet, charts: Charts) -> Json:
    """The whole report, in reading order."""
    view = SheetView(sheet, charts)
    record = part(sheet.locale.text("The claims and the record"), "record")
    body = [
        *summary(sheet),
        record,
        *ClaimWriter(view, charts).claims(),
        *methods(sheet),
        *sources(view),
        *corrections(sheet),
    ]
    titles = {each["label"]: each["text"] for each in body if each["kind"] in ("part", "claim")}
    told = {
        "cover": cover(sheet),
        "titles": titles,
        "places": dict.fromkeys(_labels(body), True),
        "parts": list(_parts(body)),
        "bold": sheet.locale.text("In bold: {what}.", what=sheet.locale.text("the statement speaks of it")),
    }
    return shared(sheet) | dict(inert(told, sheet.theme))


def _parts(body: list[Json]) -> Iterator[Json]:
    """The body in parts that begin on a page, each with its running head."""
    nodes: list[Json] = []
    running = ""
    for node in body:
        begins = node["kind"] == "part" or (node["kind"] == "claim" and not node["first"])
        if begins and nodes:
            yield {"running": running, "nodes": nodes}
            nodes = []
        if node["kind"] in ("part", "claim"):
            running = shortened(node["text"], 60)
        nodes.append(node)
    yield {"running": running, "nodes": nodes}


def _labels(body: list[Json]) -> Iterator[str]:
    """The places that links may lead to: a source that is cited but not published has none."""
    for node in body:
        if "label" in node:
            yield node["label"]
        if node["kind"] == "sources":
            yield from (each["label"] for each in node["items"])
