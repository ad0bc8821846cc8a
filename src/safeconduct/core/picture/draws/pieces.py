"""Cut stays where the hazard changes, and part the hazard of each piece by what it comes from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from safeconduct.core.basics import Window
from safeconduct.core.intake import Report
from safeconduct.core.network import StreetNetwork
from safeconduct.core.picture.belief import SourcePriors
from safeconduct.core.picture.cells import Floats
from safeconduct.core.picture.draws.exposures import Exposures
from safeconduct.core.picture.draws.marginals import RATIO_MOST
from safeconduct.core.picture.make import UNKNOWN_FACTOR, UNKNOWN_THREAT_LEAST, find_regions, sort_reports
from safeconduct.core.picture.mix import Mixer, Unreported
from safeconduct.core.picture.override import PlacedOverride, find_factors, set_bound, set_rate
from safeconduct.core.picture.quiet import Quiet
from safeconduct.core.picture.reach import find_covered
from safeconduct.core.picture.status import Status
from safeconduct.core.picture.street_hazard import StreetHazard, join_alike
from safeconduct.core.picture.weigh import weigh_reports

LEFT_LEAST = 0.1  # of a threat's mean that is left to what would be there without it, as far as there is so much


@dataclass(frozen=True, slots=True, eq=False)
class Pieces:
    """Hold pieces of stays, one a row; harm is expected people harmed, if each part were at its mean."""

    owner: NDArray[np.intp]
    place: NDArray[np.intp]
    counted: Floats  # harm as plans count it
    quiet: Floats  # harm of what is there without reports
    threat: Floats  # harm of the threats that are reported
    unverified: Floats  # harm of the unverified, who may add no more than is counted
    ratio: Floats  # upper bound over mean of the quiet part
    status: NDArray[np.int8]  # Status of the quiet part
    state: NDArray[np.intp]  # row of `states`


@dataclass(frozen=True, slots=True, eq=False)
class Parted:
    """Hold the pieces, and the reports that speak of them."""

    pieces: Pieces
    states: NDArray[np.bool_]  # (states, reports): which speak there and then
    lowered: Floats  # (states,) below 1 where a person believes less of what is reported
    mixer: Mixer
    origins: tuple[str, ...]  # by the mixer's numbers


def part_exposures(
    network: StreetNetwork,
    reports: Sequence[Report],
    window: Window,
    background_rate: float,
    incidents: StreetHazard | None,
    sources: SourcePriors,
    overrides: Sequence[PlacedOverride],
    exposures: Exposures,
) -> Parted:
    """Return the stays in pieces over which the picture of these reports, incidents and overrides does not change.

    Outside the window nothing is known, and no override counts.
    """
    ordered = sort_reports(reports)
    mixer = Mixer(weigh_reports(ordered, window, sources), sources)
    profile = np.zeros(len(network.link_ids) + len(network.node_ids), dtype=np.int32)
    if incidents is not None:
        incidents, profile = join_alike(incidents)
    unknown_high = max(UNKNOWN_FACTOR * background_rate, UNKNOWN_THREAT_LEAST)
    quiet = Quiet(background_rate, unknown_high, incidents)
    edges = _lay_edges([*(one.window for one in ordered), *(one.override.when for one in overrides)], quiet, window)
    row, slot, hours = _cut(exposures, edges)
    place = exposures.place[row]
    states, state = _find_states(network, ordered, edges, place, slot)
    inside = (slot > 0) & (slot < len(edges) - 2)
    factor = np.where(inside, find_factors(overrides, place, edges[slot]), 1.0)
    unreported = _read_quiet(quiet, edges, slot, profile[place])
    rates, ratio, status = _part_rates(mixer, states, state, unreported, factor, quiet)
    states, lowered, state = _lower_states(states, state, factor)
    counted, kept, threat, unverified = (exposures.people[row] * hours * rate for rate in rates)
    pieces = Pieces(exposures.owner[row], place, counted, kept, threat, unverified, ratio, status, state)
    origins = tuple(dict.fromkeys(report.origin.strip() for report in ordered))
    return Parted(pieces, states, lowered, mixer, origins)


def _lay_edges(spoken: Sequence[Window], quiet: Quiet, window: Window) -> Floats:
    """Return the moments at which the picture may change: those of slots, of which the first and last are outside."""
    moments = [moment for when in spoken for moment in (when.start, when.end)]
    inner = np.unique(np.concatenate([moments, quiet.edges()]))
    inner = inner[(inner > window.start) & (inner < window.end)]
    return np.concatenate([[-np.inf, window.start], inner, [window.end, np.inf]])


def _find_states(
    network: StreetNetwork,
    reports: Sequence[Report],
    edges: Floats,
    place: NDArray[np.intp],
    slot: NDArray[np.intp],
) -> tuple[NDArray[np.bool_], NDArray[np.intp]]:
    """Return the sets of reports that speak of any of these places and slots, and the set of each."""
    sets, group = find_regions(find_covered(network, reports))
    begin = np.array([report.window.start for report in reports], dtype=np.float64)
    end = np.array([report.window.end for report in reports], dtype=np.float64)
    active = (begin <= edges[:-1, None]) & (end > edges[:-1, None])
    active[[0, -1]] = False
    pairs, pair = np.unique(group[place].astype(np.int64) * len(active) + slot, return_inverse=True)
    states, of_pair = find_regions(sets[pairs // len(active)] & active[pairs % len(active)])
    return states, of_pair[pair.reshape(-1)].astype(np.intp)


def _cut(exposures: Exposures, edges: Floats) -> tuple[NDArray[np.intp], NDArray[np.intp], Floats]:
    """Return, piece by piece, the row of its stay, the slot between two edges in which it lies, and its hours."""
    first = np.searchsorted(edges, exposures.start, side="right") - 1
    last = np.maximum(np.searchsorted(edges, exposures.end, side="left") - 1, first)
    count = last - first + 1
    row = np.repeat(np.arange(len(count)), count)
    slot = first[row] + np.arange(len(row)) - np.repeat(np.cumsum(count) - count, count)
    begin = np.maximum(exposures.start[row], edges[slot])
    end = np.minimum(exposures.end[row], edges[slot + 1])
    return row, slot, (end - begin) / 3600


def _lower_states(
    states: NDArray[np.bool_], state: NDArray[np.intp], factor: Floats
) -> tuple[NDArray[np.bool_], Floats, NDArray[np.intp]]:
    """Split states by the factors that lower them: the states, those factors, and the state of each piece."""
    lowered, level = np.unique(np.minimum(factor, 1.0), return_inverse=True)
    pairs, of_pair = np.unique(state * len(lowered) + level.reshape(-1), return_inverse=True)
    return states[pairs // len(lowered)], lowered[pairs % len(lowered)], of_pair.reshape(-1)


def _read_quiet(quiet: Quiet, edges: Floats, slot: NDArray[np.intp], profile: NDArray[np.int32]) -> Unreported:
    """Return rate, upper bound and status of each piece where nobody reports."""
    floor, high = np.empty(len(slot)), np.empty(len(slot))
    status = np.empty(len(slot), dtype=np.int8)
    order = np.argsort(slot, kind="stable")
    for number, rows in zip(*_group(slot, order), strict=True):
        held = quiet.at(float(edges[number]), profile[rows].astype(np.intp))
        floor[rows], high[rows], status[rows] = held.floor, held.high, held.status
    return Unreported(floor, high, status)


def _group(slot: NDArray[np.intp], order: NDArray[np.intp]) -> tuple[NDArray[np.intp], list[NDArray[np.intp]]]:
    numbers, first = np.unique(slot[order], return_index=True)
    return numbers, np.split(order, first[1:]) if len(numbers) else []


def _part_rates(
    mixer: Mixer,
    states: NDArray[np.bool_],
    state: NDArray[np.intp],
    unreported: Unreported,
    factor: Floats,
    quiet: Quiet,
) -> tuple[tuple[Floats, Floats, Floats, Floats], Floats, NDArray[np.int8]]:
    """Return the rates counted, quiet, of threats and of the unverified; the quiet part's ratio and its status.

    Plans count the greater of what is there without reports and of the threat. So a threat takes the place of as much
    of the quiet part as it weighs, but leaves a little of it where it can. A person's factor moves all parts alike.
    """
    floor, status = unreported.floor, unreported.status
    combined = mixer.combine(states, np.flatnonzero(mixer.counts), np.flatnonzero(mixer.clears))
    unverified = mixer.add_unverified(states, np.ones(states.shape[1], dtype=bool))[state]
    threat = combined.expected[state]
    threatened = combined.threatened[state] | (status == Status.KNOWN_THREAT)
    cleared = np.asarray(states[:, mixer.clears].any(axis=1))[state] & ~threatened
    high = np.where(cleared, floor, unreported.high)
    status = np.where(cleared, Status.KNOWN_CLEAR, status).astype(np.int8)
    figures = np.maximum(threat, floor) + unverified
    counted = set_rate(figures, factor, quiet.background_rate)
    moved = np.divide(counted, figures, out=np.ones_like(figures), where=figures > 0.0)
    floor, threat, unverified = floor * moved, threat * moved, unverified * moved
    high, status = set_bound(high, status, factor, quiet.unknown_high)
    mean = np.maximum(floor, high / RATIO_MOST)
    ratio = np.divide(high, mean, out=np.ones_like(mean), where=mean > 0.0)
    weight = np.divide(threat, mean, out=np.zeros_like(mean), where=mean > 0.0)
    kept = mean * np.minimum(1.0, np.maximum(1.0 - weight, LEFT_LEAST * weight))
    return (counted, kept, np.maximum(threat, mean) - kept, unverified), ratio, status
