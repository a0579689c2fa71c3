"""The files beside the pages: figures, feed, site map, search, style."""

import csv
import json
from dataclasses import replace
from io import StringIO
from xml.etree import ElementTree as ET

import pytest
from tests.support.editions import example_sheets
from tests.support.published import ADDRESS, full, sheets, small

from onrecord.render.charts import Charts
from onrecord.render.publish.shown import key_of
from onrecord.render.publish.statistics import figures_table
from onrecord.render.publish.theme import ThemeError, load_theme
from onrecord.render.site import files
from onrecord.render.site.downloads import FIELDS, figure_rows, figures_csv, figures_json
from onrecord.render.site.feeds import feed, sitemap
from onrecord.render.site.search import folded, search_index
from onrecord.render.site.style import style_sheet

ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def table(sheet):
    return list(csv.DictReader(StringIO(figures_csv(list(figure_rows(sheet))).decode(), newline="")))


def test_every_figure_is_in_the_csv():
    sheet = sheets(small())[0]
    rows = table(sheet)
    found = next(row for row in rows if row["label"] == "deaths in Mali in 2021" and row["kind"] == "figure")
    assert found == {
        "statement": "deaths", "kind": "figure", "label": "deaths in Mali in 2021", "of": "", "start": "2021-01-01",
        "end": "2021-12-31", "value": "120", "unit": "", "low": "120", "count": "120", "high": "120", "rows": "4",
        "missing": "", "preliminary": "", "dataset": "events", "snapshot": sheet.datasets[0].dataset.snapshot,
    }  # fmt: skip
    asked = sum(len(one.entry.outcome.figures) for one in sheet.statements)
    points = sum(len(course.points) for one in sheet.statements for course in one.entry.courses)
    ranked = sum(len(ranking.rows) for one in sheet.statements for ranking in one.entry.rankings)
    assert asked and points
    computed = sum(row["kind"] == "computed" for row in rows)
    estimates = sum(len(each.estimates) for one in sheet.statements for each in one.entry.outcome.projections)
    assert len(rows) == computed + estimates + asked + points + ranked


def test_what_is_set_large_is_in_the_csv_with_its_unit():
    sheet = example_sheets()[0]
    rows = table(sheet)
    for one in sheet.statements:
        if one.entry.key is not None:
            found = next(row for row in rows if row["statement"] == one.id and row["kind"] == "computed")
            assert float(found["value"]) == one.entry.key.value
            assert found["label"] == one.key.label
    rates = [row for row in rows if row["kind"] == "computed" and row["unit"] == "per 100,000 people"]
    assert round(float(rates[0]["value"]), 2) == 10.63


def test_a_row_with_the_label_of_a_rate_has_the_rate_for_its_value_and_the_count_beside_it():
    sheet = example_sheets()[0]
    course = next(one for each in sheet.statements for one in each.entry.courses if "per 100,000" in one.label)
    rows = [row for row in table(sheet) if row["label"] == course.label]
    assert rows and {row["unit"] for row in rows} == {"per 100,000 people"}
    told = [(row["value"], row["count"]) for row in rows][: len(course.points)]
    assert [float(value) for value, _ in told] == [point.value for point in course.points]
    assert [float(count) for _, count in told] == [point.figure.best for point in course.points]


def test_a_statements_table_has_its_rates_changes_and_projections():
    for sheet in example_sheets():
        for one in sheet.statements:
            made = figures_table(one.entry, sheet)
            for number in one.entry.numbers:
                shown = key_of(number, dict(sheet.labels), sheet.locale)
                assert made is not None
                assert shown.label in [row.cells[0].text for row in made.rows]


def test_the_json_has_the_same_and_where_it_is_from():
    sheet = sheets(small())[0]
    found = json.loads(figures_json(sheet, list(figure_rows(sheet))))
    assert [row["statement"] for row in found["figures"]] == [row["statement"] for row in table(sheet)]
    assert found["edition"] == sheet.edition.digest
    assert found["datasets"][0]["sha256"] == sheet.datasets[0].dataset.sha256
    assert found["figures"][0]["value"] == 120


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_text_of_the_csv_is_a_formula(text):
    row = dict.fromkeys(FIELDS, "") | {"label": text, "value": -2.0}
    found = next(iter(csv.DictReader(StringIO(figures_csv([row]).decode(), newline=""))))
    assert found["label"] == f"'{text}"
    assert found["value"] == "-2"


def test_feed_and_site_map_need_an_address():
    paths = {file.path for file in files(sheets(small()), Charts(), lambda _: None)}
    assert not paths & {"feed.xml", "fr/feed.xml", "sitemap.xml"}
    paths = {file.path for file in files(sheets(full()), Charts(), lambda _: None)}
    assert paths >= {"feed.xml", "fr/feed.xml", "sitemap.xml"}


def test_the_feed_tells_corrections_and_claims():
    sheet, french = sheets(full())
    root = ET.fromstring(feed(sheet))
    entries = root.findall(f"{ATOM}entry")
    assert root.findtext(f"{ATOM}id") == ADDRESS
    assert [entry.findtext(f"{ATOM}title") for entry in entries] == [
        "Update: The vote was put off again.",
        "Correction: It had 2019 for 2020.",
        "Prime Minister: The country has become safer.",
        "Transitional authorities: Elections will be held on time.",
    ]
    assert entries[0].findtext(f"{ATOM}id") == f"{ADDRESS}corrections.html#correction-2"
    assert entries[0].findtext(f"{ATOM}updated") == "2022-07-09T00:00:00Z"
    assert entries[2].findtext(f"{ATOM}id") == f"{ADDRESS}claims/security.html"
    assert ET.fromstring(feed(french)).findtext(f"{ATOM}id") == f"{ADDRESS}fr/"


def test_a_hostile_title_cannot_break_the_feed():
    edition = full()
    version = replace(edition.first, title="</title><script>\x00\x0b]]>&\u202e")
    root = ET.fromstring(feed(sheets(replace(edition, versions=(version, edition.versions[1])))[0]))
    assert root.findtext(f"{ATOM}title") == "</title><script>]]>&[U+202E]"


def test_the_site_map_has_every_page_in_every_language():
    found = ET.fromstring(sitemap(sheets(full()), ["index.html", "claims/security.html"]))
    assert [one.findtext(f"{SITEMAP}loc") for one in found] == [
        f"{ADDRESS}index.html", f"{ADDRESS}fr/index.html", f"{ADDRESS}claims/security.html",
        f"{ADDRESS}fr/claims/security.html",
    ]  # fmt: skip
    assert {link.get("hreflang") for link in found[0].findall("{http://www.w3.org/1999/xhtml}link")} == {"en", "fr"}


def test_search_looks_in_words_without_case_or_accents():
    assert folded("Émile’s  Élan, 1,240 <b>") == "emile s elan 1 240 b"
    sheet = sheets(small())[0]
    text = search_index(sheet).decode()
    words = json.loads(text.removeprefix("window.onrecordWords=").removesuffix(";\n"))
    assert len(words) == len(sheet.statements)
    assert "jnim" in words[1]
    assert "a rights group" in next(one for one in words if "moura" in one)


def test_the_search_script_holds_nothing_that_ends_a_script():
    edition = small()
    version = edition.first
    claim = replace(version.claims[0], claim=replace(version.claims[0].claim, claim="</script>\u2028<!--"))
    edition = replace(edition, versions=(replace(version, claims=(claim, *version.claims[1:])), *edition.versions[1:]))
    text = search_index(sheets(edition)[0]).decode()
    assert "<" not in text
    assert "\u2028" not in text


def test_the_style_has_the_themes_colours_and_ends_with_its_own_rules(tmp_path):
    theme = tmp_path / "theme"
    theme.mkdir()
    (theme / "theme.toml").write_text('[colours]\naccent = "#123456"\n')
    (theme / "style.css").write_text("h1 { color: red }")
    made = replace(load_theme(theme), fonts=(("display", "Our; } Sans"), ("text", "Source Serif 4")))
    text = style_sheet(made).decode()
    assert "--accent:#123456;" in text
    assert '--font-display:"Our  Sans",' in text
    assert text.endswith("h1 { color: red }")
    assert "http" not in text.replace("http^", "").replace("href^=http", "")


def test_a_style_that_is_not_text(tmp_path):
    theme = tmp_path / "theme"
    theme.mkdir()
    (theme / "style.css").write_bytes(b"\xff")
    with pytest.raises(ThemeError, match=r"theme/style.css:1: it is not UTF-8"):
        style_sheet(load_theme(theme))


def test_the_logo_of_the_theme_stands_on_every_page(tmp_path):
    theme = tmp_path / "theme"
    theme.mkdir()
    (theme / "theme.toml").write_text('logo = "logo.svg"\n')
    (theme / "logo.svg").write_text("<svg/>")
    made = {file.path: file.content for file in files(sheets(small(), theme), Charts(), lambda _: None)}
    assert made["assets/logo.svg"] == b"<svg/>"
    assert b'<img src="../assets/logo.svg" alt="The desk">' in made["claims/security.html"]
