"""Editions of the example and of small dossiers, frozen once for all tests that render."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from onrecord.building import sheets_of
from onrecord.freezing import freeze
from onrecord.model.edition import Edition
from onrecord.render.publish.shown import Sheet
from onrecord.render.publish.theme import load_theme

EXAMPLE = Path(__file__).parents[2] / "examples" / "mali-2022"
DAY = date(2026, 11, 23)


@cache
def example() -> Edition:
    """The example, frozen."""
    edition = freeze(EXAMPLE, DAY).edition
    assert edition is not None
    return edition


@cache
def example_sheets() -> tuple[Sheet, ...]:
    """The example's sheets, in each of its languages."""
    return sheets_of(example(), load_theme())


def frozen(root: Path) -> Edition:
    """The edition of a dossier that must freeze."""
    found = freeze(root, DAY)
    assert found.edition is not None, [one.message for one in found.report.findings]
    return found.edition


def sheets(root: Path) -> tuple[Sheet, ...]:
    """The sheets of a dossier, with the theme in its own folder."""
    return sheets_of(frozen(root), load_theme(root / "theme"))
