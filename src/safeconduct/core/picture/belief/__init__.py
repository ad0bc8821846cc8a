"""Turn reports into belief: one origin is one voice, and everybody's weight is earned and bounded."""

from safeconduct.core.intake.source_class import SourceClass
from safeconduct.core.picture.belief.believe import Belief, Term, believe, list_changes
from safeconduct.core.picture.belief.classes import Character, Rate
from safeconduct.core.picture.belief.dependence import Groups, find_groups
from safeconduct.core.picture.belief.hear import EVEN_HANDED, PROTECTIVE, Rules, hear_alone
from safeconduct.core.picture.belief.learn import Learned, learn_priors
from safeconduct.core.picture.belief.ledger import SourceLedger
from safeconduct.core.picture.belief.proposition import Proposition, Testimony
from safeconduct.core.picture.belief.sources import Record, SourcePriors

__all__ = [
    "EVEN_HANDED",
    "PROTECTIVE",
    "Belief",
    "Character",
    "Groups",
    "Learned",
    "Proposition",
    "Rate",
    "Record",
    "Rules",
    "SourceClass",
    "SourceLedger",
    "SourcePriors",
    "Term",
    "Testimony",
    "believe",
    "find_groups",
    "hear_alone",
    "learn_priors",
    "list_changes",
]
