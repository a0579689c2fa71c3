"""Datasets that are open in one connection, for dossiers that are checked together: a file is read once.

Two dossiers mean the same dataset where the file has the same bytes and is to be read in the same way. What they call
it, and what they say of it beside, is each one's own. May import: model,
sibling modules.
"""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path

from onrecord.data.connection import table_name
from onrecord.data.extent import called_candidate
from onrecord.data.files import sha256_of
from onrecord.data.lag import stated
from onrecord.model.dataset import Dataset, DatasetSpec
from onrecord.model.finding import Finding, Span

_BESIDE = (
    "id", "path", "span", "title", "source", "version", "accessed", "licence", "access", "redistribute", "sha256",
    "lag",
)  # fmt: skip
"""What is said of a dataset that does not change how its file is read."""
Result = tuple[Dataset | None, tuple[Finding, ...]]


class Shelf:
    """The datasets of one connection, by what their files hold. ``name`` sets its tables apart from another one's."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._there: dict[tuple[str, DatasetSpec], tuple[DatasetSpec, Result]] = {}
        self._tables = 0
        self._hashes: dict[tuple[int, int, int, int, int], str] = {}

    def sha256_of(self, path: Path) -> str:
        """The hash of a file, taken once where several dossiers have it by links. Raises ``OSError``."""
        one = path.stat()
        key = (one.st_dev, one.st_ino, one.st_size, one.st_mtime_ns, one.st_ctime_ns)
        if key not in self._hashes:
            self._hashes[key] = sha256_of(path)
        return self._hashes[key]

    def table(self, spec: DatasetSpec) -> str:
        """A name for the table of a dataset that nothing has yet."""
        self._tables += 1
        return table_name(f"{self._name}_{self._tables}_{spec.id}")

    def find(self, spec: DatasetSpec, content: str) -> Result | None:
        """The dataset of a file with this content, as ``spec`` calls it."""
        there = self._there.get((content, _read_alike(spec)))
        if there is None:
            return None
        former, (dataset, findings) = there
        if findings and (former.id, former.path) != (spec.id, spec.path):
            return None  # they speak of the file by its name
        told = tuple(replace(one, span=spec.span) if one.span == former.span else one for one in findings)
        if dataset is None:
            return None, told
        own = {
            one.name: getattr(dataset.spec, one.name)
            for one in fields(DatasetSpec)
            if getattr(dataset.spec, one.name) != getattr(former, one.name)
        }
        return replace(dataset, spec=replace(spec, **own), lag=stated(spec, dataset.has)), told

    def put(self, spec: DatasetSpec, content: str, result: Result) -> None:
        """Keep what a file came to."""
        self._there[content, _read_alike(spec)] = spec, result


def _read_alike(spec: DatasetSpec) -> DatasetSpec:
    """A dataset without what does not change how its file is read; of its names only whether they are those of a
    candidate release, whose coverage is another."""
    bare = DatasetSpec("", "", Span(""))
    candidate = called_candidate(spec.path, spec.version, spec.title)
    return replace(
        spec, **{name: getattr(bare, name) for name in _BESIDE} | {"title": "candidate" if candidate else ""}
    )
