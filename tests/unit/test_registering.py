"""Projections that editions published: kept with interval and vintage, scored by later data."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from tests.support.commands import run

from onrecord import publishing, reproducing
from onrecord.model.dates import Period
from onrecord.model.figure import Estimate, Method
from onrecord.model.register import Foreseen, Score, hits
from onrecord.rendering import Team, renderer

SETTINGS = """title = "On track"
as_of = 2022-08-30
languages = ["en", "fr"]

[translations.fr]
title = "En bonne voie"

[datasets.deaths]
path = "data/deaths.csv"
quantity = "deaths"
places = ["Mali"]
source = "counts"
"""
CLAIM = """---
claim: Fewer people are dying.
claimant: Prime Minister
---

- Deaths in Mali were on track to reach about 240 in 2022. [@counts] {#track}

  ~~~ reads
  deaths in Mali in 2022 projected from January to June 2022 are about 240
  ~~~

- Deaths in Mali in 2020 were 120. [@counts] {#plain}

  ~~~ reads
  deaths in Mali in 2020 are 120
  ~~~
"""
FRENCH = """---
claim: Il y a moins de morts.
claimant: Premier ministre
---

- En 2022, le Mali allait vers environ 240 morts. [@counts] {#track}
"""
SOURCES = '[{"id": "counts", "type": "dataset", "title": "Counts of deaths"}]\n'


class Site(Team):
    """Renders the pages only."""

    def __init__(self, count: int) -> None:
        super().__init__(1)

    def rendered(self, sheets, only=(), progress=None):
        from onrecord.render.charts import Charts

        for file in renderer("site")(sheets, Charts(), lambda message: None):
            yield "site", file


def counts(last: str) -> str:
    """Deaths by month: 10 in each of 2014 to 2021, 20 in 2022 up to June, 10 then."""
    rows = ["place,period,value"]
    for year in range(2014, 2023):
        for month in range(1, 13):
            period = f"{year}-{month:02d}"
            if period <= last:
                rows.append(f"Mali,{period},{20 if '2022' <= period <= '2022-06' else 10}")
    return "\n".join((*rows, ""))


@pytest.fixture
def dossier(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(publishing, "Team", Site)
    monkeypatch.setattr(reproducing, "Team", Site)
    files = {
        "dossier.toml": SETTINGS, "claims/safety.md": CLAIM, "claims/fr/safety.md": FRENCH, "sources.json": SOURCES,
        "data/deaths.csv": counts("2022-06"),
    }  # fmt: skip
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    return tmp_path


def publish(root: Path, day: str, *, quote: bool = True) -> None:
    """Publish; what changed is an update."""
    made = run("publish", root, "--reason", "An edition.", "--date", day)
    if made.exit_code == 2 and "no kind" in made.stderr:
        path = root / "corrections.toml"
        filled = path.read_text("utf-8").replace('kind = ""', 'kind = "update"')
        filled = filled.replace('reason = ""', 'reason = "New data."' + ("" if quote else "\nquote = false"))
        path.write_text(filled, "utf-8")
        made = run("publish", root, "--reason", "An edition.", "--date", day)
    assert made.exit_code == 0, made.stderr


def later(root: Path) -> None:
    """Half a year later: the data have the whole year, and the dossier looks at it."""
    (root / "data/deaths.csv").write_text(counts("2022-12"), "utf-8")
    settings = (root / "dossier.toml").read_text("utf-8")
    (root / "dossier.toml").write_text(settings.replace("2022-08-30", "2023-02-01"), "utf-8")


def items(root: Path, edition: str, kind: str) -> list[dict]:
    told = json.loads((root / "editions" / edition / "edition.json").read_bytes())["items"]
    return [one for one in told if one["kind"] == kind]


def register(root: Path) -> dict:
    return json.loads(run("editions", root, "--projections", "--format", "json").stdout)


def test_a_published_projection_is_kept_with_its_interval_and_vintage(dossier: Path) -> None:
    publish(dossier, "2022-09-01")
    (kept,) = items(dossier, "0001-2022-09-01", "projection")
    assert (kept["statement"], kept["what"], kept["asserted"]) == ("track", "deaths in Mali in 2022", "240")
    assert (kept["part"], kept["covered"]) == ({"from": "2022-01-01", "to": "2022-06-30"}, "2022-06-30")
    assert kept["snapshot"].startswith("deaths@")
    assert kept["sentence"]["fr"].startswith("En 2022")
    days, season, model = kept["estimates"]
    assert float(days["best"]) == pytest.approx(120 * 365 / 181)
    assert days["low"] == ""
    assert float(season["low"]) <= float(season["best"]) <= float(season["high"])
    assert model["method"] == "count model"
    assert not items(dossier, "0001-2022-09-01", "score")
    (told,) = register(dossier)["register"]
    assert told["came"] is None
    assert "ends on 30 June 2022" in told["not_scored"]


def test_it_is_scored_once_the_data_cover_the_year_and_stands_beside_the_statement(dossier: Path) -> None:
    publish(dossier, "2022-09-01")
    later(dossier)
    publish(dossier, "2023-02-02")
    (score,) = items(dossier, "0002-2023-02-02", "score")
    assert (score["edition"], score["came"]) == (1, "180.0")
    assert float(score["estimates"][0]["error"]) == pytest.approx(120 * 365 / 181 - 180)
    page = (dossier / "_build/statements/track.html").read_text("utf-8")
    assert "What earlier editions projected" in page
    assert "Published 1\N{NO-BREAK SPACE}September 2022 (edition 1): deaths in Mali in 2022" in page
    assert "+62" in page
    assert "+34%" in page
    assert "What came is counted in deaths@" in page
    french = (dossier / "_build/fr/statements/track.html").read_text("utf-8")
    assert "Ce que projetaient les éditions précédentes" in french
    assert "décès au Mali en 2022" in french
    methods = (dossier / "_build/methods.html").read_text("utf-8")
    assert 'href="statements/track.html"' in methods.split('id="projections"')[1].split("<section")[0]
    text = run("explain", "track", dossier).stdout
    assert "Projected in earlier editions" in text
    assert "what came: 180 (deaths@" in text
    (told,) = json.loads(run("explain", "track", dossier, "--format", "json").stdout)["register"]
    assert told["came"] == 180
    assert told["estimates"][0]["inside"] is None
    assert told["estimates"][1]["inside"] is (
        told["estimates"][1]["low"] <= 180 <= told["estimates"][1]["high"]
    )  # fmt: skip
    assert run("reproduce", dossier / "editions/0002-2023-02-02").exit_code == 0


def test_it_stays_when_its_statement_is_reworded_or_deleted(dossier: Path) -> None:
    publish(dossier, "2022-09-01")
    later(dossier)
    claim = dossier / "claims/safety.md"
    claim.write_text(CLAIM.replace("were on track to reach", "had been on track to reach"), "utf-8")
    publish(dossier, "2023-02-02")
    page = (dossier / "_build/statements/track.html").read_text("utf-8")
    assert "The sentence then: “Deaths in Mali were on track to reach about 240 in 2022.”" in page
    claim.write_text(CLAIM[: CLAIM.index("- Deaths in Mali were")] + CLAIM[CLAIM.index("- Deaths in Mali in 2020") :])
    (dossier / "claims/fr/safety.md").unlink()
    publish(dossier, "2023-02-03")
    methods = (dossier / "_build/methods.html").read_text("utf-8").split('id="projections"')[1]
    assert "Deaths in Mali were on track to reach about 240 in 2022." in methods
    assert "track.html" not in methods
    told = run("editions", dossier, "--projections").stdout
    assert "edition 1, 2022-09-01: deaths in Mali in 2022" in told
    assert "1 projection, 1 scored." in told


@pytest.mark.parametrize("how", ["confidential", "unquoted"])
def test_what_is_not_public_any_more_is_told_by_nobody(dossier: Path, how: str) -> None:
    publish(dossier, "2022-09-01")
    later(dossier)
    claim = dossier / "claims/safety.md"
    if how == "confidential":
        claim.write_text(CLAIM.replace("{#track}", "{#track .confidential}"), "utf-8")
    else:
        claim.write_text(CLAIM.replace("were on track", "were then on track"), "utf-8")
    publish(dossier, "2023-02-02", quote=how != "unquoted")
    published = [path for path in (dossier / "_build").rglob("*") if path.is_file()]
    assert not [path for path in published if b"(edition 1): deaths in Mali" in path.read_bytes()]
    told = (dossier / "_build/edition.json").read_text("utf-8")
    assert '"kind":"score"' not in told
    assert not [one for one in register(dossier)["register"] if one["edition"] == 1]


def test_a_data_file_that_is_not_public_any_more_is_not_told(dossier: Path) -> None:
    publish(dossier, "2022-09-01")
    later(dossier)
    settings = (dossier / "dossier.toml").read_text("utf-8")
    (dossier / "dossier.toml").write_text(
        settings.replace("[datasets.deaths]", '[datasets.deaths]\nvisibility = "internal"')
    )
    publish(dossier, "2023-02-02")
    page = (dossier / "_build/statements/track.html").read_text("utf-8")
    told = page.split('id="register"')[1].split("</section>")[0]
    assert "What came" in told
    assert "deaths@" not in told and "ended on" not in told
    (score,) = items(dossier, "0002-2023-02-02", "score")
    assert score["snapshot"] == ""
    (kept,) = items(dossier, "0002-2023-02-02", "projection")
    assert (kept["snapshot"], kept["covered"]) == ("", "")


def foreseen(number: int, low: float, high: float) -> Foreseen:
    return Foreseen(
        number, date(2020, 1, 1), "c", "s", (), f"deaths in Mali in {2000 + number}", Period.of_year(2000 + number),
        Period(date(2000 + number, 1, 1), date(2000 + number, 6, 30)), "", "d", "", None,
        (Estimate(Method.DAYS, 100.0), Estimate(Method.COUNTS, 100.0, low, high)),
    )  # fmt: skip


def test_the_hit_rate_is_told_once_there_are_several_and_counts_an_amount_once() -> None:
    one, other = Score(foreseen(1, 90, 110), 110.0), Score(foreseen(2, 90, 110), 111.0)
    assert hits([one]) == ()
    again = replace(other, foreseen=replace(other.foreseen, edition=3, snapshot="later"))
    (told,) = hits([one, other, again])
    assert (told.method, told.inside, told.total) == (Method.COUNTS, 1, 2)
    assert one.inside(one.foreseen.estimates[0]) is None
    assert other.error(other.foreseen.estimates[1]) == -11
    assert other.percent(other.foreseen.estimates[1]) == pytest.approx(-1100 / 111)
    assert replace(one, came=0.0).percent(one.foreseen.estimates[1]) is None


def test_a_dataset_that_is_gone_leaves_it_open(dossier: Path) -> None:
    publish(dossier, "2022-09-01")
    settings = (dossier / "dossier.toml").read_text("utf-8")
    (dossier / "dossier.toml").write_text(settings.replace("[datasets.deaths]", "[datasets.counts]"), "utf-8")
    (told,) = register(dossier)["register"]
    assert told["not_scored"] == "the dossier has its dataset no more"
