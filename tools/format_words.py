"""Brings the reader's words, ``src/onrecord/vocabulary/words/en.toml`` and ``fr.toml``, to one form.

``uv run python tools/format_words.py``: lists are wrapped at 118 columns, and a form that its list already has, also by
the short notation ("ballooned" beside "balloon/ed"), is left out. Comments, tables and the order of forms stay.
``formatted`` is what the tests hold the files to.
"""

from __future__ import annotations

import re
import textwrap
import tomllib
from collections import Counter
from pathlib import Path

from onrecord.vocabulary.lexicon import LANGUAGES, expand, words_of

WIDTH = 118
WORDS = Path(__file__).resolve().parents[1] / "src/onrecord/vocabulary/words"
FILES = tuple(WORDS / f"{language}.toml" for language in LANGUAGES)
"""The reader's words. Other files of the folder hold other notations, which this one would break."""

_LIST = re.compile(r'^(?P<key>"[^"\n]*"|\w+) = (?P<forms>\[(?:\s*"[^"\n]*",?)*\s*\])$', re.MULTILINE)


def formatted(text: str) -> str:
    """The text of a file of words in its one form."""
    return _LIST.sub(lambda found: _list(found["key"], tomllib.loads(f"x = {found['forms']}")["x"]), text)


def _list(key: str, forms: list[str]) -> str:
    quoted = [f'"{form}"' for form in _distinct(forms)]
    line = f"{key} = [{', '.join(quoted)}]"
    if len(line) <= WIDTH:
        return line
    # Blanks inside a form are no place to break a line.
    joined = ", ".join(one.replace(" ", "\0") for one in quoted) + ","
    filled = textwrap.fill(
        joined, WIDTH, initial_indent="  ", subsequent_indent="  ", break_long_words=False, break_on_hyphens=False
    )
    return f"{key} = [\n{filled}\n]".replace("\0", " ")


def _distinct(forms: list[str]) -> list[str]:
    """The forms without those that the others say already; of two that say the same the first stays."""
    kept = list(dict.fromkeys(forms))
    said = Counter(words for form in kept for words in meant(form))
    for form in reversed(list(kept)):
        own = Counter(meant(form))
        if all(said[words] > count for words, count in own.items()):
            kept.remove(form)
            said -= own
    return kept


def meant(form: str) -> list[tuple[str, ...]]:
    """The folded words of every form that a notation stands for."""
    return [words_of(one) for one in expand(form)]


def main() -> None:
    """Formats the files in place."""
    for path in FILES:
        text = path.read_text("utf-8")
        new = formatted(text)
        if new != text:
            path.write_text(new, "utf-8")
            print(f"formatted {path.name}")


if __name__ == "__main__":
    main()
