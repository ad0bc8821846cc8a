"""Make an exercise day of a small town with two gates, ready to be served, its phone enrolled and a reply to come."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pyotp
from judge_town import PATH, at, claim, make_case, make_plan

from safeconduct.app.agree_passage import name_corridor
from safeconduct.app.prepare_day import OFFICER, Places, prepare_day
from safeconduct.app.set_order import set_order
from safeconduct.core.network import Site, SiteKind
from safeconduct.core.operation import EVERYBODY, SYSTEM, Level
from safeconduct.core.people import Mode, Party
from safeconduct.core.plan import Case, Leg, LegKind, Plan
from safeconduct.core.record import ActorId, Outgoing
from safeconduct.wiring import services

SERVICES = services()
APPROVER = ActorId("o-approver")
CORRIDOR, HOLDER = "corridor:C", "post-north"
NAMES = {"T": "Market stop", "C": "North post", "G": "North gate", "A": "Airfield", "G2": "East gate"}
LANGUAGES = {"P1": "ps", "P2": "en", "P3": "fa-AF", "P4": "en"}
SCRIPT = """
[[inject]]
id = "gate-closes"
kind = "place"
words = "Shots near the north gate: the guards close it"
place = "site:G"
state = "threat"
valid_minutes = 240

[[inject]]
id = "flight-cancelled"
kind = "flight"
words = "Flight F1 is cancelled"
flight = "F1"
state = "cancelled"
valid_minutes = 1440
"""


@dataclass(frozen=True, slots=True)
class DayFolders:
    """Name the folders of a day that is ready, its script, and the secret in the approver's phone."""

    places: Places
    script: Path
    phone: str

    def read_phone(self) -> str:
        """Return the six digits of now."""
        digits: str = pyotp.parse_uri(self.phone).now()  # type: ignore[attr-defined]
        return digits


def prepare_town(folder: Path, postgresql: str = "") -> DayFolders:
    """Prepare the town's day, in SQLite or the database at an address; HOLD stands until somebody gives GO."""
    case = make_day_case()
    SERVICES.cases.write(case, folder / "case")
    SERVICES.plans.write(make_day_plan(case), 0, folder / "plan")
    made = prepare_day(
        _Stores(postgresql), SERVICES.doors, SERVICES.cases, SERVICES.plans, SERVICES.instruction_keys,
        SERVICES.write_files, folder / "case", folder / "plan", folder / "day",
    )  # fmt: skip
    with SERVICES.stores.open(made.operation, True, lambda: int(case.start * 1000)) as store:
        door = SERVICES.doors(store)
        name_corridor(door, OFFICER, CORRIDOR, [HOLDER], ["site:C"], "North road")
        set_order(door, OFFICER, EVERYBODY, Level.HOLD, "before the briefing")
        name = store.operation().name
    phone = SERVICES.second_factors(made.operation, name).enrol(APPROVER)
    script = folder / "script.toml"
    script.write_text(SCRIPT, "utf-8")
    return DayFolders(made, script, phone)


def make_day_case() -> Case:
    """Give the judge's town with names, four languages' parties, and a second gate at the airfield."""
    town = make_case()
    sites = (*town.sites, Site("G2", SiteKind.GATE, "home", holding=20.0, throughput=40.0, serves="A"))
    drivers = Party("P4", "depot", 2, 1.0, frozenset({Mode.WALK, Mode.AUTO}), at("06:00"))
    return replace(
        town,
        sites=tuple(replace(one, name=f"EXERCISE {NAMES[one.site_id]}") for one in sites),
        parties=tuple(replace(one, language=LANGUAGES[one.party_id]) for one in (*town.parties, drivers)),
    )


def make_day_plan(case: Case) -> Plan:
    """Give a plan: P1 rides to the north gate and flies first, P2 and P4 drive to the east gate, P3 stays."""
    plan = make_plan(make_case())
    rides = [leg for leg in plan.legs if leg.party_id == "P1"]
    return claim(case, replace(plan, legs=(*rides, *_drive("P2", at("06:35")), *_drive("P4", at("06:50")))))


def _drive(party: str, leave: float) -> list[Leg]:
    there, let_in, flies = leave + 300, leave + 600, at("11:00")
    return [
        Leg(party, 0, LegKind.DRIVE, "depot", "home", leave, there, (*PATH, "gate>home")),
        Leg(party, 1, LegKind.PROCESS, "home", "home", there, let_in, site_id="G2"),
        Leg(party, 2, LegKind.HOLD, "home", "home", let_in, flies, site_id="A"),
        Leg(party, 3, LegKind.FLY, "home", "home", flies, flies, flight_id="F2"),
    ]


def let_reply_arrive(operation: Path, now_millis: int, party: str, text: str) -> None:
    """Record, as the dispatcher does in its own process, what a party answered by SMS."""
    said = {"reply": "r1", "channel": "sms", "meaning": "unclear", "digest": "d" * 32, "party": party}
    with SERVICES.stores.open(operation, True, lambda: now_millis) as store:
        words = [Outgoing("reply", {"reply": "r1", "text": text})]
        SERVICES.doors(store).act(SYSTEM, "reply.received", said, follows=words)


def list_told(operation: Path) -> list[str]:
    """List the parties to whom a plan's instruction was queued, in the order of the record."""
    with SERVICES.stores.open(operation) as store:
        events = [one.event for one in store.read()]
    return [str(one.payload["party"]) for one in events if one.kind == "message.queued"]


def count_kinds(operation: Path) -> Mapping[str, int]:
    """Count the events on record by kind."""
    found: dict[str, int] = {}
    with SERVICES.stores.open(operation) as store:
        for one in store.read():
            found[one.event.kind] = found.get(one.event.kind, 0) + 1
    return found


class _Stores:
    """Make stores in a database, and open them as ever; an EventStores."""

    def __init__(self, postgresql: str) -> None:
        self._postgresql = postgresql

    def create(self, folder: Path, name: str, exercise: bool, postgresql: str = "") -> None:
        SERVICES.stores.create(folder, name, exercise, postgresql or self._postgresql)

    def __getattr__(self, name: str) -> Any:
        return getattr(SERVICES.stores, name)
