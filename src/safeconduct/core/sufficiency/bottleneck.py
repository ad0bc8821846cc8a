"""Find what binds: the minimum cut of the means, in words and as places.

Source: L. R. Ford, D. R. Fulkerson, "Maximal flow through a network", Canadian Journal of Mathematics 8 (1956).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import breadth_first_order, maximum_flow

from safeconduct.core.basics import Window
from safeconduct.core.network import SiteKind
from safeconduct.core.plan import Case
from safeconduct.core.sufficiency.means_network import Means, MeansNetwork, build_network, list_means
from safeconduct.core.sufficiency.staff import Staff

MORE_PEOPLE = (1.0, 1.5, 2.0, 4.0, 8.0, 32.0)  # tried in turn until something binds


@dataclass(frozen=True, slots=True)
class Part:
    """Say of one means that it binds, from when to when, and where it is."""

    kind: str  # "fleet", "checkpoint", "gate", "staff", "airhead" or "flights"
    ident: str  # of flights: their airhead; "" for staff
    windows: tuple[Window, ...]  # of flights: of the first to the last departure
    people: int  # whom it lets through in them
    words: str
    node_id: str | None  # for the map; None where it is nowhere


@dataclass(frozen=True, slots=True)
class Bottleneck:
    """Say how many people the means let out at most, with nothing going wrong, and which of them bind."""

    people: int  # of the case who can be out by the deadline at most; no feasible plan takes out more
    stranded: int  # who can reach neither a gate nor a stop
    times: float  # 1.0 where the means bind for the people there are; else with so many times as many they would
    parts: tuple[Part, ...]  # what lets most through first; together they are a minimum cut
    words: str


def find_bottleneck(case: Case, staff: Staff) -> Bottleneck:
    """Return the minimum cut of the means of a case.

    Where they suffice for all, it is that for more people: 1.5, 2, 4 ... times as many, until something binds.
    """
    everybody, bound, stranded = sum(party.size for party in case.parties), 0, 0
    for times in MORE_PEOPLE:
        people, net, cut = min((_cut(case, staff, together, times) for together in (True, False)), key=lambda c: c[0])
        if times == 1.0:
            bound, stranded = people, net.stranded
        parts = _merge(case, list_means(net, cut))
        if parts:
            return Bottleneck(bound, stranded, times, parts, _word(everybody, bound, stranded, times, parts))
    return Bottleneck(bound, stranded, times, (), _word(everybody, bound, stranded, times, ()))


def _cut(case: Case, staff: Staff, together: bool, times: float) -> tuple[int, MeansNetwork, Sequence[int]]:
    """Return the greatest flow, the network, and the arcs of the minimum cut nearest to the people."""
    net = build_network(case, staff, together=together, times=times)
    tails, heads, most = (np.array([arc[column] for arc in net.arcs], np.int32) for column in range(3))
    shape = (len(net.rows),) * 2
    capacity = csr_array((most, (tails, heads)), shape=shape)
    flow = maximum_flow(capacity, 0, 1)
    left = csr_array(capacity - flow.flow)
    left.eliminate_zeros()
    reached = np.zeros(len(net.rows), np.bool_)
    reached[breadth_first_order(left, 0, return_predecessors=False)] = True
    return int(flow.flow_value), net, np.flatnonzero(reached[tails] & ~reached[heads]).tolist()


def _merge(case: Case, found: Sequence[tuple[Means, int]]) -> tuple[Part, ...]:
    """Join the periods of each means, and the flights of each airhead."""
    airhead = {flight.flight_id: flight.airhead for flight in case.flights}
    grouped: dict[tuple[str, str], list[tuple[Means, int]]] = {}
    for means, people in found:
        key = ("flights", airhead[means.ident]) if means.kind == "flight" else (means.kind, means.ident)
        grouped.setdefault(key, []).append((means, people))
    parts = [_part(case, kind, ident, rows) for (kind, ident), rows in grouped.items()]
    return tuple(sorted(parts, key=lambda part: (-part.people, part.kind, part.ident)))


def _part(case: Case, kind: str, ident: str, rows: Sequence[tuple[Means, int]]) -> Part:
    people = sum(number for _, number in rows)
    windows = sorted(means.window for means, _ in rows)
    if kind == "flights":
        windows = [Window(windows[0].start, windows[-1].end)]
    joined: list[Window] = []
    for window in windows:
        if joined and window.start <= joined[-1].end:
            joined[-1] = Window(joined[-1].start, max(joined[-1].end, window.end))
        else:
            joined.append(window)
    words = f"{_word_means(case, kind, ident, len(rows))} {_word_windows(case, joined)} ({people:,} people)"
    return Part(kind, ident, tuple(joined), people, words, _find_node(case, kind, ident))


def _word_means(case: Case, kind: str, ident: str, number: int) -> str:
    match kind:
        case "fleet":
            fleet = next(fleet for fleet in case.fleets if fleet.fleet_id == ident)
            noun = "vehicle" if fleet.vehicles == 1 else "vehicles"
            return f"{fleet.vehicles} {noun} of fleet {ident} ({fleet.seats} seats)"
        case "flights":
            return f"the seats on {number} {'departure' if number == 1 else 'departures'} from {ident}"
        case "airhead":
            return f"the room in airhead {ident}"
        case "staff":
            return "the staff at the gates"
        case _:
            return f"{kind} {ident}'s throughput"


def _word_windows(case: Case, windows: Sequence[Window]) -> str:
    def word(moment: float, form: str) -> str:
        local = datetime.fromtimestamp(moment, UTC) + timedelta(seconds=case.utc_offset_seconds)
        return f"{local:{form}}"

    if len(windows) == 1 and windows[0].start <= case.start and windows[0].end >= case.deadline:
        return "from start to deadline"
    said = []
    for window in windows:
        same_day = word(window.start, "%F") == word(window.end, "%F")
        end = word(window.end, "%H:%M" if same_day else "%d %b %H:%M")
        begin = word(window.start, "%d %b %H:%M")
        said.append(f"from {begin} to {end}" if window.end > window.start else f"at {begin}")
    return ", and ".join(said)


def _find_node(case: Case, kind: str, ident: str) -> str | None:
    if kind == "fleet":
        return next(fleet.depot_node_id for fleet in case.fleets if fleet.fleet_id == ident)
    kinds = (SiteKind.GATE, SiteKind.CHECKPOINT, SiteKind.AIRHEAD)
    return next((site.node_id for site in case.sites if site.site_id == ident and site.kind in kinds), None)


def _word(everybody: int, bound: int, stranded: int, times: float, parts: Sequence[Part]) -> str:
    names = "; ".join(part.words for part in parts)
    said = []
    if stranded:
        said.append(f"{stranded:,} of {everybody:,} people can reach neither a gate nor a stop.")
    if not parts:
        said.append("None of the means binds, even for many times the people.")
    elif times > 1.0:
        said.append(
            f"With nothing going wrong the means bind nobody of the {bound:,} who can set out. With {times:g} times "
            f"the people, first to bind would be: {names}."
        )
    else:
        said.append(f"What binds: {names}. At most {bound:,} of {everybody:,} people can be out.")
    return " ".join(said)
