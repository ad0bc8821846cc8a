"""Invent dangers, the hazard they make, and what is reported of them: well, badly, twice, and wrongly denied."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from safeconduct.core.basics import Window
from safeconduct.core.exercise.cordon import Cordon
from safeconduct.core.exercise.options import MARK, ExerciseOptions
from safeconduct.core.exercise.streets import measure_to_segments, plane_metres
from safeconduct.core.intake import Claim, Report
from safeconduct.core.network import StreetNetwork
from safeconduct.core.picture import HazardRow

OUTLETS = ("radio", "news agency", "newspaper", "television", "embassy notice", "public broadcaster")
KINDS = ("echo", "echo", "unverified", "second origin", "denial", "unverified", "echo", "unverified denial")
RADIUS_LEAST, RADIUS_MOST = 100.0, 1500.0  # metres
ACROSS_MOST = 25_000.0  # metres; a larger map does not make larger dangers
DENIAL_TRIES = 40


@dataclass(frozen=True, slots=True)
class Danger:
    """Hold one invented danger: a circle, a time, and the expected people harmed per person-hour in the open."""

    x: float
    y: float
    radius_metres: float
    window: Window
    rate: float


def _draw_window(options: ExerciseOptions, rng: np.random.Generator) -> Window:
    begin, lasts = rng.uniform(0.05, 0.7), rng.uniform(0.1, 0.3)
    return Window(options.at(float(begin)), max(options.at(float(begin + lasts)), options.at(float(begin)) + 60.0))


def _draw_radius(network: StreetNetwork, rng: np.random.Generator) -> float:
    corners = plane_metres(
        np.array([network.x.min(), network.x.max()]),
        np.array([network.y.min(), network.y.max()]),
        float(np.mean(network.y)),
    )
    across = min(float(np.hypot(*(corners[1] - corners[0]))), ACROSS_MOST)
    return float(round(float(np.clip(rng.uniform(0.02, 0.06) * across, RADIUS_LEAST, RADIUS_MOST))))


def _place(network: StreetNetwork, node: int) -> tuple[float, float]:
    return round(float(network.x[node]), 6), round(float(network.y[node]), 6)


def draw_dangers(
    network: StreetNetwork, cordon: Cordon, gates: NDArray[np.intp], options: ExerciseOptions, rng: np.random.Generator
) -> tuple[Danger, ...]:
    """Draw circles where many would pass; the first is small and at a gate, where a crowd would be the target."""
    passing = np.bincount(network.tail, cordon.traffic, minlength=len(network.node_ids))
    pull = np.where(cordon.inside, 0.0, np.sqrt(passing) + 1e-3)
    dangers = []
    for i in range(options.hazards):
        node = int(rng.choice(gates)) if i == 0 else int(rng.choice(len(pull), p=pull / pull.sum()))
        radius = RADIUS_LEAST if i == 0 else _draw_radius(network, rng)
        rate = float(f"{10 ** rng.uniform(-3.5, -2.2):.2e}")
        dangers.append(Danger(*_place(network, node), radius, _draw_window(options, rng), rate))
    return tuple(dangers)


def spread_hazard(network: StreetNetwork, dangers: Sequence[Danger]) -> tuple[HazardRow, ...]:
    """Lay the dangers over the links whose straight line comes within the circle, and the nodes within it."""
    rows = []
    for danger in dangers:
        place = plane_metres(network.x, network.y, danger.y)
        centre = plane_metres(np.array([danger.x]), np.array([danger.y]), danger.y)[0]
        hit = measure_to_segments(centre, place[network.tail], place[network.head]) <= danger.radius_metres
        near = np.hypot(*(place - centre).T) <= danger.radius_metres
        rows += [HazardRow("link", network.link_ids[row], danger.window, danger.rate) for row in np.flatnonzero(hit)]
        rows += [HazardRow("node", network.node_ids[row], danger.window, danger.rate) for row in np.flatnonzero(near)]
    return tuple(rows)


def write_reports(
    network: StreetNetwork, dangers: Sequence[Danger], options: ExerciseOptions, rng: np.random.Generator
) -> tuple[Report, ...]:
    """Report every danger once by an origin that can be trusted, then echo, confirm, deny and invent.

    Echoes carry the same origin through other outlets, less surely. Unverified reports have no origin: some threaten
    where nothing is, some deny what is. A denial with an origin lies where and when no danger is.
    """
    count = options.reports_wanted
    reports = [_lead(i, danger) for i, danger in enumerate(dangers)][:count]
    while len(reports) < count:
        kind = KINDS[(len(reports) - len(dangers)) % len(KINDS)]
        ident = f"R{len(reports) + 1:03d}"
        if kind in ("echo", "second origin", "unverified denial") and dangers:
            which = int(rng.integers(len(dangers)))
            reports.append(_about(ident, kind, which, dangers[which], rng))
        elif kind == "denial":
            reports.append(_denial(ident, network, dangers, options, rng))
        else:
            reports.append(_rumour(ident, network, options, rng))
    return tuple(reports)


def _lead(which: int, danger: Danger) -> Report:
    """Report a danger as its first observer does, with the rate."""
    origin, outlet = f"{MARK} observer {which + 1}", f"{MARK} liaison office"
    reliability = "AB"[which % 2]
    circle = (danger.x, danger.y, danger.radius_metres)
    return Report(f"R{which + 1:03d}", origin, outlet, reliability, *circle, danger.window, Claim.THREAT, danger.rate)


def _about(ident: str, kind: str, which: int, danger: Danger, rng: np.random.Generator) -> Report:
    """Report a danger again: through another outlet, by another origin, or denied by nobody in particular."""
    outlet = f"{MARK} {OUTLETS[int(rng.integers(len(OUTLETS)))]}"
    circle = (danger.x, danger.y, danger.radius_metres)
    if kind == "echo":
        reliability = "BCD"[int(rng.integers(3))]
        return Report(ident, f"{MARK} observer {which + 1}", outlet, reliability, *circle, danger.window, Claim.THREAT)
    if kind == "second origin":
        return Report(
            ident, f"{MARK} field team {which + 1}", outlet, "C", *circle, danger.window, Claim.THREAT, danger.rate
        )
    return Report(ident, "", f"{MARK} social media", "F", *circle, danger.window, Claim.CLEAR)


def _rumour(ident: str, network: StreetNetwork, options: ExerciseOptions, rng: np.random.Generator) -> Report:
    """Threaten some place without a source; every other rumour names an absurd rate."""
    x, y = _place(network, int(rng.integers(len(network.node_ids))))
    rate = 0.5 if rng.random() < 0.5 else None
    radius, window = _draw_radius(network, rng), _draw_window(options, rng)
    return Report(ident, "", f"{MARK} social media", "F", x, y, radius, window, Claim.THREAT, rate)


def _denial(
    ident: str, network: StreetNetwork, dangers: Sequence[Danger], options: ExerciseOptions, rng: np.random.Generator
) -> Report:
    """Deny danger where and when there is none, by somebody who looked; without such a place, without a source."""
    for _ in range(DENIAL_TRIES):
        x, y = _place(network, int(rng.integers(len(network.node_ids))))
        radius, window = _draw_radius(network, rng), _draw_window(options, rng)
        if not any(_meets(x, y, radius, window, danger) for danger in dangers):
            return Report(ident, f"{MARK} patrol", f"{MARK} liaison office", "B", x, y, radius, window, Claim.CLEAR)
    return Report(ident, "", f"{MARK} social media", "F", x, y, radius, window, Claim.CLEAR)


def _meets(x: float, y: float, radius: float, window: Window, danger: Danger) -> bool:
    """Tell whether a circle and time share anything with a danger, with 500 m to spare for links that reach out."""
    if window.end <= danger.window.start or window.start >= danger.window.end:
        return False
    a, b = plane_metres(np.array([x, danger.x]), np.array([y, danger.y]), danger.y)
    return float(np.hypot(*(a - b))) < radius + danger.radius_metres + 500.0
