"""French typography, as the Imprimerie nationale sets it and good newsrooms do: narrow no-break spaces before the high
marks and inside guillemets, a no-break space inside numbers and before a unit, the curved apostrophe.

Text can be written with plain spaces and straight apostrophes and set here; setting twice changes nothing. Imports the
standard library.
"""

from __future__ import annotations

import re

THIN = "\N{NARROW NO-BREAK SPACE}"
WIDE = "\N{NO-BREAK SPACE}"

_RULES = (
    (re.compile(r"(?<=\w)'(?=\w|[{«\"“])"), "\N{RIGHT SINGLE QUOTATION MARK}"),
    # Before ; : ! ? where a space stands already: never inside 12:30 or an address.
    (re.compile(r"[ \u00a0\u202f]+(?=[;:!?](?![/\w]))"), THIN),
    (re.compile(r"«[ \u00a0\u202f]*"), f"«{THIN}"),
    (re.compile(r"[ \u00a0\u202f]*»"), f"{THIN}»"),
    # Inside a number, and between a number and its unit or what it counts.
    (re.compile(r"(?<=\d)[ \u202f](?=\d{3}(?!\d))"), WIDE),
    (re.compile(r"(?<=[\d}])[ \u202f](?=[%€])"), WIDE),
)


def typeset(text: str) -> str:
    """French text with its spaces and apostrophes as they are set in print."""
    for pattern, replacement in _RULES:
        text = pattern.sub(replacement, text)
    return text


def misset(text: str) -> bool:
    """Whether a text is not set so. High marks right after a letter are found too ("Pourquoi?"), where it is no
    address, no time of day and no field of a message."""
    return typeset(text) != text or bool(re.search(r"[^\W\d_»)][;:!?](?=\s|$)", text))
