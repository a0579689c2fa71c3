"""Ways of saying that dress a sentence up: what they say, said plainly, before the sentence is cut into items.

"It was in 2014 that ...", "the single deadliest month", "deliberate attacks on civilians", "attacks and clashes": each
is put as the plain words that the rules know, or marked for them. What is not of these forms is left as it stands.
Imports its sibling modules and the vocabulary.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.reading.prose.context import Context
from onrecord.reading.prose.dates import YEAR
from onrecord.reading.prose.periods import when_at
from onrecord.reading.prose.rephrasing import rephrased
from onrecord.reading.prose.roles import CLASHES, ONE_SIDED
from onrecord.reading.prose.symbols import Symbol
from onrecord.vocabulary.lexicon import Lexicon

DELIBERATE = "deliberate"
"""The use that marks attacks and killings said to be deliberate: only attacks on civilians are."""

CLEFT = "cleft"
"""The use that marks a period singled out: "it was in 2014 that"."""

_ALL = "organised-violence"
_MEANS = ("explosions-and-remote-violence", "air-and-drone-strikes", "suicide-bombings", "shelling", "grenade-attacks")
"""Kinds that say how people were killed: among all the violence, whoever counts them."""


def plainly(symbols: Sequence[Symbol], lexicon: Lexicon, context: Context) -> tuple[Symbol, ...]:
    """The symbols with each of these ways of saying put plainly."""
    found = _some_of_them(_only_left(_murders(_verbs(list(symbols)))))
    found = _single(_years_own(_named_years(_not_since(_months_of(_its_conflict(found))))))
    found = _one_in(found)
    found = _first(found, lexicon)
    found = _clefts(found, lexicon)
    found = rephrased(_deliberate(found), lexicon)
    return tuple(_all_violence(found) if context.lethal_events else found)


def _apart(symbol: Symbol) -> bool:
    """Whether a stop stands before a symbol."""
    return bool(set(symbol.gap) & set(",;:()–—"))


def _with(symbol: Symbol, **uses: str) -> Symbol:
    return replace(symbol, uses={**symbol.uses, **uses})


_HELPS = ("did", "does", "do", "will", "would", "to")


def _verbs(symbols: list[Symbol]) -> list[Symbol]:
    """ "Tunisia did not record a single death": a verb, and no superlative."""
    for at, symbol in enumerate(symbols[:-1]):
        if symbol.text.casefold() != "record" or not symbol.has("superlative", "record"):
            continue
        following = symbols[at + 1]
        counts = following.has("article", "single", "no", "number", "comparator") or following.text[0].isdigit()
        helped = any(one.has("not") or one.text.casefold() in _HELPS for one in symbols[max(0, at - 4) : at])
        if counts and helped and symbols[at - 1].text.casefold() not in ("s", "a", "the"):
            symbols[at] = replace(symbol, uses={"records": "records"})
    return symbols


def _murders(symbols: list[Symbol]) -> list[Symbol]:
    """ "Murdered" is killed where an actor did it to civilians; by itself it is said of crimes."""
    by_actor = any(one.has("actor") for one in symbols) and any(one.get("people") == "civilians" for one in symbols)
    found = []
    for symbol in symbols:
        murder = symbol.get("murder")
        if murder is not None:
            symbol = replace(symbol, uses={"kill": murder} if by_actor else {})
        found.append(symbol)
    return found


def _only_left(symbols: list[Symbol]) -> list[Symbol]:
    """ "Le pays ne comptait plus que 50 morts", "n'a compté que 50 morts": only 50, not more than 50."""
    for at, symbol in enumerate(symbols):
        counts = at + 1 < len(symbols) and (symbols[at + 1].text[0].isdigit() or symbols[at + 1].has("number"))
        if symbol.text.casefold() in ("que", "qu") and counts:
            before = [one.text.casefold() for one in symbols[max(0, at - 4) : at]]
            compares = any(one.has("comparative", "as", "other") for one in symbols[max(0, at - 8) : at])
            if not compares and any(one in ("ne", "n") or one.startswith(("n'", "n’")) for one in before):
                symbols[at] = replace(symbol, uses={"comparator": "exactly"})
        if symbol.text.casefold() in ("plus que", "plus qu") and symbol.has("comparator", "comparative"):
            before = [one.text.casefold() for one in symbols[max(0, at - 6) : at]]
            if any(one in ("ne", "n") or one.startswith(("n'", "n’")) for one in before):
                symbols[at] = replace(symbol, uses={"comparator": "exactly"})
    return symbols


def _some_of_them(symbols: list[Symbol]) -> list[Symbol]:
    """ "123 events, 23 of which killed civilians", "of which 23": a number of some among them, which no rule reads."""
    for at in range(1, len(symbols) - 1):
        if symbols[at].text.casefold() != "of" or symbols[at + 1].text.casefold().split()[0] not in (
            "which",
            "them",
            "these",
        ):
            continue
        beside = [symbols[at - 1], *symbols[at + 2 : at + 3]]
        if any(one.text[0].isdigit() or one.has("number", "fraction", "majority") for one in beside):
            symbols[at] = replace(symbols[at], uses={})
    return symbols


def _years_own(symbols: list[Symbol]) -> list[Symbol]:
    """ "Twelve times the previous year's": that year."""
    for at in range(1, len(symbols)):
        if symbols[at].text.casefold() in ("year's", "year’s") and symbols[at - 1].has("around"):
            symbols[at] = replace(symbols[at], uses={"grain": "year"})
    return symbols


_YEARS = ("years", "the years", "années", "les années", "l'année", "the year", "year", "année")


def _named_years(symbols: list[Symbol]) -> list[Symbol]:
    """ "The years 2018 to 2020", "the year 1996": the years themselves."""
    kept: list[Symbol] = []
    for at, symbol in enumerate(symbols):
        following = symbols[at + 1] if at + 1 < len(symbols) and not _apart(symbols[at + 1]) else None
        counted = bool(kept) and (kept[-1].has("number", "ordinal") or kept[-1].text[0].isdigit())
        named = symbol.text.casefold() in _YEARS and symbol.has("grain") and following is not None
        if named and following is not None and YEAR.match(following.text) and not counted:
            continue
        kept.append(symbol)
    return kept


def _not_since(symbols: list[Symbol]) -> list[Symbol]:
    """ "Not since 2000 had there been as many": never since 2000."""
    if len(symbols) > 1 and symbols[0].text.casefold() == "not" and symbols[1].get("bound") == "since":
        symbols[0] = replace(symbols[0], uses={"not": "never"})
    return symbols


def _months_of(symbols: list[Symbol]) -> list[Symbol]:
    """ "August was the deadliest month of 2018": August 2018."""
    years = [one for one in symbols if YEAR.match(one.text)]
    months = [at for at, one in enumerate(symbols) if one.has("month") and one.text[0].isupper()]
    months = months or [at for at, one in enumerate(symbols) if one.has("month") and not one.has("modal")]
    ranked = any(one.has("superlative") for one in symbols) and any(one.get("grain") == "month" for one in symbols)
    if len(years) != 1 or len(months) != 1 or not ranked:
        return symbols
    at = months[0]
    beside = symbols[at + 1 : at + 2] + (symbols[at - 1 : at] if at else [])
    if any(one.text[0].isdigit() or one.has("range", "bound", "through", "and", "or") for one in beside):
        return symbols
    return [*symbols[: at + 1], replace(years[0], gap=" "), *symbols[at + 1 :]]


def _its_conflict(symbols: list[Symbol]) -> list[Symbol]:
    """ "Deaths linked to Colombia's conflict": those in Colombia."""
    for at in range(1, len(symbols) - 2):
        place = at + 1
        owned = symbols[place].has("place") and symbols[place + 1].text in ("s", "S")
        last = place + 2 if owned else place + 1
        if not (symbols[at].text.casefold() in _LINKED and symbols[place].has("place")) or last >= len(symbols):
            continue
        if (owned or symbols[place].has("place")) and symbols[last].text.casefold() in ("conflict", "war", "civil war"):
            return [*symbols[:at], *symbols[place:last], *symbols[last + 1 :]]
    return symbols


_LINKED = ("linked to", "connected to", "connected with", "associated with", "attributed to", "attributable to")


def _single(symbols: list[Symbol]) -> list[Symbol]:
    """ "The single deadliest month", "the deadliest single month": the deadliest month. An attack is no month."""
    kept: list[Symbol] = []
    for at, symbol in enumerate(symbols):
        following = symbols[at + 1] if at + 1 < len(symbols) and not _apart(symbols[at + 1]) else None
        single = symbol.has("single") and not symbol.has("number", "article") and not symbol.text.startswith("a ")
        if single and following is not None:
            after = following.has("grain") and kept and kept[-1].has("superlative")
            if after or following.has("superlative"):
                continue
        kept.append(symbol)
    return kept


def _one_in(symbols: list[Symbol]) -> list[Symbol]:
    """ "One civilian in five", "un civil sur deux": one in five civilians."""
    for at in range(1, len(symbols) - 1):
        if symbols[at - 1].get("comparator") == "at least" and symbols[at].text.casefold() in ("un", "une"):
            symbols[at] = _with(symbols[at], number="1")  # "au moins un mort"
    for at in range(1, len(symbols) - 3):
        apart = symbols[at].has("people") and symbols[at + 1].has("kill") and symbols[at + 2].has("outof")
        if apart and symbols[at + 3].has("number"):
            symbols[at + 1 : at + 3] = [symbols[at + 2], symbols[at + 1]]  # "une personne tuée sur deux"
            symbols[at + 2 : at + 4] = [symbols[at + 3], symbols[at + 2]]
    for at in range(1, len(symbols) - 2):
        counted, link, whole = symbols[at], symbols[at + 1], symbols[at + 2]
        if not (counted.has("people", "deaths", "events", "attacks") and link.has("outof") and whole.has("number")):
            continue
        part = symbols[at - 1]
        one = part.text.casefold() in ("un", "une", "d'un", "d'une")
        if not (one or part.has("number")) or any(map(_apart, (counted, link, whole))):
            continue
        after = symbols[at + 3] if at + 3 < len(symbols) else None
        if after is not None and not _apart(after) and after.has("grain", "dimension", "number", "scale", "percent"):
            continue  # "one death in three days"
        first = _with(part, number="1") if one else part
        symbols[at - 1 : at + 3] = [first, link, whole, counted]
        return symbols
    return symbols


def _first(symbols: list[Symbol], lexicon: Lexicon) -> list[Symbol]:
    """ "Not until 2019 did ...", "ce n'est qu'en 2019 que ...": for the first time in 2019."""
    for at, symbol in enumerate(symbols):
        if not symbol.has("not_until"):
            continue
        when = when_at(symbols, at + 1, lexicon, None)
        if when is None or when.period is None or when.how != "in":
            continue
        rest = symbols[when.last :]
        if rest and rest[0].text.casefold() in ("did", "was", "were", "that", "que", "qu", "had"):
            rest = rest[1:]
        head = [one for one in symbols[:at] if one.text.casefold() not in ("it", "was", "is")]
        rest = [one for one in rest if not (one.has("first") or one.get("ordinal") == "1")]
        return [*head, replace(symbol, uses={"first": "first"}), *symbols[at + 1 : when.last], *rest]
    return symbols


def _clefts(symbols: list[Symbol], lexicon: Lexicon) -> list[Symbol]:
    """ "It was in 2014 that ...", "c'est en 2014 que ...": in 2014, which is marked as singled out."""
    for at, symbol in enumerate(symbols):
        if at and not _apart(symbol):
            continue
        it = symbol.text.casefold() == "it" and at + 1 < len(symbols) and symbols[at + 1].has("be")
        start = at + 1 if symbol.has("it_is") else at + 2
        if not it and not symbol.has("it_is"):
            continue
        when = when_at(symbols, start, lexicon, None)
        if when is None:
            symbols = _cleft_place(symbols, at, start)
            continue
        if when.period is None or when.last >= len(symbols):
            continue
        if symbols[when.last].text.casefold() not in ("that", "que", "qu"):
            continue
        marked = [_with(symbols[start], **{CLEFT: CLEFT}), *symbols[start + 1 : when.last]]
        marked[0] = replace(marked[0], gap=symbol.gap)
        return [*symbols[:at], *marked, *symbols[when.last + 1 :]]
    return symbols


def _cleft_place(symbols: list[Symbol], at: int, start: int) -> list[Symbol]:
    """ "It was in Nigeria that ...": in Nigeria, which is marked as singled out."""
    place = start + 1
    if place + 1 >= len(symbols) or not symbols[start].has("at") or not symbols[place].has("place"):
        return symbols
    if symbols[place + 1].text.casefold() not in ("that", "que", "qu"):
        return symbols
    marked = _with(symbols[place], **{CLEFT: CLEFT})
    return [*symbols[:at], replace(symbols[start], gap=symbols[at].gap), marked, *symbols[place + 2 :]]


def _deliberate(symbols: list[Symbol]) -> list[Symbol]:
    """ "Deliberate attacks on civilians" are attacks on civilians; a mark on the first symbol remembers the word."""
    kept: list[Symbol] = []
    marked = False
    for at, symbol in enumerate(symbols):
        if symbol.has(DELIBERATE):
            after = symbols[at + 1] if at + 1 < len(symbols) and not _apart(symbols[at + 1]) else None
            if after is not None and after.has("and") and at + 2 < len(symbols):
                after = symbols[at + 2]  # "targeted and killed"
            before = kept[-1] if kept and not _apart(symbol) else None
            near = [one for one in (before, after) if one is not None]
            if any(one.has("kill", "attacks", DELIBERATE) or one.get("kind") == ONE_SIDED for one in near):
                marked = True
                continue
        kept.append(symbol)
    if not marked:
        return kept
    kept = [one for at, one in enumerate(kept) if not (one.has("and") and _dangling(kept, at))]
    return [_with(one, **{DELIBERATE: DELIBERATE}) if at == 0 else one for at, one in enumerate(kept)]


def _dangling(symbols: Sequence[Symbol], at: int) -> bool:
    """Whether an "and" joins nothing any more: "civilians [targeted] and killed"."""
    before = symbols[at - 1] if at else None
    after = symbols[at + 1] if at + 1 < len(symbols) else None
    return bool(before and after and before.has("people", "be") and after.has("kill") and not before.has("kill"))


def _all_violence(symbols: list[Symbol]) -> list[Symbol]:
    """ "Attacks and clashes", "violent incidents and attacks": all that data of lethal events hold."""
    kept: list[Symbol] = []
    at = 0
    while at < len(symbols):
        last = _list_of_violence(symbols, at)
        if last is None:
            kept.append(symbols[at])
            at += 1
            continue
        first, end = symbols[at], symbols[last - 1]
        text = " ".join(one.text for one in symbols[at:last])
        uses = {"kind": _ALL, "events": "all"}
        kept.append(replace(first, last=end.last, end=end.end, text=text, uses=uses))
        at = last
    return kept


def _list_of_violence(symbols: Sequence[Symbol], at: int) -> int | None:
    """Where a list that joins attacks to clashes or incidents ends."""
    if not _violence(symbols[at]):
        return None
    parts, last, joined = [symbols[at]], at + 1, False
    while last < len(symbols):
        index = last
        linked = symbols[index].has("and")
        if not linked and symbols[index].gap.strip() != ",":
            break
        index += linked
        while index < len(symbols) and symbols[index].has("article", "in_list") and not _violence(symbols[index]):
            index += 1
        if index >= len(symbols) or not _violence(symbols[index]):
            if linked or (index < len(symbols) and symbols[index].has("kind")):
                return None  # "attacks, clashes and protests"
            break
        parts.append(symbols[index])
        joined, last = joined or linked, index + 1
    sorts = {_violence(one) for one in parts}
    if not joined or len(parts) < 2 or "attacks" not in sorts or not sorts & {"clashes", "events"}:
        return None
    following = symbols[last] if last < len(symbols) else None
    if following is not None and not _apart(following):
        against = following.get("agent") == "against" or following.has("target")
        if against or following.text.casefold() in ("on", "upon", "against", "contre"):
            return None  # "clashes and attacks on the army"
    return last


def _violence(symbol: Symbol) -> str:
    """What sort of violence a plural noun names: attacks, clashes, events or something else; "" for other words."""
    if not symbol.text.casefold().endswith(("s", "x", "fighting", "de", "des", "du")):
        return ""
    if symbol.has("attacks"):
        return "attacks"
    if symbol.has("events"):
        return "events"
    kind = symbol.get("kind")
    return "clashes" if kind == CLASHES else "other" if kind in _MEANS else ""
