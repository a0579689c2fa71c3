"""The typesetter is asked for a height once: the example's first page has mostly what the planned poster has."""

from tests.support.editions import example_sheets

from onrecord.render.charts import Charts
from onrecord.render.poster import planning
from onrecord.render.poster.content import content, folded
from onrecord.render.poster.papers import PAPERS
from onrecord.render.publish.typesetting import template


def test_no_atom_is_measured_twice_in_one_size_and_width(monkeypatch):
    sheet = example_sheets()[0]
    made = content(sheet, Charts())
    front = folded(sheet, made)
    asked = []

    def queried(template, data, theme, label):
        asked.append((data["part"], data["size"], data["columns"]["count"], data["atoms"]))
        return ask(template, data, theme, label)

    ask = planning.queried
    monkeypatch.setattr(planning, "queried", queried)
    typst = template(sheet.theme, "poster", "common.typ", "poster.typ")
    planning.settled(made, front, PAPERS[0], sheet.theme, typst)
    assert [part for part, *_ in asked].count("rest") == 1
    seen = [(size, count, str(atom)) for _, size, count, atoms in asked for atom in atoms]
    assert len(seen) == len(set(seen))
