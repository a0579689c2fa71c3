"""Pages: which there are in a language, and what each template is given.

Imports the model, ``onrecord.render.publish``, ``onrecord.render.charts`` and sibling modules.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from onrecord.model.blocks import Reply
from onrecord.model.dossier import Citation
from onrecord.model.edition import RenderedFile
from onrecord.render.charts import Charts
from onrecord.render.claimreview import json_ld
from onrecord.render.publish.changes import correction_text
from onrecord.render.publish.posters import omitted_sizes, sizes_of
from onrecord.render.publish.register import hit_texts, register_table
from onrecord.render.publish.shown import TONES, Mark, Sheet, ShownClaim, ShownStatement, mark
from onrecord.render.publish.signs import MOVEMENTS, VERDICTS
from onrecord.render.publish.views import SheetView, SourceView
from onrecord.render.publish.words import change_word, preliminary_text
from onrecord.render.site.cleaning import clean, plain
from onrecord.render.site.links import Place, alternates, root_of, safe_url
from onrecord.render.site.prose import prose_html
from onrecord.render.site.templating import Templates, translator

if TYPE_CHECKING:
    from markupsafe import Markup

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_TAG, _STYLE = re.compile(r"<[a-zA-Z][^<>]*>"), re.compile(r"""\sstyle=(?:"[^"]*"|'[^']*')""")


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a language: its path from the root of the language, its template, its title, what makes its own values
    (only when it is rendered: charts are drawn then)."""

    path: str
    template: str
    title: str
    description: str
    values: Callable[[], dict[str, Any]] = dict


class Language:
    """The pages of one language."""

    def __init__(self, sheet: Sheet, sheets: Sequence[Sheet], charts: Charts, templates: Templates) -> None:
        self.sheet, self._sheets, self._templates = sheet, sheets, templates
        self.view = SheetView(sheet, charts)
        self.folder = root_of(sheet)
        self._gettext, self._ngettext = translator(sheet.locale)

    # Which pages there are --------------------------------------------------------------------------------------

    def pages(self) -> Iterator[Page]:
        """Every page, the sheet first."""
        sheet, text = self.sheet, self.sheet.locale.text
        yield Page("index.html", "index.html", sheet.title, sheet.subject)
        for at, claim in enumerate(sheet.claims):
            yield Page(claim.path, "claim.html", claim.text, claim.claimant, partial(self._claim, at))
        for at, statement in enumerate(sheet.statements):
            yield Page(
                statement.path,
                "statement.html",
                text("{number} {text}", number=statement.number, text=statement.text),
                text("{verdict}. {why}", verdict=statement.mark.word, why=statement.why or statement.mark.meaning),
                partial(self._statement, at),
            )
        yield Page("sources.html", "sources.html", text("Sources"), sheet.title, self._sources)
        yield Page("methods.html", "methods.html", text("Methods"), sheet.title, self._methods)
        yield Page("corrections.html", "corrections.html", text("Corrections"), sheet.title, self._corrections)
        yield Page("data.html", "data.html", text("Data"), sheet.title)
        yield Page("search.html", "search.html", text("Search"), sheet.title)

    def _claim(self, at: int) -> dict[str, Any]:
        claims = self.sheet.claims
        return {
            "claim": claims[at],
            "prose": self._prose(claims[at]),
            "groups": self._groups(claims[at]),
            "sources": self._sources_of(claims[at]),
            "previous": claims[at - 1] if at else None,
            "following": claims[at + 1] if at + 1 < len(claims) else None,
            "json_ld": self._json_ld(claims[at]),
        }

    def _statement(self, at: int) -> dict[str, Any]:
        return {"view": self.view.statement(at)}

    def _sources(self) -> dict[str, Any]:
        return {"sources": self.view.sources}

    def _sources_of(self, claim: ShownClaim) -> tuple[SourceView, ...]:
        """The sources that a claim itself cites, in the order of their numbers."""
        return tuple(each for each in self.view.sources if any(one.id == claim.id for one in each.claims))

    def _groups(self, claim: ShownClaim) -> list[tuple[str, list[ShownStatement]]]:
        """The statements of a claim, those that are evidence for it and replies to it under titles of their own."""
        text = self.sheet.locale.text
        kinds: dict[str, list[ShownStatement]] = {"": [], "for": [], "reply": []}
        for one in claim.statements:
            reply = any(isinstance(block, Reply) for block in one.entry.statement.blocks)
            kinds["reply" if reply else "for" if one.for_claim else ""].append(one)
        titles = {"": "", "for": text("Evidence for the claim"), "reply": text("What was answered")}
        return [(titles[kind], found) for kind, found in kinds.items() if found]

    def _methods(self) -> dict[str, Any]:
        marks = tuple(mark(verdict, self.sheet.locale) for verdict in TONES)
        ratings = [self.sheet.theme.rating(value, self.sheet.locale.language) for value in self.sheet.edition.scale]
        return {
            "marks": marks,
            "ratings": ratings,
            "withheld": self.sheet.edition.withheld,
            "register": self._register(),
            "hits": hit_texts(self.sheet.edition.register, self.sheet),
        }

    def _register(self) -> list[dict[str, Any]]:
        """What editions projected, by statement: its words as it was published, its page if it still has one."""
        pages = {one.id: one for one in self.sheet.statements}
        found: dict[str, dict[str, Any]] = {}
        for one in self.sheet.edition.register:
            id = one.foreseen.statement
            language, text = one.foreseen.sentence(self.sheet.locale.language)
            entry: dict[str, Any] = {"text": text, "language": language, "page": pages.get(id), "tables": []}
            told = found.setdefault(id, entry)
            told["tables"].append(register_table(one, self.sheet))
        return list(found.values())

    def _corrections(self) -> dict[str, Any]:
        claims = {claim.id: claim for claim in self.sheet.claims}
        statements = {one.id: one for one in self.sheet.statements}
        shown = [
            {
                "id": f"correction-{number}",
                "on": self.sheet.locale.day(one.on),
                "kind": change_word(one.change, self.sheet.locale),
                "of": statements.get(one.statement) or claims.get(one.claim),
                "text": correction_text(one, self.sheet),
                "reason": one.reason,
            }
            for number, one in enumerate(self.sheet.edition.corrections, 1)
        ]
        shown.reverse()
        return {"corrections": shown}

    # What a template is given -----------------------------------------------------------------------------------

    def rendered(self, page: Page) -> RenderedFile:
        """A page as a file."""
        sheet, edition = self.sheet, self.sheet.edition
        place = Place(page.path, self.folder, edition.address)
        text = self._templates.render(
            page.template,
            **page.values(),
            _=self._gettext,
            ngettext=self._ngettext,
            sheet=sheet,
            edition=edition,
            locale=sheet.locale,
            publisher=edition.publisher,
            language=sheet.locale.language,
            direction=sheet.locale.direction,
            first=edition.first.language,
            here=place,
            template=page.template,
            page_title=plain(page.title),
            page_description=plain(page.description)[:300],
            alternates=alternates(place, self._sheets),
            verdict_signs={tone.value: path for tone, path in VERDICTS.items()},
            movement_signs={movement.value: path for movement, path in MOVEMENTS.items()},
            source=self.view.source,
            corrected=partial(correction_text, sheet=sheet),
            preliminary=partial(preliminary_text, locale=sheet.locale),
            numbers=self.view.numbers,
            tallied=self._tallied,
            logo=sheet.theme.logo[0] if sheet.theme.logo else "",
            posters=sizes_of(sheet),
            unmade=omitted_sizes(sheet),
        )
        return RenderedFile(place.full, text.encode("utf-8"))

    def _tallied(self, claim: ShownClaim) -> list[tuple[Mark, int]]:
        """How many statements of a claim have a mark, in the order of marks."""
        verdicts = [one.mark.verdict for one in claim.statements]
        return [(mark(each, self.sheet.locale), verdicts.count(each)) for each in TONES if each in verdicts]

    def _json_ld(self, claim: ShownClaim) -> Markup:
        """The claim's markup for a script element, which escapes what could end it."""
        from markupsafe import Markup

        text = clean(json_ld(self.sheet, claim))
        if "<" in text:
            raise ValueError("JSON-LD that is put into a page has no < in it")
        return Markup(text)

    def _prose(self, claim: ShownClaim) -> Markup:
        place = Place(claim.path, self.folder)

        def cited(citations: Sequence[Citation], in_text: bool) -> Markup:
            return self._citation(citations, in_text, place)

        return prose_html(claim.claim.prose, cited)

    def _citation(self, citations: Sequence[Citation], in_text: bool, place: Place) -> Markup:
        """Citations as the numbers of their sources: "[see 3, p. 4; 5]", in running text with the author before it."""
        from markupsafe import Markup, escape

        parts = []
        named = Markup()
        for one in citations:
            number = self.view.numbers.get(one.key, 0)
            view = self.view.source(number)
            if view is None:
                parts.append(escape(f"@{clean(one.key)}"))
                continue
            told = Markup('<a href="{href}">{n}</a>').format(href=place.to(f"sources.html#source-{number}"), n=number)
            before = Markup("{} ").format(clean(one.prefix)) if one.prefix else Markup()
            after = Markup(", {}").format(clean(one.locator)) if one.locator else Markup()
            quote = Markup(' <q dir="auto">{}</q>').format(clean(one.quote)) if one.quote else Markup()
            parts.append(before + told + after + quote)
            if in_text:
                named = Markup("<bdi>{}</bdi> ").format(clean(view.source.author or view.source.title))
        inner = Markup("; ").join(parts)
        return named + Markup('<span class="cite">[{}]</span>').format(inner)


# Filters of templates --------------------------------------------------------------------------------------------


def language_tag(value: str) -> str:
    """The text, if it is formed as a BCP 47 language tag; else empty."""
    return value if _LANGUAGE.fullmatch(value) else ""


def drawing(svg: str) -> Markup:
    """A chart's SVG, which ``onrecord.render.charts`` made with every text of it escaped. Styles are those of the style
    sheet: the pages allow none in attributes."""
    from markupsafe import Markup

    svg = _TAG.sub(lambda tag: _STYLE.sub("", tag[0]), svg)
    return Markup(svg)


def short_digest(value: str) -> str:
    """The first 12 digits of a sha256."""
    return value.removeprefix("sha256:")[:12]


def bare_digest(value: str) -> str:
    """A sha256 without its name."""
    return value.removeprefix("sha256:")


FILTERS = {
    "safe_url": safe_url,
    "language_tag": language_tag,
    "short_digest": short_digest,
    "bare_digest": bare_digest,
    "plain": plain,
    "markup": drawing,
}
