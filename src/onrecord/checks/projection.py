"""A year's figure estimated from its first months: by days elapsed, by earlier years' shares, by a count model.

All three are functions of a ``Course``: what was counted this year, and in earlier whole years cut at the same dates.
They are deterministic; no random numbers are drawn. ``benchmarks/projection.py`` measures how far they err, and how
often the year's total lies in their 80 percent intervals; ``docs/projections.md`` explains them. The constants below
were chosen on the years before 2010 and are tested on those from 2010 on. Imports the model only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import exp, log, sqrt
from statistics import fmean, stdev

from onrecord.checks.distributions import Counts, quantile, student_quantile
from onrecord.model.figure import Estimate, Method

FEWEST_YEARS = 4
"""With fewer earlier years (in which anything was counted) there is no seasonal estimate and no interval."""

MOST_YEARS = 15
"""How many earlier years are looked at."""

REACH = 2.0
"""A projection by days elapsed is weak where the count model's interval reaches to so many times it, or to one over so
many. The back-test tells how often the weak ones and the others were off by half or more."""

_TAIL = 0.1

_SMOOTHING = 5.0
"""Added to both sides of a past year's ratio, so that years of few deaths weigh little on the interval."""

_DAYS_PER_MONTH = 30.436875
_HALF_LIVES = (1.5, 4.0, 12.0)
"""Months after which a past month counts half for the present level."""

_SIZES = (0.15, 0.3, 0.6, 1.2, 2.5, 5.0, 10.0, 40.0)
_USUAL_SIZE, _SPREAD = 3.0, 0.7
"""How clumped the rest of a year is: what is usual (median of a log-normal prior), and how far series differ in it."""

_ALIKE = 2.0
"""How far apart, in logarithms, levels may be to tell of one another: the standard deviation of a normal kernel."""

_PULL_DAYS, _FLOOR = 5.0, 0.1
"""The long-run mean counts as so many days of the present level; it is never nothing, as if this much more had been
counted in a month."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some successive days, and what was counted in them."""

    days: int
    count: float


@dataclass(frozen=True, slots=True)
class Course:
    """What was counted in the part of a year and in the earlier whole years that lead up to it, the oldest first.

    Every year is cut at the same dates, at the ends of months and where the part ends, so that the first
    ``len(part)`` stretches of a year are its part. ``left`` are the days of this year after the part.
    """

    part: tuple[Stretch, ...]
    left: int
    years: tuple[tuple[Stretch, ...], ...] = ()

    @property
    def so_far(self) -> float:
        """What was counted in the part."""
        return _count(self.part)

    @property
    def elapsed(self) -> float:
        """The part's share of the year's days."""
        days = sum(one.days for one in self.part)
        return days / (days + self.left)


@lru_cache(maxsize=256)  # several assertions of a dossier project the same year
def estimates(course: Course) -> tuple[Estimate, ...]:
    """The estimates by all methods, in the order of ``Method``."""
    return (days_elapsed(course), seasonal(course), count_model(course))


def days_elapsed(course: Course) -> Estimate:
    """The part's figure times the days of the year over those of the part: what "on track to" says.

    It takes the rest of the year to go on at the rate of the part, and gives no interval.
    """
    return Estimate(Method.DAYS, course.so_far / course.elapsed)


def seasonal(course: Course) -> Estimate:
    """The part's figure over the share of a year's total that earlier years had by that date.

    The share is the ratio of sums, all earlier parts over all earlier totals (Cochran, Sampling Techniques, 1977,
    ch. 6), so that years of many deaths weigh as much as they hold. The interval takes each year's ratio of the rest
    to the part, in logarithms, for one draw of a normal distribution and gives that of the next draw (Student's t with
    the usual factor for a new observation; Geisser, Predictive Inference, 1993). With fewer than four such years, or
    nothing counted in any of their parts, the share is that of the days, and there is no interval.
    """
    cut = len(course.part)
    past = [(_count(year[:cut]), _count(year[cut:])) for year in course.years]
    past = [(part, rest) for part, rest in past if part + rest > 0]
    parts = sum(part for part, _ in past)
    if len(past) < FEWEST_YEARS or not parts:
        few = f"it needs {FEWEST_YEARS} earlier years with any counts, and has {len(past) or 'none'}"
        why = few if len(past) < FEWEST_YEARS else "nothing was counted by that date in earlier years"
        note = f"{why}: the share of days stands in"
        return Estimate(Method.SEASON, course.so_far / course.elapsed, note=note)
    so_far = course.so_far
    best = so_far * (parts + sum(rest for _, rest in past)) / parts
    logs = [log((rest + _SMOOTHING) / (part + _SMOOTHING)) for part, rest in past]
    reach = student_quantile(1 - _TAIL, len(logs) - 1) * stdev(logs) * sqrt(1 + 1 / len(logs))
    low, high = (
        so_far + max(0.0, (so_far + _SMOOTHING) * exp(fmean(logs) + side) - _SMOOTHING) for side in (-reach, reach)
    )
    return Estimate(Method.SEASON, best, min(low, best), max(high, best))


def count_model(course: Course) -> Estimate:
    """The median and the 10th and 90th percentile of what the recent level and the past's leaps let expect.

    The rest of the year is predicted as a negative binomial count. Its mean is the present level times the days left;
    the level is a discounted mean, in which a month loses half its weight with each half-life (the filter of Harvey
    and Fernandes, Time Series Models for Count or Qualitative Observations, JBES 1989), drawn slightly to the
    long-run mean. Its size says how far the rest strayed from such a forecast before: for each half-life and size of
    a grid, every stretch since the first half year is forecast from what went before it, as far ahead as now; the
    likelihood of what came, tempered as these spans overlap, times a prior for the size, weighs the grid (Bayesian
    model averaging; Hoeting et al., Statistical Science 1999), and the prediction is the weighted mixture. Times of
    another level count less (local likelihood; Tibshirani and Hastie, JASA 1987): a country at war does not leap as
    one at peace does.
    """
    ahead = (len(course.years[-1]) - len(course.part)) if course.years else 0
    seen = [one for year in course.years for one in year] + list(course.part)
    if len(course.years) < FEWEST_YEARS or ahead < 1:
        note = f"it needs {FEWEST_YEARS} whole years before, and has {len(course.years) or 'none'}"
        return Estimate(Method.COUNTS, None, note=note)
    if any(one.count < 0 or one.count != int(one.count) for one in seen):
        return Estimate(Method.COUNTS, None, note="the figures are no whole numbers, and it is one of counts")
    mixture = _mixture(seen, ahead, course.left)
    low, best, high = (course.so_far + quantile(mixture, p) for p in (_TAIL, 0.5, 1 - _TAIL))
    return Estimate(Method.COUNTS, best, low, high)


def weak(found: Sequence[Estimate]) -> str:
    """Why little can be said of the year from its part: no history, or an interval that reaches to half or double."""
    days, counted = (next((one for one in found if one.method is m), None) for m in (Method.DAYS, Method.COUNTS))
    if days is None or days.best is None or counted is None or counted.low is None or counted.high is None:
        return "there is no history to tell how far off it may be"
    # One is added as in the back-test, so that a rise from nothing to one does not count as a leap.
    less = (days.best + 1) / (counted.low + 1) >= REACH
    more = (counted.high + 1) / (days.best + 1) >= REACH
    reach = " or ".join(text for text, so in (("half as much", less), ("twice as much", more)) if so)
    return f"{reach} is well possible" if reach else ""


def _count(stretches: Sequence[Stretch]) -> float:
    return sum(one.count for one in stretches)


def _mixture(seen: Sequence[Stretch], ahead: int, left: int) -> list[Counts]:
    """The negative binomials that predict the ``left`` days to come, weighted by how they would have done before."""
    counts, days = [0.0], [0]
    for one in seen:
        counts.append(counts[-1] + one.count)
        days.append(days[-1] + one.days)
    found: list[tuple[float, float, float]] = []
    for half_life in _HALF_LIVES:
        levels = _levels(seen, half_life)
        now = log(levels[-1] * left + 1)
        # What came in the spans that begin after each stretch, what their means would have been, and their weights.
        past = [
            (came, mean, exp(-0.5 * ((log(mean + 1) - now) / _ALIKE) ** 2) / ahead)
            for came, mean in (
                (counts[at + ahead] - counts[at], levels[at - 1] * (days[at + ahead] - days[at]))
                for at in range(7, len(seen) - ahead + 1)
            )
        ]
        for size in _SIZES:
            fit = sum(weight * Counts(mean, size).log_likelihood(came) for came, mean, weight in past)
            prior = -0.5 * (log(size / _USUAL_SIZE) / _SPREAD) ** 2
            found.append((levels[-1] * left, size, fit + prior))
    top = max(weight for _, _, weight in found)
    heavy = [(mean, size, w) for mean, size, weight in found if (w := exp(weight - top)) > 1e-3]
    total = sum(weight for _, _, weight in heavy)
    return [Counts(mean, size, weight / total) for mean, size, weight in heavy]


def _levels(seen: Sequence[Stretch], half_life: float) -> list[float]:
    """The level, as counts per day, after each stretch."""
    recent = recent_days = whole = whole_days = 0.0
    found = []
    for one in seen:
        kept = 0.5 ** (one.days / _DAYS_PER_MONTH / half_life)
        recent, recent_days = recent * kept + one.count, recent_days * kept + one.days
        whole, whole_days = whole + one.count, whole_days + one.days
        usual = (whole + _FLOOR) / (whole_days + _DAYS_PER_MONTH)
        found.append((recent + _PULL_DAYS * usual) / (recent_days + _PULL_DAYS))
    return found
