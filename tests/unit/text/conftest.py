"""A dossier in a folder from a few texts, and its findings in short."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.model.dossier import Dossier
from onrecord.model.finding import Finding
from onrecord.text import load_dossier

TOML = 'title = "T"\nas_of = 2022-03-31\n'
SOURCES = '[{"id": "ged", "type": "dataset", "title": "G"}, {"id": "hrw-moura", "type": "report", "title": "H"}]\n'
HEAD = "---\nclaim: C\nclaimant: D\n---\n"
ITEM = "- A [@ged; @hrw-moura].\n"

Loaded = tuple[Dossier, list[str], tuple[Finding, ...]]
Load = Callable[..., Loaded]


@pytest.fixture
def load(tmp_path: Path) -> Load:
    """Load a dossier made of the files given over a clean one; findings also as "line:column CODE message"."""

    def loader(**files: str | bytes | None) -> Loaded:
        names = {"toml": "dossier.toml", "claim": "claims/c.md", "sources": "sources.json", "bib": "sources.bib",
                 "vocabulary": "vocabulary.toml", "snapshots": "data/snapshots.toml"}  # fmt: skip
        base: dict[str, str | bytes | None] = {"toml": TOML, "claim": HEAD + ITEM, "sources": SOURCES}
        for name, content in {**base, **files}.items():
            path = tmp_path / names.get(name, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            if content is not None:
                path.write_bytes(content if isinstance(content, bytes) else content.encode())
        dossier, findings = load_dossier(tmp_path)
        assert dossier is not None, findings
        seen = [f for f in findings if f.code != "OR109"]
        return dossier, [f"{f.span.line}:{f.span.column} {f.code} {f.message}" for f in seen], findings

    return loader
