"""Laws of onrecord.text: no file ends in a traceback; canonical text says the same and is its own canonical text."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.model.codes import CODES
from onrecord.model.finding import Finding
from onrecord.text import format_dossier, load_dossier, new_dossier, print_dossier, render
from onrecord.text.disk import Disk
from onrecord.text.formatting import without_spans
from onrecord.text.log import Log

RICH = {
    "dossier.toml": (
        '# A comment.\ntitle = "Mali"\nas_of = 2022-03-31\nlanguages = ["en", "fr"]\n\n\n[publisher]   \n'
        'name = """Two\nlines   """\n[rating]\nscale = [\n  "up", # first\n  "down",\n]\n'
        '[datasets.ged]\npath = "data/ged.csv"\ncovers = [2020-01-01, 2021-12-31]\nsource = "ged"\n'
        '[datasets.ged.columns]\n"a b" = "x"\n'
    ),
    "claims/security.md": (
        "---\n# A comment.\nclaim: It is safer\nclaimant: 'The ministry: defence'\norder: 2\n"
        "appearances:\n  - {on: 2022-03, where: Bamako, source: speech}\nrating:\n  value: up\n  on: 2022-04-01\n---\n"
        "Prose with @ged and `[@not]`.\n\n## The record\n\n"
        "* Deaths rose by 70 percent [@ged, p. 4;\n  see @speech]. {#rise}\n\n  ``` reads\n  deaths in Mali\n  ```\n"
        "*   300 people were killed in Moura [@ged].\n\n    - a nested point\n\n    ~~~ incident\n    what: killings\n"
        "    where: Moura\n    from: 2022-03-27\n    counts:\n"
        "    - {exact: 300, counted: civilians, by: HRW, source: ged}\n"
        "    ~~~\n\n\n\nFurther prose.\n\n1) An ordered item [@speech] {#ordered}\n"
    ),
    "claims/fr/securite.md": (
        "---\nid: security\nclaim: Plus sûr\nclaimant: Le ministère\n---\n\n- Oui [@ged]. {#rise}\n"
    ),
    "sources.json": (
        '[{"id": "ged", "type": "dataset", "title": "GED é", "issued": {"date-parts": [["2022", 3]]}},\n'
        ' {"id": "speech", "type": "speech", "title": "Speech", "volume": 1.50}]'
    ),
    "vocabulary.toml": (
        '[[places]]\nid = "kidal"\nname = "Kidal"\nsource = "ged"\nnames = {fr = "Kidal"}\n\n'
        '[[kinds]]\nid = "k"\nname = "kills"\nsource = "ged"\nmatches = {ucdp = ["3"]}\ndirected = true\n\n'
        '[[actors]]\nid = "a"\nname = "A"\nsource = "ged"\nspellings = ["A*"]\n'
    ),
    "data/snapshots.toml": '[ged]\nsha256 = "' + "a" * 64 + '"\n',
    "sources.bib": "@article{doe, title={{\\'E}t{\\'e}}, author={Doe, Jo and {World Bank}}, year=2022, month=mar}\n",
}
FILES = sorted(RICH)
ODD = st.sampled_from(
    [
        "\r\n", "\r", "\t", "\0", "\ufeff", "\u2028", "\x85", "\x1b[31m", "\u202e", "---\n", "~~~\n", "~~~ reads\n",
        "```", "- ", "* ", "1. ", "  ", "\n\n", "\n", "[@", "]", "{#", "}", "@", "&a ", "*a", "!!x ", "? ", ": ", "| ",
        "> ", '"', "'", '"""', "'''", "[", "[[", "]]", "{", ",", "=", "\\", "#", "<!--", "-->", "<", "(", ")", "é", "𝔘",
        "\\ud800", "2022-13-01", "0", "-1", "1e999", "9" * 30, "null", "true", "%", "`", "`" * 3, "[" * 200, "{" * 200,
        "- " * 50, "> " * 50, "  " * 40, "on: ", "title", "@misc{", "}\n@", "$", "{\\", "~", "- - - - x", "***",
        "[x]: y @ged",
    ]
)  # fmt: skip
SLOW = settings(
    max_examples=int(os.environ.get("ONRECORD_EXAMPLES", "60")),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def write(root: Path, files: dict[str, str | bytes]) -> None:
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())


def in_folder(files: dict[str, str | bytes], check: Callable[[Path], None]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder), files)
        check(Path(folder))


def loads(root: Path) -> None:
    """The dossier loads without a traceback, and every finding can be shown."""
    dossier, findings = load_dossier(root)
    assert dossier is not None or any(f.span.file == "dossier.toml" for f in findings)
    for finding in findings:
        well_made(finding)
    assert list(findings) == sorted(findings, key=lambda f: f.span)


def well_made(finding: Finding) -> None:
    assert finding.code != "OR901", finding
    assert finding.code in CODES
    assert finding.message
    assert finding.remedy
    span = finding.span
    assert span.line >= 1
    assert span.column >= 1
    assert (span.end_line, span.end_column) > (span.line, span.column)
    shown = render(finding)
    assert not any(ord(char) < 32 and char != "\n" for char in shown), shown
    assert not any(char in "\x7f\x9b\u202e\u2066\u2028\u2029\ufeff" for char in shown)
    assert all(len(line) <= 400 for line in shown.split("\n")[1:3])
    shown.encode()


def canonical(root: Path) -> None:
    """Printed and loaded again, a dossier is the same up to spans; printed again, the text is the same."""
    before, findings = load_dossier(root)
    printed = print_dossier(root)
    for path, text in printed:
        (root / path).write_bytes(text.encode())
    after, found = load_dossier(root)
    assert without_spans(after) == without_spans(before)
    kept = sorted((f.code, f.span.file, f.message) for f in findings if f.code not in ("OR003", "OR004"))
    unprinted = {each.path for each in format_dossier(root)} - {path for path, _ in printed}
    again = sorted((f.code, f.span.file, f.message) for f in found if f.code not in ("OR003", "OR004"))
    # Lines named in messages (first on line 4) can move, so only the codes of files are compared.
    assert [row[:2] for row in again] == [row[:2] for row in kept]
    assert print_dossier(root) == printed
    for path, text in printed:
        assert path not in unprinted
        assert not text.startswith("\ufeff")
        assert "\r" not in text
        assert text == "" or text.endswith("\n")


mutation = st.tuples(st.sampled_from(FILES), st.integers(0, 2000), st.integers(0, 40), ODD | st.text(max_size=8))


def mutated(changes: list[tuple[str, int, int, str]]) -> dict[str, str | bytes]:
    files = dict(RICH)
    for name, at, length, text in changes:
        old = files[name]
        at %= len(old) + 1
        files[name] = old[:at] + text + old[at + length :]
    return {name: text.encode("utf-8", "surrogatepass") for name, text in files.items()}


def test_the_rich_dossier_is_clean(tmp_path: Path) -> None:
    write(tmp_path, dict(RICH))
    dossier, findings = load_dossier(tmp_path)
    assert dossier is not None
    findings = tuple(f for f in findings if f.code not in ("OR465", "OR469"))  # its translation is not whole
    assert [str(f) for f in findings if f.code != "OR109"] == []
    assert [f.message for f in findings] == ['"doe" is cited nowhere']
    canonical(tmp_path)


@SLOW
@given(st.dictionaries(st.sampled_from(FILES), st.binary(max_size=300), min_size=1))
def test_random_bytes_never_raise(files: dict[str, bytes]) -> None:
    in_folder({**RICH, **files}, loads)


@SLOW
@given(st.dictionaries(st.sampled_from(FILES), st.lists(ODD, max_size=30).map("".join), min_size=1))
def test_random_syntax_never_raises(files: dict[str, str]) -> None:
    in_folder({**RICH, **{name: text.encode("utf-8", "surrogatepass") for name, text in files.items()}}, loads)


@SLOW
@given(st.lists(mutation, min_size=1, max_size=6))
def test_mutations_never_raise(changes: list[tuple[str, int, int, str]]) -> None:
    in_folder(mutated(changes), loads)


@SLOW
@given(st.lists(mutation, max_size=4))
def test_canonical_text_says_the_same(changes: list[tuple[str, int, int, str]]) -> None:
    in_folder(mutated(changes), canonical)


CLAIM_HEAD = "---\nclaim: C\nclaimant: D\n---\n"
MARKDOWN = st.lists(
    st.sampled_from(
        [
            "- ", "*  ", "+\t", "1. ", "10)   ", "word ", "[@ged] ", "@ged ", "{#a} ", "\n", "\n", "\n\n", "  ", "    ",
            "\t",
            "~~~ reads\n", "~~~\n", "``` position\n", "```\n", "who: A\n", "> ", "# ", "`x` ", "lazy\n", "***\n", "<b>",
            "<!-- ", "-->\n", "   ", " ", "**", "\\\n", "[r]: u\n", "[r]",
        ]
    ),
    max_size=40,
).map("".join)  # fmt: skip


@SLOW
@given(MARKDOWN)
def test_canonical_markdown_says_the_same(text: str) -> None:
    in_folder({**RICH, "claims/security.md": CLAIM_HEAD + text}, canonical)


@SLOW
@given(MARKDOWN)
def test_markdown_never_raises(text: str) -> None:
    in_folder({**RICH, "claims/security.md": CLAIM_HEAD + text}, loads)


@SLOW
@given(title=st.text(st.characters(exclude_categories=("Cs",))), as_of=st.dates())
def test_a_new_dossier_is_clean(title: str, as_of: date) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        new_dossier(root, title, as_of)
        dossier, findings = load_dossier(root)
        assert dossier is not None
        assert dossier.as_of == as_of
        assert findings == ()
        assert not any(each.changed for each in format_dossier(root))


@pytest.mark.parametrize("path", ["..", "../x", "/etc/passwd", "a/../../x", "C:\\x", "..\\x", "\\\\server\\x"])
def test_paths_that_leave(path: str, tmp_path: Path) -> None:
    assert Disk(tmp_path, Log()).leaves(path)


@pytest.mark.parametrize("path", ["a", "a/../b", "data/x.csv", "..data", "./x"])
def test_paths_that_stay(path: str, tmp_path: Path) -> None:
    assert not Disk(tmp_path, Log()).leaves(path)
