"""Opening a data file in a test."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from onrecord.data.connection import connect
from onrecord.data.open import open_dataset
from onrecord.model.dataset import Dataset, DatasetSpec
from onrecord.model.finding import Finding, Span
from onrecord.pipeline import country_lookup
from onrecord.vocabulary import load_builtin

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"
HERE = Span("dossier.toml", 7, 1)


@cache
def lookup() -> Callable[[str, str | None], str | None]:
    """How the country of a raw value is found, by the built-in vocabulary."""
    return country_lookup(load_builtin())


def shared(name: str) -> Path:
    """A file of the shared real data; the test is skipped where there is none."""
    path = SHARED / name
    if not path.is_file():
        pytest.skip(f"the real data file {name} is not beside the project")
    return path


class Opened:
    """What came of opening a file: the dataset, the findings and the rows."""

    def __init__(self, file: Path, root: Path | None = None, /, **spec: Any) -> None:
        root = root or file.parent
        base = DatasetSpec(id=spec.pop("id", "d"), path=spec.pop("path", file.name), span=HERE)
        self.con = connect()
        self.dataset: Dataset | None
        self.findings: tuple[Finding, ...]
        self.dataset, self.findings = open_dataset(replace(base, **spec), root, self.con, lookup())

    @property
    def ok(self) -> Dataset:
        """The dataset, which must have been opened."""
        assert self.dataset is not None, [str(item) for item in self.findings]
        return self.dataset

    @property
    def codes(self) -> list[str]:
        """The codes of all findings."""
        return [item.code for item in self.findings]

    def one(self, sql: str) -> Any:
        """The first value of a query, with {t} for the table."""
        row = self.con.execute(sql.format(t=self.ok.table)).fetchone()
        assert row
        return row[0]

    def rows(self, columns: str = "*", order: str = "row") -> list[tuple[Any, ...]]:
        """Rows of the normalised table."""
        return self.con.execute(f"SELECT {columns} FROM {self.ok.table} ORDER BY {order}").fetchall()


def opened(path: Path, **spec: Any) -> Opened:
    """Open one file that stands in its own folder."""
    return Opened(path, **spec)


def write(path: Path, text: str) -> Path:
    """Write a text file, byte for byte."""
    path.write_bytes(text.encode())
    return path
