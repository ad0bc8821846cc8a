"""Learn what sources are worth, from outcomes where they are known and from their agreement where they are not.

After Dawid and Skene (1979), Maximum likelihood estimation of observer error-rates, with the prior of the source's class
and with every word judged by what its source said of other propositions only, so that nobody vouches for himself
(collapsed variational inference). Copies, declared or suspected, count once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit, logit

from safeconduct.core.picture.belief.classes import Character, Mixture, Rate, SourceClass
from safeconduct.core.picture.belief.copying import find_links, list_pairs
from safeconduct.core.picture.belief.dependence import find_groups
from safeconduct.core.picture.belief.hear import EVEN_HANDED, add_up, bound, share_out, weigh_words
from safeconduct.core.picture.belief.proposition import Columns, Proposition, lay_out
from safeconduct.core.picture.belief.sources import (
    Characters,
    Floats,
    Record,
    SourcePriors,
    count_records,
    lay_out_characters,
    predict,
    weigh_characters,
)

ROUNDS = 30
SOURCES_OF_CLASS = 10.0  # as many sources as the shares of a class are worth before any is known
WORDS_OF_CLASS = 30.0  # as many words as the rates of a class are worth


@dataclass(frozen=True, slots=True, eq=False)
class Learned:
    """Hold what was learned: of the sources, and of the propositions that they spoke of."""

    priors: SourcePriors
    chances: Mapping[str, float]  # by proposition; 0 or 1 where the outcome is known


def learn_priors(
    propositions: Sequence[Proposition], outcomes: Mapping[str, bool] | None = None, priors: SourcePriors | None = None
) -> Learned:
    """Return the priors with the records of these propositions added; `outcomes` are by proposition, few or none.

    Call it once for each proposition: what is learned from it is kept in the priors that come back, and adds up.

    >>> lied = [Proposition(f"day {day}", (Testimony("radio", letter="B"),)) for day in range(20)]
    >>> learned = learn_priors(lied, {one.ident: False for one in lied})
    >>> round(learned.priors.records["radio"].false_alarm.affirmed)
    20
    """
    learner = _Learner(propositions, outcomes or {}, priors or SourcePriors())
    for number in range(ROUNDS):
        learner.judge_sources()
        if number % 3 == 2:
            learner.suspect_copies()
            learner.learn_classes()
        learner.judge_propositions()
    return learner.result()


class _Learner:
    """Judge sources by propositions, and propositions by sources, in turn."""

    def __init__(self, propositions: Sequence[Proposition], outcomes: Mapping[str, bool], priors: SourcePriors) -> None:
        self.idents = [one.ident for one in propositions]
        self.priors = priors
        self.columns = columns = lay_out(propositions)
        self.known = np.array([outcomes.get(ident, np.nan) for ident in self.idents], dtype=np.float64)
        self.given = np.array([np.nan if one.prior is None else one.prior for one in propositions], dtype=np.float64)
        self.before = count_records(columns.keys, priors.records)
        self.origins = sorted({key.origin for key in columns.keys})
        number = {origin: row for row, origin in enumerate(self.origins)}
        self.origin = np.array([number[key.origin] for key in columns.keys], dtype=np.intp)
        self.pairs, self.links = list_pairs(columns), dict(priors.links)
        self.groups = find_groups([key.origin for key in columns.keys], self.links)
        self.characters = lay_out_characters([priors.mixture(key) for key in columns.keys])
        self.kept = np.where(columns.verified, 1.0, 0.0)
        votes = np.bincount(columns.proposition, columns.affirms, columns.propositions) + 0.5
        self.truth = self._with_known(votes / (np.bincount(columns.proposition, minlength=columns.propositions) + 1.0))
        self.counts = np.zeros((len(self.origins), 2, 2))
        self.mean = np.zeros((len(columns.source), 2))
        self.told = np.zeros(len(columns.source))

    def judge_sources(self) -> None:
        """Count what each origin said of true and false, and judge each row by its source's other words."""
        columns, rows = self.columns, np.arange(len(self.columns.source))
        worth = self._worth()
        self.counts = np.zeros((len(self.origins), 2, 2))
        of_row = self.origin[columns.source]
        np.add.at(self.counts, (of_row[:, None], [[0, 1]], columns.affirms.astype(np.intp)[:, None]), worth)
        others = self.counts[of_row] + self.before[columns.source]
        others[rows, :, columns.affirms.astype(np.intp)] -= worth
        mixtures = Characters(self.characters.share[columns.source], self.characters.worth[columns.source])
        self.mean, variance = predict(mixtures, np.maximum(others, 0.0))
        told, _ = weigh_words(self.mean, variance, columns.affirms)
        self.told = bound(told, columns, EVEN_HANDED)

    def _worth(self) -> Floats:
        """Return how much of each row counts for the record of its source, as said of what is false and true."""
        likely = self.truth[self.columns.proposition]
        return np.stack([1.0 - likely, likely], axis=1) * self.kept[:, None]

    def judge_propositions(self) -> None:
        """Believe each proposition by the words said of it, copies counted once."""
        heard = share_out(self.columns, self.told, np.zeros(len(self.told)), self.groups)
        with np.errstate(invalid="ignore"):
            share = np.where(self.told == 0.0, 1.0, heard.counted / np.where(self.told == 0.0, 1.0, self.told))
        self.kept = np.where(self.columns.verified, share, 0.0)
        start = np.where(np.isnan(self.given), logit(self._base().mean), logit(np.nan_to_num(self.given, nan=0.5)))
        self.truth = self._with_known(expit(start + add_up(self.columns, heard.counted, EVEN_HANDED)))

    def _base(self) -> Rate:
        base, free = self.priors.base, np.isnan(self.given)
        true = float(self.truth[free].sum())
        return Rate(base.affirmed + true, base.denied + float(free.sum()) - true)

    def _with_known(self, truth: Floats) -> Floats:
        return np.where(np.isnan(self.known), truth, self.known)

    def suspect_copies(self) -> None:
        """Look for sources that agree more than they could by themselves; what was known of links before stays."""
        found = find_links(self.columns, self.pairs, self.truth, self.mean)
        self.links = {pair: max(found.get(pair, 0.0), self.priors.links.get(pair, 0.0)) for pair in found}
        self.links = {**self.priors.links, **self.links}
        self.groups = find_groups([key.origin for key in self.columns.keys], self.links)

    def learn_classes(self) -> None:
        """Let each class, and each letter, be what its sources turn out to be, as far as there are many."""
        chance = weigh_characters(self.characters, self.counts[self.origin] + self.before)
        letters, classes = dict(self.priors.letters), dict(self.priors.classes)
        for letter, source_class, rows in _list_classes(self.columns):
            prior = self.priors.letters[letter] if letter else self.priors.classes[source_class]
            learned = _learn_mixture(prior, chance[rows], self.counts[self.origin[rows]])
            if letter:
                letters[letter] = learned
            else:
                classes[source_class] = learned
        now = replace(self.priors, letters=letters, classes=classes)
        self.characters = lay_out_characters([now.mixture(key) for key in self.columns.keys])
        self.letters, self.classes = letters, classes

    def result(self) -> Learned:
        """Return the priors with what was learned, and the chances."""
        self.judge_sources()
        records = dict(self.priors.records)
        for row, origin in enumerate(self.origins):
            if origin:
                records[origin] = _add(records.get(origin), self.counts[row])
        learned = SourcePriors(self._base(), self.letters, self.classes, records, self.links)
        return Learned(learned, dict(zip(self.idents, self.truth.tolist(), strict=True)))


def _list_classes(columns: Columns) -> Iterator[tuple[str, SourceClass, NDArray[np.intp]]]:
    """Group the sources by what they are judged by: the letter, else the class; anonymous words teach nothing."""
    groups: dict[tuple[str, SourceClass], list[int]] = {}
    for row, key in enumerate(columns.keys):
        if key.origin:
            group = (key.letter, SourceClass.UNKNOWN) if key.letter else ("", key.source_class)
            groups.setdefault(group, []).append(row)
    for (letter, source_class), rows in groups.items():
        yield letter, source_class, np.array(rows, dtype=np.intp)


def _learn_mixture(prior: Mixture, chance: Floats, counts: Floats) -> Mixture:
    """Move the shares and the means of a class towards its sources; how much a source may differ from them stays."""
    shares = np.array([one.share for one in prior]) * SOURCES_OF_CLASS + chance[:, : len(prior)].sum(axis=0)
    shares = shares / shares.sum()
    learned = []
    for number, character in enumerate(prior):
        told = np.einsum("s,sta->ta", chance[:, number], counts)
        hit, false_alarm = _move(character.hit, told[1]), _move(character.false_alarm, told[0])
        learned.append(Character(float(shares[number]), hit, false_alarm))
    return tuple(learned)


def _move(rate: Rate, told: Floats) -> Rate:
    worth = rate.affirmed + rate.denied
    mean = (rate.mean * WORDS_OF_CLASS + float(told[1])) / (WORDS_OF_CLASS + float(told.sum()))
    return Rate(worth * mean, worth * (1.0 - mean))


def _add(record: Record | None, told: Floats) -> Record:
    """Add counts (said of false, of true; denied, affirmed) to a record."""
    hit, false_alarm = Rate(float(told[1, 1]), float(told[1, 0])), Rate(float(told[0, 1]), float(told[0, 0]))
    if record is None:
        return Record(hit, false_alarm)
    return Record(
        Rate(record.hit.affirmed + hit.affirmed, record.hit.denied + hit.denied),
        Rate(
            record.false_alarm.affirmed + false_alarm.affirmed,
            record.false_alarm.denied + false_alarm.denied,
        ),
    )
