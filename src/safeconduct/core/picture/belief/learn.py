"""Learn what sources are worth, from outcomes where they are known and from their agreement where they are not.

After Dawid and Skene (1979), Maximum likelihood estimation of observer error-rates, with the prior of the source's
class. A first guess is made in rounds, every word judged by what its source said of other propositions only, so that
nobody vouches for himself (collapsed variational inference), and copies are looked for. From there the truth is drawn.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy.special import expit, logit

from safeconduct.core.picture.belief.classes import Rate
from safeconduct.core.picture.belief.copying import find_links, list_pairs
from safeconduct.core.picture.belief.dependence import find_groups
from safeconduct.core.picture.belief.hear import EVEN_HANDED, add_up, bound, share_out, weigh_words
from safeconduct.core.picture.belief.proposition import Proposition, lay_out
from safeconduct.core.picture.belief.sampling import Heard, draw
from safeconduct.core.picture.belief.sources import (
    Characters,
    Floats,
    Record,
    SourcePriors,
    count_records,
    lay_out_characters,
    predict,
)

ROUNDS = 15
ROUNDS_OF_LINKS = 3  # copies are looked for anew after so many


@dataclass(frozen=True, slots=True, eq=False)
class Learned:
    """Hold what was learned: of the sources, and of the propositions that they spoke of."""

    priors: SourcePriors
    chances: Mapping[str, float]  # by proposition; 0 or 1 where the outcome is known


def learn_priors(
    propositions: Sequence[Proposition],
    outcomes: Mapping[str, bool] | None = None,
    priors: SourcePriors | None = None,
    seed: int = 0,
) -> Learned:
    """Return the priors with the records of these propositions added; `outcomes` are by proposition, few or none.

    Call it once for each proposition: what is learned from it is kept in the priors that come back, and adds up. The
    same seed gives the same answer.

    >>> from safeconduct.core.picture.belief.proposition import Testimony
    >>> lied = [Proposition(f"day {day}", (Testimony("radio", letter="B"),)) for day in range(20)]
    >>> learned = learn_priors(lied, {one.ident: False for one in lied})
    >>> round(learned.priors.records["radio"].false_alarm.affirmed)
    20
    """
    learner = _Learner(propositions, outcomes or {}, priors or SourcePriors())
    for number in range(1, ROUNDS + 1):
        learner.judge_sources()
        if number % ROUNDS_OF_LINKS == 0:
            learner.suspect_copies()
        learner.judge_propositions()
    return learner.result(np.random.default_rng(seed))


class _Learner:
    """Judge sources by propositions, and propositions by sources, in turn."""

    def __init__(self, propositions: Sequence[Proposition], outcomes: Mapping[str, bool], priors: SourcePriors) -> None:
        self.idents = [one.ident for one in propositions]
        self.columns = columns = lay_out(propositions)
        self.affirms = columns.affirms.astype(np.intp)
        self.names = [key.origin for key in columns.keys]
        self.origins = sorted(set(self.names))
        number = {origin: row for row, origin in enumerate(self.origins)}
        self.origin = np.array([number[name] for name in self.names], dtype=np.intp)
        self.known = np.array([outcomes.get(ident, np.nan) for ident in self.idents], dtype=np.float64)
        self.given = np.array([np.nan if one.prior is None else one.prior for one in propositions], dtype=np.float64)
        votes = np.bincount(columns.proposition, columns.affirms, columns.propositions) + 0.5
        voters = np.bincount(columns.proposition, minlength=columns.propositions) + 1.0
        self.kept = np.where(columns.verified, 1.0, 0.0)
        self.truth = self._with_known(votes / voters)
        self.told = np.zeros(len(self.affirms))
        self.before = count_records(columns.keys, priors.records)
        self.known_rows = ~np.isnan(self.known)[columns.proposition]
        self.priors = priors
        characters = lay_out_characters([priors.mixture(key) for key in columns.keys])
        self.characters = Characters(characters.share[columns.source], characters.worth[columns.source])
        self.pairs, self.links = list_pairs(columns), dict(priors.links)
        self.groups = find_groups(self.names, self.links)
        self.mean = np.zeros((len(self.affirms), 2))

    def judge_sources(self) -> None:
        """Judge each row by what its source said elsewhere, of what is false and of what is true."""
        worth, of_row = self._worth(), self.origin[self.columns.source]
        others = self._count(worth)[of_row] + self.before[self.columns.source]
        others[np.arange(len(worth)), :, self.affirms] -= worth
        self.mean, variance = predict(self.characters, np.maximum(others, 0.0))
        self.told = bound(weigh_words(self.mean, variance, self.columns.affirms)[0], self.columns, EVEN_HANDED)

    def judge_propositions(self) -> None:
        """Believe each proposition by the words said of it, copies counted once."""
        heard = share_out(self.columns, self.told, np.zeros(len(self.told)), self.groups)
        self.kept = np.where(self.columns.verified, heard.kept, 0.0)
        base = logit(self._base().mean)
        start = np.where(np.isnan(self.given), base, logit(np.nan_to_num(self.given, nan=0.5)))
        self.truth = self._with_known(expit(start + add_up(self.columns, heard.counted, EVEN_HANDED)))

    def suspect_copies(self) -> None:
        """Look for sources that agree more than they could by themselves; a link known before gets no weaker."""
        before = self.priors.links
        found = find_links(self.columns, self.pairs, self.truth, self.mean)
        self.links = {**before, **{pair: max(chance, before.get(pair, 0.0)) for pair, chance in found.items()}}
        self.groups = find_groups(self.names, self.links)

    def result(self, rng: np.random.Generator) -> Learned:
        """Draw the truth, and return the priors with what was learned, and the chances."""
        columns = self.columns
        kept = np.where(columns.verified, self.kept, 1.0)
        heard = Heard(columns, kept, self._counted(), self.known, self.given, self.origin, self.before)
        drawn = draw(heard, self.truth, self.priors, rng)
        self.truth = drawn.truth
        records = dict(self.priors.records)
        for origin, told in zip(self.origins, drawn.counts, strict=True):
            if origin:
                records[origin] = _add(records.get(origin), told)
        priors = replace(drawn.priors, base=self._base(), records=records, links=self.links)
        return Learned(priors, dict(zip(self.idents, self.truth.tolist(), strict=True)))

    def _counted(self) -> Floats:
        """Return which share of each word counts for the record of its source.

        A copy of what is only thought to be true confirms nothing; where the outcome is known it counts like any word.
        """
        return np.where(self.known_rows, self.columns.verified, self.kept)

    def _worth(self) -> Floats:
        """Return how much of each row counts as said of what is false and of what is true."""
        likely = self.truth[self.columns.proposition]
        return np.stack([1.0 - likely, likely], axis=1) * self._counted()[:, None]

    def _count(self, worth: Floats) -> Floats:
        """Add up what the rows are worth, by origin: (origins, 2, 2), in the layout of `Characters`."""
        cell = (self.origin[self.columns.source] * 2 + 1) * 2 + self.affirms
        size = 4 * len(self.origins)
        counts = np.bincount(cell, worth[:, 1], size) + np.bincount(cell - 2, worth[:, 0], size)
        return counts.reshape(-1, 2, 2).astype(np.float64)

    def _base(self) -> Rate:
        """Return how much of what is reported is true, where nobody said so beforehand."""
        base, free = self.priors.base, np.isnan(self.given)
        true = float(self.truth[free].sum())
        return Rate(base.affirmed + true, base.denied + float(free.sum()) - true)

    def _with_known(self, truth: Floats) -> Floats:
        return np.where(np.isnan(self.known), truth, self.known)


def _add(record: Record | None, told: Floats) -> Record:
    """Add counts (said of false, of true; denied, affirmed) to a record."""
    (false_denied, false_affirmed), (true_denied, true_affirmed) = told.tolist()
    if record is not None:
        false_denied, false_affirmed = (
            record.false_alarm.denied + false_denied,
            record.false_alarm.affirmed + false_affirmed,
        )
        true_denied, true_affirmed = record.hit.denied + true_denied, record.hit.affirmed + true_affirmed
    return Record(Rate(true_affirmed, true_denied), Rate(false_affirmed, false_denied))
