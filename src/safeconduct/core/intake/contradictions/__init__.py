"""Find what contradicts: statements among themselves, and published counts. All is kept and shown, nothing resolved."""

from safeconduct.core.intake.contradictions.count_check import find_count_contradictions
from safeconduct.core.intake.contradictions.counts import (
    CountContradiction,
    CountRow,
    CountTable,
    describe_columns,
    join_tables,
)
from safeconduct.core.intake.contradictions.pairs import Contradiction, Matter, find_contradictions

__all__ = [
    "Contradiction",
    "CountContradiction",
    "CountRow",
    "CountTable",
    "Matter",
    "describe_columns",
    "find_contradictions",
    "find_count_contradictions",
    "join_tables",
]
