"""The dossier: claims, the record under them, the sources, each with its position in the files."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from onrecord.model.blocks import Block
from onrecord.model.dataset import DatasetSpec
from onrecord.model.dates import PartialDate
from onrecord.model.finding import Span
from onrecord.model.quotation import Quotation, Selector
from onrecord.model.visibility import OPEN, Access, HiddenPlace, strictest
from onrecord.model.visibility import Visibility as Visibility
from onrecord.model.vocabulary import Actor, Event, Kind, Place


@dataclass(frozen=True, slots=True)
class Citation:
    """One ``@key`` of a Pandoc citation: ``[see @hrw-moura, p. 4 "at least 300"]``. The span covers the key with its @.

    ``quote`` are the source's words, white space collapsed; ``quote_span`` covers them with their marks.
    """

    key: str
    span: Span
    prefix: str = ""
    locator: str = ""
    quote: str = ""
    quote_span: Span | None = None


@dataclass(frozen=True, slots=True)
class ReadsBlock:
    """A ``reads`` block: canonical English, and where each of its lines begins.

    ``text`` is the block's content without the fences and the indentation; ``span`` covers the content;
    ``indent`` is the number of columns the list item indents it by.
    """

    text: str
    span: Span
    indent: int = 0


@dataclass(frozen=True, slots=True)
class Statement:
    """One item of the record.

    ``text`` is the sentence as written, without citations and attributes, white space collapsed; ``markdown`` is
    the item as written. ``span`` covers the item's own text, blocks excluded. ``classes`` are those written beside the
    identifier, ``{#id .for}``, without their dot. ``quotes`` are the ``quote`` blocks; ``quotations`` those and what
    the citations quote.
    """

    id: str
    text: str
    markdown: str
    span: Span
    citations: tuple[Citation, ...] = ()
    reads: ReadsBlock | None = None
    blocks: tuple[Block, ...] = ()
    id_written: bool = True
    classes: tuple[str, ...] = ()
    quotes: tuple[Quotation, ...] = ()

    @property
    def visibility(self) -> Visibility:
        """Who may see the statement: the strictest of its classes."""
        return strictest(Visibility(each) for each in self.classes if each in LEVELS)

    @property
    def quotations(self) -> tuple[Quotation, ...]:
        """All that the statement quotes from its sources: in citations, then in blocks."""
        cited = (
            Quotation(each.key, Selector(each.quote), each.quote_span or each.span, each.locator)
            for each in self.citations
            if each.quote
        )
        return (*cited, *self.quotes)


@dataclass(frozen=True, slots=True)
class Rating:
    """The editors' judgement of a claim on the dossier's scale, by a named person, dated."""

    value: str
    by: str = ""
    on: PartialDate | None = None
    because: str = ""
    access: Access = OPEN


@dataclass(frozen=True, slots=True)
class Appearance:
    """Where and when a claimant made a claim."""

    on: PartialDate | None
    where: str = ""
    source: Citation | None = None
    quote: str = ""
    access: Access = OPEN


@dataclass(frozen=True, slots=True)
class Claim:
    """What a claimant said, and the record below it: one claim file.

    ``prose`` are the paragraphs between front matter and list, as Markdown. ``note`` is shown with the claim
    (for example that its wording is the editors'). ``chosen`` says why the claim was chosen, ``considered`` which
    evidence for it was looked at, ``one_origin`` why a fact below it rests on one origin only. ``claimant_type`` is one
    of ``CLAIMANT_TYPES``. ``checked`` is of a translation: when somebody last held all of it against its original.
    """

    id: str
    claim: str
    claimant: str
    span: Span
    language: str = "en"
    appearances: tuple[Appearance, ...] = ()
    rating: Rating | None = None
    note: str = ""
    order: int = 0
    prose: str = ""
    citations: tuple[Citation, ...] = ()
    statements: tuple[Statement, ...] = ()
    considered: str = ""
    one_origin: str = ""
    chosen: str = ""
    access: Access = OPEN
    claimant_type: str = "organisation"
    checked: PartialDate | None = None

    @property
    def file(self) -> str:
        """The claim's file, relative to the dossier's root."""
        return self.span.file


CLAIMANT_TYPES = ("organisation", "person")
"""What a claimant can be; ClaimReview has to say it."""

FOR = "for"
"""The class of a statement that is evidence for the claim: ``{#id .for}``."""

LEVELS = (Visibility.INTERNAL.value, Visibility.CONFIDENTIAL.value)
"""The classes of a statement that not all may see: ``{#id .confidential}``."""

CLASSES = (FOR, *LEVELS)
"""The classes that a statement may have."""


@dataclass(frozen=True, slots=True)
class Source:
    """One entry of the bibliography. ``csl`` is the CSL-JSON item, canonically printed, for citation styles.

    ``origin`` names the report that it repeats: sources of one origin are one. ``interest`` is its own stake in the
    matter. ``retracted`` is the day it was withdrawn, ``superseded_by`` the key of the source that replaces it.
    ``visibility`` is that of the whole source, ``access`` has its single fields, by their names in CSL.
    """

    id: str
    type: str
    title: str
    span: Span
    publisher: str = ""
    author: str = ""
    issued: PartialDate | None = None
    url: str = ""
    language: str = ""
    note: str = ""
    csl: str = ""
    origin: str = ""
    interest: str = ""
    visibility: Visibility = Visibility.PUBLIC
    retracted: PartialDate | None = None
    superseded_by: str = ""
    access: Access = OPEN


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who publishes the dossier.

    ``contact`` is how a reader reaches them; ``methods``, ``corrections`` and ``funding`` are the pages, or a sentence,
    that say how they work, how they correct and who pays; ``editors`` the persons who answer for it.
    """

    name: str
    url: str = ""
    contact: str = ""
    methods: str = ""
    corrections: str = ""
    funding: str = ""
    editors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Authority:
    """A time-stamp authority (RFC 3161): its address, and the file of root certificates (PEM), from the dossier's root,
    that its tokens are verified against."""

    url: str
    roots: str
    span: Span


_NOWHERE = Span("")


@dataclass(frozen=True, slots=True)
class DatasetWords:
    """The words of a dataset's card in another language: its title, version and licence; empty is as in the first."""

    id: str
    title: str = ""
    version: str = ""
    licence: str = ""
    span: Span = _NOWHERE


@dataclass(frozen=True, slots=True)
class SourceWords:
    """A source's own stake in another language, by the source's key."""

    key: str
    interest: str
    span: Span = _NOWHERE


@dataclass(frozen=True, slots=True)
class Titling:
    """What the dossier, its datasets and the stakes of its sources are called in another of its languages; empty or
    absent is as in the first."""

    language: str
    title: str = ""
    subject: str = ""
    datasets: tuple[DatasetWords, ...] = ()
    sources: tuple[SourceWords, ...] = ()


@dataclass(frozen=True, slots=True)
class Additions:
    """What vocabulary.toml adds to the built-in vocabulary, each entry with its position."""

    places: tuple[tuple[Place, Span], ...] = ()
    kinds: tuple[tuple[Kind, Span], ...] = ()
    actors: tuple[tuple[Actor, Span], ...] = ()
    events: tuple[tuple[Event, Span], ...] = ()


@dataclass(frozen=True, slots=True)
class Dossier:
    """A whole dossier, as loaded. ``as_of`` is the day on which its statements are to be judged, or ``NO_DAY`` where
    dossier.toml gives none that can be read. ``factor`` is how far counts of the same thing may be apart before they
    contradict one another, where dossier.toml says it; ``authority`` time-stamps the archive, where one is named.
    ``claims`` are in the first of its languages, ``translations`` the same claims in the others: their words, with all
    else from the original; ``titlings`` what the dossier is called in them.
    ``hidden`` are the places in its files that not all may see. ``address`` is where its pages will stand on the web,
    ending in "/", or empty; ``signers`` the public keys, as OpenSSH writes them, that sign its editions."""

    title: str
    as_of: date
    span: Span
    subject: str = ""
    languages: tuple[str, ...] = ("en",)
    publisher: Publisher | None = None
    scale: tuple[str, ...] = ()
    datasets: tuple[DatasetSpec, ...] = ()
    claims: tuple[Claim, ...] = ()
    sources: tuple[Source, ...] = ()
    additions: Additions = Additions()
    factor: Fraction | None = None
    authority: Authority | None = None
    hidden: tuple[HiddenPlace, ...] = ()
    address: str = ""
    translations: tuple[Claim, ...] = ()
    titlings: tuple[Titling, ...] = ()
    signers: tuple[str, ...] = ()

    @property
    def statements(self) -> tuple[Statement, ...]:
        """All statements, in the order of the files; a translation is not one of its own."""
        return tuple(statement for claim in self.claims for statement in claim.statements)
