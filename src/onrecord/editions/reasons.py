"""corrections.toml: each difference from the edition before, classed by the editors, with their reason.

The tool only ever adds to the file: what a person wrote stays as it is. Imports: the model, ``onrecord.durable``,
sibling modules.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from onrecord.durable import atomic_write
from onrecord.editions.differences import Difference
from onrecord.editions.withdrawn import UNQUOTED
from onrecord.model.edition import Change, Correction

FILE = "corrections.toml"
_HEAD = """\
# What changed since the edition before. For each change write its kind, which is one of
# correction (an error put right), update (new facts), clarification (a wording made clear) and retraction
# (something withdrawn), and the reason as readers shall read it. Then run onrecord publish again.
# Where what was said is not to be told again, to protect somebody, add quote = false.
"""


class ReasonsError(Exception):
    """The file cannot be read; the text says why."""


@dataclass(frozen=True, slots=True)
class Judged:
    """The corrections that follow from the file, and the differences that lack a kind or a reason in it (``open``) or
    are not in it at all (``unlisted``)."""

    corrections: tuple[Correction, ...]
    open: tuple[Difference, ...]
    unlisted: tuple[Difference, ...]


def judged(root: Path, since: int, found: Sequence[Difference], day: date) -> Judged:
    """What the editors say of the differences from edition ``since``. Raises ``ReasonsError``."""
    said = _read(root, since)
    made, lacking, unlisted = [], [], []
    for one in found:
        if one not in said:
            unlisted.append(one)
            continue
        kind, reason, quoted = said[one]
        if kind in {each.value for each in Change} and reason.strip():
            text = one.text if quoted else UNQUOTED
            told = (one.what, one.before, one.after) if quoted else ("", "", "")
            place = (one.claim, one.statement)
            made.append(Correction(day, Change(kind), *place, text, reason.strip(), not quoted, *told))
        else:
            lacking.append(one)
    return Judged(tuple(made), tuple(lacking), tuple(unlisted))


def draft(root: Path, since: int, found: Sequence[Difference]) -> None:
    """Add differences to the end of the file, for the editors to fill in."""
    path = root / FILE
    before = path.read_text("utf-8") if path.exists() else _HEAD
    blocks = [
        f"\n[[change]]\nsince = {since}\nclaim = {_text(one.claim)}\nstatement = {_text(one.statement)}\n"
        f"what = {_text(one.what)}\nbefore = {_text(one.before)}\nafter = {_text(one.after)}\n"
        'kind = ""\nreason = ""\n'
        for one in found
    ]
    atomic_write(path, before.rstrip("\n") + "\n" + "".join(blocks))


def _text(value: str) -> str:
    """A text as TOML has it: JSON's form, but for one character that TOML wants escaped."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _read(root: Path, since: int) -> dict[Difference, tuple[str, str, bool]]:
    try:
        values = tomllib.loads((root / FILE).read_text("utf-8-sig"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise ReasonsError(f"{FILE} cannot be read: {error}") from None
    entries = values.get("change", [])
    if not isinstance(entries, list) or any(not isinstance(one, dict) for one in entries):
        raise ReasonsError(f"{FILE}: each change stands below a line [[change]]")
    return {
        Difference(*(str(one.get(key, "")) for key in ("claim", "statement", "what", "before", "after"))): (
            str(one.get("kind", "")),
            str(one.get("reason", "")),
            one.get("quote") is not False,
        )
        for one in entries
        if one.get("since") == since
    }
