"""The look of what is published: colours, fonts, logo, the wording and the sign of each rating.

A theme is a folder with ``theme.toml``; the one that ships is ``assets/themes/default``. A dossier's own ``theme/``
folder overrides it value by value; files beside its theme.toml (``templates/``, ``style.css``, a logo) replace or add
to those of the same name. Values that cannot be used are left out and told in ``problems``.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

THEMES = Path(__file__).parents[1] / "assets" / "themes"
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
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
                values = _merged(values, _read(own / "theme.toml"))
            except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
                problems.append(f"theme/theme.toml cannot be read: {error}")
        logo = _logo(own, values.get("logo"), problems)
    return Theme(
        str(values.get("name", "default")),
        _colours(values.get("colours"), "colours", problems),
        _colours(values.get("dark"), "dark", problems),
        tuple(sorted((str(role), str(name)) for role, name in dict(values.get("fonts", {})).items())),
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
    return str(name), path.read_bytes()
