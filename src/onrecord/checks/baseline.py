"""What was promised can't be edited away: a pledge is held against its earlier versions.

What, when, by when, from which baseline, and every extension stay as they were first committed. A new deadline is a new
extension; a typing error is put right openly, under ``corrected``. Imports the model and its siblings.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher

from onrecord.checks.names import same_holder
from onrecord.checks.standing import Context, Result, found_in
from onrecord.model.blocks import Pledge
from onrecord.model.codes import finding
from onrecord.model.dossier import Dossier, Statement
from onrecord.model.finding import Finding, Span
from onrecord.model.history import PledgeVersion
from onrecord.model.pledge import Corrected


@dataclass(frozen=True, slots=True)
class Change:
    """A value that an earlier version had and this one has not. ``now`` is empty where it is gone."""

    field: str
    was: str
    now: str
    label: str
    on: date


def baseline(statement: Statement, context: Context) -> Result:
    """What earlier versions of a statement's pledge say otherwise."""
    block = next((each for each in statement.blocks if isinstance(each, Pledge)), None)
    versions = context.history
    if block is None:
        if not versions:
            return Result(None)
        last = versions[-1]
        message = f'the pledge "{last.pledge.what}" is gone from this statement'
        why = (f"it stood there in {last.label} of {last.on.isoformat()}",)
        return Result(None, findings=(found_in("OR425", message, statement, why=why, remedy=_BACK),))
    return Result(None, findings=tuple(_told(statement, block, change) for change in changes(block, versions)))


def history_text(statement: Statement, context: Context) -> str:
    """Against which earlier versions a statement's pledge was held, or why against none; empty if it has no pledge."""
    if not any(isinstance(each, Pledge) for each in statement.blocks):
        return ""
    told = [context.history_note] if context.history_note else []
    if context.history:
        first = context.history[0]
        told.append(f"held against its earlier versions, the first in {first.label} of {first.on.isoformat()}")
    elif not told:
        told.append("no earlier version of it was committed")
    return "; ".join(told)


_BACK = "Put the block back. What was promised stays; how it turned out stands beside it."


def changes(now: Pledge, versions: tuple[PledgeVersion, ...]) -> Iterator[Change]:
    """Each value of earlier versions that the pledge no longer has, once, with the first version that had it.

    What was first committed may be put back: only a value that was owned up to as a typing error then may not.
    """
    seen: set[tuple[str, str]] = set()
    current = _values(now)
    first: dict[str, str] = {}
    for version in versions:
        for field, was in _values(version.pledge).items():
            first.setdefault(field, was)
    owned = {each.field for version in versions for each in version.pledge.corrected}
    owned -= {each.field for each in now.corrected}
    for version in versions:
        for field, was in _values(version.pledge).items():
            has = current.get(field, "")
            restored = (
                bool(has) and _same(field, first[field], has) and owned.isdisjoint({field, *_TERM.get(field, ())})
            )
            if field == "to" and not has:
                continue  # that they promised it to somebody may turn out wrong; that it was to another is told
            if was and not _same(field, was, has) and not restored and (field, _flat(was)) not in seen:
                seen.add((field, _flat(was)))
                yield Change(field, was, has, version.label, version.on)


def _values(pledge: Pledge) -> dict[str, str]:
    """What may not change. The deadline counts as a date, whether written as one or as a term."""
    found = {"what": pledge.what, "by": pledge.by, "to": pledge.to, "made": str(pledge.made)}
    found |= {"due": str(pledge.due or ""), "baseline": pledge.baseline}
    for each in pledge.extensions:
        key = f"extension {each.on}"
        # Two extensions on one day are told apart by their deadlines.
        found[key if key not in found else f"{key} to {each.due}"] = str(each.due)
    return found


_TERM = {"due": ("within", "from")}


def _same(field: str, one: str, other: str) -> bool:
    """Whether two values are one; of the one who promised, or to whom, a fuller name is the same one."""
    if field in ("by", "to") and one and other:
        return same_holder(one, other)
    return _flat(one) == _flat(other)


def _flat(text: str) -> str:
    return " ".join(text.split())


def _told(statement: Statement, block: Pledge, change: Change) -> Finding:
    """The finding on a change: a note where it is owned up to, else an error."""
    since = f"{change.label} of {change.on.isoformat()}"
    own = _owned(block, change)
    if own is not None:
        message = f'"{change.field}" was corrected on {own.on}: it was "{change.was}" in {since}'
        why = (f"because: {own.because}",)
        return found_in("OR426", message, statement, block.common.span, why=why)
    if change.field.startswith("extension "):
        message = f"the {change.field} to {change.was} is gone" if not change.now else (
            f"the {change.field} put it off to {change.was} and now reads {change.now}"
        )  # fmt: skip
        remedy = "Put it back, and add each later deadline as a further extension with its own day and source."
    else:
        now = f'reads "{change.now}" now' if change.now else "is gone"
        message = f'"{change.field}" of the pledge was "{change.was}" and {now}'
        remedy = _REMEDY[change.field]
    why = (f"first so in {since}",)
    remedy += (
        f" A typing error is put right openly: corrected: [{{on: ..., field: {change.field}, was: ..., because: ...}}]."
    )
    return found_in("OR425", message, statement, block.common.span, why=why, remedy=remedy)


_REMEDY = {
    "due": "Put the first deadline back, and add the new one under extensions with its day and source.",
    "what": "Put the words back; what became of the promise stands in official and evidence.",
    "by": "Put the name back of whose promise it was.",
    "to": "Put the name back of those to whom it was made.",
    "made": "Put the date back.",
    "baseline": "Put the baseline back.",
}


def _owned(block: Pledge, change: Change) -> Corrected | None:
    """The correction that owns up to a change. The deadline may be corrected as ``due``, ``within`` or ``from``."""
    fields = ("due", "within", "from") if change.field == "due" else (change.field,)
    for each in block.corrected:
        if each.field in fields and (_flat(each.was) == _flat(change.was) or each.field in ("within", "from")):
            return each
    return None


# Which versions are of which statement -------------------------------------------------------------------------------


def followed(
    dossier: Dossier, versions: tuple[PledgeVersion, ...]
) -> tuple[dict[str, tuple[PledgeVersion, ...]], tuple[PledgeVersion, ...]]:
    """The earlier versions of each statement, by its id; and of each pledge that is in no statement any more
    the last version.

    An id that was written is followed. Where it is gone, or was only the statement's place, its versions go to the
    pledge that says the same, or nearly, or was made by the same on the same day, and that did not stand beside it
    under an id of its own: renaming an id hides nothing. ``versions`` are the oldest first.
    """
    now = {each.id: each for each in dossier.statements}
    found: dict[str, list[tuple[int, PledgeVersion]]] = {}
    lost: dict[str, list[tuple[int, PledgeVersion]]] = {}
    for place, version in enumerate(versions):
        here = now.get(version.statement)
        if version.written and here is not None and here.id_written:
            found.setdefault(here.id, []).append((place, version))
        else:
            # Versions under one written id are of one pledge, however its words changed.
            name = version.statement if version.written else f"{place}"
            lost.setdefault(name, []).append((place, version))
    own = {key: min(place for place, version in of if version.written) for key, of in found.items()}
    gone: list[PledgeVersion] = []
    for group in lost.values():
        candidates = [
            (likeness, key)
            for key, statement in now.items()
            for block in statement.blocks
            if isinstance(block, Pledge) and _later(own.get(key), group, versions)
            if (likeness := max(_likeness(block, version.pledge) for _, version in group))
        ]
        if candidates:
            found.setdefault(max(candidates, key=lambda each: each[0])[1], []).extend(group)
        else:
            gone.append(group[-1][1])
    ordered = {key: tuple(each for _, each in sorted(of, key=lambda one: one[0])) for key, of in found.items()}
    return ordered, tuple(gone)


def _later(first: int | None, group: list[tuple[int, PledgeVersion]], versions: tuple[PledgeVersion, ...]) -> bool:
    """Whether a pledge with its own history may have been another: it came after that, and in another commit."""
    last, version = group[-1]
    return first is None or (first > last and versions[first].label != version.label)


def _likeness(one: Pledge, other: Pledge) -> float:
    """How likely two pledges are one, by what they promise, by whom and when; 0 if they are not."""
    same = _flat(one.what).casefold(), _flat(other.what).casefold()
    alike = SequenceMatcher(None, *same, autojunk=False).ratio()
    if alike == 1 or (_flat(one.by) == _flat(other.by) and one.made == other.made):
        return 1 + alike
    return alike if alike >= _ALIKE or (alike >= _AKIN and _flat(one.by) == _flat(other.by)) else 0


_ALIKE, _AKIN = 0.85, 0.6
"""From which likeness of what is promised two pledges are one: by others or at other times, or by the same."""


def removed(gone: tuple[PledgeVersion, ...], dossier: Dossier) -> tuple[Finding, ...]:
    """What is said of pledges that are in no statement any more."""
    spans = {claim.span.file: claim.span for claim in dossier.claims}
    found = []
    for version in gone:
        pledge = version.pledge
        due = f", due {pledge.due}" if pledge.due is not None else ""
        message = f'the pledge "{pledge.what}" of {pledge.by}, made on {pledge.made}{due}, is no longer in the record'
        why = (f"it stood in {version.label} of {version.on.isoformat()}, in {version.path}",)
        found.append(finding("OR427", message, spans.get(version.path, Span("dossier.toml")), why=why))
    return tuple(found)
