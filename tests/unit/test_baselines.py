"""What was promised can't be edited away: the history of claim files, and what is found by it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.support.git import commit, git, needs_git

from onrecord import baselines, claim_history
from onrecord.baselines import pledge_history
from onrecord.model.finding import Finding
from onrecord.pipeline import check

HEAD = "---\nclaim: C\nclaimant: D\nconsidered: Nothing found.\none_origin: One office.\n---\n\n"
REPLY = "- They answered. [@s]\n  ~~~ reply\n  by: D\n  text: Yes.\n  ~~~\n"
PLEDGE = """- They promised to hand over. [@s] {#handover}
  ~~~ pledge
  what: Hand over
  by: The junta
  made: 2020-09-15
  within: 18 months
  baseline: No date was set before.
  extensions:
    - {on: 2022-06-06, due: 2024-03-26, source: s}
  ~~~
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "claims").mkdir()
    (tmp_path / "dossier.toml").write_text('title = "T"\nas_of = 2022-06-30\n')
    (tmp_path / "sources.json").write_text('[{"id": "s", "type": "report"}]')
    return tmp_path


def write(root: Path, text: str, name: str = "a.md") -> None:
    (root / "claims" / name).write_text(HEAD + text + "\n" + REPLY, encoding="utf-8")


def changed(root: Path) -> list[Finding]:
    return [found for found in check(root).findings if found.code in ("OR425", "OR426")]


@needs_git
@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ("what: Hand over", "what: Think of it", '"what" of the pledge was "Hand over" and reads "Think of it" now'),
        ("made: 2020-09-15", "made: 2021-09-15", '"made" of the pledge was "2020-09-15" and reads "2021-09-15" now'),
        ("within: 18 months", "within: 36 months", '"due" of the pledge was "2022-03-15" and reads "2023-09-15" now'),
        ("within: 18 months", "due: 2024", '"due" of the pledge was "2022-03-15" and reads "2024" now'),
        ("  within: 18 months\n", "", '"due" of the pledge was "2022-03-15" and is gone'),
        (
            "No date was set before.",
            "None.",
            '"baseline" of the pledge was "No date was set before." and reads "None." now',
        ),
        (
            "by: The junta",
            "by: The United Nations",
            '"by" of the pledge was "The junta" and reads "The United Nations" now',
        ),
        ("2024-03-26", "2026-03-26", "the extension 2022-06-06 put it off to 2024-03-26 and now reads 2026-03-26"),
        (
            "  extensions:\n    - {on: 2022-06-06, due: 2024-03-26, source: s}\n",
            "",
            "the extension 2022-06-06 to 2024-03-26 is gone",
        ),
    ],
)
def test_an_edited_baseline_is_found(root: Path, before: str, after: str, message: str) -> None:
    write(root, PLEDGE)
    hash_ = commit(root, "2022-03-01")
    write(root, PLEDGE.replace(before, after))
    for _ in range(2):  # committed or not, it is found
        found = next(each for each in changed(root) if each.message == message)
        assert (found.code, found.why) == ("OR425", (f"first so in commit {hash_[:10]} of 2022-03-01",))
        assert found.statement == "handover"
        commit(root, "2022-07-01")


@needs_git
@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("within: 18 months", "due: 2022-03-15"),
        ("what: Hand over", "what: >-\n    Hand\n    over"),
        ("by: The junta", "by: The military junta"),
        ("  extensions:\n", "  extensions:\n    - {on: 2022-01-06, due: 2023-03-26, source: s}\n"),
        ("  baseline:", "  official: in force\n  done: 2022-03-01\n  baseline:"),
        ("", ""),
    ],
)
def test_what_may_change_may_change(root: Path, before: str, after: str) -> None:
    write(root, PLEDGE)
    commit(root, "2022-03-01")
    write(root, PLEDGE.replace(before, after, 1) if before else PLEDGE)
    assert changed(root) == []


@needs_git
def test_a_field_may_be_added_and_then_stays(root: Path) -> None:
    write(root, PLEDGE.replace("  baseline: No date was set before.\n", ""))
    commit(root, "2022-03-01")
    write(root, PLEDGE)
    assert changed(root) == []
    commit(root, "2022-03-02")
    write(root, PLEDGE.replace("No date", "A date"))
    assert len(changed(root)) == 1


@needs_git
def test_a_correction_is_owned_up_to(root: Path) -> None:
    write(root, PLEDGE.replace("2020-09-15", "2020-09-51").replace("within: 18 months", "due: 2022-05-15"))
    commit(root, "2022-03-01")
    own = "  corrected:\n    - {on: 2022-03-02, field: due, was: 2022-05-15, because: Typed wrong.}\n  ~~~\n"
    write(root, PLEDGE.replace("  ~~~\n", own))
    found = {each.code: each for each in changed(root)}
    assert found["OR426"].message.startswith('"due" was corrected on 2022-03-02: it was "2022-05-15" in commit ')
    assert found["OR426"].why == ("because: Typed wrong.",)


@needs_git
def test_a_correction_owns_up_to_what_it_names_only(root: Path) -> None:
    write(root, PLEDGE)
    commit(root, "2022-03-01")
    own = "  corrected:\n    - {on: 2022-03-02, field: what, was: Hand it over, because: Typed wrong.}\n  ~~~\n"
    write(root, PLEDGE.replace("what: Hand over", "what: Think").replace("  ~~~\n", own))
    assert [found.code for found in changed(root)] == ["OR425"]


@needs_git
def test_a_pledge_that_is_taken_out_or_renamed_is_found(root: Path) -> None:
    write(root, PLEDGE)
    commit(root, "2022-03-01")
    write(root, "- They promised to hand over. [@s] {#handover}\n")
    assert [found.message for found in changed(root)] == ['the pledge "Hand over" is gone from this statement']
    renamed = PLEDGE.replace("{#handover}", "{#power}").replace("18 months", "36 months")
    write(root, renamed)
    assert [found.statement for found in changed(root)] == ["power"]
    (root / "claims/a.md").unlink()
    write(root, renamed, "b.md")
    assert [found.span.file for found in changed(root)] == ["claims/b.md"]


@needs_git
def test_a_statement_known_by_its_place_only_is_followed(root: Path) -> None:
    write(root, PLEDGE.replace(" {#handover}", ""))
    commit(root, "2022-03-01")
    write(root, "- Another. [@s]\n" + PLEDGE.replace(" {#handover}", "").replace("18 months", "36 months"))
    assert [found.statement for found in changed(root)] == ["a-2"]


@needs_git
def test_a_translation_is_held_against_its_original_and_not_against_its_history(root: Path) -> None:
    toml = root / "dossier.toml"
    toml.write_text(toml.read_text() + 'languages = ["en", "fr"]\n')
    (root / "claims/fr").mkdir()
    write(root, PLEDGE)
    write(root, PLEDGE.replace("Hand over", "Rendre le pouvoir"), "fr/a.md")
    commit(root, "2022-03-01")
    assert changed(root) == []
    assert "OR427" not in {found.code for found in check(root).findings}
    write(root, PLEDGE.replace("Hand over", "Céder le pouvoir"), "fr/a.md")
    assert changed(root) == []
    write(root, PLEDGE.replace("Hand over", "Give up power"))
    assert [found.span.file for found in changed(root)] == ["claims/a.md"]


@needs_git
def test_a_dossier_inside_a_larger_repository(root: Path) -> None:
    inner = root / "deep er/dossier"
    inner.mkdir(parents=True)
    for name in ("dossier.toml", "sources.json"):
        (inner / name).write_bytes((root / name).read_bytes())
    (inner / "claims").mkdir()
    write(inner, PLEDGE, "élections.md")
    commit(root, "2022-03-01")
    write(inner, PLEDGE.replace("18 months", "36 months"), "élections.md")
    assert len(changed(inner)) == 1


@needs_git
def test_versions_are_told_from_the_oldest(root: Path) -> None:
    write(root, PLEDGE)
    first = commit(root, "2022-03-01")
    write(root, PLEDGE.replace("18", "19"))
    commit(root, "2022-03-02")
    (root / "claims/a.md").write_bytes(b"\xff pledge")
    commit(root, "2022-03-03")
    history = pledge_history(root)
    assert [(each.label, each.on) for each in history.versions][:1] == [(f"commit {first[:10]}", date(2022, 3, 1))]
    assert (len(history.versions), history.note) == (2, "")


@needs_git
def test_nothing_of_the_repository_is_run(root: Path, tmp_path: Path) -> None:
    write(root, PLEDGE)
    commit(root, "2022-03-01")
    trap = tmp_path / "trap.sh"
    trap.write_text(f"#!/bin/sh\ntouch {tmp_path}/sprung\ncat\n")
    trap.chmod(0o755)
    for name in ("core.pager", "core.fsmonitor", "diff.external", "diff.x.textconv", "filter.x.smudge", "gpg.program",
                 "core.sshCommand", "core.editor", "pager.log", "diff.x.command"):  # fmt: skip
        git(root, "config", name, str(trap))
    git(root, "config", "log.showSignature", "true")
    (root / ".gitattributes").write_text("*.md diff=x filter=x\n")
    for hook in (root / ".git/hooks").iterdir():
        hook.unlink()
    assert len(pledge_history(root).versions) == 1
    assert not (tmp_path / "sprung").exists()


def told(root: Path) -> str:
    (outcome,) = (each for each in check(root).outcomes if each.kind == "pledge")
    assert not any("baseline" in note for note in outcome.notes)
    return outcome.history


@needs_git
def test_without_a_history_a_note_says_so(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(root, PLEDGE)
    assert told(root) == "not held against any history: the dossier is in no git repository"
    git(root, "init", "-q")
    assert told(root) == "not held against any history: nothing has been committed yet"
    commit(root, "2022-03-01")
    assert told(root).startswith("held against its earlier versions, the first in commit ")
    monkeypatch.setenv("PATH", "")
    assert told(root) == "not held against any history: git is not installed"


@needs_git
def test_a_shallow_copy_is_told(root: Path, tmp_path: Path) -> None:
    write(root, PLEDGE)
    commit(root, "2022-03-01")
    commit(root, "2022-03-02")
    copy = tmp_path / "copy"
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{root}", str(copy))
    note = "held against a part of the history only: the git repository is a shallow copy"
    assert told(copy).startswith(f"{note}; held against its earlier versions, the first in commit ")


@needs_git
def test_a_damaged_repository_is_a_note(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(root, PLEDGE)
    (root / ".git").mkdir()
    assert told(root).startswith("not held against any history: ")
    monkeypatch.setattr(claim_history, "TIME", 0.0)
    assert told(root) == "not held against any history: git took longer than 0 seconds"


@needs_git
def test_of_a_long_history_the_oldest_versions_are_read(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(4):
        write(root, PLEDGE.replace("18 months", f"{18 + number} months"))
        commit(root, f"2022-03-0{number + 1}")
    monkeypatch.setattr(baselines, "MOST", 2)
    history = pledge_history(root)
    assert [each.on.day for each in history.versions] == [1, 2]
    assert history.note == "held against the first 2 of 4 versions of claim files"


@needs_git
def test_a_new_id_does_not_hide_a_new_deadline_once_both_are_committed(root: Path) -> None:
    write(root, PLEDGE)
    commit(root, "2022-03-01")
    write(root, PLEDGE.replace("{#handover}", "{#power}").replace("18 months", "36 months"))
    for day in ("2022-03-02", "2022-03-03"):
        assert [(found.code, found.statement) for found in changed(root)] == [("OR425", "power")]
        commit(root, day)
        write(root, "- Another. [@s]\n" + PLEDGE.replace("{#handover}", "{#power}").replace("18 months", "36 months"))


@needs_git
def test_a_pledge_with_another_id_and_other_words_is_followed_by_its_likeness(root: Path) -> None:
    write(root, PLEDGE.replace("what: Hand over", "what: Hand over power to elected authorities"))
    commit(root, "2022-03-01")
    other = PLEDGE.replace("what: Hand over", "what: Hand over the power to elected civilian authorities")
    write(root, other.replace("{#handover}", "{#power}").replace("made: 2020-09-15", "made: 2020-10-15"))
    commit(root, "2022-03-02")
    assert {found.message.split('"')[1] for found in changed(root)} == {"what", "made", "due"}


@needs_git
def test_a_pledge_that_is_in_no_statement_any_more_is_told(root: Path) -> None:
    write(root, PLEDGE)
    hash_ = commit(root, "2022-03-01")
    write(root, "- Nothing. [@s] {#other}\n")
    for _ in range(2):
        (found,) = (each for each in check(root).findings if each.code == "OR427")
        assert found.message == (
            'the pledge "Hand over" of The junta, made on 2020-09-15, due 2022-03-15, is no longer in the record'
        )
        assert found.why == (f"it stood in commit {hash_[:10]} of 2022-03-01, in claims/a.md",)
        commit(root, "2022-03-02")


@needs_git
def test_another_pledge_that_stood_beside_it_is_not_taken_for_it(root: Path) -> None:
    second = PLEDGE.replace("{#handover}", "{#hold}").replace("what: Hand over", "what: Hold elections")
    write(root, PLEDGE + "\n" + second)
    commit(root, "2022-03-01")
    write(root, second)
    assert changed(root) == []
    assert [each.code for each in check(root).findings if each.code == "OR427"] == ["OR427"]


@needs_git
def test_what_was_first_committed_may_be_put_back(root: Path) -> None:
    write(root, PLEDGE)
    commit(root, "2022-03-01")
    write(root, PLEDGE.replace("18 months", "36 months"))
    commit(root, "2022-04-01")
    assert len(changed(root)) == 1
    write(root, PLEDGE)
    assert changed(root) == []


@needs_git
def test_a_correction_is_not_taken_back_unseen(root: Path) -> None:
    owned = "  corrected:\n    - {on: 2022-04-01, field: what, was: Hand over, because: A slip.}\n  extensions:\n"
    write(root, PLEDGE)
    commit(root, "2022-03-01")
    write(root, PLEDGE.replace("what: Hand over", "what: Hand all over").replace("  extensions:\n", owned))
    commit(root, "2022-04-01")
    write(root, PLEDGE)
    assert [found.code for found in changed(root)] == ["OR425"]


@needs_git
def test_a_folder_that_is_moved_and_edited_at_once_keeps_its_history(tmp_path: Path) -> None:
    before = tmp_path / "mali"
    (before / "claims").mkdir(parents=True)
    (before / "dossier.toml").write_text('title = "T"\nas_of = 2022-06-30\n')
    (before / "sources.json").write_text('[{"id": "s", "type": "report"}]')
    write(before, PLEDGE)
    first = commit(tmp_path, "2022-03-01")
    for after in ("mali-2022", "archive/mali"):
        (tmp_path / after).parent.mkdir(exist_ok=True)
        before.rename(tmp_path / after)
        before = tmp_path / after
        write(before, PLEDGE.replace("18 months", "36 months"))
        commit(tmp_path, "2022-04-01")
        found = changed(before)
        assert [each.code for each in found] == ["OR425"]
        assert found[0].why == (f"first so in commit {first[:10]} of 2022-03-01",)
