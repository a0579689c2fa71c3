"""The difference of two releases of event data: as text, as JSON, and as a page."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from onrecord.model.revision import EventChange, Kind, Revision, Side, Version
from onrecord.text.diagnostics import escaped

TEMPLATES = Path(__file__).parent / "assets" / "revision"


def revision_text(revision: Revision) -> str:
    """The difference for a person: what is comparable first, then what changed, then the events."""
    lines = [
        *_side("old", revision.old),
        *_side("new", revision.new),
        "",
        f"Compared: {', '.join(revision.compared)}." if revision.compared else "Nothing can be compared.",
        *(f"Not compared: {text}" for text in limits(revision)),
        "",
        *(f"{label:<22}{count:>9,}  {what}".rstrip() for label, count, what in totals(revision)),
        *_renames(revision),
    ]
    if revision.events:
        lines += ["", "By day:", *(line for change in revision.events for line in _event(change))]
        rest = revision.added + revision.removed + revision.changed - len(revision.events)
        lines += [f"and {rest:,} more"] if rest > 0 else []
    return "".join(f"{escaped(line)}\n" for line in lines)


def _side(label: str, side: Side) -> list[str]:
    events = f"{side.events:,} {'event' if side.events == 1 else 'events'}"
    return [f"{label}  {side.name}: {events}, {side.start} to {side.end}, {_countries(side)}"]


def _countries(side: Side) -> str:
    if len(side.countries) == 1:
        return side.countries[0]
    return f"{len(side.countries):,} countries" if side.countries else "no column of countries"


def limits(revision: Revision) -> Iterator[str]:
    """What is not called a change, each in a sentence."""
    for one in revision.limits:
        events = f"{one.events:,} {'event' if one.events == 1 else 'events'}" if one.events else one.what
        yield f"{events}: {one.why}."


def totals(revision: Revision) -> Iterator[tuple[str, int, str]]:
    """The numbers of events by what became of them, each with the change in deaths that came of it."""
    deaths = dict(revision.deaths)
    yield "added", revision.added, _deaths(deaths.get("added"))
    yield "removed", revision.removed, _deaths(deaths.get("removed"))
    yield "changed", revision.changed, _deaths(deaths.get("changed"))
    for kind, count in revision.kinds:
        yield f"  {kind.value}", count, ""
    yield "the same", revision.same, ""


def _deaths(change: int | None) -> str:
    return "" if change is None else f"deaths {change:+,}"


def _renames(revision: Revision) -> list[str]:
    if not revision.renames:
        return []
    lines = ["", "Actors under another name:"]
    for one in revision.renames:
        events = f"{one.events:,} {'event' if one.events == 1 else 'events'}"
        lines.append(f"  {one.old} -> {one.new} ({events}; {one.basis.value})")
    return lines


def _event(change: EventChange) -> Iterator[str]:
    one = change.new or change.old
    assert one is not None
    what = "added" if change.old is None else "removed" if change.new is None else ", ".join(change.kinds)
    yield f"  {one.start}  {change.id}  {what}"
    if change.old is not None and change.new is not None:
        yield from (f"    {label}: {was} -> {now}" for label, was, now in differences(change.old, change.new))
    else:
        yield f"    {described(one)}"


def described(one: Version) -> str:
    """An event in a line."""
    sides = " against ".join(side for side in (one.side_a, one.side_b) if side)
    place = ", ".join(part for part in (one.place, one.country) if part)
    deaths = "" if one.best is None else f"{one.best:,} dead"
    return "; ".join(part for part in (sides, place, deaths) if part) or "no more is told"


_LABELS = (
    ("start", "first day"), ("end", "last day"), ("country", "country"), ("place", "place"), ("kind", "type"),
    ("side_a", "side A"), ("side_b", "side B"), ("low", "low"), ("best", "best"), ("high", "high"),
    ("civilians", "civilians"),
)  # fmt: skip
_SPECK = 1e-6


def differences(old: Version, new: Version) -> Iterator[tuple[str, str, str]]:
    """The fields in which two versions of an event differ; what only one tells is no difference."""
    for name, label in _LABELS:
        was, now = getattr(old, name), getattr(new, name)
        if was is not None and now is not None and was != now:
            yield label, _value(was), _value(now)
    before, after = _position(old), _position(new)
    if before and after and max(abs(one - other) for one, other in zip(before, after, strict=True)) > _SPECK:
        yield "position", _degrees(before), _degrees(after)


def _degrees(position: tuple[float, float]) -> str:
    return f"{position[0]:.4f}, {position[1]:.4f}"


def _position(one: Version) -> tuple[float, float] | None:
    return None if one.latitude is None or one.longitude is None else (one.latitude, one.longitude)


def _value(value: object) -> str:
    return f"{value:,}" if isinstance(value, int) else str(value)


def revision_json(revision: Revision) -> str:
    """The difference for a program."""
    values = asdict(revision)
    values["kinds"] = {kind.name.lower(): count for kind, count in revision.kinds}
    values["deaths"] = dict(revision.deaths)
    for side in ("old", "new"):
        values[side]["countries"] = list(values[side]["countries"])
    for event in values["events"]:
        event["kinds"] = [Kind(kind).name.lower() for kind in event["kinds"]]
    for rename, one in zip(values["renames"], revision.renames, strict=True):
        rename["basis"] = one.basis.name.lower()
    return json.dumps(values, ensure_ascii=False, indent=2, default=_plain) + "\n"


def _plain(value: object) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no form in JSON")


def revision_page(revision: Revision) -> str:
    """The difference as one page that needs no other file."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    return environment.get_template("page.html").render(
        revision=revision,
        limits=list(limits(revision)),
        totals=list(totals(revision)),
        countries=_countries,
        described=described,
        differences=differences,
        rest=revision.added + revision.removed + revision.changed - len(revision.events),
    )
