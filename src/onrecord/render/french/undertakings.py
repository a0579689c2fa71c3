"""What the checks say of pledges, deployments, positions and replies, English beside French; see ``documents``."""

from __future__ import annotations

from itertools import product

_Pair = tuple[str, str]

RANGES = (("{n}", "{n}"), ("{n} to {n2}", "de {n} à {n2}"), ("at least {n}", "au moins {n}"))
"""A count or a level: one number, a range, a minimum."""


def with_asked(english: str, french: str) -> tuple[_Pair, _Pair]:
    """A message, and the same where a person has to look."""
    asked = 'a person has to look, and to say so with "standing"'
    return (english, french), (f"{english}; {asked}", f"{french} ; il faut qu'une personne en juge")


_POSITIONS: tuple[_Pair, ...] = (
    *(
        (f"{{party}} held this view {when}{by}", f"{{party}} : position {quand}{selon}")
        for (when, quand), (by, selon) in product(
            (
                ("since {depuis}", "défendue depuis {depuis}"),
                ("until {au}", "défendue jusqu'{au}"),
                ("from {iso} to {iso2}", "défendue ({iso} – {iso2})"),
                ("at a time not given", "attestée, à une date non précisée"),
            ),
            (("", ""), (", {party2}", " ({party2})")),
        )
    ),
    *(
        (
            f"the sentence speaks of {{spoken}}, and {{party}} held this view {when}",
            f"la phrase parle de {{spoken}}, et la position ({{party}}) est {quand}",
        )
        for when, quand in (
            ("since {depuis}", "défendue depuis {depuis}"),
            ("until {au}", "défendue jusqu'{au}"),
            ("from {iso} to {iso2}", "défendue dans l'intervalle {iso} – {iso2}"),
            ("at a time not given", "attestée à une date non précisée"),
        )
    ),
    ("{party} is on record with this view", "{party} : position attestée"),
    ("{party} is on record with this view, {party2}", "{party} : position attestée ({party2})"),
    (
        "{party} is on record with this view since {depuis} only, after the dossier's date",
        "{party} : position attestée depuis {depuis} seulement, après la date du dossier",
    ),
    (
        "{party} is given two views at one time: here and on line {n}",
        "{party} : deux positions sont données pour une même période",
    ),
    ("{party}: {own}, {party2}, {iso}", "{party} : {own} ({party2}, {iso})"),
    ("{party}: {own}, {iso}", "{party} : {own} ({iso})"),
    *(
        (
            f'the sentence says "{{said}}", and {{party}} held this view {when}',
            f"la phrase dit {{said}}, et la position ({{party}}) est défendue {quand}",
        )
        for when, quand in (
            ("since {depuis}", "depuis {depuis}"),
            ("since {depuis} until {au}", "depuis {depuis} et jusqu'{au}"),
            ("from a day not given", "depuis une date non précisée"),
            ("from a day not given until {au}", "depuis une date non précisée et jusqu'{au}"),
        )
    ),
    *with_asked(
        'the sentence has "{said}" hold the view too, and the block has {party}',
        "la phrase prête aussi la position à {said}, et l'entrée ne la donne que pour : {party}",
    ),
    *with_asked(
        'the sentence does not name "{party}", whose view the block gives',
        "la phrase ne nomme pas {party}, dont la position est consignée",
    ),
    *with_asked(
        'the sentence says "{said}", and the view does not', "la phrase dit {said}, ce que la position ne dit pas"
    ),
    *with_asked(
        'the sentence leaves out "{said}" of the view: {own}', "la phrase omet {said}, que la position contient : {own}"
    ),
    *with_asked(
        'the sentence has "{said}" in another place than the view: {own}',
        "la phrase place {said} ailleurs que la position : {own}",
    ),
)

_REPLIES: tuple[_Pair, ...] = (
    (
        "no answer of {party} was found, and none was asked",
        "{party} : aucune réponse n'a été trouvée, et aucune n'a été demandée",
    ),
    *(
        (f"{{party}} answered{when}{by}{asked}", f"{{party}} : réponse donnée{quand}{selon}{demande}")
        for (when, quand), (by, selon), (asked, demande) in product(
            (("", ""), (" on {le}", " {le}"), (" in {le}", " {le}")),
            (("", ""), (", {party2}", " ({party2})")),
            (
                ("", ""),
                ("; asked on {le2}", " ; sollicitation {le2}"),
                ("; asked on {le2} ({own})", " ; sollicitation {le2} ({own})"),
            ),
        )
    ),
    *(
        (
            f"{{party}} answered {word} {{le}} only, after the dossier's date",
            "{party} : réponse donnée {le} seulement, après la date du dossier",
        )
        for word in ("on", "in")
    ),
    ("{party} answered, {iso}", "{party} : réponse donnée ({iso})"),
    ("{party} answered, {party2}, {iso}", "{party} : réponse donnée ({party2}, {iso})"),
    ("{party} was asked on {le} and did not answer", "{party} : sollicitation {le}, restée sans réponse"),
    (
        "{party} was asked on {le} ({own}) and did not answer",
        "{party} : sollicitation {le} ({own}), restée sans réponse",
    ),
    (
        'the sentence says "{said}", and the block has an answer of {party}',
        "la phrase dit {said}, alors qu'une réponse est consignée ({party})",
    ),
    (
        'the sentence says "{said}", and the block has no answer',
        "la phrase dit {said}, alors qu'aucune réponse n'est consignée",
    ),
    *with_asked(
        'the sentence says "{said}", and the answer has no such word',
        "la phrase dit {said}, et la réponse n'a pas de tel mot",
    ),
    *with_asked(
        "the sentence says as a fact what the block has as an answer of {party}",
        "la phrase présente comme un fait ce qui n'est qu'une réponse ({party})",
    ),
    *with_asked(
        'the sentence has "{said}" say what the block has as an answer of {party}',
        "la phrase fait dire à {said} ce qui est une réponse d'une autre partie ({party})",
    ),
    *with_asked(
        'the answer says "{said}", and the sentence does not', "la réponse dit {said}, ce que la phrase ne dit pas"
    ),
    *with_asked(
        'the sentence speaks of "{said}", and the answer does not',
        "la phrase parle de {said}, et la réponse n'en parle pas",
    ),
    ('the sentence says "{said}", and the block has: {own}', "la phrase dit {said}, et l'entrée dit : {own}"),
    (
        'the sentence says "{said}"; {party} was asked on {le}, answered on {le2}',
        "la phrase dit {said} ; {party} : sollicitation {le}, réponse {le2}",
    ),
    (
        'the sentence says "{said}", and the block has not both days',
        "la phrase dit {said}, et les deux jours ne sont pas consignés",
    ),
    *(
        pair
        for told, dit in (
            ("{party} was asked", "de la sollicitation ({party})"),
            ("{party} answered", "de la réponse ({party})"),
        )
        for pair in (
            (f'"{{said}}" is not the day on which {told}: {{iso}}', f"{{said}} n'est pas le jour {dit}, {{iso}}"),
            (
                f'the sentence says "{{said}}", and the block has no day on which {told}',
                f"la phrase dit {{said}}, et le jour {dit} n'est pas consigné",
            ),
        )
    ),
    ('no entry has the number "{said}" of {word}', "aucune entrée n'a le nombre {said} ({word})"),
)

_LEVELS: tuple[_Pair, ...] = (
    *(
        (f"{number}{{counted}}{planned}, by {{party}}{when}", f"{nombre}{{counted}}{prevu} ({{party}}{quand})")
        for (number, nombre), (planned, prevu), (when, quand) in product(
            RANGES,
            (("", ""), (" (planned)", ", en projet")),
            (("", ""), (" ({iso})", ", {iso}"), (", {iso}", ", {iso}")),
        )
    ),
    ("it gives no number of the force; {rest}", "il ne donne aucun effectif ; {rest}"),
    ("the block has no level up to the dossier's date", "aucun effectif n'est consigné jusqu'à la date du dossier"),
    ("{party} arrived on {le}, after the dossier's date", "{party} : arrivée {le}, après la date du dossier"),
    ("{party} arrived, {iso}", "{party} : arrivée ({iso})"),
    ("{party} left, {iso}", "{party} : départ ({iso})"),
    (
        'the sentence gives "{said}", and the block has no level up to the dossier\'s date',
        "la phrase donne {said}, et aucun effectif n'est consigné jusqu'à la date du dossier",
    ),
    *with_asked('"{said}" is no number of the force: {rest}', "{said} n'est pas un effectif de la force : {rest}"),
    *with_asked(
        'the sentence says "{said}" of "{said2}", and its entries have it as reached',
        "la phrase dit {said} de {said2}, alors que les entrées le donnent pour atteint",
    ),
    *with_asked(
        'the sentence says "{said}" of "{said2}", and its entries are levels of a force',
        "la phrase dit {said} de {said2}, alors que les entrées sont des effectifs",
    ),
    ('"{said}", as planned: {rest}', "{said}, tel que prévu : {rest}"),
    ('"{said}" is a level that was only planned: {rest}', "{said} n'est qu'un effectif prévu : {rest}"),
    ('"{said}" was so: {rest}', "{said} l'a été : {rest}"),
    ("since then {rest}", "depuis lors : {rest}"),
    ("otherwise: {rest}", "autrement : {rest}"),
    ('no level in force gives "{said}"', "aucun effectif en vigueur ne donne {said}"),
    ("in force {between}: {rest}", "en vigueur {between} : {rest}"),
    (
        'the sentence says "{said}", and {party} left on {le} only',
        "la phrase dit {said}, alors que le départ ({party}) n'a eu lieu que {le}",
    ),
    (
        'the sentence says "{said}", and by the block it has no day on which {party} left',
        "la phrase dit {said}, et aucun jour de départ n'est consigné ({party})",
    ),
    (
        'the sentence says "{said}", and by the block {party} left on {le} only',
        "la phrase dit {said}, alors que le départ ({party}) n'a eu lieu que {le}",
    ),
    *with_asked(
        'the sentence says that they left "{said}", and the block has them in {own}',
        "la phrase dit qu'ils ont quitté {said}, et l'entrée les situe ailleurs ({own})",
    ),
    *with_asked(
        'the sentence says "{said}", and {party} arrived on {le}',
        "la phrase dit {said}, alors que l'arrivée ({party}) a eu lieu {le}",
    ),
    *with_asked(
        '"{said}" is stated more exactly than its source does: {rest}',
        "{said} est plus précis que ce que donne la source : {rest}",
    ),
    (
        'the sentence says "{said}", and {party} left on {le}',
        "la phrase dit {said}, alors que le départ ({party}) a eu lieu {le}",
    ),
)

_OVERDUE: tuple[_Pair, ...] = (
    ("overdue by {days}", "en retard de {days}"),
    ("due in {days}", "encore {days}"),
    ("due on that day", "échéance ce jour-là"),
    ("done {days} late", "accompli avec {days} de retard"),
    ("done on time", "accompli dans les temps"),
)
_PLEDGES: tuple[_Pair, ...] = (
    ("it has no deadline", "sans échéance"),
    ("as of {le}: {rest}", "{le} : {rest}"),
    *(
        (f"due {{iso}}{term}, {late}{off}", f"échéance {{iso}}{delai}, {retard}{repousse}")
        for (late, retard), (term, delai), (off, repousse) in product(
            _OVERDUE, (("", ""), (" ({term})", " ({term})")), (("", ""), (", put off on {le2}", ", repoussée {le2}"))
        )
    ),
    (
        "done in {iso}, so whether in time cannot be told",
        "accompli en {iso}, sans qu'on puisse dire si c'est dans les temps",
    ),
    ("the pledge was made on {le}, after the dossier's date", "l'engagement a été pris {le}, après la date du dossier"),
    ("pledged on {le}: {own}", "engagement pris {le} : {own}"),
    ("officially: {own}", "version officielle : {own}"),
    ("by the evidence: {own}", "selon les preuves : {own}"),
    ("done towards it: {own} ({iso})", "étape vers la réalisation : {own} ({iso})"),
    (
        "its words were not held against the calendar: the language is not read",
        "ses termes n'ont pas été confrontés au calendrier : cette langue n'est pas lue",
    ),
    ("it speaks of {le}, a day after the dossier's date", "il parle d'un jour postérieur à la date du dossier ({le})"),
    ("put off to {iso}, {party}, {iso2}", "repoussé (nouvelle échéance : {iso}), {party}, {iso2}"),
    ("{own}, {party}, {iso}", "{own} ({party}, {iso})"),
    ("done on {le}", "accompli {le}"),
    *(
        pair
        for told, dit in (
            ("and no deadline has passed", "et aucune échéance n'est passée"),
            ("with a negation before it, and a deadline passed", "avec une négation, et une échéance est passée"),
            (
                "and the deadline had been put off before it passed",
                "et l'échéance avait été repoussée avant d'être passée",
            ),
            (
                "with a negation before it, and it was done on time",
                "avec une négation, et l'engagement a été tenu à temps",
            ),
            ("and the block has no `done`", "et aucun accomplissement n'est consigné"),
            ("and it was done on {le} only", "et cela n'a été accompli que {le}"),
            ("and it was done late", "et cela a été accompli en retard"),
            ("and the day on which it was done is not known", "et le jour de l'accomplissement n'est pas connu"),
            ("and it was done on {le}, in time", "et cela a été accompli {le}, dans les temps"),
            ("and it is not due yet", "et l'échéance n'est pas encore là"),
            ("and the deadline has passed", "et l'échéance est passée"),
            ("and its block has the pledge", "alors que l'engagement est consigné"),
            ("and its block has no `done`", "et aucun accomplissement n'est consigné"),
            ("and its entries do not", "et les entrées ne le disent pas"),
            ("and the block has a `done`", "alors que l'accomplissement est consigné"),
            (
                "as if it were done, and its block has no `done`",
                "comme d'un fait accompli, et aucun accomplissement n'est consigné",
            ),
        )
        for pair in with_asked(
            f'the sentence says "{{said}}"{" " if told[:3] != "and" else ", "}{told}',
            f"la phrase dit {{said}}{', ' if dit[:2] == 'et' else ' '}{dit}",
        )
    ),
    *with_asked(
        'the sentence has "{said}" in the promise, and the pledge does not',
        "la phrase met {said} dans la promesse, et l'engagement ne le contient pas",
    ),
    *with_asked(
        'the sentence has "{said}" do it, and the pledge is by {party}',
        "la phrase fait agir {said}, et l'engagement est d'une autre partie ({party})",
    ),
    *with_asked(
        "the sentence does not say that it was promised, and its block has no `done`",
        "la phrase ne dit pas que c'était promis, et aucun accomplissement n'est consigné",
    ),
    *(
        pair
        for where, lieu, truths in (
            (
                "late",
                "de retard",
                (
                    ("no deadline has passed", "aucune échéance n'est passée"),
                    (
                        "counted to {le} it is {days} after the deadline of {iso}",
                        "{le}, {days} après l'échéance ({iso})",
                    ),
                    (
                        "counted to {le} it is {days} after the deadline of {iso} or {days2} after the deadline of"
                        " {iso2}",
                        "{le}, {days} après l'échéance ({iso}) ou {days2} après l'échéance ({iso2})",
                    ),
                ),
            ),
            (
                "before the deadline",
                "avant l'échéance",
                (
                    ("no deadline is still to come", "aucune échéance n'est plus à venir"),
                    (
                        "counted from {le} it is {days} before the deadline of {iso}",
                        "{le}, {days} avant l'échéance ({iso})",
                    ),
                ),
            ),
        )
        for truth, vrai in truths
        for pair in with_asked(
            f'the sentence says "{{said}}" {where}; {truth}', f"la phrase dit {{said}} {lieu} ; {vrai}"
        )
    ),
    # Earlier versions
    ("no earlier version of it was committed", "aucune version antérieure n'en a été enregistrée"),
    (
        "held against its earlier versions, the first in {raw} of {le}",
        "confronté à ses versions antérieures, dont la première {le} ({raw})",
    ),
    (
        "not held against any history: the dossier is in no git repository",
        "confronté à aucun historique : le dossier n'est dans aucun dépôt git",
    ),
    (
        "held against a part of the history only: the git repository is a shallow copy",
        "confronté à une partie seulement de l'historique : la copie du dépôt git est incomplète",
    ),
    (
        "held against the first {n} of {n2} versions of claim files",
        "confronté aux {n} premières versions, sur {n2}, des fichiers d'affirmations",
    ),
)

UNDERTAKINGS: tuple[_Pair, ...] = (*_LEVELS, *_PLEDGES, *_REPLIES, *_POSITIONS)
