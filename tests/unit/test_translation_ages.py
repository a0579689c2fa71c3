"""A sentence that was changed after it was translated is told, by the history of git."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.support.git import commit, git, needs_git

from onrecord import claim_history
from onrecord.model.finding import Finding
from onrecord.pipeline import check

HEAD = "---\nclaim: {}\nclaimant: {}\nconsidered: {}\n{}---\n\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "d"
    (root / "claims/fr").mkdir(parents=True)
    (root / "dossier.toml").write_text('title = "T"\nas_of = 2022-06-30\nlanguages = ["en", "fr"]\n')
    (root / "sources.json").write_text('[{"id": "s", "type": "report"}]')
    return root


def english(root: Path, first: str = "The army left.", second: str = "It came back.", claim: str = "Peace") -> None:
    text = HEAD.format(claim, "The army", "Nothing.", "") + f"- {first} [@s] {{#one}}\n- {second} [@s] {{#two}}\n"
    (root / "claims/a.md").write_text(text)


def french(
    root: Path, first: str = "L'armée est partie.", second: str = "Elle est revenue.", checked: str = ""
) -> None:
    more = f"checked: {checked}\n" if checked else ""
    text = HEAD.format("La paix", "L'armée", "Rien.", more) + f"- {first} {{#one}}\n- {second} {{#two}}\n"
    (root / "claims/fr/a.md").write_text(text, encoding="utf-8")


def told(root: Path) -> list[Finding]:
    return [found for found in check(root).findings if found.code == "OR468"]


@needs_git
def test_what_was_changed_after_it_was_translated_is_told(root: Path) -> None:
    english(root)
    commit(root, "2022-03-01")
    french(root)
    commit(root, "2022-03-02")
    assert told(root) == []
    english(root, "The army withdrew.")
    (uncommitted,) = told(root)
    commit(root, "2022-03-03")
    (found,) = told(root)
    assert found == uncommitted
    assert (found.statement, str(found.span)) == ("one", "claims/fr/a.md:7:3")
    assert found.message == "{#one} was changed in the original after it was translated"
    assert found.why == (
        "translated: L'armée est partie.",
        "original, when it was translated: The army left.",
        "original, now: The army withdrew.",
    )
    french(root, "L'armée s'est retirée.")
    assert told(root) == []
    commit(root, "2022-03-04")
    assert told(root) == []


@needs_git
def test_changed_together_neither_is_older(root: Path) -> None:
    english(root)
    french(root)
    commit(root, "2022-03-01")
    english(root, "The army withdrew.")
    french(root, "L'armée s'est retirée.")
    assert told(root) == []
    commit(root, "2022-03-02")
    assert told(root) == []
    english(root, "The army\n  withdrew.")  # the same words
    assert told(root) == []


@needs_git
def test_a_sentence_that_came_back_to_what_was_translated_is_not_older(root: Path) -> None:
    english(root)
    french(root)
    commit(root, "2022-03-01")
    english(root, "The army fled.")
    commit(root, "2022-03-02")
    english(root)
    commit(root, "2022-03-03")
    assert told(root) == []


@needs_git
def test_the_claim_itself_is_followed(root: Path) -> None:
    english(root)
    french(root)
    commit(root, "2022-03-01")
    english(root, claim="Victory")
    (found,) = told(root)
    assert (found.message, str(found.span)) == (
        "the claim was changed in the original after it was translated", "claims/fr/a.md:1:1",
    )  # fmt: skip


@needs_git
def test_one_that_was_checked_since_is_not_older(root: Path) -> None:
    english(root)
    french(root)
    commit(root, "2022-03-01")
    english(root, "The army withdrew.")
    commit(root, "2022-03-02")
    french(root, checked="2022-03-03")
    assert told(root) == []
    commit(root, "2022-03-03")
    assert told(root) == []
    english(root, "The army withdrew.", "It came again.")
    assert [found.statement for found in told(root)] == ["two"]


@needs_git
def test_without_a_history_the_report_says_so(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    english(root)
    french(root)
    assert check(root).ages == "not compared: the dossier is in no git repository"
    git(root, "init", "-q")
    assert check(root).ages == "not compared: nothing has been committed yet"
    commit(root, "2022-03-01")
    assert check(root).ages == ""
    copy = root.parent / "copy"
    commit(root, "2022-03-02")
    git(root.parent, "clone", "-q", "--depth", "1", f"file://{root}", str(copy))
    assert check(copy).ages == "compared by a part of the history only"
    monkeypatch.setattr(claim_history, "TIME", 0.0)
    assert check(root).ages == "not compared: git took longer than 0 seconds"


@needs_git
def test_a_version_that_cannot_be_read_tells_nothing(root: Path) -> None:
    english(root)
    french(root)
    (root / "claims/a.md").write_bytes(b"\xff\xfe")
    commit(root, "2022-03-01")
    english(root)
    commit(root, "2022-03-02")
    assert told(root) == []


@needs_git
def test_an_earlier_wording_is_not_shown_where_something_is_hidden(root: Path) -> None:
    english(root)
    french(root)
    commit(root, "2022-03-01")
    english(root, "The army withdrew.")
    claim = root / "claims/a.md"
    claim.write_text(claim.read_text().replace("{#two}", "{#two .confidential}"))
    (found,) = told(root)
    assert found.why == ("translated: L'armée est partie.", "original, now: The army withdrew.")
