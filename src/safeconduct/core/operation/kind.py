"""Describe what a kind of event says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from safeconduct.core.operation.roles import UseCase

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Kind:
    """Describe a kind of event: the fields its payload must hold and may hold, by type."""

    use_case: UseCase | None  # None: the software itself records it, for nobody
    needs: Mapping[str, type] = field(default_factory=dict)
    may_have: Mapping[str, type] = field(default_factory=dict)
    one_of: Mapping[str, Words] = field(default_factory=dict)  # fields that hold one of these words
