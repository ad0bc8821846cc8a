"""Make an authority of its own and a certificate that a Dask scheduler, its workers and its clients show each other."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from safeconduct.core.basics import SafeconductError

CA, CERTIFICATE, KEY = "ca.pem", "node.pem", "node-key.pem"
SLACK = timedelta(minutes=5)  # the clocks of two machines may differ


def make_certificates(folder: Path, days: int) -> None:
    """Write ca.pem, node.pem and node-key.pem, good for so many days; the authority's key is kept nowhere.

    So nobody can add a certificate later: make all anew, and carry the folder to every machine by hand. Raises
    SafeconductError where the folder holds any of them, or the disk refuses.
    """
    there = [name for name in (CA, CERTIFICATE, KEY) if (folder / name).exists()]
    if there:
        raise SafeconductError(f"{folder} holds {', '.join(there)} already: name another folder")
    now = datetime.now(UTC)
    authority, own = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    root, name = (_name(words) for words in ("safeconduct dask authority", "safeconduct dask"))
    ca = _begin(root, root, authority.public_key(), now, days)
    ca = ca.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    node = _begin(name, root, own.public_key(), now, days)
    node = node.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
    form = serialization.Encoding.PEM
    key = own.private_bytes(form, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _write_new(folder / CA, ca.sign(authority, hashes.SHA256()).public_bytes(form))
        _write_new(folder / CERTIFICATE, node.sign(authority, hashes.SHA256()).public_bytes(form))
        _write_new(folder / KEY, key)
    except OSError as error:
        raise SafeconductError(f"cannot write to {folder}: {error.strerror}: check the disk and the rights") from error


def _name(words: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, words)])


def _begin(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey, now: datetime, days: int
) -> x509.CertificateBuilder:
    builder = x509.CertificateBuilder().subject_name(subject).issuer_name(issuer).public_key(key)
    builder = builder.serial_number(x509.random_serial_number())
    return builder.not_valid_before(now - SLACK).not_valid_after(now + timedelta(days=days))


def _write_new(file: Path, data: bytes) -> None:
    """Write a file that only its owner can read."""
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as handle:
        handle.write(data)
