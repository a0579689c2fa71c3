"""The words of charts in a language: periods on an axis, what is counted, numbers, and sentences of descriptions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from onrecord.model.dates import Grain, Period
from onrecord.model.precision import Comparator, Stated
from onrecord.model.reading import Amount, Per, Quantity, RateUnit
from onrecord.render.publish.locale import Locale
from onrecord.render.publish.shown import in_unit


def capital(text: str) -> str:
    """A text with its first letter in upper case."""
    return text[:1].upper() + text[1:]


def number(locale: Locale, value: float) -> str:
    """A figure or rate: whole from 100 on, else with what decimals tell."""
    if value == int(value) or abs(value) >= 100:
        return locale.number(round(value))
    return locale.number(round(value, 1 if abs(value) >= 10 else 2))


def short(locale: Locale, period: Period, grain: Grain | None = None) -> str:
    """A period where there is little room: "2022", "Q1 2022", "Mar 2022", "Jan–Jun 2022"."""
    start, end = period.start, period.end
    if start is None or end is None:
        return locale.period(period)
    if period == Period.of_year(start.year):
        return str(start.year)
    months = start.day == 1 and (end.month, end.year) != (0, 0) and Period.of_month(end.year, end.month).end == end
    if months and start.year == end.year:
        if start.month == end.month:
            return locale.styled(start, "MMM y")
        if grain is Grain.QUARTER and period == Period.of_quarter(start.year, (start.month + 2) // 3):
            return locale.styled(start, "QQQ y")
        return f"{locale.styled(start, 'MMM')}–{locale.styled(end, 'MMM y')}"
    if months and (start.month, end.month) == (1, 12):
        return f"{start.year}–{end.year}"
    if months:
        return f"{locale.styled(start, 'MMM y')} – {locale.styled(end, 'MMM y')}"
    if start == end:
        return locale.styled(start, "d MMM y")
    return f"{locale.styled(start, 'd MMM y')} – {locale.styled(end, 'd MMM y')}"


def span(locale: Locale, periods: Sequence[Period]) -> str:
    """All the time that successive periods cover."""
    return locale.period(Period(periods[0].start, periods[-1].end))


def tick(locale: Locale, day: date, grain: Grain) -> str:
    """What stands under the first period of a year: the year; under one of a month of days: the month."""
    return locale.styled(day, "d MMM" if grain in (Grain.DAY, Grain.WEEK) else "y")


def unit(locale: Locale, amount: Amount | None, label: str, series_unit: str = "") -> str:
    """What an axis counts. A rate is told by its whole label."""
    if amount is None or amount.per is not None:
        return capital(label)
    if amount.measure.quantity is Quantity.SERIES:
        return series_unit or amount.measure.series
    return {
        Quantity.DEATHS: locale.text("Deaths"),
        Quantity.CIVILIAN_DEATHS: locale.text("Civilian deaths"),
        Quantity.EVENTS: locale.text("Events"),
        Quantity.COUNTRIES: locale.text("Countries"),
        Quantity.AREAS: locale.text("Regions"),
        Quantity.ACTORS: locale.text("Armed groups"),
    }[amount.measure.quantity]


def rate(locale: Locale, per: Per) -> str:
    """What a rate is taken over: "per 100,000 people", "per day"."""
    count, n = per.count, locale.number(per.count)
    if per.between:
        return {
            RateUnit.HOUR: locale.text("hours between one and the next"),
            RateUnit.WEEK: locale.text("weeks between one and the next"),
            RateUnit.MONTH: locale.text("months between one and the next"),
        }.get(per.unit, locale.text("days between one and the next"))
    return {
        RateUnit.HOUR: locale.plural("per hour", "per {n} hours", count),
        RateUnit.DAY: locale.plural("per day", "per {n} days", count),
        RateUnit.WEEK: locale.plural("per week", "per {n} weeks", count),
        RateUnit.MONTH: locale.plural("per month", "per {n} months", count),
        RateUnit.YEAR: locale.plural("per year", "per {n} years", count),
        RateUnit.PEOPLE: locale.text("per person") if count == 1 else locale.text("per {n} people", n=n),
        RateUnit.EVENT: locale.plural("per event", "per {n} events", count),
    }[per.unit]


def stated_words(locale: Locale, stated: Stated) -> str:
    """A number as the sentence gives it: "about 4,900", "61 %", "more than 2 times"."""
    unit = str(stated.unit)
    n, *upper = (
        number(locale, float(one)) if unit == "count" else in_unit(float(one), unit, locale)
        for one in (stated.value, stated.upper)
        if one is not None
    )
    if upper:
        return locale.text("{a} to {b}", a=n, b=upper[0])
    return {
        Comparator.ABOUT: locale.text("about {n}", n=n),
        Comparator.NEARLY: locale.text("nearly {n}", n=n),
        Comparator.MORE_THAN: locale.text("more than {n}", n=n),
        Comparator.AT_LEAST: locale.text("at least {n}", n=n),
        Comparator.FEWER_THAN: locale.text("less than {n}", n=n),
        Comparator.AT_MOST: locale.text("at most {n}", n=n),
    }.get(stated.comparator, n)


def titled(locale: Locale, label: str, grain: Grain, time: str) -> str:
    """The title of a course: what, by which periods, when."""
    what = capital(label)
    match grain:
        case Grain.YEAR:
            return locale.text("{what}, by year, {time}", what=what, time=time)
        case Grain.QUARTER:
            return locale.text("{what}, by quarter, {time}", what=what, time=time)
        case Grain.MONTH:
            return locale.text("{what}, by month, {time}", what=what, time=time)
        case Grain.WEEK:
            return locale.text("{what}, by week, {time}", what=what, time=time)
        case _:
            return locale.text("{what}, by day, {time}", what=what, time=time)
