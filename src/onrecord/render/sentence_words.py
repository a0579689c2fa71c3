"""The labels around a verified sentence, in its language: what stands before a reading, its data, the other readings.

Imports the model and its sibling modules.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.model.figure import Figure, Method, Outcome, Projection, Variant, Verdict
from onrecord.model.precision import number_text
from onrecord.render.french.values import number_in_french, quantity_in_french
from onrecord.render.projections import projection_text
from onrecord.render.terminal import plural
from onrecord.render.text_report import robustness_text

_VARIANTS = {
    "best estimate": "meilleure estimation",
    "low estimate": "estimation basse",
    "high estimate": "estimation haute",
    "actor on either side": "acteur d'un côté ou de l'autre",
    "perpetrator only": "acteur comme auteur seulement",
    "without imprecise events": "sans les événements imprécis",
    "events by last day": "événements au dernier jour",
}
_METHODS = {
    Method.DAYS: "au prorata des jours",
    Method.SEASON: "selon les parts des années précédentes",
    Method.COUNTS: "selon le modèle de comptage",
}


@dataclass(frozen=True, slots=True)
class Labels:
    """The fixed words of one language around what is told of a sentence."""

    language: str
    holds: str
    fails: str
    unverifiable: str
    not_run: str
    figures: str
    true_of: str
    year: str
    note: str
    reading: str
    needs: str
    data: str
    teach: str
    teach_name: str
    teach_word: str
    known: str
    partial: str
    aside: str
    rival: str
    other: str
    colon: str
    semicolon: str

    def verdict(self, verdict: Verdict) -> str:
        """The word for a verdict; one that a person must not miss is in capitals."""
        return {
            Verdict.HOLDS: self.holds,
            Verdict.FAILS: self.fails,
            Verdict.UNVERIFIABLE: self.unverifiable,
        }.get(verdict, self.not_run)

    def figure(self, figure: Figure) -> str:
        """A figure with its bounds and rows: "1,048 (low 1,000, high 1,100; 112 rows)"."""
        french = self.language == "fr"
        number = number_in_french if french else number_text
        rows = number_in_french(plural(figure.rows, "ligne")) if french else plural(figure.rows, "row")
        rows = "0 ligne" if french and not figure.rows else rows  # none is singular in French
        inside = [rows]
        if figure.low is not None and figure.high is not None:
            low, high = ("bas", "haut") if french else ("low", "high")
            inside.insert(0, f"{low} {number(figure.low)}, {high} {number(figure.high)}")
        return f"{number(figure.best or 0.0)} ({self.semicolon.join(inside)})"

    def robustness(self, outcome: Outcome) -> str:
        """How many ways of computing agree: "holds in 7 of 8 variants tried; not with: low estimate"."""
        return robustness_text(outcome) if self.language != "fr" else _robustness(outcome.robustness)

    def projection(self, projection: Projection) -> str:
        """The estimates of a year in a line."""
        return projection_text(projection) if self.language != "fr" else _projection(projection)

    def quoted(self, words: Sequence[str]) -> str:
        """Words in quotes, joined by commas."""
        return ", ".join(
            f"«\N{NO-BREAK SPACE}{w}\N{NO-BREAK SPACE}»" if self.language == "fr" else f'"{w}"' for w in words
        )


def _robustness(variants: Sequence[Variant]) -> str:
    held = [_variant(one) for one in variants if one.verdict is Verdict.HOLDS]
    other = [_variant(one) for one in variants if one.verdict is not Verdict.HOLDS]
    total = len(variants)
    if not other:
        return f"vérifié dans les {total} calculs essayés"
    if not held:
        return f"vérifié dans aucun des {total} calculs essayés"
    if len(held) < len(other):
        only = f"seulement avec\N{NO-BREAK SPACE}: {', '.join(held)}"
        return f"vérifié dans {len(held)} des {total} calculs essayés, {only}"
    but = f"pas avec\N{NO-BREAK SPACE}: {', '.join(other)}"
    return f"vérifié dans {len(held)} des {total} calculs essayés\N{NO-BREAK SPACE}; {but}"


def _variant(one: Variant) -> str:
    return _VARIANTS.get(one.name) or f"dans {one.dataset}"


def _projection(projection: Projection) -> str:
    told = []
    spans = False
    for one in projection.estimates:
        if one.best is None or (one.note and one.method is not Method.DAYS):
            continue
        span = ""
        if one.low is not None and one.high is not None:
            spans = True
            span = f" ({quantity_in_french(f'{number_text(round(one.low))} to {number_text(round(one.high))}')})"
        told.append(f"{number_in_french(number_text(round(one.best)))}{span} {_METHODS[one.method]}")
    end = " (intervalles à 80\N{NO-BREAK SPACE}%)" if spans else ""
    return "\N{NO-BREAK SPACE}; ".join(told) + end


ENGLISH = Labels(
    language="en",
    holds="holds",
    fails="FAILS",
    unverifiable="unverifiable",
    not_run="NOT RUN",
    figures="figures",
    true_of="true of",
    year="the year",
    note="note",
    reading="reading",
    needs="would settle it",
    data="data",
    teach="to teach it, if data can tell it",
    teach_name="{words}, if a name, in {file} of a dossier",
    teach_word="{words} in {file}",
    known="known, but no rule uses it here",
    partial="without it one could read",
    aside="passed over, an aside",
    rival="it may as well mean",
    other="it could also mean",
    colon=": ",
    semicolon="; ",
)
FRENCH = Labels(
    language="fr",
    holds="vérifié",
    fails="FAUX",
    unverifiable="invérifiable",
    not_run="NON CALCULÉ",
    figures="chiffres",
    true_of="vrai pour",
    year="l'année",
    note="remarque",
    reading="lecture",
    needs="ce qui trancherait",
    data="données",
    teach="pour l'apprendre, si des données le disent",
    teach_name="{words}, si c'est un nom, dans {file} d'un dossier",
    teach_word="{words} dans {file}",
    known="connu, mais aucune règle ne s'en sert ici",
    partial="sans cela on pourrait lire",
    aside="laissé de côté, une incise",
    rival="peut aussi bien vouloir dire",
    other="pourrait aussi vouloir dire",
    colon="\N{NO-BREAK SPACE}: ",
    semicolon="\N{NO-BREAK SPACE}; ",
)


def labels(language: str) -> Labels:
    """The labels of a language; English for one that has none."""
    return FRENCH if language == "fr" else ENGLISH
