"""What was meant as a block or an identifier and is read as text: each has a warning that says what to write."""

from __future__ import annotations

import pytest
from tests.unit.text.conftest import HEAD, Load

READING = "deaths in Mali in 2021 are 270"


@pytest.mark.parametrize("blank", ["", "\n"])
@pytest.mark.parametrize("marks", ["~~~ reads", "``` pledge", "~~~~reads"])
def test_a_block_indented_too_far(load: Load, blank: str, marks: str) -> None:
    claim = f"{HEAD}- A [@ged; @hrw-moura].\n{blank}      {marks}\n      {READING}\n      ~~~\n"
    _, faults, findings = load(claim=claim)
    line = 6 + len(blank)
    assert f'{line}:7 OR114 "{marks}" is indented too far to open a block: it is read as text or code' in faults
    (found,) = (one for one in findings if one.code == "OR114")
    assert "by 2 blanks" in found.remedy


@pytest.mark.parametrize(
    "text",
    [
        f"  ~~~ reads\n  {READING}\n  ~~~\n",
        f"  ```text\n      ~~~ reads\n  {READING}\n  ```\n",
        f"\n  <!--\n      ~~~ reads\n  {READING}\n  -->\n",
    ],
)
def test_a_block_a_quoted_one_and_a_commented_one_are_not_indented_too_far(load: Load, text: str) -> None:
    _, faults, _ = load(claim=f"{HEAD}- A [@ged; @hrw-moura].\n{text}")
    assert not [fault for fault in faults if "OR114" in fault]


@pytest.mark.parametrize(
    ("fence", "says"),
    [
        ("```", "a reading"), ("~~~", "a reading"), ("```Reads", "a reading"), ("```reading", "a reading"),
        ("```Pledge", "a pledge block"),
    ],
)  # fmt: skip
def test_a_code_block_that_looks_like_a_block(load: Load, fence: str, says: str) -> None:
    _, faults, _ = load(claim=f"{HEAD}- A [@ged; @hrw-moura].\n  {fence}\n  {READING}\n  {fence[:3]}\n")
    assert f"6:3 OR115 this code block looks like {says}, and is not read" in faults


@pytest.mark.parametrize(
    ("fence", "code"),
    [("```text", READING), ("```", "SELECT deaths FROM events"), ("```", "x = 270"), ("```sql", READING)],
)
def test_other_code_is_left_alone(load: Load, fence: str, code: str) -> None:
    _, faults, _ = load(claim=f"{HEAD}- A [@ged; @hrw-moura].\n  {fence}\n  {code}\n  ```\n")
    assert faults == []


@pytest.mark.parametrize("written", ["(#five)", "[#five]"])
def test_an_identifier_in_other_brackets(load: Load, written: str) -> None:
    dossier, faults, findings = load(claim=f"{HEAD}- A [@ged; @hrw-moura]. {written}\n")
    assert faults == [f'5:25 OR116 "{written}" is read as text, not as an identifier']
    assert findings[0].remedy == "Write {#five} if it is to be one."
    assert not dossier.statements[0].id_written


@pytest.mark.parametrize("text", ["[see](#five)", "(#5)", "A (#five) in it", "(#five) {#six}", "\\[#five]"])
def test_what_is_no_identifier_is_left_alone(load: Load, text: str) -> None:
    _, faults, _ = load(claim=f"{HEAD}- A [@ged; @hrw-moura]. {text}\n")
    assert not [fault for fault in faults if "OR116" in fault]
