"""Time-stamps of trusted authorities (RFC 3161): asking for one, reading the answer, verifying a token offline.

A token says that a digest was known to the authority at a time. It is verified against root certificates that the
dossier names, with the certificates as they stood at that time. DER is read strictly: a token whose certificates are
not in order cannot be read. Nothing here reaches a network. Imports: standard library; rfc3161-client and cryptography
when a token is read.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cryptography.x509 import Certificate
    from rfc3161_client import TimeStampResponse

REQUEST_TYPE = "application/timestamp-query"
MOST = 256 * 1024
"""The most bytes of an answer."""

_SHA256 = bytes.fromhex("300d06096086480165030402010500")
_STATUS = {1: "granted it with changes", 2: "refused", 3: "asks to wait", 4: "warns of a revocation", 5: "was revoked"}


@dataclass(frozen=True, slots=True)
class Stamp:
    """A valid time-stamp: the time in UTC, the token's serial number, the authority as its certificate names it, and
    the policy's identifier."""

    at: datetime
    serial: int
    authority: str
    policy: str


@dataclass(frozen=True, slots=True)
class NotValid:
    """Why a time-stamp proves nothing, as the end of a sentence."""

    why: str


def request(digest: bytes, nonce: int) -> bytes:
    """A request, in DER, for a time-stamp over a SHA-256 digest (RFC 3161, 2.4.1). ``nonce`` is a random number that
    the answer repeats. Raises ``ValueError`` for what is no SHA-256 digest or a negative nonce."""
    if len(digest) != 32 or nonce < 0:
        raise ValueError("a digest has 32 bytes, and a nonce is not negative")
    number = nonce.to_bytes(nonce.bit_length() // 8 + 1, "big")
    imprint = _der(0x30, _SHA256 + _der(0x04, digest))
    return _der(0x30, _der(0x02, b"\x01") + imprint + _der(0x02, number) + _der(0x01, b"\xff"))


def _der(tag: int, content: bytes) -> bytes:
    """One value in DER; no value here has 128 bytes or more."""
    return bytes([tag, len(content)]) + content


def ask(
    url: str, digest: bytes, nonce: int, roots: bytes, post: Callable[[str, bytes], bytes]
) -> tuple[bytes, Stamp] | NotValid:
    """Ask the authority at ``url`` for a token and verify it; the whole answer is what is to be kept.

    ``post(url, body)`` sends a body of ``REQUEST_TYPE`` and gives the answer's; what it raises is raised here.
    """
    answer = post(url, request(digest, nonce))
    found = verify(answer, digest, roots, nonce)
    return found if isinstance(found, NotValid) else (answer, found)


def verify(answer: bytes, digest: bytes, roots: bytes, nonce: int | None = None) -> Stamp | NotValid:
    """Verify an authority's answer over a SHA-256 digest against root certificates (PEM; certificates between root and
    authority may stand in the same file). The nonce is held against the answer where it is known."""
    from rfc3161_client import VerificationError, VerifierBuilder, decode_timestamp_response

    anchors, between = certificates(roots)
    if not anchors:
        return NotValid("no root certificate is given to verify it against")
    if len(answer) > MOST:
        return NotValid(f"the answer is larger than {MOST // 1024} KiB")
    try:
        response = decode_timestamp_response(answer)
        if response.status != 0:
            told = " ".join(" ".join(str(part) for part in response.status_string or ()).split())[:200]
            return NotValid(f"the authority {_STATUS.get(response.status, 'refused')}{f': {told}' if told else ''}")
        info = response.tst_info
    except Exception as error:  # the parser, written in Rust, raises of many kinds
        if "InvalidSetOrdering" in str(error):
            return NotValid("its certificates are not in the order that DER requires, and so it cannot be read")
        return NotValid(f"it is no time-stamp that can be read ({_reason(error)})")
    if info.message_imprint.hash_algorithm.dotted_string != "2.16.840.1.101.3.4.2.1":
        return NotValid("it is not over a SHA-256 digest")
    if info.message_imprint.message != digest:
        return NotValid("it is over another digest")
    builder = VerifierBuilder(roots=list(anchors), intermediates=list(between), nonce=nonce)
    try:
        builder.build().verify(response, digest)
        authority = _authority(response)
    except (VerificationError, ValueError) as error:
        return NotValid(f"it cannot be trusted ({_reason(error)})")
    at = info.gen_time
    at = at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    return Stamp(at, info.serial_number, authority, info.policy.dotted_string)


def certificates(pem: bytes) -> tuple[tuple[Certificate, ...], tuple[Certificate, ...]]:
    """The root certificates of a PEM file, which sign themselves, and the others; none of a file that is no PEM."""
    from cryptography import x509

    try:
        found = x509.load_pem_x509_certificates(pem)
    except ValueError:
        return (), ()
    roots = tuple(each for each in found if each.subject == each.issuer)
    return roots, tuple(each for each in found if each.subject != each.issuer)


def _authority(response: TimeStampResponse) -> str:
    """The name of the signer, from its certificate: common name, else the whole name."""
    from cryptography import x509
    from cryptography.x509.oid import NameOID

    signer = next(iter(response.signed_data.signer_infos))
    for data in sorted(response.signed_data.certificates):
        certificate = x509.load_der_x509_certificate(data)
        if certificate.issuer == signer.issuer and certificate.serial_number == signer.serial_number:
            names = certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
            return str(names[0].value) if names else certificate.subject.rfc4514_string()
    return ""


def _reason(error: Exception) -> str:
    text = " ".join(str(error).split()) or "it cannot be read"
    return text if len(text) <= 160 else text[:159] + "…"
