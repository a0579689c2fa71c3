"""dossier.toml and data/snapshots.toml: what the dossier is, and its datasets.

Imports: ``onrecord.model``, standard library.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from onrecord.model.dataset import Aggregate, DatasetSpec
from onrecord.model.dates import NO_DAY
from onrecord.model.dossier import Authority, DatasetWords, Publisher, SourceWords, Titling
from onrecord.model.finding import Span
from onrecord.model.lag import MOST_MONTHS
from onrecord.text.disk import Disk
from onrecord.text.fields import Fields
from onrecord.text.fragment import Fragment
from onrecord.text.log import Log, did_you_mean, listed, shorten
from onrecord.text.nodes import Entry, Scalar, Table, extent
from onrecord.text.toml_nodes import parse_toml
from onrecord.text.uses import Use, cited

SETTINGS = "dossier.toml"
SNAPSHOTS = "data/snapshots.toml"

DOSSIER_FIELDS = (
    "title",
    "subject",
    "as_of",
    "languages",
    "publisher",
    "rating",
    "counts",
    "archive",
    "publish",
    "translations",
    "datasets",
)
PUBLISHER_FIELDS = ("name", "url", "contact", "methods", "corrections", "funding", "editors")
RATING_FIELDS = ("scale",)
COUNTS_FIELDS = ("factor",)
ARCHIVE_FIELDS = ("tsa", "roots")
PUBLISH_FIELDS = ("address", "signers")
TITLING_FIELDS = ("title", "subject", "datasets", "sources")
DATASET_WORDS = ("title", "version", "licence")
SOURCE_WORDS = ("interest",)
DATASET_FIELDS = (
    "path", "title", "layout", "quantity", "unit", "kind", "aggregate", "covers", "places", "complete", "source",
    "version", "accessed", "licence", "encoding", "sheet", "columns", "visibility",
    "redistribute", "reporting_lag",
)  # fmt: skip
SNAPSHOT_FIELDS = ("sha256",)

_ALL = ("the world", "world", "worldwide")
"""The keys of ``covers`` that stand for every country without a key of its own."""

_Days = tuple[date, date]
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_DATASET_ID = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
_ADDRESS = re.compile(r"https?://[A-Za-z0-9.\-]+(?::\d{1,5})?(?:/[A-Za-z0-9._~%!$&'()*+,;=:@/\-]*)?")
_SHA256 = re.compile(r"[0-9a-fA-F]{64}")
_SIGNER = re.compile(r"(?:[^\s,\"]+ )?ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI[A-Za-z0-9+/]{43}(?: .*)?")
_LAG = re.compile(r"(\d{1,3}) months?")


@dataclass(frozen=True, slots=True)
class Settings:
    """What dossier.toml says."""

    title: str
    as_of: date
    span: Span
    subject: str
    languages: tuple[str, ...]
    publisher: Publisher | None
    scale: tuple[str, ...]
    datasets: tuple[DatasetSpec, ...]
    factor: Fraction | None = None
    authority: Authority | None = None
    address: str = ""
    titlings: tuple[Titling, ...] = ()
    signers: tuple[str, ...] = ()


def read_settings(disk: Disk, log: Log, uses: list[Use]) -> Settings | None:
    """The settings; ``None``, with a finding, if dossier.toml is absent or broken."""
    text = disk.read(SETTINGS, needed=True)
    table = parse_toml(Fragment.whole(SETTINGS, text), log) if text is not None else None
    if table is None:
        return None
    fields = Fields(log, table, SETTINGS, DOSSIER_FIELDS)
    title = fields.text("title", required=True)
    as_of = fields.day("as_of", required=True) or NO_DAY
    languages = _languages(fields, log)
    publisher = _publisher(fields, log)
    scale: tuple[str, ...] = ()
    rating = fields.table_at("rating")
    if rating is not None:
        inner = Fields(log, rating, "[rating]", RATING_FIELDS)
        scale = tuple(dict.fromkeys(inner.texts("scale")))
    datasets = tuple(_datasets(fields, disk, log, uses))
    pinned = _pin(datasets, disk, log)
    subject, factor, authority = fields.text("subject"), _factor(fields, log), _authority(fields, disk, log)
    (address, signers), titlings = (
        _published(fields, log),
        _titlings(fields, languages, [each.id for each in datasets], log),
    )
    return Settings(
        title, as_of, Span(SETTINGS), subject, languages, publisher, scale, pinned, factor, authority, address,
        titlings, signers,
    )  # fmt: skip


def _titlings(fields: Fields, languages: tuple[str, ...], known: list[str], log: Log) -> tuple[Titling, ...]:
    """What the dossier, its datasets (``known``) and its sources' stakes are called in its other languages:
    ``[translations.fr]``."""
    found = []
    for entry in fields.table_at("translations") or ():
        if not isinstance(entry.value, Table):
            remedy = f"Write [translations.{entry.key}] above its fields."
            log.add("OR017", f'"{shorten(entry.key)}" is not a table of fields', entry.value.span, remedy=remedy)
        elif entry.key not in languages[1:]:
            remedy = f"Add it to languages. Languages to translate into: {listed(languages[1:]) or 'none'}."
            message = f'"{shorten(entry.key)}" is no language that the dossier is translated into'
            log.add("OR019", message, entry.key_span, remedy=remedy)
        else:
            inner = Fields(log, entry.value, f"[translations.{entry.key}]", TITLING_FIELDS)
            datasets = tuple(
                DatasetWords(id, each.text("title"), each.text("version"), each.text("licence"), span)
                for id, span, each in _worded(inner, "datasets", DATASET_WORDS, log)
            )
            for each in datasets:
                if each.id not in known:
                    near = did_you_mean(log.nearest(each.id, known))
                    remedy = f"{near} Datasets: {listed(known) or 'none'}.".strip()
                    log.add("OR015", f'"{shorten(each.id)}" is no dataset of dossier.toml', each.span, remedy=remedy)
            stakes = tuple(
                SourceWords(key, each.text("interest"), span)
                for key, span, each in _worded(inner, "sources", SOURCE_WORDS, log)
            )
            found.append(Titling(entry.key, inner.text("title"), inner.text("subject"), datasets, stakes))
    return tuple(found)


def _worded(fields: Fields, name: str, known: tuple[str, ...], log: Log) -> Iterator[tuple[str, Span, Fields]]:
    """The tables of ``[translations.fr.datasets]`` or ``[translations.fr.sources]``: id, place, fields."""
    for entry in fields.table_at(name) or ():
        what = f"{fields.what[:-1]}.{name}.{entry.key}]"
        if isinstance(entry.value, Table):
            yield entry.key, entry.key_span, Fields(log, entry.value, what, known)
        else:
            remedy = f"Write {what} above its fields."
            log.add("OR017", f'"{shorten(entry.key)}" is not a table of fields', entry.value.span, remedy=remedy)


def _published(fields: Fields, log: Log) -> tuple[str, tuple[str, ...]]:
    """``[publish]``: where the pages will stand on the web, and the public keys that sign editions."""
    table = fields.table_at("publish")
    if table is None:
        return "", ()
    inner = Fields(log, table, "[publish]", PUBLISH_FIELDS)
    signers = []
    for text, span in inner.placed_texts("signers"):
        if _SIGNER.fullmatch(text):
            signers.append(text)
        else:
            remedy = "Write what stands in the file that ends in .pub: ssh-ed25519 AAAA... name."
            log.add("OR019", f'"{shorten(text)}" is no public ed25519 key', span, remedy=remedy)
    return _address(inner, log), tuple(signers)


def _address(inner: Fields, log: Log) -> str:
    """The address, ending in "/"; empty where there is none."""
    address = inner.text("address")
    if address and not _ADDRESS.fullmatch(address):
        remedy = 'Write the address that readers will open: address = "https://example.org/mali-2022/".'
        log.add("OR019", f'"{shorten(address)}" is no web address', inner.span("address"), remedy=remedy)
        return ""
    return f"{address.rstrip('/')}/" if address else ""


def _factor(fields: Fields, log: Log) -> Fraction | None:
    """How far counts of the same thing may be apart before they contradict one another; above 1."""
    table = fields.table_at("counts")
    inner = Fields(log, table, "[counts]", COUNTS_FIELDS) if table is not None else None
    found = inner.table.get("factor") if inner is not None else None
    if inner is None or found is None:
        return None
    value = found.value.value if isinstance(found.value, Scalar) else None
    if isinstance(value, int | float) and not isinstance(value, bool) and 1 < value <= 1000:
        return Fraction(str(value))
    remedy = "Write a number above 1: factor = 1.5."
    log.add("OR017", '"factor" is no number above 1', inner.span("factor"), remedy=remedy)
    return None


def _authority(fields: Fields, disk: Disk, log: Log) -> Authority | None:
    """The time-stamp authority of ``[archive]``: its address and its root certificates go together."""
    table = fields.table_at("archive")
    if table is None or not len(table.entries):
        return None
    inner = Fields(log, table, "[archive]", ARCHIVE_FIELDS)
    url, roots = inner.text("tsa", required=True), inner.text("roots", required=True)
    if url and not url.lower().startswith(("http://", "https://")):
        log.add("OR019", f'"{shorten(url)}" is no web address', inner.span("tsa"), remedy="Write http:// or https://.")
        url = ""
    if roots and ("\0" in roots or disk.leaves(roots)):
        log.add("OR006", f'"{shorten(roots)}" points outside the dossier', inner.span("roots"))
        roots = ""
    return Authority(url, roots, inner.span("roots")) if url and roots else None


def _languages(fields: Fields, log: Log) -> tuple[str, ...]:
    found = []
    for language, span in fields.placed_texts("languages"):
        if _LANGUAGE.fullmatch(language):
            found.append(language)
        else:
            remedy = 'Write codes of BCP 47: languages = ["en", "fr"].'
            log.add("OR019", f'"{shorten(language)}" is no language code', span, remedy=remedy)
    return tuple(dict.fromkeys(found)) or ("en",)


def _publisher(fields: Fields, log: Log) -> Publisher | None:
    table = fields.table_at("publisher")
    if table is None:
        return None
    inner = Fields(log, table, "[publisher]", PUBLISHER_FIELDS)
    return Publisher(
        inner.text("name", required=True),
        inner.text("url"),
        inner.text("contact"),
        inner.text("methods"),
        inner.text("corrections"),
        inner.text("funding"),
        inner.texts("editors"),
    )


def _datasets(fields: Fields, disk: Disk, log: Log, uses: list[Use]) -> list[DatasetSpec]:
    table = fields.table_at("datasets")
    found = []
    for entry in table or ():
        if not isinstance(entry.value, Table):
            message = f'"{shorten(entry.key)}" is not a table of fields'
            log.add("OR017", message, entry.value.span, remedy=f"Write [datasets.{entry.key}] above its fields.")
        elif not _DATASET_ID.fullmatch(entry.key):
            remedy = "Use letters, digits, hyphens and underscores, starting with a letter."
            log.add("OR019", f'"{shorten(entry.key)}" cannot name a dataset', entry.key_span, remedy=remedy)
        else:
            found.append(_dataset(entry, entry.value, disk, log, uses))
    return found


def _dataset(entry: Entry, table: Table, disk: Disk, log: Log, uses: list[Use]) -> DatasetSpec:
    fields = Fields(log, table, f"[datasets.{entry.key}]", DATASET_FIELDS)
    path = fields.text("path", required=True)
    if path and ("\0" in path or disk.leaves(path)):
        log.add("OR006", f'"{shorten(path)}" points outside the dossier', fields.span("path"))
        path = ""
    aggregate = fields.choice("aggregate", [each.value for each in Aggregate])
    source = cited(fields, "source", uses)
    columns = fields.table_at("columns")
    covers, covers_of = _covers(fields, log)
    mapped = Fields(log, columns, f"[datasets.{entry.key}.columns]") if columns else None
    return DatasetSpec(
        id=entry.key,
        path=path,
        span=entry.key_span,
        title=fields.text("title"),
        layout=fields.text("layout"),
        columns=tuple((each.key, mapped.text(each.key)) for each in columns or () if mapped),
        quantity=fields.text("quantity"),
        unit=fields.text("unit"),
        kind=fields.text("kind"),
        aggregate=Aggregate(aggregate) if aggregate else Aggregate.SUM,
        covers=covers,
        covers_of=covers_of,
        places=fields.texts("places"),
        complete=fields.flag("complete"),
        source=source.key if source else "",
        version=fields.text("version"),
        accessed=fields.day("accessed"),
        licence=fields.text("licence"),
        encoding=fields.text("encoding"),
        sheet=fields.text("sheet"),
        redistribute=fields.table.get("redistribute") is None or fields.flag("redistribute"),
        lag=_lag(fields, log),
        access=fields.access(extent(table, entry.key_span), nameable=("",)),
    )


def _lag(fields: Fields, log: Log) -> int | None:
    """How many months at the end are preliminary: "3 months", "1 month" or "none"."""
    text = fields.text("reporting_lag")
    found = _LAG.fullmatch(text)
    if text == "none" or (found and 0 < int(found[1]) <= MOST_MONTHS):
        return int(found[1]) if found else 0
    if text:
        remedy = f'Write reporting_lag = "3 months" (up to {MOST_MONTHS}), or "none".'
        log.add("OR019", f'"{shorten(text)}" is no number of months', fields.span("reporting_lag"), remedy=remedy)
    return None


def _covers(fields: Fields, log: Log) -> tuple[_Days | None, tuple[tuple[str, _Days], ...]]:
    """The first and last day covered: of all countries, and those of single ones where they stand in a table."""
    found = fields.table.get("covers")
    if found is None or not isinstance(found.value, Table):
        return fields.days("covers"), ()
    inner = Fields(log, found.value, f"{fields.what[:-1]}.covers]")
    stated = {entry.key: days for entry in found.value if (days := inner.days(entry.key)) is not None}
    whole = next((name for name in stated if name.strip().casefold() in _ALL), "")
    return stated.pop(whole, None), tuple(stated.items())


def _pin(datasets: tuple[DatasetSpec, ...], disk: Disk, log: Log) -> tuple[DatasetSpec, ...]:
    """The datasets with the hashes of data/snapshots.toml."""
    text = disk.read(SNAPSHOTS)
    table = parse_toml(Fragment.whole(SNAPSHOTS, text), log) if text is not None else None
    hashes: dict[str, str] = {}
    known = [spec.id for spec in datasets]
    for entry in table or ():
        if entry.key not in known:
            near = did_you_mean(log.nearest(entry.key, known))
            remedy = f"{near} Datasets: {listed(known) or 'none'}.".strip()
            log.add("OR015", f'"{shorten(entry.key)}" is no dataset of dossier.toml', entry.key_span, remedy=remedy)
        elif not isinstance(entry.value, Table):
            log.add("OR017", f'"{entry.key}" is not a table of fields', entry.value.span)
        else:
            fields = Fields(log, entry.value, f"[{entry.key}]", SNAPSHOT_FIELDS)
            sha256 = fields.text("sha256", required=True)
            if sha256 and not _SHA256.fullmatch(sha256):
                message = f'"sha256" is "{shorten(sha256)}"; it should be 64 hexadecimal digits'
                log.add("OR017", message, fields.span("sha256"))
            else:
                hashes[entry.key] = sha256.lower()
    return tuple(replace(spec, sha256=hashes.get(spec.id, "")) for spec in datasets)
