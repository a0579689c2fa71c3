"""Lays out snapshots: two, the first of which was taken out of the log."""

from datetime import UTC, date, datetime


def make(root):
    """Add the file as a snapshot twice, and take a line out of the log."""
    from onrecord.snapshots import Arrival, add

    file = root / "data" / "events.csv"
    add(root, None, "events", Arrival(file, date(2022, 6, 15)), datetime(2022, 6, 15, 9, tzinfo=UTC), "onrecord")
    file.write_text(file.read_text("utf-8").replace("Mali", "Niger"), "utf-8")
    add(root, None, "events", Arrival(file, date(2022, 7, 15)), datetime(2022, 7, 15, 9, tzinfo=UTC), "onrecord")
    log = root / "data" / "snapshots.jsonl"
    log.write_bytes(log.read_bytes().splitlines(keepends=True)[1])
