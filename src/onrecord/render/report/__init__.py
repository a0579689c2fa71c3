"""Renders the report of an edition: one paginated PDF in each language, tagged (PDF/UA-1, PDF/A-2a).

    nodes     paragraphs, facts, tables, as data for the template
    prose     Markdown -> nodes
    claims    a claim with its record in full
    matter    cover, summary
    appendix  methods, sources, corrections
    content   Sheet -> the whole

Imports the model, ``onrecord.render.publish``, ``onrecord.render.charts``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from onrecord.model.edition import RenderedFile
from onrecord.render.charts import Charts
from onrecord.render.publish.shown import Sheet


def files(sheets: Sequence[Sheet], charts: Charts, progress: Callable[[str], None]) -> Iterator[RenderedFile]:
    """The report in every language. Raises ``TypesettingError`` where a template or font of the theme is at fault."""
    from onrecord.render.publish.documents import folder_of
    from onrecord.render.publish.typesetting import Template, compiled, template
    from onrecord.render.report.content import document

    for sheet in sheets:
        progress(f"report ({sheet.locale.language})")
        parts = template(sheet.theme, "poster", "common.typ"), template(sheet.theme, "report", "report.typ")
        typst = Template("report.typ", b"\n".join(each.source for each in parts))
        (pdf,) = compiled(typst, document(sheet, charts), sheet.theme, "pdf", sheet.edition.published)
        yield RenderedFile(f"{folder_of(sheet)}report/report.pdf", pdf)
