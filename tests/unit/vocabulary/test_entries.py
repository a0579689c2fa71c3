"""The built-in entries themselves: no clashes, sources everywhere, and the spellings that real files have."""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

import onrecord.vocabulary
from onrecord.model.vocabulary import Actor, Kind, Place
from onrecord.vocabulary import check, fold, is_country, load_builtin
from onrecord.vocabulary.patterns import matcher

VOCABULARY = load_builtin()
ENTRIES: tuple[Place | Kind | Actor, ...] = (*VOCABULARY.places, *VOCABULARY.kinds, *VOCABULARY.actors)
FOLDER = Path(onrecord.vocabulary.__file__).parent
DATA = Path(__file__).parents[4] / "shared" / "data"
UCDP = DATA / "ucdp"

needs_data = pytest.mark.skipif(not UCDP.is_dir(), reason="the real data files (../shared/data) are not here")

EVENT_FILES = ("ged211-precise.parquet", "ged231-central-african-republic.csv", "ged241-myanmar.csv")


def rows_of(query: str) -> list[tuple[Any, ...]]:
    return duckdb.connect().execute(query).fetchall()


def events(columns: str) -> Iterator[tuple[str, ...]]:
    for file in EVENT_FILES:
        path = (UCDP / file).as_posix()
        source = f"'{path}'" if file.endswith("parquet") else f"read_csv('{path}', all_varchar = true)"
        yield from rows_of(f"select distinct {columns} from {source}")


def actor_dataset() -> list[dict[str, str]]:
    with (UCDP / "actor221.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_nothing_is_wrong_with_the_built_in_entries() -> None:
    assert check(VOCABULARY) == ()


def test_counts_are_what_the_documentation_may_say() -> None:
    assert sum(is_country(place) for place in VOCABULARY.places) == 250
    assert sum(not actor.members for actor in VOCABULARY.actors) >= 200


@pytest.mark.parametrize("scheme", ["alpha2", "m49", "fips", "gw"])
def test_no_two_countries_share_a_code(scheme: str) -> None:
    codes = [code for place in VOCABULARY.places for name, code in place.codes if name == scheme]
    assert len(codes) == len(set(codes)) > 100


def test_every_country_belongs_to_one_m49_region() -> None:
    regions = ("africa", "americas", "asia", "europe", "oceania")
    found: list[str] = []
    for region in regions:
        place = VOCABULARY.place_by_id(region)
        assert place is not None
        found += VOCABULARY.countries(place)
    assert len(found) == len(set(found))
    assert {place.id for place in VOCABULARY.places if is_country(place)} - set(found) == {"ATA"}


def test_theatres_and_containing_countries_are_places() -> None:
    for actor in VOCABULARY.actors:
        assert all(VOCABULARY.place_by_id(place) for place in actor.theatre), actor.id
    for place in VOCABULARY.places:
        for scheme, code in place.codes:
            assert not scheme.endswith("_within") or VOCABULARY.place_by_id(code), place.id


def test_kinds_are_told_by_a_known_family() -> None:
    for kind in VOCABULARY.kinds:
        assert kind.matches, kind.id
        assert {family for family, _ in kind.matches} <= {"ucdp", "acled", "gdelt"}, kind.id


@needs_data
def test_every_ucdp_country_is_known() -> None:
    countries = {country for (country,) in events("country")}
    assert countries
    assert {name for name in countries if VOCABULARY.place_of_country(name) is None} == set()


@needs_data
def test_ucdp_countries_and_their_numbers_agree() -> None:
    for file in EVENT_FILES[1:]:
        path = (UCDP / file).as_posix()
        rows = rows_of(f"select distinct country, country_id from read_csv('{path}', all_varchar = true)")
        for country, number in rows:
            assert VOCABULARY.place_of_country(country) == VOCABULARY.place_of_country(number, "gw")


@needs_data
def test_every_series_country_is_known() -> None:
    path = (UCDP / "country-month-2010-2024.csv").as_posix()
    codes = [code for (code,) in rows_of(f"select distinct iso3 from '{path}'")]
    assert {code for code in codes if VOCABULARY.place_of_country(code, "iso3") is None} == set()


@needs_data
def test_every_gdelt_country_is_known() -> None:
    with (DATA / "gdelt-20180101000000.export.CSV").open(encoding="utf-8") as file:
        codes = {line.split("\t")[53] for line in file} - {"", "OS"}  # OS: the oceans
    assert {code for code in codes if VOCABULARY.place_of_country(code, "fips") is None} == set()


@needs_data
def test_every_government_of_ucdp_is_the_government_of_a_country() -> None:
    """All that UCDP calls "Government of ..." and that is a state of today is one of the governments by rule."""
    tests = [
        VOCABULARY.actor_matches(government)
        for place in VOCABULARY.places
        if is_country(place) and (government := VOCABULARY.government(place))
    ]
    names = {row["NameData"] for row in actor_dataset() if row["NameData"].startswith("Government of ")}
    unknown = {name for name in names if sum(test(name) for test in tests) != 1}
    assert unknown == {
        "Government of Czechoslovakia",
        "Government of Hyderabad",
        "Government of South Vietnam",
        "Government of South Yemen",
    }


@needs_data
def test_spellings_said_to_be_ucdps_are_in_its_files() -> None:
    names = {row["NameData"].strip() for row in actor_dataset()}
    for sides in events("side_a, side_b"):
        names |= {name.strip() for side in sides for name in side.split(", ")}
    missing = []
    for file in ("actors.toml", "classes.toml"):
        for identifier, entry in tomllib.loads((FOLDER / file).read_text(encoding="utf-8")).items():
            for spelling in entry.get("spellings", {}).get("ucdp", ()) if identifier != "defaults" else ():
                if not any(map(matcher([spelling]), names)):
                    missing.append((identifier, spelling))
    assert missing == []


@needs_data
def test_most_deaths_have_a_named_side() -> None:
    """The actors listed cover most deaths of the event data: the list follows the wars, not the headlines."""
    path = (UCDP / EVENT_FILES[0]).as_posix()
    rows = rows_of(f"select side_a, side_b, sum(best) from '{path}' group by all")
    known = [VOCABULARY.actor_matches(actor) for actor in VOCABULARY.actors if actor.id != "state-forces"]
    cache: dict[str, bool] = {}

    def named(side: str) -> bool:
        for name in side.split(", "):
            if name not in cache:
                cache[name] = any(test(name) for test in known)
            if cache[name]:
                return True
        return False

    # Deaths in which no non-state actor took part cannot have one that is listed.
    relevant = [(a, b, best) for a, b, best in rows if not (a.startswith("Government") and b == "Civilians")]
    covered = sum(best for a, b, best in relevant if named(a) or named(b))
    assert covered / sum(best for _, _, best in relevant) > 0.9


def test_ids_are_slugs() -> None:
    for entry in ENTRIES:
        if isinstance(entry, Place) and is_country(entry):
            continue
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", entry.id), entry.id


def test_a_region_says_whole_countries_where_it_is_only_a_part_of_them() -> None:
    for identifier in ("liptako-gourma", "lake-chad-basin"):
        place = VOCABULARY.place_by_id(identifier)
        assert place is not None
        assert "whole countries" in place.source


def test_no_alias_repeats_the_name_of_its_entry() -> None:
    for entry in ENTRIES:
        keys = [fold(name) for name in (entry.name, *entry.aliases)]
        assert len(keys) == len(set(keys)), entry.id
