"""Keep plans as folders of open files (docs/formats.md).

A plan is read as permissively as the independent judge reads one: what is wrong in it but can be read is the judge's to
name. What the judge cannot read is refused here too, every fault at once.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from pathlib import Path

from safeconduct.adapters.case_files.lines import find_file, read_whole
from safeconduct.adapters.case_files.safe_write import table_text, write_files
from safeconduct.adapters.case_files.tables import Table, read_table
from safeconduct.core.basics import CannotReadError, Fault, InputFaultsError, format_time
from safeconduct.core.plan import Case, Leg, LegKind, Plan, Trip

FILE = "plan.json"


class PlanFolder:
    """Read and write a plan in the open format; fills the port PlanStore."""

    def read(self, folder: Path, case: Case | None = None) -> Plan:
        """Return the plan in the folder.

        With the case given, junk where no judge looks (times of a party and numbers of a fleet that the case does not
        have) is let pass: the judge then names the party or the fleet.

        Raises:
            InputFaultsError: with every fault of every file at once.
            CannotReadError: where there is no such folder, or the system refuses to read it.
        """
        if not folder.is_dir():
            raise CannotReadError(f"{folder}: no such folder; name the folder that holds plan.json")
        faults: list[Fault] = []
        try:
            claims = _read_claims(folder, faults)
            trips = _trips(read_table(folder, "trip.csv", faults, strict=False), case)
            legs = _legs(read_table(folder, "leg.csv", faults, strict=False), case)
        except OSError as error:
            raise CannotReadError(f"{folder}: {error.strerror}: check the disk and the rights") from error
        if faults:
            raise InputFaultsError(faults)
        return _plan(claims, legs, trips)

    def write(self, plan: Plan, utc_offset_seconds: int, folder: Path) -> None:
        """Write the plan, times to the nearest second with the case's offset; what was there is replaced at once.

        Raises:
            SafeconductError: where the system refuses; the old files are then still there.
        """
        write_files(folder, plan_texts(plan, utc_offset_seconds))


def plan_texts(plan: Plan, utc_offset_seconds: int) -> dict[str, str | None]:
    """Return the text of every file of a plan by name; plan.json comes last."""
    known: dict[float, str] = {}

    def clock(moment: float) -> str:
        if moment not in known:
            known[moment] = format_time(math.floor(moment + 0.5), utc_offset_seconds)
        return known[moment]

    legs = (
        (
            leg.party_id, leg.seq, str(leg.kind), leg.from_node, leg.to_node, clock(leg.depart), clock(leg.arrive),
            ";".join(leg.links), leg.trip_id, leg.site_id, leg.flight_id,
        )
        for leg in plan.legs
    )  # fmt: skip
    trips = (
        (
            trip.trip_id, trip.fleet_id, trip.vehicle, trip.from_node, trip.to_node, clock(trip.depart),
            clock(trip.arrive), ";".join(trip.links),
        )
        for trip in plan.trips
    )  # fmt: skip
    leg_header = "party_id,seq,kind,from_node,to_node,depart,arrive,links,trip_id,site_id,flight_id"
    return {
        "leg.csv": table_text(leg_header, legs),
        "trip.csv": table_text("trip_id,fleet_id,vehicle,from_node,to_node,depart,arrive,links", trips),
        FILE: _claims_text(plan),
    }


def _claims_text(plan: Plan) -> str:
    claims: dict[str, object] = {
        "case": plan.case,
        "planner": dict(plan.planner),
        "seed": plan.seed,
        "lower_bound": plan.lower_bound,
        "cost": plan.cost,
        "out": plan.out,
        "left": plan.left,
    }
    if plan.notes:
        claims["notes"] = dict(plan.notes)
    return json.dumps(claims, indent=1, ensure_ascii=False) + "\n"


def _read_claims(folder: Path, faults: list[Fault]) -> Mapping[str, object]:
    path = folder / FILE
    text = read_whole(path, FILE, faults) if find_file(path, FILE, True, faults) else None
    if text is None:
        return {}
    try:
        claims = json.loads(text)  # reads NaN and Infinity too, which the judge must speak of
    except json.JSONDecodeError as error:
        faults.append(Fault(FILE, error.lineno, "", "", f"not JSON: {error.msg}", "mend the line"))
        return {}
    except (ValueError, RecursionError) as error:
        faults.append(Fault(FILE, 0, "", "", f"not JSON that can be read: {error}", "write the file again"))
        return {}
    if not isinstance(claims, dict):
        faults.append(Fault(FILE, 1, "", text[:80], "not an object", 'write {"case": ..., "cost": ...}'))
        return {}
    return claims


def _legs(table: Table, case: Case | None) -> tuple[Leg, ...]:
    parties = table.texts("party_id")
    if case is not None:
        known = {party.party_id for party in case.parties}
        table.muted.update(row for row, party in enumerate(parties) if party not in known)
    kinds = {kind.value: kind for kind in LegKind}
    fields = zip(
        parties, table.integers("seq"), (kinds.get(kind, kind) for kind in table.texts("kind")),
        table.texts("from_node"), table.texts("to_node"), table.moments("depart"), table.moments("arrive"),
        map(_links, table.texts("links")), table.texts("trip_id"), table.texts("site_id"), table.texts("flight_id"),
        strict=True,
    )  # fmt: skip
    return tuple(Leg(*values) for values in fields)


def _trips(table: Table, case: Case | None) -> tuple[Trip, ...]:
    idents, fleets = table.keys(), table.texts("fleet_id")
    departs, arrives = table.moments("depart"), table.moments("arrive")
    if case is not None:
        known = {fleet.fleet_id for fleet in case.fleets}
        table.muted.update(row for row, fleet in enumerate(fleets) if fleet not in known)
    fields = zip(
        idents, fleets, table.integers("vehicle"), table.texts("from_node"), table.texts("to_node"),
        departs, arrives, map(_links, table.texts("links")), strict=True,
    )  # fmt: skip
    return tuple(Trip(*values) for values in fields)


def _links(text: str) -> tuple[str, ...]:
    return tuple(link for link in text.split(";") if link)


def _plan(claims: Mapping[str, object], legs: tuple[Leg, ...], trips: tuple[Trip, ...]) -> Plan:
    """Fill the typed claims with what is sound of plan.json; the raw claims go along for the judge."""
    planner, notes = claims.get("planner"), claims.get("notes")
    bound = claims.get("lower_bound")
    return Plan(
        case=str(claims.get("case", "")),
        planner=planner if isinstance(planner, dict) else {},
        seed=_whole(claims.get("seed"), 0),
        legs=legs,
        trips=trips,
        cost=_real(claims.get("cost")),
        out=_whole(claims.get("out"), -1),
        left=_whole(claims.get("left"), -1),
        lower_bound=None if bound is None or math.isnan(_real(bound)) else _real(bound),
        notes={key: str(text) for key, text in notes.items()} if isinstance(notes, dict) else {},
        claims=claims,
    )


def _whole(value: object, otherwise: int) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) else otherwise


def _real(value: object) -> float:
    """Give a number as a float; NaN for anything else, and for a whole number beyond every float."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return math.nan
    try:
        return float(value)
    except OverflowError:
        return math.nan
