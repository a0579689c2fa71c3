"""The finding codes of translations; ``onrecord.model.codes`` has the whole list."""

from __future__ import annotations

from onrecord.model.finding import Severity

E, W, N = Severity.ERROR, Severity.WARNING, Severity.NOTE

TRANSLATIONS: tuple[tuple[str, Severity, str, str, str], ...] = (
    ("OR463", E, "number not that of the original",
     "A number or date is in a translation and not in what it translates, or the other way round; or it is hedged in "
     "one of the two only.",
     "Correct the translation. Each number of the original is in it, with the same hedge (\"more than\", \"about\")."),
    ("OR464", E, "translation reads differently",
     "The sentence of a translation can be read whole, and says another thing of the data than its original.",
     "Word the translation so that it says what the original says."),
    ("OR465", W, "not translated",
     "A claim or a statement is missing in a language that the dossier is translated into: there it is shown in the "
     "first language.",
     "Translate it, or take the language out of `languages`."),
    ("OR466", E, "translation of nothing",
     "A claim or a statement of a translation has an identifier that nothing has in the first language. It is not "
     "published.",
     "Give it the identifier of what it translates, or write the original."),
    ("OR467", E, "translation with facts of its own",
     "A translation gives a citation, a date, a number or another value of a block that is not the original's. What is "
     "published is the original's.",
     "Leave it out of the translation, which needs words only; or correct the original."),
    ("OR468", W, "older than the original",
     "A sentence was changed after it was translated, by the history of git.",
     "Translate it again. If the translation is still right, say in the front matter when all of it was held against "
     "the original: `checked: 2022-08-30`."),
    ("OR469", N, "texts not translated",
     "Notes or texts of blocks are not translated: they are shown in the first language.",
     "Repeat the block in the translation with the texts alone, or leave them."),
)  # fmt: skip
"""Code, severity, title, meaning and remedy of each."""
