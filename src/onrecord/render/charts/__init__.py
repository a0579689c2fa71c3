"""Charts and maps of statements, drawn by Vega-Lite at build time: accessible SVG that needs nothing at view time.

A chart is drawn once, in placeholder colours, and then coloured for where it stands: with CSS variables on a page, with
a theme's own colours on paper. Imports the model and ``onrecord.render.publish``; vl-convert inside functions.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from onrecord.render.charts.canvas import NARROW, WIDE
from onrecord.render.charts.plan import Plan
from onrecord.render.publish.shown import Sheet, ShownStatement

_ROLE = re.compile(r"\{\{([a-z-]+)\}\}")


@dataclass(frozen=True, slots=True)
class Chart:
    """One drawing. ``drawn`` is SVG in which each colour is a placeholder, ``{{role}}``; ``title`` and ``description``
    say what it shows, ``header`` and ``rows`` are the numbers behind it, as they are written in the language.

    ``width`` and ``height`` are in pixels. ``kind`` is "series", "record", "comparison", "share", "ranking",
    "projection", "counts", "timeline" or "map". ``narrow`` is the same drawn for phones and narrow columns, where the
    texts of the wide form would be too small: from about 290 pixels, or 75 mm.
    """

    id: str
    kind: str
    title: str
    description: str
    drawn: str
    width: float
    height: float
    header: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    narrow: str = ""
    narrow_width: float = 0.0
    narrow_height: float = 0.0

    def svg(self, colour: Callable[[str], str], *, narrow: bool = False) -> str:
        """The SVG with the colour of each role filled in: a hex colour, or ``var(--role)`` on a page."""
        source = self.narrow if narrow and self.narrow else self.drawn
        return _ROLE.sub(lambda found: colour(found[1]), source)


@dataclass
class Charts:
    """Draws each chart once, whoever asks for it."""

    _drawn: dict[tuple[str, str], tuple[Chart, ...]] = field(default_factory=dict)

    def of(self, sheet: Sheet, statement: ShownStatement) -> tuple[Chart, ...]:
        """The charts of a statement in a sheet's language, the most telling first; none where nothing can be drawn."""
        key = (sheet.locale.language, statement.id)
        if key not in self._drawn:
            self._drawn[key] = tuple(_drawn(plan, sheet, statement) for plan in plans(sheet, statement))
        return self._drawn[key]


def plans(sheet: Sheet, statement: ShownStatement) -> Iterator[Plan]:
    """What is drawn for a statement, the most telling first."""
    from onrecord.render.charts import comparisons, counts, maps, projections, series, timelines

    yield from projections.plans(sheet, statement)
    yield from comparisons.shares(sheet, statement)
    yield from comparisons.rankings(sheet, statement)
    beside, courses = list(comparisons.comparisons(sheet, statement)), list(series.plans(sheet, statement))
    yield from [*beside, *courses] if comparisons.foremost(statement.entry) else [*courses[:1], *beside, *courses[1:]]
    yield from counts.plans(sheet, statement)
    yield from timelines.plans(sheet, statement)
    yield from maps.plans(sheet, statement)


def _drawn(plan: Plan, sheet: Sheet, statement: ShownStatement) -> Chart:
    from onrecord.render.charts.svg import drawn

    id = f"chart-{statement.id}-{plan.name}"
    family = dict(sheet.theme.fonts).get("display", "")
    made = []
    for form in (WIDE, NARROW):
        canvas = plan.draw(form)
        svg = drawn(canvas.spec(), f"{id}-{form.name}", plan.title, plan.description, family)
        made.append((svg, canvas.full_width, canvas.full_height))
    (wide, width, height), (narrow, narrow_width, narrow_height) = made
    return Chart(
        id, plan.kind, plan.title, plan.description, wide, width, height, plan.header, plan.rows,
        narrow, narrow_width, narrow_height,
    )  # fmt: skip
