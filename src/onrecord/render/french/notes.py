"""What stands beside a reason, English beside French: notes, what would settle it, what is said of projections.

The form of the pairs is that of ``messages``.
"""

from __future__ import annotations

from itertools import product

_Pair = tuple[str, str]

NOTES: tuple[_Pair, ...] = (
    ("compared with what {id} holds, from {day} on", "comparé à ce que contient {id}, à partir du {day}"),
    (
        "the periods differ in length: {days} beside {days2}",
        "les périodes sont de longueur différente : {days} contre {days2}",
    ),
    ("counted from {day} on, where {id} begins", "compté à partir du {day}, où commence {id}"),
    ("counted up to {day}, where {id} ends", "compté jusqu'au {day}, où s'arrête {id}"),
    ("counted up to {day}, the dossier's date", "compté jusqu'au {day}, le dernier jour regardé"),
    ("counted up to {day}, the last day looked at", "compté jusqu'au {day}, le dernier jour regardé"),
    (
        "looked at up to {day}, the end of the last whole {grain}",
        "regardé jusqu'au {day}, fin de la dernière période entière ({grain})",
    ),
    ("looked at up to {day}", "regardé jusqu'au {day}"),
    (
        "events that straddle the edge of the period have {n}, {n2} percent of the {n3} counted by first day",
        "les événements à cheval sur le bord de la période ont {n}, soit {n2} % des {n3} comptés au premier jour",
    ),
    ("{id} decides: {raw}", "{id} décide de : {raw}"),
    (
        "it rests on preliminary months, {when}: {id} is a candidate release, in which all months are preliminary",
        "cela repose sur des mois provisoires, {when} : {id} est une version provisoire de bout en bout",
    ),
    *(
        (
            f"it rests on preliminary months, {{when}}: {grow}, {how}",
            f"cela repose sur des mois provisoires, {{when}} : {croissent}, {selon}",
        )
        for grow, croissent in (
            ("the last month of {id} usually still grows", "le dernier mois de {id} augmente d'ordinaire encore"),
            (
                "the last {n} months of {id} usually still grow",
                "les {n} derniers mois de {id} augmentent d'ordinaire encore",
            ),
        )
        for how, selon in (
            ("as dossier.toml says", "comme le déclare la rédaction"),
            (
                "learned from 1 comparison of its snapshots",
                "d'après une comparaison avec une version antérieure",
            ),
            (
                "learned from {n2} comparisons of its snapshots",
                "d'après {n2} comparaisons avec des versions antérieures",
            ),
        )
    ),
    ('for "{raw}" is counted what the data call {raw2}', "pour « {raw} » est compté ce que les données nomment {raw2}"),
    ('the names in {id} nearest to "{raw}": {raw2}', "les noms les plus proches de « {raw} » dans {id} : {raw2}"),
    # What would settle it
    *(
        (
            f"event data that name {{told}} for {{name}}, {{whens}}{hint}",
            "des données d'événements qui donnent {told} (pays : {name}), {whens}, comme UCDP GED ou ACLED",
        )
        for hint in ("", " (UCDP GED and ACLED hold such data)")
    ),
    *(
        (
            f"event data or a series for {{name}}, {{whens}}{hint}",
            "des données d'événements ou une série (pays : {name}), {whens}, comme UCDP GED ou ACLED",
        )
        for hint in ("", " (UCDP GED and ACLED hold such data)")
    ),
    *(
        (
            f"a series{of} with columns for {{name}} and for population, for {{name2}}, {{whens}}",
            f"une série{de} avec une colonne par grandeur ({{name}}) et la population (pays : {{name2}}), {{whens}}",
        )
        for of, de in (("", ""), (" of just what the reading counts", " de ce que compte la lecture"))
    ),
    ("a series of {name}, {whens}", "une série de {name}, {whens}"),
    (
        "one dataset that holds {name}, since a statement asks one at a time: put the rows of {raw} together",
        "un seul fichier pour tous ces pays ({name}) : réunissez les lignes de {raw}",
    ),
)  # fmt: skip

_METHODS = (("earlier years' shares", "les parts des années précédentes"), ("the count model", "le modèle de comptage"))
PROJECTED: tuple[_Pair, ...] = (
    *(
        (f"the projection is weak: {reach} is well possible", f"la projection est fragile : {autant} est bien possible")
        for reach, autant in (
            ("half as much", "moitié moins"),
            ("twice as much", "le double"),
            ("half as much or twice as much", "moitié moins ou le double"),
        )
    ),
    (
        "the projection is weak: there is no history to tell how far off it may be",
        "la projection est fragile : aucun passé ne dit de combien elle peut se tromper",
    ),
    *(
        (
            f"by days elapsed it {verdict}; by {by}{number}{also} it {turn}",
            f"au prorata des jours {verdit} ; selon {selon}{nombre}{aussi} {mais}",
        )
        for (verdict, verdit), (turn, mais) in product(
            (
                ("holds", "la phrase est exacte"),
                ("fails", "la phrase est inexacte"),
                ("unverifiable", "rien n'est sûr"),
            ),
            (
                ("holds", "elle est exacte"),
                ("fails", "elle est inexacte"),
                ("unverifiable", "rien n'est sûr"),
                ("does not", "non"),
            ),
        )
        for by, selon in _METHODS
        for number, nombre in ((" ({n})", " ({n})"), ("", ""))
        for also, aussi in (
            ("", ""),
            *(
                (f" and by {other}{second}", f" et selon {autre}{second}")
                for other, autre in _METHODS
                for second in (" ({n2})", "")
            ),
        )
        if by not in also
    ),
    *(
        (
            f"what the sentence says is true of no figure in the 80 percent interval {{n}} to {{n2}} ({by}){also}",
            f"aucun chiffre de l'intervalle à 80 %, de {{n}} à {{n2}} ({selon}){aussi}, ne rend la phrase vraie",
        )
        for by, selon in _METHODS
        for also, aussi in (
            ("", ""),
            *((f" and {{n3}} to {{n4}} ({other})", f" et de {{n3}} à {{n4}} ({autre})") for other, autre in _METHODS),
        )
        if by not in also
    ),
)
"""A projection's notes. The notes inside its estimates stand in the explanation of a dossier's statement only."""
