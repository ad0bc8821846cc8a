"""Say for what an identity may be opened, and what each purpose may see."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from safeconduct.core.vault.identity import Field


@dataclass(frozen=True, slots=True)
class Purpose:
    """Name a purpose: the fields it may see, and whether two people may export for it."""

    name: str
    meaning: str
    fields: frozenset[Field]
    exported: bool = False


_TABLE = (
    Purpose("call_back", "speak with a person who asked for help", frozenset({Field.NAMES, Field.PHONES})),
    Purpose("correct_record", "correct what the person says is wrong", frozenset(Field)),
    Purpose(
        "family_link",
        "find those who belong together",
        frozenset({Field.NAMES, Field.BIRTH_YEAR, Field.CONTACTS}),
    ),
    Purpose(
        "gate_check",
        "let a person through a gate or onto a flight",
        frozenset({Field.NAMES, Field.BIRTH_YEAR, Field.DOCUMENTS}),
    ),
    Purpose(
        "handover_manifest",
        "hand the passengers of one departure to who receives them",
        frozenset({Field.NAMES, Field.BIRTH_YEAR, Field.DOCUMENTS}),
        exported=True,
    ),
    Purpose(
        "pick_up",
        "fetch a person who cannot come",
        frozenset({Field.NAMES, Field.PHONES, Field.HOME}),
    ),
    Purpose(
        "visa_request",
        "ask a state for clearance",
        frozenset({Field.NAMES, Field.BIRTH_YEAR, Field.DOCUMENTS}),
        exported=True,
    ),
)

PURPOSES: Final[Mapping[str, Purpose]] = MappingProxyType({purpose.name: purpose for purpose in _TABLE})
"""Every purpose by its name; docs/vault.md shows them. The home is seen for a pick-up alone, and never exported."""
