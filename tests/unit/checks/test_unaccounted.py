"""Names, denials and other words of a sentence that no entry speaks to: never passed over as supported."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.support.documents import HERE, case, count, incident, outcome, partial

from onrecord.model.blocks import Block, Common, Deployment, Extension, Level, Pledge, Position, Standing, Step
from onrecord.model.dates import PartialDate

ARREST = case((Step.ARRESTED, "2022-01-10"), (Step.CHARGED, "2022-02-01"), (Step.RELEASED, "2022-03-01"))
KILLED = incident(count(300, 300))
VIEW = Position(Common(HERE), "ECOWAS", "wants elections", partial("2022-01-09"), None, "a")
FORCE = Deployment(Common(HERE), "Wagner Group", "Mali", (Level(partial("2022-06"), 1000, 1000, "a", "UN"),))  # type: ignore[arg-type]
VOTE = Pledge(Common(HERE), "Hold elections", "The junta", partial("2020-09-15"), partial("2022-03-15"))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "block", "names"),
    [
        ("In January 2022 Moussa Keita was arrested.", ARREST, '"Moussa", "Keita"'),
        ("300 civilians were killed in Hombori.", KILLED, '"Hombori"'),
        ("About 1,000 Wagner men are in Sudan.", FORCE, '"Sudan"'),
        ("About 1,000 French soldiers are in Mali.", FORCE, '"French"'),
    ],
)
def test_a_name_that_nothing_has_is_for_a_person(text: str, block: Block, names: str) -> None:
    found = outcome(text, block)
    assert found.verdict == "unverifiable"
    assert found.why.startswith(f"no entry or source has {names}; a person has to look")
    assert "OR417" in [one.code for one in found.findings]


@pytest.mark.parametrize(
    ("text", "block"),
    [
        ("Amadou Diallo was arrested in January 2022.", ARREST),
        ("Amadou Diallo was arrested in January 2022, charged in February and released one Tuesday in March.", ARREST),
        ("In Moura 300 civilians were killed, HRW said.", KILLED),
        ("In Mali the UN counts about 1,000 men of the Wagner Group.", FORCE),
        ("On 9 January 2022 ECOWAS said that it wants elections.", VIEW),
    ],
)
def test_names_of_entries_and_sources_are_known(text: str, block: Block) -> None:
    assert outcome(text, block).verdict == "supported"


@pytest.mark.parametrize(
    ("text", "block", "why"),
    [
        ("ECOWAS does not want elections.", VIEW, 'the sentence says "not"'),
        ("About 1,000 Wagner men are not in Mali.", FORCE, 'the sentence says "not"'),
        ("Some 1,000 Wagner men could come to Mali.", FORCE, 'the sentence says "could"'),
        ("Some 1,000 Wagner men were killed in Mali.", FORCE, 'the sentence says "killed" of "Some 1,000"'),
        ("About 1,000 Wagner men a month come to Mali.", FORCE, 'the sentence says "a month" of "About 1,000"'),
        ("The junta never promised elections.", VOTE, 'the sentence says "never promised"'),
        ("The elections were held.", VOTE, 'the sentence says "were held"'),
        ("Elections took place in March 2022.", VOTE, 'the sentence says "took place"'),
    ],
)
def test_a_denial_that_no_entry_has_is_for_a_person(text: str, block: Block, why: str) -> None:
    found = outcome(text, block)
    assert (found.verdict, why in found.why) == ("unverifiable", True), found.why


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Les élections ont eu lieu.", '"ont eu lieu"'),
        ("La junte a tenu parole.", '"tenu parole"'),
        ("La junte n'a jamais promis d'élections.", '"jamais promis"'),
    ],
)
def test_the_same_in_french(text: str, why: str) -> None:
    found = outcome(text, VOTE, language="fr")
    assert (found.verdict, why in found.why) == ("unverifiable", True), found.why


def test_no_vote_was_held_is_no_vote_held() -> None:
    assert outcome("No elections were held.", VOTE).verdict == "supported"


def test_a_word_that_nothing_speaks_to_is_for_a_person() -> None:
    found = outcome("Amadou Diallo stabbed a trader and was arrested.", ARREST)
    assert found.verdict == "unverifiable"
    assert [one.message for one in found.findings if one.code == "OR418"] == [
        'no entry, quotation or rule speaks to "stabbed"'
    ]
    assert outcome("Amadou Diallo was arrested.", ARREST).verdict == "supported"


def test_a_standing_says_that_a_person_has_looked() -> None:
    looked = case((Step.ARRESTED, "2022-01-10"), standing=Standing.SUPPORTED)
    assert outcome("In January 2022 Moussa Keita was arrested.", looked).verdict == "supported"


def test_who_was_released_is_not_in_prison() -> None:
    found = outcome("Amadou Diallo is in prison.", ARREST)
    assert found.verdict == "overtaken"
    assert '"in prison" is said of now, and was so until: released, 2022-03-01' in found.why
    assert outcome("Amadou Diallo est toujours détenu.", ARREST, language="fr").verdict == "overtaken"
    assert outcome("Amadou Diallo was in prison until March 2022.", ARREST).verdict == "supported"


def test_by_how_much_a_deadline_was_put_off_is_a_number_of_its_dates() -> None:
    moved = replace(VOTE, extensions=(Extension(PartialDate(2022, 6, 6), PartialDate(2024, 3, 15), "a"),))
    found = outcome("The vote was put off by 24 months.", moved)
    assert "OR413" not in [one.code for one in found.findings]
    wrong = outcome("The vote was put off by 30 months.", moved)
    assert "OR413" in [one.code for one in wrong.findings]
