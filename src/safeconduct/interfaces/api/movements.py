"""Give the plan that stands: who moves when, one party's way, and what it changes of the plan before it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, HTTPException, Path, Request, Response

from safeconduct.app.find_plan import AdoptedFolders
from safeconduct.app.standing_plan import find_before
from safeconduct.core.operation import Adopted
from safeconduct.core.plan.movements import (
    LegShown,
    Movement,
    compare_plans,
    count_by_hour,
    list_left,
    list_movements,
    name_nodes,
    show_way,
)
from safeconduct.core.plan.plan import LegKind
from safeconduct.core.plan.summary import summarise_plan
from safeconduct.interfaces.api.desk import At, Desk
from safeconduct.interfaces.api.models import Ident
from safeconduct.interfaces.api.packs import Pack, Packs, answer_pack
from safeconduct.interfaces.api.standing import PACKED, Kept, Stands, find_folders
from safeconduct.interfaces.api.view_models import (
    ChangesSaid,
    DifferenceSaid,
    FlightSaid,
    LegSaid,
    Move,
    PlanShown,
    SiteHoursSaid,
    VehicleSaid,
    WaySaid,
)

PROVED = APIRouter(tags=["views"])
MODES: Mapping[str, str] = {LegKind.WALK: "walk", LegKind.DRIVE: "auto", LegKind.RIDE: "vehicle", LegKind.FLY: "flight"}


@PROVED.get("/plan", response_model=PlanShown, responses=PACKED)
def show_plan(desk: At, stands: Stands, packs: Kept, request: Request) -> Response:
    """Give every party's movement, by ids, and how sites, vehicles and departures are used."""
    return answer_pack(request, warm(desk, stands, packs))


def warm(desk: Desk, stands: Adopted, packs: Packs) -> Pack:
    """Return the packed answer, which is made where it is not kept."""
    name = ("plan", stands.case, stands.plan)
    return packs.find(name, lambda: describe_plan(find_folders(desk, stands), stands))


@PROVED.get("/plan/parties/{party}")
def show_party(desk: At, stands: Stands, party: Annotated[Ident, Path()]) -> WaySaid:
    """Give one party's way leg by leg, in words and as lines."""
    found = find_folders(desk, stands)
    try:
        legs = show_way(found.case, found.plan, party)
    except KeyError:
        raise HTTPException(404, "the plan's case has no such party") from None
    return WaySaid(party=party, legs=[_describe_leg(one) for one in legs])


@PROVED.get("/plan/changes", response_model=ChangesSaid, responses=PACKED)
def show_changes(desk: At, stands: Stands, packs: Kept, request: Request) -> Response:
    """Say who is told something else than by the plan that stood before; 404 where none did, or it is not here."""
    before = find_before(desk.store, stands)
    if before is None:
        raise HTTPException(404, "no other plan stood before")
    name = ("changes", before.plan, stands.case, stands.plan)
    return answer_pack(request, packs.find(name, lambda: _describe_changes(desk, before, stands)))


def describe_plan(found: AdoptedFolders, adopted: Adopted) -> PlanShown:
    """Return it."""
    case, plan = found.case, found.plan
    summary, names = summarise_plan(case, plan), name_nodes(case)
    trips = {trip.trip_id: trip for trip in plan.trips}
    runs = defaultdict[tuple[str, int], list[tuple[int, int, str, str, int]]](list)
    for run in summary.runs:
        ends = [names.get(node, node) for node in (trips[run.trip_id].from_node, trips[run.trip_id].to_node)]
        runs[run.fleet_id, run.vehicle].append(
            (_millis(run.window.start), _millis(run.window.end), ends[0], ends[1], run.aboard)
        )
    seats = {fleet.fleet_id: fleet.seats for fleet in case.fleets}
    return PlanShown(
        plan=adopted.plan,
        case=adopted.case,
        deadline_millis=_millis(case.deadline),
        moves=[_describe_move(one) for one in list_movements(case, plan)],
        left=list(list_left(case, plan)),
        by_site=[
            SiteHoursSaid(site=site, hours=[_millis(hour) for hour in people], people=list(people.values()))
            for site, people in count_by_hour(summary).items()
        ],
        vehicles=[
            VehicleSaid(vehicle=f"{fleet}/{number}", seats=seats.get(fleet, 0), runs=own)
            for (fleet, number), own in sorted(runs.items())
        ],
        flights=[
            FlightSaid(
                flight=use.flight.flight_id, airhead=use.flight.airhead, departs_millis=_millis(use.flight.departs),
                seats=use.flight.seats, used=use.used,
            )
            for use in summary.flights
        ],
    )  # fmt: skip


def _describe_move(one: Movement) -> Move:
    return (
        one.party_id, one.size, _millis(one.leave), one.from_name, one.to_site, one.vehicle or None, one.gate or None,
        one.flight or None, None if one.arrive is None else _millis(one.arrive),
    )  # fmt: skip


def _describe_leg(one: LegShown) -> LegSaid:
    return LegSaid(
        action=str(one.leg.kind), mode=MODES.get(one.leg.kind), from_=one.from_name, to=one.to_name,
        leave_millis=_millis(one.leg.depart), arrive_millis=_millis(one.leg.arrive), vehicle=one.vehicle or None,
        words=one.words, line=list(one.line),
    )  # fmt: skip


def _describe_changes(desk: Desk, before: Adopted, after: Adopted) -> ChangesSaid:
    old, new = find_folders(desk, before), find_folders(desk, after)
    changed = compare_plans(new.case, old.plan, new.plan)
    return ChangesSaid(
        from_=before.plan,
        to=after.plan,
        changed=[DifferenceSaid(party=one.party_id, was=one.was, now=one.now) for one in changed],
        unchanged=len({party.party_id for party in new.case.parties} - {one.party_id for one in changed}),
    )


def _millis(moment: float) -> int:
    return round(moment * 1000)
