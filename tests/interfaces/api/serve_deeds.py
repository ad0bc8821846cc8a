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
from pyrage.x25519 import Identity

from safeconduct.app.exchange_events import add_device, give_events
from safeconduct.core.operation import Level, Role, find_order
from safeconduct.interfaces.api import Shelf

BUNDLE_EVENTS = 300


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
    now = time.time_ns() // 1_000_000
    keeper = SERVICES.sessions(place.operation)
    for role, operator in OPERATORS.items():
        place.sessions[role] = {"Authorization": f"Bearer {keeper.start(operator, now)}"}
    return place


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


DEEDS: tuple[Deed, ...] = (ReleaseDeed(), ImportDeed())


def _post(name: str, place: Place, role: Role, path: str, body: dict[str, object], number: int, keep: str = "") -> Step:
    headers = {**place.sessions[role], "Idempotency-Key": f"{name}-{number}"}

    def take(answer: httpx.Response) -> None:
        if keep:
            place.known[keep] = answer.json().get(keep, answer.json()["event"])

    return Step(name, lambda client: client.post(path, json=body, headers=headers), take)
