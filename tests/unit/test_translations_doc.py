"""docs/translations.md: the claim it shows and its translation are clean, and each pair of its table is as it says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from onrecord.checks.translation import hedged, missing
from onrecord.pipeline import check
from onrecord.translating import facts_of
from onrecord.vocabulary import load_builtin

DOC = (Path(__file__).parents[2] / "docs" / "translations.md").read_text(encoding="utf-8")
FILES = dict(re.findall(r"^````markdown (\S+)\n(.*?)^````", DOC, re.MULTILINE | re.DOTALL))
TITLING = re.search(r"^```toml\n(.*?)^```", DOC, re.MULTILINE | re.DOTALL)
ROWS = re.findall(r"^\| (.+?) \| (.+?) \| (the same|an error) \|$", DOC, re.MULTILINE)
SOURCES = ", ".join(f'{{"id": "{key}", "type": "report", "title": "{key}"}}' for key in ("speech", "ucdp", "hrw"))
DATA = "place,period,value\nMali,2020,1000\nMali,2021,1240\n"


def dossier(root: Path) -> Path:
    assert TITLING is not None
    settings = 'title = "T"\nas_of = 2022-08-30\n' + TITLING[1]
    settings += '[rating]\nscale = ["moves backward"]\n[datasets.deaths]\npath = "deaths.csv"\nquantity = "deaths"\n'
    (root / "dossier.toml").write_text(settings, encoding="utf-8")
    (root / "deaths.csv").write_text(DATA, encoding="utf-8")
    (root / "sources.json").write_text(f"[{SOURCES}]", encoding="utf-8")
    for name, text in FILES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


def test_the_translation_is_whole_and_clean(tmp_path: Path) -> None:
    assert sorted(FILES) == ["claims/fr/security.md", "claims/security.md"]
    report = check(dossier(tmp_path))
    assert [str(one) for one in report.findings if one.span.file.startswith("claims/fr")] == []
    (done,) = report.translations
    assert (done.translated, done.statements, done.findings) == (2, 2, 0)
    assert report.dossier is not None
    assert [each.title for each in report.dossier.titlings] == ["Le bilan de la junte au Mali"]


@pytest.mark.parametrize(("english", "french", "says"), ROWS)
def test_each_pair_is_as_it_is_told(english: str, french: str, says: str) -> None:
    words = load_builtin()
    one, two = facts_of(english, "en", words), facts_of(french, "fr", words)
    told = [*missing(one, two), *missing(two, one), *hedged(one, two)]
    assert (told == []) is (says == "the same")


def test_the_rest_is_as_it_is_told(tmp_path: Path) -> None:
    root = dossier(tmp_path)
    french = root / "claims/fr/security.md"
    text = french.read_text(encoding="utf-8")
    french.write_text(text.replace("augmenté de 24 %", "baissé de 24 %"), encoding="utf-8")
    codes = [one.code for one in check(root).findings if one.span.file.startswith("claims/fr")]
    assert codes == ["OR464"]
    french.write_text(text.replace("rating:", "checked: 2022-08-30\nrating:"), encoding="utf-8")
    assert [one for one in check(root).findings if one.span.file.startswith("claims/fr")] == []


def test_there_are_pairs() -> None:
    assert [row[2] for row in ROWS].count("the same") == 6
    assert [row[2] for row in ROWS].count("an error") == 4
