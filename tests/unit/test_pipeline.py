"""The outcomes of a dossier stand beside the statements they are of."""

from __future__ import annotations

import json
from pathlib import Path

from tests.support.commands import run, small

from onrecord.model.figure import Verdict
from onrecord.pipeline import check

FRENCH = """---
claim: "Le pays n'a jamais été plus sûr."
claimant: Ministère
---

- Plus de 100 morts. [@events] {#killed-by-jnim}
  ~~~ reads
  deaths by JNIM in Mali in 2021 are more than 100
  ~~~
"""


def in_two_languages(tmp_path: Path) -> Path:
    dossier = small(tmp_path)
    settings = dossier / "dossier.toml"
    settings.write_text(settings.read_text().replace('languages = ["en"]', 'languages = ["en", "fr"]'))
    (dossier / "claims" / "fr").mkdir()
    (dossier / "claims" / "fr" / "safety.md").write_text(FRENCH)
    return dossier


def test_a_translation_with_another_reading_has_an_outcome_of_its_own(tmp_path: Path) -> None:
    report = check(in_two_languages(tmp_path))
    verdicts = {
        (statement.span.file, statement.id): outcome.verdict
        for _, statements in report.by_claim
        for statement, outcome in statements
    }
    assert verdicts["claims/safety.md", "killed-by-jnim"] is Verdict.FAILS
    assert verdicts["claims/fr/safety.md", "killed-by-jnim"] is Verdict.HOLDS
    assert report.exit_code == 1


def test_every_form_of_the_report_tells_the_two_apart(tmp_path: Path) -> None:
    dossier = in_two_languages(tmp_path)
    told = json.loads(run("check", dossier, "--format", "json").stdout)
    found = [(one["file"], one["verdict"]) for one in told["statements"] if one["id"] == "killed-by-jnim"]
    assert found == [("claims/safety.md", "fails"), ("claims/fr/safety.md", "holds")]
    text = run("check", dossier).stdout
    assert [line.split()[0] for line in text.splitlines() if line.endswith(" killed-by-jnim")] == ["FAILS", "holds"]


def test_a_fault_in_a_translations_reading_is_not_the_originals(tmp_path: Path) -> None:
    dossier = in_two_languages(tmp_path)
    french = dossier / "claims" / "fr" / "safety.md"
    french.write_text(FRENCH.replace("are more than", "sont plus de"))
    report = check(dossier)
    whys = [o.why for _, some in report.by_claim for s, o in some if s.id == "killed-by-jnim"]
    assert whys[0].startswith("the data give 270")
    assert whys[1].startswith("the reads block could not be read: OR201")
