"""How much dearer are 500 statements than one, and how much cheaper than a query or a pandas mask for each?

Makes an event file in UCDP layout, writes statements of all common forms about it, and computes them

- with onrecord, all at once and a single one, each in a process of its own (time and peak memory are that process's);
- with one DuckDB query for each statement, which computes the statement's figures and nothing else;
- with a plain pandas implementation, one boolean mask for each figure.

onrecord also computes every variant of robustness (low and high estimates, either side, without imprecise events,
by last day); the other two do not. The answers of all three are compared, statement by statement.

What is timed, the best of several runs, libraries imported before:

- ``ratio_500_to_1``: from the file on disk to the verdicts, as `onrecord check` does it: the file is hashed, its layout
  recognised, every row checked, then the figures are computed and judged.
- ``compute_ratio``: the same without opening the file, from the checked dataset to the verdicts.
- ``speedup_over_queries``, ``speedup_over_pandas``: the others' time over onrecord's from the checked dataset on; all
  three start with the data at hand (a Parquet view for DuckDB, a loaded frame for pandas).

The file is in the order of event ids, as releases are published; sorted by country, single queries would be quicker.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import Any

AS_OF = date(2022, 12, 31)
YEARS = range(1993, 2023)


def make_events(path: Path, rows: int, seed: int = 7) -> None:
    """Write a Parquet file of made-up events in UCDP GED's columns: 8,000 actors, 60 countries, 30 years."""
    import duckdb

    countries = country_names()
    con = duckdb.connect()
    con.execute(f"SELECT setseed({seed / 100})")
    con.execute("CREATE TABLE names (i INTEGER, country VARCHAR)")
    con.executemany("INSERT INTO names VALUES (?, ?)", list(enumerate(countries)))
    # hash() of the row number instead of random(): the same file on every machine and with any number of threads.
    con.execute(
        f"""
        COPY (
          WITH raw AS (
            SELECT range AS id, hash(range * 31 + {seed}) AS h, hash(range * 17 + {seed} + 1) AS g,
                   hash(range * 13 + {seed} + 2) AS f FROM range({rows})
          ), coded AS (
            SELECT id, (h % {len(countries)})::INTEGER AS c,
                   1 + (g % 10 >= 5)::INTEGER + (g % 10 >= 7)::INTEGER AS kind,
                   DATE '1993-01-01' + (f % 10957)::INTEGER AS day, (h // 1000) % 134 AS a, (g // 1000) % 134 AS b,
                   ((f // 100000) % 100)::INTEGER AS luck, ((g // 7919) % 12)::INTEGER AS size
            FROM raw
          )
          SELECT id, year(day) AS year, kind AS type_of_violence, 'Conflict ' || c AS conflict_name,
                 CASE WHEN a < 20 THEN 'Government of ' || country
                      WHEN luck < 3 THEN 'Group ' || (c * 134 + a) || ', Group ' || (c * 134 + (a + 1) % 134)
                      ELSE 'Group ' || (c * 134 + a) END AS side_a,
                 CASE WHEN kind = 3 THEN 'Civilians' ELSE 'Group ' || (c * 134 + b) END AS side_b,
                 country, 0.0 AS latitude, 0.0 AS longitude, 1 + luck % 5 AS date_prec, 1 + luck % 6 AS where_prec,
                 day AS date_start, CASE WHEN luck > 95 THEN day + (luck * 2) ELSE day END AS date_end,
                 size AS best, size + luck % 4 AS high, greatest(size - luck % 3, 0) AS low,
                 0 AS deaths_a, 0 AS deaths_b, CASE WHEN kind = 3 THEN size ELSE 0 END AS deaths_civilians
          FROM coded JOIN names ON names.i = coded.c ORDER BY id
        ) TO '{path}' (FORMAT parquet, ROW_GROUP_SIZE 122880)
        """
    )


def country_names() -> list[str]:
    """Sixty countries in which UCDP has coded events, by id."""
    from onrecord.vocabulary import load_builtin

    places = [place for place in load_builtin().places if dict(place.codes).get("gw")]
    return [place.name.removeprefix("the ") for place in sorted(places, key=lambda place: place.id)[:60]]


def statements(count: int) -> list[str]:
    """Readings in canonical English, of all common forms, no two the same."""
    from onrecord.vocabulary import load_builtin

    vocabulary = load_builtin()
    names = []
    for raw in country_names():
        place = vocabulary.place(raw)
        names.append(place.name if place else raw)
    forms = (
        "deaths in {c} in {y} are {n}",
        "deaths in {c} in {y} rise by {p} percent from {x}",
        'deaths in attacks on civilians by "Group {g}" in {c} in {y} are {m}',
        'events involving "Group {g}" in {c} from {x} to {y} are {m}',
        "deaths in clashes in {c} in {month} {y} exceed those in {month} {x}",
        "deaths in {c} in {y} are the highest of any year on record",
        "deaths in attacks on civilians in {c} in {y} make up {p} percent of deaths in {c} in {y}",
        "deaths in attacks on civilians by the government of {c} in {c} in {y} are below those in {x}",
        "deaths in {c} in {y} exceed those in {d}",
        "deaths per day in {c} in {y} are {s}",
        "deaths in {c} rise in each year from {x} to {y}",
        "attacks on civilians in {c} from 12 May {x} to 3 March {y} are more than {m}",
    )
    months = ("January", "April", "June", "September", "November")
    made: dict[str, None] = {}
    i = 0
    while len(made) < count:
        c, d = i % len(names), (i * 7 + 3) % len(names)
        y = 1996 + (i * 5) % 26
        text = forms[i % len(forms)].format(
            c=names[c], d=names[d if d != c else d - 1], y=y, x=y - 1 - i % 2, n=9000 + i, m=40 + i % 300, p=1 + i % 40,
            s=1 + i % 30, g=c * 134 + 20 + i % 114, month=months[i % len(months)],
        )  # fmt: skip
        made[text] = None
        i += 1
    return list(made)


def session(path: Path, texts: list[str]) -> Any:
    """The statements over the event file, as the pipeline prepares a dossier."""
    from onrecord.data.connection import connect
    from onrecord.data.engine import Engine
    from onrecord.data.open import open_dataset
    from onrecord.model.dataset import DatasetSpec
    from onrecord.model.dossier import Claim, Dossier, Statement
    from onrecord.model.finding import Span
    from onrecord.model.reading import Reading
    from onrecord.pipeline import Session, country_lookup
    from onrecord.reading import parse_reading
    from onrecord.vocabulary import load_builtin

    vocabulary = load_builtin()
    readings = []
    for number, text in enumerate(texts):
        reading = parse_reading(text, vocabulary)
        if not isinstance(reading, Reading):
            raise SystemExit(f"{text}: {reading.message}")
        readings.append((Statement(f"s{number}", text, text, Span("x.md")), reading))
    span = Span("dossier.toml")
    con = connect(memory_limit="600MB")
    spec = DatasetSpec("events", path.name, span)
    dataset, findings = open_dataset(spec, path.parent, con, country_lookup(vocabulary))
    if dataset is None:
        raise SystemExit("\n".join(str(finding) for finding in findings))
    claim = Claim("c", "c", "c", span, statements=tuple(statement for statement, _ in readings))
    dossier = Dossier("benchmark", AS_OF, span, claims=(claim,))
    return Session(path.parent, dossier, vocabulary, (dataset,), tuple(readings), (), Engine(con, vocabulary))


def run_onrecord(path: Path, count: int, repeat: int) -> dict[str, Any]:
    """Time the checks of ``count`` statements on an opened dataset; the best of ``repeat`` runs."""
    import ibis

    from onrecord.pipeline import check_readings

    _ = ibis.duckdb  # libraries are imported before the clock starts
    texts = statements(count)
    opening, computing, outcomes, tallies = [], [], [], []
    for _run in range(repeat):
        start = time.perf_counter()
        prepared = session(path, texts)
        opened = time.perf_counter()
        outcomes = list(check_readings(prepared))
        opening.append(opened - start)
        computing.append(time.perf_counter() - opened)
        tallies = prepared.engine.tallies
        prepared.engine.con.close()
    if not tallies or any(outcome.verdict.value == "not run" for outcome in outcomes):
        raise SystemExit("a statement was not computed")
    return {
        "opening": min(opening),
        "computing": min(computing),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "tally_rows": sum(t.size for t in tallies),
        "answers": [(o.verdict.value, [f.figure.best for f in o.figures]) for o in outcomes],
    }


def figures_of(path: Path, texts: list[str]) -> list[list[tuple[Any, str, str]]]:
    """For each statement, its figures as (measure, first day, last day): what the two baselines compute."""
    from onrecord.checks.assertions import Words
    from onrecord.checks.statistic import plan, trials
    from onrecord.reading import adverb

    prepared = session(path, texts)
    words = Words(lambda ref, sort: ref.id, adverb)
    found = []
    for _, reading in prepared.readings:
        trial = trials(reading, prepared.datasets[0], AS_OF, prepared.vocabulary)[0]
        asks = [ask for part in plan(reading, trial, words) for ask in part]
        found.append([(ask.measure, str(p.start), str(p.end)) for ask in asks for p in ask.periods])
    return found


def conditions(measure: Any) -> dict[str, Any]:
    """A measure's filters on the file's own columns, written anew for the baselines."""
    from onrecord.vocabulary import load_builtin

    vocabulary = load_builtin()
    kinds = {"attacks-on-civilians": (3,), "clashes": (1, 2)}
    found: dict[str, Any] = {"kinds": [k for ref in measure.kinds for k in kinds[ref.id]]}
    place = vocabulary.place_by_id(measure.places[0].id)
    found["country"] = place.name.removeprefix("the ") if place else ""
    for term in measure.actors:
        ref = term.actors[0]
        found["actor"] = ref.id if ref.raw else f"Government of {found['country']}"
        found["role"] = str(term.role)
        if found["role"] == "by" and not found["kinds"]:
            found["kinds"] = [3]
    found["weight"] = "best" if str(measure.quantity) == "deaths" else "1"
    return found


def run_queries(path: Path, figures: list[list[tuple[Any, str, str]]]) -> tuple[float, list[list[float]]]:
    """One DuckDB query for each statement."""
    import duckdb

    from onrecord.data.connection import literal

    con = duckdb.connect()
    con.execute(f"CREATE VIEW e AS SELECT * FROM read_parquet('{path}')")

    def sql(one: tuple[Any, str, str]) -> str:
        measure, start, end = one
        where = conditions(measure)
        parts = [f"date_start BETWEEN DATE '{start}' AND DATE '{end}'", f"country = {literal(where['country'])}"]
        if where["kinds"]:
            parts.append(f"type_of_violence IN ({','.join(map(str, where['kinds']))})")
        if "actor" in where:
            actor = where["actor"]
            sides = ["side_a"] if where["role"] == "by" else ["side_a", "side_b"]
            named = [f"list_contains(string_split({side}, ', '), {literal(actor)})" for side in sides]
            parts.append(f"({' OR '.join(named)})")
        return f"coalesce(sum({where['weight']}) FILTER ({' AND '.join(parts)}), 0)"

    start = time.perf_counter()
    answers = []
    for statement in figures:
        # The filter that all figures of the statement share is pushed down, as a person who writes SQL would do.
        countries = sorted({conditions(m)["country"] for m, _, _ in statement})
        shared = ", ".join(literal(country) for country in countries)
        query = f"SELECT {', '.join(map(sql, statement))} FROM e WHERE country IN ({shared})"
        answers.append([float(value) for value in con.execute(query).fetchone() or ()])
    return time.perf_counter() - start, answers


def run_pandas(path: Path, figures: list[list[tuple[Any, str, str]]]) -> tuple[float, list[list[float]]]:
    """A plain pandas implementation: one boolean mask for each figure. Loading the file is not counted."""
    import pandas as pd

    columns = ["type_of_violence", "side_a", "side_b", "country", "date_start", "best"]
    events = pd.read_parquet(path, columns=columns)
    events["date_start"] = pd.to_datetime(events["date_start"])
    for column in ("side_a", "side_b", "country"):
        events[column] = events[column].astype("category")
    start_clock = time.perf_counter()
    answers = []
    for statement in figures:
        row = []
        for measure, start, end in statement:
            where = conditions(measure)
            mask = (events["country"] == where["country"]) & events["date_start"].between(start, end)
            if where["kinds"]:
                mask &= events["type_of_violence"].isin(where["kinds"])
            if "actor" in where:
                sides = ["side_a"] if where["role"] == "by" else ["side_a", "side_b"]
                named = None
                for side in sides:
                    names = events[side].cat.categories
                    inside = events[side].isin([n for n in names if where["actor"] in n.split(", ")])
                    named = inside if named is None else named | inside
                mask &= named
            chosen = events.loc[mask, "best"]
            row.append(float(chosen.sum() if where["weight"] == "best" else len(chosen)))
        answers.append(row)
    return time.perf_counter() - start_clock, answers


def in_process(path: Path, count: int, repeat: int) -> dict[str, Any]:
    """Run onrecord's part in a process of its own."""
    command = [sys.executable, __file__, "--worker", str(path), "--statements", str(count), "--repeat", str(repeat)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def main() -> None:
    """Run the benchmark and print one FIGURE line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=3_000_000, help="events in the file (default: 3,000,000)")
    parser.add_argument("--statements", type=int, default=500, help="statements checked at once (default: 500)")
    parser.add_argument("--repeat", type=int, default=3, help="runs of onrecord's part; the best counts (default: 3)")
    parser.add_argument("--file", type=Path, help="keep the event file here and use it again")
    parser.add_argument("--worker", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.worker:
        print(json.dumps(run_onrecord(options.worker, options.statements, options.repeat)))
        return
    with tempfile.TemporaryDirectory() as folder:
        path = options.file or Path(folder) / "events.parquet"
        if not path.exists():
            print(f"making {options.rows:,} events ...", flush=True)
            make_events(path, options.rows)
        one = in_process(path, 1, options.repeat)
        print(
            f"onrecord, 1 statement: {one['opening']:.3f} s to open the file and check its rows, "
            f"{one['computing']:.3f} s to compute",
            flush=True,
        )
        many = in_process(path, options.statements, options.repeat)
        print(
            f"onrecord, {options.statements} statements with all variants: {many['opening']:.3f} s to open, "
            f"{many['computing']:.3f} s to compute; {many['tally_rows']:,} tally rows, {many['peak_mb']:.0f} MB",
            flush=True,
        )
        figures = figures_of(path, statements(options.statements))
        query_seconds, query_answers = run_queries(path, figures)
        print(f"one DuckDB query a statement: {query_seconds:.1f} s", flush=True)
        pandas_seconds, pandas_answers = run_pandas(path, figures)
        print(f"pandas, one mask a figure: {pandas_seconds:.1f} s", flush=True)
        compare(path, statements(options.statements), many["answers"], query_answers, pandas_answers)
    opening = min(one["opening"], many["opening"])
    ratio = (opening + many["computing"]) / (opening + one["computing"])
    print(
        f"FIGURE ratio_500_to_1={ratio:.2f} "
        f"speedup_over_queries={query_seconds / many['computing']:.1f} "
        f"speedup_over_pandas={pandas_seconds / many['computing']:.1f} "
        f"peak_mb={max(one['peak_mb'], many['peak_mb']):.0f} "
        f"compute_ratio={many['computing'] / one['computing']:.2f}"
    )


def compare(
    path: Path,
    texts: list[str],
    answers: list[Any],
    query_answers: list[list[float]],
    pandas_answers: list[list[float]],
) -> None:
    """Stop if any figure or verdict differs between the three.

    The verdicts of the baselines come from onrecord's own judging of their figures; the figures are all their own.
    """
    from onrecord.checks.assertions import Words
    from onrecord.checks.statistic import judge, plan, trials
    from onrecord.model.figure import Answer, Figure
    from onrecord.reading import adverb

    prepared = session(path, texts)
    words = Words(lambda ref, sort: ref.id, adverb)
    unknown = 0
    for number, (_, reading) in enumerate(prepared.readings):
        trial = trials(reading, prepared.datasets[0], AS_OF, prepared.vocabulary)[0]
        parts = plan(reading, trial, words)
        if query_answers[number] != pandas_answers[number]:
            raise SystemExit(f"{texts[number]}: DuckDB {query_answers[number]}, pandas {pandas_answers[number]}")
        given = iter(pandas_answers[number])
        answered = tuple(
            tuple(Answer(tuple(Figure(p, next(given), rows=1) for p in ask.periods)) for ask in part) for part in parts
        )
        judged = judge(reading, trial, words, answered)
        expected = (judged.verdict.value, [figure.best for _, figure in judged.used])
        if answers[number][0] == "unverifiable":
            unknown += 1  # in a small file no event may name an actor at the time: nobody knows that he did nothing
        elif expected != (answers[number][0], answers[number][1]):
            raise SystemExit(f"{texts[number]}: onrecord {answers[number]}, pandas {expected}")
    told = f"the answers of all three are equal for {len(texts) - unknown} statements"
    print(told + (f"; {unknown} are unverifiable" if unknown else ""))


if __name__ == "__main__":
    main()
