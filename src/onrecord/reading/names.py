"""Names in canonical English: entries of the vocabulary where one may stand, and the fault where none does.

Imports the model and the vocabulary.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from difflib import SequenceMatcher, get_close_matches
from typing import NoReturn

from onrecord.model.reading import Measure, Ref
from onrecord.reading.cursor import Cursor, FaultError, ReadingFault
from onrecord.reading.hints import hint_at
from onrecord.vocabulary import Sort, Vocabulary, fold

# Where a name that nobody knows ends: at a word that canonical English has after a name.
AFTER_NAME = re.compile(
    r"\s+(?:in|on|from|since|before|until|between|by|involving|against|or|are|rise|fall|exceed|equal|make|rank|first"
    r"|last|double|triple|halve|per|projected|is|was|were|rose|fell)\s|[,;\n]|\s+and\s"
)
_WORD = re.compile(r"[^\W\d_]+")
_GOES_ON = re.compile(r"in\s|\"|\Z")
_SORTS: dict[Sort, str] = {"place": "a place", "kind": "a kind of violence", "actor": "an actor"}


def _likeness(a: str, b: str) -> float:
    """How alike two names are, from 0 to 1."""
    return SequenceMatcher(None, fold(a), fold(b)).ratio()


class Names:
    """Reads names at a cursor; the parser is one of these."""

    def __init__(self, text: str, vocabulary: Vocabulary, series: tuple[str, ...]) -> None:
        self.cursor = Cursor(text)
        self.vocabulary = vocabulary
        self.series = series
        self._last_name: int | None = None

    def name(self, what: str, *, quoted: bool = False) -> Ref | None:
        """A name of the vocabulary, or for actors also a name of the data in quotes."""
        cursor = self.cursor
        here = cursor.skip()
        if quoted and cursor.text[here : here + 1] == '"':
            raw = cursor.quoted(quiet=True)
            return None if raw is None else Ref(raw, raw=True)
        vocabulary = self.vocabulary
        match = {"place": vocabulary.match_place, "kind": vocabulary.match_kind, "actor": vocabulary.match_actor}[what]
        found = match(cursor.text, here)
        if found is None:
            return None
        entry, cursor.at = found
        self._last_name = here
        return Ref(entry.id)

    def listed(self, one: Callable[[], Ref | None], sort: Sort, *links: str) -> tuple[Ref, ...]:
        """Names joined by ``links``. A name after a link that nobody knows is a fault, unless a form goes on there."""
        first = one()
        if first is None:
            return ()
        refs = [first]
        while True:
            start = self.cursor.at
            if self.cursor.phrase(*links, quiet=True) is None:
                break
            here = self.cursor.skip()
            following = one()
            if following is None:
                if not _GOES_ON.match(self.cursor.text, here):
                    self.unknown(here, sort)
                self.cursor.at = start
                break
            refs.append(following)
        return tuple(refs)

    def kind_list(self) -> tuple[Ref, ...]:
        """Attacks on civilians or clashes."""
        return self.listed(lambda: self.name("kind"), "kind", "or")

    def place_list(self) -> tuple[Ref, ...]:
        """Mali, Burkina Faso and Niger."""
        return self.listed(lambda: self.name("place"), "place", ", and", ",", "and")

    def unknown(self, start: int, *sorts: Sort) -> NoReturn:
        """Raise the fault for a name nobody knows, with the nearest that somebody does."""
        text = self.cursor.text
        name, nearest = self._likeliest(start, *sorts)
        if not name or text.startswith(",", start):
            self.cursor.at = start
            self.cursor.missed(*(_SORTS[sort] for sort in sorts))
            raise FaultError(self.cursor.fault())
        what = " or ".join(_SORTS[sort].split(" ", 1)[1] for sort in sorts)
        message = f'no {what} is called "{name}"'
        hint = "" if nearest else hint_at(text, start)
        raise FaultError(
            ReadingFault(start, start + len(name), message + (f": {hint}" if hint else ""), (), nearest, unknown=True)
        )

    def _likeliest(self, start: int, *sorts: Sort) -> tuple[str, tuple[str, ...]]:
        """How far the unknown name at ``start`` goes, and what is near it.

        It goes up to a word that may follow a name, but such words are also parts of names ("attacks on civilians"):
        of the possible ends that one counts whose name is nearest to a known one.
        """
        text = self.cursor.text
        limit = min(len(text), start + 80)
        ends = [stop.start() for stop in AFTER_NAME.finditer(text, start, limit)][:4]
        ends.append(limit)
        best: tuple[float, str, tuple[str, ...]] | None = None
        for end in ends:
            name = text[start:end].strip(" .\n\r\t")
            score, near = self._nearest(name, *sorts)
            if best is None or score > best[0]:
                best = (score, name, near)
            if text[end : end + 1] in (",", ";", "\n"):
                break
        return (best[1], best[2]) if best else ("", ())

    def _nearest(self, name: str, *sorts: Sort) -> tuple[float, tuple[str, ...]]:
        """The known names nearest to one, of any of the sorts, best first, and how near the best is (0 to 1)."""
        if not name:
            return 0.0, ()
        scored = sorted(
            (-_likeness(name, known), known) for sort in sorts for known in self.vocabulary.nearest(name, sort)
        )
        kept = tuple(known for score, known in scored if -score >= max(0.6, -scored[0][0] - 0.2))
        return (-scored[0][0] if scored else 0.0), kept[:3]

    def out_of_order(self, at: int, after_period: bool, measure: Measure) -> None:
        """Raise the fault for words that are known and stand in the wrong place, or for a name with a word too many."""
        text = self.cursor.text
        word = _WORD.match(text, at)
        if not word:
            return
        if word[0] in ("in", "by", "involving", "against", "per") and (after_period or word[0] != "in"):
            what = {"in": "the place", "per": "the rate"}.get(word[0], "the actor")
            where = "the period" if after_period else "the place"
            where = "the actors" if word[0] == "per" and not after_period else where
            raise FaultError(ReadingFault(at, word.end(), f"{what} stands before {where}"))
        name = self._last_name
        if not after_period and name is not None and text[name : word.end()].count("\n") == 0:
            written = text[name : word.end()]
            score, nearest = self._nearest(written, "place", "actor")
            if score >= 0.85:
                message = f'no place or actor is called "{written}"'
                raise FaultError(ReadingFault(name, word.end(), message, nearest=nearest, unknown=True))

    def uncounted(self, start: int) -> ReadingFault:
        """The fault where a reading should say what it counts and does not."""
        cursor = self.cursor
        text = cursor.text
        cursor.at = start
        counted = ("deaths", "events", "civilian deaths", *(kind.name for kind in self.vocabulary.kinds), *self.series)
        if not text[start:].strip(" .;"):
            cursor.missed(*(f'"{name}"' for name in ("deaths", "events", "civilian deaths")), "a kind of violence")
            return cursor.fault()
        known = {fold(one): one for one in counted}
        limit = min(len(text), start + 80)
        names = [text[start : stop.start()].strip(" .") for stop in AFTER_NAME.finditer(text, start, limit)][:4]
        names.append(text[start:limit].strip(" ."))
        near = {name: get_close_matches(fold(name), list(known), 2, 0.75) for name in names}
        name = max(names, key=lambda one: _likeness(one, near[one][0]) if near[one] else 0) or text[start : start + 1]
        nearest = tuple(known[one] for one in near.get(name, ()))
        hint = "" if nearest else hint_at(text, start)
        message = f'a reading starts with what is counted, and "{name}" is not known'
        if text[start : start + 8].casefold().startswith(("in ", "on ", "from ", "since ", "before ", "between ")):
            message = "a reading starts with what is counted: when and where come after it"
            name = name.split(" ", 1)[0]
        expected = ['"deaths"', '"events"', '"civilian deaths"', "a kind of violence"]
        expected += ["a series of the dossier"] if self.series else []
        return ReadingFault(
            start, start + len(name), message + (f": {hint}" if hint else ""), tuple(expected), nearest, unknown=True
        )
