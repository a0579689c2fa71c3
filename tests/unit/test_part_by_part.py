"""A statement of several assertions that no single dataset can answer."""

from __future__ import annotations

from pathlib import Path

from tests.support.commands import small
from tests.support.editions import sheets

from onrecord.explaining import Unknown, explain
from onrecord.model.figure import Outcome, Verdict
from onrecord.pipeline import check, prepare
from onrecord.render.charts import Charts
from onrecord.render.publish.views import SheetView
from onrecord.render.site import files

BEFORE = "deaths by JNIM in Mali in 2021 are more than 400"


def asked(root: Path, text: str) -> tuple[Path, Outcome]:
    """The outcome of a reading in the small dossier, which has events and a series of peacekeepers."""
    dossier = small(root)
    for file in (dossier / "claims").glob("*.md"):
        file.write_text(file.read_text().replace(BEFORE, text))
    found = check(dossier).outcome("killed-by-jnim")
    assert found is not None
    return dossier, found


BOTH = "deaths in Mali in 2021 are more than 5; and peacekeepers in Mali in 2021 are more than 5"


def test_each_assertion_is_decided_by_a_dataset_that_can_answer_it(tmp_path: Path) -> None:
    dossier, found = asked(tmp_path, BOTH)
    assert found.verdict is Verdict.HOLDS, found.why
    assert [part.dataset for part in found.parts] == ["events", "peacekeepers"]
    assert [figure.snapshot.split("@")[0] for figure in found.figures] == ["events", "peacekeepers"]
    assert found.notes[:2] == (
        "events decides: deaths in Mali in 2021 are more than 5",
        "peacekeepers decides: peacekeepers in Mali in 2021 are more than 5",
    )
    shown = explain(prepare(dossier), "killed-by-jnim", rows=1, sql=True)
    assert not isinstance(shown, Unknown) and shown.evidence is not None
    assert [one.label for one in shown.evidence] == ["deaths in Mali in 2021"]
    assert "peacekeepers" not in shown.sql


def test_a_dataset_that_is_named_is_asked_for_all(tmp_path: Path) -> None:
    _, found = asked(tmp_path, f"{BOTH} according to events")
    assert found.verdict is Verdict.UNVERIFIABLE
    assert found.why == "events holds events, not peacekeepers"


def test_the_page_has_a_card_of_every_dataset_that_decides(tmp_path: Path) -> None:
    dossier, _ = asked(tmp_path, BOTH)
    (sheet,) = sheets(dossier)
    views = SheetView(sheet, Charts())
    view = views.statement(next(at for at, (_, one) in enumerate(views._pairs) if one.id == "killed-by-jnim"))
    assert [card.dataset.id for card in view.cards] == ["events", "peacekeepers"]
    page = next(file for file in files((sheet,), Charts(), lambda text: None) if "killed-by-jnim" in file.path)
    text = page.content.decode()
    assert all(card.dataset.sha256 in text for card in view.cards)
    assert text.count('id="query"') == 1
