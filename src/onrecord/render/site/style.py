"""The style sheet: the theme's colours and fonts as variables, the shipped rules, then those of the theme's own
``style.css``. Imports ``onrecord.render.publish``."""

from __future__ import annotations

from pathlib import Path

from onrecord.render.publish.theme import Theme, ThemeError

ASSETS = Path(__file__).parents[1] / "assets"
SHIPPED = ASSETS / "site" / "style.css"
_FALLBACKS = {
    "display": '"Libre Franklin", "Noto Sans Arabic", system-ui, "Helvetica Neue", Arial, sans-serif',
    "text": '"Source Serif 4", "Noto Naskh Arabic", Georgia, "Times New Roman", serif',
}
_MOST_BYTES = 1_000_000


def style_sheet(theme: Theme) -> bytes:
    """All of it in one file. Raises ``ThemeError`` where the theme's own part cannot be used."""
    light = _variables(theme.colours)
    dark = _variables(theme.dark)
    fonts = "".join(f"--font-{role}:{_family(name, role)};" for role, name in theme.fonts if role in _FALLBACKS)
    parts = [
        f":root{{color-scheme:light;{light}{fonts}}}\n",
        f"@media (prefers-color-scheme:dark){{:root:not([data-theme]){{color-scheme:dark;{dark}}}}}\n",
        f":root[data-theme=dark]{{color-scheme:dark;{dark}}}\n",
        # Paper is white, whatever the screen was.
        f"@media print{{:root:root,:root:root[data-theme]{{color-scheme:light;{light}}}}}\n",
        SHIPPED.read_text("utf-8"),
        _own(theme),
    ]
    return "".join(parts).encode("utf-8")


def _variables(colours: tuple[tuple[str, str], ...]) -> str:
    return "".join(f"--{role}:{colour};" for role, colour in colours if role.replace("-", "").isalnum())


def _family(name: str, role: str) -> str:
    kept = "".join(each for each in name if each.isalnum() or each in " -_")
    return f'"{kept}",{_FALLBACKS[role]}' if kept else _FALLBACKS[role]


def _own(theme: Theme) -> str:
    path = theme.folder / "style.css" if theme.folder is not None else None
    if path is None or path.is_symlink() or not path.is_file():
        return ""
    if path.stat().st_size > _MOST_BYTES:
        raise ThemeError("theme/style.css", 1, "it is larger than 1 MB")
    try:
        return "\n/* The theme's own. */\n" + path.read_text("utf-8")
    except UnicodeDecodeError:
        raise ThemeError("theme/style.css", 1, "it is not UTF-8") from None
