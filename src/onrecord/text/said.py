"""What the parsers of TOML and YAML say of a fault, in words of a person who writes such files, and what to write.

Each entry is a part of the parser's own words, what a reader is told, and the remedy; the first that fits counts.
Imports the standard library only.
"""

from __future__ import annotations

Said = tuple[str, str, str]

QUOTES = 'Put a text in double quotes, as in title = "The record"; write 12000 without a comma, dates as 2022-06-30.'

TOML: tuple[Said, ...] = (
    ("invalid value", "no value can be read here", QUOTES),
    ("expected newline or end", "something stands after the value", QUOTES),
    ("expected '=' after a key", "there is no = after the name of the field", 'Write name = value, as in title = "T".'),
    ("invalid statement", "a line cannot start with this", 'Write name = value, as in title = "T", or a [table].'),
    ("invalid initial character for a key", "the name of a field is missing", 'Write name = value, as in title = "T".'),
    ("unterminated string", "a quotation mark is not closed", 'Close the text with " (or """ if so opened).'),
    ("illegal character '\\n'", "a quotation mark is not closed on its line",
     'Close it; a text over several lines stands between """ and """.'),
    ("illegal character", "a control character stands in the file", "Remove it."),
    ("expected \"'\"", "a quotation mark is not closed", "Close the text with the mark that opens it."),
    ("unescaped '\\'", "a backslash in double quotes means something else",
     "Write / in paths, or two backslashes, or put the text in single quotes."),
    ("unclosed array", "a list is not closed", "Close it with ]."),
    ("unclosed inline table", "a table in braces is not closed", "Close it with }."),
    ("expected ']]'", "the name of the entry is not closed", "Write it between two brackets, as in [[places]]."),
    ("expected ']'", "the name of the table is not closed", "Write it between brackets, as in [datasets.ucdp]."),
    ("invalid date", "this is no day of the calendar", "Write dates as 2022-06-30."),
    ("overwrite", "this field has a value already", "Remove or rename one of the two."),
    ("twice", "this table stands in the file before", "Put the fields of the two into one."),
    ("mutate", "this field has a value already", "Remove or rename one of the two."),
)  # fmt: skip

YAML: tuple[Said, ...] = (
    ("mapping values are not allowed", "a second colon, or a line that is indented too far, cannot be read",
     "Put a text that holds a colon and a blank in quotes; fields of one table start in the same column."),
    ("alphabetic or numeric character", "a value cannot start with * or &",
     "Put a text that starts with such a mark in quotes."),
    ("did not find expected key", "this is no field: name, colon, blank, value, indented like the fields before it",
     "If the text holds a quotation mark of the kind that opens it, put it between the other kind."),
    ("could not find expected ':'", "this is no field: after the name come a colon and a blank",
     "Write name: value; a text over several lines is indented by two more blanks."),
    ("expected <document start>", "a line that starts with % has no place here", "Remove the line."),
    ("unexpected end of stream", "a quotation mark is not closed", "Close it with the mark that opens it."),
    ("expected ',' or ']'", "a list in brackets is not closed", "Close it with ], with commas between its entries."),
    ("expected ',' or '}'", "fields in braces are not closed", "Close them with }, with commas between them."),
    ("block sequence entries", "an entry of a list (-) cannot start here",
     "Write each entry on a line of its own, indented below the name of the list."),
    ("expected '-' indicator", "this line is no entry of the list above it",
     "Start it with -, below the - of the other entries, or indent it as the fields before the list are."),
    ("unknown escape character", "a backslash in double quotes means something else",
     "Put the text in single quotes, or write two backslashes."),
    ("expected comment or line break", "| and > at the start of a value open a text on the lines below",
     "Put the value in quotes."),
    ("expected node content", "a bracket, brace or comma cannot start a value", "Put the value in quotes."),
    ("tab character", "a tab indents this line", "Indent with blanks."),
)  # fmt: skip


def in_words(problem: str, known: tuple[Said, ...]) -> tuple[str, str]:
    """What to tell of a fault and what to do; the parser's own words, and no remedy, where it is not known."""
    folded = problem.casefold()
    for part, told, remedy in known:
        if part.casefold() in folded:
            return told, remedy
    return problem[:1].lower() + problem[1:], ""
