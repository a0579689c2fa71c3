"""Every finding code has a sample dossier that shows it, and what is said of it is as expected."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from onrecord.model.codes import CODES

_SPEC = importlib.util.spec_from_file_location("code_samples", Path(__file__).parent / "samples.py")
assert _SPEC is not None and _SPEC.loader is not None
samples = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(samples)


@pytest.mark.parametrize("code", samples.sample_codes())
def test_sample(code: str, tmp_path: Path) -> None:
    if missing := samples.missing_program(code):
        pytest.skip(f"{missing} is not installed")
    samples.lay_out(code, tmp_path)
    findings = samples.findings_of(code, tmp_path)
    assert code in {finding.code for finding in findings}
    assert samples.output(findings) == (samples.FOLDER / code / samples.EXPECTED).read_text(encoding="utf-8")


def test_a_sample_that_needs_git_is_told_where_git_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert [code for code in samples.sample_codes() if samples.missing_program(code)] == [
        "OR425",
        "OR426",
        "OR427",
        "OR468",
    ]


def test_every_code_has_a_sample() -> None:
    assert sorted(set(CODES) - set(samples.sample_codes())) == []


def test_every_sample_has_a_code() -> None:
    assert sorted(set(samples.sample_codes()) - set(CODES)) == []
