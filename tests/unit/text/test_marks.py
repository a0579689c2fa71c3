"""What a source says of itself beyond CSL: in ``custom``, in lines of its note, in BibTeX."""

from __future__ import annotations

import json

import pytest

from onrecord.model.dates import PartialDate
from onrecord.model.dossier import Source
from onrecord.model.visibility import Visibility
from onrecord.text.marks import split_note

from .conftest import HEAD, Load


def one(load: Load, **fields: object) -> tuple[Source, list[str]]:
    sources = json.dumps([{"id": "a", "type": "report", **fields}, {"id": "b", "type": "report"}])
    dossier, faults, _ = load(sources=sources, claim=HEAD + "- A [@b]\n")
    return dossier.sources[0], faults


def test_marks_stand_in_custom(load: Load) -> None:
    marks = {
        "origin": "acled",
        "interest": "a party",
        "visibility": "internal",
        "retracted": "2023-01",
        "superseded-by": "b",
    }
    source, faults = one(load, custom={"onrecord": marks, "another program": {"x": 1}})
    assert faults == []
    assert (source.origin, source.interest, source.visibility) == ("acled", "a party", Visibility.INTERNAL)
    assert (source.retracted, source.superseded_by) == (PartialDate(2023, 1), "b")


def test_marks_stand_in_lines_of_the_note(load: Load) -> None:
    source, faults = one(
        load, note="Seen as a copy.\nonrecord-origin: acled\n onrecord-interest : a party: the army \nMore."
    )
    assert faults == []
    assert (source.origin, source.interest) == ("acled", "a party: the army")
    assert source.note == "Seen as a copy. More."


def test_a_note_that_speaks_of_onrecord_is_a_note() -> None:
    assert split_note("See onrecord-origin: x") == ("See onrecord-origin: x", ())


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"custom": {"onrecord": {"orign": "x"}}}, 'OR015 "orign" is no field of onrecord\'s part of a source'),
        ({"custom": {"onrecord": "x"}}, 'OR017 "onrecord" is text; it should be a table of fields'),
        ({"custom": {"onrecord": {"visibility": "secret"}}}, 'OR019 "visibility" is "secret"'),
        ({"custom": {"onrecord": {"retracted": "2023-02-30"}}}, 'OR018 "retracted": February 2023 has no day 30'),
        (
            {"custom": {"onrecord": {"superseded-by": "c"}}},
            'OR101 "a" is superseded by "c", which no source has as key',
        ),
        ({"note": "onrecord-visiblity: internal"}, 'OR015 "visiblity" is no field of onrecord\'s part of a source'),
        (
            {"custom": {"onrecord": {"origin": "x"}}, "note": "onrecord-origin: y"},
            'OR014 "onrecord-origin" is "y" here and "x" elsewhere in this source',
        ),
    ],
)
def test_faults(load: Load, fields: dict[str, object], fault: str) -> None:
    _, faults = one(load, **fields)
    assert [each.split(" ", 1)[1] for each in faults] == [fault]


@pytest.mark.parametrize("written", ["secret", "Public", ["internal"]])
def test_a_visibility_that_cannot_be_read_hides_the_source(load: Load, written: object) -> None:
    source, _ = one(load, custom={"onrecord": {"visibility": written}})
    assert source.visibility is Visibility.CONFIDENTIAL


def test_custom_of_another_program_is_left_alone(load: Load) -> None:
    for custom in ("x", None, [1], {"other": 1}):
        source, faults = one(load, custom=custom)
        assert (faults, source.visibility) == ([], Visibility.PUBLIC)


def test_bibtex_notes_have_marks_too(load: Load) -> None:
    note = "Seen.\nonrecord-origin: acled\nonrecord-superseded-by: b"
    bib = f"@report{{a,\n title = {{T}},\n note = {{{note}}}\n}}\n@misc{{b, title={{B}}}}\n"
    dossier, faults, _ = load(sources=None, bib=bib, claim=HEAD + "- A [@b]\n")
    assert faults == []
    assert (dossier.sources[0].origin, dossier.sources[0].superseded_by, dossier.sources[0].note) == (
        "acled",
        "b",
        "Seen.",
    )
