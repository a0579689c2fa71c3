"""What is hidden in an original reaches no output by its translation either."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.support.commands import run

from onrecord.freezing import freeze

TOML = 'title = "T"\nas_of = 2022-06-30\nlanguages = ["en", "fr"]\n[rating]\nscale = ["up"]\n'
SOURCES = '[{"id": "s", "type": "report", "title": "S"}, {"id": "h", "type": "report", "visibility": "internal"}]'
ENGLISH = """---
claim: Peace
claimant: The army
note: A note.
internal: [note]
considered: Nothing.
appearances:
  - {on: 2022-01-01, where: In the barracks, source: s, internal: [where]}
rating: {value: up, because: It is told, visibility: internal}
---

- They left. [@s] {#left}
  ~~~ incident
  what: They left
  where: The town
  because: Somebody told us.
  internal: [because]
  counts:
    - {exact: 7, counted: soldiers, by: A cook, source: s, visibility: internal}
  ~~~
- A spy said so. [@s] {#spy .confidential}
- Only there. [@h] {#there}
"""
FRENCH = """---
claim: La paix
claimant: L'armée
note: SECRETA
considered: Rien.
appearances:
  - {where: SECRETB}
rating: {because: SECRETC}
---

- Ils sont partis. {#left}
  ~~~ incident
  what: Ils sont partis
  where: La ville
  because: SECRETD
  counts:
    - {counted: SECRETE, by: SECRETF}
  ~~~
- Un espion SECRETG l'a dit. {#spy}
- Seulement là. {#there}
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "claims/fr").mkdir(parents=True)
    (tmp_path / "dossier.toml").write_text(TOML)
    (tmp_path / "sources.json").write_text(SOURCES)
    (tmp_path / "claims/a.md").write_text(ENGLISH)
    (tmp_path / "claims/fr/a.md").write_text(FRENCH, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    "command",
    [("check", "--all"), ("check", "--format", "json"), ("check", "--format", "github"), ("check", "--standards"),
     ("read",)],
    ids=" ".join,
)  # fmt: skip
@pytest.mark.parametrize("fault", ["", "SECRETD 12", "from: 2021-01-01"])
def test_nothing_of_it_is_printed(root: Path, command: tuple[str, ...], fault: str) -> None:
    french = root / "claims/fr/a.md"
    text = french.read_text(encoding="utf-8")
    # Findings on hidden texts of a translation tell of no word of them.
    french.write_text(
        text.replace("SECRETD", f"{fault} SECRETD".strip()).replace("SECRETG", "SECRETG 99"), encoding="utf-8"
    )
    assert "SECRET" not in run(command[0], root, *command[1:]).output


def test_nothing_of_it_is_in_an_edition(root: Path) -> None:
    edition = freeze(root, date(2022, 7, 1)).edition
    assert edition is not None
    assert "SECRET" not in repr(edition)
    assert [one.statement.text for one in edition.version("fr").entries] == ["Ils sont partis.", "Seulement là."]
    assert "A spy" not in repr(edition)


def test_where_a_translation_alone_is_hidden_the_original_is_shown(root: Path) -> None:
    english, french = root / "claims/a.md", root / "claims/fr/a.md"
    english.write_text(ENGLISH.replace("{#there}", "{#there}\n- More. [@s] {#more}"))
    french.write_text(FRENCH + "- SECRETH {#more .confidential}\n", encoding="utf-8")
    edition = freeze(root, date(2022, 7, 1)).edition
    assert edition is not None
    assert "SECRET" not in repr(edition)
    assert [(one.statement.text, one.language) for one in edition.version("fr").entries][-1] == ("More.", "en")
