"""Typed blocks: the YAML under a statement to the types of ``onrecord.model.blocks``.

``BLOCK_FIELDS`` is the one list of what may be written in each kind of block; docs/dossier.md shows the same.
Imports: ``onrecord.model``, standard library.
"""

from __future__ import annotations

import math
from collections.abc import Callable

from onrecord.model.blocks import (
    PRECISIONS,
    Block,
    Case,
    CaseStep,
    Common,
    Count,
    Deployment,
    Extension,
    Harm,
    Incident,
    Level,
    Pledge,
    Position,
    Reply,
    Responsibility,
    Standing,
    Step,
    Whom,
)
from onrecord.model.dates import PartialDate
from onrecord.model.finding import Span
from onrecord.text.fields import ACCESS_FIELDS, Fields
from onrecord.text.log import Log
from onrecord.text.nodes import Table
from onrecord.text.pledge_fields import corrections, deadline, pledge_steps
from onrecord.text.uses import Use, cited, cited_all

COMMON = ("standing", "because", "sources", "one_origin", *ACCESS_FIELDS)
_RANGE = ("low", "high", "exact", "at_least")
BLOCK_FIELDS: dict[str, tuple[str, ...]] = {
    "pledge": (
        "what", "by", "to", "made", "due", "within", "from", "baseline", "extensions", "steps", "official", "evidence",
        "done", "corrected", *COMMON,
    ),
    "incident": ("what", "where", "at", "precision", "on", "from", "to", "counts", "responsibility", *COMMON),
    "case": ("who", "matter", "court", "steps", *COMMON),
    "position": ("who", "view", "since", "until", "source", *COMMON),
    "deployment": ("who", "where", "arrived", "left", "ended_by", "levels", *COMMON),
    "reply": ("by", "text", "on", "asked", "means", "source", *COMMON),
}  # fmt: skip
ENTRY_FIELDS: dict[str, tuple[str, ...]] = {
    "extensions": ("on", "due", "source", "note", *ACCESS_FIELDS),
    "counts": (*_RANGE, "counted", "what", "who", "by", "source", "interest", "on", "period", *ACCESS_FIELDS),
    "responsibility": ("who", "step", "by", "source", "on", *ACCESS_FIELDS),
    "steps": ("step", "on", "source", "note", *ACCESS_FIELDS),
    "levels": ("on", *_RANGE, "counted", "source", "by", "planned", "until", "note", *ACCESS_FIELDS),
    "pledge steps": ("on", "what", "source", *ACCESS_FIELDS),
    "corrected": ("on", "field", "was", "because", *ACCESS_FIELDS),
}
ONCE = ("reads", "pledge", "incident", "case", "deployment")
"""Kinds of which a statement can have one; several positions and replies are usual."""

NO_DATE = PartialDate(1)


class BlockReader:
    """Makes blocks of tables; what they cite goes to ``uses``."""

    def __init__(self, log: Log, uses: list[Use]) -> None:
        self.log, self.uses = log, uses

    def read(self, kind: str, table: Table, span: Span, whole: Span | None = None) -> Block:
        """The block of a kind, which stands in ``whole``. Fields that are missing or wrong are findings and get
        harmless defaults."""
        makers: dict[str, Callable[[Fields, Common], Block]] = {
            "pledge": self._pledge,
            "incident": self._incident,
            "case": self._case,
            "position": self._position,
            "deployment": self._deployment,
            "reply": self._reply,
        }
        fields = Fields(self.log, table, f"the {kind} block", BLOCK_FIELDS[kind])
        standing = fields.choice("standing", [each.value for each in Standing])
        common = Common(
            span,
            Standing(standing) if standing else None,
            fields.text("because"),
            cited_all(fields, "sources", self.uses),
            fields.text("one_origin"),
            fields.access(whole),
        )
        return makers[kind](fields, common)

    def _source(self, fields: Fields, *, required: bool = False) -> str:
        found = cited(fields, "source", self.uses, required=required)
        return found.key if found else ""

    def _entries(self, fields: Fields, name: str, singular: str, known: str = "") -> list[Fields]:
        what = f"a {singular} of {fields.what}"
        return [Fields(self.log, table, what, ENTRY_FIELDS[known or name]) for table in fields.tables(name)]

    def _pledge(self, fields: Fields, common: Common) -> Pledge:
        extensions = tuple(
            Extension(
                each.partial("on", required=True) or NO_DATE,
                each.partial("due", required=True) or NO_DATE,
                self._source(each, required=True),
                each.text("note"),
                each.access(),
            )
            for each in self._entries(fields, "extensions", "extension")
        )
        what, by = fields.text("what", required=True), fields.text("by", required=True)
        made = fields.partial("made", required=True) or NO_DATE
        due, term = deadline(fields, made, self.log)
        return Pledge(
            common,
            what,
            by,
            made,
            due,
            fields.text("baseline"),
            fields.text("to"),
            extensions,
            fields.text("official"),
            fields.text("evidence"),
            fields.partial("done"),
            term,
            pledge_steps(self._entries(fields, "steps", "step", "pledge steps"), self.uses),
            corrections(self._entries(fields, "corrected", "correction"), self.log),
        )

    def _range(self, fields: Fields) -> tuple[int, int | None]:
        """``exact``, or ``at_least``, or ``low`` and ``high``."""
        given = [name for name in _RANGE if fields.table.get(name)]
        if given == ["exact"]:
            exact = fields.whole("exact", required=True) or 0
            return exact, exact
        if given == ["at_least"]:
            return fields.whole("at_least", required=True) or 0, None
        if given == ["low", "high"]:
            low, high = fields.whole("low", required=True), fields.whole("high", required=True)
            if low is not None and high is not None and low > high:
                self.log.add("OR019", f'"low" ({low}) is above "high" ({high})', fields.span("low"))
                return high, low
            return low or 0, high
        remedy = "Write `exact`, or `at_least`, or both `low` and `high`."
        if not given:
            self.log.add("OR016", f"{fields.what} needs a number", fields.table.span, remedy=remedy)
        elif given in (["low"], ["high"]):
            missing = "high" if given == ["low"] else "low"
            self.log.add("OR016", f'{fields.what} needs "{missing}" too', fields.span(given[0]), remedy=remedy)
        else:
            message = f"{fields.what} has {' and '.join(given)}, which exclude each other"
            self.log.add("OR019", message, fields.span(given[1]), remedy=remedy)
        return 0, None

    def _incident(self, fields: Fields, common: Common) -> Incident:
        counts = tuple(
            Count(
                *self._range(each),
                each.text("counted", required=True),
                self._source(each, required=True),
                each.text("by", required=True),
                each.text("interest"),
                each.partial("on"),
                each.text("period"),
                self._harm(each),
                self._whom(each),
                each.access(),
            )
            for each in self._entries(fields, "counts", "count")
        )
        responsibility = tuple(
            Responsibility(
                each.text("who", required=True),
                self._step(each),
                each.text("by", required=True),
                self._source(each, required=True),
                each.partial("on"),
                each.access(),
            )
            for each in self._entries(fields, "responsibility", "responsibility")
        )
        what, where = fields.text("what", required=True), fields.text("where", required=True)
        start, end, on = fields.partial("from"), fields.partial("to"), fields.partial("on")
        if on and (start or end):
            message = '"on" excludes "from" and "to"'
            self.log.add("OR019", message, fields.span("on"), remedy="Write `on`, or `from` and `to`.")
        elif start and end and start.first > end.last:
            self.log.add("OR018", f'"to" ({end}) is before "from" ({start})', fields.span("to"))
            start, end = end, start
        precision = fields.choice("precision", PRECISIONS)
        at = self._spot(fields)
        return Incident(common, what, where, start or on, end or on, counts, responsibility, precision, at)

    def _spot(self, fields: Fields) -> tuple[float, float] | None:
        """`at: [14.3, -4.6]`: degrees north and east, within the globe."""
        given = fields.texts("at")
        if not given:
            return None
        try:
            latitude, longitude = (float(one) for one in given)
        except ValueError:
            latitude = longitude = math.nan
        if abs(latitude) <= 90 and abs(longitude) <= 180:
            return latitude, longitude
        message = f'"at" is {", ".join(given)}; it should be a latitude and a longitude'
        remedy = "Write degrees north and east with decimals: [14.3, -4.6]."
        self.log.add("OR017", message, fields.span("at"), remedy=remedy)
        return None

    def _harm(self, fields: Fields) -> Harm | None:
        found = fields.choice("what", [each.value for each in Harm])
        return Harm(found) if found else None

    def _whom(self, fields: Fields) -> Whom | None:
        found = fields.choice("who", [each.value for each in Whom])
        return Whom(found) if found else None

    def _step(self, fields: Fields) -> Step:
        found = fields.choice("step", [each.value for each in Step], required=True)
        return Step(found) if found else Step.REPORTED

    def _case(self, fields: Fields, common: Common) -> Case:
        steps = tuple(
            CaseStep(
                self._step(each),
                each.partial("on"),
                self._source(each, required=True),
                each.text("note"),
                each.access(),
            )
            for each in self._entries(fields, "steps", "step")
        )
        who, matter = fields.text("who", required=True), fields.text("matter", required=True)
        return Case(common, who, matter, steps, fields.text("court"))

    def _position(self, fields: Fields, common: Common) -> Position:
        return Position(
            common,
            fields.text("who", required=True),
            fields.text("view", required=True),
            fields.partial("since"),
            fields.partial("until"),
            self._source(fields),
        )

    def _deployment(self, fields: Fields, common: Common) -> Deployment:
        levels = []
        for each in self._entries(fields, "levels", "level"):
            on = each.partial("on", required=True) or NO_DATE
            low, high = self._range(each)
            source = self._source(each, required=True)
            until = each.partial("until")
            if until is not None and on.first > until.last:
                self.log.add("OR018", f'"until" ({until}) is before "on" ({on})', each.span("until"))
            by, counted, note = each.text("by"), each.text("counted"), each.text("note")
            planned, access = each.flag("planned"), each.access()
            levels.append(Level(on, low, high, source, by, planned, counted, until, note, access))
        return Deployment(
            common,
            fields.text("who", required=True),
            fields.text("where", required=True),
            tuple(levels),
            fields.partial("arrived"),
            fields.partial("left"),
            fields.text("ended_by"),
        )

    def _reply(self, fields: Fields, common: Common) -> Reply:
        by = fields.text("by", required=True)
        on, asked = fields.partial("on"), fields.day("asked")
        return Reply(common, by, fields.text("text"), on, asked, self._source(fields), fields.text("means"))
