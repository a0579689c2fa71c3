"""What stands on a poster: the sheet as atoms, in reading order, every text fit for typesetting.

An atom is a dict, as the template takes it. Nothing is left out: long texts become several atoms. Imports the model,
``onrecord.render.publish`` and ``onrecord.render.charts``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from onrecord.model.blocks import Reply
from onrecord.model.figure import Verdict
from onrecord.render.charts import Charts
from onrecord.render.poster.head import colophon, head, shared_reason, tallies
from onrecord.render.poster.notes import BANNERS, note_pieces, notes_of
from onrecord.render.poster.projecting import projected
from onrecord.render.publish.documents import in_language, shared, signed
from onrecord.render.publish.pieces import pieces, shortened
from onrecord.render.publish.shown import Key, Sheet, ShownClaim, ShownRating, ShownStatement, Tone
from onrecord.render.publish.typesetting import Verbatim, inert, language_of

LEAD, REST, ANSWERS = "lead", "rest", "answers"
"""The parts of a claim's record."""
_CLAIM, _BELOW, _SENTENCE = 300, 200, 900
"""The most characters of one atom."""
_LABEL, _RATING = 300, 100
"""The most characters of what a figure or a chart is of, and of a rating."""
_NOTED = 120
"""The most characters of a claim's note, where its first sentence is not longer by itself."""
_UNBROKEN = re.compile(r"(?<=\d) (?=\d{3}(?!\d))|(?<=«) | (?=[»:;!?%])")
_QUOTES = "\"'“”«»„‘’"
_TALLEST, _TALLEST_OTHER = 1.6, 0.8
"""How high a chart may be for its width: of a statistic, of another statement."""
_LEAST_DRAWN = 12
"""The smallest text of a chart, in its own pixels."""
_DOUBTFUL = frozenset((Tone.FAILS, Tone.CONTESTED))
_ASKED_OF_DATA = frozenset((Verdict.UNVERIFIABLE, Verdict.NOT_FOUND, Verdict.NOT_RUN))

Json = dict[str, Any]


@dataclass(frozen=True)
class Content:
    """The poster's content in one language: ``shared`` is what is the same on every paper, ``atoms`` the claims and
    their record, ``continued`` the line that stands where a claim goes on in another column, by claim, ``notes`` what
    stands below. The first ``front`` atoms are to stand on the first page alone; 0 where it does not matter."""

    shared: Json
    atoms: tuple[Json, ...]
    continued: tuple[Json, ...]
    notes: tuple[Json, ...]
    front: int = 0


def content(sheet: Sheet, charts: Charts) -> Content:
    """The poster of a sheet, all of a claim's record below it."""
    theme = sheet.theme
    reason = shared_reason(sheet)
    atoms: list[Json] = []
    continued = []
    for place, claim in enumerate(sheet.claims):
        told = inert(list(_claim(sheet, claim, charts, reason)), theme)
        atoms += (each | {"of": place} for each in told)
        continued.append(inert(_continued(sheet, claim), theme))
    return Content(
        shared(sheet) | {"head": head(sheet), "tallies": tallies(sheet, reason), "colophon": colophon(sheet)},
        tuple(piece for atom in atoms for piece in _pieces(atom)),
        tuple(continued),
        tuple(piece for note in inert(list(notes_of(sheet)), theme) for piece in note_pieces(note)),
    )


def folded(sheet: Sheet, made: Content) -> Content | None:
    """The same in two parts: every claim with what leads its record and what speaks for the claim, for the first page;
    then what else is on the record, claim by claim. ``None`` where nothing is left for the second."""
    front: list[Json] = []
    back: list[Json] = []
    for place, claim in enumerate(sheet.claims):
        own = [each for each in made.atoms if each["of"] == place]
        rest = [each for each in own if each.get("part") == REST]
        front += (each for each in own if each.get("part") != REST)
        if rest:
            front.append(inert(_pointer(sheet, claim, sum(1 for each in rest if each.get("ends"))), sheet.theme))
            front[-1]["of"] = place
            again = {"kind": "again", "number": claim.number, "text": shortened(claim.text, 120), "keep": True}
            back.append(inert(again | in_language(claim.language), sheet.theme) | {"of": place})
            back += (each | {"full": True} if each["kind"] == "row" else each for each in rest)
    if not back:
        return None
    return Content(made.shared, (*front, *back), made.continued, made.notes, len(front))


def _pointer(sheet: Sheet, claim: ShownClaim, count: int) -> Json:
    text = sheet.locale.plural("{n} more statement on page 2", "{n} more statements on page 2", count)
    return {"kind": "pointer", "text": text}


def _continued(sheet: Sheet, claim: ShownClaim) -> Json:
    line = sheet.locale.text("continued: {claim}", claim=shortened(claim.text, 60))
    return {"kind": "continued", "number": claim.number, "text": line, **in_language(claim.language)}


# Claims ---------------------------------------------------------------------------------------------------------


def _claim(sheet: Sheet, claim: ShownClaim, charts: Charts, reason: str) -> Iterator[Json]:
    because = "" if reason else claim.rating.because
    yield {
        "kind": "claim",
        "number": claim.number,
        "kicker": sheet.locale.text("The claim"),
        "text": worded(claim),
        "note": noted(claim),
        "claimant": claim.claimant,
        "said": [each for each in claim.said if each],
        "rating": rated(claim.rating),
        "because": because,
        "keep": True,
        **in_language(claim.language),
    }
    groups = _groups(sheet, claim)
    chart_of = _charted(sheet, claim, charts)
    hero = next((each.id for each in groups[0][2] if each.key is not None), "") if groups else ""
    for place, (part, heading, statements) in enumerate(groups):
        lead = place == 0
        marks = {each.mark for each in statements}
        alike = marks.pop() if len(marks) == 1 and not lead else None
        yield {
            "kind": "group",
            "text": heading,
            "counts": counts(sheet, claim) if lead else [],
            "tone": alike.tone.value if alike else "",
            "word": alike.word if alike else "",
            "part": part,
            "keep": True,
        }
        for number, each in enumerate(statements):
            row = _row(sheet, each, hero, lead)
            yield row | {"rule": number > 0, "said": alike is not None, "part": part}
            if each.id in chart_of:
                yield chart_of[each.id] | {"part": part}


def rated(rating: ShownRating) -> Json:
    """A rating as it is shown: as a banner, or quietly where there is none."""
    return {
        "sign": rating.movement.value,
        "words": shortened(rating.words, _RATING),
        "banner": rating.movement in BANNERS,
        "colour": BANNERS.get(rating.movement, "quiet"),
    }


def worded(claim: ShownClaim, most: int = 0) -> str:
    """A claim's text: in quotation marks only where it is, word for word, what was said; where ``most`` is given,
    shortened to that many characters. The marks of its language are set by the typesetter."""
    text = shortened(claim.text, most) if most else claim.text
    said = {_bare(each.quote) for each in claim.claim.appearances if each.quote}
    return f'"{text}"' if _bare(claim.text) in said and text[:1] not in _QUOTES else text


def _bare(text: str) -> str:
    return " ".join(text.replace("’", "'").split()).strip(_QUOTES + " ").rstrip(".").casefold()


def noted(claim: ShownClaim) -> str:
    """What the editors note of a claim's wording: its first sentences, as many as are short."""
    first, *more = re.split(r"(?<=\w{4}[.!?])\s+", " ".join(claim.claim.note.split()))
    for each in more:
        if len(first) + len(each) >= _NOTED:
            break
        first += " " + each
    return shortened(first, 2 * _NOTED)


def _groups(sheet: Sheet, claim: ShownClaim) -> list[tuple[str, str, list[ShownStatement]]]:
    """The statements in the order in which the poster tells them: first those that carry a statistic or a doubt. Each
    group has its part, its heading and its statements."""
    say = sheet.locale.text
    lead, rest, answers = [], [], []
    for place, each in enumerate(claim.statements):
        if each.for_claim or is_reply(each):
            answers.append(each)
        elif place == 0 or is_lead(each):
            lead.append(each)
        else:
            rest.append(each)
    groups = [
        (LEAD, say("The record"), lead),
        (REST, say("Also on the record"), rest),
        (ANSWERS, say("For the claim, and in reply"), answers),
    ]
    return [(part, heading, statements) for part, heading, statements in groups if statements]


def is_reply(statement: ShownStatement) -> bool:
    """Whether a statement tells what the claimant answered."""
    return any(isinstance(block, Reply) for block in statement.entry.statement.blocks)


def is_lead(statement: ShownStatement) -> bool:
    """Whether a statement carries a statistic, or does not stand unchallenged."""
    mark = statement.mark
    return statement.key is not None or mark.tone in _DOUBTFUL or mark.verdict in _ASKED_OF_DATA


def counts(sheet: Sheet, claim: ShownClaim) -> list[Json]:
    """How many of a claim's statements have each sign."""
    tones = [each.mark.tone for each in claim.statements]
    return [{"tone": each.value, "words": sheet.locale.number(tones.count(each))} for each in Tone if each in tones]


def _row(sheet: Sheet, each: ShownStatement, hero: str, lead: bool) -> Json:
    """A statement. ``said`` is true where the heading of its group has its mark's word already."""
    key = each.key
    return {
        "kind": "row",
        "lead": lead,
        "open": False,
        "ends": True,
        "full": False,
        "number": each.number,
        "key": _key(sheet, each, key, each.id == hero) if key else None,
        "text": _whole(each.text, each.language),
        "cited": ", ".join(str(number) for number in each.sources),
        "tone": each.mark.tone.value,
        "word": each.mark.word,
        "why": _sentence(each.why) if lead else "",
        "reason": language_of(sheet.locale.language),
        **in_language(each.language),
    }


def _whole(text: str, language: str) -> str:
    """A French sentence whose spaces inside of a number, before a percent sign and at marks do not break a line."""
    return _UNBROKEN.sub("\N{NO-BREAK SPACE}", text) if language_of(language) == "fr" else text


def _sentence(text: str) -> str:
    """A reason as a sentence of its own."""
    return text[:1].upper() + text[1:] + ("" if text[-1:] in ".!?…" else ".") if text else ""


def _key(sheet: Sheet, each: ShownStatement, key: Key, hero: bool) -> Json:
    """The figure that is set large; ``hero`` is the largest of a claim."""
    method = projected(sheet.locale, each)
    return {
        "number": signed(key.number),
        "label": shortened(sheet.label(key.label), _LABEL),
        "method": method,
        "hero": hero,
    }


def _charted(sheet: Sheet, claim: ShownClaim, charts: Charts) -> dict[str, Json]:
    """The chart of a claim, by its statement: of its first statistic that has one, else of the first statement that
    leads and has one that is not tall. Others are on the statement's page."""
    statistics = [each for each in claim.statements if each.key is not None]
    others = [each for each in claim.statements if each.key is None and is_lead(each)]
    for each in [*statistics, *others]:
        for chart in charts.of(sheet, each)[:1]:
            width, height = chart.narrow_width or chart.width, chart.narrow_height or chart.height
            if height > width * (_TALLEST if each.key is not None else _TALLEST_OTHER):
                continue
            alt = inert(f"{chart.title} {chart.description}", sheet.theme, 10_000)
            drawn = Verbatim(_legible(chart.svg(sheet.theme.colour, narrow=True)))
            made = {
                "kind": "chart",
                "title": shortened(chart.title, _LABEL),
                "svg": drawn,
                "alt": alt,
                "ratio": height / width,
            }
            return {each.id: made | in_language(sheet.locale.language)}
    return {}


def _legible(svg: str) -> str:
    """A drawing whose smallest texts (the numbers in the dots of a timeline) are no smaller than the others, so that
    in the narrowest column they stand in 8 points."""
    return re.sub(r'font-size="(?:\d|1[01])(?:\.\d+)?(px)?"', rf'font-size="{_LEAST_DRAWN}\1"', svg)


# Pieces ---------------------------------------------------------------------------------------------------------


def _pieces(atom: Json) -> Iterator[Json]:
    """An atom, and what of its long texts follows it in atoms of their own."""
    if atom["kind"] == "claim":
        text, *rest = pieces(atom["text"], _CLAIM)
        said, more = atom["said"][:4], atom["said"][4:]
        quiet = [piece for each in (atom["claimant"], *said) for piece in pieces(each, _BELOW)[1:]]
        quiet += [piece for each in more for piece in pieces(each, _BELOW)]
        quiet += pieces(atom["because"], _BELOW)[1:]
        short = {
            "text": text,
            "claimant": pieces(atom["claimant"], _BELOW)[0],
            "said": [pieces(each, _BELOW)[0] for each in said],
            "because": pieces(atom["because"], _BELOW)[0],
        }
        yield atom | short
        yield from (_more(atom, "claim", each) for each in rest)
        yield from (_more(atom, "quiet", each) for each in quiet)
    elif atom["kind"] == "row":
        *before, text = pieces(atom["text"], _SENTENCE)
        why, *more = pieces(atom["why"], _SENTENCE)
        begun: Json = {}
        for place, each in enumerate(before):
            # The mark and the sources stand after the last piece of the sentence.
            yield atom | begun | {"text": each, "open": True, "ends": False, "why": "", "cited": ""}
            begun = {"key": None, "rule": False, "number": ""} if place == 0 else begun
        yield atom | begun | {"text": text, "why": why}
        yield from (_more(atom, "quiet", each) for each in more)
    else:
        yield atom


def _more(atom: Json, style: str, text: str) -> Json:
    kept: Json = {name: atom[name] for name in ("language", "of", "part") if name in atom}
    return {"kind": "more", "style": style, "text": text, "keep": False, **kept}
