"""Pandoc's citations and attributes in running Markdown, with their places.

Inline tokens of a Markdown parser have no positions, so the raw text is scanned: first everything that is not
running text (code, comments, tags, addresses) is masked, then keys, brackets and attributes are found in what is
left. All scans are linear in the text. Imports: ``onrecord.model``, standard library.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.model.dossier import Citation
from onrecord.text.fragment import Fragment
from onrecord.text.quotes import Quoted, Quotes

MASK = "\x01"

_KEY = r"\w+(?:[:.#$%&\-+?<>~/]\w+)*"
_CITE = rf"(?<![\w\\@])-?@(?:\{{(?P<braced>[^{{}}\n]+)\}}|(?P<key>{_KEY}))"
_TOKEN = re.compile(rf"(?P<escape>\\.)|(?P<open>\[)|(?P<close>\])|(?P<end>\n[ \t]*\n)|{_CITE}", re.DOTALL)
_TICKS = re.compile(r"(?P<escape>\\`)|(?P<ticks>`+)|(?P<end>\n[ \t]*\n)")
_MASKED = re.compile(
    r"<!--.*?(?:-->|\Z)"  # comments
    r"|<[A-Za-z][A-Za-z0-9+.-]{1,31}:[^<>\s]*>"  # automatic links
    r"|</?[A-Za-z][^<>\n]{0,1000}>"  # tags
    r"|(?<!@\{)\b(?:https?|ftp)://[^\s<>\[\]]+"  # bare addresses
    r"|(?<=\]\()[^()\s]*(?:\([^()\s]*\)[^()\s]*)*",  # targets of links
    re.DOTALL,
)
_ATTRIBUTES = re.compile(r"\{(?P<inside>[ \t]*[#.][^{}\n]*|[ \t]*[\w-]+=[^{}\n]*)\}")
_LOCATOR_WITH_QUOTE = re.compile(
    r"[ \t]?\[(?P<locator>[^\[\]@\n\"“„«]{0,200}[\"“„«](?:[^\[\]@\n]|\[[^\[\]@\n]{0,200}\]){1,1000}[\"”“»])\](?![(\[:])"
)
_LOCATOR = re.compile(r"[ \t]?\[(?P<locator>[^\[\]@\n]*)\](?![(\[:])")


@dataclass(frozen=True, slots=True)
class Found:
    """A citation and the stretch of text that a reader of the sentence skips, as offsets."""

    citation: Citation
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Attributes:
    """``{#id .class}``: what stands between the braces, and the offsets of the whole."""

    inside: str
    start: int
    end: int


def masked(text: str, code: tuple[tuple[int, int], ...] = ()) -> str:
    """The text with everything that is not running text replaced by a mask of the same length."""
    ranges = list(code) + _code_spans(text)
    text = blanked(text, ranges)
    return blanked(text, [found.span() for found in _MASKED.finditer(text)])


def blanked(text: str, ranges: Iterable[tuple[int, int]]) -> str:
    """The text with stretches replaced by a mask of the same length; line ends stay."""
    parts, at = [], 0
    for start, end in sorted(ranges):
        if end <= at:
            continue
        start = max(start, at)
        parts += [text[at:start], re.sub(r"[^\n]", MASK, text[start:end])]
        at = end
    return "".join([*parts, text[at:]]) if parts else text


def _code_spans(text: str) -> list[tuple[int, int]]:
    """The code spans of each paragraph: a run of backticks to the next run of the same length."""
    spans: list[tuple[int, int]] = []
    runs: list[tuple[int, int]] = []
    for found in _TICKS.finditer(text):
        if found["end"] is not None:
            spans += _pairs(runs)
            runs = []
        elif found["ticks"] is not None:
            runs.append(found.span())
    return spans + _pairs(runs)


def _pairs(runs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    following: dict[int, list[int]] = {}
    for index in range(len(runs) - 1, -1, -1):
        following.setdefault(runs[index][1] - runs[index][0], []).append(index)
    spans, index = [], 0
    while index < len(runs):
        start, end = runs[index]
        same = following[end - start]
        while same and same[-1] <= index:
            same.pop()
        if same:
            index = same[-1]
            spans.append((start, runs[index][1]))
        index += 1
    return spans


def find_citations(fragment: Fragment, clean: str) -> tuple[Found, ...]:
    """All citations of a fragment, in order. ``clean`` is its masked text."""
    found: list[Found] = []
    stack: list[tuple[int, list[re.Match[str]]]] = []
    for token in _TOKEN.finditer(clean):
        if token["open"]:
            stack.append((token.start(), []))
        elif token["end"] is not None:
            while stack:
                found += [_in_text(fragment, clean, key) for key in stack.pop()[1]]
        elif token["close"]:
            if stack:
                start, keys = stack.pop()
                if keys and clean.startswith("(", token.end()):
                    found += [_in_text(fragment, clean, key) for key in keys]
                elif keys:
                    found += _group(fragment, clean, start, token.end(), keys)
        elif token["escape"] is None:
            if stack:
                stack[-1][1].append(token)
            else:
                found.append(_in_text(fragment, clean, token))
    while stack:
        found += [_in_text(fragment, clean, key) for key in stack.pop()[1]]
    return tuple(sorted(found, key=lambda each: each.citation.span))


def _key(token: re.Match[str]) -> tuple[str, int]:
    """The key, and the offset of its @."""
    return token["braced"] or token["key"], token.start() + (token[0][0] == "-")


def _in_text(fragment: Fragment, clean: str, token: re.Match[str]) -> Found:
    """``@key`` outside brackets, perhaps followed by ``[p. 4]``."""
    key, at = _key(token)
    inside = _bracketed(clean, token.end())
    if inside is None:
        return Found(Citation(key, fragment.span(at, token.end())), token.start(), token.end())
    start, end = inside
    quote = Quotes(fragment.text, start, end).after(start, end)
    if quote is None and "[" in clean[start:end]:
        return Found(Citation(key, fragment.span(at, token.end())), token.start(), token.end())
    locator = fragment.text[start : quote.start if quote else end].strip()
    return Found(_citation(fragment, key, at, token.end(), "", locator, quote), token.start(), end + 1)


def _bracketed(clean: str, at: int) -> tuple[int, int] | None:
    """What stands in the brackets after a key: ``[p. 33]``, or ``["[t]he army"]`` with brackets inside."""
    found = _LOCATOR.match(clean, at) or _LOCATOR_WITH_QUOTE.match(clean, at)
    return found.span("locator") if found else None


def _citation(
    fragment: Fragment, key: str, at: int, end: int, prefix: str, locator: str, quote: Quoted | None
) -> Citation:
    span = fragment.span(at, end)
    if quote is None:
        return Citation(key, span, prefix, locator)
    return Citation(key, span, prefix, locator.rstrip(" ,"), quote.text, fragment.span(quote.start, quote.end))


def _group(fragment: Fragment, clean: str, start: int, end: int, keys: list[re.Match[str]]) -> list[Found]:
    """``[see @a, p. 4; @b]``: each key with the words before and after it."""
    keys, quotes = _quotes(Quotes(fragment.text, start, end - 1), keys)
    found = []
    for index, token in enumerate(keys):
        key, at = _key(token)
        before_it = quotes.get(keys[index - 1].start()) if index else None
        floor = before_it.end if before_it else keys[index - 1].end() if index else start + 1
        before = clean.rfind(";", floor, token.start()) + 1
        before = before or (token.start() if index else floor)
        ceiling = keys[index + 1].start() if index + 1 < len(keys) else end - 1
        quote = quotes.get(token.start())
        after = clean.find(";", token.end(), quote.start if quote else ceiling)
        suffix = fragment.text[token.end() : after if after >= 0 else quote.start if quote else ceiling]
        locator = " ".join(suffix.split()).removeprefix(",").strip()
        prefix = " ".join(fragment.text[before : token.start()].split())
        found.append(Found(_citation(fragment, key, at, token.end(), prefix, locator, quote), start, end))
    return found


def _quotes(quotes: Quotes, keys: list[re.Match[str]]) -> tuple[list[re.Match[str]], dict[int, Quoted]]:
    """The keys of a group without those inside a quotation; the quotations by the place of the key they belong to."""
    kept: list[re.Match[str]] = []
    found: dict[int, Quoted] = {}
    inside = 0
    for index, token in enumerate(keys):
        if token.start() < inside:
            continue
        kept.append(token)
        quote = quotes.after(token.end(), keys[index + 1].start() if index + 1 < len(keys) else quotes.end)
        if quote is not None:
            found[token.start()] = quote
            inside = quote.end
    return kept, found


def find_attributes(clean: str) -> tuple[Attributes, ...]:
    """All ``{#id}`` and other attributes. ``clean`` is masked text."""
    found = _ATTRIBUTES.finditer(clean)
    return tuple(Attributes(each["inside"].strip(), *each.span()) for each in found)


def without(text: str, ranges: list[tuple[int, int]]) -> str:
    """The text with stretches cut out, and with them the blanks before them."""
    parts, at = [], 0
    for start, end in sorted(ranges):
        if start < at:
            continue
        parts.append(text[at:start].rstrip(" \t"))
        at = end
    return "".join([*parts, text[at:]])
