"""Run an operation on devices for tests: record, exchange, fold."""

from __future__ import annotations

from record_logs import Device

from safeconduct.core.operation import State, advance
from safeconduct.core.record import Json, Record, Sealed, join

LATER = 10**15
SOON = 50_000_000  # within a day of what these devices hold for now


class Desk:
    """Let operators act on one or several devices."""

    def __init__(self, *names: str) -> None:
        """Begin an operation on the first device, with o1 as duty officer; they and three more join on every device."""
        self.devices = {name: Device(name) for name in names or ("a",)}
        self.first = next(iter(self.devices))
        self.act("operation.begun", "system", name="EXERCISE harbour", operator="o1", key="00" * 32)
        for operator, roles in (("o2", ["approver"]), ("o3", ["gate"]), ("o4", ["caseworker", "movement planner"])):
            self.act("operator.invited", "o1", operator=operator, roles=roles, code="", expires_millis=LATER)
            self.act("operator.joined", "system", operator=operator, by="totp")
        for name in list(self.devices)[1:]:
            self.act("device.added", "o1", device=name, key="01" * 32)
            for operator in ("o1", "o2", "o3", "o4"):
                self.devices[name].listen(
                    self.act("operator.moving", operator, device=name, code="", expires_millis=LATER)
                )
                joined = self.act("operator.joined", "system", name, operator=operator, by="totp")
                self.devices[self.first].listen(joined)
        for device in self.devices.values():
            device.listen(self.devices[self.first].log[-1])

    def act(self, kind: str, actor: str, on: str = "", /, **payload: Json) -> Sealed:
        """Record an event on a device, the first one if none is named."""
        return self.devices[on or self.first].record(kind, actor, **payload)

    def state(self, *devices: str) -> State:
        """Return what is known to somebody who has heard these devices, or all."""
        every = [one for name in devices or self.devices for one in self.devices[name].log]
        return advance(State(), [one.event for one in join(Record(), every).in_order()])
