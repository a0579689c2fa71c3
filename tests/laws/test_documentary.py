"""Laws of documentary statements: what never changes how one stands."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from tests.support.documents import AS_OF, case, count, incident, outcome

from onrecord.checks.standing import WORST_FIRST, is_worse, worst
from onrecord.model.blocks import Count, Standing, Step
from onrecord.model.dates import PartialDate
from onrecord.model.figure import Verdict

NAMES = ("HRW", "UN", "Malian army", "the hospital", "Red Cross")
COUNTED = ("civilians killed", "people killed", "fighters killed", "people wounded", "men", "co-accused")
SENTENCES = (
    "{} civilians were killed.",
    "About {} people died.",
    "At least {} were killed, and up to {} wounded.",
    "HRW counted {} civilians killed; the army said that it had killed {} fighters.",
    "Soldiers are accused of killing {} people.",
    "Soldiers killed between {} and 900 people.",
)

numbers = st.integers(1, 800)


@st.composite
def counts(draw: st.DrawFn, later: bool = False) -> Count:
    """A count of any source, known on the dossier's date or later."""
    low = draw(st.integers(0, 800))
    high = draw(st.one_of(st.none(), st.just(low), st.integers(low, 900)))
    year = draw(st.sampled_from((2023, 2024, 2025))) if later else draw(st.sampled_from((2019, 2020, 2021)))
    one = count(low, high, draw(st.sampled_from(COUNTED)), draw(st.sampled_from(NAMES)))
    return replace(one, on=PartialDate(year, draw(st.integers(1, 12))))


@st.composite
def sentences(draw: st.DrawFn) -> str:
    """A sentence with one or two numbers."""
    template = draw(st.sampled_from(SENTENCES))
    return template.format(*(draw(numbers) for _ in range(template.count("{}"))))


@given(sentences(), st.lists(counts(), max_size=4), st.data())
def test_the_order_of_counts_never_matters(text: str, held: list[Count], data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(held))
    one = outcome(text, incident(*held, who="soldiers"))
    other = outcome(text, incident(*shuffled, who="soldiers"))
    assert one.verdict is other.verdict
    assert sorted(f.code for f in one.findings) == sorted(f.code for f in other.findings)


@given(sentences(), st.lists(counts(), max_size=4), counts(later=True))
def test_a_later_count_never_makes_a_statement_better_or_contested(text: str, held: list[Count], later: Count) -> None:
    # What a later count may do is overtake: it is told, and decides nothing of what was known.
    before = outcome(text, incident(*held, who="soldiers"))
    after = outcome(text, incident(*held, later, who="soldiers"))
    overtaken = before.verdict is Verdict.SUPPORTED and after.verdict is Verdict.OVERTAKEN
    assert after.verdict is before.verdict or overtaken
    assert len(after.since) == 1
    assert [f.code for f in before.findings] == [f.code for f in after.findings]


@given(st.integers(0, 800), st.integers(0, 100), st.integers(0, 100), st.integers(0, 100), st.data())
def test_a_wider_count_never_loses_a_plain_number(
    low: int, width: int, below: int, above: int, data: st.DataObject
) -> None:
    high = low + width + 1
    number = data.draw(st.integers(max(1, low), high))
    text = f"{number} civilians were killed."
    assert outcome(text, incident(count(low, high))).verdict is Verdict.SUPPORTED
    wide = count(max(0, low - below), high + above)
    assert outcome(text, incident(wide)).verdict is Verdict.SUPPORTED


@given(st.integers(2, 400), st.integers(1, 400), st.integers(0, 100), st.integers(0, 100), st.data())
def test_a_wider_range_in_the_sentence_never_loses_its_count(
    low: int, width: int, below: int, above: int, data: st.DataObject
) -> None:
    first = data.draw(st.integers(low, low + width))
    held = count(first, data.draw(st.integers(first, low + width)))
    for start, end in ((low, low + width), (max(1, low - below), low + width + above)):
        text = f"Between {start} and {end} people were killed."
        assert outcome(text, incident(held)).verdict is Verdict.SUPPORTED


@given(st.lists(st.sampled_from(WORST_FIRST), min_size=1), st.sampled_from(WORST_FIRST))
def test_more_parts_never_make_a_standing_better(parts: list[Standing], one: Standing) -> None:
    assert not is_worse(worst(parts), worst([*parts, one]))


@given(st.sampled_from(tuple(Step)), st.lists(st.sampled_from(tuple(Step)), max_size=4))
def test_a_step_after_the_date_never_helps(word: Step, steps: list[Step]) -> None:
    # Words that only a later step allows are beyond the steps known.
    text = "Amadou Diallo was convicted."
    known = case(*((step, "2020-01-01") for step in steps))
    later = case(*((step, "2020-01-01") for step in steps), (word, "2024-01-01"))
    before, after = outcome(text, known, as_of=AS_OF), outcome(text, later, as_of=AS_OF)
    assert after.verdict in (before.verdict, Verdict.OVERTAKEN)
    if before.verdict is Verdict.UNSUPPORTED:
        assert after.verdict is Verdict.UNSUPPORTED
