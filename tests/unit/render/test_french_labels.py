"""French labels of figures: nouns, articles and prepositions, elisions, periods."""

from __future__ import annotations

from datetime import date

import pytest

from onrecord.model.dates import Grain, Period
from onrecord.model.edition import Entry
from onrecord.model.explanation import Course, Ranked, Ranking
from onrecord.model.figure import Figure, LabelledFigure, Outcome, Projection, Verdict
from onrecord.model.reading import Amount, Per, RateUnit, Ref
from onrecord.reading import parse_reading, print_amount
from onrecord.render.french.articles import actor_name, in_place, of_place
from onrecord.render.french.labels import french_label, french_labels, ranking_label
from onrecord.render.french.typography import misset
from onrecord.vocabulary import load_builtin

VOCABULARY = load_builtin()


def amount(english: str) -> Amount:
    """The subject of "... are 5"."""
    found = parse_reading(f"{english} are 5", VOCABULARY, series=("refugees",))
    assert hasattr(found, "parts"), found
    first = found.parts[0]
    assert hasattr(first, "subject")
    assert isinstance(first.subject, Amount)
    return first.subject


def plain(text: str) -> str:
    assert not misset(text)
    return text.replace("\N{NARROW NO-BREAK SPACE}", " ").replace("\N{NO-BREAK SPACE}", " ").replace("’", "'")


@pytest.mark.parametrize(
    ("english", "french"),
    [
        ("deaths in Mali from January to June 2022", "décès au Mali de janvier à juin 2022"),
        ("deaths in Mali from April to June 2022", "décès au Mali d'avril à juin 2022"),
        ("deaths in Mali, Burkina Faso and Niger in 2021", "décès au Mali, au Burkina Faso et au Niger en 2021"),
        ("deaths per day in France in August 2021", "décès par jour en France en août 2021"),
        (
            "deaths per 100,000 people in the Netherlands since 2017",
            "décès pour 100 000 habitants aux Pays-Bas depuis 2017",
        ),
        (
            "deaths in attacks on civilians by militant Islamist groups in Mali from January to March 2022",
            "décès dans les attaques contre les civils par des groupes islamistes militants au Mali de janvier à mars"
            " 2022",
        ),
        (
            "events involving the Islamic State in the Lake Chad Basin before 5 March 2020",
            "événements impliquant l'État islamique dans le bassin du lac Tchad avant le 5 mars 2020",
        ),
        ("attacks on civilians in Cuba since 1 March 2020", "attaques contre les civils à Cuba depuis mars 2020"),
        ("events of organised violence in Yemen in 2020", "événements de violence organisée au Yémen en 2020"),
        ("civilian deaths by the government of Iran in 2020", "décès de civils par le gouvernement de l'Iran en 2020"),
        (
            "hours between attacks on civilians in Mali in 2020",
            "heures entre deux attaques contre les civils au Mali en 2020",
        ),
        (
            "countries with attacks on civilians in Africa in 2020",
            "pays avec des attaques contre les civils en Afrique en 2020",
        ),
        (
            'deaths in "Gao" in Mali from 1 January 2020 to 5 March 2020',
            "décès à « Gao » au Mali du 1er janvier 2020 au 5 mars 2020",
        ),
        ("deaths in Mali on 1 March 2020", "décès au Mali le 1er mars 2020"),
        ("deaths in Mali from October 2020 to August 2021", "décès au Mali d'octobre 2020 à août 2021"),
        ("deaths in Mali from 2010 to 2021", "décès au Mali de 2010 à 2021"),
        (
            "deaths by Ansaroul Islam in Mali on record",
            "décès par « Ansaroul Islam » au Mali sur toute la période des données",
        ),
        (
            "deaths in Mali in 2022 projected from January to June 2022",
            "décès au Mali en 2022, projection à partir de la période de janvier à juin 2022",
        ),
        ("refugees in Mali in 2020", "« refugees » au Mali en 2020"),
    ],
)
def test_a_label(english: str, french: str) -> None:
    assert plain(french_label(amount(english), VOCABULARY)) == french


def test_a_label_without_its_period() -> None:
    assert plain(french_label(amount("deaths in Mali in 2020"), VOCABULARY, with_period=False)) == "décès au Mali"


def test_a_rate_over_several_days() -> None:
    found = amount("deaths in Mali in 2020")
    per = Amount(found.measure, found.period, Per(RateUnit.DAY, 12))
    assert plain(french_label(per, VOCABULARY)) == "décès par période de 12 jours au Mali en 2020"


@pytest.mark.parametrize(
    ("id", "inside", "of"),
    [
        ("MLI", "au Mali", "du Mali"),
        ("FRA", "en France", "de la France"),
        ("NLD", "aux Pays-Bas", "des Pays-Bas"),
        ("IRN", "en Iran", "de l'Iran"),
        ("CUB", "à Cuba", "de Cuba"),
        ("ISR", "en Israël", "d'Israël"),
        ("MOZ", "au Mozambique", "du Mozambique"),
        ("CIV", "en Côte d'Ivoire", "de la Côte d'Ivoire"),
        ("USA", "aux États-Unis", "des États-Unis"),
        ("HTI", "en Haïti", "d'Haïti"),
        ("YEM", "au Yémen", "du Yémen"),
        ("CAF", "en République centrafricaine", "de la République centrafricaine"),
        ("OMN", "à Oman", "d'Oman"),
        ("SDN", "au Soudan", "du Soudan"),
        ("COL", "en Colombie", "de la Colombie"),
        ("TCD", "au Tchad", "du Tchad"),
        ("HND", "au Honduras", "du Honduras"),
        ("BRB", "à la Barbade", "de la Barbade"),
        ("SLE", "en Sierra Leone", "de la Sierra Leone"),
        ("IMN", "à l'Île de Man", "de l'Île de Man"),
        ("FLK", "aux îles Falkland", "des îles Falkland"),
        ("world", "dans le monde", "du monde"),
        ("sahel", "au Sahel", "du Sahel"),
        ("africa", "en Afrique", "de l'Afrique"),
        ("horn-of-africa", "dans la Corne de l'Afrique", "de la Corne de l'Afrique"),
    ],
)
def test_places(id: str, inside: str, of: str) -> None:
    assert plain(in_place(Ref(id), VOCABULARY)) == inside
    assert plain(of_place(Ref(id), VOCABULARY)) == of


def test_every_place_of_the_vocabulary_has_a_french_form() -> None:
    assert [one.id for one in VOCABULARY.places if "«" in in_place(Ref(one.id), VOCABULARY)] == []


@pytest.mark.parametrize(
    ("id", "french"),
    [
        ("islamic-state", "l'État islamique"),
        ("boko-haram", "la secte Boko Haram"),
        ("al-qaida", "Al-Qaïda"),
        ("wagner", "le groupe Wagner"),
        ("al-shabaab", "les Chebab"),
        ("fulani", "des miliciens peuls"),
        ("rsf", "les Forces de soutien rapide"),
        ("al-mourabitoun", "les Signataires par le sang"),
        ("ttp", "les talibans pakistanais"),
        ("government-of-mali", "le gouvernement du Mali"),
        ("eta", "Pays basque et liberté"),
        ("unita", "l'Union nationale pour l'indépendance totale de l'Angola"),
        ("ansaroul-islam", "« Ansaroul Islam »"),
    ],
)
def test_actors(id: str, french: str) -> None:
    assert plain(actor_name(Ref(id), VOCABULARY)) == french


def test_a_name_of_the_data_stays_as_it_is() -> None:
    assert actor_name(Ref("JNIM: Jama'at", raw=True), VOCABULARY) == "«\u202fJNIM: Jama'at\u202f»"


def test_all_that_is_shown_of_a_statement_has_a_label() -> None:
    asked = amount("deaths in Mali in 2020")
    english = print_amount(asked, VOCABULARY)
    figure = Figure(Period.of_year(2020), 1.0)
    entry = Entry(
        statement=None,  # type: ignore[arg-type]
        outcome=Outcome(
            "",
            Verdict.HOLDS,
            "",
            figures=(LabelledFigure(english, figure, "", asked),),
            projections=(Projection(asked, (), 0, label="projected"),),
        ),
        courses=(Course("deaths in Mali", Grain.YEAR, (), 0, 0, amount=asked),),
        rankings=(
            Ranking(
                "areas from the lowest",
                Period(),
                ((1, Ranked("Gao, Syria", figure, 1.0)), (2, Ranked("Homs", figure, 1.0))),
                2,
            ),
        ),
    )
    assert dict(french_labels(entry, VOCABULARY)) == {
        "deaths in Mali in 2020": "décès au Mali en 2020",
        "projected": "décès au Mali en 2020",
        "deaths in Mali": "décès au Mali",
        "areas from the lowest": "régions, par ordre croissant",
        "Gao, Syria": "Gao, Syrie",
    }


def test_a_ranking_of_something_else_has_no_french_label() -> None:
    assert ranking_label("parties") == ""
    assert ranking_label("countries") == "pays"


def test_days_and_open_ends() -> None:
    found = amount("deaths in Mali in 2020").measure
    since = Amount(found, Period(date(2020, 3, 5), None))
    assert plain(french_label(since, VOCABULARY)) == "décès au Mali depuis le 5 mars 2020"
