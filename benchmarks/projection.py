"""How far are projections of a year from its first 3, 6 and 9 months off, and do their intervals hold what came?

Every country and year of a data file is projected three times by the three methods of onrecord.checks.projection, from
what was known then: the part of the year, and the earlier whole years in the file (15 at most). At least four earlier
years are asked for. The file is read by onrecord's own readers, and the figures are those of its engine.

The error is the absolute logarithm of (estimate + 1) / (total + 1), told as a factor: 1.50 is half as much again, or
as much too little. A logarithm treats too much and too little alike and puts a small war beside a large one; adding 1
lets years without a death count (a percentage of zero is none). Told are the median and the mean.

Coverage is the share of years whose total lies in the 80 percent interval, with the shares below and above it. Three
groups are told of each: all country-years, of which most are zero, or nearly so, and easy; those with at least 100
deaths in the year, which selects by the outcome, and so the surprises; and those of which the part, by days elapsed,
promised at least 100, which is what a reader knows when a sentence is written.

Weak are the projections of which onrecord says so, as the count model's interval reaches to half or double of what days
elapsed give; told is how often days elapsed are off by a factor of 1.5 or more among them and among the others.
"""

from __future__ import annotations

import argparse
from calendar import monthrange
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from math import exp, log
from pathlib import Path
from statistics import fmean, median

from onrecord.checks.projection import FEWEST_YEARS, MOST_YEARS, Course, Stretch, estimates, weak
from onrecord.model.figure import Estimate, Method

PARTS = (3, 6, 9)
LARGE = 100
NAMES = {Method.DAYS: "days", Method.SEASON: "seasonal", Method.COUNTS: "counts"}
Months = dict[tuple[int, int], float]


@dataclass(frozen=True, slots=True)
class Case:
    """One country, year and part: the estimates, whether they are called weak, and what came."""

    months: int
    total: float
    estimates: tuple[Estimate, ...]
    weak: bool

    def by(self, method: Method) -> Estimate:
        """The estimate by a method."""
        return next(one for one in self.estimates if one.method is method)


GROUPS: dict[str, Callable[[Case], bool]] = {
    "all": lambda case: True,
    "year100": lambda case: case.total >= LARGE,
    "part100": lambda case: (case.by(Method.DAYS).best or 0) >= LARGE,
}


def read(path: Path, first: int, last: int) -> dict[str, Months]:
    """Deaths by country and month from a data file, as onrecord's engine gives them; no entry where it has none."""
    from onrecord.data.connection import connect
    from onrecord.data.engine import Engine
    from onrecord.data.open import open_dataset
    from onrecord.model.dataset import DatasetSpec, Family
    from onrecord.model.dates import Grain, Period, split
    from onrecord.model.figure import Ask
    from onrecord.model.finding import Span
    from onrecord.model.reading import Dimension, Measure, Quantity
    from onrecord.pipeline import country_lookup
    from onrecord.vocabulary import load_builtin

    vocabulary, con = load_builtin(), connect()
    # Every country of the file is projected; whether it holds all countries there are does not matter here.
    spec = DatasetSpec("data", path.name, Span("benchmark"), quantity="deaths", places=("the world",))
    dataset, findings = open_dataset(spec, path.parent, con, country_lookup(vocabulary))
    if dataset is None:
        raise SystemExit("\n".join(str(finding) for finding in findings))
    start, end = max(dataset.start, date(first, 1, 1)), min(dataset.end, date(last, 12, 31))
    months = split(Period(start, end), Grain.MONTH)
    ask = Ask(Measure(Quantity.DEATHS), months, by=Dimension.COUNTRIES)
    (answer,) = Engine(con, vocabulary).answer(dataset, [ask])
    if not answer.breakdown:
        raise SystemExit(answer.figures[0].missing if answer.figures else f"{path} holds no whole month")
    found: dict[str, Months] = {}
    for month, figures in zip(months, answer.breakdown, strict=True):
        for figure in figures:
            if figure.best is not None and month.start:
                found.setdefault(figure.of, {})[month.start.year, month.start.month] = figure.best
    if dataset.family is not Family.SERIES:  # events are no list of zeros: a month without any has none
        keys = [(month.start.year, month.start.month) for month in months if month.start]
        found = {country: {key: held.get(key, 0.0) for key in keys} for country, held in found.items()}
    return found


def cases(months: Months) -> Iterator[Case]:
    """Every year of a country that has enough whole years before it, three times."""
    years = sorted({year for year, _ in months})
    whole = {year: _year(months, year) for year in years if all((year, month) in months for month in range(1, 13))}
    for year, stretches in whole.items():
        before: list[tuple[Stretch, ...]] = []
        while len(before) < MOST_YEARS and (past := whole.get(year - 1 - len(before))):
            before.append(past)
        if len(before) < FEWEST_YEARS:
            continue
        for part in PARTS:
            left = sum(one.days for one in stretches[part:])
            course = Course(stretches[:part], left, tuple(reversed(before)))
            found = estimates(course)
            yield Case(part, sum(one.count for one in stretches), found, bool(weak(found)))


def _year(months: Months, year: int) -> tuple[Stretch, ...]:
    return tuple(Stretch(monthrange(year, month)[1], months[year, month]) for month in range(1, 13))


def factors(found: Sequence[Case], method: Method) -> tuple[float, float]:
    """The median and the mean error of a method, as factors."""
    errors = [abs(log(((case.by(method).best or 0) + 1) / (case.total + 1))) for case in found]
    return exp(median(errors)), exp(fmean(errors))


def coverage(found: Sequence[Case], method: Method) -> tuple[float, float, float, float]:
    """The shares of totals inside, below and above the interval, and of the cases that have one."""
    bounds = [(one.low, one.high, case.total) for case in found if (one := case.by(method)).low is not None]
    known = [(low, high, total) for low, high, total in bounds if low is not None and high is not None]
    below = sum(total < low for low, _, total in known) / max(1, len(known))
    above = sum(total > high for _, high, total in known) / max(1, len(known))
    return 1 - below - above, below, above, len(known) / len(found)


def off_by_half(found: Sequence[Case]) -> float:
    """How often the estimate by days elapsed is off by a factor of 1.5 or more."""
    return fmean(factors([case], Method.DAYS)[0] >= 1.5 for case in found) if found else 0.0


def main() -> None:
    """Run the back-test and print one FIGURE line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="a series by country and month, or an event file")
    parser.add_argument("--first", type=int, default=1, help="the first year to read (default: the file's)")
    parser.add_argument("--last", type=int, default=9999, help="the last year to read (default: the file's)")
    options = parser.parse_args()
    by_country = read(options.data, options.first, options.last)
    found = [case for _, months in sorted(by_country.items()) for case in cases(months)]
    if not found:
        raise SystemExit(f"{options.data} holds no country with more than {FEWEST_YEARS} whole years")
    line = []
    print(f"{len(by_country)} countries, {len(found) // len(PARTS)} country-years")
    for group, belongs in GROUPS.items():
        print(f"\n{group:<8} months  cases  method    median  mean    inside  below  above  with interval")
        for part in PARTS:
            members = [case for case in found if case.months == part and belongs(case)]
            if not members:
                continue
            for method, name in NAMES.items():
                middle, average = factors(members, method)
                inside, below, above, known = coverage(members, method)
                told = f"{inside:6.3f} {below:6.3f} {above:6.3f}  {known:6.3f}" if known else ""
                row = f"{part:>15}  {len(members):>5}  {name:<8}  {middle:6.3f}  {average:6.3f}  {told}"
                print(row.rstrip())
                line.append(f"{group}_{part}_{name}_median={middle:.3f} {group}_{part}_{name}_mean={average:.3f}")
                if known:
                    line.append(f"{group}_{part}_{name}_coverage={inside:.3f}")
    print("\nweak projections (part100): months, cases, weak, days elapsed off by half: weak, others")
    for part in PARTS:
        members = [case for case in found if case.months == part and GROUPS["part100"](case)]
        ours, others = [c for c in members if c.weak], [c for c in members if not c.weak]
        print(f"{part:>15}  {len(members):>5}  {len(ours):>5}  {off_by_half(ours):.3f}  {off_by_half(others):.3f}")
        line.append(f"weak_{part}={len(ours) / max(1, len(members)):.3f}")
        line.append(f"weak_{part}_off={off_by_half(ours):.3f} firm_{part}_off={off_by_half(others):.3f}")
    print(f"FIGURE {' '.join(line)}")


if __name__ == "__main__":
    main()
