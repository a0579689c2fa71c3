"""Renders the site of an edition: static pages in every language, which work from a file and under any address.

    links        where pages stand, relative links
    templating   Jinja's sandbox, the theme's own templates
    pages        which pages there are, and what each template is given
    downloads, feeds, search, style    the other files

Imports the model, ``onrecord.text`` (citations in prose), ``onrecord.render.publish`` and ``onrecord.render.charts``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from onrecord.model.edition import RenderedFile
from onrecord.render.charts import Charts
from onrecord.render.publish.shown import Sheet

_ASSETS = Path(__file__).parents[1] / "assets"


def files(sheets: Sequence[Sheet], charts: Charts, progress: Callable[[str], None]) -> Iterator[RenderedFile]:
    """The files of the site, in every language. Raises ``ThemeError`` where a file of the theme is at fault."""
    from onrecord.render.site.downloads import figure_rows, figures_csv, figures_json
    from onrecord.render.site.feeds import feed, sitemap
    from onrecord.render.site.pages import FILTERS, Language
    from onrecord.render.site.search import search_index
    from onrecord.render.site.templating import Templates

    templates = Templates(sheets[0].theme.folder, FILTERS)
    paths: list[str] = []
    for sheet in sheets:
        progress(f"writing the pages in {sheet.locale.language}")
        language = Language(sheet, sheets, charts, templates)
        paths = []
        for page in language.pages():
            paths.append(page.path)
            yield language.rendered(page)
        rows = list(figure_rows(sheet))
        yield RenderedFile(f"{language.folder}data/figures.csv", figures_csv(rows))
        yield RenderedFile(f"{language.folder}data/figures.json", figures_json(sheet, rows))
        yield RenderedFile(f"{language.folder}search-index.js", search_index(sheet))
        if sheet.edition.address:
            yield RenderedFile(f"{language.folder}feed.xml", feed(sheet))
    if sheets[0].edition.address:
        yield RenderedFile("sitemap.xml", sitemap(sheets, paths))
    yield from shared(sheets[0])


def shared(sheet: Sheet) -> Iterator[RenderedFile]:
    """What all pages use: style, script, fonts, logo."""
    from onrecord.render.site.style import style_sheet

    yield RenderedFile("assets/style.css", style_sheet(sheet.theme))
    yield RenderedFile("assets/site.js", (_ASSETS / "site" / "site.js").read_bytes())
    for path in sorted((_ASSETS / "webfonts").iterdir()):
        yield RenderedFile(f"assets/fonts/{path.name}", path.read_bytes())
    if sheet.theme.logo is not None:
        name, content = sheet.theme.logo
        yield RenderedFile(f"assets/{name}", content)
