"""Translations joined to their originals: words are theirs, all else is the original's, and must be."""

from __future__ import annotations

import pytest

from onrecord.model.blocks import Incident, Position
from onrecord.model.dossier import Titling
from onrecord.model.visibility import Visibility
from onrecord.visibility import published

from .conftest import Load

TOML = 'title = "T"\nas_of = 2022-03-31\nlanguages = ["en", "fr"]\n[rating]\nscale = ["up", "down"]\n'
ENGLISH = """---
claim: The country is safer.
claimant: The army
order: 4
note: Wording ours.
appearances:
  - on: 2022-01-02
    where: On the radio
    source: ged
    quote: it is safer
rating:
  value: up
  by: A. Editor
  on: 2022-03-01
  because: It is.
---

The army said so. [@ged]

- Some say that 300 died. [@ged; @hrw-moura] {#died .for}
  ~~~ incident
  what: killings
  where: Moura
  from: 2022-03-27
  to: 2022-03-31
  because: Sources differ.
  counts:
    - {exact: 300, counted: men, by: HRW, source: hrw-moura, interest: none}
    - {at_least: 200, counted: fighters, by: the army, source: ged}
  ~~~
- They doubt it. [@ged] {#doubt}
  ~~~ position
  who: They
  view: Doubt
  since: 2022-03
  source: ged
  ~~~
"""
FRENCH = """---
claim: Le pays est plus sûr.
claimant: L'armée
note: Formulation de la rédaction.
appearances:
  - where: À la radio
rating:
  because: C'est ainsi.
---

L'armée l'a dit.

- Certains disent que 300 sont morts. {#died}
  ~~~ incident
  what: massacre
  where: Moura
  because: Les sources divergent.
  counts:
    - {counted: hommes, interest: aucun, by: HRW}
    - {counted: combattants, by: l'armée}
  ~~~
- Ils en doutent. {#doubt}
  ~~~ position
  who: Eux
  view: Doute
  ~~~
"""


def both(load: Load, french: str, english: str = ENGLISH):  # type: ignore[no-untyped-def]
    return load(**{"toml": TOML, "claim": None, "claims/c.md": english, "claims/fr/c.md": french})


def test_a_translation_gives_words_and_has_all_else_from_its_original(load: Load) -> None:
    dossier, faults, _ = both(load, FRENCH)
    assert faults == []
    (original,), (claim,) = dossier.claims, dossier.translations
    assert (claim.id, claim.language, claim.claim, claim.claimant) == ("c", "fr", "Le pays est plus sûr.", "L'armée")
    assert (claim.order, claim.file, claim.prose) == (4, "claims/fr/c.md", "L'armée l'a dit.")
    (said,) = claim.appearances
    assert (str(said.on), said.where, said.quote) == ("2022-01-02", "À la radio", "it is safer")
    assert said.source is not None and said.source.key == "ged"
    assert claim.rating is not None
    assert (claim.rating.value, claim.rating.by, claim.rating.because) == ("up", "A. Editor", "C'est ainsi.")
    died, doubt = claim.statements
    assert (died.text, died.classes, died.span.file) == (
        "Certains disent que 300 sont morts.", ("for",), "claims/fr/c.md",
    )  # fmt: skip
    assert [each.key for each in died.citations] == ["ged", "hrw-moura"]
    (block,) = died.blocks
    assert isinstance(block, Incident)
    assert (block.what, str(block.start), block.common.because) == ("massacre", "2022-03-27", "Les sources divergent.")
    assert [(each.low, each.high, each.counted, each.source) for each in block.counts] == [
        (300, 300, "hommes", "hrw-moura"),
        (200, None, "combattants", "ged"),
    ]
    (view,) = doubt.blocks
    assert isinstance(view, Position)
    assert (view.who, view.view, str(view.since), view.source) == ("Eux", "Doute", "2022-03", "ged")
    assert [each.text for each in original.statements] == ["Some say that 300 died.", "They doubt it."]
    assert dossier.statements == original.statements


def test_it_may_repeat_what_its_original_says(load: Load) -> None:
    whole = ENGLISH.replace("The country is safer.", "Le pays est plus sûr.")
    _, faults, _ = both(load, whole)
    assert faults == []


@pytest.mark.parametrize(
    ("french", "fault"),
    [
        (FRENCH.replace("where: À la radio", "where: À la radio\n    on: 2022-01-03"),
         '"on" of entry 1 of appearances is "2022-01-03", in the original "2022-01-02"'),
        (FRENCH.replace("  - where: À la radio", "  - where: A\n  - where: B"),
         "there are 2 appearances, in the original 1"),
        (FRENCH.replace("rating:", "rating:\n  value: down"), '"value" of rating is "down", in the original "up"'),
        (FRENCH.replace("where: Moura", "where: Moura\n  from: 2022-03-26"),
         '"from" of incident of {#died} is "2022-03-26", in the original "2022-03-27"'),
        (FRENCH.replace("{counted: hommes", "{exact: 500, counted: hommes"),
         '"number" of entry 1 of counts of incident of {#died} is "500", in the original "300"'),
        (FRENCH.replace("by: l'armée}", "by: l'armée, source: hrw-moura}"),
         '"source" of entry 2 of counts of incident of {#died} is "hrw-moura", in the original "ged"'),
        (FRENCH.replace("    - {counted: combattants, by: l'armée}\n", ""),
         "there are 1 counts of incident of {#died}, in the original 2"),
        (FRENCH.replace("en doutent.", "en doutent [@hrw-moura]."), 'the original does not cite "hrw-moura"'),
        (FRENCH.replace("en doutent.", 'en doutent [@ged "mot"].'), 'the original does not quote "mot" from "ged"'),
        (FRENCH.replace("l'a dit.", "l'a dit. [@hrw-moura]"), 'the original does not cite "hrw-moura"'),
        (FRENCH.replace("{#doubt}", "{#doubt .for}"), 'the class ".for" of {#doubt} is not in the original'),
        (FRENCH.replace("view: Doute", "view: Doute\n  because: Parce que."),
         'the original has no "because" of position of {#doubt}'),
        (FRENCH.replace("~~~ position\n  who: Eux\n  view: Doute", "~~~ reply\n  by: Eux"),
         "{#doubt} has 1 reply block, the original has none"),
        (FRENCH + "  ~~~ reads\n  deaths in Mali in 2021 exceed those in 2020\n  ~~~\n",
         "the reads block of {#doubt} is not that of the original"),
    ],
)  # fmt: skip
def test_facts_of_its_own_are_a_fault_and_not_published(load: Load, french: str, fault: str) -> None:
    dossier, faults, _ = both(load, french)
    assert [each.split(" ", 2)[2] for each in faults if "OR467" in each] == [fault]
    clean, _, _ = both(load, FRENCH)
    facts = [[each.citations, each.classes, each.reads] for each in clean.translations[0].statements]
    assert [[each.citations, each.classes, each.reads] for each in dossier.translations[0].statements] == facts


def test_what_is_missing_and_what_translates_nothing_is_told(load: Load) -> None:
    dossier, faults, _ = both(load, FRENCH.replace("{#doubt}", "{#doute}"))
    assert [each.split(" ", 1)[1] for each in faults] == [
        "OR465 a statement is not translated: doubt",
        'OR466 no statement of the original has the id "doute"',
    ]
    assert [each.id for each in dossier.translations[0].statements] == ["died"]


def test_a_claim_without_translation_and_a_language_without_any(load: Load) -> None:
    second = ENGLISH.replace("#died", "#died-2").replace("#doubt", "#doubt-2")
    files = {"toml": TOML, "claim": None, "claims/c.md": ENGLISH, "claims/d.md": second}
    _, faults, findings = load(**files)
    assert faults == ['1:1 OR465 no claim is translated into "fr"']
    assert findings[-1].remedy == "Write claims/fr/c.md, or take it out of languages."
    _, faults, _ = load(**{**files, "claims/fr/c.md": FRENCH})
    assert faults == ['1:1 OR465 the claim is not translated into "fr"']
    _, faults, _ = load(**{**files, "claims/fr/x.md": FRENCH})
    assert '1:1 OR466 no claim has the id "x"' in faults


def test_texts_left_in_the_first_language_are_noted(load: Load) -> None:
    french = FRENCH.replace("note: Formulation de la rédaction.\n", "").replace("  view: Doute\n", "")
    dossier, faults, _ = both(load, french)
    assert faults == ["1:1 OR469 2 texts are not translated: note, view of position of {#doubt}"]
    (view,) = dossier.translations[0].statements[1].blocks
    assert isinstance(view, Position) and view.view == "Doubt"


@pytest.mark.parametrize(
    ("english", "gone"),
    [
        (ENGLISH.replace("{#died .for}", "{#died .for .confidential}"), "Certains"),
        (ENGLISH.replace("note: Wording ours.", "note: Wording ours.\ninternal: [note]"), "Formulation"),
        (ENGLISH.replace("  view: Doubt", "  view: Doubt\n  internal: [view]"), "Doute"),
        (ENGLISH.replace("interest: none}", "interest: none, visibility: internal}"), "aucun"),
        (ENGLISH.replace("  because: It is.", "  because: It is.\n  visibility: internal"), "C'est ainsi"),
        (ENGLISH.replace("order: 4", "order: 4\nvisibility: confidential"), "Le pays"),
    ],
)
def test_what_is_hidden_in_the_original_is_hidden_in_its_translation(load: Load, english: str, gone: str) -> None:
    dossier, _, _ = both(load, FRENCH, english)
    assert gone in repr(dossier.translations)
    assert gone not in repr(published(dossier).translations)


def test_findings_in_a_translation_of_something_hidden_are_hidden_too(load: Load) -> None:
    english = ENGLISH.replace("{#died .for}", "{#died .for .confidential}")
    _, _, findings = both(load, FRENCH.replace("counted: hommes", "exact: 500, counted: hommes"), english)
    (found,) = [each for each in findings if each.code == "OR467"]
    assert found.visibility == Visibility.CONFIDENTIAL


def test_titles_in_other_languages(load: Load) -> None:
    toml = TOML.replace("[rating]", '[translations.fr]\ntitle = "Titre"\n[translations.de]\ntitle = "Titel"\n[rating]')
    dossier, faults, _ = load(**{"toml": toml, "claim": None, "claims/c.md": ENGLISH, "claims/fr/c.md": FRENCH})
    assert dossier.titlings == (Titling("fr", "Titre"),)
    assert faults == ['6:1 OR019 "de" is no language that the dossier is translated into']


def test_words_of_datasets_and_sources_in_other_languages(load: Load) -> None:
    words = (
        '[datasets.ged]\npath = "data/ged.csv"\ntitle = "Deaths"\n[translations.fr.datasets.ged]\ntitle = "Morts"\n'
        '[translations.fr.datasets.gde]\ntitle = "Morts"\n[translations.fr.sources.ged]\ninterest = "Un État."\n'
        '[translations.fr.sources.nobody]\ninterest = "?"\n'
    )
    toml = TOML + words
    dossier, faults, _ = load(**{"toml": toml, "claim": None, "claims/c.md": ENGLISH, "claims/fr/c.md": FRENCH})
    (titling,) = dossier.titlings
    assert [(each.id, each.title) for each in titling.datasets] == [("ged", "Morts"), ("gde", "Morts")]
    assert [(each.key, each.interest) for each in titling.sources] == [("ged", "Un État."), ("nobody", "?")]
    told = [each for each in faults if "gde" in each or "nobody" in each]
    assert len(told) == 2
    assert 'OR015 "gde" is no dataset of dossier.toml' in told[0] + told[1]


PLEDGE = """
- They promised. [@ged] {#vow}
  ~~~ pledge
  what: Leave
  by: They
  made: 2022-01-01
  due: 2022-02-01
  evidence: "overdue: they are there"
  ~~~
"""


@pytest.mark.parametrize(
    ("evidence", "faults"),
    [
        ("en retard : ils sont là", []),
        ("En retard\u00a0: ils sont là", []),
        ("overdue: ils sont là", []),
        ("tenu : ils sont là", ['"evidence" of pledge of {#vow} begins with another word for its status']),
        ("ils sont là", ['"evidence" of pledge of {#vow} begins with another word for its status']),
    ],
)
def test_the_word_for_a_status_is_that_of_the_language(load: Load, evidence: str, faults: list[str]) -> None:
    french = f'\n- Ils ont promis. {{#vow}}\n  ~~~ pledge\n  what: Partir\n  by: Eux\n  evidence: "{evidence}"\n  ~~~\n'
    _, found, _ = both(load, FRENCH + french, ENGLISH + PLEDGE)
    assert [each.split(" ", 2)[2] for each in found] == faults
