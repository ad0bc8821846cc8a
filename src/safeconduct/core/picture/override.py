"""Put what persons set against the figures into the picture: who, where, until when, and what is then planned with."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from safeconduct.core.basics import Window, format_time
from safeconduct.core.network import StreetNetwork
from safeconduct.core.picture.district import District, find_touched
from safeconduct.core.picture.picture import Spans, ThreatPicture, close_spans
from safeconduct.core.picture.reach import find_near
from safeconduct.core.picture.risk_form import Override
from safeconduct.core.picture.status import Status

RADIUS_MOST = 50_000.0  # metres; more is a slip of the pen


class Stand(StrEnum):
    """Say how an override stands at a moment."""

    IN_EFFECT = "in effect"
    EXPIRED = "expired"
    COMING = "coming"


@dataclass(frozen=True, slots=True, eq=False)
class PlacedOverride:
    """Hold an override with the places that it speaks of."""

    override: Override
    places: NDArray[np.bool_]  # (links + nodes,), links first


def stand_at(override: Override, moment: float) -> Stand:
    """Say how an override stands at a POSIX second."""
    if moment < override.when.start:
        return Stand.COMING
    return Stand.IN_EFFECT if moment < override.when.end else Stand.EXPIRED


def place_overrides(
    network: StreetNetwork, nodes: Mapping[str, str], districts: Sequence[District], overrides: Iterable[Override]
) -> tuple[PlacedOverride, ...]:
    """Find the places of each override; `nodes` gives the node of each site.

    Raises:
        ValueError: where the case has no such place.
    """
    placed = []
    for one in overrides:
        places = find_place(network, nodes, districts, one.place)
        if places is None:
            raise ValueError(f"no such place: {one.place!r}")
        placed.append(PlacedOverride(one, places))
    return tuple(placed)


def find_place(
    network: StreetNetwork, nodes: Mapping[str, str], districts: Sequence[District], place: str
) -> NDArray[np.bool_] | None:
    """Return (links + nodes,) what a place's name means: a site, a node, a district, or `lon;lat;radius` in metres.

    A site or node is that node and every link that begins or ends there; a circle is what comes within it. None where
    there is no such place.
    """
    node_id = nodes.get(place, place)
    if node_id in network.node_ids:
        row = network.node_ids.index(node_id)
        at = np.arange(len(network.node_ids)) == row
        return np.concatenate([at[network.tail] | at[network.head], at])
    for district in districts:
        if district.name == place:
            return find_touched(network, district)
    circle = read_circle(place)
    return None if circle is None else find_near(network, *circle)


def read_circle(text: str) -> tuple[float, float, float] | None:
    """Return longitude, latitude and metres of `lon;lat;radius`; None where it is no such thing.

    >>> read_circle("-71.25;-29.9;500"), read_circle("the harbour")
    ((-71.25, -29.9, 500.0), None)
    """
    try:
        lon, lat, radius = (float(part) for part in text.split(";"))
    except ValueError:
        return None
    sound = abs(lon) <= 180.0 and abs(lat) <= 90.0 and 0.0 < radius <= RADIUS_MOST
    return (lon, lat, radius) if sound else None


def override_picture(picture: ThreatPicture, placed: Sequence[PlacedOverride]) -> ThreatPicture:
    """Return the picture as persons set it; the picture of the figures stays in it.

    A factor of 1 or more multiplies the rate to plan with and the upper bound at its places while it lasts; what was
    clear there is then UNKNOWN. One below 1 lowers the rate to plan with, never below the background, and no upper
    bound: unknown is not safe. The picture holds no rates by kind: a factor of one kind counts in full where it raises,
    and not at all where it lowers. A level moves no rate.

    Of several for one and the same place the one begun last counts; of several places that share ground the highest.
    """
    moving = [one for one in placed if _moves(one.override) and span_of(one.override, picture.window)]
    set_by = tuple(one.override for one in placed)
    if not moving:
        return replace(picture, overrides=set_by)
    covers = np.stack([one.places for one in moving], axis=1)
    keys = np.column_stack([picture.region, covers])
    _, example, inverse = np.unique(keys, axis=0, return_index=True, return_inverse=True)
    spans = _set_rates(picture, picture.region[example], covers[example], [one.override for one in moving])
    region: NDArray[np.int32] = inverse.reshape(-1).astype(np.int32)
    return replace(picture, region=region, spans=spans, overrides=set_by, figures=picture)


def find_factors(
    placed: Sequence[PlacedOverride], place: NDArray[np.intp], moment: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return the factor that counts at each place (links first, then nodes) and POSIX second; 1 where none does."""
    moving = [one for one in placed if _moves(one.override)]
    if not moving:
        return np.ones(len(place))
    covers = np.stack([one.places[place] for one in moving], axis=1)
    return _factors(moment, covers, [one.override for one in moving])


def set_rate(rate: NDArray[np.float64], factor: NDArray[np.float64], background: float) -> NDArray[np.float64]:
    """Return the rates to plan with under factors; none is lowered below the background.

    >>> set_rate(np.array([4.0, 4.0, 4.0]), np.array([2.0, 1.0, 0.1]), 1.0).tolist()
    [8.0, 4.0, 1.0]
    """
    return np.where(factor < 1.0, np.minimum(rate, np.maximum(rate * factor, background)), rate * factor)


def set_bound(
    high: NDArray[np.float64], status: NDArray[np.int8], factor: NDArray[np.float64], unknown_high: float
) -> tuple[NDArray[np.float64], NDArray[np.int8]]:
    """Return upper bounds and status under factors: one that raises turns clear to UNKNOWN, and none lowers a bound."""
    doubted = (factor > 1.0) & (status == Status.KNOWN_CLEAR)
    high = high * np.maximum(factor, 1.0)
    high = np.where(doubted, np.maximum(high, unknown_high), high)
    return high, np.where(doubted, Status.UNKNOWN, status).astype(np.int8)


def _moves(one: Override) -> bool:
    return one.rate_factor is not None and (one.kind is None or one.rate_factor >= 1.0)


def _set_rates(
    picture: ThreatPicture, of: NDArray[np.int32], covers: NDArray[np.bool_], moving: Sequence[Override]
) -> Spans:
    """Lay the spans of each new region out, cut where an override begins or ends, and set their rates."""
    held = picture.spans
    count = np.diff(held.first)[of]
    rows = np.repeat(held.first[of] - np.cumsum(count) + count, count) + np.arange(int(count.sum()))
    region = np.repeat(np.arange(len(of)), count)
    start, end = held.start[rows], held.end[rows]
    for edge in sorted({edge for one in moving for edge in (one.when.start, one.when.end)}):
        cut = (start < edge) & (edge < end) & covers[region].any(axis=1)
        rows, region = np.append(rows, rows[cut]), np.append(region, region[cut])
        start, end = np.append(start, np.full(cut.sum(), edge)), np.append(np.where(cut, edge, end), end[cut])
    factor = _factors(start, covers[region], moving)
    rate = set_rate(held.rate[rows], factor, picture.background_rate)
    high, status = set_bound(held.high[rows], held.status[rows], factor, picture.unknown_high)
    low = np.minimum(held.low[rows], rate)
    return close_spans(np.column_stack([region, start, status, rate, low, high]), len(of), picture.window)


def _factors(start: NDArray[np.float64], covers: NDArray[np.bool_], moving: Sequence[Override]) -> NDArray[np.float64]:
    """Return for each span the factor that counts; 1 where none does."""
    factor = np.full(len(start), math.nan)
    for place in dict.fromkeys(one.place for one in moving):
        of_place = np.full(len(start), math.nan)
        for number, one in sorted(enumerate(moving), key=lambda item: item[1].when.start):
            if one.place == place:
                holds = covers[:, number] & (start >= one.when.start) & (start < one.when.end)
                of_place[holds] = one.rate_factor
        factor = np.fmax(factor, of_place)
    return np.where(np.isnan(factor), 1.0, factor)


def span_of(one: Override, window: Window) -> Window | None:
    """Return when an override counts within a window; None where it does not."""
    start, end = max(one.when.start, window.start), min(one.when.end, window.end)
    return Window(start, end) if start < end else None


def describe_override(one: Override, offset_seconds: int) -> str:
    """Say on one line where it is, what it sets, by whom, from when until when, and why."""
    begin, end = (format_time(moment, offset_seconds)[:16] for moment in (one.when.start, one.when.end))
    return f"{one.place}: {describe_setting(one)} by {one.by}, {begin} to {end}: {one.reason}"


def describe_setting(one: Override) -> str:
    """Say what it sets.

    >>> describe_setting(Override("G1", None, "officer", "a crowd", Window(0.0, 1.0), rate_factor=3.0))
    'rate x 3'
    """
    of_kind = f" for {one.kind.value.replace('_', ' ')}" if one.kind else ""
    if one.level is not None:
        return f"level {one.level.name.replace('_', ' ')}{of_kind}"
    return f"rate x {one.rate_factor:g}{of_kind}"
