"""docs/walkthrough.md: who does what it says sees what it shows."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from onrecord.cli import main
from onrecord.pipeline import check

DOC = (Path(__file__).parents[2] / "docs" / "walkthrough.md").read_text(encoding="utf-8")
FILES = re.findall(r"^(`{3,})\w+ (\S+\.\w+)\n(.*?)^\1$", DOC, re.MULTILINE | re.DOTALL)
COMMANDS = re.findall(r"^```sh\n(.*?)^```$", DOC, re.MULTILINE | re.DOTALL)
SHOWN = re.findall(r"^```text\n(.*?)^```$", DOC, re.MULTILINE | re.DOTALL)
ITEM = re.search(r"^```markdown belo\n(.*?)^```$", DOC, re.MULTILINE | re.DOTALL)
ROWS = re.findall(r"^\| ([A-Z][^|]*\.) \| ([\w ]+) \|$", DOC, re.MULTILINE)
CLAIM = "claims/civilians.md"


def laid_out(root: Path) -> Path:
    """The files of the page."""
    (root / "claims").mkdir()
    for _, name, text in FILES:
        (root / name).write_text(text, encoding="utf-8")
    return root


def with_item(root: Path, name: str, item: str) -> None:
    """Put another sentence in place of a statement's; its blocks stay."""
    text = (root / CLAIM).read_text(encoding="utf-8")
    new, count = re.subn(rf"^- .*\{{#{name}\}}\n", lambda _: item, text, flags=re.MULTILINE)
    assert count == 1
    (root / CLAIM).write_text(new, encoding="utf-8")


def run(commands: str, monkeypatch: pytest.MonkeyPatch, root: Path) -> str:
    """What the last of some commands prints; days of captures are those of the page."""
    monkeypatch.chdir(root)
    output = ""
    for line in commands.splitlines():
        program, *arguments = shlex.split(line)
        assert program == "onrecord"
        output = CliRunner().invoke(main, arguments).output
    return re.sub(r"(Monitor\s+of )\d{4}-\d\d-\d\d", r"\g<1>2024-08-30", output)


def test_the_steps_show_what_the_page_shows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = laid_out(tmp_path)
    assert SHOWN[0] in run(COMMANDS[0], monkeypatch, root)
    assert ITEM is not None
    with_item(root, "belo", ITEM[1])
    output = run(COMMANDS[1], monkeypatch, root)
    assert SHOWN[1] in output
    assert "3 statements: 3 supported.\n" in output


@pytest.mark.parametrize(("sentence", "standing"), ROWS)
def test_each_other_sentence_stands_as_it_is_told(
    sentence: str, standing: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = laid_out(tmp_path)
    name = "nondo" if "Nondo" in sentence else "belo"
    cited = '[@watch "Soldiers killed 44 people, including 20 children, in Nondo"]' if name == "nondo" else "[@watch]"
    with_item(root, name, f"- {sentence} {cited} {{#{name}}}\n")
    run(COMMANDS[1], monkeypatch, root)
    assert {one.statement: one.verdict.value for one in check(root).outcomes}[name] == standing


def test_all_of_the_page_is_used() -> None:
    assert (len(FILES), len(COMMANDS), len(SHOWN), len(ROWS)) == (4, 2, 2, 9)
