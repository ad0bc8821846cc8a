"""Believe what is said as far as its origins can be believed, and say why.

Each origin is one voice. What it tells is the logarithm of how much more often it affirms what is true than what is
false, by its record and its class; no origin moves a belief by more than one cap. The unverified share one budget.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import expit, logit

from safeconduct.core.picture.belief.hear import PROTECTIVE, Rules, Voices, add_up, hear, hold
from safeconduct.core.picture.belief.proposition import Columns, Proposition, Testimony, lay_out
from safeconduct.core.picture.belief.sources import Floats, SourcePriors

Z90 = 1.6449  # standard deviations on each side that hold 90 % of a normal distribution


@dataclass(frozen=True, slots=True)
class Term:
    """Say what one origin adds to a belief; all unverified of one side are one term."""

    origin: str  # "" = the unverified
    outlets: tuple[str, ...]
    affirms: bool
    voices: int  # how many words it stands for
    alone: float  # log-odds, if it stood by itself
    log_odds: float  # as counted
    chance_without: float  # what would be believed had it said nothing


@dataclass(frozen=True, slots=True)
class Belief:
    """Hold how far a proposition is believed, and by whose word; the terms that move it most come first."""

    ident: str
    chance: float
    low: float  # 90 % interval, by how little is known of the sources
    high: float
    prior: float
    terms: tuple[Term, ...]

    @property
    def is_contradicted(self) -> bool:
        """Tell whether somebody affirms it and somebody denies it, whatever their word counts."""
        return len({term.affirms for term in self.terms}) > 1


def believe(
    propositions: Sequence[Proposition], priors: SourcePriors | None = None, rules: Rules = PROTECTIVE
) -> tuple[Belief, ...]:
    """Return the belief in each proposition, in their order; the order of the testimonies does not matter.

    >>> told = Proposition("attack at the north gate", (Testimony("mayor", letter="B"),))
    >>> round(believe([told])[0].chance, 2)
    0.6
    """
    priors = priors or SourcePriors()
    columns = lay_out(propositions)
    voices = hear(columns, priors, rules)
    chances = [priors.base.mean if one.prior is None else one.prior for one in propositions]
    start = logit(np.array(chances, dtype=np.float64))
    moved = add_up(columns, voices.counted, rules)
    spread = Z90 * np.sqrt(np.bincount(columns.proposition, voices.variance, len(propositions)))
    found = [hold(start + step, start, rules) for step in (moved, moved - spread, moved + spread)]
    chance = expit(np.stack([*found, start], axis=1)).tolist()
    terms = _list_terms(columns, voices, start, moved, rules)
    return tuple(
        Belief(one.ident, believed, low, high, prior, tuple(why))
        for one, (believed, low, high, prior), why in zip(propositions, chance, terms, strict=True)
    )


def list_changes(
    proposition: Proposition,
    next_words: Sequence[Testimony],
    priors: SourcePriors | None = None,
    rules: Rules = PROTECTIVE,
) -> tuple[tuple[Testimony, float], ...]:
    """Say what would change our mind: what would be believed after each of these words, had it come alone.

    >>> told = Proposition("attack at the north gate", (Testimony("mayor", letter="B"),))
    >>> [round(chance, 2) for _, chance in list_changes(told, [Testimony("patrol", False, letter="A")])]
    [0.13]
    """
    after = [Proposition(proposition.ident, (*proposition.testimonies, word), proposition.prior) for word in next_words]
    return tuple((word, one.chance) for word, one in zip(next_words, believe(after, priors, rules), strict=True))


def _list_terms(columns: Columns, voices: Voices, start: Floats, moved: Floats, rules: Rules) -> list[list[Term]]:
    """Explain each proposition: a term for each verified voice, and one for the unverified of each side."""
    without = moved[columns.proposition] - voices.counted + voices.instead
    without = expit(hold(start[columns.proposition] + without, start[columns.proposition], rules))
    terms: list[list[Term]] = [[] for _ in range(columns.propositions)]
    for row in np.flatnonzero(columns.verified).tolist():
        numbers = (float(voices.alone[row]), float(voices.counted[row]), float(without[row]))
        key, affirms = columns.keys[columns.source[row]], bool(columns.affirms[row])
        terms[columns.proposition[row]].append(Term(key.origin, columns.outlets[row], affirms, 1, *numbers))
    for side, term in _list_unverified(columns, voices, start, moved, rules):
        terms[side // 2].append(term)
    return [sorted(one, key=lambda term: (-abs(term.log_odds), term.origin, not term.affirms)) for one in terms]


def _list_unverified(
    columns: Columns, voices: Voices, start: Floats, moved: Floats, rules: Rules
) -> list[tuple[int, Term]]:
    """Put the unverified of each side into one term; what the budget cuts is cut of both sides alike."""
    rows = np.flatnonzero(~columns.verified)
    alone = np.bincount(columns.side[rows], voices.alone[rows], 2 * columns.propositions)
    both = alone.reshape(-1, 2).sum(axis=1)
    held, other = (np.clip(values, -rules.budget, rules.budget) for values in (both, alone.reshape(-1, 2)[:, ::-1]))
    outlets: dict[int, list[str]] = {}
    for row, side in zip(rows.tolist(), columns.side[rows].tolist(), strict=True):
        outlets.setdefault(side, []).extend(columns.outlets[row] or [""])
    found = []
    for side, carried in outlets.items():
        place, number = side // 2, float(alone[side])
        counted = number * float(held[place] / both[place]) if both[place] else number
        rest = start[place] + moved[place] - held[place] + other[place, side % 2]
        without = float(expit(hold(rest, start[place], rules)))
        names = tuple(sorted(set(carried) - {""}))
        found.append((side, Term("", names, bool(side % 2), len(carried), number, counted, without)))
    return found
