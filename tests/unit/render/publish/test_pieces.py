"""Long texts are torn where a line may break, and lose nothing."""

from hypothesis import given
from hypothesis import strategies as st

from onrecord.render.publish.pieces import pieces, shortened


@given(st.text(alphabet="ab \u200b", max_size=200), st.integers(2, 30))
def test_pieces_lose_no_letter(text, most):
    made = pieces(text, most)
    assert all(len(each) <= most for each in made)
    bare = "".join(made).replace(" ", "").replace("\u200b", "")
    assert bare == text.replace(" ", "").replace("\u200b", "")


def test_a_text_ends_after_a_whole_word():
    assert shortened("one two three", 9) == "one two…"
    assert shortened("one two", 9) == "one two"
    assert shortened("onetwothree", 6) == "onetw…"
