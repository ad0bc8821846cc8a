"""Follow every vehicle from trip to trip: does it exist, is it free, has it the seats, can it be there in time.

Source: docs/formats.md, "trip.csv" and "fleet.csv".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from safeconduct.core.network import Fleet
from safeconduct.core.people import Mode
from safeconduct.core.plan.judging.clock import FORGIVEN_SECONDS, is_open
from safeconduct.core.plan.judging.empty_runs import EmptyRuns
from safeconduct.core.plan.judging.ground import Ground
from safeconduct.core.plan.judging.ledger import Ledger
from safeconduct.core.plan.judging.movement import Run, follow
from safeconduct.core.plan.plan import Trip


def judge_vehicles(ground: Ground, ledger: Ledger, trips: Mapping[str, Trip]) -> None:
    """Judge all trips, then what each vehicle does between them; to be called when all parties are aboard."""
    of_vehicle: dict[tuple[str, int], list[Trip]] = {}
    for trip in trips.values():
        fleet = ground.fleets.get(trip.fleet_id)
        if fleet is None or not 0 <= trip.vehicle < fleet.vehicles:
            ledger.say(f"trip {trip.trip_id}: no such vehicle {trip.fleet_id}/{trip.vehicle}")
            continue
        _judge_trip(ground, ledger, fleet, trip)
        of_vehicle.setdefault((trip.fleet_id, trip.vehicle), []).append(trip)
    empty_runs = EmptyRuns(ground)
    for (fleet_id, _), own in of_vehicle.items():
        own.sort(key=lambda trip: (trip.depart, trip.arrive))
        _judge_day(ground, ledger, empty_runs, ground.fleets[fleet_id], own)


def _judge_trip(ground: Ground, ledger: Ledger, fleet: Fleet, trip: Trip) -> None:
    """Rule ("trip.csv"): within its seats and the fleet's availability, moving as a drive may.

    Checkpoints count who is aboard.
    """
    who, aboard = f"trip {trip.trip_id}", ledger.aboard[trip.trip_id]
    if aboard > fleet.seats:
        ledger.say(f"{who}: {aboard} people in {fleet.seats} seats")
    if not is_open(sorted(fleet.available), trip.depart, trip.arrive):
        ledger.say(f"{who}: fleet {fleet.fleet_id} is not available then")
    run = Run(who, trip.links, trip.from_node, trip.to_node, trip.depart, trip.arrive, Mode.AUTO, aboard)
    ledger.harm_exposure += aboard * follow(ground, ledger, run) * ground.case.objective.sheltered_factor


def _judge_day(ground: Ground, ledger: Ledger, empty_runs: EmptyRuns, fleet: Fleet, trips: Sequence[Trip]) -> None:
    """Rule ("trip.csv"): trips do not overlap; between two lie turnaround and empty run.

    Before the first lies an empty run from the depot.
    """
    turnaround, available = 60 * ground.case.limits.turnaround_minutes, sorted(fleet.available)
    node, free_at, last = fleet.depot_node_id, ground.case.start, None
    for trip in trips:
        who = f"vehicle {trip.fleet_id}/{trip.vehicle}"
        leaves_at = free_at + (turnaround if last else 0)
        if last and trip.depart < free_at - FORGIVEN_SECONDS:
            ledger.say(f"{who}: trips {last.trip_id} and {trip.trip_id} overlap")
        elif (
            empty_runs.earliest_arrival(node, trip.from_node, leaves_at, trip.depart, available)
            > trip.depart + FORGIVEN_SECONDS
        ):
            when = ground.clock(trip.depart)
            ledger.say(f"{who}: cannot be at {trip.from_node} by {when} for trip {trip.trip_id}")
        node, free_at, last = trip.to_node, trip.arrive, trip
