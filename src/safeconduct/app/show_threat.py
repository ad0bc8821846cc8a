"""Show the threat of a case by squares and hours, and say of one square why it reads as it does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from safeconduct.app.explain_place import explain_case
from safeconduct.core.basics import Fault, InputFaultsError, Window
from safeconduct.core.picture import ThreatPicture
from safeconduct.core.picture.district import districts_of
from safeconduct.core.picture.reach import offset_metres
from safeconduct.core.picture.series import GRAVITY, read_spell
from safeconduct.core.picture.squares import SquareHours, Squares, lay_squares, read_squares
from safeconduct.core.picture.why import Why
from safeconduct.core.plan import Case, picture_of

NEAR_METRES = 500.0  # a contradiction this near to a site is named by it


@dataclass(frozen=True, slots=True)
class Dispute:
    """Say where two origins contradict each other; "" is an unknown origin."""

    place: str
    threat_origin: str
    clear_origin: str
    reports: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Threat:
    """Hold what is shown of a case's threat."""

    picture: ThreatPicture
    squares: Squares
    hours: SquareHours
    disputes: tuple[Dispute, ...]


@dataclass(frozen=True, slots=True)
class Reason:
    """Give one reason, its share of the rate (None = no part of it), and who said it ("" = nobody)."""

    words: str
    share: float | None
    source: str


@dataclass(frozen=True, slots=True)
class SquareWhy:
    """Say what holds at the gravest place of a square in an hour, and why; None = not known from any report."""

    mean: float
    low: float
    upper: float
    unknown: bool
    why: tuple[Reason, ...]


def show_threat(case: Case) -> Threat:
    """Return the threat of a case from its start to its deadline."""
    picture, squares = picture_of(case), lay_squares(case.network)
    hours = read_squares(picture, squares, case.hazard)
    return Threat(picture, squares, hours, tuple(_list_disputes(case, picture)))


def explain_square(case: Case, threat: Threat, cell: str, moment: float | None) -> SquareWhy:
    """Return why a square reads as it does in the hour of a POSIX second, the first hour if none is given.

    What is explained in full is the gravest of its junctions; the figures are those of the whole square.

    Raises:
        KeyError: where there is no such square.
        InputFaultsError: where the moment lies outside the case.
    """
    places = threat.squares.places_of(cell)
    row = threat.squares.names.index(cell)
    at = threat.hours.windows[0].start if moment is None else moment
    column = next((n for n, window in enumerate(threat.hours.windows) if window.start <= at < window.end), None)
    if column is None:
        raise InputFaultsError([Fault("hour", 0, "", "", "outside the case", "give one of `hours`")])
    window = threat.hours.windows[column]
    node, when = _find_gravest(threat.picture, places, window)
    why = explain_case(case, case.network.node_ids[node], when)[1]
    mean, upper = float(threat.hours.mean[row, column]), float(threat.hours.upper[row, column])
    unknown = bool(threat.hours.unknown[row, column])
    return SquareWhy(mean, min(why.reading.low, mean), upper, unknown, tuple(_word(case, why, mean, unknown)))


def _find_gravest(picture: ThreatPicture, places: NDArray[np.intp], window: Window) -> tuple[int, float]:
    """Return the gravest node of some places within a window, and the moment at which it is: links give their ends."""
    links, spell = len(picture.network.link_ids), read_spell(picture, window)
    of_links = places[places < links]
    nodes = np.unique(np.concatenate([places[places >= links] - links, picture.network.tail[of_links]]))
    held = links + nodes
    node = int(nodes[np.lexsort((spell.high[held], spell.rate[held], GRAVITY[spell.status[held]]))[-1]])
    spans, region = picture.spans, picture.region[links + node]
    own = np.arange(spans.first[region], spans.first[region + 1])
    own = own[(spans.start[own] < window.end) & (spans.end[own] > window.start)]
    span = own[np.lexsort((spans.rate[own], GRAVITY[spans.status[own]]))[-1]]
    return node, max(float(spans.start[span]), window.start)


def _word(case: Case, why: Why, mean: float, unknown: bool) -> Iterator[Reason]:
    """Give the reasons in words: what is not known first, then who says what, then what happened."""
    if unknown:
        yield Reason("Nobody whose word counts has said what it is like here: unknown is not safe.", None, "")
    if case.hazard is not None and mean > why.reading.rate:
        yield Reason("The case's own hazard says so: plans count it.", 1 - why.reading.rate / mean, "hazard.csv")
    for part in why.reports:
        report = part.report
        share = part.adds / mean if part.adds > 0 and mean > 0 else None
        yield Reason(f"{report.report_id}: {report.claim.value} ({part.standing.value})", share, report.origin)
    for held in why.incidents:
        one = held.incident
        words = f"{one.incident_id}: {one.kind.value.replace('_', ' ')}, {held.metres:,.0f} m away"
        yield Reason(words, None, one.source)
    for override in why.overrides:
        yield Reason(f"set by a person: {override.reason}", None, override.by)
    for note in why.notes:
        yield Reason(note, None, "")


def _list_disputes(case: Case, picture: ThreatPicture) -> Iterator[Dispute]:
    reports = {one.report_id: one for one in case.reports}
    for one in picture.contradictions:
        named = (*one.threat_reports, *one.clear_reports)
        first = next((reports[name] for name in named if name in reports), None)
        place = "" if first is None else _name_place(case, first.x, first.y)
        yield Dispute(place, one.threat_origin, one.clear_origin, named)


def _name_place(case: Case, lon: float, lat: float) -> str:
    """Name a point by a site near it, else by its district, else by its degrees."""
    rows, network = case.network.node_index(), case.network
    nodes = np.array([rows[site.node_id] for site in case.sites], np.intp)
    if len(nodes):
        metres = np.hypot(*offset_metres(network.x[nodes], network.y[nodes], (lon, lat)))
        nearest = int(metres.argmin())
        if metres[nearest] <= NEAR_METRES:
            return case.sites[nearest].name or case.sites[nearest].site_id
    point = np.array([lon]), np.array([lat])
    held = (one.name for one in districts_of(network, case.districts) if one.holds(*point)[0])
    return next(held, f"{lat:.4f}, {lon:.4f}")
