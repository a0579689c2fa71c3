"""Lays out snapshots: one whose rows were changed afterwards."""

from datetime import UTC, date, datetime


def make(root):
    """Add the file as a snapshot and change its rows."""
    from onrecord.snapshots import Arrival, add

    file = root / "data" / "events.csv"
    add(root, None, "events", Arrival(file, date(2022, 6, 15)), datetime(2022, 6, 15, 9, tzinfo=UTC), "onrecord")
    rows = next(root.glob("data/snapshots/events/*/rows.parquet"))
    rows.write_bytes(rows.read_bytes().replace(b"Mali", b"Mari"))
