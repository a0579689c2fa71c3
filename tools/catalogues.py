"""Update the catalogues of interface texts from the code and the templates; with ``--check``, say what they lack.

Every text that readers see is English in the code (``locale.text("...")``, ``locale.plural("...", "...", n)``, in
templates ``_("...")`` and ``ngettext``) and is its own key. This writes them all into ``locales/onrecord.pot`` and
brings each ``locales/LANG/onrecord.po`` up to date: new texts without a translation, texts that the code has no more
as obsolete ones at the end (``--prune`` drops them). Sorted, without dates and line numbers.
"""

from __future__ import annotations

import argparse
import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "onrecord"
LOCALES = SOURCE / "render" / "assets" / "locales"
TEMPLATES = (".html", ".jinja", ".j2", ".xml", ".txt")
NOTE = "Texts of onrecord's published pages. Made by tools/catalogues.py; translations are written in the .po files."


@dataclass(frozen=True)
class Message:
    """A text with its plural (or ""), and the file it stands in, from the repository's root."""

    text: str
    plural: str
    file: str


class NotLiteralError(Exception):
    """A text that is no literal, so that nobody can translate it."""


def messages() -> Iterator[Message]:
    """Every text of the code and the templates. Raises ``NotLiteralError``."""
    for path in sorted((SOURCE / "render").rglob("*.py")):
        yield from in_python(path.read_text("utf-8"), path.relative_to(ROOT).as_posix())
    for path in sorted(SOURCE.rglob("*")):
        if path.suffix in TEMPLATES and "templates" in path.parts:
            yield from in_template(path, path.relative_to(ROOT).as_posix())


def in_python(code: str, file: str) -> Iterator[Message]:
    """The texts of a module, in order."""
    nodes = tuple(_nodes(ast.parse(code)))
    short = {name: kind for node in nodes for name, kind in _short_names(node)}
    for node in nodes:
        if isinstance(node, ast.Call):
            kind = short.get(node.func.id, "") if isinstance(node.func, ast.Name) else _method(node.func)
            if kind == "text":
                yield Message(_literal(node, 0, file), "", file)
            elif kind == "plural":
                yield Message(_literal(node, 0, file), _literal(node, 1, file), file)


def _nodes(tree: ast.AST) -> Iterator[ast.AST]:
    """All nodes, but those of functions that only hand a text on."""
    for node in ast.iter_child_nodes(tree):
        if not (isinstance(node, ast.FunctionDef) and node.name in ("gettext", "ngettext")):
            yield node
            yield from _nodes(node)


def _short_names(node: ast.AST) -> Iterator[tuple[str, str]]:
    """The names that an assignment gives to a locale's methods: ``text, number = locale.text, locale.number``."""
    if isinstance(node, ast.Assign) and len(node.targets) == 1:
        target, value = node.targets[0], node.value
        pairs = [(target, value)]
        if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
            pairs = list(zip(target.elts, value.elts, strict=False))
        for name, method in pairs:
            if isinstance(name, ast.Name) and _method(method):
                yield name.id, _method(method)


def _method(func: ast.expr) -> str:
    """ "text" or "plural" where it is that method of a locale; else empty."""
    if isinstance(func, ast.Attribute) and func.attr in ("text", "plural"):
        receiver = func.value
        name = receiver.attr if isinstance(receiver, ast.Attribute) else getattr(receiver, "id", "")
        return func.attr if name.lstrip("_") in ("locale", "self") else ""
    return ""


def _literal(node: ast.Call, at: int, file: str) -> str:
    found = node.args[at] if at < len(node.args) else None
    if isinstance(found, ast.Constant) and isinstance(found.value, str):
        return found.value
    raise NotLiteralError(f"{file}:{node.lineno}: a text must be written out where it is asked for")


def in_template(path: Path, file: str) -> Iterator[Message]:
    """The texts of a Jinja template."""
    from jinja2.ext import babel_extract

    options = {"silent": "false", "trimmed": "true"}
    for line, name, found, _ in babel_extract(BytesIO(path.read_bytes()), ("_", "gettext", "ngettext"), [], options):
        texts = (found if isinstance(found, tuple) else (found,))[: 2 if name == "ngettext" else 1]
        if not all(isinstance(one, str) for one in texts):
            raise NotLiteralError(f"{file}:{line}: a text must be written out where it is asked for")
        yield Message(texts[0], texts[1] if len(texts) > 1 else "", file)


def template() -> Catalog:
    """The texts as a catalogue without translations."""
    made = Catalog(project="onrecord", charset="utf-8", fuzzy=False, header_comment=f"# {NOTE}")
    for one in messages():
        made.add((one.text, one.plural) if one.plural else one.text, locations=[(one.file, 0)])
    return made


def updated(old: bytes, language: str, new: Catalog) -> Catalog:
    """A language's catalogue with the texts of today."""
    found = read_po(BytesIO(old), locale=language, charset="utf-8") if old else Catalog(language, charset="utf-8")
    found.update(new, no_fuzzy_matching=True, update_header_comment=True)
    found.fuzzy = False
    return found


def written(catalogue: Catalog, prune: bool = False) -> bytes:
    """A catalogue as its file: sorted, its header without dates."""
    for message in catalogue:
        message.flags.discard("python-format")
    made = BytesIO()
    write_po(
        made, catalogue, sort_output=True, width=110, include_lineno=False, ignore_obsolete=prune, omit_header=True
    )
    return _header(catalogue).encode() + made.getvalue()


def _header(catalogue: Catalog) -> str:
    fields = ["Project-Id-Version: onrecord", "MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8",
              "Content-Transfer-Encoding: 8bit"]  # fmt: skip
    if catalogue.locale:
        fields[1:1] = [f"Language: {catalogue.locale}", f"Plural-Forms: {catalogue.plural_forms}"]
    return "\n".join((f"# {NOTE}", 'msgid ""', 'msgstr ""', *(f'"{field}\\n"' for field in fields), "", ""))


def faults(catalogue: Catalog, new: Catalog) -> list[str]:
    """The texts that a catalogue lacks or has no use for, those without a translation, and those nobody is sure of."""
    name = str(catalogue.locale)
    has = {str(one.id): one for one in catalogue if one.id}
    wanted = {str(one.id): one for one in new if one.id}
    told = [f"{name}: not in the catalogue: {id}" for id in wanted if id not in has]
    told += [f"{name}: in no code: {id}" for id in has if id not in wanted]
    for id, one in has.items():
        strings = one.string if isinstance(one.string, tuple | list) else (one.string,)
        told += [f"{name}: not translated: {id}"] * (not all(strings))
        told += [f"{name}: fuzzy: {id}"] * one.fuzzy
    return sorted(told)


def main() -> int:
    """Write the catalogues, or look at them."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--check", action="store_true", help="change nothing; end with 1 unless all is translated")
    options.add_argument("--prune", action="store_true", help="drop the texts that the code has no more")
    chosen = options.parse_args()
    new = template()
    told: list[str] = []
    if not chosen.check:
        (LOCALES / "onrecord.pot").write_bytes(written(new))
    for folder in sorted(path for path in LOCALES.iterdir() if path.is_dir()):
        path = folder / "onrecord.po"
        old = path.read_bytes() if path.exists() else b""
        if chosen.check:
            told += faults(read_po(BytesIO(old), locale=folder.name), new)
            continue
        catalogue = updated(old, folder.name, new)
        path.write_bytes(written(catalogue, chosen.prune))
        told += faults(catalogue, new)
    print("\n".join(told) or f"{len(new)} texts, all translated")
    return 1 if told else 0


if __name__ == "__main__":
    sys.exit(main())
