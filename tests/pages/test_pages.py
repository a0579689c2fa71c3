"""The pages in a browser: from a file, in light and dark, at every width, by keyboard, without JavaScript, on paper.

Screenshots of every kind of page are kept in the folder that ONRECORD_SCREENSHOTS names, or in pytest's own.
"""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest
from tests.support.browser import VENDOR, Watched, launched
from tests.support.editions import example_sheets
from tests.support.hostile_texts import ATTACKS, MARK, attacked
from tests.support.pages import made, some
from tests.support.published import full, sheets

WIDTHS = (320, 768, 1440)
KINDS = {
    "sheet": "index.html",
    "claim": "claims/security.html",
    "statistic": "statements/attacks.html",
    "incident": "statements/moura.html",
    "pledge": "statements/vote.html",
    "french": "fr/statements/deaths.html",
    "sources": "sources.html",
    "methods": "methods.html",
    "corrections": "corrections.html",
    "data": "data.html",
    "search": "search.html",
}
EXAMPLE = {
    "example-sheet": "index.html",
    "example-claim": "claims/security.html",
    "example-statistic": "statements/deadliest-month.html",
    "example-incident": "statements/moura.html",
    "example-sources": "sources.html",
}
AXE = (VENDOR / "axe-core" / "axe.min.js").read_text("utf-8")

# What the keyboard must reach, each with a name of its own; and what it stands on now.
REACHABLE = """() => [...document.querySelectorAll('a[href], button, input, summary, [tabindex="0"]')]
  .filter(each => each.checkVisibility({visibilityProperty: true}))
  .map((each, at) => each.dataset.reached = "r" + at)"""
FOCUSED = """() => { const each = document.activeElement; const style = getComputedStyle(each);
  return [each.dataset.reached || "", style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2] }"""

# The labels that stand outside their drawing.
OUTSIDE = """[...document.querySelectorAll('.drawn svg')].filter(each => each.checkVisibility()).flatMap(drawing => {
  const box = drawing.getBoundingClientRect();
  const labels = [...drawing.querySelectorAll('text')].map(each => [each.textContent, each.getBoundingClientRect()]);
  return labels.filter(([, at]) => at.left < box.left - 2 || at.right > box.right + 2).map(([text]) => text); })"""


@pytest.fixture(scope="module")
def browser():
    with launched() as found:
        yield found


def written(files, folder):
    for path, content in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    return folder


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    return written(made(sheets(full())), tmp_path_factory.mktemp("site"))


@pytest.fixture(scope="module")
def example(tmp_path_factory):
    return written(some(example_sheets(), list(EXAMPLE.values())), tmp_path_factory.mktemp("example"))


@pytest.fixture(scope="module")
def screenshots(tmp_path_factory):
    folder = os.environ.get("ONRECORD_SCREENSHOTS")
    made = Path(folder) if folder else tmp_path_factory.mktemp("screenshots")
    made.mkdir(parents=True, exist_ok=True)
    return made


@pytest.fixture
def watched(browser):
    """Opens pages that must have no fault."""
    opened = []

    def one(**options):
        opened.append(Watched(browser, **options))
        return opened[-1]

    yield one
    faults = [fault for each in opened for fault in each.faults]
    for each in opened:
        each.close()
    assert faults == []


def unfolded(page):
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")


def violations(page):
    page.evaluate(AXE)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations'], preload: false})")
    assert len(found["passes"]) > 10
    return [f"{one['id']}: {node['html'][:200]}" for one in found["violations"] for node in one["nodes"]]


def each_page(site, example):
    yield from ((name, site / path) for name, path in KINDS.items())
    yield from ((name, example / path) for name, path in EXAMPLE.items())


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_has_a_fault_of_accessibility(scheme, site, example, watched):
    opened = watched(color_scheme=scheme, viewport={"width": 1024, "height": 800})
    found = {}
    for name, path in each_page(site, example):
        page = opened.open(path)
        unfolded(page)
        if here := violations(page):
            found[name] = here
    assert found == {}


@pytest.mark.parametrize("width", WIDTHS)
def test_no_page_scrolls_sideways(width, site, example, watched, screenshots):
    opened = watched(viewport={"width": width, "height": 900})
    wide = {}
    for name, path in each_page(site, example):
        page = opened.open(path)
        page.screenshot(path=str(screenshots / f"{name}-{width}.png"), full_page=not name.startswith("example"))
        unfolded(page)
        if (needed := page.evaluate("document.documentElement.scrollWidth")) > width:
            wide[name] = needed
    assert wide == {}


def test_the_keyboard_reaches_everything_and_shows_where_it_is(site, watched):
    opened = watched(viewport={"width": 1024, "height": 800})
    for name in ("sheet", "claim", "statistic", "methods", "search"):
        page = opened.open(site / KINDS[name])
        unfolded(page)
        wanted = page.evaluate(REACHABLE)
        reached, hidden = [], []
        for _ in range(len(wanted) + 2):
            page.keyboard.press("Tab")
            at, shown = page.evaluate(FOCUSED)
            reached.append(at)
            if at and not shown:
                hidden.append(at)
        assert set(wanted) - set(reached) == set(), name
        assert hidden == [], name


def test_the_first_key_leads_past_the_head_of_the_page(site, watched):
    page = watched().open(site / "index.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getBoundingClientRect().top") >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


def test_regions_that_scroll_can_be_reached_and_others_need_not(example, watched):
    page = watched(viewport={"width": 320, "height": 800}).open(example / EXAMPLE["example-incident"])
    states = page.evaluate(
        "[...document.querySelectorAll('.scroll')]"
        ".map(each => [each.scrollWidth > each.clientWidth + 1, each.tabIndex])"
    )
    assert [wide for wide, _ in states if wide]
    assert all((at == 0) == wide for wide, at in states)


@pytest.mark.parametrize("attack", ["script", "image", "direction", "emoji"])
def test_a_hostile_dossier_does_nothing_and_breaks_no_page(attack, tmp_path, watched, screenshots):
    paths = ("index.html", "claims/security.html", "statements/moura.html", "sources.html", "search.html")
    site = written(some(sheets(attacked(full(), ATTACKS[attack])), paths), tmp_path)
    (site / "search-index.js").write_text("")
    opened = watched(viewport={"width": 320, "height": 800})
    for path in paths:
        page = opened.open(site / path)
        unfolded(page)
        assert page.evaluate("window.ran") is None
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
        assert MARK in page.locator("h1, .kicker").all_inner_texts()[0] + page.locator("h1").inner_text()
    page.screenshot(path=str(screenshots / f"hostile-{attack}.png"))


def test_a_word_of_ten_thousand_letters_breaks(tmp_path, watched):
    edition = full()
    version = edition.first
    claim = version.claims[0]
    entry = claim.entries[0]
    long = "W" * 10_000
    changed = replace(
        claim,
        claim=replace(claim.claim, claim=long),
        entries=(replace(entry, statement=replace(entry.statement, text=long)), *claim.entries[1:]),
    )
    edition = replace(edition, versions=(replace(version, claims=(changed, *version.claims[1:])),))
    site = written(some(sheets(edition), ("index.html", "statements/deaths.html")), tmp_path)
    for path in ("index.html", "statements/deaths.html"):
        page = watched(viewport={"width": 320, "height": 800}).open(site / path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        assert long in page.locator("main").inner_text()


# With and without JavaScript --------------------------------------------------------------------------------------


def test_the_shade_is_kept_and_told(site, watched):
    opened = watched(color_scheme="light")
    page = opened.open(site / "index.html")
    button = page.get_by_role("button", name="Dark page")
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")
    button.click()
    assert page.get_by_role("button", name="Light page").is_visible()
    assert button.count() == 0
    page = opened.open(site / "claims" / "security.html")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != light
    page.get_by_role("button", name="Light page").click()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == light


def test_search_finds_words_anywhere_in_a_statement_its_claim_or_its_sources(site, watched):
    page = watched().open(site / "search.html")
    visible = "[...document.querySelectorAll('[data-found] li')].filter(one => !one.hidden).length"
    assert page.evaluate(visible) == 10
    page.get_by_role("searchbox").fill("MOURA soldiers")
    assert page.evaluate(visible) == 1
    assert page.get_by_role("status").inner_text() == "Statements found: 1"
    assert page.get_by_role("heading", level=2).inner_text() == "Statements with these words"
    page.get_by_role("searchbox").fill("zebra")
    assert page.evaluate(visible) == 0
    assert page.get_by_role("status").inner_text() == "No statement has all of these words."
    assert page.get_by_role("heading", level=2).count() == 0
    page.get_by_role("searchbox").fill("")
    assert page.evaluate(visible) == 10
    assert page.get_by_role("heading", level=2).inner_text() == "All statements"


def test_the_query_can_be_copied(site, watched):
    opened = watched()
    opened.page.add_init_script(
        "Object.defineProperty(navigator, 'clipboard', {value: {writeText: async text => { window.copied = text }}})"
    )
    page = opened.open(site / "statements" / "attacks.html")
    unfolded(page)
    page.get_by_role("button", name="Copy").click()
    page.get_by_role("button", name="Copied").wait_for()
    assert "SELECT" in page.evaluate("window.copied")


def test_a_link_into_something_folded_unfolds_it(site, watched):
    page = watched().open(site / "methods.html", "#view-1")
    assert page.evaluate("document.querySelector('details.query').open")


def test_everything_is_read_without_javascript(site, example, watched):
    opened = watched(java_script_enabled=False)
    page = opened.open(site / "search.html")
    assert page.locator("[data-found] li:visible").count() == 10
    assert page.locator("[data-search]:visible, button:visible").count() == 0
    page = opened.open(site / "statements" / "attacks.html")
    assert page.locator("h1:visible").count() == 1
    assert page.locator("details summary:visible").count() > 0


def test_a_script_put_into_a_page_does_not_run(browser, site):
    opened = Watched(browser)
    page = opened.open(site / "index.html")
    page.evaluate("""() => {
      const script = document.createElement('script');
      script.textContent = 'window.ran = 1';
      document.body.append(script);
      document.body.insertAdjacentHTML('beforeend', '<img src="https://desk.example/x.png" onerror="window.ran = 2">');
    }""")
    page.wait_for_timeout(100)
    assert page.evaluate("window.ran") is None
    assert len([fault for fault in opened.faults if "Content Security Policy" in fault]) >= 2
    assert "failed: https://desk.example/x.png" in opened.faults
    opened.close()


def test_on_paper_there_is_no_navigation_and_the_ground_is_white(site, watched, screenshots):
    opened = watched(color_scheme="dark")
    page = opened.open(site / "statements" / "attacks.html")
    page.emulate_media(media="print")
    assert page.locator("nav:visible, button:visible, .skip:visible").count() == 0
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    page.pdf(path=str(screenshots / "statistic.pdf"), format="A4")
    assert (screenshots / "statistic.pdf").read_bytes().startswith(b"%PDF")


def test_fonts_are_those_of_the_site(site, watched):
    page = watched().open(site / "index.html")
    page.evaluate("document.fonts.ready")
    loaded = page.evaluate("[...document.fonts].filter(each => each.status === 'loaded').map(each => each.family)")
    assert {name.strip('"') for name in loaded} >= {"Libre Franklin", "Source Serif 4"}


def test_from_right_to_left_cells_stand_at_the_right_and_drawings_keep_their_labels(tmp_path_factory, watched):
    """A record translated into Arabic: whatever runs from left to right in it does not turn its tables and charts."""
    sheet = sheets(full())[0]
    arabic = replace(sheet, locale=replace(sheet.locale, language="ar"))
    folder = written(
        some((arabic,), ["statements/attacks.html", "statements/moura.html"]), tmp_path_factory.mktemp("ar")
    )
    opened = watched()
    for width in (320, 1440):
        opened.page.set_viewport_size({"width": width, "height": 900})
        for name in ("attacks", "moura"):
            page = opened.open(folder / "ar" / "statements" / f"{name}.html")
            assert page.evaluate("document.documentElement.dir") == "rtl"
            sides = page.evaluate(
                "[...document.querySelectorAll('caption, td:not(.n), tbody th, dd')]"
                ".map(each => getComputedStyle(each).textAlign)"
            )
            assert set(sides) == {"right"}
            assert page.evaluate(OUTSIDE) == []
