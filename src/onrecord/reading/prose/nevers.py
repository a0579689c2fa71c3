"""Rules for records said by a negation: no month deadlier than March, never as many deaths as in 2015."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.model.dates import Period
from onrecord.model.reading import (
    Amount,
    Assertion,
    Extreme,
    Level,
    Record,
)
from onrecord.reading.prose.drafts import GRAINS, Draft, View, grain_of, is_count
from onrecord.reading.prose.records import among_options, is_grain
from onrecord.reading.prose.superlatives import (
    COMPARATIVES,
    SUPERLATIVES,
    implied_by,
)


def _pluperfect(view: View, index: int) -> bool:
    """ "Had ... counted", not "had a bloodier year"."""
    if view.items[index].text.casefold() not in ("had", "avait", "avaient"):
        return False
    following = view.items[index + 1 : index + 3]
    return any(item.has("records", "kill", "happens") and not item.has("article") for item in following)


def no_period_more(view: View) -> Iterator[Draft]:
    """No month has been deadlier in Mali than March 2022; Algeria never had a bloodier year than 1997."""
    nos = view.all("no") + view.all("not")
    ever = [i for i in view.all("record") if view.items[i].text.casefold().startswith("jamais ")]
    nos = nos or ever  # "n'a jamais compté autant de morts"
    comparatives, pivots = view.all("comparative"), view.all("than")
    equatives = view.all("as")
    if not comparatives and len(equatives) == 1:
        comparatives, pivots = equatives, [i for i in view.all("than_as", "than") if i > equatives[0]][-1:]
    grains = [i for i in view.live if view.items[i].has("grain") and view.items[i].get("grain") in GRAINS]
    named = {view.items[i].get("grain") for i in grains}
    if len(nos) != 1 or len(comparatives) != 1 or len(pivots) != 1 or view.numbers():
        return
    never = nos == ever or view.items[nos[0]].get("not") == "never"
    subject = [i for i in view.whens() if i > pivots[0]]
    among = [i for i in view.whens() if i < pivots[0]]
    yearly = [i for i in among if view.when(i).relative == ("previous year", 1, "year")]
    if never and yearly == among:
        grains, among = grains + yearly, []  # "autant de morts en une année qu'en 2018"
        named |= {"year"} if yearly else set()
    if len(subject) != 1 or pivots[0] < comparatives[0] or len(named) > 1 or not (named or never):
        return
    word = view.items[comparatives[0]]
    same = {"many": "highest", "deadly": "deadliest"}.get(word.get("as"))
    extreme, implied = SUPERLATIVES[same or COMPARATIVES[word.get("comparative")]]
    used = {
        *nos,
        *comparatives,
        *pivots,
        *grains,
        *subject,
        *among,
        *view.all("other", "degree", "do", "record", "of_all", "single"),
    }
    slots = implied_by(view.gather(i for i in view.live if i not in used), implied)
    # "Never had Chad counted as many deaths as in 2015" may look back from 2015
    back = never and not among and any(_pluperfect(view, i) for i in view.all("do", "records"))
    for position, period in enumerate(view.period(subject)):
        grain = GRAINS[named.copy().pop()] if named else grain_of(period)
        if grain is None or not is_grain(period, grain):
            continue
        options = among_options(view, among, False)(period, grain)
        for number, within in enumerate((*options, Period(None, period.end)) if back else options):
            for meant in view.meant(slots, "deaths" if implied == "deaths" else ""):
                amount = Amount(meant.measure, period, slots.over(view.base).per)
                blocks = position > 0 or number > 0 or meant.blocks
                yield Draft(
                    (Record(amount, extreme, grain, within),),
                    frozenset(used | slots.used),
                    slots,
                    period,
                    blocks,
                    "record",
                )


def unsurpassed(view: View) -> Iterator[Draft]:
    """Kenya's toll of 297 in 2008 has not been surpassed since; has never been exceeded."""
    nots, verbs, numbers = view.all("not"), view.all("exceed"), view.numbers()
    if len(nots) != 1 or len(verbs) != 1 or len(numbers) > 1 or not nots[0] < verbs[0]:
        return
    since = [i for i in view.live if i > verbs[0] and view.items[i].get("bound") == "since"]
    never = view.items[nots[0]].get("not") == "never"
    passive = view.items[verbs[0] - 1].has("be") or view.items[nots[0]].text.casefold().endswith("été")
    if not passive or not (since or never) or view.items[verbs[0]].get("exceed") not in ("above", "equal"):
        return
    if any(i > verbs[0] and i not in since for i in view.live) or view.all("move", "than", "comparative", "each"):
        return
    if numbers and (not is_count(view.stated(numbers[0])) or numbers[0] > nots[0]):
        return
    used = {
        *nots,
        *verbs,
        *since,
        *numbers,
        *view.all("be"),
        *(i for i in view.all("as_of") if not view.items[i].has("deaths")),
    }
    slots = view.gather(i for i in view.live if i not in used)
    for position, period in enumerate(view.period(slots.whens)):
        grain = grain_of(period)
        if grain is None:
            continue
        among = Period() if never and not since else Period(period.start, None)
        for meant in view.meant(slots):
            amount = Amount(meant.measure, period, slots.over(view.base).per)
            parts: list[Assertion] = [Record(amount, Extreme.HIGHEST, grain, among)]
            parts += [Level(amount, view.stated(i)) for i in numbers]
            everything = frozenset(used | slots.used)
            yield Draft(tuple(parts), everything, slots, period, meant.blocks or position > 0, "record")
