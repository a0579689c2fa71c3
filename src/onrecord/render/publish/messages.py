"""What pages make of the checks' messages in any language: the titles of datasets in the place of their ids, numbers as
exact as they are shown elsewhere. Imports the model and the rounding.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from onrecord.model.figure import Figure
from onrecord.model.precision import number_text
from onrecord.render.publish.rounding import shown_value

Titles = Mapping[str, str]
"""The title of each dataset that has one, in the language of the page, by its id."""

BEGIN, END = "\ue002", "\ue003"
"""Around the id of a dataset in a message whose ids are marked."""
QUOTED = re.compile(r'("[^"]*"|“[^”]*”)')
"""Words of the sentence or of a source in a message."""
NUMBER = r"\d[\d,]*(?:\.\d+)?"
_MARK = re.compile(f"{BEGIN}([^{BEGIN}{END}]*){END}")
_STATED = re.compile(r"where [^;]*? (?:is|are) stated|interval [\d,.]+ to [\d,.]+")
_DECIMAL = re.compile(r"(?<![\d.,])\d[\d,]*\.\d+(?= (percent|times)\b)?")


def titled(text: str, titles: Titles, quotes: str) -> str:
    """A message with the titles of datasets in the place of their marked ids, in quotation marks."""
    return _MARK.sub(lambda found: quotes.format(titles[found[1]]) if titles.get(found[1]) else found[1], text)


def answered(figure: Figure, told: Callable[[str], str], otherwise: str = "") -> Figure:
    """A figure whose reason for having no answer is told in other words: in ``otherwise`` where there are none, since
    without a reason it would be an answer."""
    if not figure.missing:
        return figure
    return replace(figure, missing=told(figure.missing) or otherwise or figure.missing)


def shown_numbers(text: str) -> str:
    """A message whose computed numbers are as exact as they are shown elsewhere. What is stated and what is quoted
    stay, and so does a number that would become the one that is stated."""
    stated = {found.replace(",", "") for part in _STATED.findall(text) for found in re.findall(NUMBER, part)}

    def shown(found: re.Match[str]) -> str:
        value = float(found[0].replace(",", ""))
        made = number_text(shown_value(value, found[1] or ""))
        return found[0] if made.replace(",", "") in stated else made

    def kept(part: str) -> str:
        at, made = 0, []
        for said in _STATED.finditer(part):
            made += [_DECIMAL.sub(shown, part[at : said.start()]), said[0]]
            at = said.end()
        return "".join([*made, _DECIMAL.sub(shown, part[at:])])

    return "".join(part if at % 2 else kept(part) for at, part in enumerate(QUOTED.split(text)))
