"""A time-stamp authority made with ``openssl ts``."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path

CERTIFICATES = """
[req]
distinguished_name = dn
[dn]
[ca]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign
subjectKeyIdentifier = hash
[tsa]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
"""
"""What OpenSSL is told of the certificates of an authority, by section."""
_CONFIG = f"""{CERTIFICATES}
[policy]
serial = serial
signer_cert = tsa.pem
signer_key = tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
"""
_KEY = "-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes"


@dataclass(frozen=True)
class LocalAuthority:
    """An authority in a folder, with ``root.pem``."""

    folder: Path

    def answer(self, query: bytes) -> bytes:
        """The answer to a request."""
        (self.folder / "query.tsq").write_bytes(query)
        _openssl(self.folder, "ts -reply -queryfile query.tsq -out answer.tsr -config c.cnf -section policy")
        return (self.folder / "answer.tsr").read_bytes()


def made_authority(folder: Path) -> LocalAuthority:
    """Make an authority in a folder."""
    (folder / "c.cnf").write_text(_CONFIG)
    (folder / "serial").write_text("2A")
    _openssl(
        folder, f"req -x509 {_KEY} -keyout root.key -out root.pem -subj /CN=Root -days 2 -config c.cnf -extensions ca"
    )
    _openssl(folder, f"req -new {_KEY} -keyout tsa.key -out tsa.csr -subj /CN=Authority -config c.cnf")
    signed = "-CA root.pem -CAkey root.key -CAcreateserial -days 2 -extfile c.cnf -extensions tsa"
    _openssl(folder, f"x509 -req -in tsa.csr -out tsa.pem {signed}")
    return LocalAuthority(folder)


def _openssl(folder: Path, command: str) -> None:
    subprocess.run(["openssl", *command.split()], cwd=folder, check=True, capture_output=True)
