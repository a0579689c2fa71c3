"""Canonical text: what changes, and what a person wrote that does not."""
# ruff: noqa: E501 (one case a line)

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.text import format_dossier
from onrecord.text.formatting import format_claim, format_json, format_toml

from .conftest import HEAD, ITEM, SOURCES, TOML

BLANK = HEAD + "\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a = 1   \n\n\n\n# c  \nb = 2", "a = 1\n\n# c\nb = 2\n"),
        ("\n\na = 1\n\n\n", "a = 1\n"),
        ('a = """x  \n\n\n\ny"""  \n', 'a = """x  \n\n\n\ny"""\n'),
        ("a = '''x  \n'''\n\n\nb = 1\n", "a = '''x  \n'''\n\nb = 1\n"),
        ('a = "#  "  # "  \n', 'a = "#  "  # "\n'),
        ("", ""),
    ],
)
def test_toml(text: str, expected: str) -> None:
    assert format_toml(text) == expected


def test_json() -> None:
    assert format_json('[{"b":"é","a":[1,2.50,null]}]') == (
        '[\n  {\n    "b": "é",\n    "a": [\n      1,\n      2.5,\n      null\n    ]\n  }\n]\n'
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (HEAD + "*   A @ged\n    b\n", BLANK + "- A @ged\n  b\n"),
        (HEAD + "+\tA @ged\n\n\t``` reads\n\tx\n\t```\n", BLANK + "- A @ged\n\n  ~~~ reads\n  x\n  ~~~\n"),
        (HEAD + "1)  A @ged\nlazy\n", BLANK + "1) A @ged\n   lazy\n"),
        (HEAD + "-\n  A @ged\n", BLANK + "-\n  A @ged\n"),
        (HEAD + "P.  \n\n\n\nQ.\n", BLANK + "P.\n\nQ.\n"),
        (HEAD + "-     code\n  @ged\n", BLANK + "-     code\n  @ged\n"),
        (HEAD + "```\na  \n\n\n\nb\n```\n", BLANK + "```\na\n\n\n\nb\n```\n"),
        (HEAD + "- A\n\n  ~~~~ reads\n  x\n  ~~~\n  ~~~~\n", BLANK + "- A\n\n  ~~~~ reads\n  x\n  ~~~\n  ~~~~\n"),
        (HEAD + "- A\n\n  ```python\n  x\n  ```\n", BLANK + "- A\n\n  ```python\n  x\n  ```\n"),
        ("---\n\n# c  \nclaim:   C   \nclaimant: D\n\n...\n\n\n- A\n", "---\n# c\nclaim:   C\nclaimant: D\n---\n\n- A\n"),
        ("---\nclaim: |\n  a  \n\n\n  b\nclaimant: D\n---\n- A\n", "---\nclaim: |\n  a\n\n\n  b\nclaimant: D\n---\n\n- A\n"),
        (HEAD + "* a\n\n  * nested  \n\n  1. x\n", BLANK + "- a\n\n  * nested\n\n  1. x\n"),
        (HEAD + "[r]: http://x\n\n- [t][r]\n", BLANK + "[r]: http://x\n\n- [t][r]\n"),
    ],
)  # fmt: skip
def test_claims(text: str, expected: str) -> None:
    assert format_claim("claims/c.md", text) == expected
    assert format_claim("claims/c.md", expected) == expected


def test_files_with_errors_are_refused(tmp_path: Path) -> None:
    (tmp_path / "claims").mkdir()
    (tmp_path / "dossier.toml").write_bytes(b"\xef\xbb\xbf" + TOML.replace("\n", "\r\n").encode())
    (tmp_path / "claims" / "a.md").write_text(HEAD + "* A [@nobody]\n")
    (tmp_path / "claims" / "b.md").write_text(HEAD + ITEM)
    (tmp_path / "sources.json").write_text(SOURCES)
    found = {each.path: each for each in format_dossier(tmp_path)}
    assert sorted(found) == ["claims/a.md", "claims/b.md", "dossier.toml", "sources.json"]
    assert [error.code for error in found["claims/a.md"].errors] == ["OR101"]
    assert not found["claims/a.md"].changed
    assert found["dossier.toml"].changed
    assert found["dossier.toml"].canonical == TOML
    assert found["claims/b.md"].canonical == BLANK + ITEM
