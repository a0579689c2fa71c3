"""Pages: every fact of a statement is on its page, in its language; every link leads somewhere; none leads out."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

import pytest
from tests.support.editions import example, example_sheets
from tests.support.golden import held_against
from tests.support.many import multiplied
from tests.support.pages import broken, made, parsed, some
from tests.support.published import ADDRESS, full, sheets, small

from onrecord import __version__
from onrecord.model.visibility import Withheld
from onrecord.render.publish.posters import SIZES


@cache
def site(name="full"):
    """The small site, or one of its kinds."""
    return made(sheets({"full": full, "small": small}[name]()))


@cache
def page(path, name="full"):
    return parsed(site(name)[path])


def html(path, name="full"):
    return site(name)[path].decode()


HTML = sorted(path for path in site() if path.endswith(".html"))


def test_every_page_is_there_in_every_language():
    names = ["index", "sources", "methods", "corrections", "data", "search"]
    ids = {"claims": ["security", "elections"], "statements": [one.id for one in sheets(full())[0].statements]}
    expected = {f"{name}.html" for name in names}
    expected |= {f"{folder}/{id}.html" for folder, found in ids.items() for id in found}
    assert set(HTML) == expected | {f"fr/{path}" for path in expected}


def test_every_link_leads_somewhere():
    assert list(broken(site(), full())) == []
    assert list(broken(site("small"), small())) == []


def test_every_link_of_the_example_leads_somewhere():
    found = example_sheets()
    assert list(broken(made(found), found[0].edition)) == []


def posters(content):
    return {link for link in parsed(content).links if link.startswith("poster/")}


@pytest.mark.parametrize(("size", "papers"), [((30, 200), SIZES), ((40, 500), SIZES[:2]), ((80, 1000), SIZES[:1])])
def test_only_posters_that_are_made_are_linked_and_the_others_are_told(size, papers):
    long = sheets(multiplied(example(), *size))
    found = some(long, ("index.html", "data.html"))
    every = {f"poster/poster-{paper}.{kind}" for paper in papers for kind in ("pdf", "svg", "png")}
    assert posters(found["data.html"]) == every
    assert posters(found["index.html"]) <= every
    told = parsed(found["data.html"]).text
    for paper in SIZES:
        assert (f"There is no poster in {paper.upper()}: the dossier is too long for it." in told) == (
            paper not in papers
        )


@pytest.mark.parametrize("path", HTML)
def test_a_page_is_in_order(path):
    found = page(path)
    assert found.headings.count(1) == 1
    assert found.headings[0] == 1
    assert all(after <= before + 1 for before, after in zip(found.headings, found.headings[1:], strict=False))
    assert len(found.ids) == len(set(found.ids))
    names = {name for _, name, _ in found.attributes}
    assert not {name for name in names if name.startswith("on")}
    assert "style" not in names
    assert "style" not in found.tags


@pytest.mark.parametrize("path", HTML)
def test_a_page_asks_no_other_host_for_anything(path):
    loaded = [value for tag, name, value in page(path).attributes if name == "src" or (tag, name) == ("use", "href")]
    sheets_ = re.findall(r'<link rel="stylesheet" href="([^"]+)"', html(path))
    assert loaded
    assert sheets_
    assert not [each for each in (*loaded, *sheets_) if ":" in each or each.startswith("/")]
    assert "default-src 'none'" in html(path)


@pytest.mark.parametrize("path", HTML)
def test_a_page_is_valid_html(path):
    html5lib = pytest.importorskip("html5lib", reason="html5lib, which validates HTML, is not installed")
    html5lib.HTMLParser(strict=True).parse(html(path))


# Statements -----------------------------------------------------------------------------------------------------


def test_a_statistic_in_full():
    text = page("statements/attacks.html").text
    for part in (
        "Attacks on civilians by JNIM killed 30 people in Mali in 2021, and more than in 2020.",
        "Holds Recomputed from the data, the sentence is true.",
        "The data give 30, where 30 is stated; 30 against 12.",
        "in Mali in 2021 are 30 Holds",
        "25 to under 35",
        "Figures computed from the data",
        "in Mali in 2020 12 12 12 1 2020",
        "ways of computing it",
        "Low estimate Holds 30",
        "Invented events",
        "CC BY 4.0",
        "1 January 2019 to 30 June 2022",
        sheets(full())[0].datasets[0].dataset.sha256,
        "SELECT",
    ):
        assert part in text


def test_what_cannot_be_checked_says_why():
    text = page("statements/later.html").text
    assert "Unverifiable The data that are held cannot say whether it is true." in text
    assert "“Invented events” ends on 30 June 2022." in text
    assert "What would settle it:" in text


def test_counts_stand_side_by_side_with_their_sources_and_their_stake():
    text = page("statements/moura.html").text
    assert "A rights group Own stake: a party to the case at least 300 civilians" in text
    assert "the army 203 fighters combatants, killed 1 April 2022" in text
    assert "the army accused A rights group 5 April 2022" in text
    assert "Counts are never averaged." in text
    assert "27 March 2022 to 31 March 2022" in text
    assert "known to the town" in text


def test_a_quotation_says_how_it_was_found_in_which_capture():
    text = page("statements/moura.html").text
    assert "la peur a changé de camp Our translation: fear has changed sides" in text
    assert "p. 4. Found word for word in the captured copy. Copy of 2022-06-02, sha256 abababababab…." in text
    assert '<blockquote lang="fr" dir="auto"><p>la peur' in html("statements/moura.html")


def test_a_pledge_with_its_schedule():
    text = page("statements/vote.html").text
    assert "First deadline 15 March 2022 overdue by 107 days as of 30 June 2022" in text
    assert "Put off on 10 January 2022 after talks 31 December 2022 184 days to go as of 30 June 2022" in text
    assert "18 months from 15 September 2020" in text
    assert "broken: no vote was held" in text
    assert "1 June 2021 A list of voters" in text


def test_a_case_a_deployment_a_position_and_a_reply():
    assert "26 August 2021 charged with two others" in page("statements/minister.html").text
    assert "February 2021 2,400 soldiers the report" in page("statements/soldiers.html").text
    assert "A vote has to be held." in page("statements/view.html").text
    assert "Held from March 2021" in page("statements/view.html").text
    assert "Answer none" in page("statements/reply.html").text
    assert "Asked 1 June 2022" in page("statements/reply.html").text


def test_the_history_of_a_statement():
    text = page("statements/deaths.html").text
    assert f"published 23 November 2026 in the edition {full().digest[:12]}." in text
    assert "2 July 2022: It had 2019 for 2020." in text
    assert "No correction since." in page("statements/attacks.html").text


def test_what_an_editor_is_to_do_is_not_told_twice():
    text = page("statements/moura.html").text
    assert text.count("The counts are far apart.") == 1


# Other pages ----------------------------------------------------------------------------------------------------


def test_the_sheet_has_claims_signs_key_figures_and_sources():
    text = page("index.html").text
    assert "10 statements, checked" in text
    assert "3 Holds Recomputed from the data, the sentence is true." in text
    assert "Moves backward" in text
    assert "1.2 Holds 30 deaths in attacks on civilians by" in text
    assert "Evidence for the claim In Niger fewer than 5" in text
    assert 'href="sources.html#source-' in html("index.html")
    assert 'href="poster/poster-a2.pdf"' in html("index.html")


def test_a_claim_says_who_rated_it_when_and_why():
    text = page("claims/security.html").text
    for part in (
        "Rating Moves backward Deaths have risen. Rated by A. Editor, 30 June 2022",
        "23 May 2022 · Address to the assembly 1 p. 4 la peur a changé de camp",
        "He said so often [1; see 2, p. 12]. As A rights group [2] has it, others disagree.",
        "Why this claim was chosen It was said most often.",
        "Figures of the ministry were looked for.",
        "Heading as on the sheet.",
    ):
        assert part in text
    assert '<a href="https://desk.example/others" rel="noopener">others</a>' in html("claims/security.html")


def test_evidence_for_a_claim_and_answers_have_their_own_place():
    text = page("claims/security.html").text
    assert text.index("1.5 Contested") < text.index("Evidence for the claim") < text.index("In Niger fewer than 5")
    text = page("claims/elections.html").text
    assert text.index("The neighbours want a vote.") < text.index("What was answered 2.5")


def test_sources_say_what_cites_them_their_stake_and_their_copy():
    text = page("sources.html").text
    assert "Own stake: a party to the case" in text
    assert "Archived copy of 2 June 2022, sha256 abababababab…" in text
    assert re.search(r"Cited by: .*1\.5 Contested", text)


def test_corrections():
    text = page("corrections.html").text
    assert text.index("9 July 2022 · Update · Claim 2") < text.index("2 July 2022 · Correction · Statement 1.1")
    assert "Reason: A slip." in text
    assert "None since first publication." in page("corrections.html", "small").text
    assert "Have you found an error? Write to: desk@desk.example" in text


def test_methods_tell_what_is_not_public():
    assert "Nothing of this record was left out." in page("methods.html").text
    edition = replace(small(), withheld=Withheld(statements=2, failing=1, sources=1))
    text = parsed(made(sheets(edition))["methods.html"]).text
    assert "2 statements (1 of them does not hold) 1 source" in text
    assert "Nothing of this record" not in text


def test_a_data_file_that_is_not_public_is_neither_named_nor_queried():
    edition = small()
    cards = tuple(replace(card, closed=True, sql="") for card in edition.datasets)
    digest = edition.datasets[0].dataset.sha256
    found = made(sheets(replace(edition, datasets=cards)))
    assert digest not in found["data.html"].decode()
    assert digest not in found["statements/deaths.html"].decode()
    assert "The data file is not public." in parsed(found["statements/deaths.html"]).text


def test_an_edition_without_data():
    edition = replace(small(), datasets=(), publisher=None)
    found = made(sheets(edition))
    assert "No dataset is used." in parsed(found["data.html"]).text


# Languages and addresses ----------------------------------------------------------------------------------------


def test_a_page_in_another_language():
    text = page("fr/statements/deaths.html").text
    assert "Les morts au Mali en 2021 ont dépassé celles de 2020." in text
    assert "Exact" in text or "Vérifié" in text or "exact" in text
    assert '<html lang="fr" dir="ltr">' in html("fr/statements/deaths.html")


def test_what_is_not_translated_says_so_and_has_its_language():
    found = html("fr/statements/attacks.html")
    assert '<span lang="en" dir="auto">Attacks on civilians' in found
    assert found.count('class="aside-note"') == 1
    assert 'class="aside-note"' not in html("statements/attacks.html")


def test_pages_know_their_other_languages():
    found = html("claims/security.html", "small")
    assert '<a href="../fr/claims/security.html" hreflang="fr" lang="fr">Français</a>' in found
    assert '<link rel="alternate" hreflang="fr" href="../fr/claims/security.html">' in found
    assert '<link rel="alternate" hreflang="x-default" href="security.html">' in found
    assert 'hreflang="en" lang="en"' in html("fr/claims/security.html", "small")


def test_absolute_addresses_stand_only_where_there_is_one():
    found = html("claims/security.html")
    assert f'<link rel="canonical" href="{ADDRESS}claims/security.html">' in found
    assert f'<meta property="og:image" content="{ADDRESS}cards/security-1200x630.png">' in found
    assert f'hreflang="fr" href="{ADDRESS}fr/claims/security.html"' in found
    found = html("claims/security.html", "small")
    assert "canonical" not in found
    assert "og:image" not in found


def test_one_language_alone_has_no_switch():
    edition = small()
    found = made(sheets(replace(edition, versions=edition.versions[:1])))
    assert "hreflang" not in found["index.html"].decode()
    assert not [path for path in found if path.startswith("fr/")]


def test_pages_turn_for_a_script_that_runs_from_right_to_left():
    edition = small()
    arabic = replace(edition.first, language="ar")
    found = made(sheets(replace(edition, versions=(arabic,))))["index.html"].decode()
    assert '<html lang="ar" dir="rtl">' in found
    style = (made(sheets(edition))["assets/style.css"]).decode()
    # A cell may run another way than its table, and its logical sides with it: its padding has physical ones.
    style = "\n".join(line for line in style.splitlines() if "padding-" not in line or " td" not in line)
    assert not re.search(r"(?<![\w-])(margin|padding|border)-(left|right)|(?<![\w-])(left|right):", style)


def test_a_claims_page_carries_its_markup():
    assert html("claims/security.html").count('<script type="application/ld+json">') == 1
    assert '"@context": "https://schema.org"' in html("claims/security.html")


def test_the_same_edition_gives_the_same_bytes():
    assert made(sheets(full())) == site()


@pytest.mark.parametrize("path", ["index.html", "claims/security.html", "statements/attacks.html"])
def test_golden(path):
    text = html(path).replace(__version__, "VERSION").replace(full().digest, "DIGEST")
    text = text.replace(full().digest[:12], "DIGEST")
    # Charts have tests of their own.
    text = re.sub(r'(<div class="drawn[^>]*>).*?</svg>', r"\1", text, flags=re.DOTALL)
    held_against(f"site/{path}", text)


@pytest.mark.parametrize(
    ("rows", "numeric"),
    [
        ((("Army", "killed", "203", "1 April 2022"), ("UN", "people", "1,500", "")), (False, False, True, False)),
        ((("2020", "83.3%", "1.96 times", "\N{MINUS SIGN}3"), ("2021", "", "2 times", "4")), (False, True, True, True)),
        ((("a", "200 to 400"), ("b", "at least 5")), (False, False)),
        ((), ()),
    ],
)  # fmt: skip
def test_only_columns_of_numbers_are_set_to_the_right(rows, numeric):
    from onrecord.render.publish.views import numeric_columns

    assert numeric_columns(rows) == numeric
