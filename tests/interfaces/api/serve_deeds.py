"""Do over HTTP what operators do, each act with a key of its own, and judge what the record holds of it."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import httpx
from api_site import OFFICER, OPERATORS, SERVICES, make_operation
from judge_town import make_case, make_plan
from pyrage.x25519 import Identity

from safeconduct.app.adopt_plan import adopt_plan
from safeconduct.app.exchange_events import add_device, give_events
from safeconduct.app.name_instruction_key import name_instruction_key
from safeconduct.app.set_order import set_order
from safeconduct.core.operation import Level, Role, find_order
from safeconduct.interfaces.api import Shelf

BUNDLE_EVENTS = 300
EVERYBODY = "everybody"
CHANNELS = '[channel.text]\nkind = "letters"\ncontact = "sms"\nfolder = "out"\n'
REACH = {"P1": 4, "P2": 3}
PAUSE_SECONDS = 0.05


@dataclass(slots=True)
class Place:
    """Name an operation, its shelf, and the sessions of its operators; and another device of it."""

    folder: Path
    sessions: dict[Role, dict[str, str]]
    known: dict[str, str] = field(default_factory=dict)  # what answers said, by name

    @property
    def operation(self) -> Path:
        """Return the folder of the operation that is served."""
        return self.folder / "op"

    @property
    def other(self) -> Path:
        """Return the folder of the other device."""
        return self.folder / "other"

    @property
    def shelf(self) -> Shelf:
        """Return the folders of cases and plans."""
        return Shelf(self.folder / "cases", self.folder / "plans")


def make_place(folder: Path) -> Place:
    """Make an exercise with an operator in each role, and a second device that the first knows."""
    place = Place(folder, {})
    make_operation(place.operation)
    key = Identity.generate()
    with SERVICES.stores.open(place.operation) as store:
        SERVICES.backups.write(store, folder / "op.age", [str(key.to_public())])
    SERVICES.backups.restore(folder / "op.age", place.other, True, [str(key)])
    with SERVICES.stores.open(place.other) as other, SERVICES.stores.open(place.operation) as store:
        device = other.operation().device
        add_device(SERVICES.doors(store), store, OFFICER, device, other.devices()[device].hex())
    _settle_town(place)
    now = time.time_ns() // 1_000_000
    keeper = SERVICES.sessions(place.operation)
    for role, operator in OPERATORS.items():
        place.sessions[role] = {"Authorization": f"Bearer {keeper.start(operator, now)}"}
    return place


def _settle_town(place: Place) -> None:
    """Adopt a plan of a small town, register its parties, and let them go."""
    case = make_case()
    SERVICES.cases.write(case, place.shelf.cases / "town")
    SERVICES.plans.write(make_plan(case), case.utc_offset_seconds, place.shelf.plans / "first")
    (place.operation / "channels.toml").write_text(CHANNELS)
    with SERVICES.stores.open(place.operation) as store:
        door = SERVICES.doors(store)
        name_instruction_key(door, OFFICER, SERVICES.instruction_keys, place.operation)
        for party, size in REACH.items():
            said = {"party": party, "organisation": "north", "size": size, "language": "en", "channels": ["sms"]}
            door.act_all(OFFICER, [("party.registered", said), ("case.opened", {"case": party, "party": party})])
        cases, plans = place.shelf.cases / "town", place.shelf.plans / "first"
        adopt_plan(door, SERVICES.cases, SERVICES.plans, OFFICER, cases, plans, True)
        set_order(door, OFFICER, EVERYBODY, Level.GO, "")


def _take_nothing(_answer: httpx.Response) -> None:
    """Take nothing of an answer."""


@dataclass(frozen=True, slots=True)
class Step:
    """Ask one thing; asked again it is the same."""

    name: str
    ask: Callable[[httpx.Client], httpx.Response]
    take: Callable[[httpx.Response], None] = _take_nothing


class Deed(Protocol):
    """Do something in steps, and say what is wrong with what the record holds of it."""

    name: str
    seconds: float  # within which the service is killed

    def steps(self, place: Place, number: int) -> Iterator[Step]:
        """Give the steps one by one, each after the one before it was answered."""
        ...

    def judge(self, place: Place, client: httpx.Client, number: int) -> list[str]:
        """Say what was lost or done twice, and what an operator does not see."""
        ...


class ReleaseDeed:
    """Ask for a mass warning, approve it, and stop everybody."""

    name = "release"
    seconds = 0.08

    def steps(self, place: Place, number: int) -> Iterator[Step]:
        """Ask, approve, stop: by three people."""
        content = hashlib.sha256(f"warning {number}".encode()).hexdigest()
        body = {"what": "mass warning", "content": content, "count": 1_000 + number}
        yield _post("ask", place, Role.DUTY_OFFICER, "/releases", body, number, keep="release")
        path = f"/releases/{place.known['release']}/approval"
        yield _post("approve", place, Role.APPROVER, path, {"content": content, "count": 1_000 + number}, number)
        yield _post("stop", place, Role.GATE, "/stop", {"subject": f"site:G{number}"}, number, keep="stop")

    def judge(self, place: Place, client: httpx.Client, number: int) -> list[str]:
        """Exactly one release was asked for and approved, one STOP stands, and the pages say so."""
        content = hashlib.sha256(f"warning {number}".encode()).hexdigest()
        with SERVICES.stores.open(place.operation) as store:
            door = SERVICES.doors(store)
            events = list(door.events())
            state = door.state()
        asked = [one for one in events if one.kind == "release.asked" and one.payload["content"] == content]
        approved = [one for one in events if one.kind == "release.approved" and one.payload["content"] == content]
        wrong = [] if len(asked) == len(approved) == 1 else [f"{len(asked)} asked, {len(approved)} approved"]
        wrong += [] if state.releases[place.known["release"]].approved_by else ["the release is not approved"]
        order = find_order(state.orders, f"site:G{number}")
        wrong += [] if order is not None and order.level is Level.STOP else ["the STOP does not stand"]
        said = client.get("/releases?limit=500", headers=place.sessions[Role.ANALYST]).json()["releases"]
        seen = [one for one in said if one["content"] == content and one["standing"] == "approved"]
        return wrong if len(seen) == 1 else [*wrong, "an operator does not see the release"]


class ImportDeed:
    """Take in what another device did: some hundred events in one bundle."""

    name = "import"
    seconds = 0.25

    def steps(self, place: Place, number: int) -> Iterator[Step]:
        """Let the other device act, and send the bundle."""
        with SERVICES.stores.open(place.other) as other:
            door = SERVICES.doors(other)
            for at in range(BUNDLE_EVENTS):
                door.act(OPERATORS[Role.GATE], "order.stopped", {"subject": f"party:P{number:03}{at:03}", "why": ""})
            bundle = SERVICES.bundles.pack(give_events(other, {}, 100_000))
        headers = {**place.sessions[Role.DUTY_OFFICER], "Content-Type": "application/octet-stream"}
        yield Step("import", lambda client: client.post("/events", content=bundle, headers=headers))

    def judge(self, place: Place, client: httpx.Client, number: int) -> list[str]:
        """Every event of the bundle is here once, the chain holds, and the pages say so."""
        with SERVICES.stores.open(place.operation) as store:
            wrong = [f"{flaw.ident}: {flaw.what}" for flaw in store.verify()]
            events = [one.event for one in store.read()]
        mine = [one for one in events if str(one.payload.get("subject", "")).startswith(f"party:P{number:03}")]
        if len(mine) != BUNDLE_EVENTS or len({one.ident for one in mine}) != BUNDLE_EVENTS:
            wrong.append(f"{len(mine)} of {BUNDLE_EVENTS} events are here")
        after = f"party:P{number:03}"
        said = client.get(f"/orders?after={after}&limit=500", headers=place.sessions[Role.ANALYST]).json()["orders"]
        seen = [one for one in said if one["subject"].startswith(after)]
        return wrong if len(seen) == BUNDLE_EVENTS else [*wrong, f"an operator sees {len(seen)} of the STOPs"]


class TellDeed:
    """Let everybody go, tell those who were not told, and stop them with a text to all."""

    name = "tell"
    seconds = 0.25

    def steps(self, place: Place, number: int) -> Iterator[Step]:
        """Order GO, tell the plan to whom the preview counts, and tell the STOP."""
        yield _post("go", place, Role.DUTY_OFFICER, "/orders", {"level": "GO"}, number, keep="go")
        headers = place.sessions[Role.MOVEMENT_PLANNER]
        yield Step("preview", lambda client: client.get("/tell/preview", headers=headers), self._count(place))
        said = {"what": "plan", "count": int(place.known["count"])}
        yield _post("tell", place, Role.MOVEMENT_PLANNER, "/tell", said, number)
        yield _post("stop", place, Role.GATE, "/tell", {"what": "stop", "why": "shots"}, number)

    def judge(self, place: Place, client: httpx.Client, _: int) -> list[str]:
        """Since this GO each party has had what it was told once, and one STOP, under one order; the pages say so."""
        with SERVICES.stores.open(place.operation) as store:
            events = [one.event for one in store.read()]
        begun = next(at for at, one in enumerate(events) if str(one.ident) == place.known["go"])
        queued = [one.payload for one in events[begun:] if one.kind == "message.queued"]
        stops = [one.payload for one in events[begun:] if one.kind == "stop.queued"]
        orders = sum(one.kind == "order.stopped" and one.payload["subject"] == EVERYBODY for one in events[begun:])
        wrong = [] if len(queued) == int(place.known["count"]) else [f"{len(queued)} of {place.known['count']} told"]
        wrong += [] if orders == 1 else [f"{orders} STOP orders"]
        wrong += [] if sorted(str(one["party"]) for one in stops) == sorted(REACH) else [f"{len(stops)} STOP texts"]
        said = client.get("/messages?limit=500", headers=place.sessions[Role.ANALYST]).json()["messages"]
        seen = sum(one["about"] == "stop" and one["state"] == "queued" for one in said)
        return wrong if seen == len(REACH) else [*wrong, f"an operator sees {seen} STOP texts that wait"]

    def _count(self, place: Place) -> Callable[[httpx.Response], None]:
        def take(answer: httpx.Response) -> None:
            place.known["count"] = str(answer.json()["parties"])

        return take


class ReplanDeed:
    """Report that the flight is off which the plan uses, and the other on; have a replan made, and adopt it."""

    name = "replan"
    seconds = 0.6

    def steps(self, place: Place, number: int) -> Iterator[Step]:
        """Report both flights, propose until a replan is there, and approve it."""
        off = "F2" if place.known.get("off") == "F1" else "F1"
        place.known["off"] = off
        for flight in ("F1", "F2"):
            said = {"state": "cancelled" if flight == off else "planned"}
            yield _post(flight, place, Role.MOVEMENT_PLANNER, f"/flights/{flight}/report", said, number)
        yield Step("propose", lambda client: self._propose(place, client, number), self._name(place))
        path = f"/replans/{place.known['replan']}/approval"
        yield _post("adopt", place, Role.DUTY_OFFICER, path, {}, number)

    def judge(self, place: Place, client: httpx.Client, _: int) -> list[str]:
        """The replan is proposed once, approved once and adopted once, its files are whole, and the pages say so."""
        name = place.known["replan"]
        with SERVICES.stores.open(place.operation) as store:
            door = SERVICES.doors(store)
            events = list(door.events())
        wrong = []
        for kind in ("replan.proposed", "replan.approved"):
            found = sum(one.kind == kind and one.payload["replan"] == name for one in events)
            wrong += [] if found == 1 else [f"{found} times {kind}"]
        proposed = [one for one in events if one.kind == "replan.proposed"]
        adopted = [one for one in events if one.kind == "plan.adopted"]
        wrong += [] if len(adopted) == len(proposed) + 1 else [f"{len(adopted)} adopted of {len(proposed)}"]
        headers = place.sessions[Role.MOVEMENT_PLANNER]
        said = [one for one in client.get("/replans", headers=headers).json() if one["replan"] == name]
        wrong += [] if [one["state"] for one in said] == ["approved"] else ["an operator does not see it approved"]
        shown = client.get("/tell/preview", headers=headers)
        return wrong if shown.status_code == 200 else [*wrong, f"the adopted plan is not found: {shown.status_code}"]

    def _propose(self, place: Place, client: httpx.Client, number: int) -> httpx.Response:
        headers = {**place.sessions[Role.MOVEMENT_PLANNER], "Idempotency-Key": f"propose-{number}"}
        begun = client.post("/replans", json={"why": "a flight", "seconds": 0}, headers=headers)
        while begun.is_success:
            job = client.get(f"/replans/jobs/{begun.json()['job']}", headers=headers)
            if job.json().get("state") == "failed":
                return httpx.Response(500, json=job.json())
            if job.json().get("state") != "running":
                return job
            time.sleep(PAUSE_SECONDS)
        return begun

    def _name(self, place: Place) -> Callable[[httpx.Response], None]:
        def take(answer: httpx.Response) -> None:
            place.known["replan"] = str(answer.json()["replan"])

        return take


DEEDS: tuple[Deed, ...] = (ReleaseDeed(), ImportDeed(), ReplanDeed(), TellDeed())


def _post(name: str, place: Place, role: Role, path: str, body: dict[str, object], number: int, keep: str = "") -> Step:
    headers = {**place.sessions[role], "Idempotency-Key": f"{name}-{number}"}

    def take(answer: httpx.Response) -> None:
        if keep:
            place.known[keep] = answer.json().get(keep, answer.json()["event"])

    return Step(name, lambda client: client.post(path, json=body, headers=headers), take)
