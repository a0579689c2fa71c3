"""docs/editions.md: its commands run in a dossier, and its change is one that the tool reads."""

from __future__ import annotations

import re
import shlex
from datetime import date
from pathlib import Path

import pytest
from tests.support.commands import run, small
from tests.unit.cli.test_publish import Site, key

from onrecord import publishing, reproducing
from onrecord.editions.differences import Difference
from onrecord.editions.reasons import FILE, judged
from onrecord.model.edition import Change
from onrecord.signing_keys import pinned

PAGE = (Path(__file__).parents[2] / "docs" / "editions.md").read_text("utf-8")


def block(info: str, begin: str = "") -> str:
    found = re.findall(rf"^```{info}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    return next(one for one in found if one.startswith(begin))


def test_the_commands_run(tmp_path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(publishing, "Team", Site)
    dossier = small(tmp_path)
    key(tmp_path)
    monkeypatch.chdir(dossier)
    for line in block("sh").splitlines():
        monkeypatch.setattr(reproducing, "Team", Site)
        words = [f"../{word}" if word in ("key", "key.pub") else word for word in shlex.split(line)]
        made = run(*words[1:])
        assert made.exit_code == 0, made.output


def test_the_change_shown_is_read(tmp_path):
    (tmp_path / FILE).write_text(block("toml", "[[change]]"), "utf-8")
    before = "On average 15,000 peacekeepers were in Mali in 2021."
    after = before.replace("15,000", "15,000 UN")
    found = Difference("safety", "peacekeepers", "sentence (en)", before, after)
    made = judged(tmp_path, 1, [found], date(2026, 11, 25))
    assert [one.change for one in made.corrections] == [Change.CLARIFICATION]
    assert judged(tmp_path, 2, [found], date(2026, 11, 25)).unlisted == (found,)


def test_the_signers_shown_are_read(tmp_path):
    dossier = small(tmp_path)
    settings = dossier / "dossier.toml"
    settings.write_text(settings.read_text("utf-8") + "\n" + block("toml", "[publish]"), "utf-8")
    assert [one.name for one in pinned(dossier)] == ["desk@example.org"]


def test_every_kind_of_change_is_told():
    assert all(f"`{one.value}`" in PAGE for one in Change)
