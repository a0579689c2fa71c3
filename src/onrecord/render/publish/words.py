"""The fixed terms of the model as pages word them: steps, harms, how a quotation was found. Each text stands here as a
literal, so that the catalogues have it. Imports the model and ``onrecord.render.publish``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from onrecord.model.blocks import Harm, Step, Whom
from onrecord.model.dataset import Dataset
from onrecord.model.dates import Grain, Period
from onrecord.model.edition import Change
from onrecord.model.figure import Method
from onrecord.model.lag import Basis
from onrecord.model.pledge import PledgeStatus, TermUnit
from onrecord.model.quotation import Sought
from onrecord.render.publish.locale import Locale

_IN_DATASET = re.compile(r"in (?P<dataset>[\w-]+)\Z")


def kind_word(kind: str, locale: Locale) -> str:
    """What kind of statement it is."""
    words = {
        "statistic": locale.text("Statistic"),
        "pledge": locale.text("Pledge"),
        "incident": locale.text("Incident"),
        "case": locale.text("Case"),
        "position": locale.text("Position"),
        "deployment": locale.text("Deployment"),
        "reply": locale.text("Reply"),
    }
    return words.get(kind, locale.text("Documentary statement"))


def preliminary_text(dataset: Dataset, locale: Locale) -> str:
    """Which months of a dataset are preliminary, and how that is known; empty where nothing says so."""
    lag = dataset.lag
    since = lag.since(dataset.end) if lag is not None else None
    if lag is None or (since is None and lag.basis is Basis.LEARNED):
        return ""
    if since is None:
        return locale.text("none, as the editors declare")
    if lag.basis is Basis.CANDIDATE:
        return locale.text("all of it: it is a candidate release")
    months = Period(max(since, dataset.start), dataset.end)
    when = locale.period(months)
    if lag.basis is Basis.DECLARED:
        return locale.text("{when}; counts of these months usually still grow, as the editors declare", when=when)
    return locale.plural(
        "{when}; counts of these months usually still grow, learned from {n} comparison with an earlier release",
        "{when}; counts of these months usually still grow, learned from {n} comparisons with earlier releases",
        lag.comparisons, when=when,
    )  # fmt: skip


def step_word(step: Step, locale: Locale) -> str:
    """A step of the attribution ladder."""
    return {
        Step.REPORTED: locale.text("reported"),
        Step.ALLEGED: locale.text("alleged"),
        Step.ACCUSED: locale.text("accused"),
        Step.WANTED: locale.text("wanted"),
        Step.DETAINED: locale.text("detained"),
        Step.ARRESTED: locale.text("arrested"),
        Step.CHARGED: locale.text("charged"),
        Step.ON_TRIAL: locale.text("on trial"),
        Step.CONVICTED: locale.text("convicted"),
        Step.ACQUITTED: locale.text("acquitted"),
        Step.ON_APPEAL: locale.text("on appeal"),
        Step.OVERTURNED: locale.text("overturned"),
        Step.ENDED: locale.text("proceedings ended"),
        Step.RELEASED: locale.text("released"),
        Step.DIED: locale.text("died in detention"),
    }[step]


def harm_word(harm: Harm, locale: Locale) -> str:
    """What befell those whom a count counts."""
    return {
        Harm.KILLED: locale.text("killed"),
        Harm.WOUNDED: locale.text("wounded"),
        Harm.DETAINED: locale.text("detained"),
        Harm.MISSING: locale.text("missing"),
        Harm.DISPLACED: locale.text("displaced"),
        Harm.ABUSED: locale.text("abused"),
    }[harm]


def whom_word(whom: Whom, locale: Locale) -> str:
    """Whom a count counts."""
    return {
        Whom.CIVILIAN: locale.text("civilians"),
        Whom.COMBATANT: locale.text("combatants"),
        Whom.UNKNOWN: locale.text("status unknown"),
        Whom.ALL: locale.text("all people"),
    }[whom]


def precision_text(precision: str, locale: Locale) -> str:
    """How exactly a place is known; empty where nothing says so."""
    return {
        "exact": locale.text("the exact spot is known"),
        "town": locale.text("known to the town"),
        "district": locale.text("known to the district"),
        "region": locale.text("known to the region"),
        "country": locale.text("known to the country only"),
    }.get(precision, "")


def status_word(status: PledgeStatus, locale: Locale) -> str:
    """How a pledge stands."""
    return {
        PledgeStatus.KEPT: locale.text("kept"),
        PledgeStatus.COMPROMISE: locale.text("compromise"),
        PledgeStatus.BROKEN: locale.text("broken"),
        PledgeStatus.STALLED: locale.text("stalled"),
        PledgeStatus.IN_THE_WORKS: locale.text("in the works"),
        PledgeStatus.OVERDUE: locale.text("overdue"),
        PledgeStatus.UNVERIFIABLE: locale.text("unverifiable"),
    }[status]


def term_text(number: int, unit: TermUnit, locale: Locale) -> str:
    """ "18 months"."""
    return {
        TermUnit.DAY: locale.plural("{n} day", "{n} days", number),
        TermUnit.WEEK: locale.plural("{n} week", "{n} weeks", number),
        TermUnit.MONTH: locale.plural("{n} month", "{n} months", number),
        TermUnit.YEAR: locale.plural("{n} year", "{n} years", number),
    }[unit]


def grain_word(grain: Grain, locale: Locale) -> str:
    """The heading of a column of periods."""
    return {
        Grain.DAY: locale.text("Day"),
        Grain.WEEK: locale.text("Week"),
        Grain.MONTH: locale.text("Month"),
        Grain.QUARTER: locale.text("Quarter"),
        Grain.YEAR: locale.text("Year"),
    }[grain]


def by_grain(grain: Grain, locale: Locale) -> str:
    """What a table of a course is called."""
    return {
        Grain.DAY: locale.text("By day"),
        Grain.WEEK: locale.text("By week"),
        Grain.MONTH: locale.text("By month"),
        Grain.QUARTER: locale.text("By quarter"),
        Grain.YEAR: locale.text("By year"),
    }[grain]


def method_word(method: Method, locale: Locale) -> str:
    """How a projection was made."""
    return {
        Method.DAYS: locale.text("By days elapsed"),
        Method.SEASON: locale.text("By earlier years' shares"),
        Method.COUNTS: locale.text("By the count model"),
    }[method]


def variant_word(name: str, locale: Locale, titles: Mapping[str, str]) -> str:
    """A way of computing a statistic again; ``titles`` are those of the datasets."""
    known = {
        "best estimate": locale.text("Best estimate"),
        "low estimate": locale.text("Low estimate"),
        "high estimate": locale.text("High estimate"),
        "actor on either side": locale.text("Actor on either side"),
        "perpetrator only": locale.text("Actor as perpetrator only"),
        "without imprecise events": locale.text("Without imprecise events"),
        "events by last day": locale.text("Events counted by their last day"),
    }
    if name in known:
        return known[name]
    found = _IN_DATASET.match(name)
    if found is None:
        return name
    return locale.text("In the dataset {name}", name=titles.get(found["dataset"]) or found["dataset"])


def change_word(change: Change, locale: Locale) -> str:
    """What a correction is."""
    return {
        Change.CORRECTION: locale.text("Correction"),
        Change.UPDATE: locale.text("Update"),
        Change.CLARIFICATION: locale.text("Clarification"),
        Change.RETRACTION: locale.text("Retraction"),
    }[change]


def sought_text(sought: Sought, locale: Locale) -> str:
    """How a quotation stands in the captured copy of its source."""
    return {
        Sought.FOUND: locale.text("Found word for word in the captured copy."),
        Sought.NEARLY: locale.text("Found in the captured copy, with other punctuation or capitals."),
        Sought.ELSEWHERE: locale.text("The words are in the captured copy, but not in the place that is given."),
        Sought.NOT_FOUND: locale.text("Not found in the captured copy."),
        Sought.NO_CAPTURE: locale.text("Not looked up: no copy of this source is held."),
        Sought.NO_TEXT: locale.text("Not looked up: the captured copy has no text that can be read."),
        Sought.TOO_LITTLE: locale.text("Not looked up: too few words to find them safely."),
    }[sought]
