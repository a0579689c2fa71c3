"""The look of what is published: colours, fonts, logo, the wording and the sign of each rating.

A theme is a folder with ``theme.toml``; the one that ships is ``assets/themes/default``. A dossier's own ``theme/``
folder overrides it value by value; files beside its theme.toml (``templates/``, ``style.css``, a logo) replace or add
to those of the same name. Values that cannot be used are left out and told in ``problems``; so are keys that nobody
reads, fonts that nobody has and colours too near to their ground (WCAG 2.2, 1.4.3: a contrast of 4.5).
"""

from __future__ import annotations

import re
import tomllib
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

THEMES = Path(__file__).parents[1] / "assets" / "themes"
FONTS = Path(__file__).parents[1] / "assets" / "fonts"
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_KEYS = ("name", "logo", "colours", "dark", "fonts", "ratings")
_GROUNDS = ("paper", "raised")
_NO_TEXT = (*_GROUNDS, "rule")
_CONTRAST = 4.5
_LOGO_SUFFIXES = (".svg", ".png")
_MOST_BYTES = 1_000_000


class ThemeError(Exception):
    """A file of a dossier's theme that cannot be used, with its line: nothing can be built with it."""

    def __init__(self, file: str, line: int, message: str) -> None:
        super().__init__(f"{file}:{line}: {message}")
        self.file, self.line, self.message = file, line, message

    def __reduce__(self) -> tuple[type[ThemeError], tuple[str, int, str]]:
        """An error of a worker process reaches the one that asked whole."""
        return type(self), (self.file, self.line, self.message)


class Movement(StrEnum):
    """The sign of a rating; none rests on colour alone."""

    FORWARD = "forward"
    UNMOVED = "unmoved"
    BACKWARD = "backward"
    MIXED = "mixed"
    UNRATED = "unrated"


@dataclass(frozen=True, slots=True)
class RatingStyle:
    """How a value of the scale is shown: its sign, and its words by language (the value itself where none is given)."""

    movement: Movement
    words: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme, merged. ``colours`` and ``dark`` are by role ("ink", "paper", "holds" ...), as "#rrggbb"; ``fonts`` by
    role ("display", "text"); ``ratings`` by the value on the scale, casefolded. ``logo`` is a file's name and content.
    ``folder`` is the dossier's theme folder, or ``None``."""

    name: str
    colours: tuple[tuple[str, str], ...]
    dark: tuple[tuple[str, str], ...]
    fonts: tuple[tuple[str, str], ...]
    ratings: tuple[tuple[str, RatingStyle], ...]
    logo: tuple[str, bytes] | None = None
    folder: Path | None = None
    problems: tuple[str, ...] = ()

    def colour(self, role: str, dark: bool = False) -> str:
        """A colour by its role."""
        return dict(self.dark if dark else self.colours)[role]

    def rating(self, value: str, language: str) -> tuple[Movement, str]:
        """The sign and the words of a rating in a language."""
        style = dict(self.ratings).get(value.casefold())
        if style is None:
            return Movement.MIXED, value
        words = dict(style.words)
        return style.movement, words.get(language, words.get(language.split("-")[0], value))


def load_theme(folder: Path | None = None) -> Theme:
    """The shipped theme, overridden by the one in ``folder`` where there is one."""
    values = _read(THEMES / "default" / "theme.toml")
    problems: list[str] = []
    logo = None
    own = folder if folder is not None and folder.is_dir() else None
    if own is not None:
        if (own / "theme.toml").is_file():
            try:
                given = _read(own / "theme.toml")
                _unknown(given, values, problems)
                values = _merged(values, given)
            except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
                problems.append(f"theme/theme.toml cannot be read: {error}")
        logo = _logo(own, values.get("logo"), problems)
    light, dark = (_colours(values.get(name), name, problems) for name in ("colours", "dark"))
    if own is not None:
        _too_pale(light, "colours", problems)
        _too_pale(dark, "dark", problems)
    return Theme(
        str(values.get("name", "default")),
        light,
        dark,
        _fonts(values.get("fonts"), own, problems),
        tuple(_ratings(values.get("ratings"), problems)),
        logo,
        own,
        tuple(problems),
    )


def _read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text("utf-8"))


def _merged(base: dict[str, Any], over: dict[str, Any]) -> dict[str, Any]:
    """``over`` laid on ``base``, table by table."""
    made = dict(base)
    for key, value in over.items():
        below = made.get(key)
        made[key] = _merged(below, value) if isinstance(below, dict) and isinstance(value, dict) else value
    return made


def _unknown(given: dict[str, Any], shipped: dict[str, Any], problems: list[str]) -> None:
    """Tell the keys that nobody reads: a slip of the pen would else change nothing, unseen."""
    for key in given:
        if key not in _KEYS:
            problems.append(f"theme/theme.toml: {key} is no key of a theme: there are {', '.join(_KEYS)}")
    for table in ("colours", "dark", "fonts"):
        held, known = given.get(table), shipped[table]
        if not isinstance(held, dict):
            continue
        for key in held:
            if key not in known:
                problems.append(f"theme/theme.toml: [{table}] {key} is no role: there are {', '.join(known)}")
        given[table] = {name: value for name, value in held.items() if name in known}


def luminance(colour: str) -> float:
    """The relative luminance of "#rrggbb", from 0 to 1 (WCAG 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, from 1 to 21 (WCAG 2.2)."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _too_pale(colours: tuple[tuple[str, str], ...], table: str, problems: list[str]) -> None:
    """Tell the colours of text that are too near to their ground. They are used as they are: to put another in the
    place of one of several would make something that nobody chose."""
    of = dict(colours)
    for role, colour in colours:
        near = [each for each in _GROUNDS if role not in _NO_TEXT and contrast(colour, of[each]) < _CONTRAST]
        if near:
            found = min(contrast(colour, of[each]) for each in near)
            problems.append(
                f"theme/theme.toml: [{table}] {role} = {colour} has a contrast of {found:.1f} to {' and '.join(near)}: "
                f"text needs {_CONTRAST}"
            )


def _fonts(table: object, own: Path | None, problems: list[str]) -> tuple[tuple[str, str], ...]:
    """The fonts by role. One that no file has cannot set a page: the one that ships is used."""
    shipped = _read(THEMES / "default" / "theme.toml")["fonts"]
    found = {}
    for role, name in dict(table if isinstance(table, dict) else {}).items():
        found[str(role)] = str(name)
        if name != shipped.get(role) and name not in _families(own):
            where = "none of the fonts that ship and none in theme/fonts"
            problems.append(f'theme/theme.toml: [fonts] {role} = {name!r} is {where}; "{shipped[role]}" is used')
            found[str(role)] = str(shipped[role])
    return tuple(sorted(found.items()))


def _families(own: Path | None) -> frozenset[str]:
    """The names of the font families that there are."""
    import typst

    folders = [FONTS, *([own / "fonts"] if own is not None and (own / "fonts").is_dir() else [])]
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(each) for each in folders]
    )
    return frozenset(str(each) for each in fonts.families())


def _colours(table: object, name: str, problems: list[str]) -> tuple[tuple[str, str], ...]:
    shipped = _read(THEMES / "default" / "theme.toml")[name]
    found = {}
    for role, value in dict(table if isinstance(table, dict) else {}).items():
        if isinstance(value, str) and _COLOUR.fullmatch(value):
            found[str(role)] = value.lower()
        else:
            problems.append(f'theme/theme.toml: [{name}] {role} = {value!r} is no colour: write it as "#1a2b3c"')
            if role in shipped:
                found[str(role)] = shipped[role]
    return tuple(sorted(found.items()))


def _ratings(table: object, problems: list[str]) -> list[tuple[str, RatingStyle]]:
    found = []
    for value, entry in dict(table if isinstance(table, dict) else {}).items():
        fields = dict(entry) if isinstance(entry, dict) else {}
        sign = fields.pop("sign", Movement.MIXED.value)
        try:
            movement = Movement(str(sign))
        except ValueError:
            signs = ", ".join(each.value for each in Movement)
            problems.append(f'theme/theme.toml: [ratings."{value}"] sign = {sign!r} is none of {signs}')
            movement = Movement.MIXED
        words = tuple(sorted((str(language), str(text)) for language, text in fields.items()))
        found.append((str(value).casefold(), RatingStyle(movement, words)))
    return found


def _logo(folder: Path, name: object, problems: list[str]) -> tuple[str, bytes] | None:
    if not name:
        return None
    path = folder / str(name)
    if path.parent != folder or path.suffix.lower() not in _LOGO_SUFFIXES or path.is_symlink() or not path.is_file():
        problems.append(f"theme/theme.toml: logo = {name!r} is no .svg or .png file of the theme folder")
        return None
    if path.stat().st_size > _MOST_BYTES:
        problems.append(f"theme/{name} is larger than 1 MB")
        return None
    content = path.read_bytes()
    if not _is_picture(content):
        problems.append(f"theme/{name} is no picture that can be read: a logo is a PNG or a well-formed SVG")
        return None
    return str(name), content


def _is_picture(content: bytes) -> bool:
    """Whether a file is what its name says: one that is not would stop every poster."""
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return True
    try:
        root = ElementTree.fromstring(content)
    except ElementTree.ParseError:
        return False
    return root.tag in ("svg", "{http://www.w3.org/2000/svg}svg")
