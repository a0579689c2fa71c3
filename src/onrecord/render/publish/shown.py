"""The sheet as readers see it, in one language: an ``Edition`` with every text put into words, once for all renderers.

The poster, the pages, the report and ClaimReview all take their texts, numbers and marks from here, so that they cannot
disagree. Imports the model and sibling modules.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from math import floor, log10

from onrecord.model.dossier import Claim, DatasetWords, Source
from onrecord.model.edition import DataCard, Edition, Entry, KeyFigure, PublishedClaim, Relating
from onrecord.model.figure import Verdict
from onrecord.render.publish.locale import Locale
from onrecord.render.publish.rounding import shown_value
from onrecord.render.publish.theme import Movement, Theme


class Tone(StrEnum):
    """What a verdict means for a reader; each has a sign and a colour of its own."""

    HOLDS = "holds"
    FAILS = "fails"
    CONTESTED = "contested"
    OPEN = "open"


TONES = {
    Verdict.HOLDS: Tone.HOLDS,
    Verdict.SUPPORTED: Tone.HOLDS,
    Verdict.FAILS: Tone.FAILS,
    Verdict.UNSUPPORTED: Tone.FAILS,
    Verdict.CONTESTED: Tone.CONTESTED,
    Verdict.OVERTAKEN: Tone.CONTESTED,
    Verdict.UNVERIFIABLE: Tone.OPEN,
    Verdict.NOT_FOUND: Tone.OPEN,
    Verdict.NOT_RUN: Tone.OPEN,
    Verdict.NOT_CHECKED: Tone.OPEN,
}


@dataclass(frozen=True, slots=True)
class Mark:
    """A verdict as shown: its word in the language, what it means in a sentence, and its tone (sign and colour)."""

    verdict: Verdict
    word: str
    meaning: str
    tone: Tone


@dataclass(frozen=True, slots=True)
class Key:
    """The number of a statement that is set large: ``number`` with its unit ("+68.7 %", "2,438", "3.7 times"), and what
    it is of."""

    number: str
    label: str


@dataclass(frozen=True, slots=True)
class ShownSource:
    """A source with its number on the sheet, from 1 in the order of first citation."""

    number: int
    source: Source


@dataclass(frozen=True, slots=True)
class ShownStatement:
    """A statement: ``number`` is "3.2", the second of the third claim; ``sources`` are the numbers of those it cites.

    ``text`` is plain text in ``language``. ``why`` says why it has its mark, in the page's language, or is empty;
    ``for_claim`` marks evidence for the claim. ``path`` is its page.
    """

    number: str
    text: str
    language: str
    mark: Mark
    why: str
    key: Key | None
    sources: tuple[int, ...]
    path: str
    for_claim: bool
    entry: Entry

    @property
    def id(self) -> str:
        """The statement's id."""
        return self.entry.statement.id


@dataclass(frozen=True, slots=True)
class ShownRating:
    """A rating: its sign, its words, who gave it, when and why."""

    movement: Movement
    words: str
    by: str
    on: str
    because: str


@dataclass(frozen=True, slots=True)
class ShownClaim:
    """A claim with its record; ``said`` is when and where it was made, in words."""

    number: int
    text: str
    claimant: str
    language: str
    said: tuple[str, ...]
    rating: ShownRating
    statements: tuple[ShownStatement, ...]
    path: str
    claim: Claim

    @property
    def id(self) -> str:
        """The claim's id."""
        return self.claim.id


@dataclass(frozen=True, slots=True)
class Tally:
    """How many statements have a mark."""

    mark: Mark
    count: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """The whole sheet in one language. ``tallies`` are the marks that occur, with how often."""

    edition: Edition
    locale: Locale
    theme: Theme
    title: str
    subject: str
    as_of: str
    published: str
    publisher: str
    claims: tuple[ShownClaim, ...]
    sources: tuple[ShownSource, ...]
    datasets: tuple[DataCard, ...]
    tallies: tuple[Tally, ...]
    labels: tuple[tuple[str, str], ...]

    @property
    def statements(self) -> tuple[ShownStatement, ...]:
        """All statements, in order."""
        return tuple(each for claim in self.claims for each in claim.statements)

    def label(self, text: str) -> str:
        """The label of a figure in the sheet's language; the canonical English one where there is none."""
        return dict(self.labels).get(text, text)


def sheet(edition: Edition, locale: Locale, theme: Theme) -> Sheet:
    """An edition as readers of a language see it. Raises ``KeyError`` if it has no version in the language."""
    version = edition.version(locale.language)
    numbers = _numbers(version.claims)
    stakes = {each.key: each.interest for each in version.stakes if each.interest}
    by_id = {
        source.id: replace(source, interest=stakes.get(source.id, source.interest)) if source.interest else source
        for source in edition.sources
    }
    labels = dict(version.labels)
    claims = tuple(
        _claim(number, each, numbers, labels, locale, theme) for number, each in enumerate(version.claims, 1)
    )
    counted = [each.mark.verdict for claim in claims for each in claim.statements]
    tallies = (Tally(mark(each, locale), counted.count(each)) for each in TONES if each in counted)
    return Sheet(
        edition,
        locale,
        theme,
        version.title,
        version.subject,
        locale.day(edition.as_of),
        locale.day(edition.published),
        edition.publisher.name if edition.publisher else "",
        claims,
        tuple(ShownSource(number, by_id[key]) for key, number in numbers.items() if key in by_id),
        tuple(_card(card, version.datasets) for card in edition.datasets),
        tuple(tallies),
        version.labels,
    )


def _card(card: DataCard, words: tuple[DatasetWords, ...]) -> DataCard:
    """A dataset's card with the words that a translation has for it."""
    own, spec = next((each for each in words if each.id == card.dataset.id), None), card.dataset.spec
    if own is None:
        return card
    told = replace(
        spec,
        title=own.title or spec.title,
        version=own.version or spec.version,
        licence=own.licence or spec.licence,
    )
    return replace(card, dataset=replace(card.dataset, spec=told))


def _numbers(claims: Iterable[PublishedClaim]) -> dict[str, int]:
    """The number of each cited source, in the order of first citation: statements first, then what claims cite."""
    keys: dict[str, None] = {}
    for each in claims:
        keys.update((one.source.key, None) for one in each.claim.appearances if one.source is not None)
        keys.update((one.key, None) for one in each.claim.citations)
        for entry in each.entries:
            keys.update((one.key, None) for one in entry.statement.citations)
            keys.update((key, None) for block in entry.statement.blocks for key in sources_of(block))
    return {key: number for number, key in enumerate(keys, 1)}


def sources_of(value: object) -> Iterable[str]:
    """The citation keys that a typed block names, in its order."""
    from dataclasses import fields, is_dataclass

    if is_dataclass(value) and not isinstance(value, type):
        for each in fields(value):
            inner = getattr(value, each.name)
            if each.name == "source" and isinstance(inner, str) and inner:
                yield inner
            elif each.name == "sources" and isinstance(inner, tuple):
                yield from (key for key in inner if isinstance(key, str))
            else:
                yield from sources_of(inner)
    elif isinstance(value, tuple):
        for each in value:
            yield from sources_of(each)


def _claim(
    number: int, each: PublishedClaim, numbers: dict[str, int], labels: dict[str, str], locale: Locale, theme: Theme
) -> ShownClaim:
    claim = each.claim
    statements = tuple(
        _statement(f"{number}.{place}", entry, numbers, labels, locale) for place, entry in enumerate(each.entries, 1)
    )
    return ShownClaim(
        number,
        claim.claim,
        claim.claimant,
        each.language,
        tuple(
            ", ".join(filter(None, (locale.partial(one.on) if one.on else "", one.where))) for one in claim.appearances
        ),
        _rating(claim, locale, theme),
        statements,
        claim_path(claim.id),
        claim,
    )


def _rating(claim: Claim, locale: Locale, theme: Theme) -> ShownRating:
    rating = claim.rating
    if rating is None:
        return ShownRating(Movement.UNRATED, locale.text("Unrated"), "", "", "")
    movement, words = theme.rating(rating.value, locale.language)
    return ShownRating(movement, words, rating.by, locale.partial(rating.on) if rating.on else "", rating.because)


def _statement(
    number: str, entry: Entry, numbers: dict[str, int], labels: dict[str, str], locale: Locale
) -> ShownStatement:
    statement = entry.statement
    cited = dict.fromkeys(numbers[one.key] for one in statement.citations if one.key in numbers)
    return ShownStatement(
        number,
        statement.text,
        entry.language,
        mark(entry.outcome.verdict, locale),
        entry.outcome.why,
        key_of(entry.key, labels, locale),
        tuple(cited),
        statement_path(statement.id),
        "for" in statement.classes,
        entry,
    )


def mark(verdict: Verdict, locale: Locale) -> Mark:
    """A verdict in words."""
    words, meaning = {
        Verdict.HOLDS: (locale.text("Holds"), locale.text("Recomputed from the data, the sentence is true.")),
        Verdict.FAILS: (locale.text("Fails"), locale.text("Recomputed from the data, the sentence is not true.")),
        Verdict.UNVERIFIABLE: (
            locale.text("Unverifiable"),
            locale.text("The data that are held cannot say whether it is true."),
        ),
        Verdict.SUPPORTED: (locale.text("Supported"), locale.text("The sources it cites bear it out.")),
        Verdict.OVERTAKEN: (locale.text("Overtaken"), locale.text("It was so, and has changed since.")),
        Verdict.CONTESTED: (locale.text("Contested"), locale.text("Sources differ.")),
        Verdict.NOT_FOUND: (locale.text("Not found"), locale.text("No source that is held says so.")),
        Verdict.UNSUPPORTED: (locale.text("Unsupported"), locale.text("The sources it cites do not bear it out.")),
        Verdict.NOT_RUN: (locale.text("Not run"), locale.text("The check could not run.")),
        Verdict.NOT_CHECKED: (locale.text("Not checked"), locale.text("Nothing here can check it.")),
    }[verdict]
    return Mark(verdict, words, meaning, TONES[verdict])


def key_of(key: KeyFigure | None, labels: dict[str, str], locale: Locale) -> Key | None:
    """The number that a statistic comes to, with what it is of; ``None`` where no number was computed."""
    if key is None:
        return None
    amounts = [labels.get(label, label) for label in key.labels]
    label = {
        Relating.NONE: "{a}",
        Relating.AGAINST: locale.text("{a}, against {b}"),
        Relating.SHARE: locale.text("{a}, as a share of {b}"),
        Relating.FIRST: locale.text("year of the first event: {a}"),
        Relating.LAST: locale.text("year of the last event: {a}"),
    }[key.relating]
    number = in_unit(key.value, key.unit, locale).replace("-", "\N{MINUS SIGN}")
    rises = key.relating is Relating.AGAINST and key.unit == "percent" and key.value > 0
    return Key(f"+{number}" if rises else number, label.format(a=amounts[0], b=amounts[-1]))


def in_unit(value: float, unit: str, locale: Locale) -> str:
    """A computed number with its unit, as it is set large."""
    if unit == "year":
        return str(int(value))
    if unit == "percent":
        return locale.text("{n}%", n=locale.number(shown_value(value, unit)))
    if unit == "times":
        return locale.text("{n} times", n=locale.number(shown_value(value, unit)))
    shown = shown_value(value)
    return locale.number(shown, 1 - floor(log10(abs(shown))) if 0 < abs(shown) < 0.1 else None)


def claim_path(id: str) -> str:
    """The page of a claim, from the root of its language."""
    return f"claims/{id}.html"


def statement_path(id: str) -> str:
    """The page of a statement, from the root of its language."""
    return f"statements/{id}.html"
