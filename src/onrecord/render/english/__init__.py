"""What the checks say, as English pages print it.

The checks write for the terminal and for those who keep the dossier: with the ids of datasets, days as files have them,
every decimal. A reader of a page gets the dataset's title, "27 March 2022", "59.8%" and the words of a newspaper. Only
the checks' own words are edited: the texts of entries and what is quoted stay as they were written. Imports the model,
the vocabulary, ``onrecord.render.french`` (which knows the forms of all messages) and what all languages share.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from onrecord.model.dates import MONTHS
from onrecord.model.figure import Outcome
from onrecord.render.french.entries import Entries
from onrecord.render.french.forms import marked
from onrecord.render.publish.messages import NUMBER, QUOTED, Titles, answered, shown_numbers, titled
from onrecord.vocabulary import Vocabulary

_DAY = re.compile(r"(?<![\w-])(\d{4})-(\d\d)(?:-(\d\d))?(?![\w-])")
_EDITS: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = (
    (
        re.compile(rf"is the (most|least) beside ({NUMBER}) other (\w+)"),
        lambda found: (
            f"is the {'highest' if found[1] == 'most' else 'lowest'} of {_one_more(found[2])} "
            + (f"{found[3]}s" if found[2] == "1" else found[3])
        ),
    ),
    (
        re.compile(rf"is in place ({NUMBER}) beside ({NUMBER}) other (\w+)"),
        lambda found: (
            f"is number {found[1]} of {_one_more(found[2])} " + (f"{found[3]}s" if found[2] == "1" else found[3])
        ),
    ),
    (re.compile(rf"({NUMBER}) beside (?={NUMBER})"), r"\1 against "),
    (re.compile(rf"({NUMBER} days?) beside (?={NUMBER} day)"), r"\1 against "),
    (re.compile(r"(?<=\d) percent\b"), "%"),
    (re.compile(r" \((?:inferred from its rows; )?`[^`]*` [^()]*\)"), ""),
    (re.compile(r"; if there were no events, say so with `covers` in dossier\.toml"), ""),
    (re.compile(r"its typed entries"), "its entries"),
    (re.compile(r"no capture was looked at"), "no archived copy of a source was looked at"),
    (re.compile(r"looked up in captures of"), "looked up in archived copies of"),
    (re.compile(r"in the capture of"), "in the archived copy of"),
    (re.compile(r"^by the entries of the \w+ block it is"), "by its entries it is"),
    (re.compile(r"no typed block, so nothing to check"), "nothing here can check it"),
    (re.compile(r"no (count|level) of the block"), r"no \1 in its entries"),
    (re.compile(r"in the words of the block"), "in the words of its entry"),
    (re.compile(r"\bthe block (has|gives)\b"), r"its entry \1"),
    (re.compile(r"the first in commit [0-9a-f]+ of "), "the first of "),
    (re.compile(r"the dossier's date"), "the day of judgement"),
    (re.compile(r", as dossier\.toml says$"), ", as the editors declare"),
    (re.compile(r"(comparisons?) of its snapshots"), r"\1 of its releases"),
)

_ASKED = re.compile(r'a person has to look, and to say so with "standing"[^;]*')


def published_outcome(outcome: Outcome, entries: Entries, titles: Titles, vocabulary: Vocabulary) -> Outcome:
    """An outcome as English pages tell it."""

    def told(text: str) -> str:
        return edited(text, entries, titles, vocabulary)

    def tolerance(text: str) -> str:  # its bounds are as they are computed
        return edited(text, entries, titles, vocabulary, rounded=False)

    return replace(
        outcome,
        why=told(outcome.why),
        standing_why=told(outcome.standing_why),
        basis=told(outcome.basis),
        history=told(outcome.history),
        needs=told(outcome.needs),
        tolerance=tolerance(outcome.tolerance),
        notes=tuple(map(told, outcome.notes)),
        since=tuple(map(told, outcome.since)),
        parts=tuple(replace(one, why=told(one.why), tolerance=tolerance(one.tolerance)) for one in outcome.parts),
        projections=tuple(
            replace(
                one,
                weak=told(one.weak),
                estimates=tuple(replace(each, note=told(each.note)) for each in one.estimates),
            )
            for one in outcome.projections
        ),
        figures=tuple(replace(one, figure=answered(one.figure, told)) for one in outcome.figures),
    )


def edited(text: str, entries: Entries, titles: Titles, vocabulary: Vocabulary, rounded: bool = True) -> str:
    """A message of the checks in the words of a page. Its numbers are ``rounded``, unless they are bounds."""
    taken = entries.out_of(text)
    if not taken:
        return text
    taken = shown_numbers(taken) if rounded else taken
    known = _ASKED.sub("an editor has to look", marked(taken, vocabulary) or taken)
    made = "".join(part if at % 2 else _edited(part) for at, part in enumerate(QUOTED.split(known)))
    return entries.back(titled(made, titles, "“{}”"))


def _edited(text: str) -> str:
    for pattern, put in _EDITS:
        text = pattern.sub(put, text)
    return _DAY.sub(_day, text)


def _one_more(number: str) -> str:
    return f"{int(number.replace(',', '')) + 1:,}"


def _day(found: re.Match[str]) -> str:
    """2022-03-27 as 27 March 2022, 2022-03 as March 2022; what is no day of the calendar stays."""
    year, month, day = int(found[1]), int(found[2]), int(found[3] or 1)
    try:
        date(year, month, day)
    except ValueError:
        return found[0]
    return f"{day} {MONTHS[month - 1]} {year}" if found[3] else f"{MONTHS[month - 1]} {year}"
