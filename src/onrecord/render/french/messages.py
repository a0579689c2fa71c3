"""Every message of the checks and of the data, English beside French.

A hole in braces stands for a value of the kinds in ``values.HOLES``; ``{rest}`` for a message inside the message. The
first form that fits is taken. A test looks for each message of the code here, so that none is forgotten.
"""

from __future__ import annotations

from itertools import product

from onrecord.render.french.notes import NOTES, PROJECTED

_Pair = tuple[str, str]

_DECIDED: tuple[_Pair, ...] = (
    # A number
    ("the data give {rest}", "les données donnent {rest}"),
    ("{shown}, where {stated} is stated", "{shown}, la phrase dit {stated}"),
    ("{n} beside {n2}", "{n} contre {n2}"),
    ("{n} beside {n2}: nothing can be set against zero", "{n} contre {n2} : rien ne se rapporte à zéro"),
    ("{n} beside {n2}: {rest}", "{n} contre {n2} : {rest}"),
    (
        "{n} of {n2}: the part is larger than the whole",
        "{n} sur {n2} : la partie est plus grande que l'ensemble",
    ),
    ("{n} of {n2}: {rest}", "{n} sur {n2} : {rest}"),
    # A record
    *(
        (
            f"{{n}} is {place} beside {beside}{next_}",
            f"{{n}} est {lieu}, comparé à {autres}{suite}",
        )
        for (beside, autres), (place, lieu), (next_, suite) in product(
            (
                ("1 other {grain}", "une seule autre période ({grain})"),
                ("{n2} other {grains}", "{n2} autres périodes ({grains})"),
            ),
            (
                ("in place {n3}", "au rang {n3}"),
                ("the most", "le plus élevé"),
                ("the least", "le plus bas"),
            ),
            (("", ""), (" (next: {n4} {when})", " ; suit {n4} {when}")),
        )
    ),
    ("{n} is equalled {when}", "{n} est égalé {when}"),
    ("{n} is in place {n2}: there were more {when}, {n3}", "{n} est au rang {n2} : il y en a eu plus {when} ({n3})"),
    ("{n} is in place {n2}: there were fewer {when}, {n3}", "{n} est au rang {n2} : il y en a eu moins {when} ({n3})"),
    # A rank
    *(
        (
            f"{{n}} is in place {{n2}} of {{n3}}{level}{ahead}",
            f"{{n}} est au rang {{n2}} sur {{n3}}{egal}{devant}",
        )
        for (level, egal), (ahead, devant) in product(
            (
                (", with one other equal", ", à égalité avec un autre"),
                (", with {n4} others equal", ", à égalité avec {n4} autres"),
                ("", ""),
            ),
            (
                (", {name} stands before it with {n5}", " ; juste devant : {name} avec {n5}"),
                (", {name} is first with {n5}", " ; en tête : {name} avec {n5}"),
                ("", ""),
            ),
        )
    ),
    ("in order: {ranking}", "dans l'ordre : {ranking}"),
    ("no country has any", "aucun pays n'en a"),
    # A course
    ("{when} it fell, from {n} to {n2}", "{when}, le chiffre a baissé, de {n} à {n2}"),
    ("{when} it rose, from {n} to {n2}", "{when}, le chiffre a augmenté, de {n} à {n2}"),
    ("{when} it did not change, from {n} to {n2}", "{when}, le chiffre n'a pas changé ({n})"),
    *(
        (
            f"it {verb} {least}{{n}} {{grains}} in a row ({{chain}}), where {{n2}} is stated",
            f"le chiffre a {verbe} {moins}{{n}} {{grains}} de suite ({{chain}}), la phrase en dit {{n2}}",
        )
        for (verb, verbe), (least, moins) in product(
            (("rose", "augmenté"), ("fell", "baissé")), (("", ""), ("at least ", "au moins "))
        )
    ),
    ("the first such event falls {when}", "le premier événement de ce genre a lieu {when}"),
    ("the last such event falls {when}", "le dernier événement de ce genre a lieu {when}"),
    ("the data hold no such event", "les données n'ont aucun événement de ce genre"),
)

_WENT = (
    ("it rose from {n} to {n2}", "le chiffre est passé de {n} à {n2}", "une hausse de "),
    ("it fell from {n} to {n2}", "le chiffre est passé de {n} à {n2}", "une baisse de "),
    ("it did not change from {n} to {n2}", "le chiffre n'a pas changé ({n})", ""),
)
_CHANGES: tuple[_Pair, ...] = tuple(
    pair
    for moved, passe, de in _WENT
    for pair in (
        (
            f"{moved}: no percentage can be taken of zero",
            f"{passe} : partant de zéro, il n'y a pas de pourcentage",
        ),
        (f"{moved}: no multiple can be taken of zero", f"{passe} : zéro n'a pas de multiple"),
        *(
            (f"{moved}{by}{said}", f"{passe}{soit}{dit}")
            for (by, soit), (said, dit) in product(
                (
                    ("", ""),
                    (" (by {shown})", f" ({de}{{shown}})"),
                    (" (to {shown})", " ({shown} le chiffre d'avant)"),
                ),
                (
                    ("", ""),
                    (", where a rise by {stated} is stated", ", la phrase dit une hausse de {stated}"),
                    (", where a fall by {stated} is stated", ", la phrase dit une baisse de {stated}"),
                    (
                        ", where a rise to {stated} is stated",
                        ", la phrase dit une hausse à {stated} le chiffre d'avant",
                    ),
                    (
                        ", where a fall to {stated} is stated",
                        ", la phrase dit une baisse à {stated} le chiffre d'avant",
                    ),
                ),
            )
        ),
    )
)

_PERIODS: tuple[_Pair, ...] = (
    ("{id} ends on {day}", "{id} s'arrête au {day}"),
    ("{id} begins on {day}", "{id} ne commence que le {day}"),
    *(
        (f"{one} (inferred from its rows; `covers` in dossier.toml states it)", french)
        for one, french in (
            ("{id} ends on {day}", "{id} s'arrête au {day}"),
            ("{id} begins on {day}", "{id} ne commence que le {day}"),
        )
    ),
    ("the period ends after the dossier's date, {day}", "la période va au-delà du jour fixé, le {day}"),
    ("the period ends after {day}, the last day looked at", "la période va au-delà du dernier jour regardé, le {day}"),
    ("dossier.toml gives no day in `as_of` as of which to judge", "aucun jour n'est fixé pour en juger"),
    ("the period has no end", "la période n'a pas de fin"),
    (
        "{id} covers {name} from {day} to {day2}, as dossier.toml says",
        "{id} couvre ce pays ({name}) du {day} au {day2}",
    ),
    *(
        (f"{{id}} holds nothing of {{name}} before {{day}}{hint}", "{id} n'a rien sur ce pays ({name}) avant le {day}")
        for hint in ("", "; if there were no events, say so with `covers` in dossier.toml")
    ),
    (
        "{id} begins on {day}, so it cannot tell what came before",
        "{id} ne commence que le {day} et ne dit rien de ce qui précède",
    ),
    ("{id} holds nothing {when}", "{id} n'a rien {when}"),
    (
        "{id} does not hold all of the period: only {day} to {day2}",
        "{id} n'a pas toute la période : seulement du {day} au {day2}",
    ),
    ("the data begin too late to tell how many {grains} in a row it was",
     "les données commencent trop tard pour compter combien de fois de suite ({grains})"),
    ("the period is not made of whole {grains}", "la période ne se divise pas en périodes entières ({grains})"),
    ("the period is not one {grain}", "la période n'est pas une période entière ({grain})"),
    (
        "the data hold no other whole {grain} to compare with",
        "les données n'ont aucune autre période entière ({grain}) pour comparer",
    ),
    (
        "the periods differ in length: {days} beside {days2}, which alone could decide it",
        "les périodes sont de longueur différente, {days} contre {days2}, ce qui suffirait à décider",
    ),
    (
        'the periods differ in length: {days} beside {days2}, so their counts show no change: say "per day"',
        "les périodes sont de longueur différente, {days} contre {days2} : leurs totaux ne montrent aucune évolution",
    ),
)  # fmt: skip

_CONTENTS: tuple[_Pair, ...] = (
    # Places
    ("{id} has no row for {name}", "{id} n'a aucune ligne pour ce pays : {name}"),
    (
        "{id} does not cover all of {name}: no row for {name2}",
        "{id} ne couvre pas toute la région ({name}) : aucune ligne pour {name2}",
    ),
    *(
        (
            f"{{id}} does not cover the world: it has rows for {{n}} {country}{hint}",
            "{id} ne couvre pas le monde entier : ses lignes portent sur {n} pays",
        )
        for country, hint in product(("country", "countries"), ("", ' (`places = ["the world"]` says that it does)'))
    ),
    (
        '{id} has rows for "{raw}", which is no country, so it gives no sum for the world',
        "{id} a des lignes pour « {raw} », qui n'est pas un pays, et ne donne donc pas de total mondial",
    ),
    (
        "{id} counts what happens in {name} under {name2}, so it has no figure for one of them: ask for both",
        "{id} compte un pays ({name}) avec un autre ({name2}) : aucun des deux n'a de chiffre à lui",
    ),
    (
        "{id} counts {name} under {name2} before {day}, so it has no earlier figure for {name3} alone",
        "{id} compte un pays ({name}) avec un autre ({name2}) avant le {day} : d'ici là aucun n'a de chiffre à lui",
    ),
    (
        "{id} counts {name} under {name2} before {day}",
        "{id} compte un pays ({name}) avec un autre ({name2}) avant le {day}",
    ),
    ("{id} does not name places below the country", "{id} ne nomme pas de lieux en dessous du pays"),
    (
        '{id} names "{raw}" {when} only; "{raw2}" counts {raw3} too',
        "{id} ne nomme « {raw} » que {when} ; « {raw2} » compte aussi {raw3}",
    ),
    (
        '{id} names "{raw}" {when} only, and may name it otherwise in other years',
        "{id} ne nomme « {raw} » que {when}, et peut le nommer autrement les autres années",
    ),
    ('{id} names no area "{raw}"', "{id} ne nomme aucun lieu « {raw} »"),
    (
        "{name} is not the name of one first-level division in {id}",
        "dans {id}, « {name} » n'est pas le nom d'une seule division de premier niveau",
    ),
    # Actors
    ("{id} does not name actors", "{id} ne nomme pas les acteurs"),
    ("{id} has no event that names {name}", "{id} n'a aucun événement qui nomme cet acteur : {name}"),
    *(
        (
            f"no event in {{id}} names {{name}} {when}: it may name them otherwise, or they were not there",
            f"aucun événement de {{id}} ne nomme cet acteur ({{name}}) {quand} : il y a peut-être un autre nom, ou "
            "n'y est pas",
        )
        for when, quand in (("from {day} on", "à partir du {day}"), ("up to {day}", "jusqu'au {day}"))
    ),
    # Kinds of violence
    ("{id} does not tell kinds of violence", "{id} ne distingue pas les types de violence"),
    ("{id} ({raw}) does not tell {name}", "{id} ({raw}) ne distingue pas ce type de violence : {name}"),
    ('{id} has no event of the kind "{raw}"', "{id} n'a aucun événement du type « {raw} »"),
    (
        '{id} names no perpetrator in {name}: say "involving"',
        "{id} ne nomme pas d'auteur pour ce type de violence : {name}",
    ),
    *(
        (
            f"{{id}} holds only {held}: {{name2}} may have been left out of the file{hint}",
            f"{{id}} n'a que {tenu} : d'autres violences ont pu être laissées hors du fichier ({{name2}})",
        )
        for (held, tenu), hint in product(
            (("none of the usual kinds", "d'autres types de violence que d'habitude"), ("{name}", "{name}")),
            ("", " (`complete = true` in dossier.toml says that nothing was)"),
        )
    ),
    # Quantities
    ("{id} holds events, not {name}", "{id} contient des événements, pas cette grandeur : {name}"),
    ("{id} does not count deaths", "{id} ne compte pas les morts"),
    *(
        (f"{{id}} does not tell civilian deaths apart{hint}", "{id} ne distingue pas les civils parmi les morts")
        for hint in ("", ' ("deaths in attacks on civilians" can be asked)')
    ),
    *(
        (f"{{id}} is a series of {{name}}{of}{lack}", f"{{id}} est une série de {{name}}{de}{manque}")
        for (of, de), (lack, manque) in product(
            ((" in {name3}", " ({name3})"), ("", "")),
            (
                (": it does not tell {things}", " : elle ne distingue pas {things}"),
                (", not of all {name2}", ", et non de tous les {name2}"),
                (", not of {name2}", ", et non de {name2}"),
            ),
        )
    ),
    *(
        (
            f'{{id}} does not say what its values count: name their column after it, such as "deaths"{hint}',
            "{id} ne dit pas ce que comptent ses valeurs : le nom de leur colonne peut le dire, par exemple « deaths »",
        )
        for hint in ("", " (`quantity` in dossier.toml says it too)")
    ),
    (
        '{id} is a series in "{raw}", a kind nobody knows (`kind` in dossier.toml)',
        "{id} est une série d'un type inconnu : « {raw} »",
    ),
    *(
        (f"{{id}} has {gap} for {{name}}", f"{{id}} a {trou} pour ce pays : {{name}}")
        for gap, trou in (
            ("no value from {day} to {day2}", "une lacune du {day} au {day2}"),
            ("a value for {day} to {day2} that cannot be divided", "du {day} au {day2} une valeur indivisible"),
            ("overlapping values at {day}", "des valeurs qui se recouvrent le {day}"),
            ("an open period", "une période sans fin"),
        )
    ),
    ("{id} lacks population figures for {name}", "{id} n'a pas la population de ce pays : {name}"),
    ("{id} has no population figures", "{id} n'a pas de chiffres de population"),
    ("{id} has no population", "{id} n'a pas de chiffres de population"),
    ("{id} gives no low estimate", "{id} n'a pas d'estimation basse"),
    ("{id} gives no high estimate", "{id} n'a pas d'estimation haute"),
    ("{id} gives no best estimate", "{id} n'a pas de meilleure estimation"),
    (
        "the figure of a longer period is no sum here: it has no rate and no projection",
        "ce chiffre ne s'additionne pas dans le temps : il n'a ni taux ni projection",
    ),
    (
        "nothing was counted, so there is no event to divide by",
        "rien n'a été compté : il n'y a pas d'événement par lequel diviser",
    ),
    (
        "{id} is a series: it does not tell single events",
        "{id} est une série : elle ne distingue pas les événements un à un",
    ),
    ("nothing was counted, so there is no time between", "rien n'a été compté : il n'y a pas d'intervalle"),
    ("the whole is zero, and has no parts", "l'ensemble est zéro et n'a pas de parts"),
    # Ranks
    (
        "a rank among {name} is that of one of them, by a quantity that adds up",
        "un rang ({name}) est celui d'un seul, par une grandeur qui s'additionne",
    ),
    ("counts of different {name} are not ranked", "des nombres distincts ({name}) ne se classent pas"),
    (
        "{id} does not list the {name} without events, which rank with or below those of few",
        "{id} n'a pas la liste complète ({name}) : ceux sans événement sont les derniers",
    ),
    (
        "{id} does not list the countries without events, which are lowest",
        "{id} n'a pas la liste complète des pays : ceux sans événement sont les plus bas",
    ),
    ("there is nothing to compare with", "il n'y a rien à quoi comparer"),
    # Faults
    (
        "the check stopped on a fault of its own ({raw})",
        "la vérification s'est arrêtée sur une erreur du programme ({raw})",
    ),
    ("the dossier names no data", "aucune donnée n'a été fournie"),
)  # fmt: skip

_TOLERANCES: tuple[_Pair, ...] = (
    ("{stated}", "{stated}"),
    ("any rise", "toute hausse"),
    ("any fall", "toute baisse"),
    ("any value", "toute valeur"),
    ("{chain}", "{chain}"),
)

MESSAGES: tuple[_Pair, ...] = (*_DECIDED, *_CHANGES, *_PERIODS, *_CONTENTS, *NOTES, *PROJECTED, *_TOLERANCES)
"""English messages and the French ones, as templates."""
