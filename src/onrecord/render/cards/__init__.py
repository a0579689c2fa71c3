"""Renders social cards, one for each claim of an edition. Imports the model, sibling packages of render."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from onrecord.model.edition import RenderedFile
from onrecord.render.charts import Charts
from onrecord.render.publish.shown import Sheet


def files(sheets: Sequence[Sheet], charts: Charts, progress: Callable[[str], None]) -> Iterator[RenderedFile]:
    """The files of social cards, one for each claim, in every language."""
    yield from ()
