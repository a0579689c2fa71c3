"""The Merkle tree hash of RFC 6962, section 2.1 (RFC 9162 keeps it): sha256, 0x00 before a leaf, 0x01 before a node.

Imports: the standard library.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence


def root_of(leaves: Sequence[bytes]) -> bytes:
    """The hash of the tree over the leaves, in their order; that of nothing is the sha256 of nothing."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    level = [hashlib.sha256(b"\x00" + leaf).digest() for leaf in leaves]
    # To pair neighbours and carry an odd one up gives the tree that the RFC splits at the largest power of two.
    while len(level) > 1:
        paired = [hashlib.sha256(b"\x01" + level[at] + level[at + 1]).digest() for at in range(0, len(level) - 1, 2)]
        level = paired + level[len(level) & ~1 :]
    return level[0]
