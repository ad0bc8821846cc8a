"""Repair a plan: keep what can stay, find everybody else a new future, then use what time is left to do better."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from safeconduct.core.plan.kernels.board import board_trip
from safeconduct.core.plan.kernels.follow import FINE
from safeconduct.core.plan.plan import LegKind
from safeconduct.core.plan.replanning.account import Account
from safeconduct.core.plan.replanning.affected import find_broken, find_crowded_out, mend_processing
from safeconduct.core.plan.replanning.refit import Place, keep_tail, refit
from safeconduct.core.plan.replanning.reroute import reroute_trip
from safeconduct.core.plan.replanning.standpoint import Standpoint, stand_after

GO_ON_AT_ANY_COST = 1e6  # who has set out must go on, whatever it costs
GIVE_WAY_TRIES = 20  # parties at home that are asked to give up their seats


@dataclass(slots=True)
class Repaired:
    """Say what was done: who was touched, and who has no place."""

    affected: set[int] = field(default_factory=set)
    gave_way: set[int] = field(default_factory=set)  # not touched themselves, but others needed their seats more
    on_trip: set[int] = field(default_factory=set)  # kept on their trip, which runs otherwise
    left: set[int] = field(default_factory=set)  # at home, with no place any more
    stranded: dict[int, Standpoint] = field(default_factory=dict)  # set out, with no way on
    rerouted: int = 0  # trips
    cancelled: int = 0


def repair(account: Account, change_cost: float) -> Repaired:
    """Give everybody whom the events touch a new future, as cheap as can be found quickly; touch nobody else."""
    done = Repaired()
    keep = find_broken(account)
    for party in range(len(account.flat.ptr) - 1, len(account.case.parties)):
        keep[party] = 0
    keep |= mend_processing(account, keep)
    for party in keep:
        _take_out(account, party, keep[party])
    for party, count in find_crowded_out(account):
        if count < keep.get(party, np.inf):
            keep[party] = count
            _take_out(account, party, count)
    done.affected = set(keep)
    riders, on_again = _reroute_trips(account, done)
    waiting = []
    for party, count in keep.items():
        trip, size = riders.get(party, -1), account.case.parties[party].size
        if trip not in on_again:
            waiting.append(party)
            continue
        board_trip(account.b, trip, -size)
        legs = keep_tail(account, party, account.legs_before(party)[:count], trip)
        if legs is None:
            board_trip(account.b, trip, size)
            waiting.append(party)
        else:
            account.set_legs(party, legs)
    for party in _most_urgent_first(account, waiting):
        trip = riders.get(party, -1)
        if trip in on_again:
            board_trip(account.b, trip, -account.case.parties[party].size)
        _replace(account, party, keep[party], trip if trip in on_again else -1, change_cost, done)
    return done


def _take_out(account: Account, party: int, count: int) -> None:
    account.set_legs(party, stand_after(account, party, account.legs_before(party), count).kept)


def _reroute_trips(account: Account, done: Repaired) -> tuple[dict[int, int], set[int]]:
    """Let broken trips run again where they can; return each rider's trip, and the trips that run again.

    On these, the riders' seats and their room at checkpoints are held for them until each has been looked at.
    """
    riders: dict[int, int] = {}
    aboard: dict[int, int] = defaultdict(int)
    for leg in np.flatnonzero(account.moves.trip >= 0).tolist():
        trip = int(account.moves.trip[leg])
        if account.trip_code[trip] != FINE and account.moves.arrive[leg] > account.now:
            riders[int(np.searchsorted(account.flat.ptr, leg, side="right")) - 1] = trip
            aboard[trip] += int(account.moves.size[leg])
    on_again: set[int] = set()
    broken = [n for n, run in account.days.trips.items() if account.trip_code[n] != FINE and run.arrive > account.now]
    for trip in sorted(broken, key=lambda n: account.days.trips[n].depart):
        if not aboard[trip]:
            account.leave_run(trip)
        elif reroute_trip(account, trip, aboard[trip]):
            on_again.add(trip)
            board_trip(account.b, trip, aboard[trip])
            done.rerouted += 1
        else:
            done.cancelled += 1
    return riders, on_again


def _most_urgent_first(account: Account, parties: Sequence[int]) -> list[int]:
    """Put those under way first, then by what leaving one of them costs, large parties before small ones."""
    sizes = account.case.parties
    return sorted(
        parties,
        key=lambda p: (not has_set_out(account, p), -account.leave_cost[p] / sizes[p].size, -sizes[p].size, p),
    )


def has_set_out(account: Account, party: int) -> bool:
    legs = account.legs_before(party)
    return bool(legs) and legs[0].depart - account.case.start < account.now


def _replace(account: Account, party: int, count: int, trip: int, change_cost: float, done: Repaired) -> None:
    """Give a party the cheapest future that is found, or say that it has none.

    One that keeps fewer of its legs must save what it costs to tell it of those.
    """
    before, set_out = account.legs_before(party), has_set_out(account, party)
    worth = GO_ON_AT_ANY_COST if set_out else float(account.leave_cost[party])
    begun = sum(leg.depart - account.case.start < account.now for leg in before)
    if trip >= 0:
        place = _on_trip(account, party, count, trip, worth)
        if place is not None:
            account.set_legs(party, place.legs)
            done.on_trip.add(party)
            return
    best: Place | None = None
    margin = change_cost * account.case.parties[party].size
    for whole in (False, True):
        for keep in sorted({count, min(begun, count)}, reverse=True):
            at = stand_after(account, party, before, keep)
            account.set_legs(party, at.kept)
            place = refit(account, party, at, whole=whole, worth=worth if best is None else best.cost - margin)
            best = place or best
        if best is not None:
            account.set_legs(party, best.legs)
            return
    if set_out and _give_way(account, party, count, done):
        return
    if set_out:
        done.stranded[party] = stand_after(account, party, before, count)
    else:
        done.left.add(party)
    account.set_legs(party, ())


def _give_way(account: Account, party: int, count: int, done: Repaired) -> bool:
    """Let somebody who is still at home give up seats to a party that is inside the airhead already.

    The one for whom that costs least goes first; it is given another place, or stays home.
    """
    case, at = account.case, stand_after(account, party, account.legs_before(party), count)
    if not at.airhead:
        return False
    account.set_legs(party, at.kept)
    flights = account.places.flights
    catches = max(at.since + account.board.connection, account.now)
    open_to = {f.flight_id for f in flights if f.airhead == at.airhead and f.departs - case.start >= catches}
    able = [
        other
        for other in range(len(case.parties))
        if case.parties[other].size >= case.parties[party].size
        and not has_set_out(account, other)
        and (legs := account.legs(other))
        and legs[-1].flight_id in open_to
    ]
    for other in sorted(able, key=lambda p: (float(account.leave_cost[p]), p))[:GIVE_WAY_TRIES]:
        legs = account.legs(other)
        account.set_legs(other, ())
        place = refit(account, party, at, whole=True, worth=GO_ON_AT_ANY_COST)
        if place is None:
            account.set_legs(other, legs)
            continue
        account.set_legs(party, place.legs)
        done.gave_way.add(other)
        _insert(account, other, 0.0)
        if not account.legs(other):
            done.left.add(other)
        return True
    account.set_legs(party, ())
    return False


def _on_trip(account: Account, party: int, count: int, trip: int, worth: float) -> Place | None:
    """Keep a rider on its trip, which goes another way, or a little later, or from where it is now to another gate."""
    before, run, case = account.legs_before(party), account.days.trips[trip], account.case
    ride = next((n for n, leg in enumerate(before) if leg.kind == LegKind.RIDE), len(before))
    if run.depart < account.now:
        nodes = case.network.node_ids
        riding = replace(before[ride], to_node=nodes[run.to_node], arrive=case.start + run.arrive)
        legs = (*before[:ride], riding)
        at = stand_after(account, party, legs, len(legs))
        account.set_legs(party, at.kept)
        return refit(account, party, at, whole=True, worth=worth)
    for keep in sorted({min(count, ride), 0 if not has_set_out(account, party) else min(count, ride)}, reverse=True):
        at = stand_after(account, party, before, keep)
        account.set_legs(party, at.kept)
        place = refit(account, party, at, whole=True, worth=worth, trip=trip)
        if place is not None:
            return place
    return None


def improve(
    account: Account, done: Repaired, change_cost: float, rng: np.random.Generator, stop: Callable[[], bool]
) -> int:
    """Try again, in other orders, those who were touched and those who are left, until told to stop.

    Somebody who had no place before gets one only if that saves more than the cost of the change. Returns the rounds.
    """
    parties = account.case.parties
    home = [p for p in sorted(done.affected | done.gave_way) if not _keeps_something(account, done, p)]
    for party in _most_urgent_first(account, _left_before(account, done)):
        if stop():
            return 0
        _insert(account, party, change_cost * parties[party].size)
    rounds = 0
    while home and not stop():
        rounds += 1
        left = [p for p in home if not account.legs(p)]
        bag = set(rng.choice(home, size=min(len(home), int(rng.integers(2, 9))), replace=False).tolist())
        if left:
            bag.add(int(rng.choice(left)))
        _shuffle(account, list(bag), rng)
    done.left = {p for p in done.left if not account.legs(p)}
    return rounds


def _keeps_something(account: Account, done: Repaired, party: int) -> bool:
    """Tell whether a party still does the first thing that it was told, or has set out: it is not moved about."""
    legs, before = account.legs(party), account.legs_before(party)
    same = bool(legs) and bool(before) and legs[0] == before[0]
    return same or party in done.on_trip or has_set_out(account, party)


def _left_before(account: Account, done: Repaired) -> list[int]:
    count = len(account.flat.ptr) - 1
    return [p for p in range(count) if not account.legs(p) and p not in done.affected | done.gave_way]


def _insert(account: Account, party: int, margin: float) -> bool:
    worth = float(account.leave_cost[party]) - margin
    at = stand_after(account, party, account.legs_before(party), 0)
    place = refit(account, party, at, whole=True, worth=worth) if worth > 0 else None
    if place is not None:
        account.set_legs(party, place.legs)
    return place is not None


def _shuffle(account: Account, bag: list[int], rng: np.random.Generator) -> None:
    """Take some parties out and put them back in another order; undo it if that did not help."""
    old = {party: account.legs(party) for party in bag}
    before = account.cost_of(bag)
    for party in bag:
        account.set_legs(party, ())
    rng.shuffle(bag)
    if rng.random() < 0.5:
        bag = _most_urgent_first(account, bag)
    for party in bag:
        whole = not old[party] and bool(rng.random() < 0.3)
        at = stand_after(account, party, account.legs_before(party), 0)
        place = refit(account, party, at, whole=whole, worth=float(account.leave_cost[party]))
        if place is not None:
            account.set_legs(party, place.legs)
    if account.cost_of(bag) >= before - 1e-12:
        for party in bag:
            account.set_legs(party, ())
        for party in bag:
            account.set_legs(party, old[party])
