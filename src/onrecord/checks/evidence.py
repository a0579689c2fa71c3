"""What each claim owes its claimant: a reply or a request for one, and the evidence that speaks for the claim.

One warning of each sort for a claim, in the language it was first written in. Imports the model.
"""

from __future__ import annotations

from onrecord.model.blocks import Reply
from onrecord.model.codes import finding
from onrecord.model.dossier import FOR, Claim, Dossier
from onrecord.model.finding import Finding


def claimant_heard(claim: Claim, dossier: Dossier) -> tuple[Finding, ...]:
    """A claim without any reply, and without a request for one."""
    blocks = (block for statement in claim.statements for block in statement.blocks)
    if not claim.statements or any(isinstance(block, Reply) for block in blocks):
        return ()
    return (
        finding(
            "OR442", f"no reply of {claim.claimant or 'the claimant'} is given, and no request for one", claim.span
        ),
    )


def claim_considered(claim: Claim, dossier: Dossier) -> tuple[Finding, ...]:
    """A record without evidence for the claim, and without a word on whether any was looked for."""
    spoken = any(FOR in statement.classes for statement in claim.statements)
    if not claim.statements or spoken or claim.considered:
        return ()
    return (
        finding(
            "OR443",
            "no statement of the record speaks for the claim, and nothing says that any was looked for",
            claim.span,
        ),
    )
