"""Prepare an exercise that can be run at once: its operation, parties, operators and keys, with a plan adopted."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from safeconduct.app.access import Door
from safeconduct.app.adopt_plan import adopt_plan
from safeconduct.app.join_operation import begin
from safeconduct.app.name_instruction_key import name_instruction_key
from safeconduct.app.ports import CaseStore, EventStore, EventStores, InstructionKeys, PlanStore
from safeconduct.app.set_order import set_order
from safeconduct.core.basics import Fault, InputFaultsError, MixedError
from safeconduct.core.operation import EVERYBODY, Level, Role
from safeconduct.core.people import Party
from safeconduct.core.plan import Case
from safeconduct.core.record import ActorId, Json

DAY = "day"
"""The folder of the case, and of the plan."""

TOGETHER = 500
PRECISION_METRES = 100.0
FAR_MILLIS = 4_102_444_800_000  # 2100
CHANNELS = """# Nothing leaves this machine: what is sent is a file in the folder letters.
[channel.sms]
kind = "letters"
contact = "sms"
folder = "letters"
"""

OPERATORS: Mapping[ActorId, Role] = {
    ActorId("o-officer"): Role.DUTY_OFFICER,
    ActorId("o-planner"): Role.MOVEMENT_PLANNER,
    ActorId("o-approver"): Role.APPROVER,
    ActorId("o-analyst"): Role.ANALYST,
    ActorId("o-case"): Role.CASEWORKER,
    ActorId("o-gate"): Role.GATE,
}
OFFICER, PLANNER = ActorId("o-officer"), ActorId("o-planner")


@dataclass(frozen=True, slots=True)
class Places:
    """Name what an exercise day is made of."""

    operation: Path
    cases: Path
    plans: Path


def prepare_day(
    stores: EventStores,
    doors: Callable[[EventStore], Door],
    cases: CaseStore,
    plans: PlanStore,
    keys: InstructionKeys,
    write: Callable[[Path, Mapping[str, str]], None],
    case_folder: Path,
    plan_folder: Path,
    out: Path,
    tell: Callable[[str], None] = lambda _: None,
) -> Places:
    """Make the operation of an exercise's case in a new folder, its clock at the case's start, and adopt the plan.

    Its parties are registered under the case's own ids, with nobody in them; its operators have joined without a
    phone, which an exercise alone allows; everybody may go. Its messages become files.

    Raises:
        MixedError: for a case that is no exercise.
        InputFaultsError: with the faults of case or plan, or where the plan is not feasible.
        StoreError: where there is an operation already, or the disk refuses.
    """
    tell("Reading the case")
    case = cases.read(case_folder)
    if not case.is_exercise:
        raise MixedError("this case is no exercise: its day is not tried out")
    places = Places(out / "operation", out / "cases", out / "plans")
    stores.create(places.operation, case.name, True)
    cases.write(case, places.cases / DAY)
    plans.write(plans.read(plan_folder, case), case.utc_offset_seconds, places.plans / DAY)
    write(places.operation, {"channels.toml": CHANNELS})
    start = int(case.start * 1000)
    with stores.open(places.operation, True, lambda: start) as store:
        door = doors(store)
        begin(door, case.name, OFFICER)
        for operator, role in OPERATORS.items():
            if operator != OFFICER:
                said: dict[str, Json] = {"roles": [role.value], "code": "", "expires_millis": FAR_MILLIS}
                door.act(OFFICER, "operator.invited", {**said, "operator": operator, "device": door.device})
                door.record("operator.joined", {"operator": operator, "by": "totp"})
        name_instruction_key(door, OFFICER, keys, places.operation)
        tell(f"Registering {len(case.parties):,} parties")
        acts = list(_register(case))
        for begun in range(0, len(acts), TOGETHER):
            door.act_all(OFFICER, acts[begun : begun + TOGETHER])
        judged = adopt_plan(door, cases, plans, OFFICER, places.cases / DAY, places.plans / DAY, True, tell=tell)
        if judged.sealed is None:
            violations = judged.checked.verdict.violations
            raise InputFaultsError([Fault("plan", 0, "", "", one, "make the plan anew") for one in violations])
        set_order(door, OFFICER, EVERYBODY, Level.GO, "the exercise begins")
    return places


def _register(case: Case) -> Iterator[tuple[str, Mapping[str, Json]]]:
    row = case.network.node_index()
    for party in case.parties:
        at = row[party.node_id]
        lon, lat = float(case.network.x[at]), float(case.network.y[at])
        yield "party.registered", _describe(party, {"lon": lon, "lat": lat, "precision_metres": PRECISION_METRES})


def _describe(party: Party, place: Mapping[str, Json]) -> dict[str, Json]:
    return {
        "party": party.party_id, "organisation": "EXERCISE", "size": party.size, "priority": party.priority,
        "needs": list(party.needs.split()), "language": party.language, "place": place,
        "modes": sorted(mode.value for mode in party.modes), "channels": ["sms"],
        "ready_millis": int(party.ready * 1000),
    }  # fmt: skip
