"""onrecord: claim-versus-record sheets that are built and tested like software.

>>> import onrecord
>>> report = onrecord.load("examples/mali-2022").check()
>>> report.exit_code
0
"""

from __future__ import annotations

from typing import TYPE_CHECKING

__version__ = "0.1.0"

if TYPE_CHECKING:
    from onrecord.api import CheckedReport, LoadedDossier, load

__all__ = ["CheckedReport", "LoadedDossier", "__version__", "load"]


def __getattr__(name: str) -> object:
    """Load the API when it is first used, so that importing the package stays quick."""
    if name in __all__:
        from onrecord import api

        return getattr(api, name)
    raise AttributeError(f"module 'onrecord' has no attribute {name!r}")
