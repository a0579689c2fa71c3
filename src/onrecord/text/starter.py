"""A small dossier to start from: it checks clean, and its text teaches the format.

Imports: ``onrecord.model``, standard library.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from onrecord.durable import atomic_write
from onrecord.text.formatting import canonical_json

_MONTHS = [f"{year}-{month:02d}" for year in (2020, 2021) for month in range(1, 13)]
_MONTHS += [f"2022-{month:02d}" for month in (1, 2, 3)]

_SETTINGS = """\
# What this dossier is. Every line that starts with # is a comment.
title = {title}
subject = "Who or what the dossier is about: replace this"

# The day on which the record is to be judged: "as of".
as_of = {as_of}
languages = ["en"]

[publisher]
name = "Your organisation: replace this"

# The scale on which you rate claims, in your own words.
[rating]
scale = ["moves forward", "unmoved", "moves backward", "unrated"]

# One table for each data file. THE FIGURES IN data/example.csv ARE PLACEHOLDERS: replace the file.
[datasets.example]
path = "data/example.csv"
title = "Placeholder figures, to be replaced"
quantity = "deaths"
aggregate = "sum"
covers = [2020-01-01, 2022-03-31]
places = ["Mali"]
source = "example-data"
"""

_CLAIM = """\
---
# What was claimed, as closely to its wording as you can, and by whom.
claim: "Replace this: the country has become safer."
claimant: "Replace this: the ministry of defence"
# What speaks for the claim: mark such a statement with {.for}, or say here what you looked for and did not find.
considered: "Replace this: figures of the ministry were looked for, and none were found."
rating:
  value: unrated
  because: The figures are placeholders.
appearances:
  - on: 2022-03-15
    where: Replace this with the occasion
    source: example-speech
---

Write here, in a few sentences, what the claim is about. THE FIGURES OF THIS DOSSIER ARE PLACEHOLDERS.

## The record

Each item of the list below is one statement. It cites its source in brackets, and may carry an identifier in braces.

- Deaths in Mali in 2021 exceeded those in 2020. [@example-data] {#deaths}

  ~~~ reads
  deaths in Mali in 2021 exceed those in 2020
  ~~~

- The ministry was asked about these figures and has not answered. [@example-speech] {#reply}

  ~~~ reply
  by: "Replace this: the ministry of defence"
  asked: 2022-03-20
  ~~~
"""

_SOURCES = [
    {
        "id": "example-data",
        "type": "dataset",
        "title": "Placeholder figures: replace this source and the file data/example.csv",
        "author": [{"literal": "Nobody"}],
        "issued": {"date-parts": [[2022, 4, 1]]},
    },
    {
        "id": "example-speech",
        "type": "speech",
        "title": "Placeholder speech: replace this source",
        "author": [{"literal": "Nobody"}],
        "issued": {"date-parts": [[2022, 3, 15]]},
    },
]


def new_dossier(root: Path, title: str, as_of: date) -> tuple[str, ...]:
    """Write a small dossier into ``root`` and return the names of its files.

    Raises ``FileExistsError`` if ``root`` is a file, or a folder with anything in it.
    """
    if root.exists() and (not root.is_dir() or any(root.iterdir())):
        raise FileExistsError(f"{root} is not an empty folder")
    printable = "".join(char if char.isprintable() else " " for char in title)
    title = " ".join(printable.split()) or "Untitled"
    files = {
        "dossier.toml": _SETTINGS.format(title=json.dumps(title, ensure_ascii=False), as_of=as_of.isoformat()),
        "claims/first.md": _CLAIM,
        "sources.json": canonical_json(_SOURCES),
        "data/example.csv": _data(),
    }
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        atomic_write(path, text)
    return tuple(files)


def _data() -> str:
    """A figure a month: 10 in 2020, 20 in 2021, 30 in 2022."""
    rows = [f"Mali,{month},{10 * (int(month[:4]) - 2019)}" for month in _MONTHS]
    return "\n".join(["place,month,deaths", *rows]) + "\n"
