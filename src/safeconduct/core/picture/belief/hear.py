"""Say what each voice tells, in log-odds: by its source's prior and record, within the bounds that hold for all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from safeconduct.core.picture.belief.dependence import Groups, find_groups, share_voices
from safeconduct.core.picture.belief.proposition import Columns, Proposition, Testimony, lay_out
from safeconduct.core.picture.belief.sources import Floats, SourcePriors, count_records, lay_out_characters, predict


@dataclass(frozen=True, slots=True)
class Rules:
    """Bound what anybody can do to a belief, in log-odds."""

    cap: float = 4.0  # that one origin moves a belief, through however many outlets
    budget: float = 0.4  # that all unverified together move it; half of what one source of letter D does
    protective: bool = True
    """An affirmation never lowers; only the trusted lower, and never below the chance before anybody spoke."""


PROTECTIVE = Rules()
EVEN_HANDED = Rules(protective=False)
"""Take true and false alike: for finding out who can be believed, not for what people are led by."""


@dataclass(frozen=True, slots=True, eq=False)
class Voices:
    """Hold what each row of the columns tells, in log-odds."""

    alone: Floats  # if no other source were linked with it
    kept: Floats  # share of it that counts beside those linked with it, 0 to 1
    counted: Floats
    instead: Floats  # what those linked with it would tell if it fell silent
    variance: Floats  # of what is counted, by how little is known of the source


def hear(columns: Columns, priors: SourcePriors, rules: Rules) -> Voices:
    """Return what each voice tells, by the prior and the record of its source."""
    characters = lay_out_characters([priors.mixture(key) for key in columns.keys])
    mean, variance = predict(characters, count_records(columns.keys, priors.records))
    told, doubt = weigh_words(mean[columns.source], variance[columns.source], columns.affirms)
    groups = find_groups([key.origin for key in columns.keys], priors.links)
    return share_out(columns, bound(told, columns, rules), doubt, groups)


def hear_alone(testimonies: Sequence[Testimony], priors: SourcePriors, rules: Rules) -> Floats:
    """Return by how many log-odds each testimony would move a belief if it were the only one.

    >>> hear_alone([Testimony("mayor", letter="C"), Testimony("patrol", False, letter="D")], SourcePriors(), PROTECTIVE)
    array([1.79175947, 0.        ])
    """
    columns = lay_out([Proposition(str(number), (said,)) for number, said in enumerate(testimonies)])
    return add_up(columns, hear(columns, priors, rules).counted, rules)


def weigh_words(mean: Floats, variance: Floats, affirms: NDArray[np.bool_]) -> tuple[Floats, Floats]:
    """Return log-odds and their variance for words of sources that affirm what is false (0) and true (1) this often.

    >>> told, doubt = weigh_words(np.array([[0.2, 0.8]]), np.zeros((1, 2)), np.array([True]))
    >>> told.round(2), doubt
    (array([1.39]), array([0.]))
    """
    said = np.where(affirms[:, None], mean, 1.0 - mean)
    return np.log(said[:, 1] / said[:, 0]), (variance / (said * said)).sum(axis=1)


def bound(told: Floats, columns: Columns, rules: Rules) -> Floats:
    """Cap each voice; where the rules protect, let nobody lower a belief who must not."""
    told = np.clip(told, -rules.cap, rules.cap)
    if not rules.protective:
        return told
    lowered = np.where(columns.trusted, np.minimum(told, 0.0), 0.0)
    return np.where(columns.affirms, np.maximum(told, 0.0), lowered)


def share_out(columns: Columns, told: Floats, doubt: Floats, groups: Groups) -> Voices:
    """Count verified voices that are linked once; the unverified are held by their budget alone."""
    kept, instead = np.ones(len(told)), np.zeros(len(told))
    rows = np.flatnonzero(columns.verified)
    kept[rows], instead[rows] = share_voices(columns.side[rows], columns.source[rows], told[rows], groups)
    return Voices(told, kept, told * kept, instead, np.where(told == 0.0, 0.0, doubt * kept))


def add_up(columns: Columns, counted: Floats, rules: Rules) -> Floats:
    """Return by how much each proposition moves: the verified add up, the unverified share their budget."""
    verified, count = columns.verified, columns.propositions
    moved = np.bincount(columns.proposition[verified], counted[verified], count)
    rest = np.bincount(columns.proposition[~verified], counted[~verified], count)
    return np.asarray(moved + np.clip(rest, -rules.budget, rules.budget), dtype=np.float64)


def hold(log_odds: Floats, start: Floats, rules: Rules) -> Floats:
    """Let nothing fall below what is believed where nobody spoke, where the rules protect."""
    return np.maximum(log_odds, start) if rules.protective else log_odds
