"""The bibliography in BibTeX: sources.bib to the same sources as CSL-JSON gives.

Imports: ``onrecord.model``, the standard library; bibtexparser and pylatexenc (both pure Python), when there is such
a file. Positions are lines only.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Callable
from functools import cache
from typing import Any

from onrecord.model.dates import MONTHS, PartialDate
from onrecord.model.dossier import Source
from onrecord.model.finding import Span
from onrecord.model.visibility import strictest
from onrecord.text.log import Log, shorten
from onrecord.text.marks import read_marks, split_note

_TYPES = {
    "article": "article-journal", "book": "book", "booklet": "pamphlet", "collection": "book", "dataset": "dataset",
    "inbook": "chapter", "incollection": "chapter", "inproceedings": "paper-conference",
    "conference": "paper-conference", "manual": "report", "mastersthesis": "thesis", "mvbook": "book",
    "online": "webpage", "phdthesis": "thesis", "proceedings": "book", "report": "report", "software": "software",
    "techreport": "report", "thesis": "thesis", "unpublished": "manuscript", "www": "webpage",
}  # fmt: skip
_PLAIN = {
    "doi": "DOI", "isbn": "ISBN", "issn": "ISSN", "pages": "page", "volume": "volume", "note": "note",
    "abstract": "abstract", "edition": "edition", "langid": "language", "language": "language",
}  # fmt: skip
_FIRST_DAY = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?(?=/|\Z)")


def read_bibtex(file: str, text: str, log: Log) -> tuple[list[Source], bool]:
    """The entries of a BibTeX file, and whether all of them could be read."""
    from bibtexparser.entrypoint import parse_string

    logging.getLogger("bibtexparser").addHandler(logging.NullHandler())
    logging.getLogger("bibtexparser").propagate = False
    try:
        library = parse_string(text)
    except Exception as error:  # the library promises failed blocks, not that nothing else ever happens
        log.add("OR013", f"the file cannot be read as BibTeX: {type(error).__name__}", Span(file))
        return [], False
    sources: list[Source] = []
    whole = True
    lines = text.count("\n") + 1
    for block in library.blocks:
        kind = type(block).__name__
        here = Span(file, min((block.start_line or 0) + 1, lines))
        if kind == "DuplicateFieldKeyBlock":
            names = ", ".join(sorted(getattr(block, "duplicate_keys", ())))
            log.add("OR014", f'"{shorten(names)}" stands twice in this entry', here)
        elif kind.endswith("ParsingFailedBlock"):
            whole = False
            log.add("OR013", _reason(str(getattr(block, "error", ""))), here)
        if kind.startswith("Duplicate") or kind in ("MiddlewareErrorBlock",):
            block = getattr(block, "ignore_error_block", block)
        if type(block).__name__ == "Entry":
            sources.append(_source(block, here, log, doubtful=kind.startswith("Duplicate")))
        elif kind == "ImplicitComment" and re.search(r"^\s*@\w+\s*[{(]", str(getattr(block, "comment", "")), re.M):
            whole = False
            log.add("OR013", "an entry that cannot be read", here)
    return sources, whole


def _reason(message: str) -> str:
    """The parser's message without its own line numbers."""
    found = re.search(r"(Unexpected [^.]*)", message)
    return "the entry is not closed" if found or not message else shorten(message, 100)


def _source(entry: Any, here: Span, log: Log, *, doubtful: bool) -> Source:
    """The source of an entry; ``doubtful`` where something in it stands twice."""
    raw = {field.key.lower(): _string(field.value) for field in entry.fields}
    fields = {name: _decoded(value) for name, value in raw.items()}
    title = ": ".join(part for part in (fields.get("title", ""), fields.get("subtitle", "")) if part)
    publisher = next((fields[name] for name in _PUBLISHERS if fields.get(name)), "")
    issued = _issued(fields, here, log)
    kind = _TYPES.get(entry.entry_type.lower(), "document")
    if kind == "document" and fields.get("url"):
        kind = "webpage"
    names = [_name(name) for name in _split(raw.get("author", ""))]
    csl: dict[str, object] = {"id": entry.key, "type": kind, "title": title}
    csl |= {csl_name: fields[name] for name, csl_name in _PLAIN.items() if fields.get(name)}
    container = next((fields[n] for n in ("journal", "journaltitle", "booktitle") if fields.get(n)), "")
    csl |= {k: v for k, v in (("container-title", container), ("publisher", publisher)) if v}
    url = raw.get("url", "").replace("\\_", "_").replace("\\%", "%").replace("\\&", "&").replace("\\#", "#")
    csl |= {"URL": url} if url else {}
    csl |= {"author": names} if names else {}
    if issued:
        parts = [part for part in (issued.year, issued.month, issued.day) if part]
        csl["issued"] = {"date-parts": [parts]}
    # Zotero writes its field Extra to "note", one thing a line; lines are lost where fields are read as one text.
    written = next((str(field.value) for field in entry.fields if field.key.lower() == "note"), "")
    note, lines = split_note(written)
    written_as = str(getattr(entry, "raw", "") or "")
    whole = Span(here.file, here.line, 1, here.line + written_as.count("\n") + 1, 1)
    marks = read_marks(
        None, lines, here, log, whole=whole, fields=csl, rest=f"{note}\n{written_as}" if doubtful or not lines else note
    )
    access = marks.access
    # Places of single fields are not known, so that the entry is hidden as they are.
    log.hide(whole, strictest(access.level_of(name) for name in ("", *access.internal, *access.confidential)))
    return Source(
        id=entry.key,
        type=kind,
        title=title,
        span=here,
        publisher=publisher or container,
        author=", ".join(n.get("literal") or f"{n.get('given', '')} {n['family']}".strip() for n in names),
        issued=issued,
        url=url,
        language=fields.get("langid", fields.get("language", "")),
        note=_decoded(note) if lines else fields.get("note", ""),
        csl=json.dumps(csl, ensure_ascii=False, sort_keys=True, separators=(",", ":")),
        origin=marks.origin,
        interest=marks.interest,
        visibility=access.visibility,
        retracted=marks.retracted,
        superseded_by=marks.superseded_by,
        access=access,
    )


_PUBLISHERS = ("publisher", "institution", "organization", "school")


def _string(value: object) -> str:
    return " ".join(str(value).split())


def _decoded(value: str) -> str:
    """LaTeX's accents and braces as plain text."""
    if "\\" not in value and "{" not in value and "~" not in value and "--" not in value and "$" not in value:
        return value
    try:
        return _string(_decoder()(value[:20_000]))
    except Exception:  # what the decoder cannot read is better shown raw than lost
        return value


@cache
def _decoder() -> Callable[[str], str]:
    """LaTeX to text. The tables of macros are made once: for each field they take longer than all the rest."""
    from pylatexenc.latex2text import LatexNodes2Text  # type: ignore[import-untyped]
    from pylatexenc.latexwalker import LatexWalker, get_default_latex_context_db  # type: ignore[import-untyped]

    made, macros = LatexNodes2Text(math_mode="text"), get_default_latex_context_db()

    def decode(value: str) -> str:
        return str(made.nodelist_to_text(LatexWalker(value, latex_context=macros).get_latex_nodes()[0]))

    return decode


def _split(names: str) -> list[str]:
    """The names of an author field: "and" in braces belongs to a name."""
    found, depth, words = [], 0, list[str]()
    for word in names.split():
        if word == "and" and depth == 0:
            found.append(" ".join(words))
            words = []
        else:
            words.append(word)
        depth += word.count("{") - word.count("}")
    return [name for name in [*found, " ".join(words)] if name]


def _name(name: str) -> dict[str, str]:
    if name.startswith("{") and name.endswith("}"):
        return {"literal": _decoded(name[1:-1])}
    family, comma, given = (part.strip() for part in name.partition(","))
    if comma:
        return {"family": _decoded(family), "given": _decoded(given)}
    given, _, family = name.rpartition(" ")
    return {"family": _decoded(family), "given": _decoded(given)} if given else {"literal": _decoded(family)}


def _issued(fields: dict[str, str], here: Span, log: Log) -> PartialDate | None:
    """``date`` of BibLaTeX (of a range the first day), or ``year`` with ``month`` and ``day``."""
    text = fields.get("date", "")
    if text:
        found = _FIRST_DAY.match(text)
        text = found[0] if found else text
    elif fields.get("year"):
        month = fields.get("month", "").strip(". ").lower()
        number = next((i for i, name in enumerate(MONTHS, 1) if month and name.lower().startswith(month[:3])), 0)
        number = int(month) if month.isascii() and month.isdigit() and len(month) < 3 else number
        day = fields.get("day", "")
        text = fields["year"] + (f"-{number:02d}" if number else "")
        text += f"-{int(day):02d}" if number and day.isascii() and day.isdigit() and len(day) < 3 else ""
    if not text or not text[0].isdigit():
        return None  # "forthcoming", "n.d."
    try:
        return PartialDate.parse(text)
    except ValueError as error:
        log.add("OR018", shorten(str(error), 100), here)
        return None
