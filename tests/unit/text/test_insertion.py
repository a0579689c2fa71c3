"""Putting reads blocks into claim files, byte for byte."""

from __future__ import annotations

import pytest

from onrecord.text.claims import Context, read_claim
from onrecord.text.insertion import insert_reads
from onrecord.text.log import Log

HEAD = "---\nclaim: C\nclaimant: A\n---\n\n"
READING = "deaths in Mali in 2021 are 5"


def inserted(text: str, *lines: int, reading: str = READING) -> str:
    plain = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    claim = read_claim("a.md", plain, Context("en", 1, None), Log(), [])
    return insert_reads("a.md", text, dict.fromkeys(lines, reading), claim.statements).text


@pytest.mark.parametrize(
    ("item", "block"),
    [
        ("- Five died.\n", "  ~~~ reads\n  {}\n  ~~~\n"),
        ("-   Five died.\n", "    ~~~ reads\n    {}\n    ~~~\n"),
        ("12. Five died.\n", "    ~~~ reads\n    {}\n    ~~~\n"),
        ("-\tFive died.\n", "    ~~~ reads\n    {}\n    ~~~\n"),
        (" * Five died.\n", "   ~~~ reads\n   {}\n   ~~~\n"),
        ("- Five died,\n  in Mali,\nin 2021.\n", "  ~~~ reads\n  {}\n  ~~~\n"),
        ("- Five died.\n\n  In a second paragraph.\n", "  ~~~ reads\n  {}\n  ~~~\n"),
        ("- Five died:\n  - in Mali\n    - in 2021\n", "  ~~~ reads\n  {}\n  ~~~\n"),
        ("- Five died.\n\n  > - quoted\n  > - list\n", "  ~~~ reads\n  {}\n  ~~~\n"),
        ("- Five died.\n\n  ```text\n  code\n  ```\n", "  ~~~ reads\n  {}\n  ~~~\n"),
    ],
)
def test_the_block_stands_under_its_item_and_is_indented_like_it(item: str, block: str) -> None:
    told = block.format(READING)
    assert inserted(HEAD + item, 6) == HEAD + item + told
    following = "\n- Another.\n\nProse.\n"
    assert inserted(HEAD + item + following, 6) == HEAD + item + told + following


def test_line_ends_and_byte_order_mark_stay() -> None:
    text = "\ufeff" + (HEAD + "- Five died.\n- Six died.\n").replace("\n", "\r\n")
    block = f"  ~~~ reads\r\n  {READING}\r\n  ~~~\r\n"
    assert inserted(text, 6, 7) == text.replace("- Six", f"{block}- Six") + block


def test_a_file_without_a_line_end_at_its_end_keeps_none() -> None:
    assert inserted(HEAD + "- Five died.", 6) == HEAD + f"- Five died.\n  ~~~ reads\n  {READING}\n  ~~~"


def test_blank_lines_after_the_item_stay_after_the_block() -> None:
    assert (
        inserted(HEAD + "- Five died.\n\n\n \n", 6) == HEAD + f"- Five died.\n  ~~~ reads\n  {READING}\n  ~~~\n\n\n \n"
    )


def test_a_reading_of_several_lines() -> None:
    told = inserted(
        HEAD + "- Five died.\n", 6, reading="deaths in Mali in 2021 are 5; and\ndeaths in Mali in 2020 are 4"
    )
    assert told.endswith("  ~~~ reads\n  deaths in Mali in 2021 are 5; and\n  deaths in Mali in 2020 are 4\n  ~~~\n")


@pytest.mark.parametrize(
    "item",
    [
        "- Five died.\n  ~~~ reads\n  deaths in Mali in 2021 are 6\n  ~~~\n",
        "- Five died.\n  ~~~ position\n  who: A\n  view: B\n  ~~~\n",
        "- Five died.\n  ```\n  never closed\n",
    ],
)
def test_where_a_block_stands_already_or_would_not_be_read_nothing_is_put(item: str) -> None:
    text = HEAD + item
    assert inserted(text, 6) == text


def test_a_statement_that_has_changed_since_is_left_alone() -> None:
    claim = read_claim("a.md", HEAD + "- Five died.\n", Context("en", 1, None), Log(), [])
    changed = HEAD + "- Fifty died.\n"
    result = insert_reads("a.md", changed, {6: READING}, claim.statements)
    assert (result.text, result.lines) == (changed, ())


def test_lists_inside_quotes_are_no_statements() -> None:
    text = HEAD + "> - Five died.\n"
    assert inserted(text, 6) == text
