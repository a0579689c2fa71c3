"""What ``onrecord explain`` tells of a source beside its title: interest, origin, withdrawal."""

from __future__ import annotations

from onrecord.model.dates import PartialDate
from onrecord.model.dossier import Citation, Source
from onrecord.model.explanation import Cited
from onrecord.model.finding import Span
from onrecord.render import explain_json, explain_text

HERE = Span("claims/a.md")
SOURCE = Source(
    "a", "report", "T", HERE, author="A", issued=PartialDate(2022), interest="A party.", origin="o",
    retracted=PartialDate(2023), superseded_by="b",
)  # fmt: skip


def test_text_and_json_tell_it() -> None:
    cited = Cited(Citation("a", HERE), SOURCE)
    assert explain_text._source(cited) == (
        "@a: A. T, 2022. (interest: A party; origin: o; retracted: 2023; superseded by @b)"
    )
    told = explain_json._source(cited)
    assert (told["origin"], told["interest"]) == ("o", "A party.")
    assert (told["retracted"], told["superseded_by"]) == ("2023", "b")


def test_nothing_is_said_where_nothing_is_known() -> None:
    cited = Cited(Citation("a", HERE), Source("a", "report", "T", HERE))
    assert explain_text._source(cited) == "@a: T, undated."
    assert explain_json._source(cited)["interest"] is None
