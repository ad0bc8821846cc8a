"""Keep what was revoked: a set that only grows, so that whoever has heard more knows more, and nobody less."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Revocations:
    """Name what must never be taken again."""

    keys: frozenset[str] = frozenset()  # public keys, hexadecimal: all that they signed, whenever
    instructions: frozenset[str] = frozenset()  # by `mark`
    passes: frozenset[str] = frozenset()  # by nonce

    def __or__(self, other: Revocations) -> Revocations:
        """Return what either names; what one names no merge takes back."""
        return Revocations(self.keys | other.keys, self.instructions | other.instructions, self.passes | other.passes)

    def __le__(self, other: Revocations) -> bool:
        """Tell whether the other names all that this one does."""
        return self.keys <= other.keys and self.instructions <= other.instructions and self.passes <= other.passes
