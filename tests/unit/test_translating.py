"""Translations are held against their originals: numbers, dates, hedges, readings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.checks.translation import hedged, missing
from onrecord.model.dossier import Dossier
from onrecord.model.finding import Finding
from onrecord.pipeline import check
from onrecord.text import load_dossier
from onrecord.text.wordings import wordings
from onrecord.translating import facts_of
from onrecord.vocabulary import load_builtin

EXAMPLE = Path(__file__).parents[2] / "examples" / "mali-2022"
WORDS = load_builtin()


def differences(english: str, other: str, language: str = "fr") -> list[str]:
    """What is told of a text and its translation: -missing, +added, ~hedged otherwise."""
    one, two = facts_of(english, "en", WORDS), facts_of(other, language, WORDS)
    told = [f"-{text}" for text in missing(one, two)] + [f"+{text}" for text in missing(two, one)]
    return told + [f"~{here}/{there}" for here, there in hedged(one, two)]


@pytest.mark.parametrize(
    ("english", "french"),
    [
        ("It rose by 70 percent.", "Il a augmenté de 70 %."),
        ("1,240 people died.", "1 240 personnes sont mortes."),
        ("1,240 people died.", "1\u202f240 personnes sont mortes."),
        ("three times as many as in 2020", "trois fois plus qu'en 2020"),
        ("Half of the dead were civilians.", "La moitié des morts étaient des civils."),
        ("Deaths doubled.", "Le nombre de morts a doublé."),
        ("Deaths in Mali doubled in 2021.", "En 2021, le nombre de morts au Mali a augmenté de 100 %."),
        ("in the first quarter of 2022", "au premier trimestre de 2022"),
        ("in the first half of 2022", "au premier semestre de 2022"),
        ("from January to March 2022", "de janvier à mars 2022"),
        ("on 16 and 17 March 2022", "les 16 et 17 mars 2022"),
        ("on 1 April 2022", "le 1er avril 2022"),
        ("On 24 and again on 26 January 2022", "Le 24, puis de nouveau le 26 janvier 2022"),
        ("More than 300 died.", "Plus de 300 sont morts."),
        ("about a dozen groups", "une douzaine de groupes"),
        ("some fifteen states", "une quinzaine d'États"),
        ("at about $10.8 million a month", "à environ 10,8 millions de dollars par mois"),
        ("The transition should last twelve months.", "La transition doit durer douze mois."),
        ("an 18 month transition", "une transition de 18 mois"),
        ("Both sides gave a count.", "Les deux camps ont donné un décompte."),
        ("One of them left.", "L'un d'eux est parti."),
        ("15 to 40 million francs", "de 15 à 40 millions de francs"),
        ("10 deaths per 100,000 people", "10 morts pour 100 000 habitants"),
        ("It is so [@hrw-2022, p. 7].", "C'est ainsi."),
        ("almost 150 percent above 2021", "supérieur de près de 150 % à celui de 2021"),
    ],
)
def test_the_same_in_both_languages(english: str, french: str) -> None:
    assert differences(english, french) == []


@pytest.mark.parametrize(
    ("english", "french", "told"),
    [
        ("It rose by 70 percent.", "Il a augmenté de 60 %.", ["-70 percent", "+60 %"]),
        ("It rose by 70 percent.", "Il a augmenté.", ["-70 percent"]),
        ("It rose.", "Il a augmenté de 70 %.", ["+70 %"]),
        ("It rose by 70 percent.", "Il a augmenté de 70,0 %.", ["~70 percent/70,0 %"]),
        ("300 died.", "Plus de 300 sont morts.", ["~300/Plus de 300"]),
        ("At least 300 died.", "300 sont morts.", ["~At least 300/300"]),
        ("At least 300 died.", "Plus de 300 sont morts.", ["~At least 300/Plus de 300"]),
        ("1,240 died.", "12 400 sont morts.", ["-1,240", "+12 400"]),
        ("three times as many", "deux fois plus", ["-three times", "+deux fois"]),
        ("on 5 March 2022", "le 6 mars 2022", ["-on 5 March 2022", "+le 6 mars 2022"]),
        ("on 5 March 2022", "le 5 avril 2022", ["-on 5 March 2022", "+le 5 avril 2022"]),
        ("in March 2022 and in May 2021", "en mars 2021 et en mai 2021", ["-in March 2022", "+en mars 2021"]),
        ("in the first quarter of 2022", "au deuxième trimestre de 2022",
         ["-in the first quarter of 2022", "+au deuxième trimestre de 2022"]),
        ("10 deaths per 100,000 people", "10 morts pour 10 000 habitants",
         ["-per 100,000 people", "+pour 10 000 habitants"]),
        ("1,000 came after 1,425 had left. On 31 October 2021 it had 12,789 men.",
         "1 000 sont venus après le départ de 1 426. Le 31 octobre 2021, elle comptait 12 789 hommes.",
         ["-1,425", "+1 426"]),
        ("twelve months", "dix-huit mois", ["-twelve", "+dix-huit"]),
    ],
)  # fmt: skip
def test_what_differs_is_told_as_it_is_written(english: str, french: str, told: list[str]) -> None:
    assert differences(english, french) == told


def test_of_other_languages_the_digits_are_compared() -> None:
    english = "In 2022 1,240 people died, 70.5 percent of all."
    spoken = facts_of(english, "sw", WORDS)
    german = "Im Jahr 2022 starben 1.240 Menschen, 70,5 Prozent aller."
    assert list(missing(spoken, facts_of(german, "de", WORDS))) == []
    wrong = facts_of(german.replace("1.240", "1.420"), "de", WORDS)
    assert list(missing(spoken, wrong)) == ["1,240"]
    assert list(missing(wrong, spoken)) == ["1.420"]


# The example ------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def example() -> Dossier:
    dossier, _ = load_dossier(EXAMPLE)
    assert dossier is not None
    return dossier


def worded(example: Dossier) -> Iterator[tuple[str, str, str]]:
    originals = {claim.id: claim for claim in example.claims}
    for claim in example.translations:
        for one in wordings(originals[claim.id], claim):
            yield f"{claim.id} {one.statement} {one.what}", one.original, one.translation


def test_the_example_is_translated_whole_and_says_the_same_in_french(example: Dossier) -> None:
    texts = list(worded(example))
    assert len(texts) > 400
    assert {what: told for what, english, french in texts if (told := differences(english, french))} == {}
    assert [len(claim.statements) for claim in example.claims] == [
        len(claim.statements) for claim in example.translations
    ]


def test_any_number_of_it_that_is_changed_is_found(example: Dossier) -> None:
    """Each digit run of each French text is raised by one; citation keys, which the loader compares, are left out."""
    import re

    changed = unseen = 0
    for _, english, french in worded(example):
        bare = re.sub(r"\[[^\[\]]*@[^\[\]]*\]", "", french)
        for found in re.finditer(r"\d(?:[\d,.\u202f]*\d)?", bare):
            number = found[0][:-1] + str((int(found[0][-1]) + 1) % 10)
            if not int(re.sub(r"\D", "", number)):
                continue
            changed += 1
            unseen += not differences(english, bare[: found.start()] + number + bare[found.end() :])
    assert changed > 400
    assert unseen == 0


# Readings ---------------------------------------------------------------------------------------------------------

TOML = """title = "Mali"
as_of = 2022-12-31
languages = ["en", "fr"]

[datasets.deaths]
path = "deaths.csv"
quantity = "deaths"
"""
HEAD = "---\nclaim: {}\nclaimant: {}\n---\n\n"
DATA = "place,period,value\nMali,2020,1000\nMali,2021,1240\nMali,2022,1612\nNiger,2021,450\nNiger,2022,400\n"


def found(root: Path, english: str, french: str) -> list[Finding]:
    (root / "claims/fr").mkdir(parents=True)
    (root / "dossier.toml").write_text(TOML)
    (root / "deaths.csv").write_text(DATA)
    (root / "sources.json").write_text('[{"id": "ucdp", "type": "dataset", "title": "UCDP"}]')
    (root / "claims/a.md").write_text(HEAD.format("A", "B") + english + "\n")
    (root / "claims/fr/a.md").write_text(HEAD.format("C", "D") + french + "\n", encoding="utf-8")
    return [one for one in check(root).findings if one.span.file == "claims/fr/a.md"]


@pytest.mark.parametrize(
    ("french", "codes"),
    [
        ("Au Mali, le nombre de morts a augmenté de 24 % en 2021.", []),
        ("Au Mali, le nombre de morts a baissé de 24 % en 2021.", ["OR464"]),
        ("Au Niger, le nombre de morts a augmenté de 24 % en 2021.", ["OR464"]),
        ("Au Mali, le nombre de morts a augmenté de 24 % en 2022.", ["OR463", "OR463", "OR464"]),
        ("Au Mali, la mort a fauché 24 % de plus en 2021.", []),
    ],
)
@pytest.mark.parametrize(
    "block", ["", "\n  ~~~ reads\n  deaths in Mali in 2021 exceed those in 2020 by 24 percent\n  ~~~"]
)
def test_a_reading_that_is_not_the_originals_is_an_error(
    tmp_path: Path, french: str, codes: list[str], block: str
) -> None:
    english = f"- Deaths in Mali rose by 24 percent in 2021. [@ucdp] {{#rise}}{block}"
    told = found(tmp_path, english, f"- {french} {{#rise}}")
    assert sorted(one.code for one in told) == codes
    for one in told:
        assert (one.statement, one.span.line) == ("rise", 6)


def test_both_readings_are_shown(tmp_path: Path) -> None:
    (one,) = found(
        tmp_path,
        "- Deaths in Mali rose by 24 percent in 2021. [@ucdp] {#rise}",
        "- Au Mali, le nombre de morts a baissé de 24 % en 2021. {#rise}",
    )
    assert one.message == (
        'the translation reads as "deaths in Mali in 2021 fall by 24 percent from 2020", '
        'the original as "deaths in Mali in 2021 rise by 24 percent from 2020"'
    )


def test_front_matter_and_blocks_are_compared_too(tmp_path: Path) -> None:
    english = "- They answered. [@ucdp] {#reply}\n  ~~~ reply\n  by: B\n  text: 12 men died.\n  ~~~\n"
    french = "- Ils ont répondu. {#reply}\n  ~~~ reply\n  by: D\n  text: 13 hommes sont morts.\n  ~~~\n"
    told = found(tmp_path, english, french)
    assert [(one.code, one.message, one.span.line) for one in told] == [
        ("OR463", '"12" of the original is not in the translation: "text"', 7),
        ("OR463", '"13" is not in the original: "text"', 7),
    ]


def test_a_translation_is_not_judged(tmp_path: Path) -> None:
    english = "- Deaths in Mali rose by 70 percent in 2021. [@ucdp] {#rise}"
    assert found(tmp_path, english, "- Au Mali, le nombre de morts a augmenté de 70 % en 2021. {#rise}") == []
    report = check(tmp_path)
    assert len(report.outcomes) == 1
    assert report.exit_code == 1
    assert replace(report).ages.startswith("not compared: the dossier is in no git repository")
