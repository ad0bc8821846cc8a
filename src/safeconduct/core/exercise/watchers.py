"""Invent who watches an exercise: a desk over the whole map, contacts at checkpoints, posts at other sites, cameras."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from safeconduct.core.basics import Window
from safeconduct.core.exercise.incidents import PAST_DAYS
from safeconduct.core.exercise.options import MARK, ExerciseOptions
from safeconduct.core.exercise.streets import plane_metres
from safeconduct.core.network import Site, SiteKind, StreetNetwork
from safeconduct.core.picture import Watcher, WatchKind
from safeconduct.core.picture.watchers import SEEN

RADIUS_METRES = 500.0
SILENT_SHARE = 0.15  # of those at a place have fallen silent in the days before
ORDER = (SiteKind.CHECKPOINT, SiteKind.GATE, SiteKind.TRANSIT_POINT, SiteKind.AIRHEAD)


def invent_watchers(
    network: StreetNetwork, sites: Sequence[Site], options: ExerciseOptions, rng: np.random.Generator
) -> tuple[Watcher, ...]:
    """Return as many rows as are asked for: the desk first, then one for each site, then cameras at any junction.

    All have watched for as long as there are incidents; some were last heard days before the start.
    """
    rows = network.node_index()
    ordered = sorted(sites, key=lambda site: (ORDER.index(site.kind), site.site_id))
    posts = [(site.site_id, rows[site.node_id], *_name(site)) for site in ordered]
    cameras = rng.integers(len(network.node_ids), size=max(0, options.watchers - 1 - len(posts)))
    posts += [
        (network.node_ids[node], node, f"{MARK} camera {number}", WatchKind.CAMERA)
        for number, node in enumerate(cameras.tolist(), 1)
    ]
    since = Window(options.start - PAST_DAYS * 86_400.0, options.deadline)
    found = [_desk(network, since)]
    for place, node, source, kind in posts:
        silent = rng.random() < SILENT_SHARE
        last = options.start - 3600.0 * round(float(rng.uniform(6.0, 120.0))) if silent else None
        point, ident = (float(network.x[node]), float(network.y[node])), f"W{len(found) + 1:03d}"
        found.append(Watcher(ident, source, kind, *point, RADIUS_METRES, since, SEEN[kind], last, place))
    return tuple(found[: options.watchers])


def _name(site: Site) -> tuple[str, WatchKind]:
    if site.kind is SiteKind.CHECKPOINT:
        return f"{MARK} contact at {site.site_id}", WatchKind.CONTACT
    return f"{MARK} post at {site.site_id}", WatchKind.OBSERVER


def _desk(network: StreetNetwork, since: Window) -> Watcher:
    """Return the desk that collects what is published of the whole map."""
    x, y = ((float(along.min()) + float(along.max())) / 2 for along in (network.x, network.y))
    corners = plane_metres(
        np.array([network.x.min(), network.x.max()]), np.array([network.y.min(), network.y.max()]), y
    )
    radius = float(np.ceil(np.hypot(*(corners[1] - corners[0])) / 2 / 500 + 1) * 500)
    kind = WatchKind.OUTLET
    return Watcher("W001", f"{MARK} incident desk", kind, round(x, 6), round(y, 6), radius, since, SEEN[kind])
