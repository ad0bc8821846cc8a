"""Mend what a parser often gets wrong where it matters for who said what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from safeconduct.core.intake.parse import Token

LONGEST_SENTENCE = 200  # tokens; what is longer is a list, a table or hostile, and its grammar tells nothing
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


def cut_sentences(tokens: Sequence[Token], longest: int = LONGEST_SENTENCE) -> tuple[Token, ...]:
    """Return the tokens with sentences of more than `longest` cut into parts of that many at most.

    A part is a sentence: what hung on a token of another part is a root. So no tree is deeper than a part is long, and
    what is looked up sentence by sentence takes time in proportion to the text.
    """
    sentences = [list(sentence) for _, sentence in groupby(tokens, key=lambda token: token.sentence)]
    if all(len(sentence) <= longest for sentence in sentences):
        return tuple(tokens)
    cut: list[Token] = []
    number = 0
    for sentence in sentences:
        for first in range(0, len(sentence), longest):
            part = sentence[first : first + longest]
            inside = range(part[0].index, part[-1].index + 1)
            for token in part:
                if token.head in inside:
                    cut.append(replace(token, sentence=number))
                else:
                    cut.append(replace(token, sentence=number, head=token.index, dep="ROOT"))
            number += 1
    return tuple(cut)
