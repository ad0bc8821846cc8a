"""Mend what a parser often gets wrong where it matters for who said what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from safeconduct.core.intake.parse import Token

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})


def give_subjects(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """Return the tokens with the subject that an "According to X, ..." has swallowed given back to its verb.

    In "According to the Courier, an officer said ..." the officer is often taken for another name of the Courier.
    """
    mended = list(tokens)
    with_subject = {token.head for token in tokens if token.dep in _SUBJECTS}
    for token in tokens:
        if token.dep != "appos":
            continue
        outlet = tokens[token.head]
        to = tokens[outlet.head]
        according = tokens[to.head]
        if outlet.dep != "pobj" or to.text.lower() != "to" or according.text.lower() != "according":
            continue
        verb = tokens[according.head]
        if verb.pos in ("VERB", "AUX") and verb.index > token.index and verb.index not in with_subject:
            mended[token.index] = replace(token, dep="nsubj", head=verb.index)
    return tuple(mended)
