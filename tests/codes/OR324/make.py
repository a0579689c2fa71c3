"""Lays out snapshots: one that no line of the log names."""

from datetime import UTC, date, datetime


def make(root):
    """Add the file as a snapshot and empty the log."""
    from onrecord.snapshots import Arrival, add

    file = root / "data" / "events.csv"
    add(root, None, "events", Arrival(file, date(2022, 6, 15)), datetime(2022, 6, 15, 9, tzinfo=UTC), "onrecord")
    (root / "data" / "snapshots.jsonl").write_bytes(b"")


def findings(root):
    """What `onrecord data verify` says."""
    from onrecord.snapshots import verify

    return verify(root)[1]
