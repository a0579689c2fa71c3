"""Typesetting with Typst: a template and its data to pages, with our own fonts only.

Data go in as JSON and are never part of the template's text, so nothing in a dossier is read as markup. A warning is an
error here: one about a font would mean that a page looks other than it was made. Imports the model's theme and glyphs;
typst inside functions.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from onrecord.render.publish.glyphs import FONTS, breakable, covered, settable
from onrecord.render.publish.theme import Theme

ASSETS = Path(__file__).parents[1] / "assets"
STANDARDS = ("a-2a", "ua-1")
"""Archivable and accessible: PDF/A-2a and PDF/UA-1, tagged."""
FALLBACKS = ("Noto Sans Arabic", "Noto Emoji")
_LONGEST_WORD = 24


class TypesettingError(Exception):
    """What cannot be set as it is. ``remedy`` says what to do."""

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.message, self.remedy = message, remedy

    def __reduce__(self) -> tuple[type[TypesettingError], tuple[str, str]]:
        """An error of a worker process reaches the one that asked whole."""
        return type(self), (self.message, self.remedy)


class TooLongError(TypesettingError):
    """What would take more pages than it may have."""


class Verbatim(str):
    """What is data but no text of a page (an SVG drawing): ``inert`` leaves it as it is."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Template:
    """A template: its name (for messages) and its Typst source, shared parts first."""

    name: str
    source: bytes


def template(theme: Theme, folder: str, *names: str) -> Template:
    """A template of ``assets/FOLDER``, of files in an order; the dossier's ``theme/templates`` may replace each."""
    return Template(names[-1], b"\n".join(_file(theme, folder, name) for name in names))


def _file(theme: Theme, folder: str, name: str) -> bytes:
    own = theme.folder / "templates" / name if theme.folder is not None else None
    if own is not None and own.is_file() and not own.is_symlink():
        return own.read_bytes()
    return (ASSETS / folder / name).read_bytes()


def font_folders(theme: Theme) -> tuple[Path, ...]:
    """Where fonts are taken from: ours, and ``theme/fonts`` of the dossier."""
    own = theme.folder / "fonts" if theme.folder is not None else None
    return (FONTS, own) if own is not None and own.is_dir() else (FONTS,)


def families(theme: Theme, role: str) -> list[str]:
    """The font families of a role, the fallbacks for other scripts after it."""
    roles = dict(theme.fonts)
    others = [name for _, name in sorted(roles.items()) if name != roles[role]]
    ours = [name for name in ("Libre Franklin", "Source Serif 4") if name != roles[role] and name not in others]
    return [roles[role], *others, *ours, *FALLBACKS]


@cache
def _fonts(folders: tuple[Path, ...]) -> Any:
    import typst

    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(each) for each in folders]
    )


@cache
def _compiler(source: bytes, folders: tuple[Path, ...], root: Path) -> Any:
    import typst

    return typst.Compiler(source, root=str(root), font_paths=_fonts(folders), ignore_system_fonts=True)


def inert(value: object, theme: Theme, longest: int = _LONGEST_WORD) -> Any:
    """A value of JSON with every text fit for our fonts and every long word breakable."""
    fonts = covered(font_folders(theme))
    if isinstance(value, Verbatim):
        return value
    if isinstance(value, str):
        return breakable(settable(value, fonts), longest)
    if isinstance(value, Mapping):
        return {str(key): inert(each, theme, longest) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [inert(each, theme, longest) for each in value]
    return value


def language_of(code: str) -> str:
    """A language as Typst takes it: two or three letters, English where there are none."""
    base = code.split("-")[0].lower()
    return base if base.isascii() and base.isalpha() and len(base) in (2, 3) else "en"


def compiled(
    template: Template,
    data: Mapping[str, object],
    theme: Theme,
    format: str,
    published: date,
    ppi: float | None = None,
    root: Path | None = None,
) -> tuple[bytes, ...]:
    """The pages of a document as PNG or SVG, or the whole as one PDF. The data are taken as they are: see ``inert``.
    Files that the template names are below ``root``: if none is given, in the theme or among the assets.

    Raises ``TypesettingError`` where the template does not compile, or warns.
    """
    import typst

    where = (template.source, font_folders(theme), root or theme.folder or ASSETS)
    compiler = _compiler(*where) if root is None else _compiler.__wrapped__(*where)
    try:
        made, warnings = compiler.compile_with_warnings(
            template.source,
            format=format,
            ppi=ppi,
            sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
            pdf_standards=list(STANDARDS) if format == "pdf" else [],
            timestamp=datetime(published.year, published.month, published.day, tzinfo=UTC),
        )
    except typst.TypstError as error:
        raise _failure(template, error) from error
    if warnings:
        raise _failure(template, warnings[0])
    return tuple(made) if isinstance(made, list) else (made,)


def queried(template: Template, data: Mapping[str, object], theme: Theme, label: str) -> Any:
    """What a document says of itself: the value of its one ``metadata`` with a label. Raises like ``compiled``."""
    import typst

    folders = font_folders(theme)
    try:
        found = typst.query(
            template.source,
            f"<{label}>",
            field="value",
            one=True,
            root=str(theme.folder or ASSETS),
            font_paths=_fonts(folders),
            ignore_system_fonts=True,
            sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        )
        return json.loads(found)
    except typst.TypstError as error:
        raise _failure(template, error) from error


def _failure(template: Template, problem: Any) -> TypesettingError:
    hints = " ".join(problem.hints)
    return TypesettingError(
        f"{template.name} does not typeset: {problem.message}" + (f" ({hints})" if hints else ""),
        "Where theme/ has a template, a font or a font's name of its own, mend it there; else report it as our fault.",
    )
