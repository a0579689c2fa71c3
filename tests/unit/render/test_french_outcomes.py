"""What is said of documentary statements, in French: in a known form or not at all, the editors' words as theirs."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from tests.documentary.test_cases import outcome as documentary
from tests.documentary.test_cases import read

from onrecord.freezing import freeze
from onrecord.model.dates import Period
from onrecord.model.figure import Estimate, Method, Outcome, Part, Projection, Verdict
from onrecord.model.reading import Amount, Measure, Quantity
from onrecord.render.french import published_outcome
from onrecord.render.french.entries import Entries, entries_of
from onrecord.render.french.typography import THIN, WIDE, misset
from onrecord.text import load_dossier
from onrecord.vocabulary import load_builtin

VOCABULARY = load_builtin()
EXAMPLE = Path(__file__).resolve().parents[3] / "examples" / "mali-2022"
ENTRIES = Entries(
    {
        "OHCHR": "OHCHR",
        "the army": "l'armée",
        "Government of Mali": "Government of Mali",
        "civilians killed": "civils tués",
        "people killed": "people killed",
        "Reuters": "Reuters",
        "Because: they differ; by source.": "Parce qu'elles divergent.",
        "They did not say.": "They did not say.",
        "al-Shabaab": "al-Shabaab",
        "JNIM": "JNIM",
        "a vote": "un vote",
        "12": "12",
    },
    frozenset({"Reuters"}),
)


def french(text: str, entries: Entries = ENTRIES) -> str:
    found = published_outcome(Outcome("", Verdict.SUPPORTED, text, kind="incident"), entries, VOCABULARY).why
    return found.replace(THIN, " ").replace(WIDE, " ").replace("’", "'")


@pytest.mark.parametrize(
    ("english", "told"),
    [
        ("it cites no source", "aucune source n'est citée"),
        (
            "the editors call it contested: Because: they differ; by source.",
            "contesté, selon la rédaction : Parce qu'elles divergent.",
        ),
        ("the editors call it contested: They did not say.", "contesté, selon la rédaction : « They did not say. »"),
        ("the editors write: They did not say.", "la rédaction précise : « They did not say. »"),
        (
            '"543": 543 civilians killed, OHCHR, 2022-05-30; "over 100": at least 100 people killed, the army, 2022-03',
            "« 543 » : 543 civils tués (OHCHR, 30 mai 2022) ; « plus de 100 » : au moins 100 (l'armée, mars 2022)",
        ),
        ('"more than 1,400": 1,450 civilians killed, OHCHR', "« plus de 1 400 » : 1 450 civils tués (OHCHR)"),
        (
            "the sources differ: 300 civilians killed, OHCHR, 2022; 200 to 210 people killed, Government of Mali,"
            " 2022-04",
            "les sources divergent : 300 civils tués (OHCHR, 2022) ; de 200 à 210 (« Government of Mali », avril 2022)",
        ),
        (
            'no count of the block gives "500 people killed" civilians killed: it has none known on the'
            " dossier's date",
            "aucun décompte consigné ne donne « 500 people killed » : aucun n'est connu à la date du dossier",
        ),
        (
            "its words stay within the steps known: arrested, 2021-12-06 (Reuters); charged, undated (Reuters, 2022)",
            "ses termes ne dépassent pas les étapes connues : arrestation, 6 décembre 2021 (Reuters) ; inculpation,"
            " sans date (Reuters, 2022)",
        ),
        (
            '"convicted" goes beyond the steps known on 2022-06-30: charged, 2021-08-01 (Reuters)',
            "« convicted » va au-delà des étapes connues le 30 juin 2022 : inculpation, 1er août 2021 (Reuters)",
        ),
        ("the army held this view since 2022-03, Reuters", "l'armée : position défendue depuis mars 2022 (Reuters)"),
        ("the army held this view until 2022-03-01", "l'armée : position défendue jusqu'au 1er mars 2022"),
        ("the army held this view until 2022-03", "l'armée : position défendue jusqu'en mars 2022"),
        ("OHCHR is on record with this view, Reuters", "OHCHR : position attestée (Reuters)"),
        (
            "no answer of the army was found, and none was asked",
            "l'armée : aucune réponse n'a été trouvée, et aucune n'a été demandée",
        ),
        ("the army answered on 2022-03-21, Reuters", "l'armée : réponse donnée le 21 mars 2022 (Reuters)"),
        (
            "as of 2022-06-30: due 2022-02-27 (18 months from 2020-08-27), overdue by 123 days, put off on 2022-06-06;"
            " due 2024-02, due in 609 days",
            "le 30 juin 2022 : échéance 27 février 2022 (18 mois à partir de : 27 août 2020), en retard de 123 jours,"
            " repoussée le 6 juin 2022 ; échéance février 2024, encore 609 jours",
        ),
        (
            'the sentence says "kept", and the block has no `done`; a person has to look, and to say so with'
            ' "standing"',
            "la phrase dit « kept », et aucun accomplissement n'est consigné ; il faut qu'une personne en juge",
        ),
        (
            '"about 2,400": 2,400, by Reuters (2022-02-17); otherwise: 300 to 350, by the army (2022-01)',
            "« environ 2 400 » : 2 400 (Reuters, 17 février 2022) ; autrement : de 300 à 350 (l'armée, janvier 2022)",
        ),
        (
            "“they fired” stands in the capture of Reuters of 2026-11-23",
            "« they fired » figure dans la copie archivée de Reuters (23 novembre 2026)",
        ),
        (
            'no entry or source has "poison", "knife"; a person has to look, and to say so with "standing", or add'
            " the entry",
            "aucune entrée ni source n'a « poison », « knife » ; il faut qu'une personne en juge",
        ),
        (
            "the army: accused by OHCHR, 2022-04-05; the army: reported by Reuters",
            "l'armée : accusation (OHCHR, 5 avril 2022) ; l'armée : signalement (Reuters)",
        ),
        ('"300 to 350": 1,000 people killed (planned), by Reuters', "« 300 à 350 » : 1 000, en projet (Reuters)"),
        ("al-Shabaab is on record with this view", "Chebab : position attestée"),
        ("JNIM is on record with this view", "JNIM : position attestée"),
        (
            '"17" is a number of its entries, and the sentence says "on 2 March 2023" of it, and the block has a longer'
            ' time; a person has to look, and to say so with "standing"',
            "« 17 » est un nombre de ses entrées, mais la phrase en dit « on 2 March 2023 », alors que les faits"
            " consignés ont duré plus longtemps ; il faut qu'une personne en juge",
        ),
        (
            '"murdered" is said as a fact, and the last judgement is: overturned, 2021-07-09 (Reuters)',
            "« murdered » est dit comme un fait, et le dernier jugement est : annulation du jugement, 9 juillet 2021"
            " (Reuters)",
        ),
        (
            '"overturned" is said to be done by "the High Court", and the entries do not have that',
            "« overturned » : la phrase en fait l'auteur « the High Court », ce que les entrées ne disent pas",
        ),
        (
            'the sentence says "admitted", and no entry has that it was admitted',
            "la phrase dit « admitted », et aucune entrée ne consigne d'aveu",
        ),
        (
            'the sentence has "222" in the promise, and the pledge does not',
            "la phrase met « 222 » dans la promesse, et l'engagement ne le contient pas",
        ),
        (
            'the sentence says "left", and by the block it has no day on which the army left',
            "la phrase dit « left », et aucun jour de départ n'est consigné (l'armée)",
        ),
        (
            'the sentence says "arrived ... in 2019", and the army arrived on 2021-12-01',
            "la phrase dit « arrived ... in 2019 », alors que l'arrivée (l'armée) a eu lieu le 1er décembre 2021",
        ),
        (
            'the sentence says that they left "France", and the block has them in Reuters',
            "la phrase dit qu'ils ont quitté « France », et l'entrée les situe ailleurs (« Reuters »)",
        ),
        (
            'the answer says "not", and the sentence does not',
            "la réponse dit « not », ce que la phrase ne dit pas",
        ),
        (
            'the sentence has "President" hold the view too, and the block has the army',
            "la phrase prête aussi la position à « President », et l'entrée ne la donne que pour : l'armée",
        ),
        (
            'the sentence does not name "the army", whose view the block gives',
            "la phrase ne nomme pas l'armée, dont la position est consignée",
        ),
        (
            'the sentence has "Reuters" say what the block has as an answer of the army; a person has to look, and to'
            ' say so with "standing"',
            "la phrase fait dire à « Reuters » ce qui est une réponse d'une autre partie (l'armée) ; il faut qu'une"
            " personne en juge",
        ),
        (
            'the sentence speaks of "Reuters", and the answer does not',
            "la phrase parle de « Reuters », et la réponse n'en parle pas",
        ),
        (
            'the sentence says "in May", and the block has no day on which the army answered',
            "la phrase dit « in May », et le jour de la réponse (l'armée) n'est pas consigné",
        ),
        (
            'the sentence says "a week", and the block has not both days',
            "la phrase dit « a week », et les deux jours ne sont pas consignés",
        ),
        (
            '"arrested" is said to be done by Reuters, which is only a source of the case',
            "« arrested » : la phrase en fait l'auteur Reuters, qui n'est qu'une source de l'affaire",
        ),
        (
            'the sentence says "Since 2020", and the army held this view from a day not given until 2023-05',
            "la phrase dit « Since 2020 », et la position (l'armée) est défendue depuis une date non précisée et"
            " jusqu'en mai 2023",
        ),
    ],
)
def test_a_reason_in_french(english: str, told: str) -> None:
    assert french(english) == told


@pytest.mark.parametrize(
    "text",
    ["a sentence that nobody wrote", "the editors call it contested: words of no entry", "\ue0000\ue001: accused", ""],
)
def test_what_has_no_form_is_not_told_at_all(text: str) -> None:
    assert french(text) == ""


def test_only_a_statistic_is_told_by_its_values() -> None:
    statistic = Outcome("", Verdict.FAILS, "new words", computed=1234.5, unit="percent", dataset="ged")
    assert published_outcome(statistic, ENTRIES, VOCABULARY).why == f"les données donnent 1{WIDE}234,5{WIDE}%"
    undecided = Outcome("", Verdict.UNVERIFIABLE, "new words", dataset="ged")
    assert published_outcome(undecided, ENTRIES, VOCABULARY).why == ""
    assert published_outcome(replace(undecided, verdict=Verdict.NOT_RUN), ENTRIES, VOCABULARY).why == ""


def test_every_text_of_an_outcome_is_told() -> None:
    part = Part("deaths in Mali are 5", Verdict.FAILS, "the data give 6, where 5 is stated", tolerance="exactly 5")
    asked = Amount(Measure(Quantity.DEATHS), Period.of_year(2022))
    weak = Projection(asked, (Estimate(Method.DAYS, 1.0, note="new words"),), 3, weak="half as much is well possible")
    outcome = Outcome(
        "",
        Verdict.FAILS,
        "the data give 6, where 5 is stated",
        notes=("officially: a vote", "new words"),
        since=("done on 2023-01-01",),
        basis="its typed entries; no capture was looked at",
        history="no earlier version of it was committed",
        standing_why="it cites no source",
        needs="a series of deaths, in 2020",
        tolerance="exactly 5",
        parts=(part,),
        projections=(weak,),
    )
    found = published_outcome(outcome, ENTRIES, VOCABULARY)
    assert found.notes == (f"version officielle{THIN}: un vote",)
    assert found.since == ("accompli le 1er janvier 2023",)
    assert found.history == "aucune version antérieure n’en a été enregistrée"
    assert found.standing_why == "aucune source n’est citée"
    assert found.parts[0].why == found.why == "les données donnent 6, la phrase dit 5"
    assert found.parts[0].tolerance == found.tolerance == "exactement 5"
    assert found.needs == "une série de décès, en 2020"
    assert found.projections[0].weak == "moitié moins est bien possible"
    assert found.projections[0].estimates[0].note == ""
    assert found.reading == outcome.reading


def test_many_pieces_do_not_take_long() -> None:
    text = "; ".join(f'"{n}": {n} civilians killed, OHCHR' for n in range(40))
    assert french(text).count("civils tués") == 40
    assert french(text + "; new words") == ""


_ENGLISH = re.compile(
    r"\b(?:the|and|was|were|with|which|that|this|from|held|call|says|said|editors|known|steps|until|since|by)\b"
)


def test_no_outcome_of_the_example_mixes_english_into_french(tmp_path: Path) -> None:
    root = tmp_path / "mali"
    shutil.copytree(EXAMPLE, root, ignore=shutil.ignore_patterns("fr"))
    settings = (root / "dossier.toml").read_text("utf-8")
    languages = re.sub(r"(?m)^languages = .*$", 'languages = ["en", "fr"]', settings)
    (root / "dossier.toml").write_text(re.sub(r"(?ms)^\[translations\.fr\]\n(?:\w.*?\n)*", "", languages), "utf-8")
    edition = freeze(root, date(2026, 11, 23)).edition
    assert edition is not None
    told = 0
    for entry in edition.version("fr").entries:
        outcome = entry.outcome
        for text in (outcome.why, outcome.standing_why, outcome.basis, outcome.history, *outcome.notes, *outcome.since):
            # What stands in guillemets is quoted, what in parentheses is a source's name.
            bare = re.sub(r"«[^«»]*(?:«[^«»]*»[^«»]*)*»|\([^()]*(?:\([^()]*\)[^()]*)*\)", "", text)
            assert not _ENGLISH.search(bare), text
            assert not misset(re.sub(r"«[^«»]*(?:«[^«»]*»[^«»]*)*»", "x", text)), text
            told += bool(text)
    silent = [one.statement.id for one in edition.version("fr").entries if not one.outcome.why]
    assert silent == []
    assert told > 100


def test_every_reason_of_the_documentary_cases_has_a_french_one(tmp_path: Path) -> None:
    silent = []
    for number, case in enumerate(read()["cases"]):
        root = tmp_path / str(number)
        outcome = documentary(case["sentence"], read()["blocks"][case["block"]], case.get("language", "en"), root)
        dossier, _ = load_dossier(root)
        assert dossier is not None
        claim = dossier.claims[0]
        texts = entries_of(claim.statements[0], claim, None, None, {one.id: one for one in dossier.sources})
        found = published_outcome(outcome, texts, VOCABULARY)
        pairs = [(outcome.why, found.why), (outcome.basis, found.basis), (outcome.history, found.history)]
        silent += [english for english, told in pairs if english and not told]
        silent += [outcome.why] * (len(found.notes) < len(outcome.notes) or len(found.since) < len(outcome.since))
    assert silent == []
