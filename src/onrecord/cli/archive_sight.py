"""What of an archive's lines, findings and progress ``onrecord archive`` tells, by who may see what."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from onrecord.model.capture import Capture, Failed, Logged, Token
from onrecord.model.visibility import Visibility

if TYPE_CHECKING:
    from onrecord.archiving import Book
    from onrecord.model.dossier import Dossier, Source
    from onrecord.model.finding import Finding

HIDDEN = "a source that is not public"
_WITHOUT = "it could not be captured"


@dataclass(frozen=True, slots=True)
class Sight:
    """Those who are told: they may see what is marked up to ``show``."""

    dossier: Dossier
    show: Visibility

    def sees(self, entry: Logged) -> bool:
        """Whether a line of the log may be told."""
        from onrecord.withholding import seen

        return seen(self.dossier, self.show)(entry)

    def address(self, source: Source) -> str:
        """What is told of a source while it is fetched."""
        return HIDDEN if source.visibility.above(self.show) else source.url

    def entry(self, entry: Logged) -> Logged:
        """A line of the log; of one that may not be told only that it is there."""
        if isinstance(entry, Token) or self.sees(entry):
            return entry
        if isinstance(entry, Failed):
            return replace(entry, source=HIDDEN, url="", note="", by="", why=_WITHOUT, redirects=(), status=0)
        return replace(
            entry, source=HIDDEN, url="", note="", by="", final_url="", redirects=(), attached=(), type="",
            file="", file_digest="", file_bytes=0, digest="", bytes=0, status=0,
        )  # fmt: skip

    def entries(self, made: Iterable[Logged]) -> list[Logged]:
        """Lines of the log, as they may be told."""
        return [self.entry(one) for one in made]

    def findings(self, found: Iterable[Finding], book: Book | None = None) -> tuple[Finding, ...]:
        """Findings on sources and on lines of the log, as they may be told."""
        from onrecord.archived import of_log
        from onrecord.withholding import with_places

        told = tuple(found)
        if book is not None:
            hidden = {one.span.line for one in book.entries if not self.sees(one)}
            closed = of_log(replace(book, findings=told), self.sees)
            damaged = {one.code for one in book.findings}
            told = tuple(
                shut if one.span.line in hidden or one.code in damaged else one
                for one, shut in zip(told, closed, strict=True)
            )
        return with_places(told, self.dossier, self.show)

    def pairs(self, compared: Sequence[tuple[Capture, Capture]]) -> list[tuple[Capture, Capture]]:
        """The pairs of captures that may be told."""
        return [pair for pair in compared if all(map(self.sees, pair))]
