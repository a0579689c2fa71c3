"""Golden files: what a command printed when a person last looked at it.

``ONRECORD_GOLDEN=write uv run pytest tests/unit/cli`` writes them again; look at the difference before committing it.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from onrecord import __version__

GOLDEN = Path(__file__).resolve().parents[1] / "golden"


def held_against(name: str, text: str) -> None:
    """Hold a text against the golden file ``name``, or write it there. The version of onrecord is left out."""
    text = text.replace(f'"onrecord": "{__version__}"', '"onrecord": "VERSION"')
    path = GOLDEN / name
    if os.environ.get("ONRECORD_GOLDEN") == "write":
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
        return
    if not path.exists():
        pytest.fail(f"there is no golden file {name}; ONRECORD_GOLDEN=write makes it")
    assert text == path.read_bytes().decode(), f"{name} differs; ONRECORD_GOLDEN=write makes it anew"
