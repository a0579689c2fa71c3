"""Statements without a block are read from their sentences; those with a reads block are held against them."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.explaining import Unknown, explain
from onrecord.model.figure import Outcome, Verdict
from onrecord.model.finding import Finding, Severity
from onrecord.model.report import Report
from onrecord.pipeline import check, prepare

HEAD = "---\nclaim: The country is safer.\nclaimant: The ministry\n---\n\n"
SETTINGS = """title = "Mali"
as_of = 2022-12-31
languages = ["en"]

[datasets.deaths]
path = "deaths.csv"
quantity = "deaths"
"""
DATA = """place,period,value
Mali,2020,1200
Mali,2021,1300
Mali,2022,1612
Niger,2020,500
Niger,2021,450
Niger,2022,400
"""
SOURCES = '[{"id": "ucdp", "type": "dataset", "title": "UCDP"}]'


def dossier(root: Path, statements: str, settings: str = SETTINGS, folder: str = "claims") -> Path:
    (root / folder).mkdir(parents=True, exist_ok=True)
    (root / "dossier.toml").write_text(settings, encoding="utf-8")
    (root / "sources.json").write_text(SOURCES, encoding="utf-8")
    (root / "deaths.csv").write_text(DATA, encoding="utf-8")
    (root / folder / "safety.md").write_text(HEAD + statements, encoding="utf-8")
    return root


def one(report: Report) -> Outcome:
    (outcome,) = report.outcomes
    return outcome


def of_statements(report: Report) -> list[Finding]:
    """What is found of statements. That the claimant was not heard (OR442, OR443) is found of the claim."""
    return [finding for finding in report.findings if finding.statement]


def codes(report: Report) -> list[str]:
    return [finding.code for finding in of_statements(report)]


# Without a block --------------------------------------------------------------------------------------------------


def test_a_sentence_that_is_read_whole_is_checked_like_any_other(tmp_path: Path) -> None:
    report = check(dossier(tmp_path, "- Deaths in Mali rose by 24 percent in 2022. [@ucdp] {#rise}\n"))
    outcome = one(report)
    assert outcome.verdict is Verdict.HOLDS
    assert outcome.computed == pytest.approx(24)
    assert not outcome.confirmed
    assert codes(report) == ["OR207"]
    (note,) = of_statements(report)
    assert note.severity is Severity.NOTE
    assert "onrecord read --write" in note.remedy
    assert note.why == (f"reading: {' '.join(outcome.reading.split())}",)


def test_it_can_fail_and_then_the_exit_code_says_so(tmp_path: Path) -> None:
    report = check(dossier(tmp_path, "- Deaths in Mali rose by 70 percent in 2022. [@ucdp] {#rise}\n"))
    assert one(report).verdict is Verdict.FAILS
    assert codes(report) == ["OR204", "OR207"]
    assert report.exit_code == 1


def test_the_language_is_that_of_its_claim(tmp_path: Path) -> None:
    sentence = "- Au Mali, le nombre de morts a augmenté de 24 % en 2022. [@ucdp] {#hausse}\n"
    settings = SETTINGS.replace('["en"]', '["fr"]')
    french = check(dossier(tmp_path / "fr", sentence, settings))
    assert one(french).verdict is Verdict.HOLDS
    english = check(dossier(tmp_path / "en", sentence))
    assert one(english).verdict is Verdict.NOT_CHECKED


def test_a_language_that_is_not_known_is_not_guessed(tmp_path: Path) -> None:
    settings = SETTINGS.replace('["en"]', '["de"]')
    report = check(dossier(tmp_path, "- 1612 Tote in Mali in 2022. [@ucdp] {#tote}\n", settings))
    assert one(report).verdict is Verdict.NOT_CHECKED
    assert '"de"' in one(report).why


def test_what_cannot_be_read_is_not_checked_and_says_why(tmp_path: Path) -> None:
    report = check(dossier(tmp_path, "- The colonel mourned 1,612 deaths in Mali in 2022. [@ucdp] {#mourned}\n"))
    outcome = one(report)
    assert outcome.verdict is Verdict.NOT_CHECKED
    assert outcome.kind == "prose"
    assert '"colonel"' in outcome.why
    (note,) = of_statements(report)
    assert note.code == "OR205"
    assert note.why == (outcome.why,)


def test_no_reading_found_is_said_too(tmp_path: Path) -> None:
    report = check(dossier(tmp_path, "- In Mali in 2022. [@ucdp] {#nothing}\n"))
    assert one(report).verdict is Verdict.NOT_CHECKED
    assert one(report).why.startswith("no reading was found")


def test_a_sentence_that_names_no_place_is_not_taken_for_the_world(tmp_path: Path) -> None:
    report = check(dossier(tmp_path, "- More than 1,000 people were killed in 2022. [@ucdp] {#killed}\n"))
    outcome = one(report)
    assert outcome.verdict is Verdict.UNVERIFIABLE
    assert "names no place" in outcome.why
    assert not outcome.needs


def test_no_place_is_the_reason_where_the_data_could_tell_of_the_world(tmp_path: Path) -> None:
    settings = SETTINGS + 'places = ["the world"]\n'
    sentences = "- More than 1,000 people were killed in 2022. [@ucdp] {#killed}\n"
    report = check(dossier(tmp_path / "unsaid", sentences, settings))
    assert one(report).verdict is Verdict.UNVERIFIABLE
    assert "names no place" in one(report).why
    assert codes(report) == ["OR203"]
    said = check(dossier(tmp_path / "said", sentences.replace("in 2022", "worldwide in 2022"), settings))
    assert one(said).verdict is Verdict.HOLDS


@pytest.mark.parametrize("marks", ['"{}"', "“{}”", "« {} »"])
def test_a_quotation_is_not_taken_for_what_the_record_says(tmp_path: Path, marks: str) -> None:
    quotation = marks.format("Deaths in Mali fell in 2022.")
    report = check(dossier(tmp_path, f"- {quotation} [@ucdp] {{#quoted}}\n"))
    assert one(report).verdict is Verdict.UNVERIFIABLE
    assert "quotation marks" in one(report).why
    assert report.exit_code == 0


def test_rivals_that_disagree_leave_it_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace

    import onrecord.sentences as sentences
    from onrecord.reading.prose.read import ReadSentence, SentenceReading

    real = sentences.read_sentence

    def two_ways(*args: object) -> ReadSentence:
        read = real(*args)  # type: ignore[arg-type]
        other = real("Deaths in Mali fell in 2022.", *args[1:])  # type: ignore[arg-type]
        return replace(read, readings=(*read.readings, SentenceReading(other.readings[0].reading, blocks=True)))

    monkeypatch.setattr(sentences, "read_sentence", two_ways)
    report = check(dossier(tmp_path, "- Deaths in Mali rose in 2022. [@ucdp] {#rose}\n"))
    outcome = one(report)
    assert outcome.verdict is Verdict.UNVERIFIABLE
    assert "two ways" in outcome.why
    assert codes(report) == ["OR203"]
    assert report.exit_code == 0


def test_a_statement_with_a_typed_block_is_left_to_its_block(tmp_path: Path) -> None:
    block = "  ~~~ position\n  who: UN\n  view: Deaths in Mali rose.\n  ~~~\n"
    report = check(dossier(tmp_path, "- Deaths in Mali rose in 2022. [@ucdp] {#rose}\n" + block))
    assert one(report).kind == "position"
    assert one(report).reading == ""


def test_without_data_nothing_is_read(tmp_path: Path) -> None:
    settings = SETTINGS.split("[datasets")[0]
    report = check(dossier(tmp_path, "- Deaths in Mali rose in 2022. [@ucdp] {#rose}\n", settings))
    assert one(report).verdict is Verdict.NOT_CHECKED


def test_data_that_cannot_be_opened_are_the_reason(tmp_path: Path) -> None:
    root = dossier(tmp_path, "- Deaths in Mali rose in 2022. [@ucdp] {#rose}\n")
    (root / "deaths.csv").unlink()
    outcome = one(check(root))
    assert outcome.verdict is Verdict.UNVERIFIABLE
    assert "OR302" in outcome.why


def test_a_fault_of_the_reader_stops_no_other_statement(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import onrecord.sentences as sentences

    real = sentences.read_sentence

    def breaks(text: str, *args: object) -> object:
        if "Niger" in text:
            raise RuntimeError("a fault of ours")
        return real(text, *args)  # type: ignore[arg-type]

    monkeypatch.setattr(sentences, "read_sentence", breaks)
    both = "- Deaths in Mali rose in 2022. [@ucdp] {#a}\n- Deaths in Niger fell in 2022. [@ucdp] {#b}\n"
    report = check(dossier(tmp_path, both))
    assert [o.verdict for o in report.outcomes] == [Verdict.HOLDS, Verdict.NOT_CHECKED]
    assert "OR901" in codes(report)


def test_explain_shows_the_same_outcome_with_its_figures(tmp_path: Path) -> None:
    root = dossier(tmp_path, "- Deaths in Mali rose by 24 percent in 2022. [@ucdp] {#rise}\n")
    found = explain(prepare(root, only="rise"), "rise")
    assert not isinstance(found, Unknown)
    assert found.outcome == one(check(root))
    assert found.courses


# With a reads block -----------------------------------------------------------------------------------------------


def with_block(sentence: str, block: str) -> str:
    return f"- {sentence} [@ucdp] {{#a}}\n  ~~~ reads\n  {block}\n  ~~~\n"


@pytest.mark.parametrize(
    ("sentence", "block"),
    [
        ("Deaths in Mali rose by 24 percent in 2022.", "deaths in Mali in 2022 rise by 24 percent from 2021"),
        ("Deaths in Mali doubled in 2022.", "deaths in Mali in 2022 are 2 times those in 2021"),
        ("Deaths rose by 24 percent in 2022.", "deaths in Mali in 2022 rise by 24 percent from 2021"),
        ("Deaths in Mali fell to 400 in 2022 from 450 a year earlier.",
         "deaths in Mali in 2022 are 400; and deaths in Mali in 2021 are 450"),
        ("In 2022 the colonel mourned 1,612 dead in Mali.", "deaths in Mali in 2022 are 1,612"),
        ("Mourning in Mali: a third of the dead of 2022.",
         "deaths in Mali in 2022 make up 33 percent of those in Mali and Niger"),
        ("Mourning in Mali fell to a tenth in 2022.", "deaths in Mali in 2022 fall by 90 percent from 2021"),
        ("Under Resolution 2391 (see page 12) mourning rose in Mali in 2022.", "deaths in Mali in 2022 rise from 2021"),
        ("In 2022, after the unhappy decree of 2019, mourning had grown by 24 percent.",
         "deaths in Mali in 2022 rise by 24 percent from 2021"),
    ],
)  # fmt: skip
def test_a_block_that_says_what_its_sentence_says_has_no_finding(tmp_path: Path, sentence: str, block: str) -> None:
    found = codes(check(dossier(tmp_path, with_block(sentence, block))))
    assert not {"OR207", "OR208", "OR209"} & set(found)


@pytest.mark.parametrize(
    ("sentence", "block"),
    [
        ("Deaths in Mali rose by 24 percent in 2022.", "deaths in Mali in 2022 rise by 42 percent from 2021"),
        ("Deaths in Mali rose by 24 percent in 2022.", "deaths in Mali in 2022 rise by 24 percent from 2020"),
        ("Deaths in Mali rose by 24 percent in 2022.", "deaths in Niger in 2022 rise by 24 percent from 2021"),
        ("Deaths in Mali rose by 24 percent in 2022.", "deaths in Mali in 2022 fall by 24 percent from 2021"),
        ("Deaths in Mali rose by about 24 percent in 2022.", "deaths in Mali in 2022 rise by 24 percent from 2021"),
    ],
)
def test_a_block_that_says_something_else_is_shown_beside_the_sentence(
    tmp_path: Path, sentence: str, block: str
) -> None:
    report = check(dossier(tmp_path, with_block(sentence, block)))
    (found,) = [each for each in report.findings if each.code == "OR208"]
    assert found.severity is Severity.WARNING
    assert block in found.message
    assert found.span.line == 8


@pytest.mark.parametrize(
    ("sentence", "block", "number"),
    [
        ("In 2022 the colonel mourned 1,612 dead in Mali.", "deaths in Mali in 2022 are 1,613", "1,612"),
        ("In 2022 the colonel mourned 1,612 dead in Mali.", "deaths in Mali in 2021 are 1,612", "2022"),
        ("In 2022 mourning in Mali doubled.", "deaths in Mali in 2022 triple from 2021", "doubled"),
    ],
)
def test_a_number_that_the_block_lacks_is_named(tmp_path: Path, sentence: str, block: str, number: str) -> None:
    report = check(dossier(tmp_path, with_block(sentence, block)))
    (found,) = [each for each in report.findings if each.code == "OR209"]
    assert found.message.startswith(f'"{number}"')
    assert sentence[found.span.column - 3 :].startswith(number)
