"""docs/commands.md names every command, option and JSON field that there is, and none that there is not."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import click
import pytest
from tests.support.commands import DOSSIERS, run

from onrecord.cli import main

TEXT = (Path(__file__).resolve().parents[3] / "docs" / "commands.md").read_text(encoding="utf-8")
CONTEXT = click.Context(main)
NAMES = main.list_commands(CONTEXT)


def command(name: str) -> click.Command:
    """A command by its name; that of a group's, "data add", has two words."""
    found: click.Command | None = main
    for word in name.split():
        assert isinstance(found, click.Group)
        found = found.get_command(CONTEXT, word)
    assert found is not None
    return found


def leaves(name: str) -> list[str]:
    found = command(name)
    return [f"{name} {each}" for each in found.list_commands(CONTEXT)] if isinstance(found, click.Group) else [name]


COMMANDS = [leaf for name in NAMES for leaf in leaves(name)]


def section(name: str) -> str:
    found = re.search(rf"^## `onrecord {name}(?![\w-]).*?(?=^## )", TEXT, re.MULTILINE | re.DOTALL)
    assert found, f"docs/commands.md has no section on {name}"
    return found[0]


def test_no_section_is_of_a_command_that_is_not_there() -> None:
    assert re.findall(r"^## `onrecord ((?:data )?[\w-]+)", TEXT, re.MULTILINE) == COMMANDS
    assert re.findall(r"^\| \[`([\w-]+)`\]", TEXT, re.MULTILINE) == NAMES


@pytest.mark.parametrize("name", COMMANDS)
def test_every_argument_option_and_choice_is_documented_and_no_other(name: str) -> None:
    told = section(name)
    options = {opt for param in command(name).params if isinstance(param, click.Option) for opt in param.opts}
    table = set(re.findall(r"^\| `(--[a-z-]+)", told, re.MULTILINE))
    assert table == options
    for param in command(name).params:
        if isinstance(param, click.Argument):
            assert str(param.metavar) in told.splitlines()[0]
        if isinstance(param.type, click.Choice):
            for choice in param.type.choices:
                assert f"`{param.opts[0]} {choice}`" in told


@pytest.mark.parametrize("name", COMMANDS)
def test_help_and_docs_tell_the_same_exit_codes(name: str) -> None:
    told = re.findall(r"^  +(\d)  \S", run(*name.split(), "--help").stdout, re.MULTILINE)
    assert told
    exits = section(name).split("Exit code ", 1)[1]
    assert re.findall(r"(?:^|\. )(\d):", exits.replace("\n", " ")) == told


@pytest.mark.parametrize("name", COMMANDS)
def test_help_is_whole(name: str) -> None:
    for param in command(name).params:
        if isinstance(param, click.Option):
            assert param.help, f"{name} {param.opts[0]} has no help"
    assert len(max(run(*name.split(), "--help").stdout.splitlines(), key=len)) <= 80


def fields(value: Any) -> set[str]:
    if isinstance(value, dict):
        return set(value) | {name for held in value.values() for name in fields(held)}
    return {name for held in value for name in fields(held)} if isinstance(value, list) else set()


def test_every_json_field_is_documented() -> None:
    told = set(re.findall(r"`([a-z0-9_]+)`", TEXT.split("## JSON", 1)[1]))
    checked = json.loads(run("check", DOSSIERS / "small", "--format", "json").stdout)
    found = fields(checked) - set(checked["summary"])
    explained = json.loads(
        run("explain", "attacks", DOSSIERS / "small", "--rows", "1", "--sql", "--format", "json").stdout
    )
    found |= fields(explained)
    pledge = json.loads(run("explain", "inquiry", DOSSIERS / "small", "--format", "json").stdout)
    found |= {name for block in pledge["blocks"] for deadline in block["deadlines"] for name in deadline}
    found |= fields(json.loads(run("read", DOSSIERS / "small", "--format", "json").stdout))
    data = DOSSIERS / "small" / "data" / "events.csv"
    for line in run("verify", "Mali had 5 deaths in 2021.", "--data", data, "--format", "json").stdout.splitlines():
        found |= fields(json.loads(line))
    assert found <= told, found - told
