"""A sentence as symbols: words and known phrases, each with all that it may mean.

A symbol covers one or more words. Its ``uses`` say what the lexicon and the vocabulary know of it ("move": "rise",
"place": a country ...); later passes decide which is meant. Imports the vocabulary.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from onrecord.vocabulary import Vocabulary
from onrecord.vocabulary.folding import FoldedText, fold_text
from onrecord.vocabulary.lexicon import Lexicon

_WORD = re.compile(
    r"[0-9]+(?:st|nd|rd|th|s|fold|e|er|eme|re|ere)\b|[0-9]+(?:[.,][0-9]+)*|[^\W_0-9]+[0-9]*|[^\W_]+|[%~]"
)
_MOST = 400


@dataclass(frozen=True, slots=True)
class Word:
    """A word: its folded text, where it stands in the sentence, and what stands between it and the word before."""

    text: str
    start: int
    end: int
    gap: str


@dataclass(frozen=True, slots=True)
class Symbol:
    """A run of words ``first`` to ``last`` (excluded) with its possible uses."""

    first: int
    last: int
    start: int
    end: int
    text: str
    gap: str
    uses: Mapping[str, str] = field(default_factory=dict)

    def has(self, *uses: str) -> bool:
        """Whether one of the uses is possible."""
        own = self.uses
        for use in uses:  # noqa: SIM110 - asked half a million times for a thousand sentences, and faster so
            if use in own:
                return True
        return False

    def get(self, use: str) -> str | None:
        """The meaning in a use, if the use is possible."""
        return self.uses.get(use)


def words_in(text: str) -> tuple[Word, ...]:
    """The words of a sentence, at most a few hundred: no sentence has more."""
    folded: FoldedText = fold_text(text)
    found: list[Word] = []
    behind = 0
    for match in _WORD.finditer(folded.folded):
        start, end = folded.starts[match.start()], folded.starts[match.end() - 1] + 1
        found.append(Word(match.group(), start, end, text[behind:start]))
        behind = end
        if len(found) == _MOST:
            break
    return tuple(found)


def overlong(text: str) -> bool:
    """Whether a text has more words than any sentence the reader tries."""
    return len(words_in(text)) >= _MOST


def symbols_in(
    text: str,
    lexicon: Lexicon,
    vocabulary: Vocabulary,
    areas: Mapping[tuple[str, ...], str],
    series: Mapping[tuple[str, ...], str] = MappingProxyType({}),
) -> tuple[Symbol, ...]:
    """The symbols of a sentence: at each word the longest phrase known, with all its uses.

    ``areas`` maps the folded words of divisions that the data name to the name they are known by, ``series`` those of
    what a series counts to its quantity. What was found last is kept: a sentence is asked several times.
    """
    given = (lexicon, vocabulary, areas or None, series or None)
    there = _kept.get((text, lexicon.language))
    if there is not None and all(one is other for one, other in zip(there[0], given, strict=True)):
        return there[1]
    found = _symbols_in(text, lexicon, vocabulary, areas, series)
    _kept[text, lexicon.language] = given, found
    if len(_kept) > _MOST_KEPT:
        del _kept[next(iter(_kept))]
    return found


_MOST_KEPT = 4096
_kept: dict[tuple[str, str], tuple[tuple[object, ...], tuple[Symbol, ...]]] = {}


def _symbols_in(
    text: str,
    lexicon: Lexicon,
    vocabulary: Vocabulary,
    areas: Mapping[tuple[str, ...], str],
    series: Mapping[tuple[str, ...], str],
) -> tuple[Symbol, ...]:
    words = words_in(text)
    tokens = [word.text for word in words]
    found: list[Symbol] = []
    index = 0
    while index < len(words):
        found += _signs(text, words, index)
        length, uses = _longest(text, index, words, tokens, lexicon, vocabulary, areas, series)
        if length > 1 and set(uses) == {"comparator"} and not _number_follows(tokens, index + length, lexicon):
            # "lower than in 2019" compares; only "lower than 500" bounds a number.
            length, uses = _longest(text, index, words, tokens, lexicon, vocabulary, areas, series, length - 1)
        last = index + length
        word = words[index]
        end = words[last - 1].end
        found.append(Symbol(index, last, word.start, end, text[word.start : end], word.gap, uses))
        index = last
    found += _signs(text, words, len(words))
    return tuple(found)


_SIGNS = re.compile(r"[<>≤≥±+=$€£¥§#*^|\\]|(?<=\s)[-−](?=[0-9])|(?<![\s\S])[-−](?=[0-9])")


def _signs(text: str, words: tuple[Word, ...], index: int) -> list[Symbol]:
    """The signs before a word that change what a number says: ">1,000", "-5". They are no words anybody knows."""
    start = words[index - 1].end if index else 0
    end = words[index].start if index < len(words) else len(text)
    if end - start < 1 or text[start:end].isspace():
        return []
    hits = [hit for hit in _SIGNS.finditer(text, start, end + 1) if hit.start() < end]
    return [Symbol(index, index, hit.start(), hit.end(), hit.group(), " ") for hit in hits]


def _longest(
    text: str,
    index: int,
    words: tuple[Word, ...],
    tokens: list[str],
    lexicon: Lexicon,
    vocabulary: Vocabulary,
    areas: Mapping[tuple[str, ...], str],
    series: Mapping[tuple[str, ...], str],
    most: int = _MOST,
) -> tuple[int, dict[str, str]]:
    best = 0
    uses: dict[str, str] = {}

    def offer(length: int, use: str, value: str) -> None:
        nonlocal best, uses
        if length > most:
            return
        if length > best:
            best, uses = length, {}
        if length == best:
            uses.setdefault(use, value)

    here = words[index].start
    for entry in lexicon.starting.get(tokens[index], ()):
        if len(entry.words) < best:
            break
        if tuple(tokens[index : index + len(entry.words)]) == entry.words and _joined(words, index, len(entry.words)):
            offer(len(entry.words), entry.use, entry.value)
    for use, found in (
        ("actor", vocabulary.match_actor(text, here)),
        ("kind", vocabulary.match_kind(text, here)),
        ("place", vocabulary.match_place(text, here)),
    ):
        if found is not None:
            length = _words_until(words, index, found[1])
            if length:
                offer(length, use, found[0].id)
    shared = vocabulary.match_shared(text, here)
    if shared is not None and (length := _words_until(words, index, shared[1])):
        offer(length, "shared", "|".join(actor.id for actor in shared[0]))
    for length in range(min(4, len(tokens) - index), 0, -1) if series else ():
        if (quantity := series.get(tuple(tokens[index : index + length]))) is not None:
            offer(length, "series", quantity)
            break
    for length in range(min(4, len(tokens) - index), 0, -1):
        area = areas.get(tuple(tokens[index : index + length]))
        if area is not None and (text[here].isupper() or _after_sort(tokens, index, lexicon)):
            offer(length, "area", area)
            break
    return max(best, 1), uses


_NUMERIC = frozenset({"number", "fraction", "multiple", "comparator", "scale"})


def _number_follows(tokens: list[str], at: int, lexicon: Lexicon) -> bool:
    """Whether a number may begin at a word."""
    if at >= len(tokens):
        return False
    if tokens[at] in ("the", "les"):
        return _number_follows(tokens, at + 1, lexicon)  # "higher than the year before" bounds no number
    if tokens[at] in ("un", "une") and tokens[at + 2 : at + 3] == ["sur"]:
        return True  # "près d'un civil sur deux"
    return tokens[at][0].isdigit() or any(
        entry.use in _NUMERIC and tuple(tokens[at : at + len(entry.words)]) == entry.words
        for entry in lexicon.starting.get(tokens[at], ())
    )


def _after_sort(tokens: list[str], index: int, lexicon: Lexicon) -> bool:
    """Whether a word follows one for a sort of division: "l'État rakhine", "la province du Mbomou"."""
    for before in tokens[max(0, index - 2) : index]:
        entries = lexicon.starting.get(before, ())
        if any(e.use == "dimension" and e.value == "areas" and e.words == (before,) for e in entries):
            return True
    return False


def _joined(words: tuple[Word, ...], index: int, length: int) -> bool:
    """Whether no comma or other stop stands inside a phrase."""
    return all(not set(word.gap) & set(",;:()") for word in words[index + 1 : index + length])


def _words_until(words: tuple[Word, ...], index: int, end: int) -> int:
    """How many words from ``index`` on end by the offset ``end``; 0 if a word straddles it."""
    last = index
    while last < len(words) and words[last].end <= end:
        last += 1
    if last < len(words) and words[last].start < end:
        return 0
    return last - index
