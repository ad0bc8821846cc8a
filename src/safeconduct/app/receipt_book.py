"""Find the message of a receipt, and the party of a reply, while nothing that names a person is kept."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping

from safeconduct.core.delivery import Address, Delivery, HeardReceipt, Stage

REFERENCES = 65_536
"""A reference that comes back has 16 bits (SMPP's user_message_reference)."""

MAY_HAVE_BEEN_TAKEN = frozenset({Stage.HANDING, Stage.IN_DOUBT})

Place = tuple[str, int]  # message, part


class ReceiptBook:
    """Know by which id, name or reference a channel speaks of a text."""

    def __init__(self, messages: Mapping[str, Delivery]) -> None:
        """Read what the record knows."""
        self._by_receipt: dict[tuple[str, str], Place] = {}
        self._by_reference: dict[tuple[str, int], set[Place]] = {}
        for ident, held in messages.items():
            for attempt in held.attempts:
                for part, receipt in enumerate(attempt.receipts):
                    if receipt:
                        self.note_receipt(attempt.channel, receipt, (ident, part))
                    self.note_reference(attempt.channel, attempt.reference + part, (ident, part))

    def note_receipt(self, channel: str, receipt: str, place: Place) -> None:
        """Remember the channel's id of a text."""
        self._by_receipt[channel, receipt] = place

    def note_reference(self, channel: str, reference: int, place: Place) -> None:
        """Remember the reference under which a text is handed over."""
        self._by_reference.setdefault((channel, reference % REFERENCES), set()).add(place)

    def find(self, channel: str, heard: HeardReceipt, messages: Mapping[str, Delivery]) -> Place | None:
        """Return of which text a receipt speaks; None where that is not known for certain.

        A reference counts only for what the channel may have taken without our having heard its id, and only where it
        fits a single text.
        """
        if heard.outcome.receipt and (place := self._by_receipt.get((channel, heard.outcome.receipt))):
            return place
        ident, _, part = heard.name.rpartition(".")
        if ident in messages and part.isdecimal():
            return ident, int(part)
        if heard.reference is None:
            return None
        fits = [
            (ident, part)
            for ident, part in self._by_reference.get((channel, heard.reference % REFERENCES), ())
            if ident in messages
            and (held := messages[ident].find(channel)) is not None
            and held.parts[part].stage in MAY_HAVE_BEEN_TAKEN
        ]
        return fits[0] if len(fits) == 1 else None


class SenderBook:
    """Know, for as long as the process lives, who was written to at an address: by a keyed digest, in memory alone."""

    def __init__(self) -> None:
        """Make a key that dies with the process."""
        self._key = secrets.token_bytes(32)
        self._parties: dict[bytes, tuple[str, str]] = {}

    def note(self, address: Address, party: str, message: str) -> None:
        """Remember the newest message to an address."""
        self._parties[self._digest(address)] = (party, message)

    def find(self, address: Address) -> tuple[str, str]:
        """Return the party and its newest message; two empty texts for a stranger."""
        return self._parties.get(self._digest(address), ("", ""))

    def _digest(self, address: Address) -> bytes:
        plain = address.value.casefold()
        same = plain.removeprefix("+").removeprefix("00") if address.is_phone() else plain
        return hashlib.blake2b(same.encode(), key=self._key, digest_size=16).digest()
