"""Preliminary months are marked wherever figures are shown: tables, charts, cards, `explain`, JSON, both languages."""

from __future__ import annotations

import csv
import json
from io import StringIO
from pathlib import Path

import pytest
from tests.support.commands import run
from tests.support.editions import frozen
from tests.support.published import write

from onrecord.building import sheets_of
from onrecord.model.edition import Edition
from onrecord.pipeline import check
from onrecord.render.charts import Charts
from onrecord.render.publish.theme import load_theme
from onrecord.render.publish.views import SheetView
from onrecord.render.site import files

NONE = """
- Nobody was killed in Mali in June 2022. [@events] {#quiet}

  ~~~ reads
  deaths in Mali in June 2022 are 0
  ~~~

- Deaths in Mali in 2021 and in the quarters since. [@events] {#quarter}

  ~~~ reads
  deaths in Mali from April to June 2022 are fewer than 30
  ~~~
"""


def dossier(root: Path, lag: str = "2 months") -> Path:
    write(root)
    settings = root / "dossier.toml"
    settings.write_text(f'{settings.read_text("utf-8")}reporting_lag = "{lag}"\n', "utf-8")
    claim = root / "claims/security.md"
    claim.write_text(claim.read_text("utf-8") + NONE, "utf-8")
    return root


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    return frozen(dossier(tmp_path_factory.mktemp("lag")))


def test_a_page_marks_the_periods_and_gives_the_warning_once(edition: Edition) -> None:
    english, french = sheets_of(edition, load_theme())
    at = next(n for n, one in enumerate(english.statements) if one.id == "quiet")
    view = SheetView(english, Charts()).statement(at)
    assert view.figures is not None
    assert [row.cells[-1].note for row in view.figures.rows] == ["preliminary"]
    assert "Preliminary: the period has months whose counts usually still grow." in view.figures.notes
    (note,) = [one for one in view.notes if "preliminary" in one]
    assert note == (
        "it rests on preliminary months, in June 2022: the last 2 months of “Invented events” usually still grow, as "
        "the editors declare"
    )
    assert not [one for one in view.remarks if one.code == "OR210"]
    (said,) = [one for one in french.statements[at].entry.outcome.notes if "provisoires" in one]
    assert "en juin 2022" in said
    assert "les 2 derniers mois" in said


def test_charts_draw_them_dashed_and_say_so(edition: Edition) -> None:
    english, _ = sheets_of(edition, load_theme())
    shown = next(one for one in english.statements if one.id == "quarter")
    charts = Charts().of(english, shown)
    assert any("Dashed bars are preliminary" in one.description for one in charts), [one.kind for one in charts]
    (chart,) = [one for one in charts if "Dashed bars" in one.description]
    assert any("(preliminary)" in row[0] for row in chart.rows)
    assert "Preliminary: usually still grows" in chart.drawn
    assert "stroke-dasharray" in chart.drawn


def test_the_card_of_the_data_and_the_downloads_tell_them(edition: Edition) -> None:
    made = {one.path: one.content.decode() for one in files(sheets_of(edition, load_theme()), Charts(), print)
            if one.path.endswith((".html", ".csv"))}  # fmt: skip
    assert "May to June 2022; counts of these months usually still grow, as the editors declare" in made["data.html"]
    assert "mai à juin 2022" in made["fr/data.html"]
    assert "the last months of the data usually still grow" in made["methods.html"]
    assert "comme le déclare la rédaction" in made["fr/statements/quiet.html"]
    rows = list(csv.DictReader(StringIO(made["data/figures.csv"])))
    assert {row["preliminary"] for row in rows if row["statement"] == "quiet" and row["kind"] == "figure"} == {"true"}
    assert {row["preliminary"] for row in rows if row["statement"] == "deaths" and row["kind"] == "figure"} == {""}


def test_explain_marks_them_as_text_and_as_json(tmp_path: Path) -> None:
    root = dossier(tmp_path)
    text = run("explain", "quarter", root).stdout
    assert "(preliminary)" in text
    assert "* preliminary: it touches months whose counts usually still grow" in " ".join(text.split())
    assert "the last 2 months usually still grow, as dossier.toml says" in " ".join(text.split())
    told = json.loads(run("explain", "quiet", root, "--format", "json").stdout)
    assert told["figures"][0]["preliminary"] is True
    assert told["data"]["preliminary"] == {
        "from": "2022-05-01", "months": 2, "basis": "declared", "comparisons": None,
    }  # fmt: skip


def test_a_lag_that_is_no_number_of_months_is_a_fault(tmp_path: Path) -> None:
    (found,) = [one for one in check(dossier(tmp_path, "soon")).findings if one.code == "OR019"]
    assert '"soon" is no number of months' in found.message
    assert found.span.line == len((tmp_path / "dossier.toml").read_text("utf-8").splitlines())
    settled = check(dossier(tmp_path / "settled", "none"))
    assert not [one for one in settled.findings if one.code == "OR210"]
