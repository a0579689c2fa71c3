"""Signatures: interchangeable with those of the real ssh-keygen; refused where a byte, key or purpose is another."""

from __future__ import annotations

import shutil
import subprocess

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

from onrecord.editions.signing import KeyFaultError, SignatureFaultError, fingerprint, sign, signer_of, signers_in

PRIVATE = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
KEY = PRIVATE.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption())
PUBLIC = PRIVATE.public_key().public_bytes(Encoding.OpenSSH, PublicFormat.OpenSSH).decode()
RAW = PRIVATE.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)

with_ssh = pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="ssh-keygen is not installed")


def test_what_is_signed_is_verified_and_names_its_key():
    assert signer_of(b"edition", sign(b"edition", KEY)) == RAW
    assert sign(b"edition", KEY) == sign(b"edition", KEY)


def test_another_byte_another_form_or_another_purpose_is_refused():
    good = sign(b"edition", KEY)
    with pytest.raises(SignatureFaultError, match="one of them was changed"):
        signer_of(b"Edition", good)
    for torn in ("", good[:80], good.replace("U1NIU0lH", "U1NIU0lI"), good.replace("BEGIN SSH", "BEGIN PGP")):
        with pytest.raises(SignatureFaultError, match="not in the form"):
            signer_of(b"edition", torn)


def test_keys_that_cannot_sign_say_why():
    rsa = generate_private_key(65537, 2048).private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption())
    for key, why in ((rsa, "not an ed25519"), (b"hello", "no private key")):
        with pytest.raises(KeyFaultError, match=why):
            sign(b"edition", key)


def test_signers_of_a_public_key_and_of_a_file_of_several():
    (alone,) = signers_in(f"{PUBLIC} desk@example.org\n")
    assert (alone.key, alone.name) == (RAW, "desk@example.org")
    several = signers_in(f'# the desk\n\na@example.org {PUBLIC}\nb@example.org namespaces="onrecord" {PUBLIC} b\n')
    assert [each.name for each in several] == ["a@example.org", "b@example.org"]
    with pytest.raises(KeyFaultError, match="line 2"):
        signers_in("# one\nssh-ed25519 AAAA\n")


@with_ssh
def test_ssh_keygen_accepts_our_signature_and_we_accept_its(tmp_path):
    key, allowed, edition = tmp_path / "key", tmp_path / "allowed", tmp_path / "edition.json"
    key.write_bytes(KEY)
    key.chmod(0o600)
    edition.write_bytes(b'{"a":1}')
    allowed.write_text(f"desk@example.org {PUBLIC}\n")
    (tmp_path / "ours").write_text(sign(edition.read_bytes(), KEY))
    check = ["ssh-keygen", "-Y", "verify", "-f", allowed, "-I", "desk@example.org", "-n", "onrecord"]
    with edition.open("rb") as stream:
        subprocess.run([*check, "-s", tmp_path / "ours"], stdin=stream, check=True, capture_output=True)
    subprocess.run(["ssh-keygen", "-Y", "sign", "-n", "onrecord", "-f", key, edition], check=True, capture_output=True)
    theirs = (tmp_path / "edition.json.sig").read_text()
    assert signer_of(edition.read_bytes(), theirs) == RAW
    (tmp_path / "key.pub").write_text(PUBLIC)
    shown = subprocess.run(["ssh-keygen", "-l", "-f", tmp_path / "key.pub"], check=True, capture_output=True, text=True)
    assert fingerprint(RAW) in shown.stdout


@with_ssh
def test_a_key_behind_a_passphrase_says_so(tmp_path):
    made = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "a passphrase", "-f", tmp_path / "key"]
    subprocess.run(made, check=True, capture_output=True)
    with pytest.raises(KeyFaultError, match="passphrase"):
        sign(b"edition", (tmp_path / "key").read_bytes())


@with_ssh
def test_a_signature_for_another_purpose_is_no_signature_of_an_edition(tmp_path):
    key, edition = tmp_path / "key", tmp_path / "edition.json"
    key.write_bytes(KEY)
    key.chmod(0o600)
    edition.write_bytes(b"{}")
    subprocess.run(["ssh-keygen", "-Y", "sign", "-n", "file", "-f", key, edition], check=True, capture_output=True)
    with pytest.raises(SignatureFaultError, match="made for “file”"):
        signer_of(b"{}", (tmp_path / "edition.json.sig").read_text())
