"""Name who watches which place, since when, how well, and when each was last heard."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from safeconduct.core.basics import Window
from safeconduct.core.intake import Claim, Report
from safeconduct.core.picture.belief import SourcePriors
from safeconduct.core.picture.incident import Incident
from safeconduct.core.picture.reach import offset_metres
from safeconduct.core.picture.visibility import combine_sources
from safeconduct.core.picture.weigh import Standing, weigh_reports

DAY = 86_400.0
ALWAYS = Window(-math.inf, math.inf)
LIKELY = 0.5  # an incident at least this likely to be true contradicts who says that all was quiet


class WatchKind(StrEnum):
    """Name what kind of source watches."""

    OBSERVER = "observer"  # whose task it is
    CONTACT = "contact"  # who holds a checkpoint, or lives there, and is spoken with daily
    CAMERA = "camera"
    OUTLET = "outlet"  # a newsroom, or a desk that collects what is published
    HOTLINE = "hotline"  # that anybody may call
    REPORT = "report"  # a trusted report that a place is clear: never in a table


SEEN: Mapping[WatchKind, float] = {
    WatchKind.OBSERVER: 0.8,
    WatchKind.CONTACT: 0.6,
    WatchKind.CAMERA: 0.5,
    WatchKind.OUTLET: 0.15,  # not enough to know a place by
    WatchKind.HOTLINE: 0.3,
}
"""Chance that a source tells of an incident where it watches, if nobody says otherwise: conventions."""

HALF_LIFE_DAYS: Mapping[WatchKind, float] = {
    WatchKind.OBSERVER: 1.0,
    WatchKind.CONTACT: 1.0,
    WatchKind.CAMERA: 0.25,
    WatchKind.OUTLET: 7.0,
    WatchKind.HOTLINE: 3.0,
    WatchKind.REPORT: 0.0,
}
"""How long after a source was last heard a place counts as half as well watched by it: conventions.

Whoever is spoken with daily is missed after a day. A report says nothing outside its own window.
"""


class Hearing(StrEnum):
    """Say how a source stands at a moment."""

    REPORTS = "reports"
    SILENT = "silent"
    NOT_YET = "not yet"


@dataclass(frozen=True, slots=True)
class Watcher:
    """Say that a source watches a circle, and how well.

    `source` is a role or an organisation, never a person's name. `seen` is the chance that it tells us of an incident
    there while it reports, from 0 to 1.
    """

    watch_id: str
    source: str
    kind: WatchKind
    x: float  # degrees, longitude
    y: float
    radius_metres: float
    window: Window  # from when to when it watches
    seen: float
    last_heard: float | None = None  # POSIX second; None = it reports all along
    place: str = ""  # the site or node it stands at; "" = given by coordinates

    @property
    def heard_until(self) -> float:
        """Return up to when it has reported, or will."""
        return self.window.end if self.last_heard is None else min(self.window.end, self.last_heard)

    def share_reported(self, span: Window) -> float:
        """Return in which share of a span it reports.

        >>> half = Watcher("W1", "desk", WatchKind.OUTLET, 0.0, 0.0, 500.0, Window(0.0, 9e9), 0.3, last_heard=50.0)
        >>> half.share_reported(Window(0.0, 100.0)), half.share_reported(Window(100.0, 200.0))
        (0.5, 0.0)
        """
        shared = min(span.end, self.heard_until) - max(span.start, self.window.start)
        return max(0.0, shared) / (span.end - span.start)

    def share_remembered(self, moment: float) -> float:
        """Return how much of what it sees still makes its place visible: all while it reports, halved as it is silent.

        Nothing before it has begun: whoever comes today has told nothing yet.
        """
        if moment <= self.window.start:
            return 0.0
        days_silent = max(0.0, moment - self.heard_until) / DAY
        return float(0.5 ** (days_silent / max(HALF_LIFE_DAYS[self.kind], 1e-9)))

    def hearing(self, moment: float) -> Hearing:
        """Say how it stands at a moment."""
        if moment < self.window.start:
            return Hearing.NOT_YET
        return Hearing.REPORTS if moment <= self.heard_until else Hearing.SILENT


@dataclass(frozen=True, slots=True)
class Watch:
    """Say who watches a case: a share of everything that becomes known anyhow, and those who watch some place."""

    everywhere: float = 0.0  # 0 = nobody says
    watchers: tuple[Watcher, ...] = ()

    def __bool__(self) -> bool:
        """Tell whether anybody says who watches."""
        return bool(self.everywhere or self.watchers)

    def beside(self, watchers: Sequence[Watcher]) -> Watch:
        """Return the watch with some more."""
        return Watch(self.everywhere, (*self.watchers, *watchers))


@dataclass(frozen=True, slots=True)
class Lookout:
    """Say how one watcher stands to a place at a moment."""

    watcher: Watcher
    metres: float  # from the middle of what it watches
    hearing: Hearing
    heard: float | None  # POSIX second up to which it was heard; None = never yet
    seen: float  # chance that it would tell of an incident there now, as far as its word still counts


def list_lookouts(watchers: Sequence[Watcher], point: tuple[float, float], moment: float) -> tuple[Lookout, ...]:
    """Return those whose circle holds a point (degrees), whoever sees most at a POSIX second first.

    Those whose time is over and who are as good as forgotten are not named.
    """
    named = []
    for one in watchers:
        east, north = offset_metres(np.array([one.x]), np.array([one.y]), point)
        metres = float(np.hypot(east, north)[0])
        seen = one.seen * one.share_remembered(moment)
        over = moment > one.window.end and seen < 0.01
        if metres <= one.radius_metres and not over:
            heard = min(moment, one.heard_until) if one.window.start < moment else None
            named.append(Lookout(one, metres, one.hearing(moment), heard, seen))
    return tuple(sorted(named, key=lambda found: (-found.seen, found.watcher.watch_id)))


def add_seen(lookouts: Sequence[Lookout], everywhere: float = 0.0) -> float:
    """Return the chance that somebody tells of an incident at the place; one source counts once.

    >>> add_seen([])
    0.02
    """
    best: dict[str, float] = {}
    for one in lookouts:
        name = one.watcher.source.strip()
        best[name] = max(best.get(name, 0.0), one.seen)
    return float(combine_sources(np.array([[everywhere], *([seen] for seen in best.values())]))[0])


def find_looks(
    reports: Sequence[Report], incidents: Sequence[Incident] = (), sources: SourcePriors | None = None
) -> tuple[Watcher, ...]:
    """Return who has looked: each report that a place is clear, by somebody who can be trusted with that.

    It watches its own circle inside its own window, with the chance that makes silence weigh what the denial weighs:
    1 - exp(log-odds). A report whose circle and window hold an incident that is likely true was no look.
    """
    clears = [report for report in reports if report.claim is Claim.CLEAR]
    trusted = (Standing.CLEARS, Standing.ECHO)
    return tuple(
        Watcher(
            report.report_id, report.origin, WatchKind.REPORT, report.x, report.y, report.radius_metres, report.window,
            1.0 - math.exp(weighed.log_odds),
        )
        for report, weighed in zip(clears, weigh_reports(clears, ALWAYS, sources), strict=True)
        if weighed.standing in trusted and not any(_contradicts(one, report) for one in incidents)
    )  # fmt: skip


def _contradicts(incident: Incident, report: Report) -> bool:
    inside = report.window.start < incident.when.end and incident.when.start < report.window.end
    if incident.p_true < LIKELY or not inside:
        return False
    east, north = offset_metres(np.array([incident.lon]), np.array([incident.lat]), (report.x, report.y))
    return bool(np.hypot(east, north)[0] <= report.radius_metres + incident.radius_metres)
