"""Editions of any size, and hostile ones, made of one that was frozen: for tests of layout."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import cycle, islice

from onrecord.model.dossier import Source
from onrecord.model.edition import Edition, PublishedClaim

HOSTILE = (
    "<script>alert(1)</script>",
    '#panic("x") $sum$ *bold* _it_ @ref <label> `raw` \\u{41} [content] #import "/etc/passwd"',
    "x" * 10_000,
    "\u202egnp.exe\u202c and \u2066isolated\u2069",
    "\U0001f600\u2764\ufe0f\U0001f468\u200d\U0001f469\u200d\U0001f467 \U0001f1f2\U0001f1f1",
    "مرحبا بالعالم 123",
    "bell \x07 null \x00 tab\tnewline\nseparator\u2028end",
    "习近平 हिन्दी \ue000 \ufffd \U000e0041 a\u0651 " + "e" + "\u0301" * 50,
    "javascript:alert(1) <img src=x onerror=alert(2)> {{role}} {name} %s",
)
"""What no output may read as markup, cut off or fail on."""


def multiplied(edition: Edition, claims: int, statements: int) -> Edition:
    """An edition with so many claims and, in all, so many statements, made of those of another one."""
    versions = []
    for version in edition.versions:
        share, more = divmod(statements, claims)
        entries = cycle(version.entries)
        made = []
        for number, each in enumerate(islice(cycle(version.claims), claims)):
            own = islice(entries, share + (number < more))
            renamed = tuple(
                replace(one, statement=replace(one.statement, id=f"{one.statement.id}-{number}-{place}"))
                for place, one in enumerate(own)
            )
            claim = replace(each.claim, id=f"{each.claim.id}-{number}")
            made.append(PublishedClaim(claim, renamed, each.language))
        versions.append(replace(version, claims=tuple(made)))
    return replace(edition, versions=tuple(versions))


def worded(edition: Edition, word: Callable[[int], str]) -> Edition:
    """An edition in which every text that a person wrote is another one: ``word`` is given a running number."""
    numbers = iter(range(10**9))

    def text() -> str:
        return word(next(numbers))

    versions = []
    for version in edition.versions:
        claims = []
        for each in version.claims:
            claim = each.claim
            appearances = tuple(replace(one, where=text()) for one in claim.appearances)
            rating = replace(claim.rating, because=text(), by=text()) if claim.rating else None
            entries = tuple(
                replace(
                    one,
                    statement=replace(one.statement, text=text()),
                    outcome=replace(one.outcome, why=text()),
                )
                for one in each.entries
            )
            changed = replace(claim, claim=text(), claimant=text(), appearances=appearances, rating=rating)
            claims.append(replace(each, claim=changed, entries=entries))
        versions.append(replace(version, title=text(), subject=text(), claims=tuple(claims)))
    sources: tuple[Source, ...] = tuple(
        replace(one, title=text(), publisher=text(), author=text()) for one in edition.sources
    )
    publisher = replace(edition.publisher, name=text()) if edition.publisher else None
    return replace(edition, versions=tuple(versions), sources=sources, publisher=publisher)


def hostile(edition: Edition) -> Edition:
    """An edition with something hostile in every text."""
    return worded(edition, lambda number: HOSTILE[number % len(HOSTILE)])
