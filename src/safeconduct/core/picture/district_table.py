"""Say of each district what is known there, who is there, and what the form of risk management makes of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from safeconduct.core.basics import Window
from safeconduct.core.intake import Report
from safeconduct.core.picture.district import District, find_places
from safeconduct.core.picture.incident import Incident, IncidentKind
from safeconduct.core.picture.override import PlacedOverride, span_of
from safeconduct.core.picture.picture import ThreatPicture
from safeconduct.core.picture.reach import find_covered, offset_metres
from safeconduct.core.picture.risk_form import Overridden, RiskForm, fill_risk_form, set_level
from safeconduct.core.picture.severity import SEVERITY, mix_kinds
from safeconduct.core.picture.status import Status

DAY = 86400.0
TRIED = 200  # of the points with most people, to find where most stand


@dataclass(frozen=True, slots=True)
class Measure:
    """Hold what the streets of a district are like over some time, by metres and hours.

    Rates are expected people harmed per person-hour in the open.
    """

    unknown: float  # share, from 0 to 1
    threat: float  # share under a known threat
    rate: float  # the mean of what is planned with
    high: float  # the mean of the upper bounds
    counted: float  # the upper bound where UNKNOWN, and what is planned with elsewhere


@dataclass(frozen=True, slots=True)
class Gathered:
    """Hold the people at some nodes: who stays there, and who may stand there at once."""

    node: NDArray[np.intp]
    home: NDArray[np.float64]  # of parties, before they move
    crowd: NDArray[np.float64]  # that a site may hold


@dataclass(frozen=True, slots=True)
class DistrictLine:
    """Hold one line of the table."""

    district: District
    street_km: float
    whole: Measure
    by_spell: tuple[Measure, ...]
    people: float
    crowd: float
    incidents: int
    reports: int
    harmed_per_event: float
    expected: RiskForm  # by the rate that is planned with, whatever is unknown
    line: Overridden  # by the upper bound where UNKNOWN: this counts
    overrides: tuple[PlacedOverride, ...]  # that count at some time of the picture, for it or for a place in it


def tabulate_districts(
    picture: ThreatPicture,
    districts: Sequence[District],
    spells: Sequence[Window],
    people: Gathered,
    reports: Sequence[Report],
    incidents: Sequence[Incident],
    placed: Sequence[PlacedOverride],
) -> tuple[DistrictLine, ...]:
    """Return a line for each district, the gravest first; one without a street or a node has none.

    Incidents are those before the picture's start whose point lies in the district, reports those whose circle meets
    one of its streets or nodes.
    """
    network, links = picture.network, len(picture.network.link_ids)
    past = [one for one in incidents if one.when.start < picture.window.start]
    lon, lat = (np.array([getattr(one, name) for one in past], dtype=np.float64) for name in ("lon", "lat"))
    mix = mix_kinds(one.kind for one in past)
    covered = find_covered(network, reports)
    windows = (picture.window, *spells)
    tables = [_weigh_regions(picture, window) for window in windows]
    untouched = _weigh_regions(picture.figures, picture.window) if picture.figures else tables[0]
    names = {district.name for district in districts}
    lines = []
    for district in districts:
        places = find_places(network, district)
        if not places.any():
            continue
        metres = network.length[places[:links]]
        weight = np.concatenate([network.length, np.full(len(network.node_ids), 0.0 if metres.any() else 1.0)])
        measures = [_measure(picture, table, places, weight) for table in tables]
        own = picture.figures or picture
        figures = _measure(own, untouched, places, weight)
        here = places[links:][people.node]
        exposure = _expose(picture, people, here, district, mix)
        form = _fill(measures[0].counted, exposure, mix, picture.window)
        of_figures = _fill(figures.counted, exposure, mix, picture.window)
        touching = [
            one
            for one in placed
            if span_of(one.override, picture.window)
            and (one.override.place == district.name if one.override.place in names else (one.places & places).any())
        ]
        lines.append(
            DistrictLine(
                district=district,
                street_km=float(metres.sum()) / 1e3,
                whole=measures[0],
                by_spell=tuple(measures[1:]),
                people=float(people.home[here].sum()),
                crowd=float(people.crowd[here].sum()),
                incidents=int(district.holds(lon, lat).sum()),
                reports=int(covered[places].any(axis=0).sum()),
                harmed_per_event=exposure.harmed,
                expected=_fill(measures[0].rate, exposure, mix, picture.window),
                line=set_level(form, of_figures, district.name, picture.overrides, picture.window),
                overrides=tuple(touching),
            )
        )
    return tuple(sorted(lines, key=_gravity, reverse=True))


def _gravity(one: DistrictLine) -> tuple[float, ...]:
    return one.line.form.level, one.expected.level, one.expected.chance * one.harmed_per_event


def _weigh_regions(picture: ThreatPicture, window: Window) -> NDArray[np.float64]:
    """Return (regions, 5): the measures of each region over a window, by hours."""
    spans, first = picture.spans, picture.spans.first[:-1]
    hours = np.clip(np.minimum(spans.end, window.end) - np.maximum(spans.start, window.start), 0.0, None)
    unknown = spans.status == Status.UNKNOWN
    columns = np.column_stack([
        unknown, spans.status == Status.KNOWN_THREAT, spans.rate, spans.high, np.where(unknown, spans.high, spans.rate)
    ])  # fmt: skip
    weighed: NDArray[np.float64] = np.add.reduceat(columns * hours[:, None], first, axis=0)
    return weighed / (window.end - window.start)


def _measure(
    picture: ThreatPicture, table: NDArray[np.float64], places: NDArray[np.bool_], weight: NDArray[np.float64]
) -> Measure:
    of_regions = np.bincount(picture.region[places], weight[places], minlength=len(table))
    return Measure(*(of_regions @ table / of_regions.sum()).tolist())


@dataclass(frozen=True, slots=True)
class _Exposure:
    reached: Mapping[IncidentKind, float]  # km2 in which an event of the kind reaches somebody
    harmed: float  # by an event that does


def _expose(
    picture: ThreatPicture,
    people: Gathered,
    here: NDArray[np.bool_],
    district: District,
    mix: Mapping[IncidentKind, float],
) -> _Exposure:
    """Say where events reach somebody, and whom they harm: those who stand within reach of where most people are.

    Crowds are what is attacked. Where nobody is, one person passes.
    """
    network, nodes, count = picture.network, people.node[here], (people.home + people.crowd)[here]
    reached, harmed = {}, 0.0
    for kind, share in mix.items():
        severity = SEVERITY[kind]
        area = min(max(len(nodes), 1) * severity.reach_km2, max(district.km2, severity.reach_km2))
        reached[kind] = area
        most = _most_within(network.x[nodes], network.y[nodes], count, severity.radius_metres)
        harmed += share * area * severity.chance * max(most, 1.0)
    return _Exposure(reached, harmed / sum(mix[kind] * area for kind, area in reached.items()))


def _most_within(x: NDArray[np.float64], y: NDArray[np.float64], count: NDArray[np.float64], radius: float) -> float:
    """Return the most people who stand within a radius of one of the points."""
    if not len(x):
        return 0.0
    order = np.argsort(-count, kind="stable")[:TRIED]
    return max(
        float(count[np.hypot(*offset_metres(x, y, (float(x[row]), float(y[row])))) <= radius].sum()) for row in order
    )


def _fill(rate: float, exposure: _Exposure, mix: Mapping[IncidentKind, float], window: Window) -> RiskForm:
    """Fill the line from a rate per person-hour; over the mean event's harm area it is events per km2 and hour."""
    per_km2 = rate / sum(share * SEVERITY[kind].harm_area for kind, share in mix.items())
    reached = sum(mix[kind] * area for kind, area in exposure.reached.items())
    return fill_risk_form(24.0 * per_km2 * reached, (window.end - window.start) / DAY, exposure.harmed)
