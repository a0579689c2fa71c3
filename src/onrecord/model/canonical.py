"""Values as canonical JSON, and the hash of bytes: what logs, cards and editions are made of.

Keys sorted, no blanks, UTF-8, no number that JSON has no form for: one way to write a value. With whole numbers and
text only, which is all that is written here, the form is RFC 8785's for keys inside the Basic Multilingual Plane.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

NOTHING_BEFORE = "sha256:" + "0" * 64
"""What the first line of a log gives as the hash of the line before it."""


def canonical(values: Mapping[str, Any]) -> bytes:
    """One JSON object as bytes, always the same for the same values. Raises ``ValueError`` for NaN and infinity."""
    text = json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return text.encode("utf-8", "backslashreplace")


def digest_of(data: bytes) -> str:
    """The hash of bytes, "sha256:" and hexadecimal digits."""
    return f"sha256:{hashlib.sha256(data).hexdigest()}"
