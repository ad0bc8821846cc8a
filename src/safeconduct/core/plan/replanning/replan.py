"""Replan: keep what is under way, change few parties, and say who must be told what."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from safeconduct.core.plan.case import Case
from safeconduct.core.plan.kernels.forest import Forest, forget_links, grow_all
from safeconduct.core.plan.kernels.streets import Streets
from safeconduct.core.plan.kernels.struct import bundle
from safeconduct.core.plan.places import Places
from safeconduct.core.plan.plan import Leg, LegKind, Plan, Trip
from safeconduct.core.plan.replanning.account import Account
from safeconduct.core.plan.replanning.avoid import avoid_hazard
from safeconduct.core.plan.replanning.changes import (
    PartyChange,
    Told,
    TripChange,
    act_at,
    differ,
    list_trip_changes,
    tell,
)
from safeconduct.core.plan.replanning.days import Days, Tree
from safeconduct.core.plan.replanning.events import Changed, Event, apply_events, only_restricts
from safeconduct.core.plan.replanning.flatten import Flat, Numbers, flatten
from safeconduct.core.plan.replanning.lay_board import TREE_BYTES, lay_board, lay_forest
from safeconduct.core.plan.replanning.repair import Repaired, improve, repair
from safeconduct.core.plan.streets import compile_streets, reclose_streets

CHANGE_COST = 1e-4  # expected people harmed for each person who is told something new
ROUNDING = 1e-9
STRANDED = "has set out and has no way on"
NO_PLACE = "what happened took its place away, and no other is free"


@dataclass(frozen=True, slots=True, eq=False)
class Standing:
    """Hold a plan that stands, laid out so that a replan of it begins at once: what a running service keeps ready."""

    case: Case
    plan: Plan
    streets: Streets
    numbers: Numbers
    flat: Flat
    trees: dict[int, Tree]  # of empty runs, by target; grown when first needed
    forest: Forest | None = None  # ways that are grown beforehand; a replan leaves them as they are


@dataclass(frozen=True, slots=True, eq=False)
class Replanned:
    """Hold the new plan of the changed case, and who must be told what."""

    changed: Changed
    plan: Plan
    parties: tuple[PartyChange, ...]  # the most urgent first
    trips: tuple[TripChange, ...]
    affected: int  # parties that the events touch
    unaffected: int  # all other parties that the plan took out
    unaffected_changed: int  # of them
    cost_before: float  # what the old plan cost before the events
    rounds: int  # of improvement


def stand_up(case: Case, plan: Plan, *, ready: bool = False) -> Standing:
    """Lay a plan out; `ready` grows the ways too, which makes replans quicker.

    That takes seconds and up to 600 MB, and a replan after which many ways are cut takes up to as much again.

    Raises:
        PlanDoesNotFitError: where the plan speaks of what the case does not have.
    """
    places, streets = Places.of(case), compile_streets(case)
    numbers = Numbers.of(case, places)
    flat = flatten(case, plan, numbers)
    forest = None
    if ready:
        forest = lay_forest(case, places, bytes_max=2 * TREE_BYTES)
        grow_all(bundle(streets), bundle(forest))
    return Standing(case, plan, streets, numbers, flat, {}, forest)


def replan(
    standing: Standing,
    events: Sequence[Event],
    *,
    now: float | None = None,
    notice: float = 0.0,
    change_cost: float = CHANGE_COST,
    seed: int = 1,
    stop: Callable[[], bool] = lambda: True,
) -> Replanned:
    """Return a plan for the case after the events that differs little from the one that stands.

    What began before `now` (POSIX second; the start of the case, if None) stays as it was, but that a leg under way
    whose way is closed ahead turns at the next node. Who is at home and gets another slot leaves `notice` seconds
    after now at the earliest, as they must be told first. Whom the events do not touch is told nothing new. `stop` is
    asked after everybody has been looked at once, and ends the improvement. Costs are those of the case with its
    hazard; the plan claims what is counted here, which agrees with the judge.

    Raises:
        InputFaultsError: with every event that names something the case does not have.
    """
    changed = apply_events(standing.case, events, standing.case.start if now is None else now)
    account = _open_account(standing, changed, notice)
    done = repair(account, change_cost)
    if changed.hazard_rows:
        done.affected |= avoid_hazard(account, bundle(standing.streets), change_cost)
    rounds = 0
    if events and (done.affected or not only_restricts(standing.case, events)):
        rounds = improve(account, done, change_cost, np.random.default_rng(seed), stop)
    plan = _write_plan(standing, account, done, seed, rounds, only_restricts(standing.case, events))
    parties = tuple(_list_changes(standing, account, done, plan))
    told = {change.party_id for change in parties}
    names = [party.party_id for party in changed.case.parties]
    affected = {names[party] for party in done.affected}
    placed = {leg.party_id for leg in standing.plan.legs}
    return Replanned(
        changed=changed,
        plan=plan,
        parties=tuple(sorted(parties, key=lambda change: (change.act_at, change.party_id))),
        trips=list_trip_changes(standing.plan.trips, plan.trips, changed.now),
        affected=len(affected),
        unaffected=len(placed - affected),
        unaffected_changed=len((told & placed) - affected),
        cost_before=standing.plan.cost,
        rounds=rounds,
    )


def _open_account(standing: Standing, changed: Changed, notice: float) -> Account:
    case, before = changed.case, standing.case
    places = Places.of(case)
    streets = standing.streets
    if changed.hazard_rows or changed.sites:
        streets = compile_streets(case)
    elif changed.closed_links or changed.closed_nodes:
        streets = reclose_streets(streets, case, standing.numbers.node, standing.numbers.link)
    numbers = Numbers.of(case, places, standing.numbers.link)
    board = lay_board(case, places, streets, changed.throughput, len(standing.flat.trips))
    compiled = bundle(streets)
    lost = {vehicle: since - before.start for vehicle, since in changed.lost.items()}
    days = Days(case, places, streets, compiled, lost, changed.now - before.start, standing.trees)
    forest = _take_forest(standing, changed, compiled, places)
    return Account(changed, places, numbers, board, compiled, forest, standing.flat, days, notice)


def _take_forest(standing: Standing, changed: Changed, compiled: object, places: Places) -> Forest:
    """Return the forest that was grown beforehand, without the trees that what has closed spoils; else an empty one."""
    grown, before = standing.forest, standing.case
    if grown is None or changed.hazard_rows or changed.sites:
        return lay_forest(changed.case, places)
    forest = grown._replace(
        have_window=grown.have_window.copy(),
        rate=grown.rate.copy(),
        mostly=grown.mostly.copy(),
        ever=grown.ever.copy(),
        slot=grown.slot.copy(),
        cut=grown.cut.copy(),
        used=grown.used.copy(),
    )
    shut = [(np.array([standing.numbers.link[ident]]), window) for ident, window in changed.closed_links]
    heads = standing.streets.head
    shut += [(np.flatnonzero(heads == standing.numbers.node[ident]), window) for ident, window in changed.closed_nodes]
    for links, window in shut:
        forget_links(compiled, bundle(forest), links, window.start - before.start, window.end - before.start)
    return forest


def _write_plan(
    standing: Standing, account: Account, done: Repaired, seed: int, rounds: int, bound_holds: bool
) -> Plan:
    case, before = account.case, standing.plan
    legs: list[Leg] = []
    for party in range(len(case.parties)):
        legs.extend(account.legs(party))
    out = sum(case.parties[p].size for p in range(len(case.parties)) if account.legs(p))
    left = sum(party.size for party in case.parties) - out
    cost = account.total()
    bound = before.lower_bound if bound_holds else None
    if bound is not None and bound > cost * (1 + ROUNDING):
        bound = None
    notes = {ident: text for ident, text in before.notes.items() if ident in account.numbers.party}
    for party, own in enumerate(case.parties):
        if account.legs(party):
            notes.pop(own.party_id, None)
    notes |= {case.parties[party].party_id: NO_PLACE for party in done.left}
    notes |= {case.parties[party].party_id: _word_stranded(account, done, party) for party in done.stranded}
    planner = {"name": "replan", "version": "1", "rounds": rounds, "of": dict(before.planner)}
    return Plan(case.name, planner, seed, tuple(legs), tuple(_trips(standing, account)), cost, out, left, bound, notes)


def _word_stranded(account: Account, done: Repaired, party: int) -> str:
    at = done.stranded[party]
    node = account.case.network.node_ids[at.node] if at.node >= 0 else "the airhead"
    where = f"airhead {at.airhead}" if at.airhead else f"node {node}"
    return f"{STRANDED} from {where}: tell them to shelter there or to return"


def _trips(standing: Standing, account: Account) -> Iterator[Trip]:
    """Give the trips that carry anybody, or that the plan had empty, those that did not change as they were."""
    case, ids = account.case, account.case.network.link_ids
    old = {trip.trip_id: (trip, rows) for trip, rows in zip(standing.flat.trips, standing.flat.trip_rows, strict=True)}
    carried = {leg.trip_id for leg in standing.plan.legs if leg.trip_id}
    for number, run in sorted(account.days.trips.items()):
        if not account.board.trip_load[number] and run.trip_id in carried:
            continue
        was, rows = old[run.trip_id]
        start, nodes = case.start, case.network.node_ids
        same = rows is run.rows and (was.fleet_id, was.vehicle) == run.vehicle
        if same and was.depart == start + run.depart and was.arrive == start + run.arrive:
            yield was
            continue
        links = tuple(ids[row] for row in run.rows.tolist())
        yield Trip(
            run.trip_id, *run.vehicle, nodes[run.from_node], nodes[run.to_node], start + run.depart, start + run.arrive,
            links,
        )  # fmt: skip


def _list_changes(standing: Standing, account: Account, done: Repaired, plan: Plan) -> Iterator[PartyChange]:
    old = {trip.trip_id: trip for trip in standing.plan.trips}
    new = {trip.trip_id: trip for trip in plan.trips}
    now = account.changed.now
    for party in sorted(account.touched.keys() | _riders_told(account, old, new)):
        own, legs, before = account.case.parties[party], account.legs(party), account.legs_before(party)
        was, willbe = tell(before, old), tell(legs, new)
        what = differ(was, willbe)
        if not what and party not in done.stranded:
            continue
        yield PartyChange(
            party_id=own.party_id,
            people=own.size,
            outcome=_outcome(done, party, was, willbe),
            under_way=bool(before) and before[0].depart < now,
            act_at=act_at(before, legs, now),
            what=what,
            before=was,
            after=willbe,
            reason=plan.notes.get(own.party_id, "") if not legs else "",
        )


def _riders_told(account: Account, old: Mapping[str, Trip], new: Mapping[str, Trip]) -> set[int]:
    """Give the parties whose trip has another vehicle now."""
    moved = {ident for ident, trip in new.items() if ident in old and old[ident] != trip}
    party = account.numbers.party
    return {party[leg.party_id] for leg in account.flat.legs if leg.kind == LegKind.RIDE and leg.trip_id in moved}


def _outcome(done: Repaired, party: int, was: Told, willbe: Told) -> str:
    if party in done.stranded:
        return "stranded"
    if willbe.flight is None:
        return "left"
    return "added" if was.flight is None else "changed"
