"""What is true of every chart: which there are, their words and colours, and that nothing in a dossier breaks out."""

from __future__ import annotations

import re
from collections.abc import Callable
from xml.etree import ElementTree

import pytest

from onrecord.render.charts import Chart, Charts
from onrecord.render.charts.canvas import NARROW, ROLES, width_of
from onrecord.render.charts.pieces import Key, key_rows
from onrecord.render.publish.shown import Sheet
from onrecord.render.publish.theme import load_theme

SVG = "{http://www.w3.org/2000/svg}"
ById = dict[str, tuple[Chart, ...]]

KINDS = {
    "change": ["series", "map"],
    "halves": ["series", "map"],
    "record": ["record", "map"],
    "quarter": ["record", "map"],
    "share": ["share", "series", "series", "map"],
    "neighbours": ["comparison", "series", "series", "map"],
    "rank": ["ranking", "series", "map"],
    "projection": ["projection", "series", "map"],
    "counts": ["counts"],
    "deployment": ["counts"],
    "pledge": ["timeline"],
    "overdue": ["timeline"],
    "case": ["timeline"],
    "view": [],
}


def forms(by_id: ById) -> list[tuple[Chart, str]]:
    """Every drawing of every chart."""
    return [(one, svg) for charts in by_id.values() for one in charts for svg in (one.drawn, one.narrow)]


@pytest.mark.parametrize("statement", sorted(KINDS))
def test_each_statement_has_the_charts_that_tell_of_it(by_id: ById, statement: str) -> None:
    assert [one.kind for one in by_id[statement]] == KINDS[statement]


def test_each_drawing_is_an_image_with_a_title_and_a_description(by_id: ById) -> None:
    for chart, svg in forms(by_id):
        root = ElementTree.fromstring(svg)
        title, description = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
        assert title is not None and description is not None
        assert root.get("role") == "img"
        assert root.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
        assert (title.text, description.text) == (chart.title, chart.description)
        assert len(chart.description) > 20


def test_ids_are_unique_however_many_stand_on_a_page(by_id: ById) -> None:
    ids = [found for _, svg in forms(by_id) for found in re.findall(r'\bid="([^"]+)"', svg)]
    assert len(ids) == len(set(ids)) > 0


def test_every_colour_is_a_role_of_the_theme(by_id: ById) -> None:
    for _, svg in forms(by_id):
        colours = set(re.findall(r'(?:fill|stroke)="([^"]+)"', svg))
        assert colours <= {"none", *(f"{{{{{role}}}}}" for role in ROLES)}
    theme = load_theme()
    assert {role for role, _ in theme.colours} >= set(ROLES)


def test_roles_become_colours(by_id: ById) -> None:
    chart = by_id["change"][0]
    page, paper = chart.svg(lambda role: f"var(--{role})"), chart.svg(load_theme().colour, narrow=True)
    assert 'fill="var(--accent)"' in page and "{{" not in page
    assert 'viewBox="0 0 320' in paper and "{{" not in paper


def test_texts_can_be_read_on_a_phone(by_id: ById) -> None:
    for chart, svg in forms(by_id):
        sizes = [float(size) for size in re.findall(r'font-size="([\d.]+)"', svg)]
        assert min(sizes) >= 11.5, chart.id
    assert {(one.width, one.narrow_width) for charts in by_id.values() for one in charts} == {(720, 320)}


def test_nothing_is_drawn_outside(by_id: ById) -> None:
    for chart, svg in forms(by_id):
        root = ElementTree.fromstring(svg)
        width, height = (float(root.attrib[name]) for name in ("width", "height"))
        outer = root.find(f"{SVG}g")
        assert outer is not None
        dx, dy = _moved(outer)
        for text in root.iter(f"{SVG}text"):
            x, y = _moved(text)
            lines = [line.text or "" for line in text] or [text.text or ""]
            wide = max(width_of(line, float(text.attrib["font-size"])) for line in lines)
            share = {"start": 0.0, "middle": 0.5, "end": 1.0}[text.get("text-anchor", "start")]
            # Widths are estimates on the safe side: a tenth of one may seem to be outside.
            assert -1 - wide / 10 <= x + dx - share * wide, (chart.id, text.text)
            assert x + dx + (1 - share) * wide <= width + 1 + wide / 10, (chart.id, text.text)
            assert 0 <= y + dy <= height + 1, (chart.id, text.text)


def _moved(node: ElementTree.Element) -> tuple[float, float]:
    found = re.match(r"translate\(([-\d.]+),([-\d.]+)\)", node.get("transform", "translate(0,0)"))
    assert found
    return float(found[1]), float(found[2])


def test_the_numbers_behind_stand_in_a_table(by_id: ById) -> None:
    for charts in by_id.values():
        for chart in charts:
            assert len(chart.rows) >= 1 and chart.header
            assert {len(row) for row in chart.rows} == {len(chart.header)}


def test_the_same_sheet_gives_the_same_bytes(charted: Sheet, by_id: ById) -> None:
    again = Charts()
    assert {one.id: again.of(charted, one) for one in charted.statements} == by_id


def test_a_chart_is_drawn_once(charted: Sheet) -> None:
    charts = Charts()
    first = charted.statements[0]
    assert charts.of(charted, first) is charts.of(charted, first)


HOSTILE = """
- Counts. [@s] {#hostile}
  ~~~ incident
  what: "</desc><script>alert(1)</script> {{ink}}"
  where: "\\u202EMoura"
  counts:
    - {exact: 1, counted: "<img src=x onerror=alert(1)>", by: "LONG", source: s}
    - {exact: 900000000000, counted: "{{accent}} \\u2066 😀 قتلى", by: "javascript:alert(1)", source: s}
  ~~~
"""


def test_a_hostile_dossier_is_drawn_inert_and_whole(make: Callable[..., Sheet]) -> None:
    sheet = make(HOSTILE.replace("LONG", "x" * 10_000))
    (chart,) = Charts().of(sheet, sheet.statements[0])
    for svg in (chart.drawn, chart.narrow):
        root = ElementTree.fromstring(svg)
        assert {node.tag.removeprefix(SVG) for node in root.iter()} <= {
            "svg", "g", "path", "line", "text", "tspan", "title", "desc", "defs", "clipPath", "rect",
        }  # fmt: skip
        assert not re.search("[\u202a-\u202e\u2066-\u2069]", svg)
    coloured = chart.svg(lambda role: "#000000")
    assert "{ink}}" in coloured.replace("&#123;", "{")
    assert ElementTree.fromstring(coloured).find(f"{SVG}title") is not None
    assert chart.title.startswith("</desc><script>")
    assert chart.rows[0][0] == "x" * 10_000


def test_a_long_key_has_rows_of_its_own() -> None:
    keys = (Key("block", "accent", "short"), Key("dash", "ink", "long words " * 12), Key("circle", "ink", "last"))
    rows = key_rows(keys, NARROW, 300)
    assert len(rows) >= 5
    for row in rows:
        for at, key in row:
            assert at + width_of(key.text, NARROW.small) <= 300
    assert [key.sample for row in rows for _, key in row if key.sample] == ["block", "dash", "circle"]
