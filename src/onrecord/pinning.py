"""Pinning data files: the hash of each, held against data/snapshots.toml, and the text of that file with new hashes.

Joins the text and the data packages, as ``onrecord.pipeline`` does. Nothing is written here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from onrecord.data.files import locate, sha256_of, unreadable
from onrecord.data.snapshots import chosen, read_book, stored_name
from onrecord.model.dataset import DatasetSpec
from onrecord.model.dossier import Dossier
from onrecord.model.finding import Finding, Severity
from onrecord.text.settings import SNAPSHOTS
from onrecord.text.toml_scan import scan

_BARE = re.compile(r"[A-Za-z0-9_-]+\Z")


@dataclass(frozen=True, slots=True)
class Pin:
    """A dataset with the hash that is pinned (or nothing) and that of its file. ``fault``: it cannot be hashed."""

    dataset: str
    path: str
    old: str
    new: str = ""
    fault: Finding | None = None

    @property
    def changed(self) -> bool:
        """Whether writing the pin would change data/snapshots.toml."""
        return self.fault is None and self.old != self.new


def pins(root: Path, dossier: Dossier, ids: Sequence[str]) -> tuple[Pin, ...]:
    """The pins of the datasets named, or of all."""
    found = []
    for spec in dossier.datasets:
        if ids and spec.id not in ids:
            continue
        if stored_name(spec.path):
            found.append(_newest(root, spec))
            continue
        path = locate(spec, root)
        if isinstance(path, Finding):
            found.append(Pin(spec.id, spec.path, spec.sha256, fault=path))
            continue
        try:
            found.append(Pin(spec.id, spec.path, spec.sha256, sha256_of(path)))
        except OSError as error:
            found.append(Pin(spec.id, spec.path, spec.sha256, fault=unreadable(spec, error)))
    return tuple(found)


def _newest(root: Path, spec: DatasetSpec) -> Pin:
    """The pin of a dataset that is kept as snapshots: the file that the newest of them was made from."""
    snapshot = chosen(root, replace(spec, sha256=""), None, read_book(root))
    if isinstance(snapshot, Finding):
        return Pin(spec.id, spec.path, spec.sha256, fault=snapshot)
    return Pin(spec.id, spec.path, spec.sha256, snapshot.received.sha256)


def broken(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The errors of data/snapshots.toml that forbid to write it: all but an entry for a dataset that is gone."""
    return tuple(
        one
        for one in findings
        if one.span.file == SNAPSHOTS and one.severity is Severity.ERROR and one.code not in ("OR015", "OR016", "OR017")
    )


def pinned_text(text: str, hashes: Mapping[str, str]) -> str:
    """The text of data/snapshots.toml with these hashes; comments, order and all other entries stay as they are."""
    for dataset, sha256 in hashes.items():
        text = _with_hash(text, dataset, sha256)
    return text


def _with_hash(text: str, dataset: str, sha256: str) -> str:
    places = scan(text).of
    value = places.get((dataset, "sha256"))
    if value is not None and value.end > value.start:
        return f'{text[: value.start]}"{sha256}"{text[value.end :]}'
    line = f'sha256 = "{sha256}"\n'
    header = places.get((dataset,))
    if header is not None and text[header.start : header.start + 1] == "[":
        end = text.find("\n", header.end)
        return f"{text[: end + 1]}{line}{text[end + 1 :]}" if end >= 0 else f"{text}\n{line}"
    name = dataset if _BARE.match(dataset) else json.dumps(dataset)
    before = text if not text or text.endswith("\n") else text + "\n"
    return f"{before}{chr(10) if before else ''}[{name}]\n{line}"
