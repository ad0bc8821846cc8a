"""Replay the incidents of the past day by day, and hold what they teach, so that a forecast can begin from there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from safeconduct.core.basics import Window
from safeconduct.core.network import Site, StreetNetwork
from safeconduct.core.picture.cells import Floats, Ints
from safeconduct.core.picture.forecast import Events, State, absorb, forecast, observe, rebase
from safeconduct.core.picture.forecast import start as start_state
from safeconduct.core.picture.forecast.hindcast import REPLAYED
from safeconduct.core.picture.ground import Ground, lay_ground
from safeconduct.core.picture.incident import Incident
from safeconduct.core.picture.kind_hours import KindHours, kind_factors, learn_hours, start_hours
from safeconduct.core.picture.kinds import Kinds, learn_kinds, number_kinds, share_city, start_kinds, weigh_kinds
from safeconduct.core.picture.lean import Covariates, describe_cells, learn_weights, spread_base
from safeconduct.core.picture.reach import offset_metres
from safeconduct.core.picture.visibility import CAP, Prior, Sight
from safeconduct.core.picture.visibility import observe as observe_sight
from safeconduct.core.picture.visibility import start as start_sight
from safeconduct.core.picture.visibility.sight import refresh
from safeconduct.core.picture.watched_cells import WatchedCells, lay_watch
from safeconduct.core.picture.watched_sight import WatchedSight, bound_watched, observe_watched, start_watched
from safeconduct.core.picture.watchers import Watch, Watcher

DAY, HOUR = 86400.0, 3600.0
WHOLE_DAY_HOURS = 6.0  # an incident whose time is no better known says nothing of the hour
GOLDEN = 0.618033988749895  # spreads incidents of an unknown hour evenly over the day
RELEARN_DAYS = 14  # after which what places have to do with events is learned anew
MOMENT = 1e-6  # of a day


@dataclass(frozen=True, slots=True)
class Scene:
    """Say what a hazard is forecast for."""

    network: StreetNetwork
    utc_offset_seconds: int
    background_rate: float  # what an unknown place is planned with, people harmed per person-hour
    watched: float = 0.0  # share of what happens on the streets that becomes known; 0 = nobody says
    sites: tuple[Site, ...] = ()  # where people gather
    watchers: tuple[Watcher, ...] = ()  # who watches some place, besides


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """Hold incidents as events, and of each its kind and whether its hour is known."""

    events: Events  # t in days of local time
    kind: Ints  # row of KINDS
    timed: NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Past:
    """Hold what incidents have taught up to `now`; never changed, learning gives a new one."""

    scene: Scene
    ground: Ground
    covariates: Covariates
    incidents: tuple[Incident, ...]  # what has been learned from
    until: float  # where it ends, POSIX second
    begin: float  # of the days that were replayed, in days of local time
    now: float
    state: State
    sight: Sight
    kinds: Kinds
    hours: KindHours
    watch: WatchedCells
    watching: WatchedSight | None = None  # None = nobody says who watches which place

    @property
    def city_area(self) -> Floats:
        """Return the area (km2) that the mean incident of the whole city harms, by local hour."""
        return np.asarray(weigh_kinds(share_city(self.kinds)[:, None], kind_factors(self.hours))[0])

    @property
    def to_rate(self) -> float:
        """Return what turns events a day and cell into events per km2 and hour."""
        return 1 / (24 * (self.ground.cells.h / 1e3) ** 2)

    def serves(self, scene: Scene, incidents: Sequence[Incident], until: float) -> bool:
        """Tell whether a forecast can begin from it: it ends by a POSIX second, and has learned from just these.

        False where an incident was told late, or taken back: then the past is to be replayed anew.
        """
        early = self.until <= until + MOMENT * DAY
        return early and self.scene == scene and self.incidents == keep_past(incidents, self.until)


def keep_past(incidents: Sequence[Incident], until: float) -> tuple[Incident, ...]:
    """Return the incidents that began before a POSIX second, in the order of time."""
    return tuple(sorted((one for one in incidents if one.when.start < until), key=lambda one: one.when.start))


def remember_incidents(scene: Scene, incidents: Sequence[Incident], until: float) -> Past:
    """Return what the incidents before a POSIX second teach, each day learned from after it was forecast.

    As in a hindcast, what is older than 2,000 days is not replayed but summed: it says where and of which kind alone.
    """
    ground = lay_ground(scene.network)
    covariates = describe_cells(ground, scene.network, scene.sites)
    now = (until + scene.utc_offset_seconds) / DAY
    told = place_incidents(keep_past(incidents, until), ground, scene.utc_offset_seconds)
    first = now - float(np.ceil(now - told.events.t.min(initial=now)))
    begin = max(first, now - REPLAYED)
    state = start_state(ground.cells, 1.0, first, spread_base(covariates, learn_weights(covariates)))
    state = absorb(state, told.events, begin)
    sight = start_sight(ground.cells, 1.0, Prior(0.0, 0.0))
    kinds, hours = start_kinds(ground.cells, first), start_hours(first)
    watch = lay_watch(Watch(scene.watched, scene.watchers), ground)
    empty = Past(scene, ground, covariates, (), until, begin, begin, state, sight, kinds, hours, watch)
    if scene.watchers:
        empty = replace(empty, watching=start_watched(ground.cells, _find_prior(empty)))
    return learn_days(empty, incidents, until)


def learn_days(past: Past, incidents: Sequence[Incident], until: float) -> Past:
    """Return the past with the days up to a POSIX second learned, the last of them ending there.

    What is left of a day besides comes first: it counts to where things happen, not to how many of them a day has.
    """
    known = keep_past(incidents, until)
    told = place_incidents(known, past.ground, past.scene.utc_offset_seconds)
    now = (until + past.scene.utc_offset_seconds) / DAY
    days = int(np.floor(now - past.now + MOMENT))
    state, sight, watching, since = past.state, past.sight, past.watching, past.now
    if now - days - since > MOMENT:
        state = absorb(state, told.events, now - days)
    for _ in range(days):
        if state.now > past.begin and round(state.now - past.begin) % RELEARN_DAYS == 0:
            weights = learn_weights(past.covariates, sight.events)
            state = rebase(state, spread_base(past.covariates, weights))
        end = state.now + 1.0
        counts, seen = _count(past, told.events.between(since, end)), _find_seen(past, end)
        sight = observe_sight(sight, counts, seen)
        if watching is not None:  # bounds are held from day to day, lest silence where nobody watches lower them
            visible = past.watch.remember(_to_posix(past, end - 1.0))
            _, watching = bound_watched(watching, forecast(state).expected, visible)
            watching = observe_watched(watching, counts, seen)
        state, since = observe(state, told.events), end
    kinds = learn_kinds(past.kinds, told.events, told.kind, now)
    hours = learn_hours(past.hours, told.events, told.kind, told.timed, now)
    learned = replace(past, incidents=known, until=until, now=now, state=state, kinds=kinds, hours=hours)
    # Beliefs are pooled from all that is known; how much places differ is learned only now and then.
    sight = refresh(replace(sight, prior=_find_prior(learned), pooled=None))
    return replace(learned, sight=sight, watching=watching)


def _find_prior(past: Past) -> Prior:
    """Say how many incidents the background stands for, as the kinds are shared out so far."""
    unknown = past.scene.background_rate / (float(past.city_area.mean()) * past.to_rate)
    return Prior(unknown, unknown)


def _to_posix(past: Past, day: float) -> float:
    return day * DAY - past.scene.utc_offset_seconds


def _count(past: Past, events: Events) -> Floats:
    """Count what became known in each cell."""
    where = past.ground.cells.find(events.x, events.y)
    size = past.ground.cells.count
    return np.bincount(where[where >= 0], events.true[where >= 0], minlength=size).astype(np.float64)


def _find_seen(past: Past, end: float) -> Floats:
    """Say how well each cell was watched on a day; where nobody says, the bound is of what becomes known."""
    if past.scene.watchers:
        return past.watch.see(Window(_to_posix(past, end - 1.0), _to_posix(past, end)))
    return np.full(past.ground.cells.count, past.scene.watched or CAP)


def place_incidents(incidents: Sequence[Incident], ground: Ground, utc_offset_seconds: int) -> Told:
    """Return incidents as events on the ground, in the order of the moments taken for them."""
    lon, lat, true, blur, start, end = np.array(
        [(one.lon, one.lat, one.p_true, one.radius_metres, one.when.start, one.when.end) for one in incidents],
        dtype=np.float64,
    ).reshape(-1, 6).T  # fmt: skip
    vague = end - start > WHOLE_DAY_HOURS * HOUR
    # One whose hour is unknown gets a moment within its window, evenly over many.
    part = np.where(vague, np.arange(len(start)) * GOLDEN % 1.0, 0.0)
    t = (start + part * (end - start) + utc_offset_seconds) / DAY
    order = np.argsort(t, kind="stable")
    x, y = offset_metres(lon[order], lat[order], ground.centre)
    events = Events(x, y, t[order], true[order], blur[order])
    return Told(events, number_kinds([incidents[row].kind for row in order]), ~vague[order])
