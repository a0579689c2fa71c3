"""Hostile texts for everything that is published, and editions in which every text is one."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any

from onrecord.model.finding import Span

_KEPT = """id language languages digest tool address kind unit dataset file sql table layout csl type source key sha256
classes statement capture line_digest file_digest snapshot scale quantity path severity visibility excerpt_visibility
separator previous claimant_type"""
KEPT = frozenset(_KEPT.split())
"""What is no text for readers: names that other values refer to, and codes."""

MARK = "Zq7"
ATTACKS = {
    "script": f"<script>window.ran=1</script>{MARK}",
    "end of a script": f"</script><script>window.ran=1</script>{MARK}",
    "attribute": f"\"' onmouseover=window.ran=1 x='{MARK}",
    "image": f"<img src=x onerror=window.ran=1>{MARK}",
    "link": f"javascript:window.ran=1//{MARK}",
    "template": f"{{{{ 7*191 }}}}{{% raw %}}{MARK}",
    "direction": f"\u202eright to left\u2066{MARK}",
    "control": f"a\x00\x07\ud800\ufffe{MARK}",
    "comment": f"<!--{MARK}",
    "cdata": f"]]>&amp;&#60;script&#62;{MARK}",
    "long": "W" * 10_000 + MARK,
    "emoji": f"👩🏾‍⚖️🇲🇱{MARK}",
    "style": f"</style><style>*{{display:none}}</style>{MARK}",
    "markdown": f"[a](javascript:window.ran=1) ![b](https://evil.example/x.png) <b>{MARK}</b>",
}


def attacked(value: Any, attack: str, name: str = "") -> Any:
    """A value with every text that readers see replaced."""
    if isinstance(value, str):
        return attack if value and name not in KEPT and not isinstance(value, Enum) else value
    if isinstance(value, tuple):
        return tuple(attacked(each, attack, name) for each in value)
    if is_dataclass(value) and not isinstance(value, Span | Enum):
        changed = {
            each.name: attacked(getattr(value, each.name), attack, each.name)
            for each in fields(value)
            if each.init and not each.name.startswith("_")
        }
        return replace(value, **changed)
    return value
