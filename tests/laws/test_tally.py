"""The law of the tally: on any small table, any measure and any period, the tally, one direct query and a plain loop
over the rows give the same figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from random import Random

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.data import tally
from onrecord.data.connection import connect
from onrecord.data.engine import Engine
from onrecord.data.event_rows import COLUMNS
from onrecord.data.predicates import Values, split_names
from onrecord.data.sql import direct_figure
from onrecord.model.dataset import Dataset, DatasetSpec, Family
from onrecord.model.dates import Period
from onrecord.model.figure import Ask, Clock, Figure, Side
from onrecord.model.finding import Span
from onrecord.model.reading import ActorTerm, Measure, Quantity, Ref, Role
from onrecord.model.vocabulary import Actor
from onrecord.vocabulary import Vocabulary, extend, fold, load_builtin

FIRST, LAST = date(2020, 1, 1), date(2020, 3, 31)
NAMES = ("Reds", "Blues", "Greens", "Civilians")
SIDES = ("Reds", "Blues", "Greens", "Reds, Blues", "Greens,Reds", "Civilians", "Les Éclairs", None)
COUNTRIES = ("Mali", "Niger", "Chad", "Nowhere land", None)
AREAS = ("Gao", "gao", "Diffa", "Mopti, centre", None)


@dataclass(frozen=True)
class Event:
    """A row of the normalised table, as far as measures look at it."""

    start: date
    end: date
    country: str | None
    admin1: str | None
    admin2: str | None
    place: str | None
    kind: str | None
    side_a: str | None
    side_b: str | None
    low: int | None
    best: int | None
    high: int | None
    civilians: int | None
    precise: bool | None


DAYS = st.dates(FIRST, LAST)
COUNTS = st.one_of(st.none(), st.integers(0, 9))


@st.composite
def an_event(draw: st.DrawFn) -> Event:
    start = draw(DAYS)
    length = draw(st.sampled_from((0, 0, 0, 1, 20)))
    areas = [draw(st.sampled_from(AREAS)) for _ in range(3)]
    counts = [draw(COUNTS) for _ in range(4)]
    return Event(
        start, min(start + timedelta(days=length), LAST), draw(st.sampled_from(COUNTRIES)), *areas,
        draw(st.sampled_from(("1", "2", "3", "3", None))), draw(st.sampled_from(SIDES)), draw(st.sampled_from(SIDES)),
        *counts, draw(st.sampled_from((True, True, False, None))),
    )  # fmt: skip


@st.composite
def a_period(draw: st.DrawFn) -> Period:
    start, end = sorted((draw(DAYS), draw(DAYS)))
    return Period(start, end)


def refs(*ids: str) -> st.SearchStrategy[tuple[Ref, ...]]:
    one = [Ref(each[1:], raw=True) if each.startswith('"') else Ref(each) for each in ids]
    return st.lists(st.sampled_from(one), min_size=1, max_size=2, unique=True).map(tuple)


ACTORS = refs("reds", "reds-or-greens", '"Blues', '"GREENS', '"Civilians', '"les eclairs', '"Reds, Blues')


ROLES: tuple[tuple[Role, ...], ...] = (
    (), (Role.BY,), (Role.INVOLVING,), (Role.AGAINST,),
    (Role.BY, Role.AGAINST), (Role.INVOLVING, Role.AGAINST), (Role.BY, Role.INVOLVING),
    (Role.AGAINST, Role.INVOLVING), (Role.INVOLVING, Role.BY, Role.AGAINST),
    (Role.INVOLVING, Role.AGAINST, Role.INVOLVING),
)  # fmt: skip


@st.composite
def a_measure(draw: st.DrawFn) -> Measure:
    none: st.SearchStrategy[tuple[Ref, ...]] = st.just(())
    terms = draw(st.sampled_from(ROLES))
    return Measure(
        draw(st.sampled_from([quantity for quantity in Quantity if quantity is not Quantity.SERIES])),
        kinds=draw(st.one_of(none, refs("attacks-on-civilians", "clashes", "state-based-violence", '"2'))),
        actors=tuple(ActorTerm(role, draw(ACTORS)) for role in terms),
        places=draw(st.one_of(none, refs("MLI", "NER", "TCD", "sahel"))),
        areas=draw(st.sampled_from(((), (), ("Gao",), ("diffa", "Mopti, centre")))),
    )


@st.composite
def an_ask(draw: st.DrawFn) -> Ask:
    return Ask(
        draw(a_measure()),
        tuple(draw(st.lists(a_period(), min_size=1, max_size=3))),
        side=draw(st.sampled_from(Side)),
        precise=draw(st.booleans()),
        clock=draw(st.sampled_from(Clock)),
    )


@cache
def vocabulary() -> Vocabulary:
    made, problems = extend(
        load_builtin(),
        actors=(
            Actor("reds", "the Reds", "test", spellings=("Reds",)),
            Actor("greens-too", "the Greens", "test", spellings=("Gre*",)),
            Actor("reds-or-greens", "the Reds or Greens", "test", members=("reds", "greens-too")),
        ),
    )
    assert not problems
    return made


@cache
def connection() -> duckdb.DuckDBPyConnection:
    return connect(threads=1)


def table(events: Sequence[Event]) -> Dataset:
    """The events as a normalised table, and the dataset that says what they can tell."""
    con = connection()
    con.execute("DROP TABLE IF EXISTS ds_law")
    columns = ", ".join(f'"{name}" {kind}' for name, kind in COLUMNS)
    con.execute(f"CREATE TABLE ds_law ({columns})")
    for number, event in enumerate(events, start=1):
        held = {name: getattr(event, name, None) for name, _ in COLUMNS} | {"id": str(number), "row": number}
        con.execute(f"INSERT INTO ds_law VALUES ({', '.join('?' * len(COLUMNS))})", list(held.values()))
    has = {"actors", "kinds", "deaths", "estimates", "civilians", "areas", "spans", "precision"}
    return Dataset(
        DatasetSpec("law", "law.csv", Span("dossier.toml")), Family.UCDP, "ucdp-ged", "0" * 64, "ds_law",
        len(events), len(events), FIRST, LAST, True, tuple(sorted({e.country for e in events if e.country})), True,
        frozenset(has),
    )  # fmt: skip


# The plain loop ---------------------------------------------------------------------------------------------------


def names_of(side: str | None) -> set[str]:
    """The folded names on a side; the side as a whole is a name too."""
    return set() if side is None else {fold(side)} | {fold(name) for name in split_names(side, ", ")}


def is_one(side: str | None, actors: tuple[Ref, ...]) -> bool:
    spelled = {"reds": {"reds"}, "reds-or-greens": {"reds", "greens"}}
    wanted: set[str] = set()
    for ref in actors:
        wanted |= {fold(ref.id)} if ref.raw else spelled[ref.id]
    return bool(names_of(side) & wanted)


def of_kind(kind: str | None, kinds: tuple[Ref, ...]) -> bool:
    meant = {"attacks-on-civilians": "3", "clashes": "12", "state-based-violence": "1", "2": "2"}
    return kind is not None and any(kind in meant[ref.id] for ref in kinds)


def in_places(country: str | None, places: tuple[Ref, ...]) -> bool:
    ids = {"Mali": "MLI", "Niger": "NER", "Chad": "TCD"}
    members = {ref.id for ref in places}
    if "sahel" in members:
        place = vocabulary().place_by_id("sahel")
        assert place is not None
        members |= set(vocabulary().countries(place))
    return country is not None and ids.get(country, country) in members


def plays(event: Event, measure: Measure, side: Side) -> bool:
    """Whether the actors of every term stand where their role says."""
    directed = event.kind == "3"
    if side is not Side.EITHER and any(term.role is Role.BY for term in measure.actors) and not directed:
        return False
    sides = [
        (term.role, is_one(event.side_a, term.actors), is_one(event.side_b, term.actors)) for term in measure.actors
    ]
    named = [role for role, _, _ in sides if role is not Role.AGAINST]
    leader = Role.BY if Role.BY in named else Role.INVOLVING
    opponents = [(a, b) for role, a, b in sides if role is leader]
    for role, a, b in sides:
        if role is Role.AGAINST:
            before = all(x for x, _ in opponents), all(y for _, y in opponents)
            right = (before[0] and b) or (before[1] and a and not directed)
        elif role is Role.BY and side is not Side.EITHER:
            right = a
        elif side is Side.PERPETRATOR:
            right = a and directed
        else:
            right = a or b
        if not right:
            return False
    return True


def matches(event: Event, ask: Ask) -> bool:
    measure = ask.measure
    areas = {fold(name) for name in measure.areas}
    return (
        (not measure.kinds or of_kind(event.kind, measure.kinds))
        and (not measure.places or in_places(event.country, measure.places))
        and (not areas or any(one and fold(one) in areas for one in (event.admin1, event.admin2, event.place)))
        and plays(event, measure, ask.side)
        and (not ask.precise or event.precise is True)
    )


def naive(events: Sequence[Event], ask: Ask, period: Period) -> Figure:
    """The figure of one period, by looking at every event."""
    matched = [event for event in events if matches(event, ask)]
    inside = [e for e in matched if (e.end if ask.clock is Clock.END else e.start) in period]
    apart = [e for e in matched if (e.start in period) != (e.end in period)]
    match ask.measure.quantity:
        case Quantity.DEATHS:
            low, best, high = (float(sum(getattr(e, n) or 0 for e in inside)) for n in ("low", "best", "high"))
            return Figure(period, best, low, high, len(inside), float(sum(e.best or 0 for e in apart)))
        case Quantity.CIVILIAN_DEATHS:
            civilians = (float(sum(e.civilians or 0 for e in group)) for group in (inside, apart))
            return Figure(period, next(civilians), None, None, len(inside), next(civilians))
        case Quantity.EVENTS:
            return Figure(period, float(len(inside)), None, None, len(inside), float(len(apart)))
        case Quantity.COUNTRIES:
            distinct = {e.country for e in inside if e.country}
        case Quantity.AREAS:
            distinct = {f"{e.admin1}\n{e.country}" for e in inside if e.admin1}
        case _:
            by = any(term.role is Role.BY for term in ask.measure.actors)
            against = [term.actors for term in ask.measure.actors if term.role is Role.AGAINST]
            sides = []
            for e in inside:
                if e.side_a and all(is_one(e.side_b, actors) for actors in against):
                    sides.append(e.side_a)
                turned = not against or e.kind != "3"
                if e.side_b and not by and turned and all(is_one(e.side_a, actors) for actors in against):
                    sides.append(e.side_b)
            distinct = {name for side in sides for name in split_names(side, ", ") if name != "Civilians"}
    return Figure(period, float(len(distinct)), None, None, len(inside))


# The law ----------------------------------------------------------------------------------------------------------


def as_told(figure: Figure, ask: Ask) -> Figure:
    """The figure without what straddles, which is said of a measure as stated and of none of its variants."""
    stated = ask.side is Side.STATED and not ask.precise and ask.clock is Clock.START
    return figure if stated else replace(figure, straddling=0.0)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(an_event(), min_size=1, max_size=12), st.lists(an_ask(), min_size=1, max_size=6))
def test_tally_direct_query_and_loop_agree(events: list[Event], asks: list[Ask]) -> None:
    dataset = table(events)
    engine = Engine(connection(), vocabulary())
    together = engine.answer(dataset, asks)
    values: Values = engine.values(dataset, asks)
    for ask, answer in zip(asks, together, strict=True):
        for period, figure in zip(ask.periods, answer.figures, strict=True):
            if figure.missing:
                continue
            assert figure == as_told(naive(events, ask, period), ask), ("tally and loop", ask, period)
        period, figure = ask.periods[0], answer.figures[0]
        if not figure.missing:
            direct = as_told(direct_figure(connection(), ask, period, values), ask)
            assert figure == direct, ("tally and query", ask, period)


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(an_event(), min_size=1, max_size=12), st.lists(an_ask(), min_size=2, max_size=6))
def test_asking_together_is_asking_one_by_one(events: list[Event], asks: list[Ask]) -> None:
    dataset = table(events)
    engine = Engine(connection(), vocabulary())
    together = engine.answer(dataset, asks)
    assert together == tuple(Engine(connection(), vocabulary()).answer(dataset, [ask])[0] for ask in asks)


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(an_event(), min_size=1, max_size=12), an_ask(), st.randoms(use_true_random=False))
def test_the_order_of_actor_terms_does_not_matter(events: list[Event], ask: Ask, luck: Random) -> None:
    dataset = table(events)
    terms = list(ask.measure.actors)
    luck.shuffle(terms)
    other = replace(ask, measure=replace(ask.measure, actors=tuple(terms)))
    answers = Engine(connection(), vocabulary()).answer(dataset, [ask, other])
    reasons = [[bool(figure.missing) for figure in one.figures] for one in answers]
    assert reasons[0] == reasons[1]
    if not any(reasons[0]):
        assert answers[0] == answers[1]


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(an_event(), min_size=1, max_size=12),
    st.lists(an_ask(), min_size=1, max_size=6),
    st.sampled_from([1, 5, 9]),
)
def test_one_integer_to_group_by_or_several_give_the_same(events: list[Event], asks: list[Ask], bits: int) -> None:
    dataset = table(events)
    whole = Engine(connection(), vocabulary()).answer(dataset, asks)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(tally, "BITS", bits)
        assert Engine(connection(), vocabulary()).answer(dataset, asks) == whole


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(an_event(), min_size=1, max_size=12), st.lists(an_ask(), min_size=1, max_size=6))
def test_small_counts_may_be_summed_as_floats(events: list[Event], asks: list[Ask]) -> None:
    dataset = table(events)
    exact = Engine(connection(), vocabulary()).answer(dataset, asks)
    assert Engine(connection(), vocabulary()).answer(replace(dataset, largest=9), asks) == exact
