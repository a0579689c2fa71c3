"""Words, numbers, dates and plurals of published pages, in a language.

The texts in the code are English and are their own keys; ``assets/locales/LANG/onrecord.po`` has them in another
language (gettext). A test holds that every text in the code is in every catalogue. Numbers and dates are Babel's
(Unicode CLDR).
"""

from __future__ import annotations

import gettext
from dataclasses import dataclass
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path

from onrecord.model.dates import PartialDate, Period

LOCALES = Path(__file__).parents[1] / "assets" / "locales"
_REGION = {"en": "en_GB", "fr": "fr_FR"}
"""The customs that a bare language stands for: days before months in English."""
_RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ks", "ku-arab", "ps", "sd", "syr", "ug", "ur", "yi"})
_EXACT = 2**53


@cache
def _known(language: str) -> str:
    """The locale of CLDR whose customs a language follows; British English where there is none."""
    from babel import Locale as Cldr
    from babel import UnknownLocaleError

    base = language.split("-")[0].casefold()
    for name in (_REGION.get(language.casefold(), language.replace("-", "_")), base, "en_GB"):
        try:
            return str(Cldr.parse(name))
        except (UnknownLocaleError, ValueError):
            continue
    return "en_GB"


@dataclass(frozen=True)
class Locale:
    """How one language is written. ``language`` is its BCP 47 code."""

    language: str

    @property
    def base(self) -> str:
        """The language without its region: "fr" of "fr-CA"."""
        return self.language.split("-")[0].casefold()

    @property
    def direction(self) -> str:
        """ "rtl" or "ltr"."""
        return "rtl" if self.base in _RIGHT_TO_LEFT else "ltr"

    @property
    def _cldr(self) -> str:
        return _known(self.language)

    # Words ------------------------------------------------------------------------------------------------------

    def text(self, message: str, **values: object) -> str:
        """A text of the pages in this language, its ``{names}`` filled. English where no catalogue has it."""
        found = _catalogue(self.base).gettext(message)
        return found.format(**values) if values else found

    def plural(self, one: str, many: str, number: int, **values: object) -> str:
        """A text that depends on a number, which is its ``{n}``."""
        found = _catalogue(self.base).ngettext(one, many, number)
        return found.format(n=self.number(number), **values)

    def listed(self, items: list[str] | tuple[str, ...]) -> str:
        """ "a, b and c"."""
        from babel.lists import format_list

        return format_list(list(items), locale=self._cldr) if items else ""

    # Numbers and dates ------------------------------------------------------------------------------------------

    def number(self, value: float, places: int | None = None) -> str:
        """A number with its thousands grouped: whole, or with ``places`` decimals (as many as are there, at most two,
        where none is said)."""
        from babel.numbers import format_decimal

        if places is None:
            places = 0 if value == int(value) and abs(value) < _EXACT else 2
            pattern = "#,##0" if places == 0 else "#,##0.##"
        else:
            pattern = "#,##0" + ("." + "0" * places if places else "")
        text: str = format_decimal(value, format=pattern, locale=self._cldr)
        # The display face has no narrow space, and that of another face all but closes a large figure's gap.
        return text.replace("\N{NARROW NO-BREAK SPACE}", "\N{NO-BREAK SPACE}")

    def day(self, value: date) -> str:
        """ "30 June 2022"; in French the first is "1er juin 2022"."""
        text = self.styled(value, "d MMMM y")
        return text.replace(" ", "\N{NO-BREAK SPACE}", 1)

    def partial(self, value: PartialDate) -> str:
        """A day, a month or a year: "30 June 2022", "June 2022", "2022"."""
        if value.day:
            return self.day(value.first)
        if value.month:
            return self.styled(value.first, "LLLL y")
        return str(value.year)

    def period(self, value: Period) -> str:
        """A closed period, as short as it can be said: "2022", "March 2022", "January to June 2022"."""
        if value.start is None or value.end is None:
            return self.text("all time")
        start, end = value.start, value.end
        if value == Period.of_year(start.year):
            return str(start.year)
        whole = start.day == 1 and value.end == PartialDate(end.year, end.month).last
        if not whole:
            if start == end:
                return self.day(start)
            return self.text("{first_day} to {last_day}", first_day=self.day(start), last_day=self.day(end))
        first, last = PartialDate(start.year, start.month), PartialDate(end.year, end.month)
        if first == last:
            return self.partial(first)
        if (start.month, end.month) == (1, 12):
            return self.text("{first} to {last}", first=start.year, last=end.year)
        month = self.styled(start, "LLLL") if start.year == end.year else self.partial(first)
        return self.text("{first} to {last}", first=month, last=self.partial(last))

    def territory(self, number: str) -> str:
        """The name of a country by its number in ISO 3166 ("466" is Mali); empty where CLDR has none."""
        from babel import Locale as Cldr
        from babel.core import get_global

        codes = get_global("territory_aliases").get(number, ())
        return next((str(name) for code in codes if (name := Cldr.parse(self._cldr).territories.get(code))), "")

    def styled(self, value: date, pattern: str) -> str:
        """A day in a pattern of CLDR, for the axes of charts: "QQQ" is Q1, "MMM y" is Mar 2022."""
        from babel.dates import format_date

        text = str(format_date(value, pattern, locale=self._cldr))
        # CLDR's French dates lack the ordinal that the first of a month has.
        return f"1er{text[1:]}" if self.base == "fr" and text.startswith("1 ") and pattern.startswith("d ") else text


@cache
def _catalogue(base: str) -> gettext.NullTranslations:
    """The catalogue of a language; of one that has none, and of English, the texts as they stand."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    path = LOCALES / base / "onrecord.po"
    if not base.isalpha() or not path.is_file():
        return gettext.NullTranslations()
    with path.open("rb") as file:
        catalogue = read_po(file, locale=base)
    made = BytesIO()
    write_mo(made, catalogue)
    made.seek(0)
    return gettext.GNUTranslations(made)
