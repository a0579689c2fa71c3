"""The fields of a pledge that take more than a getter: its deadline, steps done, typing errors put right.

Imports: ``onrecord.model``, standard library.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from onrecord.model.dates import PartialDate
from onrecord.model.pledge import Corrected, PledgeStep, Term, TermUnit
from onrecord.text.fields import Fields
from onrecord.text.log import Log, did_you_mean, listed, shorten
from onrecord.text.uses import Use, cited

_TERM = re.compile(r"(\d{1,4}) ?(day|week|month|year|jour|semaine|mois|année|an)s?", re.IGNORECASE)
_UNITS = {"jour": "day", "semaine": "week", "mois": "month", "an": "year", "année": "year"}

BASELINE_FIELDS = ("what", "by", "to", "made", "due", "baseline", "within", "from")
"""What was promised: fields that are never changed once they were committed."""

_NO_DATE = PartialDate(1)


def deadline(fields: Fields, made: PartialDate, log: Log) -> tuple[PartialDate | None, Term | None]:
    """The first deadline: ``due``, or the end of ``within`` a period ``from`` a date, which is that of the pledge if
    absent."""
    due, start = fields.partial("due"), fields.partial("from")
    written = " ".join(fields.text("within").split())
    if not written:
        if fields.has("from"):
            message = f'{fields.what} has "from" and no "within"'
            log.add("OR016", message, fields.span("from"), remedy="Write `within: 18 months` too, or `due` instead.")
        return due, None
    found = _TERM.fullmatch(written)
    if not found:
        message = f'"within" is "{shorten(written)}"'
        log.add(
            "OR019", message, fields.span("within"), remedy="Write a number of days, weeks, months or years: 18 months."
        )
        return due, None
    unit = found[2].casefold()
    term = Term(int(found[1]), TermUnit(_UNITS.get(unit, unit)), start or made)
    if term.end is None:
        message = f'"within": {term} is no day of the calendar that could be worked out'
        log.add("OR018", message, fields.span("within"), remedy="Write the day that it counts from: from: 2020-09-15.")
        return due, None
    if fields.has("due"):
        message = f'"due" and "within" exclude each other: {term} is {term.end}'
        log.add("OR019", message, fields.span("due"), remedy="Remove one of the two.")
        return due, None
    return term.end, term


def pledge_steps(entries: Iterable[Fields], uses: list[Use]) -> tuple[PledgeStep, ...]:
    """What was done towards the pledge."""
    found = []
    for each in entries:
        source = cited(each, "source", uses, required=True)
        on = each.partial("on", required=True) or _NO_DATE
        what = each.text("what", required=True)
        found.append(PledgeStep(on, what, source.key if source else "", each.access()))
    return tuple(found)


def corrections(entries: Iterable[Fields], log: Log) -> tuple[Corrected, ...]:
    """Typing errors put right. An extension is named by its day: ``extension 2022-06-06``."""
    found = []
    for each in entries:
        field = " ".join(each.text("field", required=True).split())
        if field and field not in BASELINE_FIELDS and not field.startswith("extension "):
            near = did_you_mean(log.nearest(field, BASELINE_FIELDS, 1))
            remedy = f"{near} Allowed: {listed(BASELINE_FIELDS)}, and extension with its day.".strip()
            log.add("OR019", f'"field" is "{shorten(field)}"', each.span("field"), remedy=remedy)
        on = each.partial("on", required=True) or _NO_DATE
        was, because = each.text("was", required=True), each.text("because", required=True)
        found.append(Corrected(on, field, was, because, each.access()))
    return tuple(found)
