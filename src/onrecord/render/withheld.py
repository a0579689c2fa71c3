"""What is said of a view: that it is not for publication, or how much it leaves out. Imports the model and siblings."""

from __future__ import annotations

from typing import Any

from onrecord.model.visibility import Visibility, Withheld
from onrecord.render.terminal import plural


def banner(show: Visibility) -> str:
    """The line that output above public begins with; empty for what may be published."""
    if show is Visibility.PUBLIC:
        return ""
    marked = "internal" if show is Visibility.INTERNAL else "internal or confidential"
    return f"NOT FOR PUBLICATION: this shows what is marked {marked}."


def withheld_text(withheld: Withheld, show: Visibility) -> str:
    """How much was left out, naming nothing; empty where nothing was."""
    if not withheld.any:
        return ""
    entries = f"{withheld.entries:,} entries or fields" if withheld.entries > 1 else "1 entry or field"
    parts = [plural(withheld.statements, "statement")] if withheld.statements else []
    parts += [entries] if withheld.entries else []
    parts += [plural(withheld.sources, "source")] if withheld.sources else []
    parts += [plural(withheld.datasets, "data file")] if withheld.datasets else []
    above = "not public" if show is Visibility.PUBLIC else "confidential"
    told = f"Left out, being {above}: {_joined(parts)}."
    if withheld.failing:
        fails = "statement fails" if withheld.failing == 1 else "statements fail"
        told += f" Of what is not shown {withheld.failing:,} {fails}."
    if withheld.findings:
        told += f" There {'is' if withheld.findings == 1 else 'are'} {plural(withheld.findings, 'finding')} on it."
    return f"{told} --show confidential shows it."


def _joined(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def withheld_json(withheld: Withheld, show: Visibility) -> dict[str, Any]:
    """The same for a program."""
    return {
        "show": show.value,
        "not_for_publication": show is not Visibility.PUBLIC,
        "withheld": {
            "statements": withheld.statements,
            "entries": withheld.entries,
            "sources": withheld.sources,
            "datasets": withheld.datasets,
            "failing": withheld.failing,
            "findings": withheld.findings,
        },
    }
