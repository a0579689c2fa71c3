"""Names that changed and actors that changed are told apart."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.support.opening import shared

from onrecord.data.renames import found_renames, kinds_of_sides, read_lineage
from onrecord.model.revision import Basis, Rename

COMMAS = (", ", ", ")
Pair = tuple[str, str, str, str, int]


def renames(pairs: list[Pair], held: set[str], **lineage: frozenset[str]) -> list[tuple[str, str, int, Basis]]:
    return [(one.old, one.new, one.events, one.basis) for one in found_renames(pairs, held, COMMAS, lineage)]


def test_a_name_replaced_throughout_is_the_same_actor() -> None:
    pairs = [("UPC (Ali)", "Civilians", "UPC", "Civilians", 4), ("FPRC, UPC (Ali)", "X", "FPRC, UPC", "X", 1)]
    assert renames(pairs, {"UPC", "FPRC, UPC"}) == [("UPC (Ali)", "UPC", 5, Basis.THROUGHOUT)]


@pytest.mark.parametrize(
    ("pairs", "held"),
    [
        ([("A", "X", "B", "X", 2)], {"B"}),  # too few to tell
        ([("A", "X", "B", "X", 9), ("A", "Y", "A", "Y", 1)], {"A", "B"}),  # not in every event
        ([("A", "X", "B", "X", 9)], {"B", "A, C"}),  # the old name is still in use
        ([("A", "X", "B", "X", 4), ("A", "X", "C", "X", 4)], {"B", "C"}),  # now two actors
    ],
)
def test_another_actor_is_no_rename(pairs: list[Pair], held: set[str]) -> None:
    assert renames(pairs, held) == []


def test_the_lineage_tells_even_of_one_event() -> None:
    numbers = {"A": frozenset({"7"}), "B": frozenset({"7", "9"}), "C": frozenset({"8"})}
    pairs = [("A", "X", "B", "X", 1), ("A", "Y", "C", "Y", 1)]
    assert renames(pairs, {"A", "B", "C"}, **numbers) == [("A", "B", 1, Basis.LINEAGE)]


def test_an_event_can_be_both_renamed_and_reattributed() -> None:
    meant = {"A": "B"}
    assert kinds_of_sides(("A", "X"), ("B", "X"), COMMAS, meant) == (True, False)
    assert kinds_of_sides(("A", "X"), ("B", "Y"), COMMAS, meant) == (True, True)
    assert kinds_of_sides(("A", "X"), ("C", "X"), COMMAS, meant) == (False, True)
    assert kinds_of_sides(("A, X", None), ("X, B", None), COMMAS, meant) == (True, False)
    assert kinds_of_sides(("A", None), ("A", None), COMMAS, meant) == (False, False)


def test_the_actor_dataset_is_read() -> None:
    lineage = read_lineage(shared("ucdp/actor221.csv"))
    assert lineage["Government of North Macedonia"] & lineage["Government of Macedonia, FYR"]
    assert lineage["IS"] & lineage["ISIS"]
    assert not lineage["Government of Canada"] & lineage["Government of Hyderabad"]


def test_a_table_of_anything_else_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("a,b\n1,2\n")
    with pytest.raises(ValueError, match="no columns ActorId and NameData"):
        read_lineage(path)


def test_renames_are_listed_by_events() -> None:
    pairs = [("A", "X", "B", "X", 3), ("C", "X", "D", "X", 9)]
    found = found_renames(pairs, {"B", "D"}, COMMAS, {})
    assert found == (Rename("C", "D", 9, Basis.THROUGHOUT), Rename("A", "B", 3, Basis.THROUGHOUT))
