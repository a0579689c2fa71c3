"""How the large figure of a statement was projected, in words. Imports the model and ``onrecord.render.publish``."""

from __future__ import annotations

from collections.abc import Callable

from onrecord.model.figure import Method, Verdict
from onrecord.render.publish.locale import Locale
from onrecord.render.publish.shown import ShownStatement


def projected(locale: Locale, shown: ShownStatement) -> str:
    """How the large figure of a statement was projected from part of a year, and what other methods come to where the
    statement would stand otherwise by them; empty where nothing was projected."""
    outcome, key = shown.entry.outcome, shown.entry.key
    if key is None or not any(each.projected_from for each in key.amounts):
        return ""
    told = [locale.text("Projected by days elapsed.")]
    for verdict, text in (
        (Verdict.HOLDS, locale.text("By other methods it holds: {estimates}.")),
        (Verdict.FAILS, locale.text("By other methods it fails: {estimates}.")),
    ):
        others = [
            locale.text("{method}: {value}", method=method, value=locale.number(round(one.best)))
            for one in (outcome.projections[0].estimates if outcome.projections else ())
            if one.best is not None and one.verdict is verdict is not outcome.verdict
            for method in (_METHODS[one.method](locale),)
        ]
        if others:
            told.append(text.format(estimates="; ".join(others)))
    return " ".join(told)


_METHODS: dict[Method, Callable[[Locale], str]] = {
    Method.DAYS: lambda locale: locale.text("days elapsed"),
    Method.SEASON: lambda locale: locale.text("earlier years' shares"),
    Method.COUNTS: lambda locale: locale.text("count model"),
}
