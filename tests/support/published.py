"""A small dossier with every kind of statement, in English and in part in French, and editions of it with what a
dossier alone does not have: captures, corrections, an address. For tests of what is published."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.support.editions import frozen
from tests.support.events import Cell, write_events

from onrecord.building import sheets_of
from onrecord.model.capture import Capture
from onrecord.model.edition import Change, Correction, Edition
from onrecord.model.finding import Span
from onrecord.model.quotation import LookedUp, Lookup, Quotation, Selector, Sought
from onrecord.render.publish.shown import Sheet
from onrecord.render.publish.theme import load_theme

ADDRESS = "https://desk.example/records/"
DIGEST = "sha256:" + "ab" * 32

DOSSIER = """
title = "A small record"
subject = "Invented claims, and the record under each"
as_of = 2022-06-30
languages = ["en", "fr"]

[publisher]
name = "The desk"
url = "https://desk.example/"
contact = "desk@desk.example"
editors = ["A. Editor"]
funding = "https://desk.example/funding"

[rating]
scale = ["moves forward", "unmoved", "moves backward", "unrated"]

[translations.fr]
title = "Un petit bilan"
subject = "Des affirmations inventées, et le bilan sous chacune"

[datasets.events]
path = "data/events.csv"
title = "Invented events"
version = "1.0"
licence = "CC BY 4.0"
accessed = 2022-07-01
covers = [2019-01-01, 2022-06-30]
places = ["Mali", "Niger"]
source = "events"
"""

SECURITY = """---
claim: The country has become safer.
claimant: Prime Minister
order: 1
chosen: It was said most often.
note: Heading as on the sheet.
considered: Figures of the ministry were looked for.
appearances:
  - on: 2022-05-23
    where: Address to the assembly
    source: speech, p. 4
    quote: la peur a changé de camp
rating:
  value: moves backward
  by: A. Editor
  on: 2022-06-30
  because: Deaths have risen.
---

He said so *often* [@speech; see @report, p. 12]. As @report has it, [others](https://desk.example/others) disagree.

- Deaths in Mali in 2021 exceeded those in 2020. [@events, table 2] {#deaths}

  ~~~ reads
  deaths in Mali in 2021 exceed those in 2020
  ~~~

- Attacks on civilians by JNIM killed 30 people in Mali in 2021, and more than in 2020. [@events] {#attacks}

  ~~~ reads
  deaths in attacks on civilians by JNIM in Mali in 2021 are 30; and
  deaths in attacks on civilians by JNIM in Mali in 2021 exceed those in 2020
  ~~~

- In Niger fewer than 5 people were killed in 2021. [@events] {#niger .for}

  ~~~ reads
  deaths in Niger in 2021 are fewer than 5
  ~~~

- Deaths in Mali in 2030 will exceed those in 2021. [@events] {#later}

  ~~~ reads
  deaths in Mali in 2030 exceed those in 2021
  ~~~

- Soldiers stand accused of killing at least 300 civilians in Moura. [@report; @speech] {#moura}

  ~~~ incident
  what: killings by soldiers
  where: Moura
  precision: town
  from: 2022-03-27
  to: 2022-03-31
  standing: contested
  because: The counts are far apart.
  counts:
    - {at_least: 300, counted: civilians, by: A rights group, source: report, interest: a party to the case,
       what: killed, who: civilian}
    - {exact: 203, counted: fighters, by: the army, source: speech, what: killed, who: combatant, on: 2022-04-01}
  responsibility:
    - {who: the army, step: accused, by: A rights group, source: report, on: 2022-04-05}
  ~~~
"""

ELECTIONS = """---
claim: Elections will be held on time.
claimant: Transitional authorities
order: 2
rating:
  value: unmoved
  by: A. Editor
  on: 2022-06-30
---

- The authorities pledged to hold elections within 18 months. [@speech] {#vote}

  ~~~ pledge
  what: Hold elections
  by: Transitional authorities
  to: the region's states
  made: 2020-09-15
  within: 18 months
  from: 2020-09-15
  official: in the works
  evidence: "broken: no vote was held"
  extensions:
    - {on: 2022-01-10, due: 2022-12-31, source: report, note: after talks}
  steps:
    - {on: 2021-06-01, what: A list of voters, source: speech}
  ~~~

- A minister was charged and released. [@report] {#minister}

  ~~~ case
  who: a minister
  matter: fraud
  court: Supreme court
  steps:
    - {step: charged, on: 2021-08-26, source: report, note: with two others}
    - {step: released, on: 2021-12, source: report}
  ~~~

- The neighbours sent 2,400 soldiers. [@report] {#soldiers}

  ~~~ deployment
  who: soldiers of the neighbours
  where: Mali
  arrived: 2021-01
  levels:
    - {on: 2021-02, exact: 2400, source: report, by: the report, counted: soldiers}
  ~~~

- The neighbours want a vote. [@speech] {#view}

  ~~~ position
  who: the neighbours
  view: A vote has to be held.
  since: 2021-03
  source: speech
  ~~~

- The authorities did not answer. {#reply .for}

  ~~~ reply
  by: Transitional authorities
  asked: 2022-06-01
  means: by letter
  standing: not found
  ~~~
"""

FRENCH = """---
claim: Le pays est devenu plus sûr.
claimant: Premier ministre
---

- Les morts au Mali en 2021 ont dépassé celles de 2020. [@events, table 2] {#deaths}
"""

SOURCES = """[
  {"id": "events", "type": "dataset", "title": "Invented events", "publisher": "The tests",
   "issued": {"date-parts": [[2022]]}},
  {"id": "speech", "type": "speech", "title": "Discours à l’assemblée", "language": "fr",
   "issued": {"date-parts": [[2022, 5, 23]]}, "URL": "https://desk.example/speech"},
  {"id": "report", "type": "report", "title": "A report", "author": [{"literal": "A rights group"}],
   "issued": {"date-parts": [[2022, 4, 5]]}, "URL": "https://desk.example/report",
   "custom": {"onrecord": {"interest": "a party to the case", "origin": "one"}}}
]
"""


def write(root: Path) -> Path:
    """The dossier, written into a folder."""
    for folder in ("claims/fr", "data"):
        (root / folder).mkdir(parents=True, exist_ok=True)
    cells = {Cell("Mali", year, month): 10 * (year - 2018) for year in (2019, 2020, 2021) for month in (2, 5, 9)}
    cells |= {Cell("Mali", 2020, 3, True): 12, Cell("Mali", 2021, 3, True): 30, Cell("Niger", 2021, 4): 3}
    write_events(root / "data" / "events.csv", cells)
    files = {
        "dossier.toml": DOSSIER,
        "claims/security.md": SECURITY,
        "claims/elections.md": ELECTIONS,
        "claims/fr/security.md": FRENCH,
        "sources.json": SOURCES,
    }
    for path, text in files.items():
        (root / path).write_text(text.lstrip("\n"), encoding="utf-8")
    return root


@cache
def small() -> Edition:
    """The dossier, frozen."""
    with TemporaryDirectory() as folder:
        return frozen(write(Path(folder)))


@cache
def full() -> Edition:
    """The same with an address, a capture, a quotation that was looked up, and corrections."""
    span = Span("claims/security.md")
    capture = Capture(
        at=datetime(2022, 6, 2, 10, tzinfo=UTC), by="A. Editor", tool="onrecord", source="speech",
        url="https://desk.example/speech", file="archive/1.warc.gz", file_digest=DIGEST, file_bytes=10, digest=DIGEST,
        bytes=10,
    )  # fmt: skip
    looked = LookedUp(
        Quotation("speech", Selector("la peur a changé de camp"), span, "p. 4", "fear has changed sides"),
        Lookup(Sought.FOUND, captured="2022-06-02", capture=DIGEST),
    )
    corrections = (
        Correction(date(2022, 7, 2), Change.CORRECTION, "security", "deaths", "It had 2019 for 2020.", "A slip."),
        Correction(date(2022, 7, 9), Change.UPDATE, "elections", "", "The vote was put off again.", "New facts."),
    )
    edition = replace(small(), address=ADDRESS, captures=(capture,), corrections=corrections)
    versions = []
    for version in edition.versions:
        claims = []
        for claim in version.claims:
            entries = tuple(
                replace(one, quotations=(looked,)) if one.statement.id == "moura" else one for one in claim.entries
            )
            claims.append(replace(claim, entries=entries))
        versions.append(replace(version, claims=tuple(claims)))
    return replace(edition, versions=tuple(versions))


def sheets(edition: Edition, theme_folder: Path | None = None) -> tuple[Sheet, ...]:
    """The sheets of an edition, in a theme."""
    return sheets_of(edition, load_theme(theme_folder))
