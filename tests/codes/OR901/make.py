"""No dossier makes onrecord fail on purpose, so this sample breaks the check itself while it runs."""

from contextlib import contextmanager
from unittest.mock import patch


@contextmanager
def during():
    """Make every judgement stop on a fault."""
    with patch("onrecord.pipeline.judge", side_effect=ZeroDivisionError("division by zero")):
        yield
