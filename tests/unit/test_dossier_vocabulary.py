"""Names of dossier.toml and vocabulary.toml that nobody knows are found before any reading asks for them."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.support.commands import small

from onrecord.dossier_vocabulary import vocabulary_of
from onrecord.model.finding import Finding
from onrecord.text import load_dossier

SOURCED = 'source = "events"\n'


def found(dossier: Path) -> list[Finding]:
    loaded, _ = load_dossier(dossier)
    assert loaded is not None
    return list(vocabulary_of(loaded)[1])


def test_a_dataset_of_a_place_nobody_knows(tmp_path: Path) -> None:
    dossier = small(tmp_path)
    settings = dossier / "dossier.toml"
    settings.write_text(settings.read_text().replace('"Mali", "Niger"', '"Mali", "Nigr"'))
    (one,) = found(dossier)
    assert (one.code, one.message) == ("OR019", '[datasets.events], places: no place is called "Nigr"')
    assert "Niger" in one.why[0]


def test_a_dataset_of_a_kind_nobody_knows(tmp_path: Path) -> None:
    dossier = small(tmp_path)
    settings = dossier / "dossier.toml"
    settings.write_text(settings.read_text().replace('aggregate = "mean"', 'kind = "atacks on civilians"'))
    (one,) = found(dossier)
    assert one.code == "OR019" and "attacks on civilians" in one.why[0]


@pytest.mark.parametrize("name", ["the world", "World", "worldwide", "Mali"])
def test_places_that_are_known(tmp_path: Path, name: str) -> None:
    dossier = small(tmp_path)
    settings = dossier / "dossier.toml"
    settings.write_text(settings.read_text().replace('"Mali", "Niger"', f'"{name}"'))
    assert found(dossier) == []


def test_a_dataset_may_name_a_place_that_vocabulary_toml_adds(tmp_path: Path) -> None:
    dossier = small(tmp_path)
    settings = dossier / "dossier.toml"
    settings.write_text(settings.read_text().replace('"Mali", "Niger"', '"the lost lands"'))
    (dossier / "vocabulary.toml").write_text(f'[[places]]\nid = "lost"\nname = "the lost lands"\n{SOURCED}')
    assert found(dossier) == []


def test_an_entry_that_would_change_a_known_one_is_found_with_its_place(tmp_path: Path) -> None:
    dossier = small(tmp_path)
    text = f'[[places]]\nid = "MLI"\nname = "Mali and friends"\n{SOURCED}members = ["NER"]\n'
    (dossier / "vocabulary.toml").write_text(text)
    one, other = found(dossier)
    assert [str(each.span) for each in (one, other)] == ["vocabulary.toml:1:1"] * 2
    assert {each.message.split(":")[0] for each in (one, other)} == {'place "MLI", id', 'place "MLI", members'}
