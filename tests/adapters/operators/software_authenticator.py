"""Answer a browser's challenges as an authenticator does (WebAuthn, sections 6.1 and 7), by ES256, in software."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
from dataclasses import dataclass, field
from typing import Any

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

USER_PRESENT, USER_VERIFIED, KEY_INCLUDED = 0x01, 0x04, 0x40


def encode(data: bytes) -> str:
    """Return bytes as base64url without padding."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


@dataclass
class Authenticator:
    """Hold one key pair; each field may be set wrong."""

    site: str = "localhost"
    origin: str = "http://localhost:8000"
    verified: bool = True
    count: int = 0
    ident: bytes = field(default_factory=lambda: secrets.token_bytes(16))
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))

    def create(self, options: str, challenge: str = "") -> str:
        """Return a new passkey's public half, as navigator.credentials.create does."""
        numbers = self.key.public_key().public_numbers()
        public = {1: 2, 3: -7, -1: 1, -2: numbers.x.to_bytes(32), -3: numbers.y.to_bytes(32)}
        of_key = bytes(16) + len(self.ident).to_bytes(2) + self.ident + cbor2.dumps(public)
        attested = {"fmt": "none", "attStmt": {}, "authData": self.tell(KEY_INCLUDED) + of_key}
        client = self._write_client("webauthn.create", challenge or json.loads(options)["challenge"])
        return self._answer({"clientDataJSON": encode(client), "attestationObject": encode(cbor2.dumps(attested))})

    def get(self, options: str, challenge: str = "") -> str:
        """Return a signed answer, as navigator.credentials.get does."""
        self.count += 1
        client = self._write_client("webauthn.get", challenge or json.loads(options)["challenge"])
        told = self.tell()
        signature = self.key.sign(told + hashlib.sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        said = {"clientDataJSON": client, "authenticatorData": told, "signature": signature}
        return self._answer({name: encode(data) for name, data in said.items()})

    def tell(self, more: int = 0) -> bytes:
        """Return authenticator data: for which site, with which flags, how often used."""
        flags = USER_PRESENT | more | (USER_VERIFIED if self.verified else 0)
        return hashlib.sha256(self.site.encode()).digest() + bytes([flags]) + self.count.to_bytes(4)

    def _write_client(self, kind: str, challenge: str) -> bytes:
        return json.dumps({"type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": False}).encode()

    def _answer(self, response: dict[str, Any]) -> str:
        ident = encode(self.ident)
        return json.dumps({"id": ident, "rawId": ident, "type": "public-key", "response": response})
