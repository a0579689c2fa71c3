"""docs/changes.md: its commands run, and what it shows is what the tool shows."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

from tests.support.changing import SECOND, add, changing
from tests.support.commands import run
from tests.unit.cli.test_changes import Page

from onrecord import publishing

PAGE = (Path(__file__).parents[2] / "docs" / "changes.md").read_text("utf-8")


def test_the_commands_run(tmp_path, monkeypatch):
    monkeypatch.setattr(publishing, "Team", Page)
    root = changing(tmp_path, 1)
    (root / "actors.csv").write_text("ActorId,NameData\n1,IS\n", "utf-8")
    for day in ("2021-07-01", "2021-07-02"):
        assert run("publish", root, "--reason", "R.", "--date", day).exit_code == 0
        claim = root / "claims" / "01-safety.md"
        claim.write_text(claim.read_text("utf-8").replace("Nothing here", "Nothing in this"), "utf-8")
        if day == "2021-07-01":
            result = run("publish", root, "--reason", "R.", "--date", "2021-07-02")
            reasons = root / "corrections.toml"
            text = reasons.read_text("utf-8").replace('kind = ""', 'kind = "clarification"')
            reasons.write_text(text.replace('reason = ""', 'reason = "Plainer."'), "utf-8")
            assert result.exit_code == 2
    add(root, SECOND, "2022-06-01")
    monkeypatch.chdir(root)
    commands = re.search(r"^```sh\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    assert commands
    codes = {line: run(*shlex.split(line)[1:]).exit_code for line in commands[1].splitlines()}
    assert len(codes) == 5
    expected = {line: 0 if "--until" in line else 1 for line in codes}
    assert codes == expected


def test_the_parts_shown_are_those_of_the_tool(tmp_path):
    shown = run("changes", changing(tmp_path)).stdout
    example = [line.strip() for line in PAGE.splitlines() if re.match(r"    (Deaths in Mali| +[+-])", line)]
    assert len(example) == 6
    assert all(line in [each.strip() for each in shown.splitlines()] for line in example)
