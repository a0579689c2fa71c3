"""What a correction changed, in the words of a page: computed differences are worded here, in each language.

Imports the model and ``onrecord.render.publish``.
"""

from __future__ import annotations

import re

from onrecord.model.edition import Correction
from onrecord.model.figure import Verdict
from onrecord.render.publish.locale import Locale
from onrecord.render.publish.shown import Sheet, in_unit, mark

_IN_LANGUAGE = re.compile(r"(\w+) \(([\w-]+)\)")
_STOPS = (".", "!", "?")
_NUMBER = re.compile(r"(-?\d[\d.]*(?:e[+-]?\d+)?)(?: (percent|times|count|year))?")


def correction_text(one: Correction, sheet: Sheet) -> str:
    """A correction in a sentence. Editions before onrecord kept what was changed have the English one only."""
    locale = sheet.locale
    if one.quiet:
        return locale.text("What was said here was changed. It is not quoted.")
    if not one.what:
        return one.text
    what = _what(one.what, locale)
    before, after = (_said(text, one.what, sheet) for text in (one.before, one.after))
    if not one.before:
        return _ended(locale.text("Added: {what}: “{text}”", what=what, text=after), after)
    if not one.after:
        return _ended(locale.text("Removed: {what}: “{text}”", what=what, text=before), before)
    told = locale.text("The {what} was “{before}”; it is “{after}”", what=what, before=before, after=after)
    return _ended(told[:1].upper() + told[1:], after)


def _ended(text: str, quoted: str) -> str:
    """A sentence that ends with a quotation, with one full stop."""
    return text if quoted.endswith(_STOPS) else f"{text}."


def _what(what: str, locale: Locale) -> str:
    """What was changed: a sentence or a claim in a language, or another part of the record."""
    found = _IN_LANGUAGE.fullmatch(what)
    if found is not None and found[1] == "sentence":
        return locale.text("sentence ({language})", language=found[2])
    if found is not None and found[1] == "claim":
        return locale.text("claim ({language})", language=found[2])
    known = {
        "rating": locale.text("rating"),
        "reading": locale.text("reading"),
        "verdict": locale.text("verdict"),
        "status": locale.text("status"),
        "figure": locale.text("figure"),
        "figures behind it": locale.text("figures behind it"),
        "sources": locale.text("sources"),
    }
    return known.get(what, what)


def _said(text: str, what: str, sheet: Sheet) -> str:
    """What stood there, in the page's words where it has them: verdicts, ratings, readings and figures."""
    locale = sheet.locale
    if not text:
        return ""
    if what in ("verdict", "status") and text in {each.value for each in Verdict}:
        return mark(Verdict(text), locale).word if locale.base != "en" else text
    if what == "rating":
        return sheet.theme.rating(text, locale.language)[1] if locale.base != "en" else text
    if what == "reading":
        return sheet.label(text)
    if what == "figure":
        return _number(text, locale)
    if what == "figures behind it":
        return "; ".join(_labelled(each, sheet) for each in text.split("; "))
    return text


def _labelled(text: str, sheet: Sheet) -> str:
    """A figure behind a statement: "deaths in Mali in 2021: 30.0"."""
    label, colon, value = text.rpartition(": ")
    if not colon:
        return text
    return sheet.locale.text("{what}: {text}", what=sheet.label(label), text=_number(value, sheet.locale))


def _number(text: str, locale: Locale) -> str:
    """A number as an edition keeps it, as it is written in the language."""
    found = _NUMBER.fullmatch(text)
    if found is None:
        return text
    return in_unit(float(found[1]), found[2] or "", locale)
