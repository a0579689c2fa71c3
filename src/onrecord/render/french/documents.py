"""What the checks of documentary statements say, English beside French, in the form of ``messages``.

The texts of entries stand in the holes ``own`` (the editors' words), ``party`` (whoever says or does something) and
``counted``; see ``entries``. ``{rest}`` is a message inside the message.
"""

from __future__ import annotations

from itertools import product

from onrecord.render.french.misplaced import MISPLACED
from onrecord.render.french.undertakings import RANGES, UNDERTAKINGS, with_asked

_Pair = tuple[str, str]


_STANDING: tuple[_Pair, ...] = (
    ("it cites no source", "aucune source n'est citée"),
    ("no typed block, so nothing to check", "rien ici ne permet de le vérifier"),
    ("shown as written", "montré tel qu'il est écrit"),
    ("the editors write: {own}", "la rédaction précise : {own}"),
    ("the editors found no source that says it", "la rédaction n'a trouvé aucune source qui le dise"),
    (
        "the editors found no source that says it: {own}",
        "la rédaction n'a trouvé aucune source qui le dise ; selon elle : {own}",
    ),
    ("the editors call it {standing}", "{standing}, selon la rédaction"),
    ("the editors call it {standing}: {own}", "{standing}, selon la rédaction : {own}"),
    (
        "by the entries of the {block} block it is {standing}: {rest}",
        "d'après les seules entrées ({block}), {standing} : {rest}",
    ),
    ("its typed entries; no capture was looked at", "ses entrées ; aucune copie archivée n'a été examinée"),
    (
        "its typed entries, and quotations looked up in captures of: {parties}",
        "ses entrées, et des citations recherchées dans les copies archivées de : {parties}",
    ),
    (
        "its quotations, looked up in captures of: {parties}",
        "ses citations, recherchées dans les copies archivées de : {parties}",
    ),
    *with_asked("no entry or source has {saids}", "aucune entrée ni source n'a {saids}"),
    *with_asked(
        "no entry, quotation or rule speaks to {saids}", "aucune entrée, citation ou règle ne répond de {saids}"
    ),
    (
        'no entry or source has {saids}; a person has to look, and to say so with "standing", or add the entry',
        "aucune entrée ni source n'a {saids} ; il faut qu'une personne en juge",
    ),
    (
        "no entry, quotation or rule speaks to {saids}; a person has to look, and to say so with "
        '"standing", or write it'
        " into the entry that has it",
        "aucune entrée, citation ou règle ne répond de {saids} ; il faut qu'une personne en juge",
    ),
    ('no entry has the number "{said}"', "aucune entrée n'a le nombre {said}"),
    ('no entry has the date "{said}"', "aucune entrée n'a la date {said}"),
    ("{n} source, {n2} origin", "{n} source, {n2} origine"),
    ("{n} sources, {n2} origin", "{n} sources, {n2} origine"),
    ("{n} sources, {n2} origins", "{n} sources, {n2} origines"),
    ("{n} source, {n2} origin: {own}", "{n} source, {n2} origine : {own}"),
    ("{n} sources, {n2} origin: {own}", "{n} sources, {n2} origine : {own}"),
    (
        'sentences are read in English and French, and the language of this one is "{raw}"',
        "les phrases sont lues en anglais et en français, et celle-ci est dans une autre langue ({raw})",
    ),
)

_CASES: tuple[_Pair, ...] = (
    ("{step}, {iso} ({party})", "{step}, {iso} ({party})"),
    ("{step}, undated ({party})", "{step}, sans date ({party})"),
    ("{step}, undated ({party}, {iso})", "{step}, sans date ({party}, {iso})"),
    ("none", "aucune"),
    (
        "no step is known; it rests on its citations: {parties}",
        "aucune étape n'est connue ; l'énoncé repose sur ses citations : {parties}",
    ),
    ("its words stay within the steps known: {rest}", "ses termes ne dépassent pas les étapes connues : {rest}"),
    ('"{said}" goes beyond the steps known on {le}: {rest}', "{said} va au-delà des étapes connues {le} : {rest}"),
    (
        '"{said}" is said to be done by "{said2}", and the steps are of {party}',
        "{said} : la phrase en fait l'auteur {said2}, et les étapes concernent {party}",
    ),
    *with_asked(
        '"{said}" is said of "{said2}", and the steps are of {party}',
        "{said} se dit de {said2}, et les étapes concernent {party}",
    ),
    ('"{said}" was taken back: {rest}', "{said} n'est plus vrai : {rest}"),
    (
        '"{said}" is said of now, and was so until: {rest}',
        "{said} est dit du présent, et ne l'a été que jusque-là : {rest}",
    ),
    ('"{said}" was the judgement then; since: {rest}', "{said} était le jugement d'alors ; depuis : {rest}"),
    (
        '"{said}" is said as a fact, and no conviction is among the steps known on {le}',
        "{said} est dit comme un fait, et aucune condamnation ne figure parmi les étapes connues {le}",
    ),
    ('"{said}" was true then; since: {rest}', "{said} était vrai alors ; depuis : {rest}"),
    *(
        pair
        for how, comment in (
            ("is denied", "est nié"),
            ("is said of what may be or is wanted", "est dit de ce qui peut être ou est souhaité"),
            ("is no step of the ladder", "n'est pas une étape de procédure"),
        )
        for pair in (
            (
                f'"{{said}}" {how}, and the steps known are: {{rest}}; a person has to look, and to say so '
                f'with "standing"',
                f"{{said}} {comment}, et les étapes connues sont : {{rest}} ; il faut qu'une personne en juge",
            ),
        )
    ),
    (
        '"{said}" is no date of a step that allows it: {rest}',
        "{said} n'est la date d'aucune étape qui le permette : {rest}",
    ),
    *with_asked(
        '"{said}" is said as a fact, and the sentence does not say of whom in the words of the block',
        "{said} est dit comme un fait, sans que la phrase dise de qui dans les termes de l'affaire",
    ),
    (
        '"{said}" leaves out "{said2}": the matter is {own}',
        "{said} omet {said2} : l'affaire porte sur {own}",
    ),
    *with_asked(
        '"{said}" is said to be done by {party}, which is only a source of the case',
        "{said} : la phrase en fait l'auteur {party}, qui n'est qu'une source de l'affaire",
    ),
    (
        '"{said}" is said as a fact, and the last judgement is: {rest}',
        "{said} est dit comme un fait, et le dernier jugement est : {rest}",
    ),
    *with_asked(
        '"{said}" is said to be done by "{said2}", and the entries do not have that',
        "{said} : la phrase en fait l'auteur {said2}, ce que les entrées ne disent pas",
    ),
    *with_asked(
        '"{said}" is said of today, and the last step known is: {rest}',
        "{said} est dit d'aujourd'hui, et la dernière étape connue est : {rest}",
    ),
)

_COUNTS: tuple[_Pair, ...] = (
    *(
        (f"{number}{{counted}}, {{party}}{when}", f"{nombre}{{counted}} ({{party}}{when})")
        for (number, nombre), when in product(RANGES, ("", ", {iso}"))
    ),
    ("later counts exclude it: {rest}", "des décomptes ultérieurs l'excluent : {rest}"),
    (
        "no number of it is a count of victims; it rests on its citations: {parties}",
        "aucun de ses nombres n'est un décompte de victimes ; l'énoncé repose sur ses citations : {parties}",
    ),
    ('no entry speaks to "{said}"', "aucune entrée ne répond de {said}"),
    ('"{said}" says that there were no more: {rest}', "{said} dit qu'il n'y en a pas eu plus : {rest}"),
    (
        '"{said}" says that somebody counted "{said2}", and no count of the block is theirs',
        "{said} dit qu'un décompte donne {said2}, et aucun décompte consigné n'est de cette source",
    ),
    ("the sources differ: {rest}", "les sources divergent : {rest}"),
    (
        '"{said}" is laid to {party}, and is not its count but another\'s: {rest}',
        "{said} est attribué à {party}, et n'est pas son décompte mais celui d'une autre source : {rest}",
    ),
    ('no count of the block gives "{said}"{group}: {rest}', "aucun décompte consigné ne donne {said} : {rest}"),
    ("it has none known on the dossier's date", "aucun n'est connu à la date du dossier"),
    *(
        (
            f'"{{said}}" is a number of its entries, and {doubt}; a person has to look, and to say so with "standing"',
            f"{{said}} est un nombre de ses entrées, mais {doute} ; il faut qu'une personne en juge",
        )
        for doubt, doute in (
            ('"{said2}" stands before "{said3}"', "{said2} précède {said3}"),
            ('"{said2}" stands before it', "{said2} le précède"),
            ('it says "{said2}" of them', "la phrase en dit {said2}"),
            ('"{said2}" are not people', "{said2} ne désigne pas des personnes"),
            ('it says that they were "{said2}"', "la phrase en dit {said2}"),
            ('"{said2}" adds it to something else', "{said2} l'ajoute à autre chose"),
            ('"{said2}" makes another number of it', "{said2} en fait un autre nombre"),
            ('the sentence says "{said2}" of it', "la phrase en dit {said2}"),
            (
                'the sentence says "{said2}" of it, and the block has a longer time',
                "la phrase en dit {said2}, alors que les faits consignés ont duré plus longtemps",
            ),
            ("it does not say what befell them", "la phrase ne dit pas ce qui leur est arrivé"),
        )
    ),
    # Responsibility
    ("{party}: {step} by {party2}", "{party} : {step} ({party2})"),
    ("{party}: {step} by {party2}, {iso}", "{party} : {step} ({party2}, {iso})"),
    (
        '"{said}" is said as a fact, and those responsible are no further than: {rest}',
        "{said} est dit comme un fait, et les responsables n'en sont qu'à : {rest}",
    ),
    (
        '"{said}" is said as a fact, and those responsible are no further than: ',
        "{said} est dit comme un fait, et aucune entrée ne donne de responsable",
    ),
    (
        '"{said}" goes beyond the entries on responsibility: {rest}',
        "{said} va au-delà des entrées sur la responsabilité : {rest}",
    ),
    (
        'the sentence names "{said}" beside the victims and does not say that they are accused; '
        "entries: {rest}; a person"
        ' has to look, and to say so with "standing"',
        "la phrase nomme {said} à côté des victimes sans dire qu'il s'agit d'accusés (entrées : {rest}) ; il faut"
        " qu'une personne en juge",
    ),
    *with_asked(
        'the sentence says "{said}", and no entry has that it was admitted',
        "la phrase dit {said}, et aucune entrée ne consigne d'aveu",
    ),
    *with_asked('the sentence says "{said}", and no entry does', "la phrase dit {said}, ce qu'aucune entrée ne dit"),
    *with_asked('the sentence says "{said}", and the entry "{said2}"', "la phrase dit {said}, et l'entrée {said2}"),
    *with_asked(
        'the sentence says "{said}", and the entry says up to what',
        "la phrase dit {said}, et l'entrée dit jusqu'à combien",
    ),
    *with_asked(
        'the sentence says "{said}", and the entry says by how much',
        "la phrase dit {said}, et l'entrée dit de combien",
    ),
    *with_asked('it says "{said}", and no count is of them', "la phrase dit {said}, et aucun bilan ne les compte"),
    *with_asked(
        'the sentence says "{said}", and no entry says by whom',
        "la phrase dit {said}, et aucune entrée ne dit par qui",
    ),
    *with_asked(
        'the sentence says "{said}", and no entry accuses them',
        "la phrase dit {said}, et aucune entrée ne l'accuse",
    ),
    ('"{said}" says who did it, and no entry of the block does', "{said} dit qui l'a fait, et aucune entrée ne le dit"),
    (
        '"{said}" says who accuses, and no entry on responsibility is theirs',
        "{said} dit qui accuse, et aucune entrée sur la responsabilité n'est de cette source",
    ),
)

_QUOTATIONS: tuple[_Pair, ...] = (
    (
        "what it quotes could not be looked up: {parties}",
        "ce qu'il cite n'a pas pu être recherché : {parties}",
    ),
    (
        "its quotations stand in their sources; sentences are read in English and French",
        "ses citations figurent dans leurs sources ; les phrases sont lues en anglais et en français",
    ),
    (
        "what it quotes is not in the capture of {party} of {iso}",
        "ce qu'il cite n'est pas dans la copie archivée de {party} ({iso})",
    ),
    (
        "the capture of {party} of {iso} has another number than it quotes: {raw}",
        "la copie archivée de {party} ({iso}) donne un autre nombre que la citation : {raw}",
    ),
    ("“{exact}” stands in the capture of {party} of {iso}", "{exact} figure dans la copie archivée de {party} ({iso})"),
    ("the editors looked and call it {standing}", "{standing}, selon la rédaction, qui a regardé"),
    ("the editors looked and call it {standing}: {own}", "{standing}, selon la rédaction, qui a regardé : {own}"),
    *(
        (f"{english}{whether}", f"{french}{juger}")
        for (english, french), (whether, juger) in product(
            (
                ("of the sentence it does not have {saids}", "il y manque, de la phrase, {saids}"),
                ("the sentence has no word of weight", "la phrase n'a aucun mot à comparer"),
                ('it has "{said}" in another order', "{said} y est dans un autre ordre"),
                ('it says "{said}", which the sentence leaves out', "la citation dit {said}, que la phrase omet"),
                (
                    'what the quotation from "{raw}" leaves out has "{said}"',
                    "ce que la citation de « {raw} » laisse de côté contient {said}",
                ),
                (
                    'right before the words quoted "{raw}" has "{said}": “{exact}”',
                    "juste avant les mots cités, « {raw} » contient {said} : {exact}",
                ),
            ),
            (
                (
                    ": whether it bears the sentence out is for a person",
                    " ; il faut qu'une personne juge si elle la confirme",
                ),
                ("", ""),
            ),
        )
    ),
)

DOCUMENTS: tuple[_Pair, ...] = (
    *_STANDING,
    *_CASES,
    *_COUNTS,
    *_QUOTATIONS,
    *UNDERTAKINGS,
    *MISPLACED,
    ('"{said}": {rest}', "{said} : {rest}"),
)
"""English messages of the checks of documentary statements and the French ones, as templates."""
