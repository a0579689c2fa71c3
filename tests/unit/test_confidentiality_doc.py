"""docs/confidentiality.md: its example reads as it says."""

from __future__ import annotations

import re
from pathlib import Path

from tests.support.commands import run

from onrecord.model.codes import CODES
from onrecord.text.marks import MARKS

DOC = (Path(__file__).parents[2] / "docs" / "confidentiality.md").read_text(encoding="utf-8")
SOURCES = """[{"id": "hrw-moura", "type": "report", "title": "Massacre", "author": [{"literal": "Human Rights Watch"}]},
{"id": "witness", "type": "interview", "title": "T", "custom": {"onrecord": {"visibility": "confidential"}}}]"""


def test_the_example_hides_what_it_says(tmp_path: Path) -> None:
    found = re.search(r"^````markdown\n(.*?)^````", DOC, re.MULTILINE | re.DOTALL)
    assert found is not None
    (tmp_path / "claims").mkdir()
    (tmp_path / "dossier.toml").write_text('title = "T"\nas_of = 2022-06-30\n')
    (tmp_path / "sources.json").write_text(SOURCES)
    (tmp_path / "claims" / "a.md").write_text(f"---\nclaim: C\nclaimant: D\n---\n\n{found[1]}")
    told = run("explain", "moura", tmp_path).stdout
    assert "at least 300 people, by Human Rights Watch; @hrw-moura" in told
    assert "@source-not-public-1: a source that is not public" in told
    assert "411" not in told
    assert "trader" not in told + run("check", tmp_path, "--all").stdout
    assert "Left out, being not public: 1 statement, 1 entry or field and 1 source." in told
    inner = run("explain", "trader", tmp_path, "--show", "confidential").stdout
    assert inner.startswith("NOT FOR PUBLICATION")
    assert "The trader left the country in May." in inner


def test_its_codes_are_all_there_are() -> None:
    assert set(re.findall(r"\bOR46\d", DOC)) == {"OR460", "OR461", "OR462"} <= set(CODES)
    assert "onrecord-visibility: confidential" in DOC
    assert {"visibility", "confidential"} <= set(MARKS)
