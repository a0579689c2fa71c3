"""The number-change ledger over real revisions of UCDP GED: v21.1 against v23.1 and v24.1 of one country each."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest
from tests.support.commands import run

DATA = Path(__file__).parents[2].parent / "shared" / "data" / "ucdp"
SETTINGS = 'title = "T"\nsubject = "T"\nas_of = 2020-12-31\n\n[datasets.ged]\npath = "data/snapshots/ged"\n'
CLAIM = """---
id: safe
claim: "It is safe."
claimant: "Somebody"
---

## Record

- There were more than 3,000 deaths in the Central African Republic in 2013. {#level}
- 2013 was the deadliest year on record in the Central African Republic. {#record}
- Deaths in Myanmar fell by 42 percent from 2019 to 2020. {#fell}
- There were 59 events in the Central African Republic in 2016. {#events}

  ```reads
  events in the Central African Republic in 2016 are 59
  ```
"""

pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason="the shared data are not here")


def compared(tmp_path: Path, newer: str) -> dict:
    (tmp_path / "claims").mkdir()
    (tmp_path / "dossier.toml").write_text(SETTINGS, "utf-8")
    (tmp_path / "claims" / "01.md").write_text(CLAIM, "utf-8")
    for name, day in (("ged211-precise.parquet", "2021-06-01"), (newer, "2024-06-01")):
        assert run("data", "add", DATA / name, tmp_path, "--as", "ged", "--retrieved", day).exit_code == 0
    result = run("changes", tmp_path, "--actors", DATA / "actor221.csv", "--format", "json")
    assert result.exit_code == 1, result.output
    return json.loads(result.stdout)


def split(told: dict, statement: str) -> dict[str, dict[str, int]]:
    """The parts of each figure of a statement, which must make up its change."""
    change = next(one for one in told["changes"] if one["statement"] == statement)
    found = {}
    for figure in change["figures"]:
        parts = {part["cause"]: Decimal(part["change"]) for part in figure["parts"]}
        if figure["change"] is not None:
            assert sum(parts.values()) == Decimal(figure["change"])
        for part in figure["parts"]:
            assert sum(Decimal(each["change"]) for each in part["events"]) == Decimal(part["change"])
        found[figure["label"]] = {cause: int(number) for cause, number in parts.items()}
    return found


def test_the_central_african_republic(tmp_path):
    told = compared(tmp_path, "ged231-central-african-republic.csv")
    verdicts = {one["statement"]: (one["before"], one["after"]) for one in told["changes"]}
    assert verdicts["record"] == ("holds", "fails")
    assert any("located less exactly" in one or "precision 2" in one for one in told["datasets"][0]["not_compared"])
    assert split(told, "record") == {
        "deaths in the Central African Republic in 2013": {"covered only now": 230},
        "deaths in the Central African Republic in 2014": {"deaths changed": -1, "covered only now": 438, "added": 146},
    }
    assert split(told, "events")


def test_myanmar(tmp_path):
    parts = split(compared(tmp_path, "ged241-myanmar.csv"), "fell")
    assert parts["deaths in Myanmar in 2020"] == {"covered only now": 157, "added": 18}
    assert parts["deaths in Myanmar in 2019"] == {"covered only now": 464}
