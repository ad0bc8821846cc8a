"""Invent what happened in the weeks before an exercise: incidents here and there, and again where some had been."""

from __future__ import annotations

import numpy as np

from safeconduct.core.basics import Window
from safeconduct.core.exercise.options import MARK, ExerciseOptions
from safeconduct.core.intake.reading import Precision
from safeconduct.core.network import StreetNetwork
from safeconduct.core.picture import Incident, IncidentKind

PAST_DAYS = 60.0
HOT_SPOTS = 6
HOT_SHARE = 0.6  # of the incidents happen about one of the hot spots
HOT_DEGREES = 0.003  # some 300 m
KINDS = {
    IncidentKind.SHOOTING: 0.4, IncidentKind.DETENTION: 0.25, IncidentKind.EXPLOSION: 0.15, IncidentKind.OTHER: 0.1,
    IncidentKind.INDIRECT_FIRE: 0.05, IncidentKind.CROWD_CRUSH: 0.05,
}  # fmt: skip
PLACES = {Precision.SITE: (0.5, 75.0), Precision.STREET: (0.35, 250.0), Precision.DISTRICT: (0.15, 1000.0)}


def invent_incidents(
    network: StreetNetwork, options: ExerciseOptions, rng: np.random.Generator
) -> tuple[Incident, ...]:
    """Return as many incidents as are asked for, before the start, in the order of time."""
    count, nodes = options.incidents, len(network.node_ids)
    hot = rng.integers(nodes, size=HOT_SPOTS)
    again = rng.random(count) < HOT_SHARE
    node = np.where(again, hot[rng.integers(HOT_SPOTS, size=count)], rng.integers(nodes, size=count))
    shift = np.where(again[:, None], rng.normal(0.0, HOT_DEGREES, (count, 2)), 0.0)
    when = np.sort(np.round(options.start - rng.uniform(0.02, PAST_DAYS, count) * 86400.0, -1))
    kind = rng.choice(len(KINDS), size=count, p=list(KINDS.values()))
    place = rng.choice(len(PLACES), size=count, p=[share for share, _ in PLACES.values()])
    harmed = rng.poisson(1.0, count)
    classes = [(precision, metres) for precision, (_, metres) in PLACES.items()]
    return tuple(
        Incident(
            incident_id=f"I{number + 1:03d}",
            when=Window(float(when[number]), float(when[number]) + 60.0),
            lon=round(float(network.x[node[number]] + shift[number, 0]), 6),
            lat=round(float(network.y[node[number]] + shift[number, 1]), 6),
            precision=classes[place[number]][0],
            radius_metres=classes[place[number]][1],
            kind=list(KINDS)[kind[number]],
            harmed=int(harmed[number]),
            p_true=0.9,
            source=f"{MARK} incident desk",
            minor=not harmed[number],
        )
        for number in range(count)
    )
