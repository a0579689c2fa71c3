"""The finding codes of snapshots; ``onrecord.model.codes`` has the whole list."""

from __future__ import annotations

from onrecord.model.finding import Severity

E, W = Severity.ERROR, Severity.WARNING

SNAPSHOTS: tuple[tuple[str, Severity, str, str, str], ...] = (
    ("OR320", E, "no snapshot",
     "A dataset is kept as snapshots, and there is none of it; or none that is pinned, or known by the day asked.",
     "Add one: `onrecord data add FILE --as NAME`."),
    ("OR321", E, "snapshot tampered with",
     "A file of a snapshot, or its card, is missing or is not the one that was added.",
     "Restore it from a copy (git has it, if it was committed), or add the release again."),
    ("OR322", E, "log of snapshots broken",
     "data/snapshots.jsonl cannot be read, or a line of it does not follow from the line before.",
     "Restore the file from a copy. Nothing is added to a broken log."),
    ("OR323", W, "older revision dropped",
     "A file holds an event in several revisions. The newest is counted, the older ones are not.",
     "Nothing need be done."),
    ("OR324", W, "snapshot not in the log",
     "A folder of data/snapshots holds a snapshot that no line of data/snapshots.jsonl names: an interrupted run left "
     "it, or somebody put it there. It is not used.",
     "Add the file again with `onrecord data add`, or remove the folder."),
    ("OR325", E, "not known then",
     "With --as-of: a data file was retrieved after that day, so nothing could be known from it then.",
     "Add the release of that time: `onrecord data add FILE --as NAME --retrieved DATE`."),
)  # fmt: skip
"""Code, severity, title, meaning and remedy of each."""
