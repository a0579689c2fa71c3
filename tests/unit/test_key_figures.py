"""Key figures: the label beside a large number says exactly what it is a number of."""

from __future__ import annotations

from tests.support.editions import example, example_sheets

from onrecord.model.edition import Relating


def keys(sheet):
    return {each.id: each.key for each in sheet.statements if each.key is not None}


def test_a_rate_a_projection_a_share_and_a_change_say_what_they_are():
    found = keys(example_sheets()[0])
    assert found["deaths-per-day"].label.startswith("deaths per day in Mali")
    assert found["deaths-per-person"].label.startswith("deaths per 100,000 people in Mali")
    assert found["projection"].label == "deaths in Mali in 2022 projected from January to June 2022"
    assert found["share-of-three"].label.endswith(
        ", as a share of deaths in Mali, Burkina Faso and Niger from January to June 2022"
    )
    assert found["before-the-coup"].label == "deaths in Mali in 2019, against deaths in Mali in 2016"
    assert found["second-quarter"].number == "\N{MINUS SIGN}60.8%"
    assert found["second-half-2021"].number == "+32.3%"
    assert not found["share-of-three"].number.startswith("+")


def test_the_number_is_the_one_that_was_computed():
    for entry in example().first.entries:
        if entry.key is None:
            continue
        told = entry.outcome.parts or (entry.outcome,)
        assert (entry.key.value, entry.key.unit) in [(one.computed, one.unit) for one in told]
        assert len(entry.key.amounts) == len(entry.key.labels) == (1 if entry.key.relating is Relating.NONE else 2)


def test_a_comparison_that_states_no_number_comes_to_the_amount_itself():
    entry = next(each for each in example().first.entries if each.statement.id == "quarter-all-violence")
    assert entry.key is not None
    assert (entry.key.value, entry.key.relating) == (1752.0, Relating.NONE)
