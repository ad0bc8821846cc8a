"""Fit a space-time ETAS by expectation and maximisation."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize
from series import Floats

ROUNDS = 200
TIGHT = 1e-3  # a smaller relative change of all parameters ends the fit
BINS = 400  # of the ages of pairs, when the fading is fitted


@dataclass(frozen=True)
class Etas:
    """Hold what was fitted; times in days, places in metres."""

    background: float  # events a day
    even: float  # share of the background spread evenly
    area: float  # square metres
    bandwidth: float  # of the rest of the background, a KDE over past events
    children: float  # events that one event sets off
    deviation: float  # of the Gaussian they fall in
    fading: tuple[float, ...]  # (mean days,) of an exponential; (scale, power) of a Lomax

    def density(self, age: Floats) -> Floats:
        """Return the density of a child's delay."""
        return fade_density(age, self.fading)

    def reached(self, age: Floats) -> Floats:
        """Return the share of the children that have come by that age."""
        return fade_share(age, self.fading)

    def weigh(self, events: Floats, known: Floats) -> Floats:
        """Return how likely each event belongs to the background; `known` holds the first events' answers."""
        weights = np.concatenate([known, np.ones(len(events) - len(known))])
        for i in range(len(known), len(events)):
            squares = ((events[:i, :2] - events[i, :2]) ** 2).sum(axis=1)
            near = normal_density(squares, self.bandwidth) @ weights[:i] / max(weights[:i].sum(), 1.0)
            own = self.background * ((1 - self.even) * near + self.even / self.area)
            fading = self.density(events[i, 2] - events[:i, 2])
            others = self.children * (fading @ normal_density(squares, self.deviation))
            weights[i] = own / (own + others)
        return weights


def fade_density(age: Floats, fading: tuple[float, ...]) -> Floats:
    """Return an exponential's density, or a Lomax's when there are two parameters."""
    if len(fading) == 1:
        return np.asarray(np.exp(-age / fading[0]) / fading[0])
    scale, power = fading
    return np.asarray(power / scale * (1 + age / scale) ** (-power - 1))


def fade_share(age: Floats, fading: tuple[float, ...]) -> Floats:
    """Return the distribution function that belongs to the density."""
    if len(fading) == 1:
        return np.asarray(-np.expm1(-age / fading[0]))
    scale, power = fading
    return np.asarray(1 - (1 + age / scale) ** -power)


def normal_density(squares: Floats, deviation: float) -> Floats:
    """Return the density in the plane of a Gaussian at these squared distances."""
    return np.asarray(np.exp(squares / (-2 * deviation**2)) / (2 * np.pi * deviation**2))


def fit_etas(
    events: Floats, span: tuple[float, float], area: float, bandwidth: float, fading: tuple[float, ...]
) -> Etas:
    """Fit on events sorted by time within `span`, beginning from `fading`, whose length says which kernel.

    In turn: share each event out between the even background, the KDE (without the event itself) and the events before
    it; then take for each part what makes these shares likeliest.
    """
    first, last = span
    later, earlier = np.tril_indices(len(events), -1)
    ages = events[later, 2] - events[earlier, 2]
    squares = ((events[later, :2] - events[earlier, :2]) ** 2).sum(axis=1)
    kept = squares < (20 * bandwidth) ** 2
    later, earlier, ages, squares = later[kept], earlier[kept], np.maximum(ages[kept], 1e-3), squares[kept]
    near = normal_density(squares, bandwidth)
    n = len(events)
    weights = np.full(n, 0.5)
    found = Etas(n / (last - first) / 2, 0.1, area, bandwidth, 0.5, bandwidth, fading)
    for _ in range(ROUNDS):
        kernel = np.bincount(later, near * weights[earlier], n) + np.bincount(earlier, near * weights[later], n)
        kernel /= np.maximum(weights.sum() - weights, 1e-9)
        even = found.background * found.even / area
        smooth = found.background * (1 - found.even) * kernel
        pairs = found.children * found.density(ages) * normal_density(squares, found.deviation)
        rate = even + smooth + np.bincount(later, pairs, n)
        pairs /= rate[later]
        weights = (even + smooth) / rate
        before, left = found, last - events[:, 2]
        found = maximise(found, weights, float((even / rate).sum()), pairs, ages, squares, left, last - first)
        if close(before, found):
            break
    return found


def maximise(
    found: Etas, weights: Floats, even: float, pairs: Floats, ages: Floats, squares: Floats, left: Floats, days: float
) -> Etas:
    """Return the parameters that make the shares likeliest; `left` is the time seen after each event."""
    total = pairs.sum()
    edges = np.geomspace(1e-3, ages.max() * 1.001, BINS + 1)
    mass = np.histogram(ages, edges, weights=pairs)[0]
    middles = np.sqrt(edges[:-1] * edges[1:])

    def surprise(logs: Floats) -> float:
        fading = tuple(np.exp(logs))
        seen = fade_share(left, fading).sum()
        return float(-mass @ np.log(fade_density(middles, fading) + 1e-300) + total * np.log(seen + 1e-300))

    bounds = [(np.log(0.05), np.log(days / 2))] + [(np.log(0.05), np.log(20.0))] * (len(found.fading) - 1)
    logs = minimize(surprise, np.log(found.fading), method="Nelder-Mead", bounds=bounds).x
    fading = tuple(float(value) for value in np.exp(logs))
    return Etas(
        background=float(weights.sum()) / days,
        even=even / float(weights.sum()),
        area=found.area,
        bandwidth=found.bandwidth,
        children=float(total / fade_share(left, fading).sum()),
        deviation=float(np.sqrt(pairs @ squares / total / 2)),
        fading=fading,
    )


def close(one: Etas, other: Etas) -> bool:
    """Tell whether no parameter has moved much."""
    pairs = [(getattr(one, name), getattr(other, name)) for name in ("background", "even", "children", "deviation")]
    pairs += list(zip(one.fading, other.fading, strict=True))
    return all(abs(a - b) <= TIGHT * max(abs(a), 1e-6) for a, b in pairs)
