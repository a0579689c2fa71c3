"""The prose of a claim: Markdown to HTML that can do no harm, its citations as the numbers of their sources.

Raw HTML is text, pictures are their words, links lead to the web only. Headings become those of a section (``h3``).
Imports ``onrecord.text`` (which finds citations) and ``onrecord.render.publish``; markdown-it inside functions.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from onrecord.model.dossier import Citation
from onrecord.render.site.cleaning import clean
from onrecord.render.site.links import safe_url
from onrecord.text.citations import Found, find_citations, masked
from onrecord.text.fragment import Fragment

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token
    from markupsafe import Markup

_OPEN, _CLOSE = "\ue000", "\ue001"
"""Around the number of a citation while the Markdown is read; private characters, which are taken out of the prose."""

_PLACE = re.compile(f"{_OPEN}(\\d+){_CLOSE}")


def prose_html(prose: str, cited: Callable[[Sequence[Citation], bool], Markup]) -> Markup:
    """Markdown as HTML. ``cited`` makes the markup of the citations that stand in one pair of brackets, or (true) of
    one in the running text."""
    from markupsafe import Markup

    text = re.sub(f"[{_OPEN}{_CLOSE}]", "", clean(prose))
    groups = _grouped(find_citations(Fragment.whole("", text), masked(text)))
    parts, at = [], 0
    for number, (start, end, _) in enumerate(groups):
        parts += [text[at:start], f"{_OPEN}{number}{_CLOSE}"]
        at = end
    marked = "".join([*parts, text[at:]])
    made = [str(cited([one.citation for one in found], text[start] != "[")) for start, _, found in groups]
    written = [text[start:end] for start, end, _ in groups]
    return Markup(_markdown().render(marked, {"citations": made, "written": written}))


def _grouped(found: Sequence[Found]) -> list[tuple[int, int, list[Found]]]:
    """The citations by the stretch of text that they stand in."""
    groups: dict[tuple[int, int], list[Found]] = {}
    for one in found:
        groups.setdefault((one.start, one.end), []).append(one)
    kept: list[tuple[int, int, list[Found]]] = []
    for (start, end), ones in sorted(groups.items()):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end, ones))
    return kept


@cache
def _markdown() -> MarkdownIt:
    from markdown_it import MarkdownIt

    made = MarkdownIt("commonmark", {"html": False, "breaks": False}).enable(["table", "strikethrough"])
    made.disable(["html_block", "html_inline"])
    made.validateLink = lambda url: bool(safe_url(url))  # type: ignore[method-assign]
    made.add_render_rule("text", _text)
    for kind in ("code_inline", "code_block", "fence"):
        made.add_render_rule(kind, _code)
    made.add_render_rule("image", _image)
    made.add_render_rule("link_open", _link)
    for kind in ("heading_open", "heading_close"):
        made.add_render_rule(kind, _heading)
    for kind in ("table_open", "table_close"):
        made.add_render_rule(kind, _table)
    return made


def _text(self: Any, tokens: Sequence[Token], at: int, options: object, env: Mapping[str, Any]) -> str:
    """Text, escaped, with the citations that were taken out of it."""
    from markupsafe import escape

    citations: list[str] = env["citations"]
    parts, before = [], 0
    content = tokens[at].content
    for place in _PLACE.finditer(content):
        parts += [str(escape(content[before : place.start()])), citations[int(place[1])]]
        before = place.end()
    return "".join([*parts, str(escape(content[before:]))])


def _code(self: Any, tokens: Sequence[Token], at: int, options: object, env: Mapping[str, Any]) -> str:
    """Code, in which nothing is a citation."""
    from markupsafe import escape

    written: list[str] = env["written"]
    text = escape(_PLACE.sub(lambda place: written[int(place[1])], tokens[at].content))
    return f"<code>{text}</code>" if tokens[at].type == "code_inline" else f"<pre><code>{text}</code></pre>\n"


def _image(self: Any, tokens: Sequence[Token], at: int, options: object, env: Mapping[str, Any]) -> str:
    """Of a picture its words: a page asks no other host for anything."""
    from markupsafe import escape

    return str(escape(_PLACE.sub("", tokens[at].content)))


def _link(self: Any, tokens: Sequence[Token], at: int, options: object, env: Mapping[str, Any]) -> str:
    from markupsafe import escape

    return f'<a href="{escape(str(tokens[at].attrGet("href") or ""))}" rel="noopener">'


def _heading(self: Any, tokens: Sequence[Token], at: int, options: object, env: Mapping[str, Any]) -> str:
    return "<h3>" if tokens[at].nesting > 0 else "</h3>\n"


def _table(self: Any, tokens: Sequence[Token], at: int, options: object, env: Mapping[str, Any]) -> str:
    if tokens[at].nesting > 0:
        return '<div class="scroll" tabindex="0" role="group"><table>\n'
    return "</table></div>\n"
