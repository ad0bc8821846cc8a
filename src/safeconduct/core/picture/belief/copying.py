"""Suspect that one source copies another, by their agreement in what is rare: above all in the same errors.

After Dong, Berti-Equille and Srivastava (2009), Integrating conflicting data: the role of source dependence. A pair
that always agrees on what is true may be two good sources. A pair that agrees on what is false, or that agrees though
one of them alone is usually wrong, has hardly come to that independently.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit, logit

from safeconduct.core.picture.belief.proposition import Columns
from safeconduct.core.picture.belief.sources import Floats

COPIED = np.array([0.6, 0.8, 0.95])
"""Shares of its words that a copying source may take from the other; each as likely as the next.

Smaller ones are not told from good sources that agree, where the truth itself is only guessed.
"""

PARTNERS = 0.2
"""How many others a source is taken to be linked with before anything is known of it."""

MOST_VOICES = 64  # of one proposition, of more who copies whom is not asked
LEAST_LINK = 0.05  # chance below which a link is not kept


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """Hold the pairs of rows that speak of one proposition, the pairs of origins they belong to, and their prior."""

    one: NDArray[np.intp]  # rows of the columns
    other: NDArray[np.intp]
    of: NDArray[np.intp]  # pair of origins
    prior: Floats  # (pairs of origins,) log-odds that one copies the other
    names: tuple[tuple[str, str], ...]


def list_pairs(columns: Columns) -> Pairs:
    """Pair the verified voices of each proposition; who carries another's words by name is suspected from the start."""
    verified = np.flatnonzero(columns.verified)
    ends = np.searchsorted(columns.proposition[verified], np.arange(columns.propositions + 1))
    found = [np.empty((2, 0), dtype=np.intp)]
    for begin, end in zip(ends[:-1].tolist(), ends[1:].tolist(), strict=True):
        if 1 < end - begin <= MOST_VOICES:
            found.append(verified[begin + np.array(np.triu_indices(end - begin, 1))])
    one, other = np.concatenate(found, axis=1)
    origins = sorted({key.origin for key in columns.keys})
    number = {origin: row for row, origin in enumerate(origins)}
    of_row = np.array([number[key.origin] for key in columns.keys], dtype=np.intp)[columns.source]
    apart = of_row[one] != of_row[other]
    one, other = one[apart], other[apart]
    low, high = np.minimum(of_row[one], of_row[other]), np.maximum(of_row[one], of_row[other])
    codes, of = np.unique(low * len(origins) + high, return_inverse=True)
    names = tuple((origins[code // len(origins)], origins[code % len(origins)]) for code in codes.tolist())
    carried = _count_carried(columns)
    told = np.array([carried.get(pair, 0) for pair in names], dtype=np.float64)
    chance = np.where(told > 0.0, told / (told + 1.0), min(0.5, PARTNERS / max(1, len(origins) - 1)))
    return Pairs(one, other, of.reshape(-1), logit(chance), names)


def _count_carried(columns: Columns) -> dict[tuple[str, str], int]:
    """Count how often each origin carried the words of another, by the names of both in their order."""
    origins = {key.origin for key in columns.keys if key.origin}
    carried: dict[tuple[str, str], int] = {}
    for source, outlets in zip(columns.source.tolist(), columns.outlets, strict=True):
        origin = columns.keys[source].origin
        for outlet in outlets:
            if origin and outlet in origins and outlet != origin:
                pair = (min(origin, outlet), max(origin, outlet))
                carried[pair] = carried.get(pair, 0) + 1
    return carried


def find_links(columns: Columns, pairs: Pairs, truth: Floats, mean: Floats) -> dict[tuple[str, str], float]:
    """Return for pairs of origins the chance that what both say of a proposition is one word.

    `truth` is the chance (propositions,) that each is true, `mean` how often the source of each row affirms what is
    false (0) and true (1).
    """
    if not pairs.names:
        return {}
    said = np.where(columns.affirms[:, None], mean, 1.0 - mean)
    likely = truth[columns.proposition[pairs.one]]
    agree = columns.affirms[pairs.one] == columns.affirms[pairs.other]
    evidence = []
    for copier in (pairs.one, pairs.other):
        rare = (1.0 - likely) / said[copier, 0] + likely / said[copier, 1]
        for share in COPIED:
            factor = np.log(np.where(agree, share * rare, 0.0) + 1.0 - share)
            evidence.append(np.bincount(pairs.of, factor, len(pairs.names)))
    weight = np.array(evidence) - np.log(len(evidence))
    most = weight.max(axis=0)
    part = np.exp(weight - most)
    linked = expit(pairs.prior + most + np.log(part.sum(axis=0)))
    copied = np.tile(COPIED, 2) @ part / part.sum(axis=0)
    chance = linked * copied
    return {pairs.names[row]: float(chance[row]) for row in np.flatnonzero(chance >= LEAST_LINK)}
