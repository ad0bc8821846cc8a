"""Seal an identity to the public key of its case, and open it with the private one."""

from __future__ import annotations

import json
from typing import Final

from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox

from safeconduct.core.vault import SIZES, CaseId, Identity, pad, parse_identity, unpad

OVERHEAD: Final = 48  # of a sealed box: an ephemeral public key and a tag
BOX_SIZES: Final = frozenset(size + OVERHEAD for size in SIZES)


def seal_identity(identity: Identity, case: CaseId, public: bytes) -> bytes:
    """Return a box that the private key of the case alone opens; not even who sealed it can.

    Raises:
        ValueError: where the identity is too long.
    """
    said = json.dumps({"case": case, "identity": identity.to_json()}, ensure_ascii=False)
    return SealedBox(PublicKey(public)).encrypt(pad(said.encode()))


def open_box(box: bytes, case: CaseId, private: PrivateKey) -> Identity:
    """Return the identity in a box.

    Raises:
        ValueError: where it is no box of this case, or holds no identity; InputFaultsError where a field does not fit.
    """
    if len(box) not in BOX_SIZES:
        raise ValueError("not the length of a box")
    try:
        said = json.loads(unpad(SealedBox(private).decrypt(box)))
    except (CryptoError, RecursionError):
        raise ValueError("not a box for this case") from None
    if not isinstance(said, dict) or said.get("case") != case:
        raise ValueError("sealed for another case")
    return parse_identity(said.get("identity"))
