"""Rewrite ``expected.txt`` of every sample: ``uv run python tests/codes/regenerate.py``. Look at the diff."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

sys.path.append(str(Path(__file__).parents[2]))  # make.py of a sample may use tests.support

from samples import EXPECTED, FOLDER, findings_of, lay_out, missing_program, output, sample_codes


def main() -> None:
    """Rewrite all golden outputs."""
    for code in sys.argv[1:] or sample_codes():
        if missing := missing_program(code):
            print(f"{code}: left as it is, {missing} is not installed")
            continue
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            lay_out(code, root)
            text = output(findings_of(code, root))
        (FOLDER / code / EXPECTED).write_text(text, encoding="utf-8")
        if f" {code} " not in text:
            print(f"{code}: its sample does not show it")


if __name__ == "__main__":
    main()
