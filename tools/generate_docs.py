"""Write docs/findings.md from the table of codes; with ``--check``, say whether it is up to date."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from onrecord.model.codes import CODES
from onrecord.model.finding import Severity

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "findings.md"

HEAD = """# Findings

Every message of onrecord has a code. This page is generated from the code (`uv run python tools/generate_docs.py`);
each code has a sample dossier under `tests/codes`, whose real output is shown.

| severity | what it means | exit code of `check` |
|---|---|---|
| error | a file has a fault | 2 |
| failure | a statement does not hold | 1 |
| warning | worth a look | 0 |
| note | for information | 0 |

The exceptions: a check that could not run (OR901) also ends with exit code 2.
"""

SECTIONS = (
    ("OR00", "Files"),
    ("OR01", "Syntax and fields"),
    ("OR1", "The dossier"),
    ("OR2", "Statistics"),
    ("OR3", "Data"),
    ("OR4", "Documentary statements and sources"),
    ("OR5", "Captures and quotations"),
    ("OR9", "Faults of onrecord itself"),
)


def page() -> str:
    """The whole page."""
    lines = [HEAD]
    for prefix, title in SECTIONS:
        lines.append(f"## {title}\n")
        for code in (code for name, code in CODES.items() if name.startswith(prefix)):
            severity = {Severity.FAILURE: "failure"}.get(code.severity, str(code.severity))
            lines.append(f"### {code.code}: {code.title}\n")
            lines.append(f"*{severity}.* {code.meaning}\n\nWhat to do: {code.remedy}\n")
            sample = ROOT / "tests" / "codes" / code.code / "expected.txt"
            if sample.exists():
                shown = [block for block in sample.read_text("utf-8").split("\n\n") if f" {code.code} " in block]
                if shown:
                    lines.append(f"```text\n{shown[0].rstrip()}\n```\n")
    return "\n".join(lines)


def main() -> int:
    """Write the page, or compare it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if the page is out of date")
    options = parser.parse_args()
    text = page()
    if options.check:
        if not PAGE.exists() or PAGE.read_text("utf-8") != text:
            print(f"{PAGE.relative_to(ROOT)} is out of date: run `uv run python tools/generate_docs.py`")
            return 1
        return 0
    PAGE.write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
