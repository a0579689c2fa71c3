"""Makes ``tests`` a place to import helpers from, as in ``from tests.support.acled import``; hides our own history."""

import sys
from pathlib import Path

import pytest

ROOT = str(Path(__file__).resolve().parents[1])
if ROOT not in sys.path:
    sys.path.insert(0, ROOT)


@pytest.fixture(autouse=True)
def nothing_is_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    """No run is shown the report of an earlier one, and none is left in the user's own cache."""
    monkeypatch.setenv("ONRECORD_CACHE", "off")


@pytest.fixture(autouse=True)
def nobodys_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lines are as wide as where no terminal is; xdist's workers, for one, have a narrower one."""
    monkeypatch.delenv("COLUMNS", raising=False)


@pytest.fixture(autouse=True)
def own_history_is_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    """The dossiers kept in this repository have no history in tests: golden files are not to tell of its commits."""
    from onrecord import claim_history

    asked = claim_history.in_repository
    monkeypatch.setattr(
        claim_history, "in_repository", lambda root: not root.resolve().is_relative_to(ROOT) and asked(root)
    )


def pytest_make_parametrize_id(val: object) -> str | None:
    """Packed bytes hold the time at which they were made, and every worker is to know a test by the same name."""
    return f"{len(val)} bytes" if isinstance(val, bytes) else None
