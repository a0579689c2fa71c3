"""The number-change ledger: whatever two releases hold, the parts of a figure make up its whole change."""

from __future__ import annotations

import csv
import tempfile
from datetime import date
from decimal import Decimal
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.data.connection import connect
from onrecord.data.ledger import Stepper, figure_of
from onrecord.data.open import open_dataset
from onrecord.data.stages import stages
from onrecord.model.dataset import Dataset, DatasetSpec
from onrecord.model.dates import Period
from onrecord.model.figure import Ask
from onrecord.model.finding import Span
from onrecord.model.ledger import Cause
from onrecord.model.reading import ActorTerm, Measure, Quantity, Ref, Role
from onrecord.opening import country_lookup
from onrecord.vocabulary import load_builtin

COLUMNS = (
    "id", "type_of_violence", "date_start", "date_end", "best", "low", "high", "country", "adm_1", "side_a", "side_b",
    "deaths_civilians", "where_prec",
)  # fmt: skip
YEAR = Period(date(2020, 1, 1), date(2020, 12, 31))
MEASURES = (
    Measure(Quantity.DEATHS),
    Measure(Quantity.DEATHS, places=(Ref("ML"),)),
    Measure(Quantity.EVENTS, kinds=(Ref("one-sided-violence"),)),
    Measure(Quantity.CIVILIAN_DEATHS, places=(Ref("NE"),)),
    Measure(Quantity.DEATHS, actors=(ActorTerm(Role.BY, (Ref("IS", raw=True),)),)),
    Measure(Quantity.DEATHS, areas=("Gao",)),
    Measure(Quantity.COUNTRIES),
    Measure(Quantity.AREAS, places=(Ref("ML"),)),
    Measure(Quantity.ACTORS),
)


@st.composite
def events(draw: st.DrawFn, identity: int) -> dict[str, object]:
    month = draw(st.integers(11, 14))
    day = date(2019 + month // 13, (month - 1) % 12 + 1, draw(st.integers(1, 28)))
    best = draw(st.integers(0, 30))
    return {
        "id": identity,
        "type_of_violence": draw(st.integers(1, 3)),
        "date_start": day.isoformat(),
        "date_end": day.isoformat(),
        "best": best,
        "low": draw(st.integers(0, best)),
        "high": best + draw(st.integers(0, 9)),
        "country": draw(st.sampled_from(["Mali", "Niger", "Ghana"])),
        "adm_1": draw(st.sampled_from(["Gao", "Gao region", "Kidal", ""])),
        "side_a": draw(st.sampled_from(["IS", "JNIM", "IS, JNIM", "Old name", "New name"])),
        "side_b": draw(st.sampled_from(["Civilians", "Government of Mali"])),
        "deaths_civilians": draw(st.integers(0, 9)),
        "where_prec": draw(st.integers(1, 6)),
    }


@st.composite
def releases(draw: st.DrawFn) -> tuple[list[dict[str, object]], list[dict[str, object]]]:
    """Two releases: some events in both as they are, some in both and changed, some in one only."""
    old = [draw(events(number)) for number in range(1, draw(st.integers(2, 12)))]
    new = []
    for one in old:
        fate = draw(st.integers(0, 4))
        if fate == 1:
            continue
        again = draw(events(int(str(one["id"]))))
        columns = draw(st.sets(st.sampled_from(COLUMNS[1:]))) if fate > 1 else set()
        if columns & {"best", "low", "high"}:
            columns |= {"best", "low", "high"}
        if columns & {"date_start", "date_end"}:
            columns |= {"date_start", "date_end"}
        new.append({**one, **{name: again[name] for name in columns}})
    new += [draw(events(number)) for number in range(100, 100 + draw(st.integers(0 if new else 1, 5)))]
    return old, new


def opened(folder: Path, name: str, rows: list[dict[str, object]], con: object) -> Dataset:
    with (folder / f"{name}.csv").open("w", newline="") as stream:
        writer = csv.DictWriter(stream, COLUMNS)
        writer.writeheader()
        writer.writerows(rows)
    spec = DatasetSpec(name, f"{name}.csv", Span("dossier.toml"), layout="ucdp-ged")
    dataset, found = open_dataset(spec, folder, con, country_lookup(load_builtin()))
    assert dataset is not None, found
    return dataset


@settings(max_examples=15, deadline=None)
@given(releases())
def test_the_parts_make_up_the_whole(pair):
    vocabulary = load_builtin()
    with tempfile.TemporaryDirectory() as folder, connect() as con:
        old, new = (opened(Path(folder), name, rows, con) for name, rows in zip(("old", "new"), pair, strict=True))
        made = stages(con, old, new, country_lookup(vocabulary), {})
        stepper = Stepper(con, made, vocabulary)
        for measure in MEASURES:
            ask = Ask(measure, (YEAR,))
            before, after = (figure_of(con, one, vocabulary, ask, YEAR) for one in (old, new))
            parts = stepper.parts(ask, YEAR)
            assert sum((one.change for one in parts), Decimal(0)) == after - before, measure
            for part in parts:
                own = [one.change for one in part.events]
                assert None in own or sum(own) == part.change
                assert part.events, "a part is due to events"
            order = [list(Cause).index(one.cause) for one in parts]
            assert order == sorted(set(order))
