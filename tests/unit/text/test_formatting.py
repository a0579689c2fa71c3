"""Canonical text: what changes, and what a person wrote that does not."""
# ruff: noqa: E501 (one case a line)

from __future__ import annotations

import json
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


def test_json_has_an_item_over_several_lines_and_its_fields_on_one() -> None:
    assert format_json('[{"b":"é","a":[1,2.50,null],"issued":{"date-parts":[[2022,\n4]]},"c":[]}]') == (
        '[\n  {\n    "b": "é",\n    "a": [1, 2.5, null],\n    "issued": {"date-parts": [[2022, 4]]},\n    "c": []\n  }\n]\n'
    )


def test_json_that_has_no_room_on_a_line_is_opened() -> None:
    names = [{"family": letter * 30, "given": letter} for letter in "abc"]
    text = format_json(json.dumps([{"author": names}]))
    assert text.splitlines()[2:5] == [
        '    "author": [',
        f'      {{"family": "{"a" * 30}", "given": "a"}},',
        f'      {{"family": "{"b" * 30}", "given": "b"}},',
    ]
    assert json.loads(text) == [{"author": names}]
    assert format_json(text) == text


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
