"""docs/statements.md: the pledge it shows stands as it says, sentence by sentence."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from onrecord.pipeline import check

DOC = (Path(__file__).parents[2] / "docs" / "statements.md").read_text(encoding="utf-8")
SECTION = DOC.split("## Pledges", 1)[1].split("\n## ", 1)[0]
ITEM = re.search(r"^````markdown\n(.*?)^````", SECTION, re.MULTILINE | re.DOTALL)
ROWS = re.findall(r"^\| ([A-Z][^|]*\.) \| (\w+) \|$", SECTION, re.MULTILINE)
SOURCES = '[{"id": "ecowas", "type": "report", "title": "E"}, {"id": "agency", "type": "report", "title": "A"}]'
HEAD = "---\nclaim: C\nclaimant: D\n---\n\n"


def outcome(root: Path, item: str) -> tuple[str, str, set[str]]:
    (root / "claims").mkdir(exist_ok=True)
    (root / "dossier.toml").write_text('title = "T"\nas_of = 2022-06-30\n', encoding="utf-8")
    (root / "sources.json").write_text(SOURCES, encoding="utf-8")
    (root / "claims/a.md").write_text(HEAD + item, encoding="utf-8")
    report = check(root)
    (one,) = report.outcomes
    return one.verdict.value, one.why, {found.code for found in report.findings if found.statement}


def test_the_example_reads_as_it_is_told(tmp_path: Path) -> None:
    assert ITEM is not None
    verdict, why, codes = outcome(tmp_path, ITEM[1])
    assert (verdict, codes) == ("supported", set())
    told = " ".join(SECTION.split("As of 30 June 2022 this reads: ", 1)[1].split(". The sentence", 1)[0].split())
    assert why == f"as of 2022-06-30: {told}"


@pytest.mark.parametrize(("sentence", "standing"), ROWS)
def test_each_sentence_stands_as_it_is_told(tmp_path: Path, sentence: str, standing: str) -> None:
    assert ITEM is not None
    own = re.sub(r"^- .*? \[@", f"- {sentence} [@", ITEM[1], count=1)
    assert outcome(tmp_path, own)[0] == standing


def test_there_are_sentences() -> None:
    assert len(ROWS) == 8
