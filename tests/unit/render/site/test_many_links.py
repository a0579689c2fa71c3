"""A long dossier: every link of its site leads somewhere."""

from __future__ import annotations

from dataclasses import replace

from tests.support.editions import example
from tests.support.many import multiplied
from tests.support.pages import broken, made
from tests.support.published import sheets


def test_every_link_of_a_long_dossier_leads_somewhere():
    edition = example()
    first = replace(edition, versions=edition.versions[:1])
    long = multiplied(first, 30, 200)
    found = sheets(long)
    pages = made(found)
    assert sum(path.startswith("statements/") for path in pages) == 200
    assert list(broken(pages, long)) == []
