"""The outcomes of a dossier stand beside the statements they are of."""

from __future__ import annotations

import json
from pathlib import Path

from tests.support.commands import run, small

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


def test_a_translation_has_the_outcome_of_its_original_and_is_counted_with_it(tmp_path: Path) -> None:
    alone = check(small(tmp_path / "alone"))
    report = check(in_two_languages(tmp_path))
    assert [one.verdict for one in report.outcomes] == [one.verdict for one in alone.outcomes]
    assert [claim.language for claim, _ in report.by_claim] == ["en"] * len(report.by_claim)
    (done,) = report.translations
    assert (done.language, done.translated, done.statements) == ("fr", 1, len(report.outcomes))


def test_every_form_of_the_report_counts_it_once(tmp_path: Path) -> None:
    dossier = in_two_languages(tmp_path)
    told = json.loads(run("check", dossier, "--format", "json").stdout)
    found = [(one["file"], one["verdict"]) for one in told["statements"] if one["id"] == "killed-by-jnim"]
    assert found == [("claims/safety.md", "fails")]
    assert [(one["language"], one["translated"]) for one in told["translations"]] == [("fr", 1)]
    text = run("check", dossier).stdout
    assert [line.split()[0] for line in text.splitlines() if line.endswith(" killed-by-jnim")] == ["FAILS"]
    assert "Translations: fr 1 of " in text
    assert "translations" not in json.loads(run("check", small(tmp_path / "one"), "--format", "json").stdout)


def test_a_reading_of_its_own_is_a_finding(tmp_path: Path) -> None:
    report = check(in_two_languages(tmp_path))
    found = [(one.code, str(one.span)) for one in report.findings if one.span.file.startswith("claims/fr")]
    assert ("OR467", "claims/fr/safety.md:8:3") in found
    assert report.exit_code == 2


def test_what_a_file_says_of_itself_is_kept_where_dossier_toml_does_not(tmp_path: Path) -> None:
    root = small(tmp_path)
    settings, data = root / "dossier.toml", root / "data" / "peacekeepers.csv"
    settings.write_text(settings.read_text().replace('quantity = "peacekeepers"\n', ""))
    data.write_text(data.read_text().replace("value", "fatalities"))
    (root / "data" / "snapshots.toml").unlink()
    assert {one.id: one.spec.quantity for one in check(root).datasets}["peacekeepers"] == "deaths"
