"""Sentences against files: one answer for each, rival readings, names of the data, and files that cannot be opened."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.support.events import AS_OF, Cell, opened_events

from onrecord.model.figure import Verdict
from onrecord.model.sentence import Verified
from onrecord.verifying import Files, open_files, verify

CELLS = {
    Cell("Mali", 2019, 3): 40,
    Cell("Mali", 2019, 9, civilians=True): 10,
    Cell("Mali", 2020, 3): 70,
    Cell("Mali", 2020, 9, civilians=True): 30,
    Cell("Niger", 2019, 3): 20,
    Cell("Niger", 2020, 12): 33,
}


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Files:
    return opened_events(tmp_path_factory.mktemp("events") / "ged.csv", CELLS)


def one(files: Files, sentence: str) -> Verified:
    (found,) = verify([sentence], files)
    return found


def test_there_is_one_answer_for_each_sentence_in_their_order(files: Files) -> None:
    sentences = [
        "Deaths in Mali doubled in 2020.",
        "",
        "Deaths in Mali fell in 2020.",
        "Deaths in Mali doubled in 2020.",
    ]
    found = verify(sentences, files)
    assert [one.text for one in found] == sentences
    assert [str(one.outcome.verdict) for one in found] == ["holds", "unverifiable", "fails", "holds"]
    assert verify([], files) == ()


def test_asked_together_or_alone_the_answers_are_the_same(files: Files) -> None:
    sentences = [
        "Deaths in Mali doubled in 2020.",
        "In 2020, 100 people were killed in Mali.",
        "JNIM killed 30 civilians in Mali in 2020.",
    ]
    assert verify(sentences, files) == tuple(one(files, sentence) for sentence in sentences)


@pytest.mark.parametrize(
    ("sentence", "verdict", "computed"),
    [
        ("In 2020, 100 people were killed in Mali.", "holds", 100),
        ("In 2020, 30 civilians were killed in Mali.", "holds", 30),
        ("In 2020, 100 civilians were killed in Mali.", "fails", 30),
        ("In 2020, 133 people were killed in Mali and Niger.", "holds", 133),
        ("En 2020, 100 personnes ont été tuées au Mali.", "holds", 100),
        ("Deaths in Niger rose by 65 percent in 2020.", "holds", 65),
    ],
)
def test_verdicts(files: Files, sentence: str, verdict: str, computed: float) -> None:
    outcome = one(files, sentence).outcome
    assert (str(outcome.verdict), outcome.computed) == (verdict, pytest.approx(computed))


def test_what_the_data_do_not_reach_is_unverifiable(files: Files) -> None:
    for sentence in ("In 2022, 5 people were killed in Mali.", "In 2020, 5 people were killed in Sudan."):
        outcome = one(files, sentence).outcome
        assert outcome.verdict is Verdict.UNVERIFIABLE
        assert outcome.why


def test_a_division_of_the_data_is_a_place(files: Files) -> None:
    outcome = one(files, "In 2020, 100 people were killed in Mali region.").outcome
    assert outcome.reading.count("region") == 1
    assert outcome.verdict is Verdict.HOLDS


def test_nothing_is_computed_for_a_sentence_with_unread_words(files: Files) -> None:
    found = one(files, "In 2020, 100 soldiers were killed in Mali.")
    assert found.outcome.verdict is Verdict.UNVERIFIABLE
    assert (found.outcome.figures, found.outcome.computed, found.alternatives) == ((), None, ())
    assert found.partial == "deaths in Mali in 2020 are 100"
    assert len(found.taught) == len(found.unread) == 1


def test_readings_that_disagree_leave_no_verdict(files: Files) -> None:
    # "In every year from 2019" may mean that 2019 was already higher than the year before it, or that it is the start.
    found = one(files, "Deaths in Mali rose every year from 2019 to 2020.")
    rivals = {str(other.outcome.verdict) for other in found.alternatives if other.rival}
    assert rivals
    assert found.outcome.verdict is Verdict.UNVERIFIABLE or rivals == {str(found.outcome.verdict)}


def test_a_missing_file_is_a_finding_and_the_others_are_opened(tmp_path: Path) -> None:
    good = opened_events(tmp_path / "ged.csv", CELLS)
    assert good.findings == ()
    found = open_files([tmp_path / "nowhere.csv", tmp_path / "ged.csv"], AS_OF)
    assert [finding.code for finding in found.findings] == ["OR302"]
    assert len(found.datasets) == 1


def test_files_of_one_name_are_told_apart(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        opened_events(tmp_path / folder / "Évents 2020.csv", CELLS)
    found = open_files([tmp_path / "a" / "Évents 2020.csv", tmp_path / "b" / "Évents 2020.csv"], AS_OF)
    assert [dataset.id for dataset in found.datasets] == ["events-2020", "events-2020-2"]


def test_nothing_after_the_day_is_looked_at(tmp_path: Path) -> None:
    opened_events(tmp_path / "ged.csv", CELLS)
    early = open_files([tmp_path / "ged.csv"], date(2020, 6, 30))
    assert early.context.until == date(2020, 6, 30)
    assert one(early, "In 2020, 100 people were killed in Mali.").outcome.verdict is Verdict.UNVERIFIABLE
    assert one(early, "In 2019, 50 people were killed in Mali.").outcome.verdict is Verdict.HOLDS
