"""Find how the actors of a text stand to each other over time."""

from safeconduct.core.intake.relations.find import find_relations
from safeconduct.core.intake.relations.plover import PLOVER

__all__ = ["PLOVER", "find_relations"]
