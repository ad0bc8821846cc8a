"""Learn what the sources of a class are worth on the whole, from known outcomes alone.

What is only thought to be true is no ground for judging a class: the class would confirm itself.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from safeconduct.core.picture.belief.classes import Character, Mixture, Rate, SourceClass
from safeconduct.core.picture.belief.proposition import SourceKey
from safeconduct.core.picture.belief.sources import Floats, SourcePriors, lay_out_characters, weigh_characters

SOURCES_OF_CLASS = 10.0  # as many sources as the shares of a class are worth before any is known
WORDS_OF_CLASS = 30.0  # as many words as the rates of a class are worth


def learn_classes(priors: SourcePriors, keys: tuple[SourceKey, ...], counts: Floats) -> SourcePriors:
    """Return the priors with each class, and each letter, moved towards what its sources turned out to be.

    `counts` (sources, 2, 2) are of words whose outcome is known, in the layout of `Characters`.
    """
    chance = weigh_characters(lay_out_characters([priors.mixture(key) for key in keys]), counts)
    letters, classes = dict(priors.letters), dict(priors.classes)
    for (letter, source_class), rows in _list_groups(priors, keys, counts).items():
        if letter:
            letters[letter] = _learn_mixture(letters[letter], chance[rows], counts[rows])
        else:
            classes[source_class] = _learn_mixture(classes[source_class], chance[rows], counts[rows])
    return replace(priors, letters=letters, classes=classes)


def _list_groups(
    priors: SourcePriors, keys: tuple[SourceKey, ...], counts: Floats
) -> dict[tuple[str, SourceClass], NDArray[np.intp]]:
    """Group the sources with a known outcome by what they are judged by: the letter, else the class."""
    groups: dict[tuple[str, SourceClass], list[int]] = {}
    for row, key in enumerate(keys):
        if key.origin and counts[row].any():
            by_letter = key.letter in priors.letters
            group = (key.letter, SourceClass.UNKNOWN) if by_letter else ("", key.source_class)
            groups.setdefault(group, []).append(row)
    return {group: np.array(rows, dtype=np.intp) for group, rows in groups.items()}


def _learn_mixture(prior: Mixture, chance: Floats, counts: Floats) -> Mixture:
    """Move the shares and the means; how far a source may be from the mean of its class stays."""
    shares = np.array([one.share for one in prior]) * SOURCES_OF_CLASS + chance[:, : len(prior)].sum(axis=0)
    shares /= shares.sum()
    told = np.einsum("sk,sta->kta", chance[:, : len(prior)], counts)
    return tuple(
        Character(float(share), _move(one.hit, said[1]), _move(one.false_alarm, said[0]))
        for share, one, said in zip(shares, prior, told, strict=True)
    )


def _move(rate: Rate, told: Floats) -> Rate:
    worth = rate.affirmed + rate.denied
    mean = (rate.mean * WORDS_OF_CLASS + float(told[1])) / (WORDS_OF_CLASS + float(told.sum()))
    return Rate(worth * mean, worth * (1.0 - mean))
