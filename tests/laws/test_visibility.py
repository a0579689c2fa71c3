"""Laws of views: made again they are the same, who may see more sees all that others see, and nobody sees more."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model.dossier import Dossier
from onrecord.model.visibility import Visibility, strictest
from onrecord.text import load_dossier
from onrecord.visibility import published, reduced

LEVELS = tuple(Visibility)
FIELDS = ("who", "view", "since", "because", "source")
KEYS = ("a", "b", "c")
WORD = re.compile(r"zq([pic])\d+qz")
OF = {"p": Visibility.PUBLIC, "i": Visibility.INTERNAL, "c": Visibility.CONFIDENTIAL}


class Words:
    """Words that tell who may see them: the strictest of the levels they stand under."""

    def __init__(self) -> None:
        self.made = 0

    def __call__(self, *levels: Visibility) -> str:
        self.made += 1
        return f"zq{strictest(levels).value[0]}{self.made}qz"


levels = st.sampled_from(LEVELS)


@st.composite
def dossiers(draw: st.DrawFn) -> tuple[str, str]:
    """A claim file and a bibliography, marked anywhere."""
    word = Words()
    of_key = {key: draw(levels) for key in KEYS}
    claim = draw(st.sampled_from((Visibility.PUBLIC, *LEVELS)))
    said = draw(levels)
    text = f"---\nclaim: {word(claim)}\nclaimant: {word(claim)}\nvisibility: {claim}\nnote: {word(claim, said)}\n"
    text += f"{said}: note\n" if said is not Visibility.PUBLIC else ""
    key = draw(st.sampled_from(KEYS))
    text += f'---\n\n{word(claim)} [see {word(claim, of_key[key])} @{key}, p. 4 "{word(claim, of_key[key])}"].\n\n'
    for _ in range(draw(st.integers(1, 3))):
        own = strictest((claim, draw(levels)))
        keys = draw(st.lists(st.sampled_from(KEYS), min_size=1, max_size=3))
        cited = "; ".join(f'@{each}, {word(own, of_key[each])} "{word(own, of_key[each])}"' for each in keys)
        mark = f" {{.{own}}}" if own is not Visibility.PUBLIC else ""
        text += f"- {word(own)} [{cited}] <!-- {word(Visibility.CONFIDENTIAL)} -->{mark}\n"
        for _ in range(draw(st.integers(0, 2))):
            block = strictest((own, draw(levels)))
            marks = {field: draw(levels) for field in FIELDS}
            text += f"  ~~~ position\n  visibility: {block}\n"
            for level in LEVELS[1:]:
                named = [field for field in FIELDS if marks[field] is level]
                text += f"  {level}: [{', '.join(named)}]\n" if named else ""
            for field in FIELDS:
                value = {"since": "2020", "source": "a"}.get(field, word(block, marks[field]))
                text += f"  {field}: {value}\n"
            text += "  ~~~\n"
    sources = ",\n".join(
        f'{{"id": "{key}", "type": "report", "title": "{word(level)}", '
        f'"custom": {{"onrecord": {{"visibility": "{level}", "interest": "{word(level)}"}}}}}}'
        for key, level in of_key.items()
    )
    return text, f"[{sources}]"


def loaded(files: tuple[str, str]) -> tuple[Dossier, str]:
    """The dossier of a claim file and a bibliography, and its findings as all may see them."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "claims").mkdir()
        (root / "dossier.toml").write_text('title = "T"\nas_of = 2022-08-30\n')
        (root / "claims" / "x.md").write_text(files[0])
        (root / "sources.json").write_text(files[1])
        dossier, findings = load_dossier(root)
    assert dossier is not None
    return dossier, repr(reduced(findings, Visibility.PUBLIC))


def seen(text: str) -> set[str]:
    return {found[0] for found in WORD.finditer(text)}


@settings(deadline=None, max_examples=60)
@given(dossiers())
def test_a_view_holds_nothing_above_its_level_and_all_that_is_below_the_levels_around_it(
    files: tuple[str, str],
) -> None:
    dossier, findings = loaded(files)
    assert not {word for word in seen(findings) if OF[word[2]] is not Visibility.PUBLIC}
    before: set[str] = set()
    ids: set[str] = set()
    for level in LEVELS:
        view = published(dossier, level)
        words = seen(repr(view))
        assert not {word for word in words if OF[word[2]].above(level)}
        # A word that all may see is only gone with the entry that holds it, so that more is seen at each level.
        assert before <= words
        assert ids <= {each.id for each in view.statements}
        before, ids = words, {each.id for each in view.statements}
        assert published(view, level) == view


@settings(deadline=None, max_examples=30)
@given(dossiers())
def test_sources_that_are_hidden_are_told_apart_and_not_told(files: tuple[str, str]) -> None:
    dossier, _ = loaded(files)
    levels = {each.id: each.visibility for each in dossier.sources}
    view = published(dossier)
    for one in view.statements:
        same = next(each for each in dossier.statements if (each.id, each.span) == (one.id, one.span))
        pairs = {(a.key, b.key) for a, b in zip(same.citations, one.citations, strict=True)}
        assert len({a for a, _ in pairs}) == len({b for _, b in pairs}) == len(pairs)
        assert all((a == b) is (levels[a] is Visibility.PUBLIC) for a, b in pairs)
