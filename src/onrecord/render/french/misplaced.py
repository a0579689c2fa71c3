"""What the checks say of words that belong to another entry, day or doer, English beside French; see ``documents``."""

from __future__ import annotations

from onrecord.render.french.undertakings import with_asked

_Pair = tuple[str, str]
_SAYS, _DIT = 'the sentence says "{said}"', "la phrase dit {said}"

MISPLACED: tuple[_Pair, ...] = (
    *with_asked(f"{_SAYS}, and no count whose number it gives has that", f"{_DIT}, ce que n'a aucun des bilans cités"),
    *with_asked(
        f"{_SAYS}, and no level whose number it gives has that", f"{_DIT}, ce que n'a aucun des effectifs cités"
    ),
    *with_asked(
        f"{_SAYS}, and no entry says what became of them", f"{_DIT}, et aucune entrée ne dit ce qu'ils sont devenus"
    ),
    *with_asked(
        f"{_SAYS}, and the entries speak of another service", f"{_DIT}, et les entrées parlent d'un autre corps"
    ),
    *with_asked(f"{_SAYS}, and the entry has one of them", f"{_DIT}, et l'entrée n'en a qu'un"),
    *with_asked(
        f"{_SAYS} of a number, and the force is that of {{party}}", f"{_DIT} d'un nombre, et la force est : {{party}}"
    ),
    *with_asked(
        "the number that the sentence gives is of a part of the force, by its entries: {own}",
        "le nombre que donne la phrase est, d'après les entrées, celui d'une partie de la force : {own}",
    ),
    *with_asked(
        f'{_SAYS} of "{{said2}}", and no entry has that of this step',
        f"{_DIT} à propos de {{said2}}, et aucune entrée n'a cela pour cette étape",
    ),
    *with_asked(f'{_SAYS}, and the entry says "former"', f"{_DIT}, et l'entrée précise qu'il ne l'est plus"),
    *with_asked(
        f'{_SAYS} of "{{said2}}", and by its entries that was on another day',
        f"{_DIT} à la date {{said2}}, et d'après les entrées c'était un autre jour",
    ),
    *with_asked(
        f'{_SAYS}, and by its entries "{{said2}}" was on {{iso}} and "{{said3}}" on {{iso2}}',
        f"{_DIT} ; d'après les entrées, {{said2}} : {{iso}}, et {{said3}} : {{iso2}}",
    ),
    *with_asked(
        f"{_SAYS} of what happened, and by its entries that was {{iso}}",
        f"{_DIT} à propos des faits, qui d'après les entrées sont du {{iso}}",
    ),
    *with_asked(
        f"{_SAYS} of what happened, and by its entries that was {{iso}} to {{iso2}}",
        f"{_DIT} à propos des faits, qui d'après les entrées ont eu lieu du {{iso}} au {{iso2}}",
    ),
    *with_asked(
        f"{_SAYS}, and by its entries they were released on {{iso}}",
        f"{_DIT} ; d'après les entrées, remise en liberté : {{iso}}",
    ),
    *with_asked(
        'the sentence has "{said}" say what no entry has of them',
        "la phrase prête à {said} ce qu'aucune entrée n'a de cette source",
    ),
    *with_asked(
        "the number that the sentence gives is of more than it says, by its entries: {own}",
        "le nombre que donne la phrase compte, d'après les entrées, davantage qu'elle ne dit : {own}",
    ),
    *with_asked(
        f"{_SAYS}, and no entry has that of {{party}}", f"{_DIT}, ce qu'aucune entrée n'a de ceux-ci : {{party}}"
    ),
    *with_asked(
        f"{_SAYS} of who said so, and no entry is of that day",
        f"{_DIT} à propos de qui le dit, et aucune entrée n'est de ce jour",
    ),
    *with_asked(
        f"{_SAYS}, and no entry says that they were held", f"{_DIT}, et aucune entrée ne dit qu'ils étaient détenus"
    ),
    *with_asked(
        "the number that the sentence gives is of something else, by its entries: {own}",
        "le nombre que donne la phrase est, d'après les entrées, celui d'autre chose : {own}",
    ),
    *with_asked("by the reply of {party} it is not so", "d'après la réponse ({party}), il n'en est pas ainsi"),
    *with_asked(f"{_SAYS}, and no entry has that month", f"{_DIT}, et aucune entrée n'a ce mois"),
    *(
        pair
        for known, connue in (
            ("{iso}", "{iso}"),
            ("{iso} or {iso2}", "{iso} ou {iso2}"),
            ("{iso} or {iso2} or {iso3}", "{iso}, {iso2} ou {iso3}"),
        )
        for pair in with_asked(
            f"{_SAYS}, and by its entries the deadline is {known}",
            f"{_DIT}, et d'après les entrées l'échéance est : {connue}",
        )
    ),
    *with_asked(f"{_SAYS}, and no entry has them accuse these", f"{_DIT}, et aucune entrée n'a cette accusation"),
    *with_asked(f"{_SAYS}, and the pledge has it the other way round", f"{_DIT}, et l'engagement dit l'inverse"),
    *with_asked(
        'the sentence has "{said}" promise what {party} promised',
        "la phrase prête à {said} l'engagement d'un autre : {party}",
    ),
    *with_asked(
        'the sentence lays "{said}" to {party}, and its entries have it by another',
        "la phrase attribue {said} à une source ({party}), et les entrées l'ont d'une autre",
    ),
    *with_asked(
        'the sentence says that "{said}" left, and the levels count those who were there',
        "la phrase dit que {said} sont partis, et les effectifs comptent ceux qui étaient là",
    ),
    ('the sentence says "{said}", and {party} left on {iso}', "la phrase dit {said} ; départ ({party}) : {iso}"),
    *with_asked(
        '"{said}" was so at another time than the sentence names: {rest}',
        "{said} était vrai à un autre moment que celui que dit la phrase : {rest}",
    ),
)
"""English messages and the French ones, as templates."""
