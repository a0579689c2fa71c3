"""What a statement says where a fault of the dossier's own files stands in the way of its check."""

from __future__ import annotations

from pathlib import Path

from tests.support.commands import small

from onrecord.model.figure import Verdict
from onrecord.pipeline import check

CLAIM = "claims/safety.md"


def rewritten(dossier: Path, file: str, before: str, after: str) -> None:
    path = dossier / file
    text = path.read_text()
    assert before in text
    path.write_text(text.replace(before, after))


def test_a_missing_data_file_is_the_reason_and_not_that_no_data_are_named(tmp_path: Path) -> None:
    dossier = small(tmp_path)
    (dossier / "data" / "events.csv").unlink()
    report = check(dossier)
    one = report.outcome("attacks")
    assert one is not None and one.verdict is Verdict.UNVERIFIABLE
    assert one.why.startswith('dataset "events" could not be used: OR302 ')
    (found,) = (f for f in report.findings if f.statement == "attacks")
    assert found.code == "OR203" and found.message == one.why
    assert "Add the data" not in found.remedy
    assert report.exit_code == 2


def test_no_other_datasets_reason_hides_the_broken_one(tmp_path: Path) -> None:
    dossier = small(tmp_path)
    (dossier / "data" / "events.csv").write_text("id,best\n1,2\n")
    one = check(dossier).outcome("next-year")
    assert one is not None and one.why.startswith('dataset "events" could not be used: OR310 ')


def test_a_broken_series_of_something_else_is_no_reason(tmp_path: Path) -> None:
    dossier = small(tmp_path)
    (dossier / "data" / "peacekeepers.csv").unlink()
    report = check(dossier)
    for name in ("attacks", "next-year"):
        one = report.outcome(name)
        assert one is not None and "peacekeepers" not in " ".join((one.why, *one.notes))
    told = report.outcome("peacekeepers")
    assert told is not None and told.why.startswith('dataset "peacekeepers" could not be used: OR302 ')


def test_a_dossier_with_broken_data_alone_never_says_that_it_names_none(tmp_path: Path) -> None:
    dossier = small(tmp_path)
    for name in ("events", "peacekeepers"):
        (dossier / "data" / f"{name}.csv").unlink()
    whys = [one.why for one in check(dossier).outcomes if one.kind == "statistic"]
    assert len(whys) == 5
    assert all("could not be used: OR302" in why for why in whys)


def test_what_a_later_dataset_decides_has_a_note_of_the_broken_one_before_it(tmp_path: Path) -> None:
    dossier = small(tmp_path)
    settings = dossier / "dossier.toml"
    text = settings.read_text()
    head, _, tables = text.partition("[datasets.events]")
    settings.write_text(f'{head}[datasets.gone]\npath = "data/gone.csv"\n\n[datasets.events]{tables}')
    one = check(dossier).outcome("attacks")
    assert one is not None and one.verdict is Verdict.HOLDS and one.dataset == "events"
    assert any(note.startswith('dataset "gone" could not be used: OR302') for note in one.notes)


def test_a_reads_block_that_cannot_be_read_is_a_fault_of_the_file_and_not_of_ours(tmp_path: Path) -> None:
    dossier = small(tmp_path)
    rewritten(dossier, CLAIM, "in Mali in 2021 rise by about", "in Mali in 2021 rose by about")
    report = check(dossier)
    one = report.outcome("attacks")
    assert one is not None and one.verdict is Verdict.UNVERIFIABLE
    assert one.why.startswith('the reads block could not be read: OR201 "rose" was not expected here')
    assert report.exit_code == 2


def test_a_reading_that_asks_a_dataset_nobody_defines_says_so(tmp_path: Path) -> None:
    dossier = small(tmp_path)
    rewritten(dossier, CLAIM, "are about 15,000", "are about 15,000 according to missions")
    one = check(dossier).outcome("peacekeepers")
    assert one is not None and one.verdict is Verdict.UNVERIFIABLE
    assert 'OR301 no dataset is called "missions"' in one.why


def test_a_name_nobody_knows_is_shown_as_the_data_may_hold_it(tmp_path: Path) -> None:
    dossier = small(tmp_path)
    rewritten(dossier, CLAIM, "deaths by JNIM in Mali in 2021", "deaths in Ouaka in 2021")
    (found,) = (f for f in check(dossier).findings if f.code == "OR202")
    assert found.remedy.endswith('a name that only the data hold stands in quotes: in "Ouaka".')
