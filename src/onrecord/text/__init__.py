"""Files of a dossier to values and back; diagnostics with positions.

The package may import ``onrecord.model`` and ``onrecord.vocabulary``, the standard library and the text libraries
(PyYAML, markdown-it-py, rapidfuzz and bibtexparser; the last two only where they are used). Entry points:

- ``load_dossier(root)``: every file of a dossier to a ``Dossier`` and findings; it never raises on any file.
- ``format_dossier(root)`` and ``print_dossier(root)``: the canonical text of the files ``onrecord fmt`` writes.
- ``new_dossier(root, title, as_of)``: a small dossier to start from.
- ``render(finding)``: a finding as plain text, with the line and the place underlined.
- ``atomic_write(path, text)``: a file replaced whole or not at all.
"""

from onrecord.durable import atomic_write
from onrecord.text.diagnostics import render
from onrecord.text.formatting import Formatted, format_dossier, print_dossier
from onrecord.text.load import load_dossier
from onrecord.text.starter import new_dossier

__all__ = [
    "Formatted",
    "atomic_write",
    "format_dossier",
    "load_dossier",
    "new_dossier",
    "print_dossier",
    "render",
]
