"""Draw what may be true and what sources may be like, over and over, in proportion to how well it fits what was said.

Gibbs sampling of Dawid and Skene's model: sources given the truth, classes given their sources, truth given both. What
is true in nine of ten draws is believed with 0.9, so that a guess about a source is never taken for knowledge of it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.special import betaln, expit, logit

from safeconduct.core.intake.source_class import SourceClass
from safeconduct.core.picture.belief.classes import Rate
from safeconduct.core.picture.belief.hear import EVEN_HANDED, add_up, bound, weigh_words
from safeconduct.core.picture.belief.proposition import Columns, SourceKey
from safeconduct.core.picture.belief.sources import Floats, SourcePriors, lay_out_characters

SWEEPS, FIRST_KEPT = 1000, 250  # 250 are too few where words are many and poor: what is drawn has not settled then
SOURCES_OF_CLASS = 10.0  # as many sources as the shares of a class are worth before any is heard
_LEAST = 1e-4  # so that no draw of a rate is impossible


@dataclass(frozen=True, slots=True, eq=False)
class Heard:
    """Hold what is given: the words, how much each counts, and what is known of sources and propositions."""

    columns: Columns
    kept: Floats  # (rows,) share of each word beside those linked with it
    counted: Floats  # (rows,) share of each word in the record of its source
    known: Floats  # (propositions,) outcome, 0 or 1; NaN = open
    given: Floats  # (propositions,) prior of its own; NaN = that of all
    origin: NDArray[np.intp]  # (keys,) origin of each
    before: Floats  # (keys, 2, 2) record of each, false or true by denied or affirmed


@dataclass(frozen=True, slots=True, eq=False)
class Drawn:
    """Hold the mean of the draws."""

    truth: Floats  # (propositions,)
    counts: Floats  # (origins, 2, 2)
    priors: SourcePriors  # with the classes as they turned out


def draw(heard: Heard, truth: Floats, priors: SourcePriors, rng: np.random.Generator) -> Drawn:
    """Return the mean of what is drawn, starting from this belief in each proposition."""
    columns = heard.columns
    classes = _Classes(columns.keys, priors)
    total, told = np.zeros(len(truth)), np.zeros((int(heard.origin.max(initial=-1)) + 1, 2, 2))
    rows_of = heard.origin[columns.source]
    for sweep in range(SWEEPS):
        true = rng.random(len(truth)) < truth
        cell = (rows_of * 2 + true[columns.proposition]) * 2 + columns.affirms
        counts: Floats = np.bincount(cell, heard.counted, told.size).reshape(told.shape).astype(np.float64)
        rates = classes.draw_sources(counts[heard.origin], heard.before, rng)
        words, _ = weigh_words(rates[columns.source], np.zeros((len(cell), 2)), columns.affirms)
        words = bound(words, columns, EVEN_HANDED)
        free = np.isnan(heard.given)
        base = rng.beta(priors.base.affirmed + true[free].sum(), priors.base.denied + (~true[free]).sum())
        start = logit(np.where(free, np.clip(base, _LEAST, 1.0 - _LEAST), heard.given))
        truth = expit(start + add_up(columns, heard.kept * words, EVEN_HANDED))
        truth = np.where(np.isnan(heard.known), truth, heard.known)
        if sweep >= FIRST_KEPT:
            total, told = total + truth, told + counts
            classes.remember()
    many = SWEEPS - FIRST_KEPT
    return Drawn(total / many, told / many, classes.describe(priors))


class _Classes:
    """Know of each class, or letter, how its sources are drawn, and draw that too."""

    def __init__(self, keys: tuple[SourceKey, ...], priors: SourcePriors) -> None:
        names = [
            (key.letter, SourceClass.UNKNOWN) if key.letter in priors.letters else ("", key.source_class)
            for key in keys
        ]
        self.names = sorted(set(names))
        self.of = np.array([self.names.index(name) for name in names], dtype=np.intp)
        self.named = np.array([bool(key.origin) for key in keys], dtype=bool)
        mixtures = [priors.letters[letter] if letter else priors.classes[kind] for letter, kind in self.names]
        prior = lay_out_characters(mixtures)
        self.first_share, self.share = prior.share, prior.share
        self.worth = prior.worth.sum(axis=3)  # (classes, characters, 2)
        self.first_mean = self.mean = prior.worth[..., 1] / self.worth
        self.pooled = np.ones(self.share.shape)
        for row, mixture in enumerate(mixtures):
            self.pooled[row, : len(mixture)] = [one.pooled for one in mixture]
        self.words = np.zeros(self.share.shape)
        self.sums = [np.zeros_like(self.share), np.zeros_like(self.mean), np.zeros_like(self.share)]
        self.kept = 0

    def draw_sources(self, counts: Floats, before: Floats, rng: np.random.Generator) -> Floats:
        """Return (keys, 2): how often each affirms what is false and true; then draw the classes anew from these."""
        worth = np.stack([1.0 - self.mean, self.mean], axis=3) * self.worth[..., None]
        told = worth[self.of] + (counts + before)[:, None]
        fit = (betaln(told[..., 0], told[..., 1]) - betaln(worth[..., 0], worth[..., 1])[self.of]).sum(axis=2)
        fit += np.log(np.maximum(self.share, 1e-300))[self.of]
        character = np.argmax(fit + rng.gumbel(size=fit.shape), axis=1)
        drawn = told[np.arange(len(told)), character]
        rates: Floats = np.clip(rng.beta(drawn[..., 1], drawn[..., 0]), _LEAST, 1.0 - _LEAST)
        self._draw_classes(counts, character, rng)
        return rates

    def _draw_classes(self, counts: Floats, character: NDArray[np.intp], rng: np.random.Generator) -> None:
        """Pool the words of each class; of one source no more than shows how it differs from its class."""
        cell, size = self.of * self.share.shape[1] + character, self.share.size
        own = self.worth[self.of, character]
        weight = own / (own + counts.sum(axis=2)) * self.named[:, None]
        said = counts * weight[..., None]
        pooled = [[np.bincount(cell, said[:, t, a], size).reshape(self.share.shape) for a in (0, 1)] for t in (0, 1)]
        denied, affirmed = (np.stack([pooled[0][a], pooled[1][a]], axis=2) for a in (0, 1))
        start = self.pooled[..., None]
        drawn = rng.beta(start * self.first_mean + affirmed, start * (1.0 - self.first_mean) + denied)
        self.mean = np.clip(drawn, 0.01, 0.99)
        self.words = (denied + affirmed).mean(axis=2)
        sources = np.bincount(cell, self.named, size).reshape(self.share.shape)
        parts = rng.gamma(np.maximum(SOURCES_OF_CLASS * self.first_share + sources, _LEAST))
        parts = np.where(self.first_share > 0.0, parts, 0.0)
        self.share = parts / parts.sum(axis=1, keepdims=True)

    def remember(self) -> None:
        """Add the present draw to the mean."""
        self.sums = [total + now for total, now in zip(self.sums, (self.share, self.mean, self.words), strict=True)]
        self.kept += 1

    def describe(self, priors: SourcePriors) -> SourcePriors:
        """Return the priors with the mean of each class's draws."""
        letters, classes = dict(priors.letters), dict(priors.classes)
        share, mean, words = (total / self.kept for total in self.sums)
        for row, (letter, kind) in enumerate(self.names):
            before = letters[letter] if letter else classes[kind]
            learned = tuple(
                replace(
                    one,
                    share=float(share[row, column]),
                    hit=_rate(self.worth[row, column, 1], mean[row, column, 1]),
                    false_alarm=_rate(self.worth[row, column, 0], mean[row, column, 0]),
                    pooled=one.pooled + float(words[row, column]),
                )
                for column, one in enumerate(before)
            )
            if words[row].any() and letter:
                letters[letter] = learned
            elif words[row].any():
                classes[kind] = learned
        return replace(priors, letters=letters, classes=classes)


def _rate(worth: float, mean: float) -> Rate:
    return Rate(float(worth * mean), float(worth * (1.0 - mean)))
