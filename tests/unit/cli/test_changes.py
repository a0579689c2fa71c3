"""``onrecord changes``: every cause told with its events, flips first, against a snapshot and against an edition."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.support.changing import CLAIM, FIRST, HEADER, SECOND, SETTINGS, SOURCES, add, changing
from tests.support.commands import run

from onrecord import publishing
from onrecord.model.edition import RenderedFile
from onrecord.rendering import Team


def told(*arguments: str | Path) -> dict[str, dict]:
    """The changes as JSON, by statement."""
    result = run("changes", *arguments, "--format", "json")
    assert result.exit_code in (0, 1), result.output
    return {one["statement"]: one for one in json.loads(result.stdout)["changes"]}


def parts(figure: dict) -> dict[str, tuple[str, list[str]]]:
    return {one["cause"]: (one["change"], [each["id"] for each in one["events"]]) for one in figure["parts"]}


def rewrite(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_each_cause_is_told_with_its_events(tmp_path):
    root = changing(tmp_path)
    result = run("changes", root)
    assert result.exit_code == 1
    assert result.stdout.index("Another verdict") < result.stdout.index("Within reach of another verdict")
    assert "killed  holds -> fails\n" in result.stdout
    assert "before, 54 now (-28)" in result.stdout
    assert "-20  1 event removed: 2 (-20)" in result.stdout
    assert "not compared: 1 event: the older release covers 2019-01-01 to 2020-12-31" in result.stdout
    assert result.stdout.endswith("1 verdict changed, 1 within reach of another, 0 changed otherwise, 1 the same.\n")
    changes = told(root)
    assert parts(changes["killed"]["figures"][0]) == {
        "removed": ("-20", ["2"]),
        "re-dated": ("-5", ["3"]),
        "re-located": ("7", ["4"]),
        "re-attributed": ("-8", ["5"]),
        "recoded in type": ("-9", ["6"]),
        "deaths changed": ("3", ["7"]),
        "added": ("4", ["9"]),
    }
    (reach,) = changes["more"]["reach"]
    assert (reach["now"], reach["at"], reach["verdict"]) == ("71", "69", "fails")
    assert "would fail if deaths in Mali in 2020 were 69 or less (71 now)" in result.stdout
    assert changes["killed"]["computed"] == {"before": 82.0, "after": 54.0, "unit": "count"}


def test_what_is_within_reach_follows_how_far_one_looks(tmp_path):
    root = changing(tmp_path)
    assert "reach" not in run("changes", root, "--reach", "0").stdout.split("verdict changed")[0]
    assert told(root, "--reach", "1")["more"]["reach"] == []
    (reach,) = told(root, "--reach", "3")["more"]["reach"]
    assert reach["percent"] == -2.817


def test_on_github_there_are_annotations_and_a_summary(tmp_path):
    root, page = changing(tmp_path), tmp_path / "summary.md"
    page.write_text("before\n")
    result = run("changes", root, "--format", "github", GITHUB_STEP_SUMMARY=str(page))
    assert result.exit_code == 1
    first, second, *_ = result.stdout.splitlines()
    assert first.startswith(f"::error file={root}/claims/01-safety.md,line=9,title=changes::killed: holds -> fails%0A")
    assert second.startswith("::warning ") and "would fail if deaths in Mali in 2020 were" in second
    summary = page.read_text("utf-8")
    assert summary.startswith("before\n### Changes since ged@2021-06-01-")
    assert "| killed | holds -&gt; fails |" in summary or "| killed | holds -> fails |" in summary
    assert run("changes", root, "--format", "markdown").stdout in summary


def test_with_one_release_and_no_edition_there_is_nothing_to_compare_with(tmp_path):
    result = run("changes", changing(tmp_path, 1))
    assert result.exit_code == 2
    assert "there is nothing to compare with: no edition was published" in result.stderr
    assert "onrecord data add" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--since", "7"), "no edition was published yet"),
        (("--from", "ged@1999"), "there is no snapshot ged@1999"),
        (("--from", "ged@2", "--since", "1"), "--since and --from are two things to compare with"),
        (("--from", "ged@2021", "--actors", "nowhere.csv"), "nowhere.csv cannot be read"),
    ],
)
def test_what_cannot_be_compared_is_refused(tmp_path, arguments, message):
    result = run("changes", changing(tmp_path), *arguments)
    assert result.exit_code == 2
    assert message in result.stderr


def test_a_snapshot_can_be_named_and_can_be_the_later_one(tmp_path):
    root = changing(tmp_path)
    assert told(root, "--from", "ged@2021-06-01").keys() == {"killed", "more"}
    assert run("changes", root, "--from", "ged@2022-06-01").stdout.endswith("0 changed otherwise, 3 the same.\n")


def test_an_actor_that_is_named_otherwise_is_nobody_any_more(tmp_path):
    root = changing(tmp_path, 1)
    add(root, {number: row.replace(",IS,", ",Other name,") for number, row in FIRST.items()}, "2022-06-01")
    change = told(root)["killed"]
    assert (change["before"], change["after"]) == ("holds", "unverifiable")
    (figure,) = change["figures"]
    assert (figure["before"], figure["after"], figure["parts"]) == ("82", None, [])
    assert "IS" in figure["missing"]


def test_series_are_told_by_place_and_day(tmp_path):
    root = tmp_path / "series"
    (root / "claims").mkdir(parents=True)
    (root / "dossier.toml").write_text(
        'title = "S"\nsubject = "S"\nas_of = 2022-12-31\n\n[datasets.refugees]\n'
        'path = "data/snapshots/refugees"\nquantity = "refugees"\naggregate = "sum"\n',
        "utf-8",
    )
    claim = CLAIM.partition("- IS killed")[0] + (
        "- In 2020 and 2021 there were 30 refugees in Mali. {#two}\n\n"
        "  ```reads\n  refugees in Mali from 2020 to 2021 are 30\n  ```\n"
    )
    (root / "claims" / "01.md").write_text(claim, "utf-8")
    for number, rows in enumerate(("Mali,2020,10\nMali,2021,20\n", "Mali,2020,21\nMali,2021,20\nMali,2022,5\n"), 1):
        file = tmp_path / f"{number}.csv"
        file.write_text(f"country,year,value\n{rows}", "utf-8")
        result = run("data", "add", file, root, "--as", "refugees", "--retrieved", f"2022-0{number}-01")
        assert result.exit_code == 0, result.output
    change = told(root)["two"]
    assert change["flipped"]
    assert parts(change["figures"][0]) == {"values revised": ("11", ["Mali 2020-01-01"])}


# Against an edition ---------------------------------------------------------------------------------------------------


class Page(Team):
    """Renders one file in no time."""

    def __init__(self, count: int) -> None:
        assert count
        super().__init__(1)

    def rendered(self, sheets, only=(), progress=None):
        yield "site", RenderedFile("index.html", sheets[0].title.encode())


@pytest.fixture
def published(tmp_path, monkeypatch) -> Path:
    """A dossier over the first release, published as an edition."""
    monkeypatch.setattr(publishing, "Team", Page)
    root = changing(tmp_path, 1)
    (root / "vocabulary.toml").write_text(
        '[[actors]]\nid = "isx"\nname = "Group X"\nspellings = ["IS"]\nsource = "notes"\n', "utf-8"
    )
    rewrite(root / "claims" / "01-safety.md", 'by "IS"', "by Group X")
    rewrite(root / "claims" / "01-safety.md", "IS killed", "Group X killed")
    result = run("publish", root, "--reason", "First.", "--date", "2021-07-01")
    assert result.exit_code == 0, result.output
    return root


def test_an_edition_is_compared_with_the_data_it_was_published_from(published):
    assert run("changes", published).stdout.startswith("Since edition 1 of 2021-07-01:\n  the data are the same.\n")
    add(published, SECOND, "2022-06-01")
    assert run("changes", published).exit_code == 1
    change = told(published, "--since", "1")["killed"]
    assert (change["before"], change["after"]) == ("holds", "fails")
    assert parts(change["figures"][0])["removed"] == ("-20", ["2"])


def test_a_reading_and_a_vocabulary_that_changed_are_causes_of_their_own(published):
    rewrite(published / "vocabulary.toml", '["IS"]', '["JNIM", "IS"]')
    rewrite(published / "claims" / "01-safety.md", "deaths in Mali in 2020", "deaths in Mali in 2019")
    add(published, SECOND, "2022-06-01")
    changes = told(published)
    figure = changes["killed"]["figures"][0]
    assert parts(figure)["the vocabulary"] == ("8", [])
    assert figure["change"] == "-20"
    more = changes["more"]["figures"][0]
    assert changes["more"]["reworded"]
    assert (more["label"], more["former_label"]) == ("deaths in Mali in 2019", "deaths in Mali in 2020")
    assert parts(more)["the period"] == ("-31", []) and more["change"] == "-42"


def test_what_was_published_counts_however_onrecord_computes_it_now(published):
    record = next(published.glob("editions/0001-*/edition.json"))
    assert '"best":"82.0"' in record.read_text("utf-8")
    # The record is sealed, so the change is made where the ledger reads it.
    from onrecord.editions.store import read_chain
    from onrecord.ledgering import ledger
    from onrecord.past import as_published, edition_before
    from onrecord.pipeline import prepare

    now = prepare(published)
    past = as_published(now, edition_before(read_chain(published), "last"))
    item = next(one for one in past.told.values() if one["id"] == "killed")
    item["figures"][0]["best"] = "80.0"
    (change,) = ledger(now, past).changes
    ((figure,),) = (change.figures,)
    assert [(one.cause.name, int(one.change)) for one in figure.parts] == [("TOOL", 2)]


def test_a_release_that_was_a_plain_file_and_is_gone_is_said(tmp_path, monkeypatch):
    monkeypatch.setattr(publishing, "Team", Page)
    monkeypatch.setattr(publishing, "_LARGEST_COPY", 5_000)
    root = tmp_path / "plain"
    (root / "claims").mkdir(parents=True)
    (root / "data").mkdir()
    (root / "dossier.toml").write_text(SETTINGS.replace("data/snapshots/ged", "data/ged.csv"), "utf-8")
    (root / "claims" / "01-safety.md").write_text(CLAIM, "utf-8")
    (root / "sources.json").write_text(SOURCES, "utf-8")
    filler = {str(n): FIRST["8"].replace("8,", f"{n},", 1) for n in range(100, 300)}
    file = root / "data" / "ged.csv"
    file.write_text(HEADER + "".join(f"{row}\n" for row in (FIRST | filler).values()), "utf-8")
    result = run("publish", root, "--reason", "First.", "--date", "2021-07-01")
    assert result.exit_code == 0, result.output
    file.write_text(HEADER + "".join(f"{row}\n" for row in (SECOND | filler).values()), "utf-8")
    result = run("changes", root)
    assert "not compared: ged: data/ged.csv is another file now, and that of then was not kept" in result.stdout
    assert "killed  holds -> fails" in result.stdout


def test_new_and_gone_statements_are_told_and_what_is_hidden_is_not(published):
    claim = published / "claims" / "01-safety.md"
    text = claim.read_text("utf-8").replace("- Nothing here can be checked. [@notes] {#prose}", "- A new one. {#fresh}")
    text = text.replace("{#more}", "{#more .confidential}")
    claim.write_text(text, "utf-8")
    result = run("changes", published)
    assert "{#fresh}" in text
    assert "fresh  new: not checked" in result.stdout and "prose  gone: not checked" in result.stdout
    assert ":15  more" not in result.stdout and "at least 70" not in result.stdout


def test_two_editions_are_compared_with_one_another(published):
    add(published, SECOND, "2022-06-01")
    why = ("--despite", "OR204", "--because", "It was said so.")
    result = run("publish", published, "--reason", "Second.", "--date", "2022-07-01", *why)
    assert result.exit_code == 2 and "corrections.toml" in result.output
    reasons = published / "corrections.toml"
    text = reasons.read_text("utf-8")
    reasons.write_text(
        text.replace('kind = ""', 'kind = "update"').replace('reason = ""', 'reason = "New data."'), "utf-8"
    )
    assert run("publish", published, "--reason", "Second.", "--date", "2022-07-01", *why).exit_code == 0
    rewrite(published / "claims" / "01-safety.md", "deaths in Mali in 2020", "deaths in Mali in 2019")
    assert run("changes", published, "--since", "1", "--until", "1").exit_code == 0
    result = run("changes", published, "--since", "1", "--until", "2")
    assert result.stdout.startswith("Since edition 1 of 2021-07-01, until edition 2 of 2022-07-01:\n  ged: ")
    assert (
        "killed  holds -> fails" in result.stdout
        and "2019" not in result.stdout.split("not compared")[1].split("\n\n", 1)[1]
    )
    assert run("changes", published, "--since", "2", "--until", "1").exit_code == 1
    assert "more" in told(published, "--since", "2")


def test_two_snapshots_are_compared_with_one_another(tmp_path):
    root = changing(tmp_path)
    add(root, FIRST | {"11": FIRST["1"].replace("1,3,", "11,3,", 1)}, "2023-06-01")
    figure = told(root, "--from", "ged@2021", "--to", "ged@2022")["killed"]["figures"][0]
    assert (figure["before"], figure["after"]) == ("82", "54")
    assert told(root, "--from", "ged@2021")["killed"]["figures"][0]["after"] == "92"
    result = run("changes", root, "--to", "ged@2022")
    assert result.exit_code == 2 and "--to with --from" in result.stderr
