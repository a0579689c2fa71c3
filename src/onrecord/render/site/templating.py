"""Templates: the shipped ones, those of a dossier's ``theme/templates`` in their place, and what they may call.

The environment is Jinja's sandbox, so that a template reaches nothing but what it is given, and every value is escaped.
A template of the theme replaces the shipped one of the same name; it may build on it: ``{% extends
"shipped/page.html" %}``. What is wrong in it is told with its file and line (``ThemeError``). Imports
``onrecord.render.publish`` and sibling modules; Jinja inside functions.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable, Iterator, Mapping
from dataclasses import is_dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onrecord.render.publish.theme import ThemeError
from onrecord.render.site.cleaning import clean

if TYPE_CHECKING:
    from jinja2 import Environment, Template
    from markupsafe import Markup

    from onrecord.render.publish.locale import Locale

SHIPPED = Path(__file__).parents[1] / "assets" / "site" / "templates"
_PREFIX = "shipped/"
_HOLE = re.compile(r"\{(\w+)\}")
_MOST_BYTES = 1_000_000


class Templates:
    """The templates of a site. ``render`` makes the text of a page."""

    def __init__(self, theme_folder: Path | None, filters: Mapping[str, Callable[..., Any]]) -> None:
        self._own = dict(_own_templates(theme_folder))
        self._environment = _environment(self._own, filters)
        self._loaded: dict[str, Template] = {}
        for name in sorted(self._own):
            self._template(name)

    def render(self, name: str, **values: object) -> str:
        """The text of a template. Raises ``ThemeError`` where one of the theme's is at fault."""
        import jinja2

        template = self._template(name)
        try:
            return template.render(**values)
        except (jinja2.TemplateError, ArithmeticError, LookupError, TypeError, ValueError, AttributeError) as error:
            raise self._fault(error) from error

    def _template(self, name: str) -> Template:
        import jinja2

        if name not in self._loaded:
            try:
                self._loaded[name] = self._environment.get_template(name)
            except jinja2.TemplateError as error:
                raise self._fault(error) from error
        return self._loaded[name]

    def _fault(self, error: Exception) -> Exception:
        """The error as one of the theme, with the file and line of its template; as it is, where the fault is ours."""
        import jinja2

        if isinstance(error, jinja2.TemplateSyntaxError) and error.name in self._own:
            return ThemeError(f"theme/templates/{error.name}", error.lineno, error.message or "it cannot be read")
        files = {str(path): name for name, (path, _) in self._own.items()}
        for frame in reversed(traceback.extract_tb(error.__traceback__)):
            if frame.filename in files:
                return ThemeError(f"theme/templates/{files[frame.filename]}", frame.lineno or 1, _told(error))
        return error


def _told(error: Exception) -> str:
    return " ".join(str(error).split()) or type(error).__name__


def _own_templates(folder: Path | None) -> Iterator[tuple[str, tuple[Path, str]]]:
    """The templates of a theme folder by name: the file and its text. Links are not followed."""
    templates = folder / "templates" if folder is not None else None
    if templates is None or templates.is_symlink() or not templates.is_dir():
        return
    for path in sorted(templates.glob("*.html")):
        named = f"theme/templates/{path.name}"
        if path.is_symlink() or not path.is_file():
            raise ThemeError(named, 1, "it is no file of its own")
        if path.stat().st_size > _MOST_BYTES:
            raise ThemeError(named, 1, "it is larger than 1 MB")
        try:
            yield path.name, (path, path.read_text("utf-8"))
        except UnicodeDecodeError:
            raise ThemeError(named, 1, "it is not UTF-8") from None


def _environment(own: dict[str, tuple[Path, str]], filters: Mapping[str, Callable[..., Any]]) -> Environment:
    import jinja2
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    class Loader(jinja2.BaseLoader):
        """The theme's own templates before the shipped ones; "shipped/NAME" is always the shipped one."""

        def get_source(
            self, environment: Environment, template: str
        ) -> tuple[str, str | None, Callable[[], bool] | None]:
            if template in own:
                path, text = own[template]
                return text, str(path), lambda: True
            path = SHIPPED / template.removeprefix(_PREFIX)
            if path.parent != SHIPPED or not path.is_file():
                raise jinja2.TemplateNotFound(template)
            return path.read_text("utf-8"), str(path), lambda: True

    safe: set[tuple[type, str]] = set()

    class Sandbox(ImmutableSandboxedEnvironment):
        """The sandbox, asked once for each attribute of our own frozen values, which have nothing that changes them."""

        def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
            kind = type(obj)
            if (kind, attr) in safe:
                return True
            found = super().is_safe_attribute(obj, attr, value)
            if found and is_dataclass(kind) and kind.__module__.startswith("onrecord."):
                safe.add((kind, attr))
            return found

    environment = Sandbox(
        loader=Loader(),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_finalized,
        cache_size=-1,
    )
    environment.filters.update(filters)
    return environment


def _finalized(value: object) -> object:
    """What a template writes: a text without characters that a page cannot hold; nothing for ``None``."""
    from markupsafe import Markup

    if value is None:
        return ""
    if isinstance(value, Markup):
        return Markup(clean(str(value)))
    return clean(value) if isinstance(value, str) else value


# Words ----------------------------------------------------------------------------------------------------------


def translator(locale: Locale) -> tuple[Callable[..., Markup], Callable[..., Markup]]:
    """``_`` and ``ngettext`` of templates, in a language: texts with ``{names}``, whose values are escaped.

    They are filled by name only: a template cannot look into a value.
    """
    from markupsafe import Markup, escape

    def filled(text: str, values: Mapping[str, object]) -> Markup:
        parts, at = [Markup()], 0
        for hole in _HOLE.finditer(text):
            parts.append(escape(text[at : hole.start()]))
            parts.append(escape(values[hole[1]]) if hole[1] in values else escape(hole[0]))
            at = hole.end()
        return Markup().join([*parts, escape(text[at:])])

    def gettext(message: str, /, **values: object) -> Markup:
        return filled(locale.text(message), values)

    def ngettext(one: str, many: str, n: int, /, **values: object) -> Markup:
        holes = {name: f"{{{name}}}" for name in values}
        return filled(locale.plural(one, many, n, **holes), values)

    return gettext, ngettext
