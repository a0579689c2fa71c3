"""What the search page looks in: a script that assigns it, so that it works from a file too. Imports
``onrecord.render.publish``."""

from __future__ import annotations

import json
import unicodedata

from onrecord.render.publish.shown import Sheet, ShownClaim, ShownStatement
from onrecord.render.site.cleaning import plain

_MOST = 2000
"""How many characters of one statement's words are searched."""


def folded(text: str) -> str:
    """A text as it is compared: no case, no accents, no marks between words."""
    apart = unicodedata.normalize("NFD", plain(text).casefold())
    kept = "".join(each if each.isalnum() else " " for each in apart if not unicodedata.combining(each))
    return " ".join(kept.split())


def search_index(sheet: Sheet) -> bytes:
    """The words of each statement in the order of the page's list: its text, its claim, what it cites, its verdict."""
    sources = {
        each.number: f"{each.source.title} {each.source.author} {each.source.publisher}" for each in sheet.sources
    }
    words = [_words(claim, one, sources) for claim in sheet.claims for one in claim.statements]
    text = json.dumps(words, ensure_ascii=False, separators=(",", ":"))
    return f"window.onrecordWords={text};\n".encode()


def _words(claim: ShownClaim, one: ShownStatement, sources: dict[int, str]) -> str:
    cited = " ".join(sources.get(number, "") for number in one.sources)
    return folded(f"{one.number} {one.id} {one.mark.word} {one.text} {claim.text} {claim.claimant} {cited}"[:_MOST])
