"""The rules of ClaimReview: a document that keeps them has no faults, and each rule broken is named."""

from __future__ import annotations

import copy

import pytest

from onrecord.checks.claim_review import faults

SITE = "https://desk.example/mali/"
GOOD: dict = {
    "@context": "https://schema.org",
    "@type": "ClaimReview",
    "url": SITE + "claims/a.html",
    "datePublished": "2022-06-30",
    "author": {"@type": "Organization", "name": "A desk", "url": "https://desk.example"},
    "claimReviewed": "All is well.",
    "itemReviewed": {
        "@type": "Claim",
        "author": {"@type": "Person", "name": "The minister"},
        "datePublished": "2022-05",
        "appearance": [{"@type": "CreativeWork", "url": "https://paper.example/1"}],
    },
    "reviewRating": {"@type": "Rating", "alternateName": "Moves backward"},
}


def changed(path: str, value: object) -> dict:
    made = copy.deepcopy(GOOD)
    *way, last = path.split(".")
    inner = made
    for name in way:
        inner = inner[name]
    if value is None:
        del inner[last]
    else:
        inner[last] = value
    return made


def test_a_document_that_keeps_the_rules_has_no_fault():
    assert faults(GOOD, SITE, ("moves backward",)) == ()
    assert faults(GOOD) == ()


@pytest.mark.parametrize(
    "path, value, fault",
    [
        ("@context", "https://other.example", "@context is not"),
        ("claimReviewed", None, "claimReviewed is missing"),
        ("claimReviewed", "It moves backward.", 'holds the rating "moves backward"'),
        ("url", None, "url is missing"),
        ("url", "claims/a.html", "url is missing, or no web address"),
        ("url", "https://other.example/mali/claims/a.html", "url is not on"),
        ("url", "https://desk.example/other/a.html", "url is not on"),
        ("author", None, "author is missing"),
        ("author.url", None, "author has no url"),
        ("author.name", "", "author has no name"),
        ("reviewRating", None, "reviewRating is missing"),
        ("reviewRating.alternateName", None, "no alternateName"),
        ("reviewRating.ratingValue", 2, "has worstRating, ratingValue and bestRating"),
        ("datePublished", "30 June 2022", "no date of ISO 8601"),
        ("datePublished", "2022-02-30", "no date of ISO 8601"),
        ("datePublished", "2022-04-30", "made after it was reviewed"),
        ("itemReviewed.@type", "CreativeWork", "itemReviewed is no Claim"),
        ("itemReviewed.author", {"name": "The minister"}, "no author that is"),
        ("itemReviewed.appearance", None, "neither appearance nor firstAppearance"),
        ("itemReviewed.appearance", ["javascript:alert(1)"], "an appearance has no web address"),
        ("correction", {"@type": "CorrectionComment"}, "no CorrectionComment with a text"),
    ],
)
def test_each_rule_that_is_broken_is_named(path, value, fault):
    found = faults(changed(path, value), SITE, ("moves backward",))
    assert len(found) == 1
    assert fault in found[0]


@pytest.mark.parametrize(
    "numbers, fault",
    [
        ((0, 1, 5), "at least 1"),
        ((5, 5, 5), "below bestRating"),
        ((1, 6, 5), "lies outside"),
        ((1, "x", 5), "has worst"),
    ],
)
def test_numbers_of_a_rating_lie_on_a_scale_where_higher_is_truer(numbers, fault):
    made = copy.deepcopy(GOOD)
    made["reviewRating"] |= dict(zip(("worstRating", "ratingValue", "bestRating"), numbers, strict=True))
    (found,) = faults(made)
    assert fault in found
    made["reviewRating"] |= {"worstRating": 1, "ratingValue": 3, "bestRating": 5}
    assert faults(made) == ()


def test_a_page_has_one_review():
    assert faults({"@context": "https://schema.org", "@graph": [GOOD, GOOD]}) == (
        "it has 2 ClaimReviews; a page has one",
    )
    assert faults({"@type": "Claim"}) == ("it has 0 ClaimReviews; a page has one",)
    assert faults([GOOD]) == ("it is no JSON object",)
