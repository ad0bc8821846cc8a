"""Let devices work apart, with wrong clocks and bad links, and find where they differ once they have heard all."""

from __future__ import annotations

import random

from many_kinds import choose_act
from record_logs import Device

from safeconduct.core.operation import Level, Order, State, advance, find_order
from safeconduct.core.record import Dealt, DeviceId, Heads, Promised, Record, Sealed, find_oversold, join, may_move

HOUR = 3_600_000
SEATS = 20


class Laptop:
    """Hold what one device has recorded and heard."""

    def __init__(self, device: Device, silent: bool = False) -> None:
        """Begin with nothing; a silent one does not say what it had heard of a log that forks."""
        self.device, self.silent = device, silent
        self.record = Record()

    def take(self, arrived: list[Sealed]) -> None:
        """Hear of events; of a log that is found to have forked, say what was heard of it before."""
        before, known = self.record, _find_forks(self.record)
        self.record = join(self.record, arrived)
        for sealed in arrived:
            self.device.listen(sealed)
        for name, number in _find_forks(self.record).items():
            if number >= known.get(name, number + 1) or name == self.device.name or self.silent:
                continue
            heard = [one for one in before.logs().get(name, ()) if one.event.ident.number < known.get(name, HOUR)]
            upto, digest = (len(heard), heard[-1].digest.hex()) if heard else (0, "")
            self.act("device.forked", "system", device=name, number=number, upto=upto, digest=digest)

    def act(self, kind: str, actor: str, **payload: object) -> None:
        """Record an event of its own."""
        self.record = join(self.record, [self.device.record(kind, actor, **payload)])

    def state(self) -> State:
        """Return what it knows."""
        return advance(State(), [one.event for one in self.record.in_order()])


def _find_forks(record: Record) -> dict[DeviceId, int]:
    forks: dict[DeviceId, int] = {}
    for ident in record.forks:
        forks[ident.device] = min(ident.number, forks.get(ident.device, ident.number))
    return forks


def run_forged(seed: int, acts: int = 8, silent: bool = False, kinds: bool = False) -> tuple[bool, bool]:
    """Let somebody with the key of one device sign rivals from any number on, and give them to anybody.

    Return whether the devices differed once all had heard all, and whether a beginning, a STOP or anything that others
    had heard of the device before was taken back.
    """
    dice = random.Random(seed)
    laptops = begin(dice, kinds)
    for laptop in laptops:
        laptop.silent = silent
    copied, settled = dice.choice(laptops), laptops[0].record.in_order()
    stopped = False
    for _ in range(acts):
        laptop = dice.choice(laptops)
        if _find_forks(laptop.record).get(laptop.device.name) is None:  # a copied device adds nothing to its log
            stopped |= _act(laptop, dice, True, kinds)
        if dice.random() < 0.4:
            _exchange(laptop, dice.choice(laptops), dice)
        if dice.random() < 0.4:
            forged = _forge(copied.device, dice)
            stopped |= any(one.event.kind == "order.stopped" for one in forged)
            dice.choice([one for one in laptops if one is not copied]).take(forged)
    for _ in range(3):  # what each says of the fork is heard too
        every = [one for laptop in laptops for rivals in laptop.record.held.values() for one in rivals.values()]
        for laptop in laptops:
            laptop.take(dice.sample(every, len(every)))
    states = [laptop.state() for laptop in laptops]
    order, followed = find_order(states[0].orders), {one.digest for one in laptops[0].record.in_order()}
    lost = stopped and (order is None or order.level is not Level.STOP)
    lost |= states[0].name == "" or any(one.digest not in followed for one in settled)
    return any(state != states[0] for state in states[1:]), lost


def _forge(copied: Device, dice: random.Random) -> list[Sealed]:
    """Return what somebody signs with the key of a device that they copied at any event, or from nothing."""
    forger = Device(copied.name, copied.wall)
    forger.log, forger.last = copied.log[: dice.randint(0, len(copied.log))], copied.last
    kept = len(forger.log)
    for _ in range(dice.randint(1, 3)):
        forger.record(dice.choice(["order.stopped", "log.read"]), "o1", subject="everybody")
    for _ in range(dice.randint(0, 2)):
        forger.record("order.set", "o1", subject="everybody", level="GO", replaces=[])
    return forger.log[kept:]


def begin(dice: random.Random, kinds: bool = False) -> list[Laptop]:
    """Return three laptops of one operation, each with a clock of its own; o1 has joined on all, for `kinds` o2 too."""
    laptops = [Laptop(Device(name, 10 * HOUR + dice.randint(-HOUR, HOUR))) for name in "abc"]
    first, operators = laptops[0], ["o1", "o2"] if kinds else ["o1"]
    first.act("operation.begun", "system", name="EXERCISE", operator="o1", key="00" * 32)
    first.act("share.dealt", "o1", thing="F1", units=SEATS, taker="a")
    if kinds:
        first.act("operator.invited", "o1", operator="o2", roles=["gate", "approver"], code="", expires_millis=10**15)
        first.act("operator.joined", "system", operator="o2", by="totp")
        first.act("party.registered", "o1", party="P1", organisation="north", size=4)
    for taker in "bc":
        first.act("share.dealt", "o1", thing="F1", units=dice.randint(1, 9), giver="a", taker=taker)
    for laptop in laptops[1:]:
        first.act("device.added", "o1", device=laptop.device.name, key="01" * 32)
        for operator in operators:
            first.act("operator.moving", operator, device=laptop.device.name, code="", expires_millis=10**15)
        laptop.take(first.record.in_order())
        for operator in operators:
            laptop.act("operator.joined", "system", operator=operator, by="totp")
        first.take(laptop.record.in_order())
    for laptop in laptops:
        laptop.take(first.record.in_order())
    return laptops


def run(seed: int, acts: int = 8, careless: bool = False, kinds: bool = False) -> tuple[bool, bool]:
    """Return whether the devices differed at the end, and whether anything was oversold or a lone STOP was lost."""
    dice = random.Random(seed)
    laptops = begin(dice, kinds)
    stopped = False
    for _ in range(acts):
        laptop = dice.choice(laptops)
        stopped |= _act(laptop, dice, careless, kinds)
        if dice.random() < 0.3:
            _exchange(laptop, dice.choice(laptops), dice)
    everything = [one for laptop in laptops for one in laptop.device.log]
    states = []
    for laptop in laptops:
        arrived = everything + dice.sample(everything, len(everything) // 2)
        dice.shuffle(arrived)
        laptop.take(arrived)
        states.append(laptop.state())
    differed = any(state != states[0] for state in states[1:])
    order = find_order(states[0].orders)
    lost = stopped and (order is None or order.level is not Level.STOP)
    return differed, bool(find_oversold(states[0].shares)) or lost or bool(states[0].refused)


def _act(laptop: Laptop, dice: random.Random, careless: bool, kinds: bool = False) -> bool:
    """Do something that the device may, by what it has heard, of all `kinds` or few; tell whether it ordered a STOP."""
    device = laptop.device.name
    match dice.randrange(7 if kinds else 4):
        case 0 | 1:
            left = laptop.state().shares.get("F1", {})  # a forger may have taken all back
            units = dice.randint(1, 8)
            other = dice.choice([name for name in "abc" if name != device])
            if dice.random() < 0.7 and (careless or may_move(left, Promised("F1", units, device))):
                laptop.act("share.promised", "o1", thing="F1", units=units)
            elif may_move(left, Dealt("F1", units, device, DeviceId(other))):
                laptop.act("share.dealt", "o1", thing="F1", units=units, giver=device, taker=other)
        case 2:
            heads: Heads[Order] = laptop.state().orders.get("everybody", Heads())
            replaces = [name for name, order in heads.standing.items() if order.level < Level.STOP]
            laptop.act("order.set", "o1", subject="everybody", level="GO", replaces=replaces)
        case 4 | 5 | 6:
            for _ in range(3):
                chosen = choose_act(laptop.state(), device, dice, careless)
                if chosen is not None:
                    kind, actor, said = chosen
                    laptop.act(kind, actor, **said)
        case _:
            laptop.act("order.stopped", "o1", subject="everybody")
            return True
    return False


def _exchange(one: Laptop, two: Laptop, dice: random.Random) -> None:
    """Let one hear a part of what the other has, in any order, some of it twice."""
    every = two.record.in_order()
    part = dice.sample(every, dice.randint(0, len(every)))
    one.take(part + part[: len(part) // 2])
