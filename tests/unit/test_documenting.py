"""Documentary statements of a whole dossier: beside a reading, on a fault of ours, in the exit code and the reports."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord import documenting
from onrecord.model.blocks import Standing
from onrecord.model.figure import Verdict
from onrecord.model.report import Report
from onrecord.pipeline import check
from onrecord.render.json_report import as_json
from onrecord.render.notebook import render_notebook
from onrecord.render.text_report import render_text

SOURCES = '[{"id": "hrw", "type": "report", "title": "H"}, {"id": "un", "type": "report", "title": "U"}]\n'
HEAD = "---\nclaim: C.\nclaimant: M\n---\n\n"
INCIDENT = """  ~~~ incident
  what: killings
  where: Moura
  precision: town
  on: 2022-03-27
  counts:
    - {exact: 300, counted: civilians, what: killed, who: civilian, by: HRW, source: hrw, on: 2022-04-05}
    - {at_least: 500, counted: civilians killed, by: UN, source: un, on: 2023-05-12}
  ~~~
"""
DATA = """
[datasets.deaths]
path = "deaths.csv"
quantity = "deaths"
places = ["Mali"]
covers = [2020-01-01, 2021-12-31]
"""
READS = "  ~~~ reads\n  deaths in Mali in 2021 exceed those in 2020\n  ~~~\n"


def dossier(root: Path, *items: str, toml: str = "") -> Report:
    """What is said of a dossier with these statements."""
    (root / "claims").mkdir(parents=True)
    (root / "dossier.toml").write_text(f'title = "T"\nas_of = 2022-06-30\n{toml}', "utf-8")
    (root / "sources.json").write_text(SOURCES, "utf-8")
    (root / "deaths.csv").write_text("country,year,deaths\nMali,2020,100\nMali,2021,200\n", "utf-8")
    (root / "claims" / "c.md").write_text(HEAD + "\n".join(items), "utf-8")
    return check(root)


def test_a_reading_keeps_its_verdict_and_has_the_standing_beside_it(tmp_path: Path) -> None:
    item = "- Deaths in Mali in 2021 exceeded those in 2020; at Moura 900 civilians died. [@hrw; @un] {#a}\n"
    found = dossier(tmp_path, item + READS + INCIDENT, toml=DATA)
    (one,) = found.outcomes
    assert (one.verdict, one.standing) == (Verdict.HOLDS, Standing.UNSUPPORTED)
    assert found.exit_code == 1
    text = render_text(found, width=200)
    assert 'by its typed blocks unsupported: no count of the block gives "900"' in text
    assert "since then: at least 500 civilians killed, UN, 2023-05-12" in text


def test_unsupported_ends_with_exit_code_1_and_is_named(tmp_path: Path) -> None:
    found = dossier(tmp_path, "- At Moura 900 civilians were killed. [@hrw; @un] {#a}\n" + INCIDENT)
    assert found.outcomes[0].verdict is Verdict.UNSUPPORTED
    assert found.exit_code == 1
    assert "1 unsupported (a)" in " ".join(render_text(found).split())
    assert "unsupported" in render_notebook(found)


def test_overtaken_is_told_with_what_came_since(tmp_path: Path) -> None:
    found = dossier(tmp_path, "- At Moura 300 civilians were killed. [@hrw; @un] {#a}\n" + INCIDENT)
    assert (found.outcomes[0].verdict, found.exit_code) == (Verdict.OVERTAKEN, 0)
    (told,) = as_json(found)["statements"]
    assert told["since"] == ["at least 500 civilians killed, UN, 2023-05-12"]
    assert told["standing"] == told["verdict"] == "overtaken"
    assert told["basis"] == "its typed entries; no capture was looked at"
    assert "since then: at least 500 civilians killed, UN, 2023-05-12" in render_notebook(found)


def test_a_fault_of_ours_is_not_run_for_its_statement_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = documenting.documentary_outcome

    def stops(statement, context):  # type: ignore[no-untyped-def]
        if statement.id == "a":
            raise RuntimeError("a fault")
        return real(statement, context)

    monkeypatch.setattr(documenting, "documentary_outcome", stops)
    sentence = "- HRW counted 300 civilians killed at Moura. [@hrw; @un] {{#{}}}\n"
    found = dossier(tmp_path, sentence.format("a") + INCIDENT, sentence.format("b") + INCIDENT)
    assert [one.verdict for one in found.outcomes] == [Verdict.NOT_RUN, Verdict.SUPPORTED]
    assert [one.statement for one in found.findings if one.code == "OR901"] == ["a"]
    assert found.exit_code == 2


def test_the_factor_of_the_dossier_is_used(tmp_path: Path) -> None:
    block = INCIDENT.replace("at_least: 500", "exact: 330").replace("2023-05-12", "2022-05-12")
    item = "- At Moura 300 civilians were killed. [@hrw; @un] {#a}\n" + block
    assert dossier(tmp_path / "a", item).outcomes[0].verdict is Verdict.SUPPORTED
    strict = dossier(tmp_path / "b", item, toml="[counts]\nfactor = 1.05\n")
    assert strict.outcomes[0].verdict is Verdict.CONTESTED
