"""docs/dossier.md: its examples load without a finding, and it names every field and block there is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from onrecord.model.blocks import Standing, Step
from onrecord.text import additions, blocks, claims, format_dossier, load_dossier, settings
from onrecord.text.markdown import TYPED
from onrecord.text.quote_block import QUOTE_FIELDS

DOC = (Path(__file__).parents[3] / "docs" / "dossier.md").read_text()
_EXAMPLE = re.compile(r"^(`{3,})\w+ (\S+)\n(.*?)^\1$", re.MULTILINE | re.DOTALL)

FIELDS = {
    name
    for group in [
        settings.DOSSIER_FIELDS, settings.PUBLISHER_FIELDS, settings.RATING_FIELDS, settings.DATASET_FIELDS,
        settings.SNAPSHOT_FIELDS, settings.ARCHIVE_FIELDS, claims.CLAIM_FIELDS, claims.APPEARANCE_FIELDS,
        claims.RATING_FIELDS,
        additions.PLACE_FIELDS, additions.KIND_FIELDS, additions.ACTOR_FIELDS,
        additions.EVENT_FIELDS, QUOTE_FIELDS, *blocks.BLOCK_FIELDS.values(),
        *blocks.ENTRY_FIELDS.values(),
    ]
    for name in group
}  # fmt: skip


def test_the_examples_are_a_clean_dossier(tmp_path: Path) -> None:
    found = {name: text for _, name, text in _EXAMPLE.findall(DOC)}
    assert sorted(found) == ["claims/security.md", "dossier.toml", "sources.json", "vocabulary.toml"]
    for name, text in found.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    dossier, findings = load_dossier(tmp_path)
    assert [str(each) for each in findings] == []
    assert dossier is not None
    assert len(dossier.statements) == 2
    unformatted = [each.path for each in format_dossier(tmp_path) if each.changed]
    assert unformatted == ["sources.json"]  # shorter than its canonical form


@pytest.mark.parametrize("name", sorted(FIELDS | set(TYPED)))
def test_every_field_is_named(name: str) -> None:
    assert re.search(rf"`{name}`|\*\*{name}\*\*|`{name}[:,\] ]", DOC)


def test_every_value_is_named() -> None:
    for value in (*Step, *Standing):
        assert value.value in DOC
