"""Sentences over typed blocks, with the standing each should have: tests/documentary/cases.yaml."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from onrecord.documenting import documented
from onrecord.model.figure import Outcome
from onrecord.text import load_dossier
from onrecord.vocabulary import load_builtin

CASES = Path(__file__).with_name("cases.yaml")
SOURCES = '[{"id": "a", "type": "report", "title": "A"}, {"id": "b", "type": "report", "title": "B"}, {"id": "c", "type": "report", "title": "C"}]'  # noqa: E501


@cache
def read() -> dict[str, Any]:
    """The blocks and sentences."""
    return yaml.safe_load(CASES.read_text("utf-8"))


def outcome(sentence: str, block: dict[str, Any], language: str, root: Path) -> Outcome:
    """The outcome of a sentence with a block under it."""
    folder = root / "claims"
    folder.mkdir(parents=True, exist_ok=True)
    day: date = block["as_of"]
    (root / "dossier.toml").write_text(f'title = "T"\nas_of = {day}\nlanguages = ["{language}"]\n', "utf-8")
    (root / "sources.json").write_text(SOURCES, "utf-8")
    indented = "".join(f"  {line}\n" for line in block["text"].splitlines())
    claim = f"---\nclaim: C.\nclaimant: M\n---\n\n- {sentence} [@a; @b; @c] {{#it}}\n{indented}"
    (folder / "c.md").write_text(claim, "utf-8")
    dossier, findings = load_dossier(root)
    assert dossier is not None
    assert [found for found in findings if str(found.severity) == "error"] == []
    return next(iter(documented(dossier, load_builtin()).values()))


@pytest.mark.parametrize("case", read()["cases"], ids=lambda case: f"{case['block']}: {case['sentence']}")
def test_a_sentence_stands_as_it_should(case: dict[str, Any], tmp_path: Path) -> None:
    found = outcome(case["sentence"], read()["blocks"][case["block"]], case.get("language", "en"), tmp_path)
    codes = {one.code for one in found.findings}
    assert found.verdict.value == case["standing"], found.why
    assert set(case.get("codes", [])) <= codes, codes
    if case["standing"] == "supported" and "codes" not in case:
        assert not [code for code in codes if code.startswith(("OR40", "OR41"))], codes
