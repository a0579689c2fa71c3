"""Rules for what rises and falls: by a percentage, to a number, by a multiple."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

from onrecord.model.dates import Grain, Period, add_months, split
from onrecord.model.precision import Comparator, Stated, Unit
from onrecord.model.reading import Amount, Assertion, Change, Direction, Level
from onrecord.reading.prose.drafts import Draft, View, each, grain_of
from onrecord.reading.prose.whens import When, years_on

_DIRECTION = {"rise": Direction.RISE, "fall": Direction.FALL}


def moves(view: View) -> tuple[Direction | None, list[int], list[int]]:
    """The direction said, the words that say it, and multiples that say it as verbs ("doubled")."""
    words = view.all("move")
    directions = {_DIRECTION.get(view.items[i].get("move")) for i in words}
    multiples = [
        i
        for i in view.numbers()
        if "multiple" in view.items[i].uses and "verb" in view.items[i].uses and view.stated(i).unit is Unit.TIMES
    ]
    comparatives = view.all("comparative")
    if (
        not words
        and not multiples
        and len(comparatives) == 1
        and not view.all("than", "compared", "base", "as", "each")
    ):
        # "77 percent rarer in 2016": than before
        order = list(view.live)
        place = order.index(comparatives[0])
        before = view.items[order[place - 1]] if place else None
        kind = view.items[comparatives[0]].get("comparative")
        number = before.number if before is not None else None
        if number is not None and number.unit is Unit.PERCENT and kind in ("more", "fewer"):
            return (Direction.RISE if kind == "more" else Direction.FALL), comparatives, []
        return None, [], []
    if not words and multiples:
        value = view.stated(multiples[0]).value
        return (Direction.RISE if value > 1 else Direction.FALL), [], multiples
    if len(directions) == 1:
        return directions.pop(), words, multiples
    return None, words, multiples


def _after_comma(view: View, index: int) -> bool:
    """Whether a word begins a stretch of its own: "tripled, rising from 2,427 to 8,409"."""
    return bool(set(view.items[index].gap) & set(",;:–—"))


def _by(view: View, index: int) -> bool:
    """Whether a number stands after "by": a rise by 200, by a factor of six."""
    led = view.items[index].led
    return led.get("agent") == "by" or "factor" in led


def _of_something(view: View, index: int) -> bool:
    """Whether a part of one is said of something that follows it."""
    following = [i for i in view.live if i > index][:1]
    return bool(following) and view.items[following[0]].has("genitive", "of_all")


def _led_to(view: View, index: int) -> str:
    led = view.items[index].led
    if "to" in led:
        return "to"
    if "from" in led or "range" in led:
        return "from"
    return ""


def change(view: View) -> Iterator[Draft]:
    """The toll rose by 70 percent in 2016 from 2015; doubled; fell to 9,255 from 12,757 a year earlier."""
    direction, words, multiples = moves(view)
    if (
        direction is None
        or len(multiples) > 1
        or (view.first("than") is not None and view.first("comparative") is not None)
    ):
        return
    if view.all("average"):
        return  # an average of changes is no change
    later = [i for i in (*words, *multiples) if _after_comma(view, i)]
    if len(words) + len(multiples) - len(later) > 1:
        return  # "the rise in deaths doubled" is a change of a change
    bare = [
        i
        for i in view.numbers()
        if view.items[i].has_use("fold") and view.items[i].text.casefold().endswith(("s", "e"))
    ]
    if any(view.stated(i).unit is Unit.TIMES and not view.stated(i).word for i in bare):
        return  # "rose three times": by three times, or on three occasions
    used = set(words) | set(multiples)
    by: Stated | None = view.stated(multiples[0]) if multiples else None
    target: int | None = None
    origin: int | None = None
    for i in view.numbers():
        if i in used:
            continue
        stated, role = view.stated(i), _led_to(view, i)
        if stated.unit is Unit.PERCENT and stated.word and role == "to" and target is None and by is None:
            by = Stated(stated.value / 100, stated.comparator, Unit.TIMES, word=True)
            used.add(i)
        elif stated.unit is Unit.COUNT and role == "to" and target is None:
            target = i
        elif stated.unit is Unit.COUNT and role == "from" and origin is None:
            origin = i
        elif stated.unit is Unit.PERCENT and stated.word and _of_something(view, i):
            return  # "one in four of those killed fell in Mbomou" is a share
        elif by is None and (_by(view, i) if stated.unit is Unit.COUNT else role == ""):
            by = stated
            used.add(i)
        else:
            return
    if (
        by is not None
        and by.unit is Unit.TIMES
        and by.value < 1
        and by.comparator is not Comparator.PLAIN
        and multiples
    ):
        by = Stated(100 * (1 - by.value), by.comparator, Unit.PERCENT, word=True)
    if by is not None and by.unit is Unit.PERCENT and by.word and multiples == [] and by.value == 0:
        return
    factor = view.all("factor", "fold")
    if factor and by is not None and by.unit is Unit.COUNT and by.value > 0:
        by = Stated(by.value, by.comparator, Unit.TIMES, by.decimals, by.upper)
        if direction is Direction.FALL and by.comparator is Comparator.PLAIN:
            # fell by a factor of six: to a sixth
            by = Stated(1 / by.value, Comparator.PLAIN, Unit.TIMES, word=True)
    used |= set(factor) | set(view.all("compared", "degree", "to", "from"))
    if view.base.says_what:
        used |= set(view.all("as_of")[:1])  # "deaths in Mali rose, those in Niger fell"
    used |= {i for i in (target, origin) if i is not None}
    subject_whens, base_whens = _sides(view, target, origin)
    if view.all("each", "row") or any(_every(view, i) for i in view.sorts("rate")):
        return
    rates = view.sorts("rate")
    if by is not None and by.unit is Unit.PERCENT and any(i - 1 in view.numbers() for i in rates):
        return  # "by 11 percent a year"
    counted = by is not None and by.unit is Unit.COUNT
    if counted and target is not None:
        return  # "rose by 50 to 60": from 50 to 60, or by 50?
    if any(view.when(i).how == "listed" for i in subject_whens):
        return  # "rose in 2019 and in 2020" says two things
    rest = [i for i in view.live if i not in used and i not in base_whens]
    slots = view.gather(rest)
    used |= slots.used | set(base_whens)
    edges = _edges(view, subject_whens) if not base_whens else None
    if edges is not None:
        subjects: tuple[Period, ...] = (edges[1],)
        bases: tuple[Period, ...] = (edges[0],)
    else:
        subjects, bases = _periods(view, subject_whens, base_whens)
    if not subjects:
        return
    for subject_period in subjects:
        options = bases or _windowed(view, subject_whens) or _defaults(view, base_whens, subject_period)
        for blocks, meant, (period, baseline) in each(view.meant(slots), (subject_period,), options):
            subject = Amount(meant.measure, period, slots.over(view.base).per)
            parts: list[Assertion] = []
            if target is not None:
                parts.append(Level(subject, view.stated(target)))
            if origin is not None:
                parts.append(Level(Amount(meant.measure, baseline, subject.per), view.stated(origin)))
            if by is not None and by.unit is Unit.TIMES and by.value < 1 and direction is Direction.RISE:
                continue
            if by is not None and by.unit is Unit.TIMES and by.value > 1 and direction is Direction.FALL:
                continue
            if baseline.start is not None and period.start is not None and baseline.start >= period.start:
                continue
            if baseline.end is not None and period.start is not None and baseline.end >= period.start:
                continue
            moved = Change(subject, baseline, direction, by)
            parts = [*parts, moved] if target is not None or origin is not None else [moved]
            blocks = blocks or subject_period != subjects[0]
            yield Draft(tuple(parts), frozenset(used), slots, period, blocks, "change")
            for rival in _rivals(view, moved) if parts == [moved] and by is None else ():
                yield Draft(rival, frozenset(used), slots, period, True, "change")


_SHARP = Stated(Fraction(20), Comparator.AT_LEAST, Unit.PERCENT)
_SLIGHT = Stated(Fraction(10), Comparator.AT_MOST, Unit.PERCENT)


def _rivals(view: View, moved: Change) -> Iterator[tuple[Assertion, ...]]:
    """What a bare rise can mean besides: how sharp a sharp one is, and that each place of a list saw it.

    A sharp move is taken to be one of 20 percent at least, a slight one of 10 percent at most; where such a reading
    disagrees with the bare one there is no verdict.
    """
    degrees = {view.items[i].get("degree") for i in view.all("degree")}
    if "sharp" in degrees:
        yield (replace(moved, stated=_SHARP),)
    if "slight" in degrees:
        yield (replace(moved, stated=_SLIGHT),)
    places = moved.subject.measure.places
    if len(places) > 1:
        single = [replace(moved.subject, measure=replace(moved.subject.measure, places=(ref,))) for ref in places]
        yield tuple(replace(moved, subject=one) for one in single)


def _every(view: View, index: int) -> bool:
    """Whether a rate says that something moved each year, rather than what was counted ("killed annually")."""
    if not view.items[index].has_use("every"):
        return False
    order = list(view.live)
    place = order.index(index)
    before = view.items[order[place - 1]] if place else None
    return before is None or not before.has("kill", "deaths", "people", "events")


def _sides(view: View, target: int | None, origin: int | None) -> tuple[list[int], list[int]]:
    """The periods of the subject and those of the baseline."""
    subject, base = [], []
    order = list(view.live)
    after_origin = (
        order[order.index(origin) + 1] if origin is not None and order.index(origin) + 1 < len(order) else None
    )
    while after_origin is not None and view.items[after_origin].has("people", "deaths", "events", "kill"):
        place = order.index(after_origin) + 1
        after_origin = order[place] if place < len(order) else None
    after_compared = False
    for i in order:
        item = view.items[i]
        if item.has("compared", "than"):
            after_compared = True
        elif "," in item.gap:
            after_compared = False
        if item.sort != "when":
            continue
        when = view.when(i)
        before = order[order.index(i) - 1] if order.index(i) else None
        multiple = before is not None and view.items[before].has_use("multiple")
        if multiple and "at" not in item.led and when.edges is None:
            base.append(i)  # "double the 2016 figure"
            continue
        from_led = "base" in item.led or ("from" in item.led and when.how == "in")
        if (
            i == after_origin
            or after_compared
            or (when.relative is not None and when.relative[0] != "part")
            or (from_led and item.led is not None and when.how == "in" and _plain_from(view, i))
        ) or when.how == "since":
            base.append(i)
        else:
            subject.append(i)
    return subject, base


def _plain_from(view: View, index: int) -> bool:
    """Whether a period stands after "from", "over" or "on" behind a number: "78 percent over 2015", "from 2019"."""
    order = list(view.live)
    place = order.index(index)
    led = view.items[index].led
    if "from" in led:
        return True
    return place > 0 and view.items[order[place - 1]].sort == "number"


def _edges(view: View, whens: list[int]) -> tuple[Period, Period] | None:
    """Between 2014 and 2015: from the first to the last of the two."""
    ranges = [view.when(i) for i in whens if view.when(i).edges is not None]
    if len(ranges) != 1 or len(whens) != 1:
        return None
    found = ranges[0]
    if found.edges is None or not found.grain:
        return None
    return found.edges


def _periods(view: View, subject: list[int], base: list[int]) -> tuple[tuple[Period, ...], tuple[Period, ...]]:
    since = [i for i in base if view.when(i).how == "since"]
    if since and len(base) == 1:
        return _since(view, view.when(since[0]), subject)
    subjects = view.period(subject)
    if not subjects and base and view.base_period is not None:
        subjects = (view.base_period,)
    if not base or not subjects:
        return subjects, ()
    bases = view.period(base, subjects[0])
    return subjects, bases


def _since(view: View, when: When, subject: list[int]) -> tuple[tuple[Period, ...], tuple[Period, ...]]:
    """ "have doubled since 2017": the last whole unit the data can tell of, against the one named."""
    if when.point is None or grain_of(when.point) is None:
        return (), ()
    if subject:
        return view.period(subject), (when.point,)
    last = view.context.until
    grain = grain_of(when.point)
    if last is None or grain is None or when.point.start is None or grain is Grain.DAY:
        return (), ()
    whole = split(Period(when.point.start, last), grain)
    return ((whole[-1],) if len(whole) > 1 else ()), (when.point,)


def _windowed(view: View, subject: list[int]) -> tuple[Period, ...]:
    """What a stretch after a day is held against where nothing is said: as long a stretch before that day."""
    when = view.when(subject[0]) if len(subject) == 1 else None
    if when is None or when.how != "window" or when.point is None or when.period is None or when.period.start is None:
        return ()
    if when.point.start != when.point.end or when.point.start != when.period.start or when.period.end is None:
        return ()
    months = _whole_months(when.period)
    if not months:
        return ()
    return (Period(add_months(when.period.start, -months), when.period.start - timedelta(days=1)),)


def _whole_months(period: Period) -> int:
    """The months from a day to the day before the same day of a later month; 0 for other stretches."""
    if period.start is None or period.end is None:
        return 0
    following = period.end + timedelta(days=1)
    months = 12 * (following.year - period.start.year) + following.month - period.start.month
    return months if following.day == period.start.day else 0


def _defaults(view: View, base: list[int], subject: Period) -> tuple[Period, ...]:
    """What a change is from where the sentence does not say: the year, quarter or month before.

    For a part of a year it may be the same part of the year before too, and the two must agree.
    """
    if base or subject.start is None or subject.end is None:
        return ()
    grain = grain_of(subject)
    year_ago = years_on(subject, -1)
    if grain is Grain.YEAR:
        return (year_ago,)
    one = timedelta(days=1)
    end = subject.start - one
    if grain in (Grain.MONTH, Grain.QUARTER) and grain is not None:
        before = split(Period(date(end.year - 1, 1, 1), end), grain)[-1]
        return (year_ago, before)
    if subject.start.day == 1 and subject.start.month in (1, 7) and add_months(subject.start, 6) == subject.end + one:
        return (year_ago, Period(add_months(subject.start, -6), subject.start - one))
    if subject.start.day == 1 and (subject.end + timedelta(days=1)).day == 1:
        return (year_ago,)
    return ()
