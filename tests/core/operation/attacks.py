"""Let a team work with own keys on three devices, and somebody sign anything with the key of one of them."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from functools import cache

from nacl.signing import SigningKey
from record_logs import Device

from safeconduct.adapters.store.device_key import is_signed
from safeconduct.core.operation import KINDS, Role, State, advance
from safeconduct.core.operation.binding import Verify, name_operation, write_approval, write_succession, write_vouch
from safeconduct.core.record import ActorId, Json, Record, Sealed, join

LATER, SOON = 10**15, 50_000_000
PEOPLE = ["o1", "o2", "o3", "o4", "o5", "o6", "o7", "o8", "o9"]


@cache
def own_key(name: str) -> SigningKey:
    """Return the key of a person, of a device or of what lies in a device's backups."""
    return SigningKey(name.encode().ljust(32, b"."))


def sign(name: str, words: bytes) -> str:
    """Return somebody's signature."""
    return own_key(name).sign(words).signature.hex()


class Keyed(Device):
    """Record events as a device with a key does."""

    def __init__(self, name: str) -> None:
        """Take a key that follows from the name."""
        super().__init__(name)
        self.key = bytes(own_key(name).verify_key).hex()


@dataclass
class Team:
    """Hold devices a and b, with the duty officer on a and an approver and a gate on b, and d, which is taken over.

    On d two others have joined; `taken` says which device somebody else has the key of.
    """

    taken: str = "d"
    on_d: str = "movement planner"
    operation: str = ""
    devices: dict[str, Keyed] = field(default_factory=lambda: {name: Keyed(name) for name in "abd"})

    def __post_init__(self) -> None:
        """Begin."""
        if self.operation:
            return
        first = self.devices["a"]
        self.operation = name_operation("a", first.key)
        begun = {"name": "EXERCISE", "operator": "o1", "key": first.key, "heir": self.public("heir of a")}
        self.act("operation.begun", "system", "a", approvals="own keys", **begun)
        for name in "bd":
            self.act("device.added", "o1", "a", device=name, key=self.devices[name].key)
        self.let_in("o2", ["approver"], "b", key=self.public("o2"))
        self.let_in("o3", ["gate"], "b")
        self.let_in("o4", [self.on_d], "d")
        self.let_in("o5", ["caseworker"], "d")

    @staticmethod
    def public(name: str) -> str:
        """Return a public key, hex."""
        return bytes(own_key(name).verify_key).hex()

    def let_in(self, operator: str, roles: list[str], device: str, **said: Json) -> None:
        """Invite somebody, who joins."""
        invited = {"operator": operator, "roles": roles, "code": "", "expires_millis": LATER, "device": device}
        self.act("operator.invited", "o1", "a", **invited, **said)
        self.act(
            "operator.joined", "system", device, operator=operator, by="totp", heir=self.public(f"heir of {device}")
        )

    def meet(self, name: str) -> str:
        """Make another device, and return its key."""
        self.devices[name] = Keyed(name)
        return self.devices[name].key

    def act(self, kind: str, actor: str, on: str, /, **said: Json) -> Sealed:
        """Record an event on a device, after all that was recorded so far."""
        for device in self.devices.values():
            if device.log:
                self.devices[on].listen(device.log[-1])
        return self.devices[on].record(kind, actor, **said)

    def ask(self, release: str) -> None:
        """Ask for a release on the first device."""
        said = {"release": release, "what": "mass warning", "content": "d", "count": 9, "expires_millis": SOON}
        self.act("release.asked", "o1", "a", **said)

    def approval(self, approver: str, release: str) -> str:
        """Return an approver's own signature of a release."""
        said = {"release": release, "what": "mass warning", "content": "d", "count": 9, "expires_millis": SOON}
        return sign(approver, write_approval(self.operation, said, approver))

    def state(self, *devices: str, verify: Verify = is_signed) -> State:
        """Return what is known to somebody who has heard these devices, or all."""
        every = [one for name in devices or self.devices for one in self.devices[name].log]
        events = [one.event for one in join(Record(), every).in_order()]
        return advance(State(operation=self.operation), events, verify)


def attack(team: Team, dice: random.Random, events: int) -> None:
    """Sign events of any kind with the key of the device that is taken over, likely ones more often."""
    team.ask("r1")
    for _ in range(events):
        actor = "system" if dice.random() < 0.3 else dice.choice([*PEOPLE, *3 * ["o2", "o8", "o9"]])
        kind, said = choose(team, dice, actor)
        actor = "system" if KINDS[kind].use_case is None and dice.random() < 0.9 else actor
        team.act(kind, actor, team.taken, **said)


def choose(team: Team, dice: random.Random, actor: str) -> tuple[str, dict[str, Json]]:
    """Choose what an attacker would try, who can sign with their own keys and that of the device."""
    who, release, device = dice.choice(PEOPLE), dice.choice(["r1", "r2", "r3"]), dice.choice("abdx")
    code: dict[str, Json] = {"code": "", "expires_millis": LATER}
    stops = [
        str(one.event.ident) for log in team.devices.values() for one in log.log if one.event.kind == "order.stopped"
    ]
    theirs, role = team.public("theirs"), dice.choice(list(Role)).value
    asked: dict[str, Json] = {"release": release, "content": "d", "count": 9}
    words = write_approval(team.operation, asked | {"what": "mass warning", "expires_millis": SOON}, actor)
    new = dice.choice(["o8", "o9"])
    vouched = sign("theirs", write_vouch(team.operation, new, theirs))
    stand_in = sign(
        f"heir of {team.taken}", write_succession(team.operation, device, team.taken, team.devices[team.taken].key)
    )
    tries: list[tuple[str, dict[str, Json]]] = [
        ("operation.begun", {"name": "theirs", "operator": who, "key": team.devices[team.taken].key}),
        ("device.added", {"device": "x", "key": team.public("x")}),
        ("device.restored", {"device": device, "key": team.devices[team.taken].key, "signature": stand_in}),
        ("device.forked", {"device": device, "number": 1, "upto": 1, "digest": "00" * 32}),
        ("operator.moving", {"device": team.taken} | code),
        ("operator.joined", {"operator": dice.choice([who, new]), "by": "totp"}),
        ("operator.invited", {"operator": dice.choice(["o6", "o7"]), "roles": [role], "device": team.taken} | code),
        ("operator.invited", {"operator": new, "roles": ["approver"], "key": theirs, "voucher": "o2",
                              "signature": vouched} | code),
        ("release.asked", asked | {"what": "mass warning", "expires_millis": SOON}),
        ("release.approved", asked),
        ("release.approved", asked | {"signature": sign("theirs", words)}),
        ("release.done", {"release": release}),
        ("order.set", {"subject": "everybody", "level": "GO", "replaces": stops}),
        ("case.opened", {"case": "c1", "party": "P1"}),
        ("case.decided", {"case": "c1", "outcome": dice.choice(["moved", "not found"])}),
        ("access.denied", {"operator": ActorId("system"), "use_case": "join", "why": "wrong"}),
    ]  # fmt: skip
    ways_to_release = [one for one in tries if one[0] in ("operator.invited", "operator.joined", "release.approved")]
    return dice.choice(tries + 2 * ways_to_release)


def storm(seed: int, steps: int, verify: Verify = is_signed) -> int:
    """Return how many releases somebody with the key of one device approved alone, or let leave."""
    dice = random.Random(seed)
    team = Team(taken=dice.choice("abd"))
    attack(team, dice, steps)
    return sum(bool(one.approved_by) or one.done for one in team.state(verify=verify).releases.values())
