"""The vocabulary of a dossier: the built-in one with vocabulary.toml joined to it, and what is found on the way.

Imports the model and the vocabulary.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.model.codes import finding
from onrecord.model.dossier import Dossier
from onrecord.model.finding import Finding, Span
from onrecord.vocabulary import Vocabulary, extend, load_builtin

_WORLDWIDE = ("world", "the world", "worldwide")


def vocabulary_of(dossier: Dossier) -> tuple[Vocabulary, tuple[Finding, ...]]:
    """The vocabulary of a dossier, with findings for its own entries and for names in dossier.toml nobody knows."""
    added = dossier.additions
    any_added = added.places or added.kinds or added.actors
    vocabulary, found = _extended(dossier) if any_added else (load_builtin(), ())
    return vocabulary, (*found, *_of_events(dossier, vocabulary), *_of_datasets(dossier, vocabulary))


def _extended(dossier: Dossier) -> tuple[Vocabulary, tuple[Finding, ...]]:
    added = dossier.additions
    vocabulary, problems = extend(
        load_builtin(),
        tuple(place for place, _ in added.places),
        tuple(kind for kind, _ in added.kinds),
        tuple(actor for actor, _ in added.actors),
    )
    spans = {("place", place.id): span for place, span in added.places}
    spans |= {("kind", kind.id): span for kind, span in added.kinds}
    spans |= {("actor", actor.id): span for actor, span in added.actors}
    fallback = Span("vocabulary.toml")
    return vocabulary, tuple(
        finding(
            "OR113",
            f'{problem.sort} "{problem.id}", {problem.field}: {problem.message}',
            spans.get((problem.sort, problem.id), fallback),
            why=_nearest(problem.nearest),
            remedy="" if problem.nearest else "Correct the entry.",
        )
        for problem in problems
    )


def _of_events(dossier: Dossier, vocabulary: Vocabulary) -> Iterator[Finding]:
    """Findings for the places of events that are not in the vocabulary."""
    for event, span in dossier.additions.events:
        if event.place and vocabulary.place(event.place) is None:
            message = f'event "{event.id}", place: no place is called "{event.place}"'
            near = vocabulary.nearest(event.place, "place")
            remedy = "Correct the name, or add the place to vocabulary.toml."
            yield finding("OR113", message, span, why=_nearest(near), remedy=remedy)


def _of_datasets(dossier: Dossier, vocabulary: Vocabulary) -> Iterator[Finding]:
    """Findings for places and kinds of violence under [datasets] that are not in the vocabulary: no reading can ask
    for them, and what they say of a dataset's coverage would be lost."""
    for spec in dossier.datasets:
        remedy = "Correct the name, or add it to vocabulary.toml."
        for name in spec.places:
            if name.strip().casefold() not in _WORLDWIDE and vocabulary.place(name) is None:
                message = f'[datasets.{spec.id}], places: no place is called "{name}"'
                near = vocabulary.nearest(name, "place")
                yield finding("OR019", message, spec.span, why=_nearest(near), remedy=remedy)
        if spec.kind and vocabulary.kind(spec.kind) is None:
            message = f'[datasets.{spec.id}], kind: no kind of violence is called "{spec.kind}"'
            near = vocabulary.nearest(spec.kind, "kind")
            yield finding("OR019", message, spec.span, why=_nearest(near), remedy=remedy)


def _nearest(names: tuple[str, ...]) -> tuple[str, ...]:
    return (f"nearest known: {', '.join(names)}",) if names else ()
