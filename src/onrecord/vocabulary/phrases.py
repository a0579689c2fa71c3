"""The phrases by which a sentence says how a pledge stands or where a force is, from ``words/standing.toml``.

Imports the standard library only.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

NOTHING = re.compile(r"(?!)")


@cache
def load_phrases(language: str) -> Mapping[str, re.Pattern[str]]:
    """What finds the phrases of each table of a language in a line of folded words; empty for one that is not known."""
    text = Path(__file__).with_name("words").joinpath("standing.toml").read_text(encoding="utf-8")
    tables: dict[str, dict[str, list[str]]] = tomllib.loads(text).get(language, {})
    # A phrase begins and ends with whole words; "left" is no part of "lefthand".
    made = {name: re.compile(rf"(?<!\S)(?:{'|'.join(table['phrases'])})(?!\S)") for name, table in tables.items()}
    return MappingProxyType(made)
