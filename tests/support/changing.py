"""A dossier over two releases of made-up events: each way in which an event can change happens to one of them."""

from __future__ import annotations

from pathlib import Path

from tests.support.commands import run

HEADER = (
    "id,type_of_violence,date_start,date_end,best,low,high,country,adm_1,side_a,side_b,deaths_civilians,where_prec\n"
)
FIRST = {
    "1": "1,3,2020-02-01,2020-02-01,10,10,10,Mali,Gao,IS,Civilians,10,1",  # stays
    "2": "2,3,2020-03-01,2020-03-01,20,20,20,Mali,Gao,IS,Civilians,20,1",  # removed
    "3": "3,3,2020-12-31,2020-12-31,5,5,5,Mali,Gao,IS,Civilians,5,1",  # re-dated out of the year
    "4": "4,3,2020-04-01,2020-04-01,7,7,7,Niger,Tillabéri,IS,Civilians,7,1",  # re-located into Mali
    "5": "5,3,2020-05-01,2020-05-01,8,8,8,Mali,Gao,IS,Civilians,8,1",  # re-attributed
    "6": "6,3,2020-06-01,2020-06-01,9,9,9,Mali,Gao,IS,Civilians,9,1",  # recoded in type
    "7": "7,3,2020-07-01,2020-07-01,30,30,30,Mali,Gao,IS,Civilians,30,1",  # its deaths changed
    "8": "8,1,2019-01-01,2019-01-01,40,40,40,Mali,Gao,IS,Government of Mali,0,1",  # stays
}
SECOND = {
    "1": FIRST["1"],
    "3": "3,3,2021-01-01,2021-01-01,5,5,5,Mali,Gao,IS,Civilians,5,1",
    "4": "4,3,2020-04-01,2020-04-01,7,7,7,Mali,Gao,IS,Civilians,7,1",
    "5": "5,3,2020-05-01,2020-05-01,8,8,8,Mali,Gao,JNIM,Civilians,8,1",
    "6": "6,1,2020-06-01,2020-06-01,9,9,9,Mali,Gao,IS,Government of Mali,9,1",
    "7": "7,3,2020-07-01,2020-07-01,33,33,33,Mali,Gao,IS,Civilians,33,1",
    "8": FIRST["8"],
    "9": "9,3,2020-09-01,2020-09-01,4,4,4,Mali,Gao,IS,Civilians,4,1",  # added
    "10": "10,3,2021-03-01,2021-03-01,50,50,50,Mali,Gao,IS,Civilians,50,1",  # of a year that only this one covers
}
SETTINGS = """title = "Changes"
subject = "What became of figures"
as_of = 2021-12-31

[datasets.ged]
path = "data/snapshots/ged"
complete = true
"""
CLAIM = """---
id: safety
claim: "The country became safe."
claimant: "Transitional government of Mali"
---

## Record

- IS killed 82 civilians in one-sided violence in Mali in 2020. [@notes] {#killed}

  ```reads
  deaths in attacks on civilians by "IS" in Mali in 2020 are 82
  ```

- There were at least 70 deaths in Mali in 2020. [@notes] {#more}

  ```reads
  deaths in Mali in 2020 are at least 70
  ```

- Nothing here can be checked. [@notes] {#prose}
"""
SOURCES = """[{"id": "notes", "type": "report", "title": "Notes", "author": [{"literal": "The desk"}],
"issued": {"date-parts": [[2021, 1, 1]]}}]
"""


def release(path: Path, rows: dict[str, str]) -> Path:
    path.write_text(HEADER + "".join(f"{row}\n" for row in rows.values()), "utf-8")
    return path


def add(root: Path, rows: dict[str, str], day: str) -> None:
    """Keep a release as a snapshot."""
    file = release(root.parent / f"{day}.csv", rows)
    result = run("data", "add", file, root, "--as", "ged", "--retrieved", day)
    assert result.exit_code == 0, result.output


def changing(folder: Path, releases: int = 2) -> Path:
    """The dossier with one release, or with both."""
    root = folder / "dossier"
    (root / "claims").mkdir(parents=True)
    (root / "dossier.toml").write_text(SETTINGS, "utf-8")
    (root / "claims" / "01-safety.md").write_text(CLAIM, "utf-8")
    (root / "sources.json").write_text(SOURCES, "utf-8")
    for rows, day in ((FIRST, "2021-06-01"), (SECOND, "2022-06-01"))[:releases]:
        add(root, rows, day)
    return root
