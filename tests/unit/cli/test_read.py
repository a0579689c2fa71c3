"""``onrecord read``: what is shown of each sentence, and what ``--write`` writes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.support.commands import run
from tests.unit.test_sentences import HEAD, dossier

from onrecord.pipeline import check

STATEMENTS = """\
- Deaths in Mali rose by 24 percent in 2022. [@ucdp] {#free}
- Deaths in Mali rose by 24 percent in 2022. [@ucdp] {#agrees}
  ~~~ reads
  deaths in Mali in 2022 rise by 24 percent from 2021
  ~~~
- The colonel mourned 1,612 deaths in Mali in 2022. [@ucdp] {#unread}
- The colonel mourned 1,612 deaths in Mali in 2022. [@ucdp] {#confirmed}
  ~~~ reads
  deaths in Mali in 2022 are 1,612
  ~~~
- More than 1,000 people were killed in 2022. [@ucdp] {#nowhere}
- A view. [@ucdp] {#view}
  ~~~ position
  who: A
  view: B
  ~~~
- Deaths in Niger fell to 400 in 2022. [@ucdp] {#niger}
"""
DIFFERS = """\
- Deaths in Mali rose by 24 percent in 2022. [@ucdp] {#differs}
  ~~~ reads
  deaths in Mali in 2022 rise by 42 percent from 2021
  ~~~
"""


def standings(root: Path, *options: str) -> dict[str, str]:
    told = json.loads(run("read", root, "--format", "json", *options).stdout)
    return {one["id"]: one["standing"] for one in told["statements"]}


def test_each_statement_has_its_standing(tmp_path: Path) -> None:
    root = dossier(tmp_path, STATEMENTS + DIFFERS)
    assert standings(root) == {
        "free": "not confirmed",
        "agrees": "agrees",
        "unread": "not read",
        "confirmed": "confirmed",
        "nowhere": "open",
        "view": "other blocks",
        "niger": "not confirmed",
        "differs": "differs",
    }


def test_the_text_names_words_files_and_both_readings(tmp_path: Path) -> None:
    told = " ".join(run("read", dossier(tmp_path, STATEMENTS + DIFFERS)).stdout.split())
    assert 'not understood: "colonel"' in told
    assert "taught by: src/onrecord/vocabulary/words/en.toml" in told
    assert "the block says: deaths in Mali in 2022 rise by 42 percent from 2021" in told
    assert "the sentence reads as: deaths in Mali in 2022 rise by 24 percent from 2021" in told
    assert "8 statements: 1 agrees, 1 differs, 1 confirmed, 2 not confirmed, 1 open, 1 not read." in told


def test_exit_codes(tmp_path: Path) -> None:
    assert run("read", dossier(tmp_path / "a", STATEMENTS)).exit_code == 0
    assert run("read", dossier(tmp_path / "b", STATEMENTS + DIFFERS)).exit_code == 1
    faulty = DIFFERS.replace("deaths in Mali in 2022 rise", "what rises")
    result = run("read", dossier(tmp_path / "c", faulty), "--format", "json")
    assert result.exit_code == json.loads(result.stdout)["exit_code"] == 2
    assert run("read", tmp_path / "none").exit_code == 2


def test_without_write_nothing_is_written(tmp_path: Path) -> None:
    root = dossier(tmp_path, STATEMENTS)
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    run("read", root)
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before


def test_write_puts_certain_readings_under_sentences_without_a_block(tmp_path: Path) -> None:
    root = dossier(tmp_path, STATEMENTS + DIFFERS)
    result = run("read", root, "--write")
    first = "{#free}\n  ~~~ reads\n  deaths in Mali in 2022 rise by 24 percent from 2021\n  ~~~\n"
    last = "{#niger}\n  ~~~ reads\n"
    text = (root / "claims" / "safety.md").read_text(encoding="utf-8")
    assert first in text
    assert last in text
    assert text.count("~~~ reads") == STATEMENTS.count("~~~ reads") + DIFFERS.count("~~~ reads") + 2
    assert "2 written" in result.stdout
    assert "Wrote claims/safety.md" in result.stdout
    lines = iter(text.splitlines())
    assert all(line in lines for line in (HEAD + STATEMENTS + DIFFERS).splitlines())


def test_after_write_the_readings_are_confirmed_and_the_verdicts_the_same(tmp_path: Path) -> None:
    root = dossier(tmp_path, STATEMENTS)
    before = check(root)
    run("read", root, "--write")
    after = check(root)
    assert [o.verdict for o in after.outcomes] == [o.verdict for o in before.outcomes]
    assert "OR207" in {one.code for one in before.findings}
    assert "OR207" not in {one.code for one in after.findings}
    assert standings(root)["free"] == "agrees"
    written = (root / "claims" / "safety.md").read_bytes()
    assert run("read", root, "--write").exit_code == 0
    assert (root / "claims" / "safety.md").read_bytes() == written


def test_where_a_block_would_not_be_read_that_is_said(tmp_path: Path) -> None:
    unclosed = "- Deaths in Mali rose by 24 percent in 2022. [@ucdp] {#free}\n\n  ```text\n  never closed\n"
    root = dossier(tmp_path, unclosed)
    before = (root / "claims" / "safety.md").read_bytes()
    told = run("read", root, "--write").stdout
    assert "by hand" in told
    assert "Wrote" not in told
    assert (root / "claims" / "safety.md").read_bytes() == before


def test_what_is_written_is_in_canonical_form(tmp_path: Path) -> None:
    root = dossier(tmp_path, STATEMENTS)
    run("fmt", root, "--write")
    run("read", root, "--write")
    assert run("fmt", root, "--check").exit_code == 0


def test_a_file_with_windows_line_ends_keeps_them(tmp_path: Path) -> None:
    root = dossier(tmp_path, "")
    path = root / "claims" / "safety.md"
    path.write_bytes(("\ufeff" + HEAD + STATEMENTS).replace("\n", "\r\n").encode())
    run("read", root, "--write")
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf---\r\n")
    assert data.count(b"\n") == data.count(b"\r\n")
    assert b"{#free}\r\n  ~~~ reads\r\n" in data


def test_a_file_that_cannot_be_written_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import onrecord.transcribing

    def refuses(path: Path, text: str) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(onrecord.transcribing, "atomic_write", refuses)
    result = run("read", dossier(tmp_path, STATEMENTS), "--write")
    assert result.exit_code == 2
    assert "claims/safety.md cannot be written: Permission denied" in result.stderr
    assert "written" not in result.stdout


def test_a_dossier_without_data_is_read_all_the_same(tmp_path: Path) -> None:
    root = dossier(tmp_path, STATEMENTS, settings='title = "Mali"\nas_of = 2022-12-31\n')
    assert standings(root)["free"] == "not confirmed"
