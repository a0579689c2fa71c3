"""ClaimReview markup held against the rules that it has to keep: a document in, its faults out.

``faults`` takes what a page carries, as parsed JSON, whoever wrote it. The rules are schema.org's types and Google's
requirements for ClaimReview (docs/standards.md has the sources): what must be there, what may not be, and that it is on
the site it speaks for. Imports the standard library only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from urllib.parse import urlsplit

ADVISED = 75
"""Characters of ``claimReviewed`` that are shown whole, by Google's rules."""
_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?(T.*)?\Z")
_CONTEXTS = ("https://schema.org", "http://schema.org", "https://schema.org/", "http://schema.org/")


def faults(document: object, site: str = "", scale: Sequence[str] = ()) -> tuple[str, ...]:
    """What is wrong with one page's ClaimReview, each in a sentence; empty if nothing is.

    ``site`` is the address under which the page stands, ``scale`` the words of the ratings, none of which may stand in
    the claim. What is only advised is not a fault.
    """
    if not isinstance(document, Mapping):
        return ("it is no JSON object",)
    reviews = list(_reviews(document))
    if len(reviews) != 1:
        return (f"it has {len(reviews)} ClaimReviews; a page has one",)
    context = document.get("@context")
    found = [] if context in _CONTEXTS else ["@context is not https://schema.org"]
    return (*found, *_review(reviews[0], site, scale))


def _reviews(value: object) -> Iterator[Mapping[str, object]]:
    if isinstance(value, Mapping):
        if value.get("@type") == "ClaimReview":
            yield value
        for each in value.values():
            yield from _reviews(each)
    elif isinstance(value, list):
        for each in value:
            yield from _reviews(each)


def _review(review: Mapping[str, object], site: str, scale: Sequence[str]) -> Iterator[str]:
    claimed = _text(review, "claimReviewed")
    if not claimed:
        yield "claimReviewed is missing"
    held = [value for value in scale if len(value) > 3 and value.casefold() in claimed.casefold()]
    if held:
        yield f'claimReviewed holds the rating "{held[0]}"'
    url = _text(review, "url")
    if not _is_web(url):
        yield "url is missing, or no web address"
    elif site and not _on(url, site):
        yield f"url is not on {site}"
    yield from _author(review.get("author"))
    yield from _rating(review.get("reviewRating"))
    for name in ("datePublished", "dateModified"):
        if name in review and not _is_day(_text(review, name)):
            yield f"{name} is no date of ISO 8601"
    if "itemReviewed" in review:
        yield from _claim(review["itemReviewed"], _text(review, "datePublished"))
    corrections = review.get("correction", [])
    for each in corrections if isinstance(corrections, list) else [corrections]:
        if not isinstance(each, Mapping) or each.get("@type") != "CorrectionComment" or not _text(each, "text"):
            yield "a correction is no CorrectionComment with a text"


def _author(author: object) -> Iterator[str]:
    """The checker: an organisation with a name and, so that readers can judge it, an address."""
    if not isinstance(author, Mapping) or author.get("@type") not in (
        "Organization",
        "Person",
        "NewsMediaOrganization",
    ):
        yield "author is missing, or neither an Organization nor a Person"
        return
    if not _text(author, "name"):
        yield "author has no name"
    if not _is_web(_text(author, "url")):
        yield "author has no url"


def _rating(rating: object) -> Iterator[str]:
    if not isinstance(rating, Mapping) or rating.get("@type") != "Rating":
        yield "reviewRating is missing, or no Rating"
        return
    if not _text(rating, "alternateName"):
        yield "reviewRating has no alternateName, the words that readers see"
    numbers = {name: rating[name] for name in ("worstRating", "ratingValue", "bestRating") if name in rating}
    if not numbers:
        return
    values = [_number(numbers.get(name)) for name in ("worstRating", "ratingValue", "bestRating")]
    worst, value, best = values
    if worst is None or value is None or best is None:
        yield "a rating in numbers has worstRating, ratingValue and bestRating"
    elif not 1 <= worst < best:
        yield "worstRating is at least 1 and below bestRating"
    elif not worst <= value <= best:
        yield "ratingValue lies outside worstRating and bestRating"


def _claim(claim: object, reviewed: str) -> Iterator[str]:
    if not isinstance(claim, Mapping) or claim.get("@type") != "Claim":
        yield "itemReviewed is no Claim"
        return
    author = claim.get("author")
    if not isinstance(author, Mapping) or author.get("@type") not in ("Organization", "Person"):
        yield "itemReviewed has no author that is an Organization or a Person"
    elif not _text(author, "name"):
        yield "the author of itemReviewed has no name"
    made = _text(claim, "datePublished")
    if made and not _is_day(made):
        yield "datePublished of itemReviewed is no date of ISO 8601"
    elif made and reviewed and _is_day(reviewed) and made[: len(reviewed)] > reviewed[: len(made)]:
        yield "the claim was made after it was reviewed"
    works = claim.get("appearance", [])
    works = works if isinstance(works, list) else [works]
    first = [claim["firstAppearance"]] if "firstAppearance" in claim else []
    if not works and not first:
        yield "itemReviewed has neither appearance nor firstAppearance"
    for each in (*works, *first):
        url = each if isinstance(each, str) else _text(each, "url") if isinstance(each, Mapping) else ""
        if url and not _is_web(url):
            yield f'an appearance has no web address: "{url[:80]}"'


def _text(value: Mapping[str, object], name: str) -> str:
    found = value.get(name)
    return found.strip() if isinstance(found, str) else ""


def _number(value: object) -> float | None:
    try:
        return float(value) if isinstance(value, int | float | str) else None
    except ValueError:
        return None


def _is_day(text: str) -> bool:
    if not _DAY.match(text):
        return False
    try:
        date.fromisoformat({4: f"{text}-01-01", 7: f"{text}-01"}.get(len(text), text[:10]))
    except ValueError:
        return False
    return True


def _is_web(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)


def _on(url: str, site: str) -> bool:
    one, other = urlsplit(url), urlsplit(site)
    return one.netloc.casefold() == other.netloc.casefold() and one.path.startswith(other.path)
