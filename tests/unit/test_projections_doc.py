"""docs/projections.md: what it shows is what the example says, and its arithmetic is right."""

from __future__ import annotations

import csv
import re
from pathlib import Path

from click.testing import CliRunner
from tests.support.asking import parsed

from onrecord.cli import main

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "projections.md").read_text(encoding="utf-8")
EXAMPLE = ROOT / "examples" / "mali-2022"


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


def test_what_check_and_explain_are_said_to_show_they_show() -> None:
    checked, explained = blocks("text")
    assert checked in CliRunner().invoke(main, ["check", str(EXAMPLE)]).output
    assert explained in CliRunner().invoke(main, ["explain", "projection", str(EXAMPLE)]).output


def test_the_reading_is_one() -> None:
    (reading,) = blocks("reads")
    assert parsed(reading.strip()).parts[0].subject.projected_from is not None  # type: ignore[union-attr]


def test_the_shares_are_those_of_the_example_s_file() -> None:
    with (EXAMPLE / "data" / "deaths-monthly.csv").open(encoding="utf-8") as file:
        mali = [(row["period"], float(row["value"])) for row in csv.DictReader(file) if row["place"] == "Mali"]
    past = [(month, deaths) for month, deaths in mali if month < "2022"]
    parts = sum(deaths for month, deaths in past if month[5:] <= "06")
    whole = sum(deaths for _, deaths in past)
    now = sum(deaths for month, deaths in mali if "2022-01" <= month <= "2022-06")
    for told in (f"there were {whole:,.0f} deaths", f"{parts:,.0f} of them by the end of June"):
        assert told in PAGE
    assert f"{now:,.0f} × 365 / 181 = {now * 365 / 181:,.0f}" in PAGE
    assert f"{now:,.0f} are {100 * parts / whole:.1f} percent of {now * whole / parts:,.0f}" in PAGE
    march = dict(mali)["2022-03"]
    assert march > now / 2
    assert "more than\nhalf of the deaths until June fell in March alone" in PAGE


def test_the_measured_numbers_are_those_of_the_benchmark() -> None:
    measured = (ROOT / "benchmarks" / "README.md").read_text(encoding="utf-8")
    group = measured[measured.index("| 100 or more by days elapsed ") :].splitlines()[:3]
    told = [line for line in PAGE.splitlines() if re.match(r"\| [369] \|", line)]
    for ours, theirs in zip(told, group, strict=True):
        shown = [float(number) for number in re.findall(r"[\d.]+", ours)]
        cells = theirs.strip("| ").replace("100 or more by days elapsed", "").split("|")
        months, _, days, shares, counts, *covered = [cell.split(",")[0] for cell in cells if cell.strip()]
        assert shown[:4] == [float(months), *(round(float(one), 2) for one in (days, shares, counts))]
        assert shown[4:] == [int(100 * float(one) + 0.501) for one in covered]
