"""Look up what a predicate implies of its complement, by its word, its particle and its place."""

from __future__ import annotations

from safeconduct.core.intake.factuality import predicates, signatures
from safeconduct.core.intake.factuality.signatures import Signature
from safeconduct.core.intake.parse import Parse, Token

_CLAUSAL_ONLY = (
    signatures.SAYING,
    signatures.STOPPING,
    signatures.KNOWING,
    signatures.MANAGING,
    signatures.FORCING,
    signatures.BELIEVING,
)


def find_signature(parse: Parse, governor: Token, *, clausal: bool) -> Signature | None:
    """Return a predicate's signature; of its object where that is no clause; None where it is not known to have one."""
    if governor.dep in ("attr", "dobj", "pobj") and governor.lemma.lower() in predicates.NOUNS:
        return predicates.NOUNS[governor.lemma.lower()]  # a noun by its place, whatever its tag
    if governor.pos in ("VERB", "AUX"):
        if not clausal and governor.lemma in predicates.ALARMS:
            return signatures.GUESSING
        if governor.lemma == "call" and any(child.dep == "oprd" for child in parse.children(governor.index)):
            return None  # "called the strike a crime" asks for none
        particles = [child.lemma.lower() for child in parse.children(governor.index) if child.dep in ("prt", "advmod")]
        phrasal = (predicates.VERBS.get(f"{governor.lemma}_{particle}") for particle in particles)
        signature = next(filter(None, phrasal), predicates.VERBS.get(governor.lemma))
        if not clausal and signature in _CLAUSAL_ONLY:
            return None
        return signature
    if governor.pos == "ADJ":
        return predicates.ADJECTIVES.get(governor.lemma.lower())
    return predicates.NOUNS.get(governor.lemma.lower())
