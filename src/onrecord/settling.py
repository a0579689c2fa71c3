"""A sentence that has several readings, or none: what is said of it. Shared by single sentences and dossiers.

Imports the model and the reader.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.model.figure import Outcome, Verdict
from onrecord.reading.prose.read import ReadSentence
from onrecord.reading.prose.reasons import ambiguous_reason


def settled(read: ReadSentence, outcomes: Sequence[Outcome]) -> Outcome:
    """The outcome of a sentence, from those of its readings, the likeliest first.

    It is that of the first; but where a rival, as likely as the first, disagrees with it, nobody can tell. Two that
    both fail disagree too where one says that the number is too high and the other that it is too low: the figure
    meant may lie between theirs.
    """
    main = outcomes[0]
    rivals = [one for one, reading in zip(outcomes[1:], read.readings[1:], strict=True) if reading.blocks]
    against = next((one for one in rivals if one.verdict is not main.verdict or _around(main, one)), None)
    if against is None or main.verdict not in (Verdict.HOLDS, Verdict.FAILS):
        return main
    return replace(main, verdict=Verdict.UNVERIFIABLE, why=ambiguous_reason(read, main, against))


def _around(one: Outcome, other: Outcome) -> bool:
    """Whether the number stated lies between the figures of two readings of a level."""
    stated, a, b = one.asserted, one.computed, other.computed
    if stated is None or a is None or b is None or stated != other.asserted or one.unit != other.unit:
        return False
    return (a - stated) * (b - stated) < 0


def taught_by(read: ReadSentence) -> tuple[str, ...]:
    """The file that would teach each unread word: names are taught by a vocabulary, other words by the lexicon."""
    words = f"src/onrecord/vocabulary/words/{read.language}.toml"
    return tuple(
        "vocabulary.toml" if word[:1].isupper() and not read.text.startswith(word) else words for word in read.unread
    )
