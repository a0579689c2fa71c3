"""The words of a statement's Markdown: nothing of a sentence is lost unseen, a comment is never told."""

from __future__ import annotations

import pytest

from onrecord.text.markdown import plain_text


@pytest.mark.parametrize(
    ("markdown", "told"),
    [
        ("Deaths *rose* by [5](https://x.example/).", "Deaths rose by 5."),
        ("Deaths <b>rose</b> by 5.", "Deaths <b>rose</b> by 5."),
        ("<div>Deaths rose.</div>", "<div>Deaths rose.</div>"),
        ("<details>\nnot once\n</details>\n\nDeaths rose.", "<details> not once </details> Deaths rose."),
        ("Deaths <!-- <b>secret</b> --> rose.", "Deaths rose."),
        ("<!-- secret\nof two lines -->\n\nDeaths rose.", "Deaths rose."),
        ("Deaths rose. <!-- open", "Deaths rose. <!-- open"),
        ("x < 5 and ==marked==", "x < 5 and ==marked=="),
    ],
)
def test_the_words_of_markdown(markdown: str, told: str) -> None:
    assert plain_text(markdown, {}) == told
