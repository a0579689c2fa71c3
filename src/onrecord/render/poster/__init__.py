"""Renders the poster of an edition: on A2, A3 and A4, as PDF, SVG and PNG, in every language.

    content     Sheet -> atoms and notes, in reading order
    planning    atoms as measured -> the size of the text, columns and pages
    paging      measured atoms -> pages of columns
    columns     the arithmetic of columns

Imports the model, ``onrecord.render.publish`` and ``onrecord.render.charts``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from onrecord.model.edition import Omitted, RenderedFile
from onrecord.render.charts import Charts
from onrecord.render.publish.shown import Sheet


def files(
    sheets: Sequence[Sheet], charts: Charts, progress: Callable[[str], None], papers: Sequence[str] = ()
) -> Iterator[RenderedFile | Omitted]:
    """The files of the poster, in every language, on all papers or those named; one too small is told as omitted.

    Raises ``TypesettingError`` where it does not fit the largest one."""
    from onrecord.render.poster.content import content, folded
    from onrecord.render.poster.papers import PAPERS
    from onrecord.render.poster.planning import settled
    from onrecord.render.publish.documents import folder_of
    from onrecord.render.publish.posters import sizes_of
    from onrecord.render.publish.typesetting import compiled, template

    for sheet in sheets:
        sizes = sizes_of(sheet)
        made = content(sheet, charts)
        front = folded(sheet, made)
        typst = template(sheet.theme, "poster", "common.typ", "poster.typ")
        folder = folder_of(sheet)
        for paper in (each for each in PAPERS if not papers or each.name in papers):
            progress(f"poster {paper.name.upper()} ({sheet.locale.language})")
            if paper.name not in sizes:
                path = f"{folder}poster/poster-{paper.name}.pdf"
                yield Omitted(path, f"the dossier is too long for a poster on {paper.name.upper()}")
                continue
            planner, plan = settled(made, front, paper, sheet.theme, typst)
            data = planner.pages(plan, sheet.locale)
            for kind in ("pdf", "svg", "png"):
                pages = compiled(typst, data, sheet.theme, kind, sheet.edition.published, paper.ppi)
                for number, content_of in enumerate(pages, 1):
                    suffix = f"-{number}" if number > 1 else ""
                    yield RenderedFile(f"{folder}poster/poster-{paper.name}{suffix}.{kind}", content_of)
