"""Time-stamps of a local authority made with ``openssl ts``: asked for, verified offline, and what spoils one."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.support.authority import CERTIFICATES

from onrecord.archive.timestamps import NotValid, Stamp, ask, certificates, request, verify

pytestmark = pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl makes the local authority")

DIGEST = hashlib.sha256(b"a line of the log").digest()
CONFIG = f"""{CERTIFICATES}
[other]
keyUsage = critical, digitalSignature
[tsa_policy]
serial = serial
signer_cert = tsa.pem
signer_key = tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha512
[with_root]
serial = serial
signer_cert = tsa.pem
certs = root.pem
signer_key = tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
"""


@dataclass(frozen=True)
class Authority:
    """A time-stamp authority in a folder."""

    folder: Path

    @property
    def roots(self) -> bytes:
        return (self.folder / "root.pem").read_bytes()

    def answer(self, url: str, query: bytes, section: str = "tsa_policy") -> bytes:
        (self.folder / "query.tsq").write_bytes(query)
        openssl(self.folder, f"ts -reply -queryfile query.tsq -out answer.tsr -config c.cnf -section {section}")
        return (self.folder / "answer.tsr").read_bytes()

    def stamp(self, digest: bytes = DIGEST, nonce: int = 7) -> bytes:
        return self.answer("", request(digest, nonce))


def openssl(folder: Path, command: str) -> None:
    subprocess.run(["openssl", *command.split()], cwd=folder, check=True, capture_output=True)


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    folder = tmp_path_factory.mktemp("tsa")
    (folder / "c.cnf").write_text(CONFIG)
    (folder / "serial").write_text("2A")
    key = "-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes"
    openssl(
        folder, f"req -x509 {key} -keyout root.key -out root.pem -subj /CN=Root -days 3650 -config c.cnf -extensions ca"
    )
    openssl(folder, f"req {key} -keyout tsa.key -out tsa.csr -subj /O=Tests/CN=Stamper -config c.cnf")
    sign = "x509 -req -in tsa.csr -CA root.pem -CAkey root.key -days 3650 -extfile c.cnf"
    openssl(folder, f"{sign} -set_serial 5 -extensions tsa -out tsa.pem")
    return Authority(folder)


def test_asked_for_and_verified(authority: Authority) -> None:
    found = ask("http://127.0.0.1/tsa", DIGEST, 2**63 + 5, authority.roots, authority.answer)
    assert isinstance(found, tuple)
    answer, stamp = found
    assert (stamp.authority, stamp.policy) == ("Stamper", "1.2.3.4.1")
    assert stamp.serial >= 0x2A
    assert abs(stamp.at - datetime.now(UTC)) < timedelta(minutes=5)
    assert verify(answer, DIGEST, authority.roots) == stamp


def test_the_request_is_what_openssl_reads(authority: Authority) -> None:
    (authority.folder / "q.tsq").write_bytes(request(DIGEST, 0x80))
    told = subprocess.run(
        ["openssl", "ts", "-query", "-in", "q.tsq", "-text"],
        cwd=authority.folder,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert "Hash Algorithm: sha256" in told
    assert "Nonce: 0x80" in told
    assert "Certificate required: yes" in told


@pytest.mark.parametrize("bad", [b"", b"x" * 31])
def test_a_digest_has_32_bytes(bad: bytes) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        request(bad, 1)


def why(found: Stamp | NotValid) -> str:
    assert isinstance(found, NotValid)
    return found.why


def test_another_digest_nonce_or_root(authority: Authority, tmp_path: Path) -> None:
    answer = authority.stamp()
    assert why(verify(answer, hashlib.sha256(b"other").digest(), authority.roots)) == "it is over another digest"
    assert why(verify(answer, DIGEST, authority.roots, nonce=8)) == "it cannot be trusted (Nonce mismatch)"
    key = "-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes"
    openssl(authority.folder, f"req -x509 {key} -keyout o.key -out o.pem -subj /CN=Root -config c.cnf -extensions ca")
    other = (authority.folder / "o.pem").read_bytes()
    assert why(verify(answer, DIGEST, other)).startswith("it cannot be trusted (Error while verifying certificates")
    assert why(verify(answer, DIGEST, b"no PEM")) == "no root certificate is given to verify it against"


def test_any_changed_byte_is_seen(authority: Authority) -> None:
    answer = authority.stamp()
    good = verify(answer, DIGEST, authority.roots)
    assert isinstance(good, Stamp)
    accepted = []
    for at in range(0, len(answer), 3):
        changed = answer[:at] + bytes([answer[at] ^ 0x01]) + answer[at + 1 :]
        found = verify(changed, DIGEST, authority.roots)
        if isinstance(found, Stamp):
            accepted.append((at, found))
    # A byte of a certificate that nothing signs over does not matter; the time and the digest are signed.
    assert all(stamp == good for _, stamp in accepted)


@pytest.mark.parametrize("bad", [b"", b"\x30\x00", b"<html>no such page</html>", b"\x30\x84\xff\xff\xff\xff"])
def test_what_is_no_token(authority: Authority, bad: bytes) -> None:
    assert why(verify(bad, DIGEST, authority.roots)).startswith("it is no time-stamp that can be read")
    assert why(verify(b"\x30" * 300_000, DIGEST, authority.roots)) == "the answer is larger than 256 KiB"


def test_a_refusal(authority: Authority) -> None:
    sha1 = bytes.fromhex("300906052b0e03021a0500")
    query = b"\x30\x26\x02\x01\x01\x30\x21" + sha1 + b"\x04\x14" + b"x" * 20
    assert "refused" in why(verify(authority.answer("", query), DIGEST, authority.roots))


def test_certificates_out_of_order_cannot_be_read(authority: Authority) -> None:
    answer = authority.answer("", request(DIGEST, 7), "with_root")
    der = []
    for name in ("root", "tsa"):
        openssl(authority.folder, f"x509 -in {name}.pem -outform DER -out {name}.der")
        der.append((authority.folder / f"{name}.der").read_bytes())
    (first, second), sent = sorted(der), sorted(der, key=answer.index)
    there = b"".join(sent)
    assert there in answer
    in_order = answer.replace(there, first + second)
    assert isinstance(verify(in_order, DIGEST, authority.roots), Stamp)
    found = verify(answer.replace(there, second + first), DIGEST, authority.roots)
    assert why(found) == "its certificates are not in the order that DER requires, and so it cannot be read"


def test_roots_and_others_of_one_file(authority: Authority) -> None:
    roots, between = certificates(authority.roots + (authority.folder / "tsa.pem").read_bytes())
    assert [len(roots), len(between)] == [1, 1]
