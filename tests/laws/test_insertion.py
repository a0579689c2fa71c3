"""The laws of ``onrecord read --write``: it adds its lines and changes nothing else, whatever the file looks like."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from tests.laws.test_text import ODD, RICH, SLOW

from onrecord.text.claims import Context, read_claim
from onrecord.text.formatting import without_spans
from onrecord.text.insertion import insert_reads
from onrecord.text.log import Log

READING = "deaths in Mali in 2021 are 5"
PIECES = st.sampled_from(
    [
        "- One died.", "* Two died", "10) Three died", "-\tFour died", "  - nested", "    - deeper", "> - quoted",
        "> text", "lazy line", "  more of it", "", " ", "\t", "# Heading", "  ~~~ reads", "  ~~~", "~~~", "```",
        "  ```text",
        "  deaths in Mali", "    code", "<!-- comment", "-->", "<div>", "---", "===", "| a | b |", "[x]: y", "{#id}",
        "- [@ged] {#a}", "-", "1. ", "- - two lists", "-     code", "\u2028- x", "- é\u00a0",
    ]
)  # fmt: skip
ENDS = st.sampled_from(["\n", "\n", "\n", "\r\n", "\r"])


@st.composite
def files(draw: st.DrawFn) -> str:
    head = draw(st.sampled_from(["---\nclaim: C\nclaimant: A\n---\n", "", "\ufeff---\r\nclaim: C\r\n---\r\n"]))
    body = "".join(draw(PIECES) + draw(ENDS) for _ in range(draw(st.integers(0, 12))))
    text = head + body + draw(st.sampled_from(["", "- Last", "- Last\n"]))
    if draw(st.booleans()):
        at = draw(st.integers(0, len(text)))
        text = text[:at] + draw(ODD) + text[at:]
    return text


def plain(text: str) -> str:
    return text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def check(text: str) -> None:
    def claim(of: str) -> object:
        return read_claim("a.md", plain(of), Context("en", 1, None), Log(), [])

    before = claim(text)
    statements = before.statements  # type: ignore[attr-defined]
    result = insert_reads("a.md", text, {each.span.line: READING for each in statements}, statements)

    without, at, end = "", 0, 0
    for offset, piece in result.pieces:
        assert result.text[end + offset - at :].startswith(piece)
        without += result.text[end : end + offset - at]
        end += offset - at + len(piece)
        at = offset
    assert without + result.text[end:] == text
    assert result.text.encode("utf-8", "surrogatepass").decode("utf-8", "surrogatepass") == result.text

    after = claim(result.text)
    with_block = [each for each in after.statements if each.reads and each.reads.text == READING]  # type: ignore[attr-defined]
    assert len(with_block) >= len(result.lines)
    as_before = tuple(
        replace(now, reads=was.reads)
        for was, now in zip(statements, after.statements, strict=True)  # type: ignore[attr-defined]
    )
    assert without_spans(replace(after, statements=as_before)) == without_spans(before)  # type: ignore[type-var]


@given(files())
@SLOW
def test_removing_what_was_put_gives_the_file_and_the_rest_is_read_as_before(text: str) -> None:
    check(text)


@given(st.data())
@SLOW
def test_the_same_of_a_rich_file_with_something_odd_in_it(data: st.DataObject) -> None:
    text = RICH["claims/security.md"]
    at = data.draw(st.integers(0, len(text)))
    check(text[:at] + data.draw(ODD) + text[at:])
