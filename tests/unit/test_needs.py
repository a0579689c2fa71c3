"""What is suggested for an unverifiable statement: population, one dataset of two, names as the data write them."""

from __future__ import annotations

from pathlib import Path

from tests.support.commands import small

from onrecord.model.figure import Outcome, Verdict
from onrecord.pipeline import check

WAS = "peacekeepers in Mali in 2021 are about 15,000"


def outcome(dossier: Path, reading: str) -> Outcome:
    claim = dossier / "claims" / "safety.md"
    text = claim.read_text()
    assert WAS in text
    claim.write_text(text.replace(WAS, reading))
    found = check(dossier).outcome("peacekeepers")
    assert found is not None and found.verdict is Verdict.UNVERIFIABLE, found
    return found


def test_a_rate_per_people_needs_a_population(tmp_path: Path) -> None:
    found = outcome(small(tmp_path), "deaths per 100,000 people in Mali in 2021 are about 15")
    assert found.needs == "a series with columns for deaths and for population, for Mali, in 2021"


def test_a_misspelt_actor_has_the_nearest_names_of_the_data(tmp_path: Path) -> None:
    found = outcome(small(tmp_path), 'deaths involving "JNIN" in Mali in 2021 are 5')
    assert 'the names in events nearest to "JNIN": "JNIM"' in found.notes
    assert 'the names in events nearest to "JNIN": "JNIM"' in found.findings[0].why


def test_a_misspelt_area_has_the_nearest_names_of_the_data(tmp_path: Path) -> None:
    found = outcome(small(tmp_path), 'deaths in "Gaoo" in Mali in 2021 are 5')
    assert any(note.startswith('the names in events nearest to "Gaoo": "Gao') for note in found.notes)


def test_a_name_like_none_has_no_suggestion(tmp_path: Path) -> None:
    found = outcome(small(tmp_path), 'deaths in "Xyzzy" in Mali in 2021 are 5')
    assert not found.notes


def test_two_countries_in_two_files_want_one_dataset(tmp_path: Path) -> None:
    dossier = small(tmp_path)
    settings = dossier / "dossier.toml"
    added = ""
    for name in ("Kenya", "Uganda"):
        low = name.lower()
        rows = "".join(f"{name},2021-{month:02},1\n" for month in range(1, 13))
        (dossier / "data" / f"{low}.csv").write_text(f"country,month,deaths\n{rows}")
        added += f'\n[datasets.{low}]\npath = "data/{low}.csv"\nquantity = "deaths"\n'
    settings.write_text(settings.read_text() + added)
    found = outcome(dossier, "deaths in Kenya in 2021 exceed those in Uganda")
    assert found.needs == (
        "one dataset that holds Kenya and Uganda, since a statement asks one at a time: put the rows of kenya and "
        "uganda together"
    )
