"""All files of a dossier to a ``Dossier`` and findings.

The phases, in order: settings, bibliography, claims, additions to the vocabulary; then what only shows when they
are seen together: keys that nothing defines, ids used twice, sources nobody cites. No file, however broken, raises.
Imports: ``onrecord.model``, standard library.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

from onrecord.model.dossier import Additions, Claim, Dossier, Source
from onrecord.model.finding import Finding, Span
from onrecord.model.visibility import Visibility, strictest
from onrecord.text.additions import VOCABULARY, read_additions
from onrecord.text.claims import Context, read_claim
from onrecord.text.disk import Disk, displayed
from onrecord.text.hiding import hidden_words, tagged
from onrecord.text.log import Log, did_you_mean, listed, shorten
from onrecord.text.settings import SETTINGS, Settings, read_settings
from onrecord.text.slips import mark_in
from onrecord.text.sources import BIBTEX, SOURCES, read_sources
from onrecord.text.translations import join_translations
from onrecord.text.uses import Use, as_citation
from onrecord.text.withdrawn import find_withdrawn

CLAIMS = "claims"

_SYNTAX = ("OR002", "OR005", "OR007", "OR008", "OR010", "OR011", "OR014", "OR017")
_HIDING = frozenset((*_SYNTAX, "OR106", "OR107", "OR110", "OR111", "OR112", "OR901"))
"""Faults that can hide a citation: where one stands, no source is said to be cited nowhere."""

_UNREAD = _HIDING | {"OR012", "OR013", "OR114", "OR115"}
"""Faults that can hide a mark of visibility."""

_T = TypeVar("_T")


def load_dossier(root: Path) -> tuple[Dossier | None, tuple[Finding, ...]]:
    """Load the dossier in the folder ``root``.

    The dossier is ``None`` only where dossier.toml is absent or broken; the findings of the other files are there
    all the same. They are in the order of files, lines and columns.
    """
    log = Log()
    disk = Disk(root, log)
    if not disk.is_folder(log):
        return None, log.sorted({})
    uses: list[Use] = []
    settings = _guard(log, SETTINGS, None, lambda: read_settings(disk, log, uses))
    nothing: tuple[tuple[Source, ...], bool] = ((), False)
    sources, complete = _guard(log, SOURCES, nothing, lambda: read_sources(disk, log))
    worded: list[Use] = []
    claims, given = _claims(disk, settings, log, uses, worded)
    worded += [Use(each.key, each.span) for one in settings.titlings for each in one.sources] if settings else []
    additions = _guard(log, VOCABULARY, Additions(), lambda: read_additions(disk, log))

    sourced = [(place.source, span) for place, span in additions.places]
    sourced += [(kind.source, span) for kind, span in additions.kinds]
    sourced += [(actor.source, span) for actor, span in additions.actors]
    sourced += [(event.source, span) for event, span in additions.events]
    for source, span in sourced:
        if source:
            as_citation(source, span, uses)

    _unique_ids((*claims, *given), log)
    languages = settings.languages if settings is not None else ()
    none: tuple[Claim, ...] = ()
    translations = _guard(log, CLAIMS, none, lambda: join_translations(claims, given, languages, log))
    _known_keys([*uses, *worded], sources, complete, disk, log)
    find_withdrawn(uses, claims, sources, log)
    if complete and settings is not None and not log.any(_HIDING):
        _cited(uses, sources, additions, log)
    sources += _unknown_sources(uses, sources, complete, disk, log)
    _hide_citations([*uses, *worded], (*claims, *given), sources, log)
    unread = frozenset(file for file, text in disk.texts.items() if mark_in(text) and log.unreadable(file, _UNREAD))
    findings = tagged(
        log.sorted(disk.texts), log.hidden, hidden_words((*claims, *given, *translations), sources), unread
    )
    if settings is None:
        return None, findings
    dossier = Dossier(
        title=settings.title,
        as_of=settings.as_of,
        span=settings.span,
        subject=settings.subject,
        languages=settings.languages,
        publisher=settings.publisher,
        scale=settings.scale,
        datasets=settings.datasets,
        claims=claims,
        sources=sources,
        additions=additions,
        factor=settings.factor,
        hidden=log.hidden,
        authority=settings.authority,
        address=settings.address,
        translations=translations,
        titlings=settings.titlings,
        signers=settings.signers,
    )
    return dossier, findings


def _guard(log: Log, file: str, default: _T, work: Callable[[], _T]) -> _T:
    """The result of ``work``; if it fails on a fault of ours, a finding says so and the other files go on."""
    try:
        return work()
    except Exception as error:
        reason = "it is nested too deep" if isinstance(error, RecursionError) else f"{type(error).__name__}: {error}"
        log.add("OR901", f"the file could not be read: {shorten(reason, 100)}", Span(file))
        return default


def claim_files(disk: Disk, languages: Iterable[str] | None, log: Log) -> list[tuple[str, str]]:
    """(path, language) of every claim file: claims/*.md in the first language, claims/LANG/*.md in the others."""
    known = tuple(languages) if languages is not None else None
    first = known[0] if known else "en"
    found: list[tuple[str, str]] = []
    files, folders = disk.names(CLAIMS)
    found += [(f"{CLAIMS}/{name}", first) for name in files if name.lower().endswith(".md")]
    for folder in folders:
        path = f"{CLAIMS}/{folder}"
        if known is not None and folder not in known:
            near = did_you_mean(log.nearest(folder, known, 1))
            remedy = f"{near} Add it to languages in {SETTINGS}, or move the folder. Languages: {listed(known)}."
            log.add("OR019", f'"{displayed(folder)}" is no language of the dossier', Span(displayed(path)),
                    remedy=remedy.strip())  # fmt: skip
            continue
        inner, deeper = disk.names(path)
        found += [(f"{path}/{name}", folder) for name in inner if name.lower().endswith(".md")]
        for name in deeper:
            here = Span(displayed(f"{path}/{name}"))
            log.add("OR019", "a folder inside the folder of a language", here, remedy="Move its files up.")
    return found


def _claims(
    disk: Disk, settings: Settings | None, log: Log, uses: list[Use], worded: list[Use]
) -> tuple[tuple[Claim, ...], tuple[Claim, ...]]:
    """The claims in the first language, and those of its translations as written; what they cite goes to ``uses`` and
    ``worded``."""
    languages = settings.languages if settings else None
    first = languages[0] if languages else "en"
    scale = settings.scale if settings else None
    files = claim_files(disk, languages, log)
    if not files and (not disk.exists(CLAIMS) or not log.has_errors(CLAIMS)):
        log.add("OR001", "no claim file is there", Span(CLAIMS), remedy="Write the first claim in claims/first.md.")
    claims: list[Claim] = []
    orders: dict[str, int] = {}
    for path, language in files:
        orders[language] = orders.get(language, 0) + 1
        shown = displayed(path)
        text = disk.read(path, shown=shown)
        if text is None:
            continue
        context = Context(language, orders[language], scale, translation=language != first)
        cited = worded if context.translation else uses
        claim = _guard(log, shown, None, lambda: read_claim(shown, text, context, log, cited))  # noqa: B023 (called here)
        if claim is not None:
            claims.append(claim)
    ranks = {language: rank for rank, language in enumerate(languages or ())}
    claims.sort(key=lambda claim: (ranks.get(claim.language, 0), claim.order, claim.file))
    own = tuple(claim for claim in claims if claim.language == first)
    return own, tuple(claim for claim in claims if claim.language != first)


def _unique_ids(claims: tuple[Claim, ...], log: Log) -> None:
    """Ids of claims and statements are of one kind: both become anchors and addresses on a site."""
    seen: dict[tuple[str, str], Span] = {}
    places = [
        place
        for claim in claims
        for place in [
            (claim.language, claim.id, claim.span, True),
            *((claim.language, each.id, each.span, each.id_written) for each in claim.statements),
        ]
    ]
    # Written ids first: where one equals an id that a statement has only by its place, both are shown as such.
    for language, identifier, span, written in sorted(places, key=lambda place: not place[3]):
        key = (language, identifier.casefold())
        if key in seen:
            by_place = "" if written else ", which this statement has by its place"
            message = f'the id "{shorten(identifier)}"{by_place} stands twice: first at {seen[key]}'
            log.add("OR103", message, Span(span.file, span.line, span.column, span.line, _end(span)))
        else:
            seen[key] = span


def _end(span: Span) -> int:
    return span.end_column if span.end_line == span.line else span.column + 1


def _known_keys(uses: list[Use], sources: tuple[Source, ...], complete: bool, disk: Disk, log: Log) -> None:
    """Report keys that no source has; not where the bibliography is broken: its own finding says enough."""
    known = {source.id for source in sources}
    unknown = [use for use in uses if use.key not in known]
    if not unknown:
        return
    if not complete:
        if not any(disk.exists(name) for name in (SOURCES, "sources.bib")):
            message = f"there is no bibliography, and {unknown[0].span} cites {shorten(unknown[0].key)}"
            log.add("OR001", message, Span(SOURCES))
        return
    near: dict[str, tuple[str, ...]] = {}
    for use in unknown:
        if use.key not in near:
            near[use.key] = log.nearest(use.key, known)
        remedy = did_you_mean(near[use.key])
        log.add(
            "OR101",
            f'no source has the key "{shorten(use.key)}"',
            use.span,
            remedy=f"{remedy} Or add it to {SOURCES}." if remedy else "",
            statement=use.statement,
        )


def _unknown_sources(
    uses: list[Use], sources: tuple[Source, ...], complete: bool, disk: Disk, log: Log
) -> tuple[Source, ...]:
    """Sources for the keys that nothing defines and that may be those of hidden ones: all, where the bibliography is
    broken and marks sources somewhere; else those that look like the key of a hidden source."""
    known = {source.id for source in sources}
    keys = dict.fromkeys(use.key for use in uses if use.key not in known)
    if complete:
        hidden = [source.id for source in sources if source.visibility is not Visibility.PUBLIC]
        keys = dict.fromkeys(key for key in keys if hidden and log.nearest(key, hidden, 1))
    elif not any(mark_in(disk.texts.get(name, "")) for name in (SOURCES, BIBTEX)):
        return ()
    return tuple(Source(key, "document", "", Span(SOURCES), visibility=Visibility.CONFIDENTIAL) for key in keys)


def _hide_citations(uses: list[Use], claims: tuple[Claim, ...], sources: tuple[Source, ...], log: Log) -> None:
    """Tell the log where hidden sources are cited: the key, and the lines around it, which can hold a quotation."""
    levels = {each.id: each.visibility for each in sources if each.visibility is not Visibility.PUBLIC}
    if not levels:
        return
    for use in uses:
        log.hide(use.span, levels.get(use.key, Visibility.PUBLIC))
        log.hide(use.span, levels.get(use.key, Visibility.PUBLIC), whole_lines=True)
    for claim in claims:
        for statement in claim.statements:
            level = strictest(levels.get(each.key, Visibility.PUBLIC) for each in statement.citations)
            log.hide(statement.span, level, whole_lines=True)
        level = strictest(levels.get(each.key, Visibility.PUBLIC) for each in claim.citations)
        log.hide(Span(claim.file, 1, 1, 10**9, 1), level, whole_lines=True)


def _cited(uses: list[Use], sources: tuple[Source, ...], additions: Additions, log: Log) -> None:
    used = {use.key for use in uses}
    used |= {place.source for place, _ in additions.places} | {kind.source for kind, _ in additions.kinds}
    used |= {actor.source for actor, _ in additions.actors} | {event.source for event, _ in additions.events}
    # Who reads that a source is superseded looks for the one named.
    used |= {source.superseded_by for source in sources}
    for source in sources:
        if source.id not in used:
            log.add("OR109", f'"{shorten(source.id)}" is cited nowhere', source.span)
