"""What each kind of chart says and marks."""

from __future__ import annotations

from collections.abc import Callable

from onrecord.render.charts import Chart, Charts
from onrecord.render.publish.shown import Sheet

ById = dict[str, tuple[Chart, ...]]
Make = Callable[..., Sheet]


def words(svg: str) -> str:
    """The texts of a drawing, one after another."""
    from xml.etree import ElementTree

    root = ElementTree.fromstring(svg)
    return " | ".join("".join(node.itertext()) for node in root.iter("{http://www.w3.org/2000/svg}text"))


# Courses and records ------------------------------------------------------------------------------------------------


def test_a_course_marks_what_is_compared_and_gives_every_number(by_id: ById) -> None:
    chart = by_id["change"][0]
    assert chart.title == "Deaths in Mali, by year, 2012 to 2020"
    assert chart.header == ("Period", "Deaths", "Low estimate", "High estimate")
    assert chart.rows[-1] == ("2020", "600", "576", "648")
    assert "2020: 600. 2019: 540." in chart.description
    assert "The highest is 2020 (600), the lowest 2012 (120)." in chart.description
    assert "600 | 2020" in words(chart.drawn).replace("2020 | 600", "600 | 2020")
    assert "Low to high estimate" in words(chart.drawn)


def test_what_a_change_says_is_marked_on_its_bar(by_id: ById) -> None:
    # 10 percent more than 540, at the precision written: 5 to under 15 percent.
    chart = by_id["change"][0]
    assert "For 2020 the sentence allows 567 to 621." in chart.description
    assert "What “10%” allows: 567 to 621" in words(chart.narrow)


def test_periods_of_several_bars_carry_their_sum(by_id: ById) -> None:
    chart = by_id["halves"][0]
    assert "by quarter" in chart.title
    shown = words(chart.drawn)
    assert "Jan–Jun 2021" in shown and "Jan–Jun 2020" in shown
    assert "January to June 2020: 300." in chart.description


def test_a_record_shows_every_period_it_is_held_against(by_id: ById) -> None:
    chart = by_id["record"][0]
    assert [row[0] for row in chart.rows] == [str(year) for year in range(2012, 2021)]
    assert "600" in words(chart.drawn) and "540" in words(chart.drawn)


def test_a_quarter_beside_years_is_a_bar_of_its_own(by_id: ById) -> None:
    chart = by_id["quarter"][0]
    assert chart.title == "Deaths in Mali, by year, 2012 to 2020, beside January to March 2021"
    assert chart.rows[-1][:2] == ("January to March 2021", "330")
    assert "Jan–Mar 2021" in words(chart.drawn)


def test_a_period_without_data_is_no_zero(make: Make) -> None:
    sheet = make("- X. [@s] {#gap}\n  ~~~ reads\n  deaths in Mali in 2015 rise from 2014\n  ~~~\n")
    settings = Charts().of(sheet, sheet.statements[0])[0]
    assert all(row[1] != "no data" for row in settings.rows)
    from dataclasses import replace

    from onrecord.render.charts.series import plans

    entry = sheet.statements[0].entry
    course = entry.courses[0]
    points = tuple(
        replace(point, value=None, figure=replace(point.figure, best=None, missing="not covered")) if at == 1 else point
        for at, point in enumerate(course.points)
    )
    shown = replace(sheet.statements[0], entry=replace(entry, courses=(replace(course, points=points),)))
    plan = next(iter(plans(sheet, shown)))
    assert plan.rows[1][1] == "no data"
    assert "For 1 period there are no data." in plan.description


# Bars that lie ----------------------------------------------------------------------------------------------------


def test_a_share_gives_part_whole_and_what_is_said(by_id: ById) -> None:
    chart = by_id["share"][0]
    assert chart.header == ("Part", "Number", "Of", "Share")
    assert chart.rows == (("Deaths in Mali in 2020", "600", "720", "83.3%"),)
    assert "What the sentence allows: 55 to 65%" in words(chart.drawn)


def test_figures_beside_one_another_mark_the_values_that_would_make_it_true(by_id: ById) -> None:
    chart = by_id["neighbours"][0]
    assert chart.rows == (("Deaths in Mali in 2020", "600"), ("Deaths in Niger in 2020", "120"))
    assert "more than 240" in words(chart.drawn)


def test_a_ranking_names_everyone_and_marks_the_one_in_question(by_id: ById) -> None:
    chart = by_id["rank"][0]
    assert chart.title == "Deaths in Niger in 2020, ranked among 2 countries"
    assert chart.rows == (("1", "Mali", "600"), ("2", "Niger", "120"))
    assert "2. Niger: 120." in chart.description


def test_a_projection_has_every_method_beside_the_years(by_id: ById) -> None:
    chart = by_id["projection"][0]
    assert chart.title == "Deaths in Mali: earlier years, and 2021 projected from January to June 2021"
    names = [row[0] for row in chart.rows]
    assert names[:2] == ["2012", "2013"]
    assert names[-4:] == [
        "January to June 2021", "At the pace of the part", "By earlier years’ shares", "By the count model",
    ]  # fmt: skip
    assert chart.rows[-1][2] and not chart.rows[-3][2]
    assert "80% interval" in words(chart.narrow)


# Counts and timelines -----------------------------------------------------------------------------------------------


def test_counts_stand_beside_one_another_as_each_source_gives_them(by_id: ById) -> None:
    chart = by_id["counts"][0]
    assert [row[2] for row in chart.rows] == ["203", "at least 500", "200 to 400"]
    shown = words(chart.drawn)
    assert "Interest: accused of the killings" in shown
    assert "from after 30\N{NO-BREAK SPACE}June 2022" in shown
    assert "minimum: at least so many" in shown and "range" in shown


def test_what_was_planned_is_no_count(by_id: ById) -> None:
    chart = by_id["deployment"][0]
    assert [row[1] for row in chart.rows] == ["1,000 planned", "300 to 350"]
    assert "planned, not counted" in words(chart.drawn)


def test_one_count_alone_is_no_chart(make: Make) -> None:
    statement = (
        "- X. [@s] {#one}\n  ~~~ incident\n  what: A\n  where: B\n  counts:\n"
        "    - {exact: 3, counted: people, by: X, source: s}\n  ~~~\n"
    )
    sheet = make(statement)
    assert Charts().of(sheet, sheet.statements[0]) == ()


def test_a_deadline_that_was_put_off_is_overdue_until_then(by_id: ById) -> None:
    chart = by_id["pledge"][0]
    assert [row[1] for row in chart.rows] == [
        "Pledge made", "Deadline", "Put off to 26\N{NO-BREAK SPACE}March 2024", "Deadline after being put off",
    ]  # fmt: skip
    assert "overdue by 78 days, then put off" in words(chart.drawn)


def test_a_deadline_that_passed_is_overdue_to_the_day_of_judgement(by_id: ById) -> None:
    chart = by_id["overdue"][0]
    shown = words(chart.drawn)
    assert "overdue by 211 days" in shown
    assert "as of 30\N{NO-BREAK SPACE}June 2022" in shown


def test_a_case_has_its_steps_in_order(by_id: ById) -> None:
    chart = by_id["case"][0]
    assert [row[1] for row in chart.rows] == ["Arrested", "On trial: adjourned", "Proceedings ended"]
    assert chart.rows[0][0] == "November 2013"


def test_rates_beside_one_another_say_what_they_are_per(make: Make) -> None:
    sheet = make(
        "- X. [@s] {#rates}\n  ~~~ reads\n  deaths per day in Mali in 2020 are more than 1; and\n"
        "  deaths per day in Niger in 2020 are fewer than 1\n  ~~~\n"
    )
    chart = next(one for one in Charts().of(sheet, sheet.statements[0]) if one.kind == "comparison")
    assert chart.title == "Per day: deaths in Mali in 2020, beside deaths in Niger in 2020"
    assert chart.header == ("Figure", "Per day")
    assert chart.rows[0] == ("Deaths in Mali in 2020, per day", "1.64")
    assert "Deaths in Niger in 2020, per day: 0.33." in chart.description


def test_a_key_gives_the_sentences_own_number_and_what_it_allows(by_id: ById) -> None:
    assert "What “about 400” allows: 360 to 440" in words(by_id["projection"][0].drawn)


def test_no_single_count_is_called_exact(by_id: ById) -> None:
    shown = words(by_id["counts"][0].drawn)
    assert "number given" in shown and "exact" not in shown


def test_a_deadline_put_off_late_has_both_lengths_of_the_schedule(by_id: ById) -> None:
    assert "overdue by 78 days, then put off; 380 days past this deadline by 30\N{NO-BREAK SPACE}June 2022" in by_id[
        "pledge"
    ][0].description.casefold().replace("june", "June")


def test_a_mean_of_several_periods_is_a_line_and_says_so(make: Make) -> None:
    sheet = make(
        "- X. [@s] {#mean}\n  ~~~ reads\n  deaths per day in Mali from January to June 2021 are more than 1\n  ~~~\n"
    )
    chart = next(one for one in Charts().of(sheet, sheet.statements[0]) if one.kind == "series")
    shown = words(chart.drawn)
    assert "mean Jan–Jun 2021" in shown and "Mean of a period" in shown


def test_the_sum_of_several_periods_is_no_mean(by_id: ById) -> None:
    assert "ean" not in words(by_id["halves"][0].drawn)
