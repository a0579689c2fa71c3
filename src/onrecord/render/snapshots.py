"""Lists of snapshots, for people and for programs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from onrecord.model.dataset import DatasetSpec
from onrecord.model.finding import Finding
from onrecord.model.snapshot import Snapshot


def snapshots_text(snapshots: Sequence[Snapshot], datasets: Sequence[DatasetSpec]) -> str:
    """Snapshots by dataset, oldest first."""
    if not snapshots:
        return "There are no snapshots here. Add one: `onrecord data add FILE --as NAME`.\n"
    lines: list[str] = []
    for name in dict.fromkeys(one.dataset for one in snapshots):
        used = [spec.id for spec in datasets if spec.path.rstrip("/") == f"data/snapshots/{name}"]
        lines.append(name if used else f"{name} (no dataset of dossier.toml uses it)")
        for one in (each for each in snapshots if each.dataset == name):
            release = f"{one.release.name}, " if one.release.name else ""
            days = f"{one.days.start} to {one.days.end}"
            lines.append(f"  {one.name}  {release}{one.layout}, {rows(one)}, {days}")
            terms = [one.release.licence, "" if one.release.redistribute else "rows are not passed on"]
            if any(terms):
                lines.append(f"    {'; '.join(term for term in terms if term)}")
    return "".join(f"{line}\n" for line in lines)


def rows(one: Snapshot) -> str:
    """How many rows were received, and how many of them are kept."""
    counted = f"{one.rows:,} {'row' if one.rows == 1 else 'rows'}"
    return counted if one.kept == one.rows else f"{counted}, {one.kept:,} kept"


def snapshots_json(snapshots: Sequence[Snapshot], wrong: Sequence[Finding]) -> str:
    """Snapshots as JSON, with what is wrong with those that cannot be read."""
    values = {
        "snapshots": [_values(one) for one in snapshots],
        "findings": [{"code": one.code, "message": one.message, "file": one.span.file} for one in wrong],
    }
    return json.dumps(values, ensure_ascii=False, indent=2) + "\n"


def _values(one: Snapshot) -> dict[str, Any]:
    return {
        "dataset": one.dataset,
        "snapshot": one.name,
        "file": one.received.file,
        "sha256": one.received.sha256,
        "content": one.content,
        "layout": one.layout,
        "rows": one.rows,
        "kept": one.kept,
        "retrieved": one.retrieved.isoformat(),
        "release": one.release.name,
        "released": one.release.released.isoformat() if one.release.released else None,
        "licence": one.release.licence,
        "citation": one.release.citation,
        "redistribute": one.release.redistribute,
        "address": one.received.address,
        "from": one.days.start.isoformat() if one.days.start else None,
        "to": one.days.end.isoformat() if one.days.end else None,
        "countries": [each.raw for each in one.countries if each.raw is not None],
    }
