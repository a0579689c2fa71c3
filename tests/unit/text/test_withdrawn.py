"""Retracted and superseded sources."""

from __future__ import annotations

import json

from .conftest import HEAD, Load


def sources(**marks: dict[str, str]) -> str:
    return json.dumps([{"id": key, "type": "report", "custom": {"onrecord": value}} for key, value in marks.items()])


def test_each_use_is_found_at_its_place_and_names_the_last_successor(load: Load) -> None:
    bibliography = sources(a={"superseded-by": "b"}, b={"superseded-by": "c"}, c={})
    claim = HEAD + "Prose [@a].\n\n- A [@c; @b]\n  ~~~ position\n  who: W\n  view: V\n  source: a\n  ~~~\n"
    _, faults, findings = load(sources=bibliography, claim=claim)
    assert faults == [
        '5:8 OR450 "a" is superseded by "c"',
        '7:10 OR450 "b" is superseded by "c"',
        '11:11 OR450 "a" is superseded by "c"',
    ]
    assert [found.statement for found in findings if found.code == "OR450"] == ["", "c-1", "c-1"]


def test_a_retraction_without_a_successor(load: Load) -> None:
    _, faults, findings = load(sources=sources(a={"retracted": "2023-01-01"}), claim=HEAD + "- A [@a]\n")
    assert faults == ['5:6 OR450 "a" was retracted on 2023-01-01']
    assert findings[0].remedy == "Rest the statement on another source, or remove the citation."


def test_what_the_claimant_said_there_may_be_cited(load: Load) -> None:
    head = HEAD.replace("claimant: D", "claimant: D\nappearances:\n  - {on: 2022, where: W, source: a}")
    _, faults, _ = load(sources=sources(a={"retracted": "2023"}, b={}), claim=head + "- A [@b]\n")
    assert faults == []


def test_a_circle_of_successors_ends(load: Load) -> None:
    bibliography = sources(a={"superseded-by": "b"}, b={"superseded-by": "a"})
    _, faults, _ = load(sources=bibliography, claim=HEAD + "- A [@a]\n")
    assert faults == ['5:6 OR450 "a" is superseded by "b"']
