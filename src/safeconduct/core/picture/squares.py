"""Lay squares under the streets, and read off the picture what holds in each by the hour: the gravest there is."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from safeconduct.core.basics import Window
from safeconduct.core.basics.earth import METRES_PER_DEGREE
from safeconduct.core.network import StreetNetwork
from safeconduct.core.picture.hazard import HazardRow
from safeconduct.core.picture.picture import ThreatPicture
from safeconduct.core.picture.reach import offset_metres
from safeconduct.core.picture.series import GRAVITY, cut_window, read_spell
from safeconduct.core.picture.status import Status

SIDES_METRES = (250.0, 500.0, 1000.0, 2000.0, 5000.0, 10_000.0, 20_000.0)
SQUARES_MOST = 1_500
HOURS_MOST = 72
QUARTER = 900.0

Ring = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Squares:
    """Hold the squares that streets pass through, and which places (links first, then nodes) lie in each."""

    side_metres: float
    names: tuple[str, ...]  # r and c: rows to the north, columns to the east of the middle of the map
    rings: tuple[Ring, ...]  # longitude, latitude; the last point is the first
    first: NDArray[np.intp]  # (squares,) where the places of each begin
    places: NDArray[np.intp]

    def places_of(self, name: str) -> NDArray[np.intp]:
        """Return the places of a square; raise KeyError where there is none of the name."""
        try:
            row = self.names.index(name)
        except ValueError:
            raise KeyError(name) from None
        end = self.first[row + 1] if row + 1 < len(self.first) else len(self.places)
        return self.places[self.first[row] : end]


@dataclass(frozen=True, slots=True, eq=False)
class SquareHours:
    """Hold what holds in every square in every span: the gravest of its places and moments.

    Rates are expected people harmed per person-hour in the open. Where a square is unknown nothing was observed in some
    part of it, and `upper` is what may be: it is never less than the picture's bound for the unknown.
    """

    windows: tuple[Window, ...]
    mean: NDArray[np.float64]  # (squares, windows) what plans count
    upper: NDArray[np.float64]
    unknown: NDArray[np.bool_]


def lay_squares(network: StreetNetwork, most: int = SQUARES_MOST) -> Squares:
    """Return squares of 250 m, larger where there would be more than `most`, under every link and node."""
    centre = float((network.x.min() + network.x.max()) / 2), float((network.y.min() + network.y.max()) / 2)
    east, north = offset_metres(network.x, network.y, centre)
    for side in SIDES_METRES:
        place, column, row = _find_squares(network, east, north, side)
        keys, of = np.unique(np.stack([row, column]), axis=1, return_inverse=True)
        if keys.shape[1] <= most:
            break
    held = np.unique(np.stack([of.ravel(), place]), axis=1)
    return Squares(
        side,
        tuple(f"r{r}c{c}" for r, c in keys.T.tolist()),
        tuple(_make_ring(centre, side, r, c) for r, c in keys.T.tolist()),
        np.searchsorted(held[0], np.arange(keys.shape[1])),
        held[1],
    )


def _find_squares(
    network: StreetNetwork, east: NDArray[np.float64], north: NDArray[np.float64], side: float
) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.intp]]:
    """Return places with the column and row of each square that they pass, by points half a side apart."""
    links, nodes = len(network.link_ids), len(network.node_ids)
    reach = np.hypot(east[network.head] - east[network.tail], north[network.head] - north[network.tail])
    steps = np.ceil(reach / (side / 2)).astype(np.intp) + 1
    link = np.repeat(np.arange(links), steps)
    share = (np.arange(len(link)) - np.repeat(np.cumsum(steps) - steps, steps)) / np.maximum(steps - 1, 1)[link]
    tail, head = network.tail[link], network.head[link]
    place = np.concatenate([link, links + np.arange(nodes)])
    x, y = (np.concatenate([along[tail] + share * (along[head] - along[tail]), along]) for along in (east, north))
    column, row = (np.floor(along / side).astype(np.intp) for along in (x, y))
    return place, column, row


def _make_ring(centre: tuple[float, float], side: float, row: int, column: int) -> Ring:
    high = side / METRES_PER_DEGREE
    wide = high / math.cos(math.radians(centre[1]))
    west, south = centre[0] + column * wide, centre[1] + row * high
    corners = ((west, south), (west + wide, south), (west + wide, south + high), (west, south + high), (west, south))
    return tuple((round(lon, 6), round(lat, 6)) for lon, lat in corners)


def read_squares(picture: ThreatPicture, squares: Squares, hazard: Sequence[HazardRow] | None = None) -> SquareHours:
    """Return what holds by the hour, in longer steps where there are more than 72 hours.

    Where a case gives a `hazard` of its own, plans count that: it raises what the picture says, and lowers nothing.
    What it calls more than the background is known to be dangerous; where it is silent the picture's word stands.
    """
    windows = cut_window(picture.window, 1.0, HOURS_MOST)
    given = _Given(picture.network, hazard or ())
    mean, upper, unknown = [], [], []
    for window in windows:
        spell = read_spell(picture, window)
        told = given.read(window)
        status = np.where(told > picture.background_rate, np.int8(Status.KNOWN_THREAT), spell.status)
        rate, high = np.maximum(spell.rate, told), np.maximum(spell.high, told)
        gravest = np.maximum.reduceat(GRAVITY[status][squares.places], squares.first)
        anywhere = np.maximum.reduceat((status == Status.UNKNOWN)[squares.places], squares.first)
        mean.append(np.maximum.reduceat(rate[squares.places], squares.first))
        upper.append(np.maximum.reduceat(high[squares.places], squares.first))
        unknown.append(anywhere & (gravest < GRAVITY[Status.KNOWN_THREAT]))
    return SquareHours(windows, np.array(mean).T, np.array(upper).T, np.array(unknown).T)


class _Given:
    """Hold the rows of a hazard.csv as arrays."""

    def __init__(self, network: StreetNetwork, hazard: Iterable[HazardRow]) -> None:
        links, nodes = network.link_index(), network.node_index()
        rows = [
            (links[one.ident] if one.what == "link" else len(links) + nodes[one.ident], one.window, one.rate)
            for one in hazard
            if one.ident in (links if one.what == "link" else nodes)
        ]
        self._count = len(links) + len(nodes)
        self._place = np.array([place for place, _, _ in rows], np.intp)
        self._start = np.array([window.start for _, window, _ in rows])
        self._end = np.array([window.end for _, window, _ in rows])
        self._rate = np.array([rate for _, _, rate in rows])

    def read(self, window: Window) -> NDArray[np.float64]:
        """Return the highest rate of every place: rows of the same quarter of an hour add up."""
        most = np.zeros(self._count)
        near = (self._start < window.end) & (self._end > window.start)
        place, start, end, rate = self._place[near], self._start[near], self._end[near], self._rate[near]
        for moment in np.arange(window.start, window.end, QUARTER) if len(place) else ():
            held = (start < moment + QUARTER) & (end > moment)
            np.maximum(most, np.bincount(place[held], rate[held], minlength=self._count), out=most)
        return most
