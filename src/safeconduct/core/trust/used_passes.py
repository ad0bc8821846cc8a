"""Keep which passes were used where: each guard's ledger, and all of them together, where double use shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, order=True)
class Use:
    """Say where and when a pass was let through, and by whose ledger."""

    second: int  # POSIX
    gate: str
    guard: str  # id of the operator or of the phone


@dataclass(frozen=True, slots=True)
class UsedPasses:
    """Hold the uses of passes by nonce; a set that only grows."""

    uses: Mapping[str, frozenset[Use]] = field(default_factory=dict)

    def add(self, nonce: str, use: Use) -> UsedPasses:
        """Return the ledger with one more use."""
        return self | UsedPasses({nonce: frozenset({use})})

    def __or__(self, other: UsedPasses) -> UsedPasses:
        """Return what either ledger holds; a use that both heard of stands once."""
        merged = dict(self.uses)
        for nonce, uses in other.uses.items():
            merged[nonce] = merged.get(nonce, frozenset()) | uses
        return UsedPasses(merged)

    def find(self, nonce: str) -> tuple[Use, ...]:
        """Return where and when a pass was used, the oldest first."""
        return tuple(sorted(self.uses.get(nonce, ())))

    def find_double(self) -> dict[str, tuple[Use, ...]]:
        """Return the passes that were let through more than once, by nonce: each time with where and by whom.

        >>> north, south = Use(100, "gate:N", "g1"), Use(160, "gate:N", "g2")
        >>> (UsedPasses().add("0a", north) | UsedPasses().add("0a", south)).find_double() == {"0a": (north, south)}
        True
        """
        return {nonce: self.find(nonce) for nonce in sorted(self.uses) if len(self.uses[nonce]) > 1}
