"""Cards of snapshots and lines of their log: values as JSON and back.

May import: model, standard library. A card or line that is not exactly what would be written for its values is refused,
so that there is one way to say a thing.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from onrecord.model.canonical import canonical, digest_of
from onrecord.model.dataset import Family
from onrecord.model.dates import Period
from onrecord.model.snapshot import Entry, KeptFile, Received, Release, SeenCountry, Snapshot, Told

NAME = re.compile(r"\d{4}-\d{2}-\d{2}-[0-9a-f]{12}\Z")
_FORMAT = 1
_FILE_NAME = re.compile(r"[a-z]+\.parquet\Z")
_DIGEST = re.compile(r"sha256:[0-9a-f]{64}\Z")


class UnreadableError(Exception):
    """A card or a line cannot be read; the text says why."""


def card(snapshot: Snapshot) -> bytes:
    """The card of a snapshot as it stands in its folder."""
    one = snapshot
    values = {
        "format": _FORMAT,
        "dataset": one.dataset,
        "name": one.name,
        "received": {
            "file": one.received.file,
            "sha256": one.received.sha256,
            "bytes": one.received.bytes,
            "address": one.received.address,
        },
        "retrieved": one.retrieved.isoformat(),
        "release": {
            "name": one.release.name,
            "released": one.release.released.isoformat() if one.release.released else None,
            "licence": one.release.licence,
            "citation": one.release.citation,
            "redistribute": one.release.redistribute,
        },
        "layout": one.layout,
        "family": one.family.value,
        "separator": one.separator,
        "quantity": one.quantity,
        "rows": one.rows,
        "kept": one.kept,
        "content": one.content,
        "table": _kept(one.table),
        "sidecar": _kept(one.sidecar),
        "days": [day.isoformat() for day in (one.days.start, one.days.end) if day],
        "countries": [[each.raw, each.rows, each.first.isoformat()] for each in one.countries],
        "has": sorted(one.has),
        "holds": list(one.holds),
        "lacks": list(one.lacks),
        "largest": None if math.isinf(one.largest) else one.largest,
        "told": [[each.code, each.message] for each in one.told],
        "tool": one.tool,
    }
    return (json.dumps(values, ensure_ascii=False, sort_keys=True, indent=1, allow_nan=False) + "\n").encode("utf-8")


def _kept(file: KeptFile) -> dict[str, Any]:
    return {"name": file.name, "digest": file.digest, "bytes": file.bytes}


def read_card(data: bytes) -> Snapshot:
    """The snapshot of a card. Raises ``UnreadableError``."""
    values = _object(data)
    if values.get("format") != _FORMAT:
        raise UnreadableError("it is of a format that this version of onrecord does not know")
    try:
        found = _snapshot(values)
    except (KeyError, TypeError, ValueError, AttributeError, IndexError, RecursionError):
        raise UnreadableError("a value in it is missing or of the wrong kind") from None
    if card(found) != data:
        raise UnreadableError("it is not written as onrecord writes it: somebody has edited it")
    if not NAME.match(found.name) or not all(_FILE_NAME.match(one.name) for one in (found.table, found.sidecar)):
        raise UnreadableError("it names files that no snapshot has")
    return found


def _snapshot(values: Mapping[str, Any]) -> Snapshot:
    received, release = values["received"], values["release"]
    first, last = (date.fromisoformat(day) for day in values["days"])
    return Snapshot(
        dataset=str(values["dataset"]),
        name=str(values["name"]),
        received=Received(received["file"], received["sha256"], int(received["bytes"]), received["address"]),
        retrieved=date.fromisoformat(values["retrieved"]),
        release=Release(
            release["name"],
            date.fromisoformat(release["released"]) if release["released"] else None,
            release["licence"],
            release["citation"],
            bool(release["redistribute"]),
        ),
        layout=values["layout"],
        family=Family(values["family"]),
        separator=values["separator"],
        quantity=values["quantity"],
        rows=int(values["rows"]),
        kept=int(values["kept"]),
        content=values["content"],
        table=_file(values["table"]),
        sidecar=_file(values["sidecar"]),
        days=Period(first, last),
        countries=tuple(SeenCountry(raw, int(rows), date.fromisoformat(day)) for raw, rows, day in values["countries"]),
        has=frozenset(values["has"]),
        holds=tuple(values["holds"]),
        lacks=tuple(values["lacks"]),
        largest=math.inf if values["largest"] is None else float(values["largest"]),
        told=tuple(Told(code, message) for code, message in values["told"]),
        tool=values["tool"],
    )


def _file(values: Mapping[str, Any]) -> KeptFile:
    return KeptFile(str(values["name"]), str(values["digest"]), int(values["bytes"]))


def line(entry: Entry) -> bytes:
    """The line of an entry of the log, without its line end."""
    return canonical(
        {
            "n": entry.n,
            "at": entry.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "dataset": entry.dataset,
            "snapshot": entry.snapshot,
            "card": entry.card,
            "previous": entry.previous,
        }
    )


def read_line(data: bytes) -> Entry:
    """The entry of a line. Raises ``UnreadableError``."""
    values = _object(data)
    try:
        at = datetime.strptime(values["at"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
        entry = Entry(
            int(values["n"]), at, values["dataset"], values["snapshot"], values["card"], values["previous"],
            digest_of(data),
        )  # fmt: skip
        texts = (entry.card, entry.previous)
        if line(entry) != data or not all(_DIGEST.match(one) for one in texts) or not NAME.match(entry.snapshot):
            raise UnreadableError("it is not written as onrecord writes it: somebody has edited it")
    except (KeyError, TypeError, ValueError, AttributeError):
        raise UnreadableError("a value in it is missing or of the wrong kind") from None
    return entry


def _object(data: bytes) -> dict[str, Any]:
    try:
        values = json.loads(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise UnreadableError(f"byte {error.start + 1} is not UTF-8") from None
    except (ValueError, RecursionError):
        raise UnreadableError("it is not JSON") from None
    if not isinstance(values, dict):
        raise UnreadableError("it is no JSON object")
    return values
