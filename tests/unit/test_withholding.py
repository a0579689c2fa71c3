"""A view is checked beside the whole: the exit code, verdicts that do not hold for both, findings, what is left out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.support.commands import run
from tests.support.git import commit, needs_git

from onrecord.model.figure import Verdict
from onrecord.model.visibility import Visibility, Withheld
from onrecord.pipeline import check
from onrecord.render.withheld import banner, withheld_text
from onrecord.withholding import PARTLY

HEAD = "---\nclaim: They are safer.\nclaimant: The army\n---\n\n"
SOURCES = """[
  {"id": "open", "type": "report", "title": "Open", "publisher": "A house", "issued": {"raw": "2022-04-01"}},
  {"id": "inner", "type": "report", "title": "Inner", "custom": {"onrecord": {"visibility": "internal"}}},
  {"id": "closed", "type": "report", "title": "Closed", "custom": {"onrecord": {"visibility": "confidential"}}}
]
"""
COUNTED = """\
- At least 300 people were killed in Moura, by the count of a house. [@open] {{#moura{}}}
  ~~~ incident
  what: a raid
  where: Moura
  on: 2022-03-27
  counts:
    - {{at_least: {}, counted: people killed, by: A house, source: open{}}}
  ~~~
"""


def write(root: Path, body: str) -> Path:
    (root / "claims").mkdir(exist_ok=True)
    (root / "dossier.toml").write_text('title = "T"\nas_of = 2022-08-30\n')
    (root / "sources.json").write_text(SOURCES)
    (root / "claims" / "a.md").write_text(HEAD + body)
    return root


def codes(root: Path, show: Visibility = Visibility.PUBLIC) -> list[str]:
    return [each.code for each in check(root, show=show).findings]


def test_a_verdict_that_only_holds_without_what_is_hidden_is_not_told(tmp_path: Path) -> None:
    root = write(tmp_path, COUNTED.format("", 300, ", visibility: confidential"))
    whole = check(root, show=Visibility.CONFIDENTIAL)
    assert whole.outcomes[0].verdict is Verdict.SUPPORTED
    shown = check(root)
    assert (shown.outcomes[0].verdict, shown.outcomes[0].why) == (Verdict.UNVERIFIABLE, PARTLY)
    # Nothing is found of the statement that the whole dossier does not bear out.
    assert [each for each in shown.findings if each.statement == "moura"] == []
    assert shown.exit_code == whole.exit_code == 0
    assert "unverifiable" in run("explain", "moura", root).stdout


def test_a_verdict_that_holds_for_both_is_told(tmp_path: Path) -> None:
    root = write(tmp_path, COUNTED.format("", 300, ", interest: none, confidential: interest"))
    assert check(root).outcomes[0].verdict is Verdict.SUPPORTED
    assert "interest" not in run("explain", "moura", root).stdout


def test_a_hidden_statement_that_fails_fails_the_dossier(tmp_path: Path) -> None:
    root = write(tmp_path, "- Soldiers were seen. [@open]\n" + COUNTED.format(" .confidential", 40, ""))
    shown = check(root)
    assert [each.statement for each in shown.outcomes] == ["a-1"]
    assert (shown.exit_code, shown.withheld.failing) == (1, 1)
    done = run("check", root)
    assert done.exit_code == 1
    assert "Of what is not shown 1 statement fails." in done.stdout
    assert "moura" not in done.stdout
    told = json.loads(run("check", root, "--format", "json").stdout)
    assert (told["show"], told["not_for_publication"], told["withheld"]["failing"]) == ("public", False, 1)
    assert run("check", root, "--format", "github").stdout.splitlines()[-1].startswith("::notice::Left out")
    inner = run("check", root, "--show", "confidential")
    assert inner.exit_code == 1
    assert "moura" in inner.stdout


def test_no_reply_is_not_said_to_be_missing_where_it_is_hidden(tmp_path: Path) -> None:
    reply = (
        "- The army said no. [@open] {.internal}\n  ~~~ reply\n  by: The army\n  text: No.\n  on: 2022-04-02\n  ~~~\n"
    )
    root = write(tmp_path, "- Soldiers were seen. [@open]\n" + reply)
    assert "OR442" not in codes(root, Visibility.CONFIDENTIAL)
    assert "OR442" not in codes(root)


@pytest.mark.parametrize(
    ("cited", "found", "short"),
    [
        ("@inner", True, True),
        ("@closed", True, False),
        ("@inner; @closed", True, False),
        ("@inner; @open", False, False),
    ],
)
def test_what_rests_on_hidden_sources_only(tmp_path: Path, cited: str, found: bool, short: bool) -> None:
    root = write(tmp_path, f"- Soldiers were seen. [{cited}]\n")
    for show in Visibility:
        assert ("OR460" in codes(root, show)) is found
    told = json.loads(run("check", root, "--standards", "--format", "json").stdout)
    marks = {one["requirement"]: one["mark"] for group in told["groups"] for one in group["requirements"]}
    wanted = "Readers can replicate each statement, except where that endangers someone."
    assert (marks[wanted] == "falls short") is short


def test_words_that_were_pasted_are_told_without_the_line(tmp_path: Path) -> None:
    body = "- The trader of Moura left. [@open] {#b}\n- The trader of Moura left. [@closed] {.confidential}\n"
    root = write(tmp_path, body)
    (found,) = [each for each in check(root).findings if each.code == "OR461"]
    assert (found.statement, found.excerpt, found.message) == (
        "b",
        "",
        "words stand here that are confidential elsewhere",
    )
    (whole,) = [each for each in check(root, show=Visibility.CONFIDENTIAL).findings if each.code == "OR461"]
    assert whole.excerpt


def test_the_audit_counts_what_falls_short_where_nobody_looks(tmp_path: Path) -> None:
    hidden = "- Soldiers were seen. [@closed] {.confidential}\n"
    root = write(tmp_path, "- Soldiers were seen. [@open]\n" + hidden)
    told = run("check", root, "--standards", "--all").stdout
    assert "2 of 2 statements:" in told
    assert "1 in what is not shown" in told
    assert "a-2" not in told
    assert "a-2" in run("check", root, "--standards", "--all", "--show", "confidential").stdout


PLEDGE = """\
- They will leave. [@open] {{#leave{}}}
  ~~~ pledge
  what: {}
  by: The army
  made: 2022-01-01
  due: 2022-06-01
  ~~~
"""


@needs_git
def test_the_history_of_a_pledge_tells_nothing_that_is_hidden_now_or_was(tmp_path: Path) -> None:
    root = write(tmp_path, PLEDGE.format("", "the words of the first version"))
    commit(root, "2022-01-02")
    write(root, PLEDGE.format("", "other words") + "- B. [@open] {.confidential}\n")
    assert "the words of" not in run("check", root, "--all").stdout + run("explain", "leave", root).stdout
    assert run("check", root).exit_code == 2  # the baseline was changed, and that counts
    assert "the words of" in run("check", root, "--show", "confidential").stdout
    write(root, PLEDGE.format(" .internal", "words of an internal version"))
    commit(root, "2022-01-03")
    write(root, PLEDGE.format("", "words of a last version"))
    assert "internal version" not in run("check", root, "--all").stdout
    assert "internal version" in run("check", root, "--all", "--show", "internal").stdout


@pytest.mark.parametrize(
    ("left_out", "told"),
    [
        (Withheld(), ""),
        (Withheld(statements=2, entries=1), "Left out, being not public: 2 statements and 1 entry or field."),
        (
            Withheld(1, 2, 3, 4, failing=2, findings=1),
            "Left out, being not public: 1 statement, 2 entries or fields, 3 sources and 4 data files. "
            "Of what is not shown 2 statements fail. There is 1 finding on it.",
        ),
    ],
)
def test_how_much_is_left_out(left_out: Withheld, told: str) -> None:
    assert withheld_text(left_out, Visibility.PUBLIC) == (f"{told} --show confidential shows it." if told else "")
    assert banner(Visibility.PUBLIC) == ""
