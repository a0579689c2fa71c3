"""Freezing: everything of a checked dossier is in its edition, and the same dossier gives the same edition."""

from __future__ import annotations

import shutil
from datetime import date, timedelta

from tests.support.editions import DAY, EXAMPLE, example

from onrecord.freezing import digest_of, freeze
from onrecord.model.figure import Verdict
from onrecord.pipeline import check


def test_an_edition_has_what_the_check_found():
    report = check(EXAMPLE)
    entries = example().first.entries
    assert [one.outcome for one in entries] == list(report.outcomes)[: len(entries)]
    assert {one.key for entry in entries for one in entry.statement.citations} <= {
        each.id for each in example().sources
    }
    held = [one for one in entries if one.outcome.verdict is Verdict.HOLDS]
    assert all(one.courses and one.sql.startswith("-- ") and one.dataset for one in held)
    pledged = next(one for one in entries if one.statement.id == "eighteen-months")
    assert [len(each) for each in pledged.deadlines] == [len(pledged.statement.blocks) and len(pledged.deadlines[0])]


def test_the_same_dossier_gives_the_same_digest_wherever_it_stands(tmp_path):
    made = []
    for name in ("one", "two"):
        shutil.copytree(EXAMPLE, tmp_path / name)
        edition = freeze(tmp_path / name, DAY).edition
        assert edition is not None
        assert str(tmp_path) not in repr(edition)
        assert edition.digest == digest_of(edition)
        made.append(edition)
    assert made[0] == made[1]
    assert made[0].digest == made[1].digest


def test_another_day_or_another_word_is_another_edition(tmp_path):
    copy = tmp_path / "copy"
    shutil.copytree(EXAMPLE, copy)
    later = freeze(copy, DAY + timedelta(days=1)).edition
    claim = copy / "claims" / "security.md"
    claim.write_text(claim.read_text("utf-8").replace("Fear has changed sides", "Fear changed sides"), "utf-8")
    other = freeze(copy, DAY).edition
    assert later is not None and other is not None
    assert len({example().digest, later.digest, other.digest}) == 3


def test_a_dossier_with_a_fault_is_not_frozen(tmp_path):
    (tmp_path / "dossier.toml").write_text("title = 3\n", "utf-8")
    frozen = freeze(tmp_path, date(2022, 1, 1))
    assert frozen.edition is None
    assert frozen.report.exit_code == 2
