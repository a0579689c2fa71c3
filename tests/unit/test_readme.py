"""What the README and the page of the API show is what happens."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

import onrecord
from onrecord.cli import main

ROOT = Path(__file__).parents[2]


def blocks(page, language):
    text = (ROOT / page).read_text("utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def test_the_report_shown_is_the_report_of_the_example():
    report = CliRunner().invoke(main, ["check", str(ROOT / "examples" / "mali-2022")])
    (shown,) = blocks("README.md", "text")
    assert report.exit_code == 0
    assert shown in report.output


@pytest.mark.parametrize("page", ["README.md", "docs/api.md"])
def test_the_python_shown_runs(page, monkeypatch):
    monkeypatch.chdir(ROOT)
    names = {}
    for block in blocks(page, "python"):
        exec(block, names)
    assert names["report"].exit_code == 0


def test_every_link_of_the_readme_leads_somewhere():
    links = re.findall(r"\]\(([^)#:]+)\)", (ROOT / "README.md").read_text("utf-8"))
    assert len(links) > 5
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_a_report_shows_itself_in_a_notebook():
    report = onrecord.load(ROOT / "examples" / "mali-2022").check()
    shown = report._repr_html_()
    claims = len(report.report.dossier.claims)
    assert shown.count("<tr>") == len(report.outcomes) + claims + 1
    assert "quarter-all-violence" in shown
    with pytest.raises(KeyError):
        report["no-such-statement"]
