"""Actor groups, places and kinds of violence: entries with sources, and how to find them by name.

The entries are TOML files beside this module, for people who know the field to read and correct. ``load_builtin``
reads them; ``extend`` joins a dossier's own. Imports ``model`` and the standard library, and rapidfuzz where a
suggestion is asked for.
"""

from onrecord.vocabulary.additions import Problem
from onrecord.vocabulary.extending import check, extend
from onrecord.vocabulary.folding import fold
from onrecord.vocabulary.loading import load_builtin
from onrecord.vocabulary.lookup import WORLD, Sort, Vocabulary, is_country
from onrecord.vocabulary.patterns import fits

__all__ = ["WORLD", "Problem", "Sort", "Vocabulary", "check", "extend", "fits", "fold", "is_country", "load_builtin"]
