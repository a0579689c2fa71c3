"""Numbers in a sentence that someone should check: digits that are no year, date, ordinal or name.

Written for OR205. It is cautious in the other direction than the reader: what may be a name, a year or a date is left
out, so that the note is worth reading. Standard library only.
"""

from __future__ import annotations

import re

_MONTH = (
    r"(?:jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june?|july?|aug(?:ust|\.)?|"
    r"sept?(?:ember|\.)?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?|"
    r"janvier|f[ée]vrier|mars|avril|mai|juin|juillet|ao[ûu]t|septembre|octobre|novembre|d[ée]cembre)"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th|er)?"
_SKIPPED = re.compile(
    rf"\b{_DAY}(?:\s*(?:-|–|to|and|au|et)\s*{_DAY})?\s+(?:of\s+)?{_MONTH}\b(?:\s+\d{{4}}\b)?"  # 18 August 2020
    rf"|\b{_MONTH}\s+{_DAY}(?:\s*(?:-|–|to|and)\s*{_DAY})?\b(?:,?\s+\d{{4}}\b)?(?!\s*(?:%|percent|per cent))"
    r"|\b\d{4}-\d{2}(?:-\d{2})?\b|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b"  # 2020-08-18, 18/08/2020
    r"|\b\d+(?:st|nd|rd|th|er|re|e|ème|eme)\b"  # 12th
    r"|\b(?:resolution|article|decree|law|act|no\.?|nos\.?|number|section|chapter|page|pages|pp?\.|paragraph|"
    r"para\.?|resolution|résolution|décret|loi|paragraphe|n°|§|#)\s*\d[\d./-]*"  # Resolution 2391
    r"|\b(?:1[5-9]|20)\d{2}(?:\s*[-–/]\s*(?:(?:1[5-9]|20)\d{2}|\d{2}))?(?:s|'s|’s)?\b"  # 2012, 2021-22, 1990s
    r"(?![.,]\d|\s*(?:%|percent\b|per\s+cent\b|pour\s+cent\b|people\b|civilians\b|soldiers\b|deaths\b|troops\b))",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?<![\w.,-])\d+(?:[.,  \u202f]\d+)*(?!\w)|(?<![\w.,])[-−]\d+(?:[.,]\d+)*(?!\w)")

_DIGIT = re.compile(r"\d")


def first_number(text: str) -> tuple[int, int] | None:
    """Where the first number stands that is no year, date, ordinal or part of a name; ``None`` if there is none."""
    if not _DIGIT.search(text):
        return None
    clean = _SKIPPED.sub(lambda found: "x" * len(found[0]), text)
    found = _NUMBER.search(clean)
    return found.span() if found else None
