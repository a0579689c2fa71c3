"""Which sentences were changed after they were translated, by the git history of claim files.

A sentence is followed by its id. Where the text of the original, at the commit in which its translation was last
worded, is not what it is now, the translation is older. The ``checked`` of a translation's front matter counts as a
wording of all of it: somebody held it against the original. Top-level: joins ``text`` (which reads claim files) and the
model.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from onrecord import claim_history
from onrecord.claim_history import Blob
from onrecord.model.codes import finding
from onrecord.model.dossier import Claim, Dossier
from onrecord.model.finding import Finding, Span
from onrecord.text.claims import Context, read_claim
from onrecord.text.log import Log, shorten

MOST = 500
"""So many versions of claim files are looked at, the newest."""
_NOWHERE = "not compared: the dossier is in no git repository"


@dataclass
class _Versions:
    """The versions of claim files, newest first: each with the rank of its commit, 0 being the newest."""

    contents: dict[str, bytes]
    of_path: dict[str, list[tuple[int, Blob]]]
    read: dict[tuple[str, str], tuple[dict[str, str], str] | None] = field(default_factory=dict)

    def said(self, blob: Blob) -> tuple[dict[str, str], str] | None:
        """The texts of one version by id (the claim itself has the id ""), and its ``checked``; ``None`` where it
        cannot be read."""
        key = (blob.hash, blob.path)
        if key not in self.read:
            try:
                text = self.contents[blob.hash].decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
                claim = read_claim(blob.path, text, Context("", 0, None, translation=True), Log(), [])
                self.read[key] = (texts_of(claim), str(claim.checked or ""))
            except Exception:  # whatever an old version holds, the dossier of today is checked
                self.read[key] = None
        return self.read[key]


def texts_of(claim: Claim) -> dict[str, str]:
    """The claim, under "", and its statements, by id."""
    return {"": " ".join(claim.claim.split())} | {each.id: each.text for each in claim.statements}


def older(root: Path, dossier: Dossier, *, tell: bool = True) -> tuple[tuple[Finding, ...], str]:
    """A finding for each translation that is older than its original, and why ages could not be compared, if so.

    With ``tell`` the earlier wording is shown. Never raises for what a repository holds.
    """
    if not dossier.translations:
        return (), ""
    if not claim_history.in_repository(root):
        return (), _NOWHERE
    try:
        note = "compared by a part of the history only" if claim_history.is_shallow(root) else ""
        versions = _versions(root, dossier)
    except claim_history.NoHistoryError as error:
        return (), f"not compared: {error}"
    originals = {claim.id: claim for claim in dossier.claims}
    found: list[Finding] = []
    for claim in dossier.translations:
        if claim.id in originals:
            found += _of_claim(originals[claim.id], claim, versions, tell=tell)
    return tuple(found), note


def _versions(root: Path, dossier: Dossier) -> _Versions:
    files = {claim.file for claim in (*dossier.claims, *dossier.translations)}
    blobs = claim_history.claim_blobs(root)
    commits = {commit: rank for rank, commit in enumerate(dict.fromkeys(blob.commit for blob in blobs))}
    wanted = [blob for blob in blobs if blob.path in files][:MOST]
    of_path: dict[str, list[tuple[int, Blob]]] = {}
    for blob in wanted:
        of_path.setdefault(blob.path, []).append((commits[blob.commit], blob))
    return _Versions(dict(claim_history.contents_of(root, wanted)), of_path)


def _of_claim(original: Claim, claim: Claim, versions: _Versions, *, tell: bool) -> Iterator[Finding]:
    now, said = texts_of(original), texts_of(claim)
    spans = {each.id: each.span for each in claim.statements}
    for identifier, text in said.items():
        rank = _worded(identifier, text, str(claim.checked or ""), versions.of_path.get(claim.file, []), versions)
        if rank is None or identifier not in now:
            continue
        then = _as_of(rank, versions.of_path.get(original.file, []))
        before = versions.said(then) if then is not None else None
        if then is None or before is None or before[0].get(identifier, now[identifier]) == now[identifier]:
            continue
        what = f"{{#{identifier}}}" if identifier else "the claim"
        message = f"{what} was changed in the original after it was translated"
        why: tuple[str, ...] = (f"translated: {shorten(text, 200)}", f"original, now: {shorten(now[identifier], 200)}")
        if tell:
            why = (*why[:1], f"original, when it was translated: {shorten(before[0][identifier], 200)}", *why[1:])
        yield finding("OR468", message, spans.get(identifier, Span(claim.file)), why=why, statement=identifier)


def _worded(
    identifier: str, text: str, checked: str, history: list[tuple[int, Blob]], versions: _Versions
) -> int | None:
    """The rank of the commit in which a translation was last worded or checked; ``None`` where it is not committed as
    it stands."""
    rank = None
    for at, blob in history:
        said = versions.said(blob)
        if said is None or said[0].get(identifier) != text or said[1] != checked:
            return rank
        rank = at
    return rank


def _as_of(rank: int, history: list[tuple[int, Blob]]) -> Blob | None:
    """The version of a file that stood at a commit; ``None`` where there was none."""
    return next((blob for at, blob in history if at >= rank), None)
