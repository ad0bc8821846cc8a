"""Read from a plan what the search needs to go on from it, also where the case has changed a little since."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

import numpy as np

from safeconduct.core.plan.assemble import follow_tree
from safeconduct.core.plan.given import Prepared
from safeconduct.core.plan.kernels.model import TO_GATE_BY_CAR, TO_GATE_ON_FOOT, TO_TRANSIT_POINT
from safeconduct.core.plan.kernels.resume import Wanted
from safeconduct.core.plan.kernels.rooms import tree_of_row
from safeconduct.core.plan.plan import Leg, LegKind, Plan, Trip

# Flight's departure, then party, row, ride, arrive, taken and step as in Wanted.
Move = tuple[float, int, int, int, float, float, int]


def read_wanted(prepared: Prepared, given: object, plan: Plan) -> Wanted:
    """Return what the plan does in the numbers of the search; `given` is the compiled bundle.

    Whatever names something that the case no longer has is passed over: its parties are placed anew or stay home.
    """
    return _Reader(prepared, given).read(plan)


class _Reader:
    """Look the case's names up once."""

    def __init__(self, prepared: Prepared, given: object) -> None:
        self.prepared, self.bundle, self.start = prepared, given, prepared.case.start
        self.party = {party.party_id: row for row, party in enumerate(prepared.case.parties)}
        self.gate = {site.site_id: row for row, site in enumerate(prepared.gates)}
        self.vehicle = {(fleet.fleet_id, number): row for row, (fleet, number) in enumerate(prepared.vehicles)}
        self.points: dict[str, list[int]] = defaultdict(list)
        for row, site in enumerate(prepared.points):
            self.points[site.node_id].append(row)

    def read(self, plan: Plan) -> Wanted:
        trips: list[tuple[int, int, int, float, float]] = []
        numbers: dict[str, int] = {}
        for trip in sorted(plan.trips, key=lambda trip: trip.depart):
            lane = self._find_lane(trip)
            vehicle = self.vehicle.get((trip.fleet_id, trip.vehicle))
            if lane is not None and vehicle is not None:
                numbers[trip.trip_id] = len(trips)
                trips.append((vehicle, *lane, trip.depart - self.start, trip.arrive - trip.depart))
        legs: dict[str, list[Leg]] = defaultdict(list)
        for leg in plan.legs:
            legs[leg.party_id].append(leg)
        stops = {ident: trips[number][2] for ident, number in numbers.items()}
        moves = sorted(self._moves(legs, numbers, stops))
        vehicle_of, lane_of, point_of, depart, trip_taken = _columns(trips, 5)
        _, party, row, ride, arrive, taken, step = _columns(moves, 7)
        ints, last = np.int64, int(np.ceil(self.prepared.given.horizon / self.prepared.given.step))
        return Wanted(
            vehicle_of.astype(ints), lane_of.astype(ints), point_of.astype(ints), np.round(depart),
            np.round(trip_taken), party.astype(ints), row.astype(ints), ride.astype(ints), np.round(arrive),
            np.round(taken), np.clip(step, 0, last).astype(ints),
        )  # fmt: skip

    def _find_lane(self, trip: Trip) -> tuple[int, int] | None:
        """Give (lane, transit point) of the trip: by its own way if a lane has it, else any with the same ends."""
        given, found = self.prepared.given, None
        when = min(max(int((trip.depart - self.start) / given.grain + 0.5), 0), given.row_cost.shape[1] - 1)
        window = when * given.windows // given.row_cost.shape[1]
        for point in self.points.get(trip.from_node, ()):
            for lane in range(given.lane_ptr[point], given.lane_ptr[point + 1]):
                if self.prepared.gates[given.lane_gate[lane]].node_id != trip.to_node:
                    continue
                tree = int(given.lane_tree[lane]) + window
                if follow_tree(self.prepared, tree, int(given.point_node[point])) == trip.links:
                    return lane, point
                found = found or (lane, point)
        return found

    def _moves(self, legs: dict[str, list[Leg]], numbers: dict[str, int], stops: dict[str, int]) -> Iterable[Move]:
        for ident, own in legs.items():
            own = sorted(own, key=lambda leg: leg.seq)
            processed = next((leg for leg in own if leg.kind == LegKind.PROCESS), None)
            gate = None if processed is None else self.gate.get(processed.site_id)
            if ident not in self.party or processed is None or gate is None:
                continue
            party, step = self.party[ident], int((processed.depart - self.start) // self.prepared.case.step_seconds)
            ride = next((leg for leg in own if leg.kind == LegKind.RIDE), None)
            first = next((leg for leg in own if leg.kind in (LegKind.WALK, LegKind.DRIVE)), None)
            links = first.links if first is not None else ()
            if ride is not None:
                number = numbers.get(ride.trip_id, -1)
                point = stops.get(ride.trip_id, -1)
                row = self._find_row(party, (TO_TRANSIT_POINT,), point, links, ride.depart - self.start)
                arrive = ride.arrive - self.start
                yield own[-1].depart, party, row if number >= 0 else -1, number, arrive, 0.0, step
                continue
            drives = first is not None and first.kind == LegKind.DRIVE
            arrive = (first.arrive if first is not None else processed.depart) - self.start
            kinds = (TO_GATE_BY_CAR,) if drives else (TO_GATE_ON_FOOT, TO_GATE_BY_CAR)
            taken = first.arrive - first.depart if first is not None else 0.0
            yield own[-1].depart, party, self._find_row(party, kinds, gate, links, arrive), -1, arrive, taken, step

    def _find_row(self, party: int, kinds: Sequence[int], site: int, links: tuple[str, ...], arrive: float) -> int:
        """Give the party's access row to the place: by the same way if there is one, else the first, or -1."""
        given, found = self.prepared.given, -1
        for row in range(given.row_ptr[party], given.row_ptr[party + 1]):
            if given.row_site[row] != site or given.row_kind[row] not in kinds:
                continue
            tree = int(tree_of_row(self.bundle, row, arrive))
            if follow_tree(self.prepared, tree, int(given.home[party])) == links:
                return row
            found = row if found < 0 else found
        return found


def _columns(rows: Sequence[tuple[float, ...]], width: int) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    return np.array(rows, np.float64).reshape(-1, width).T.copy()
