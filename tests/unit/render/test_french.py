"""French reasons: every message of the code has a French one; figures, days and names are written the French way."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.model.figure import Outcome, Part, Verdict
from onrecord.render.french import french_outcome, in_french
from onrecord.render.french.messages import MESSAGES
from onrecord.render.french.values import HOLES, NOUNS
from onrecord.vocabulary import load_builtin

SOURCE = Path(__file__).resolve().parents[3] / "src" / "onrecord"
VOCABULARY = load_builtin()


def french(text: str) -> str:
    return in_french(text, VOCABULARY).replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("english", "told"),
    [
        ("the data give 1,072, where 0 is stated", "les données donnent 1 072, la phrase dit 0"),
        (
            "it rose from 230 to 2,748 (to 11.95 times), where a rise to about 6 times is stated",
            "le chiffre est passé de 230 à 2 748 (11,95 fois le chiffre d'avant), la phrase dit une hausse à environ"
            " 6 fois le chiffre d'avant",
        ),
        (
            "it fell from 162 to 138.5 (by 14.5 percent), where a fall by about 34.2 percent is stated",
            "le chiffre est passé de 162 à 138,5 (une baisse de 14,5 %), la phrase dit une baisse d'environ 34,2 %",
        ),
        ("it did not change from 5 to 5", "le chiffre n'a pas changé (5)"),
        ("460 of 971: 47.37 percent, where nearly 50 percent is stated",
         "460 sur 971 : 47,37 %, la phrase dit près de 50 %"),
        ("in 2015 it fell, from 247 to 208", "en 2015, le chiffre a baissé, de 247 à 208"),
        (
            "1,752 is the most beside 12 other years (next: 1,509 in April 2020)",
            "1 752 est le plus élevé, comparé à 12 autres périodes (années) ; suit 1 509 en avril 2020",
        ),
        (
            "5 is in place 3 of 17, with 2 others equal, Syria is first with 1,000",
            "5 est au rang 3 sur 17, à égalité avec 2 autres ; en tête : Syrie avec 1 000",
        ),
        ("in order: Syria 3,000, Iraq 400", "dans l'ordre : Syrie 3 000, Irak 400"),
        ("ged ends on 1 December 2020", "ged s'arrête au 1er décembre 2020"),
        ("ged has no row for Syria; m has no row for Iraq",
         "ged n'a aucune ligne pour ce pays : Syrie ; m n'a aucune ligne pour ce pays : Irak"),
        (
            "ged does not cover all of the Sahel: no row for Chad, Mali, Niger and 2 more",
            "ged ne couvre pas toute la région (Sahel) : aucune ligne pour Tchad, Mali, Niger et 2 autres",
        ),
        (
            "m is a series of deaths: it does not tell actors, places below the country or kinds of violence",
            "m est une série de décès : elle ne distingue pas les acteurs ni les lieux en dessous du pays ni les types"
            " de violence",
        ),
        (
            "m has no value from 1 May 2020 to 31 May 2020 for Mali",
            "m a une lacune du 1er mai 2020 au 31 mai 2020 pour ce pays : Mali",
        ),
        ("ged has no row for the Philippines", "ged n'a aucune ligne pour ce pays : Philippines"),
        (
            "ged has no event that names the government of Syria",
            "ged n'a aucun événement qui nomme cet acteur : le gouvernement (Syrie)",
        ),
        ("65 to under 75 percent; exactly 1,240", "de 65 à moins de 75 % ; exactement 1 240"),
        ("between 200 and 400, where 5 is stated", ""),
        ("250 to 300", "de 250 à 300"),
        (
            "by days elapsed it holds; by earlier years' shares (1,200) and by the count model (980) it fails",
            "au prorata des jours la phrase est exacte ; selon les parts des années précédentes (1 200) et selon le"
            " modèle de comptage (980) elle est inexacte",
        ),
        (
            "what the sentence says is true of no figure in the 80 percent interval 1,200 to 1,900 (the count model)",
            "aucun chiffre de l'intervalle à 80 %, de 1 200 à 1 900 (le modèle de comptage), ne rend la phrase vraie",
        ),
        (
            "the projection is weak: half as much or twice as much is well possible",
            "la projection est fragile : moitié moins ou le double est bien possible",
        ),
        ("a sentence that nobody wrote", ""),
        (
            "event data that name actors and kinds of violence for Mali, from April to May 2022 and before 3 March 2020"
            " (UCDP GED and ACLED hold such data)",
            "des données d'événements qui donnent les acteurs et les types de violence (pays : Mali), d'avril à mai"
            " 2022 et avant le 3 mars 2020, comme UCDP GED ou ACLED",
        ),
    ],
)  # fmt: skip
def test_a_message_in_french(english: str, told: str) -> None:
    assert french(english) == told


def test_an_outcome_is_french_throughout() -> None:
    part = Part("deaths in Mali are 5", Verdict.FAILS, "the data give 6, where 5 is stated", tolerance="exactly 5")
    outcome = Outcome(
        "", Verdict.FAILS, "the data give 6, where 5 is stated", reading="deaths in Mali are 5", tolerance="exactly 5",
        notes=("looked at up to 5 May 2020",), needs="a series of deaths, in 2020", parts=(part,),
    )  # fmt: skip
    found = french_outcome(outcome, VOCABULARY)
    assert found.why == found.parts[0].why == "les données donnent 6, la phrase dit 5"
    assert found.tolerance == found.parts[0].tolerance == "exactement 5"
    assert found.notes == ("regardé jusqu'au 5 mai 2020",)
    assert found.needs == "une série de décès, en 2020"
    assert found.reading == outcome.reading


@pytest.mark.parametrize(
    ("outcome", "told"),
    [
        (Outcome("", Verdict.UNVERIFIABLE, "new words"), "les données ne permettent pas de trancher"),
        (Outcome("", Verdict.HOLDS, "new words"), "les données confirment la phrase"),
        (Outcome("", Verdict.FAILS, "new words"), "les données la contredisent"),
        (Outcome("", Verdict.FAILS, "new words", computed=1234.5, unit="percent"), "les données donnent 1 234,5 %"),
    ],
)
def test_a_reason_in_no_known_form_is_told_from_the_values_and_never_in_english(outcome: Outcome, told: str) -> None:
    found = french_outcome(replace(outcome, notes=("new words",)), VOCABULARY)
    assert found.why.replace("\N{NO-BREAK SPACE}", " ") == told
    assert found.notes == ()


def test_every_hole_is_of_a_known_kind_and_stands_on_both_sides() -> None:
    for english, told in MESSAGES:
        holes = set(re.findall(r"\{(\w+)\}", english))
        assert set(re.findall(r"\{(\w+)\}", told)) <= holes, told
        assert {hole.rstrip("0123456789") for hole in holes} <= {*HOLES, "rest"}, english


# No message is forgotten --------------------------------------------------------------------------------------------

SAYING = (
    "checks/amounts.py", "checks/judgement.py", "checks/simple.py", "checks/ranks.py", "checks/sequences.py",
    "checks/occurrences.py", "checks/projected.py",
    "checks/outcomes.py", "checks/statistic.py", "data/answerable.py", "data/series.py", "data/states.py",
    "data/renamed.py",
    "data/engine.py", "needs.py",
)  # fmt: skip
"""The modules that write what a reader is told of an outcome."""

UNSAID = (
    "actor on either side", "perpetrator only", "without imprecise events", "events by last day", "organised-violence",
    "the sentence says", ", the data give", ", the data give a", "holds in", "; not with:", "variants: holds in",
    "no data (",
)  # fmt: skip
"""Texts of those modules that no reason, note or need has: variants, an id, what findings say."""

_CODE = re.compile(r"\b(?:SELECT|FROM|GROUP|THEN|WHERE|JOIN)\b|^\w*_\w*$|/")


def pieces(path: Path) -> Iterator[str]:
    """The fixed pieces of the texts that a module builds, docstrings and texts of raised errors left out."""
    tree = ast.parse(path.read_text("utf-8"))
    skipped: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            skipped.add(id(node.value))
        if isinstance(node, ast.Raise):
            skipped.update(id(inner) for inner in ast.walk(node))
    for node in ast.walk(tree):
        if id(node) not in skipped and isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


@pytest.mark.parametrize("name", SAYING)
def test_every_message_of_the_code_has_a_french_one(name: str) -> None:
    """A piece of two words or more must stand in the English side of a message: a new message fails here."""
    fixed = [*NOUNS, *(piece for english, _ in MESSAGES for piece in re.split(r"\{\w+\}", english))]
    fixed += ["s" + piece for piece in fixed]  # the plural of a hole: "{grain}s in a row"
    missing = [
        piece
        for piece in pieces(SOURCE / name)
        if len(re.findall(r"[a-z]{2,}", piece)) > 1
        and not _CODE.search(piece)
        and not any(piece.strip() in one for one in fixed)
        and piece.strip() not in UNSAID
    ]
    assert missing == []
