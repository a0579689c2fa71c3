"""No row means zero only where the data cover the country, the day and the kind of violence."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.support.asking import vocabulary
from tests.support.opening import Opened, lookup, shared, write

from onrecord.data.connection import literal
from onrecord.data.engine import Engine
from onrecord.data.seen import SHOWN
from onrecord.model.dataset import Extent
from onrecord.model.dates import Period
from onrecord.model.figure import Ask, Outcome, Verdict
from onrecord.model.reading import Measure, Quantity, Ref
from onrecord.vocabulary.lookup import is_country

from .test_verdicts import ACLED, UCDP, asked, verdicts

HOLDS, FAILS, UNVERIFIABLE = Verdict.HOLDS, Verdict.FAILS, Verdict.UNVERIFIABLE
MAPPING = (("date", "date"), ("country", "country"), ("deaths", "deaths"))
TYPES = (
    "Battles", "Explosions/Remote violence", "Violence against civilians", "Protests", "Riots",
    "Strategic developments",
)  # fmt: skip


def acled(path: Path, *rows: tuple[str, str, str], **spec: Any) -> Opened:
    """Events in ACLED's layout: day, type, country; each with one death."""
    lines = (f"X{n},{day},{kind},,A,B,{country},1\n" for n, (day, kind, country) in enumerate(rows))
    return Opened(write(path / "acled.csv", ACLED + "".join(lines)), **spec)


def two_countries(path: Path, **spec: Any) -> Opened:
    """Mali from 2017 to 2021, Niger from March 2019 on, with all types of events."""
    mali = [("2017-01-01", kind, "Mali") for kind in TYPES] + [("2021-12-31", "Battles", "Mali")]
    return acled(path, *mali, ("2019-03-05", "Battles", "Niger"), ("2020-05-01", "Battles", "Niger"), **spec)


def own(path: Path, **spec: Any) -> Opened:
    rows = "date,country,deaths\n2018-01-01,Mali,3\n2019-03-05,Niger,2\n2020-02-01,Niger,2\n2020-12-31,Mali,5\n"
    return Opened(write(path / "own.csv", rows), columns=MAPPING, **spec)


def ged(path: Path, *rows: tuple[str, int, str], **spec: Any) -> Opened:
    """Events in UCDP's layout: day, type of violence, country; each with one death."""
    lines = (f"{n},{day[:4]},{kind},A,B,{place},{day},{day},1,1,1\n" for n, (day, kind, place) in enumerate(rows))
    return Opened(write(path / "ged.csv", UCDP + "".join(lines)), **spec)


def one(opened: Opened, text: str) -> Outcome:
    (found,) = asked(opened, text)
    return found


def countries(name: str) -> tuple[str, ...]:
    """The ids of the countries of a region."""
    place = vocabulary().place(name)
    return vocabulary().countries(place) if place else ()


# Countries that begin late --------------------------------------------------------------------------------------


def test_a_country_of_acled_is_covered_from_the_year_of_its_first_event_on(tmp_path: Path) -> None:
    opened = two_countries(tmp_path)
    assert opened.ok.extents == (Extent("NER", date(2019, 1, 1), date(2021, 12, 31), False),)
    before = one(opened, "deaths in Niger in 2018 are 0")
    assert before.verdict is UNVERIFIABLE
    assert before.why == (
        "d holds nothing of Niger before 1 January 2019; if there were no events, say so with `covers` in dossier.toml"
    )
    assert verdicts(
        opened,
        "deaths in Mali in 2018 are 0",
        "deaths in Niger in 2019 are 1",
        "deaths in Niger in 2021 are 0",
        "deaths in Mali and Niger in 2018 are 0",
        "deaths in Mali and Niger in 2019 are 1",
        "deaths in Mali in 2017 exceed those in Niger in 2018",
    ) == [HOLDS, HOLDS, HOLDS, UNVERIFIABLE, HOLDS, UNVERIFIABLE]


def test_a_country_of_an_own_file_is_covered_from_its_first_event_on(tmp_path: Path) -> None:
    opened = own(tmp_path)
    assert verdicts(
        opened,
        "deaths in Niger in 2018 are 0",
        "deaths in Niger in 2019 are 2",
        "deaths in Niger in April 2019 are 0",
        "deaths in Mali in 2018 are 3",
    ) == [UNVERIFIABLE, UNVERIFIABLE, HOLDS, HOLDS]


def test_what_is_on_record_of_a_country_begins_with_it(tmp_path: Path) -> None:
    opened = two_countries(tmp_path)
    record = one(opened, "deaths in Niger in 2021 are the lowest of any year on record")
    assert record.verdict is HOLDS
    assert "compared with what d holds, from 1 January 2019 on" in record.notes
    assert one(opened, "deaths in Niger first occur in 2019").verdict is UNVERIFIABLE


def test_a_rank_among_countries_waits_for_all_of_them(tmp_path: Path) -> None:
    opened = two_countries(tmp_path)
    late = one(opened, "deaths in Mali in 2017 rank 1st among countries in Mali and Niger")
    assert late.verdict is UNVERIFIABLE and "nothing of Niger before" in late.why
    assert one(opened, "deaths in Niger in 2020 rank 1st among countries in Mali and Niger").verdict is HOLDS


def test_covers_states_the_days_of_all_countries_or_of_single_ones(tmp_path: Path) -> None:
    text = ("deaths in Niger in 2018 are 0", "deaths in Mali in 2016 are 0", "deaths in Niger in 2016 are 0")
    years = (date(2016, 1, 1), date(2021, 12, 31))
    assert verdicts(two_countries(tmp_path, covers=years), *text) == [HOLDS, HOLDS, HOLDS]
    stated = two_countries(tmp_path, covers_of=(("Niger", years),))
    assert verdicts(stated, *text) == [HOLDS, UNVERIFIABLE, HOLDS]
    assert (stated.ok.start, stated.ok.end) == years
    short = two_countries(tmp_path, covers_of=(("Niger", (date(2019, 1, 1), date(2019, 12, 31))),))
    after = one(short, "deaths in Niger in 2021 are 0")
    assert after.verdict is UNVERIFIABLE
    assert after.why == "d covers Niger from 1 January 2019 to 31 December 2019, as dossier.toml says"


def test_covers_of_a_country_without_rows_is_zero_and_of_no_country_a_fault(tmp_path: Path) -> None:
    years = (date(2018, 1, 1), date(2020, 12, 31))
    assert verdicts(own(tmp_path, covers_of=(("Chad", years),)), "events in Chad in 2018 are 0") == [HOLDS]
    wrong = own(tmp_path, covers_of=(("the Sahel", years),))
    assert wrong.codes == ["OR019"]
    assert 'covers names "the Sahel"' in wrong.findings[0].message


def test_countries_of_ucdp_are_all_covered_alike(tmp_path: Path) -> None:
    opened = ged(tmp_path, ("2015-02-01", 1, "Mali"), ("2019-12-01", 2, "Niger"), ("2019-12-02", 3, "Niger"))
    assert opened.ok.extents == ()
    assert one(opened, "deaths in Niger in 2015 are 0").verdict is HOLDS


# Extracts that are cut ------------------------------------------------------------------------------------------


def test_an_extract_of_ucdp_ends_with_the_month_of_its_last_event(tmp_path: Path) -> None:
    cut = ged(tmp_path, ("2015-02-01", 1, "Mali"), ("2016-03-05", 2, "Mali"), ("2016-06-05", 3, "Mali"))
    assert (cut.ok.start, cut.ok.end) == (date(2015, 1, 1), date(2016, 6, 30))
    year = one(cut, "deaths in Mali in 2016 are 2")
    assert year.verdict is UNVERIFIABLE
    assert year.why == "d ends on 30 June 2016 (inferred from its rows; `covers` in dossier.toml states it)"
    assert verdicts(cut, "deaths in Mali in April 2016 are 0", "deaths in Mali in 2015 are 1") == [HOLDS, HOLDS]


@pytest.mark.parametrize(
    ("name", "last"),
    [
        ("ged231-central-african-republic.csv", 2022),
        ("ged241-myanmar.csv", 2023),
        ("ged211-precise-mali.csv", 2020),
        ("ged211-precise.parquet", 2020),
    ],
)
def test_real_extracts_answer_for_their_last_year(name: str, last: int) -> None:
    found = Opened(shared(f"ucdp/{name}")).ok
    assert found.end == date(last, 12, 31)
    assert found.lacks == ()


# Kinds that were left out ---------------------------------------------------------------------------------------


def test_an_extract_of_one_kind_does_not_answer_for_the_others(tmp_path: Path) -> None:
    rows = (("2015-02-01", 3, "Mali"), ("2015-12-01", 3, "Mali"))
    texts = (
        "deaths in attacks on civilians in Mali in 2015 are 2",
        "deaths in Mali in 2015 are 2",
        "deaths in clashes in Mali in 2015 are 0",
        'deaths by "A" in Mali in 2015 are 2',
    )
    found = asked(ged(tmp_path, *rows), *texts)
    assert [each.verdict for each in found] == [HOLDS, UNVERIFIABLE, UNVERIFIABLE, HOLDS]
    assert found[1].why == (
        "d holds only one-sided violence: state-based violence may have been left out of the file "
        "(`complete = true` in dossier.toml says that nothing was)"
    )
    assert verdicts(ged(tmp_path, *rows, complete=True), *texts) == [HOLDS] * 4


def test_an_extract_of_two_kinds_does_not_answer_for_the_third(tmp_path: Path) -> None:
    opened = ged(tmp_path, ("2015-02-01", 3, "Mali"), ("2015-12-01", 1, "Mali"))
    assert verdicts(
        opened,
        "deaths in Mali in 2015 are 2",
        "deaths in attacks on civilians in Mali in 2015 are 1",
        "deaths in non-state violence in Mali in 2015 are 0",
        "deaths in clashes in Mali in 2015 are 1",
    ) == [HOLDS, HOLDS, UNVERIFIABLE, UNVERIFIABLE]


def test_a_file_of_acled_answers_for_the_types_it_holds(tmp_path: Path) -> None:
    rows = [("2020-01-01", kind, "Mali") for kind in ("Battles", "Violence against civilians")]
    opened = acled(tmp_path, *rows, ("2020-12-31", "Battles", "Mali"))
    found = asked(
        opened,
        "deaths in battles in Mali in 2020 are 2",
        "deaths in attacks on civilians in Mali in 2020 are 1",
        "deaths in Mali in 2020 are 3",
        "events in protests in Mali in 2020 are 0",
        "deaths in air strikes in Mali in 2020 are 0",
    )
    assert [each.verdict for each in found] == [HOLDS, HOLDS, UNVERIFIABLE, UNVERIFIABLE, UNVERIFIABLE]
    assert found[3].why.startswith("d holds only battles and violence against civilians: protests may have been left")


def test_types_of_the_older_codebook_of_acled_are_known(tmp_path: Path) -> None:
    old = (
        "Battle-No change of territory", "Remote violence", "Violence against civilians", "Riots/Protests",
        "Strategic development",
    )  # fmt: skip
    assert acled(tmp_path, *(("2016-01-01", kind, "Mali") for kind in old)).ok.lacks == ()


def test_where_civilian_targets_are_marked_their_attacks_can_be_of_other_types(tmp_path: Path) -> None:
    header = ACLED.replace("actor1", "civilian_targeting,actor1")
    rows = (
        "M1,2020-01-01,Violence against civilians,Attack,Civilian targeting,A,B,Mali,1\n"
        "M2,2020-12-31,Violence against civilians,Attack,Civilian targeting,A,B,Mali,1\n"
    )
    opened = Opened(write(tmp_path / "a.csv", header + rows))
    found = one(opened, "deaths in attacks on civilians in Mali in 2020 are 2")
    assert found.verdict is UNVERIFIABLE and "explosions/remote violence may have been left out" in found.why


def test_a_kind_in_quotes_that_no_row_has_is_not_zero(tmp_path: Path) -> None:
    opened = two_countries(tmp_path)
    ask = Ask(Measure(Quantity.DEATHS, kinds=(Ref("Battels//", raw=True),)), (Period.of_year(2020),))
    (answer,) = Engine(opened.con, vocabulary()).answer(opened.ok, [ask])
    assert answer.figures[0].missing == 'd has no event of the kind "Battels//"'


# The world ------------------------------------------------------------------------------------------------------


def series(path: Path, countries: int, **spec: Any) -> Opened:
    names = [place.id for place in vocabulary().places if is_country(place)][:countries]
    rows = "".join(f"{name},2020,{5 if name == 'MLI' else 1}\n" for name in {*names, "MLI"})
    return Opened(write(path / "years.csv", "country,year,deaths\n" + rows), **spec)


def test_a_series_of_some_countries_is_not_the_world(tmp_path: Path) -> None:
    texts = ("deaths in 2020 are more than 10", "deaths in Mali in 2020 rank 1st among countries")
    for some in asked(series(tmp_path, 100), *texts):
        assert some.verdict is UNVERIFIABLE
        assert "does not cover the world" in some.why and '`places = ["the world"]`' in some.why
    assert verdicts(series(tmp_path, 160), *texts) == [HOLDS, HOLDS]
    assert verdicts(series(tmp_path, 100, places=("the world",)), *texts) == [HOLDS, HOLDS]


def test_a_series_of_a_region_names_the_countries_it_lacks(tmp_path: Path) -> None:
    opened = Opened(write(tmp_path / "s.csv", "country,year,deaths\nMali,2020,1\nNiger,2020,2\n"))
    found = one(opened, "deaths in Mali in 2020 rank 2nd among countries in the central Sahel")
    assert found.verdict is UNVERIFIABLE and "no row for Burkina Faso" in found.why


def test_acled_of_two_continents_is_not_the_world(tmp_path: Path) -> None:
    names = [place.name for place in vocabulary().places if is_country(place)][:100]
    assert not acled(tmp_path, *(("2020-01-01", "Battles", name) for name in names)).ok.worldwide


def test_two_continents_of_a_release_are_not_the_world(tmp_path: Path) -> None:
    path = tmp_path / "ged.parquet"
    whole = Opened(shared("ucdp/ged211-precise.parquet"))
    inside = {*countries("Africa"), *countries("Asia")}
    kept = [raw for raw in whole.ok.countries if lookup()(raw, None) in inside]
    assert len(kept) > 60
    source, names = shared("ucdp/ged211-precise.parquet"), ", ".join(map(literal, kept))
    whole.con.execute(f"COPY (SELECT * FROM '{source}' WHERE country IN ({names})) TO '{path}' (FORMAT parquet)")
    assert whole.ok.worldwide
    assert not Opened(path).ok.worldwide


# Rows of no country ---------------------------------------------------------------------------------------------


def test_rows_of_no_known_country_are_counted_and_shown(tmp_path: Path) -> None:
    places = ["Mali", "Mali", "", "", "", *(f"Land {n:02d}" for n in range(SHOWN + 2))]
    opened = ged(tmp_path, *(("2015-12-01", 1 + n % 3, place) for n, place in enumerate(places)))
    assert opened.codes == ["OR314"]
    (found,) = opened.findings
    assert found.message == "dataset d: 15 of 17 rows are of no country that onrecord knows (column country)"
    assert found.why[:2] == ("empty: 3 rows", '"Land 00": 1 row')
    assert found.why[-1] == "and 3 more: 3 rows"
    assert len(found.why) == SHOWN + 1


def test_events_of_gdelt_without_a_place_are_shown() -> None:
    found = Opened(shared("gdelt-20180101000000.export.CSV"))
    assert found.codes == ["OR314"]
    assert found.findings[0].why == ("empty: 57 rows", '"OS": 4 rows')
    assert "fips" in found.findings[0].remedy


def test_a_sum_among_the_places_of_a_series_is_shown(tmp_path: Path) -> None:
    opened = Opened(write(tmp_path / "s.csv", "country,year,deaths\nMali,2020,1\nWorld,2020,9\n"))
    assert opened.codes == ["OR314"]
    assert opened.findings[0].why == ('"World": 1 row',)


# States that are younger than the data -----------------------------------------------------------------------------


def younger(path: Path) -> Opened:
    """A file in UCDP's layout that covers the years from 1989 to 2012; Georgia has an event of its own state."""
    rows = (
        ("1989-05-01", 1, "Serbia (Yugoslavia)"),
        ("1990-01-20", 1, "Russia (Soviet Union)"),
        ("1992-01-04", 1, "Georgia"),
        ("1995-08-04", 1, "Croatia"),
        ("2010-05-01", 1, "Sudan"),
        ("2012-05-01", 2, "South Sudan"),
        ("2012-12-01", 3, "Sudan"),
    )
    return ged(path, *rows, places=("the world",))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("deaths in South Sudan in 2010 are 0", "d counts South Sudan under Sudan before 9 July 2011"),
        ("deaths in South Sudan in 2011 are 0", "d counts South Sudan under Sudan before 9 July 2011"),
        ("deaths in Eritrea in 1990 are 0", "d counts Eritrea under Ethiopia before 24 May 1993"),
        ("deaths in Croatia in 1991 are 0", "d counts Croatia under Serbia before 27 April 1992"),
        ("deaths in Timor-Leste in 1999 are 0", "d counts Timor-Leste under Indonesia before 20 May 2002"),
        ("deaths in Slovakia in 1990 are 0", "d counts Slovakia under Czechoslovakia before 1 January 1993"),
        # The rows of 1990 are of Baku and Osh as much as of Russia.
        (
            "deaths in Russia in 1990 are 1",
            "d counts Armenia under Russia before 21 December 1991, so it has no earlier figure for Russia alone",
        ),
        (
            "deaths in Europe in 1990 are 1",
            "d counts Armenia under Russia before 21 December 1991, so it has no earlier figure for Russia alone",
        ),
        ("deaths in Croatia and Mali in 1991 are 0", "d counts Croatia under Serbia before 27 April 1992"),
        (
            "deaths in Croatia in 1995 are the highest of any year before 2013",
            "d counts Croatia under Serbia before 27 April 1992",
        ),
    ],
)
def test_a_state_has_no_figures_before_it_was_one(text: str, why: str, tmp_path: Path) -> None:
    found = one(younger(tmp_path), text)
    assert (found.verdict, found.why) == (UNVERIFIABLE, why)


def test_a_state_has_figures_from_its_first_day_on_and_with_the_one_before_it_earlier_ones(tmp_path: Path) -> None:
    opened = younger(tmp_path)
    assert (
        verdicts(
            opened,
            "deaths in South Sudan in 2012 are 1",
            "deaths in South Sudan from 9 July 2011 to 31 December 2011 are 0",
            "deaths in Sudan and South Sudan in 2010 are 1",
            "deaths in Africa in 2010 are 1",
            "deaths in 1990 are 1",
            "deaths in Russia in 1992 are 0",
            "deaths in Mali in 1990 are 0",
        )
        == [HOLDS] * 7
    )


def test_what_is_counted_under_a_country_before_it_was_a_state_is_noted(tmp_path: Path) -> None:
    note = "d counts South Sudan under Sudan before 9 July 2011"
    before, across, after = asked(
        younger(tmp_path),
        "deaths in Sudan in 2010 are 1",
        "deaths in Sudan in 2012 rise from 2010",
        "deaths in Sudan in 2012 are 1",
    )
    assert (before.verdict, before.notes) == (HOLDS, (note,))
    assert note in across.notes
    assert after.notes == ()


def test_only_ucdp_counts_a_state_under_the_one_before_it(tmp_path: Path) -> None:
    rows = "date,country,deaths\n2010-01-01,South Sudan,3\n2012-12-31,Sudan,5\n"
    opened = Opened(write(tmp_path / "own.csv", rows), columns=MAPPING)
    assert verdicts(opened, "deaths in South Sudan in 2010 are 3") == [HOLDS]


def test_no_younger_state_has_rows_before_its_first_day() -> None:
    opened = Opened(shared("ucdp/ged211-precise.parquet"))
    table = opened.ok.table
    for state in vocabulary().states("ucdp"):
        spelled = [raw for raw in opened.ok.countries if lookup()(raw, None) == state.place.id]
        for raw in spelled:
            sql = f"SELECT count(*) FROM {table} WHERE country = {literal(raw)} AND start < DATE '{state.since}'"
            assert opened.con.execute(sql).fetchone() == (0,), state
