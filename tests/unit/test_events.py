"""Events that vocabulary.toml dates, in the sentences of a dossier."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.unit.test_sentences import check, dossier

from onrecord.model.dossier import Statement
from onrecord.model.figure import Verdict
from onrecord.model.finding import Span
from onrecord.model.vocabulary import Event
from onrecord.reading import print_reading
from onrecord.sentence_context import context_of
from onrecord.sentences import read_statement
from onrecord.vocabulary import load_builtin

COUP = Event(
    "coup-2020", "the August 2020 coup", date(2020, 8, 18), "ucdp", ("coup", "coup of President Keïta"),
    (("fr", "le coup d'État d'août 2020"), ("fr", "le putsch")), "Mali",
)  # fmt: skip
SECOND = Event("coup-2021", "the May 2021 coup", date(2021, 5, 24), "ucdp", ("coup",), (), "Mali")
VOCABULARY = """[events.coup-2020]
name = "the August 2020 coup"
aliases = ["coup"]
names = {fr = "le coup d'État d'août 2020"}
date = 2020-08-18
place = "Mali"
source = "ucdp"
"""


def reading(sentence: str, *events: Event, language: str = "en") -> str:
    vocabulary = load_builtin()
    context = context_of((), (), vocabulary, date(2022, 6, 30), events)
    one = read_statement(Statement("a", sentence, sentence, Span("a.md")), language, context)
    return " ".join(print_reading(one.read.readings[0].reading, vocabulary).split()) if one.read.readings else ""


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("More than 100 people were killed in Mali since the August 2020 coup.", "since 18 August 2020"),
        ("More than 100 people were killed in Mali after the coup.", "since 18 August 2020"),
        ("More than 100 people were killed in Mali in the 12 months before the coup.",
         "from 18 August 2019 to 17 August 2020"),
        ("More than 100 people were killed in Mali in the 12 months before the coup of August 2020.",
         "from 18 August 2019 to 17 August 2020"),
    ],
)  # fmt: skip
def test_a_period_can_be_counted_from_an_event(sentence: str, found: str) -> None:
    assert found in reading(sentence, COUP)
    assert reading(sentence, COUP) != reading(sentence)


def test_an_event_has_french_names() -> None:
    sentence = "Plus de 100 personnes ont été tuées au Mali depuis le coup d'État d'août 2020."
    assert "18 August 2020" in reading(sentence, COUP, language="fr")


def test_a_name_that_two_events_have_dates_nothing() -> None:
    after = "More than 100 people were killed in Mali after the coup."
    assert reading(after, COUP, SECOND) == ""
    named = "More than 100 people were killed in Mali after the May 2021 coup."
    assert "since 24 May 2021" in reading(named, COUP, SECOND)


def test_another_month_or_another_place_means_another_event() -> None:
    in_2012 = "More than 100 people were killed in Mali in the 12 months before the coup of March 2012."
    assert "2020" not in reading(in_2012, COUP)
    assert reading("More than 100 people were killed in Niger after the coup.", COUP) == ""


def with_events(root: Path, vocabulary: str = VOCABULARY) -> Path:
    sentence = "- More than 100 people were killed in Mali in the 12 months before the coup. [@ucdp] {#a}\n"
    made = dossier(root, sentence)
    (made / "vocabulary.toml").write_text(vocabulary, encoding="utf-8")
    (made / "deaths.csv").write_text(
        "place,date,value\n" + "".join(f"Mali,{year}-{month:02d}-15,20\n" for year in (2019, 2020, 2021)
                                       for month in range(1, 13)), encoding="utf-8")  # fmt: skip
    return made


def test_a_dossier_defines_its_events_in_its_vocabulary(tmp_path: Path) -> None:
    report = check(with_events(tmp_path))
    (outcome,) = report.outcomes
    assert "from 18 August 2019 to 17 August 2020" in outcome.reading
    assert outcome.verdict is not Verdict.NOT_CHECKED
    assert not {"OR015", "OR017", "OR109"} & {one.code for one in report.findings}


@pytest.mark.parametrize(
    ("was", "now", "code"),
    [
        ("date = 2020-08-18\n", "", "OR016"),
        ("date = 2020-08-18", 'date = "2020-08"', "OR018"),
        ('source = "ucdp"\n', "", "OR016"),
        ('source = "ucdp"', 'source = "nobody"', "OR101"),
        ('place = "Mali"', 'place = "Malo"', "OR113"),
        ("[events.coup-2020]", "[events.coup-2020]\nwhen = 2020", "OR015"),
        ("[events.coup-2020]", "[[events]]", "OR017"),
    ],
)
def test_faults_of_an_event_are_findings(tmp_path: Path, was: str, now: str, code: str) -> None:
    assert code in {one.code for one in check(with_events(tmp_path, VOCABULARY.replace(was, now))).findings}
