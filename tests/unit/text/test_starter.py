"""The small dossier of ``onrecord new``."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from onrecord.model.blocks import Reply
from onrecord.text import load_dossier, new_dossier

AS_OF = date(2022, 3, 31)


def test_it_is_clean_and_small(tmp_path: Path) -> None:
    root = tmp_path / "a" / "b"
    files = new_dossier(root, 'Mali "2022"', AS_OF)
    assert files == ("dossier.toml", "claims/first.md", "sources.json", "data/example.csv")
    dossier, findings = load_dossier(root)
    assert findings == ()
    assert dossier is not None
    assert (dossier.title, dossier.as_of) == ('Mali "2022"', AS_OF)
    first, second = dossier.statements
    assert first.reads is not None
    assert first.reads.text == "deaths in Mali in 2021 exceed those in 2020"
    assert isinstance(second.blocks[0], Reply)
    assert "PLACEHOLDER" in (root / "dossier.toml").read_text()


def test_a_folder_with_anything_in_it_is_refused(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    with pytest.raises(FileExistsError):
        new_dossier(tmp_path, "T", AS_OF)
    (tmp_path / "file").write_text("")
    with pytest.raises(FileExistsError):
        new_dossier(tmp_path / "file", "T", AS_OF)
    assert sorted(path.name for path in tmp_path.iterdir()) == [".git", "file"]
