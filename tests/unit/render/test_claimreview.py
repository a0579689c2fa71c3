"""ClaimReview as published: by the rules, one on a page, saying what the page says, and inert in a script element."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest
from tests.support.editions import example

from onrecord.building import sheets_of
from onrecord.checks.claim_review import faults
from onrecord.model.dates import PartialDate
from onrecord.model.dossier import Publisher, Rating
from onrecord.model.edition import Change, Correction, Edition, PublishedClaim
from onrecord.render.charts import Charts
from onrecord.render.claimreview import files, item, json_ld, page_address, web
from onrecord.render.publish.theme import load_theme

PUBLISHER = Publisher("A desk", "https://desk.example", corrections="https://desk.example/corrections")
SITE = "https://desk.example/mali/"


@pytest.fixture(scope="module")
def edition() -> Edition:
    """The example as if it stood on a site, its claims rated."""
    made = replace(example(), publisher=PUBLISHER, address=SITE)
    return replace(made, versions=tuple(replace(each, claims=tuple(map(rated, each.claims))) for each in made.versions))


def rated(each: PublishedClaim) -> PublishedClaim:
    rating = Rating("moves backward", "An editor", PartialDate(2026, 11, 23), "the record says so")
    return replace(each, claim=replace(each.claim, rating=rating))


def sheet_of(edition: Edition):
    return sheets_of(edition, load_theme())[0]


def test_every_claim_of_the_example_keeps_every_rule_once_it_has_a_site(edition):
    made = sheet_of(edition)
    assert len(made.claims) == 8
    for claim in made.claims:
        document = json.loads(json_ld(made, claim))
        assert faults(document, SITE, edition.scale) == ()
        assert document["url"] == SITE + claim.path
        assert document["claimReviewed"] == claim.text
        assert document["reviewRating"]["alternateName"] == claim.rating.words
        assert "ratingValue" not in document["reviewRating"]


def test_a_language_has_its_own_pages_and_file(edition):
    french = replace(edition.first, language="fr")
    two = replace(edition, versions=(edition.first, french))
    made = sheets_of(two, load_theme())
    assert page_address(made[1], made[1].claims[0]).startswith(SITE + "fr/claims/")
    paths = [each.path for each in files(made, Charts(), lambda text: None)]
    assert paths == ["claimreview.json", "fr/claimreview.json"]
    feed = json.loads(next(iter(files(made[1:], Charts(), lambda text: None))).content)
    assert [each["item"]["@type"] for each in feed["dataFeedElement"]] == ["ClaimReview"] * 8
    assert feed["dataFeedElement"][0]["item"]["reviewRating"]["alternateName"] == "Recule"


def test_a_claim_that_is_called_unrated_is_no_review():
    made = sheet_of(example())
    assert [each.rating.movement.value for each in made.claims] == ["unrated"] * 8
    assert {item(made, each)["@type"] for each in made.claims} == {"Claim"}


def test_a_claim_without_a_rating_is_no_review(edition):
    made = sheet_of(edition)
    first = made.claims[0]
    bare = replace(first, claim=replace(first.claim, rating=None))
    assert item(made, bare)["@type"] == "Claim"


def test_corrections_come_with_the_claim_they_are_of(edition):
    id = edition.first.claims[0].claim.id
    kept = Correction(date(2026, 11, 24), Change.CORRECTION, id, "", "It said 40.", "A typing error.")
    other = replace(kept, claim="another")
    made = sheet_of(replace(edition, corrections=(kept, other)))
    document = json.loads(json_ld(made, made.claims[0]))
    assert document["correction"] == [
        {"@type": "CorrectionComment", "text": "It said 40. A typing error.", "datePublished": "2026-11-24"}
    ]
    assert faults(document, SITE) == ()
    assert "correction" not in json.loads(json_ld(made, made.claims[1]))


def test_nothing_in_a_dossier_ends_the_script_element(edition):
    made = sheet_of(edition)
    evil = replace(made.claims[0], text="</script><script>alert(1)</script><!-- &amp; \u2028")
    text = json_ld(made, evil)
    assert not set("<>&\u2028") & set(text)
    assert json.loads(text)["claimReviewed"] == evil.text
    turned = replace(made.claims[0], text="a \u202edrow\u202c b")
    assert json.loads(json_ld(made, turned))["claimReviewed"] == "a [U+202E]drow[U+202C] b"


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "//host/x", "https://a b.example", "", "x"])
def test_only_web_addresses_become_links(url):
    assert web(url) is None
    assert web("HTTPS://desk.example/a") == "HTTPS://desk.example/a"


def test_claims_say_who_made_them_and_when_first(edition):
    made = sheet_of(edition)
    claim = next(each for each in made.claims if len(each.claim.appearances) > 1)
    entry = item(made, claim)["itemReviewed"]
    days = [each["datePublished"] for each in entry["appearance"] if "datePublished" in each]
    assert days == sorted(days)
    assert entry["datePublished"] == days[0]
    person = replace(claim, claim=replace(claim.claim, claimant_type="person"))
    assert item(made, person)["itemReviewed"]["author"]["@type"] == "Person"
