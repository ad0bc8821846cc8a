"""Make stores and other devices' logs for the tests of stores."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from record_logs import Device

from safeconduct.adapters.store.device_key import DeviceKey
from safeconduct.adapters.store.engines import Engines
from safeconduct.adapters.store.event_store import SqlEventStore
from safeconduct.adapters.store.migrate import bring_up
from safeconduct.adapters.store.operation_folder import begin_operation
from safeconduct.core.record import ActorId, Sealed, Unsealed


def note(text: str = "seen", **payload: object) -> Unsealed:
    """Return something to record."""
    return Unsealed("note", ActorId("o1"), {"text": text, **payload})


class SignedDevice(Device):
    """Record and sign events as another device does."""

    def __init__(self, name: str, wall: int = 1_000_000) -> None:
        """Take a key that follows from the name."""
        super().__init__(name, wall)
        self.key = DeviceKey(name.encode().ljust(32, b"."))

    def record(self, kind: str = "note", **payload: object) -> Sealed:
        """Append an event and sign it."""
        sealed = super().record(kind, **payload)
        self.log[-1] = replace(sealed, signature=self.key.sign(sealed.digest))
        return self.log[-1]


class Bench:
    """Hold a store of an exercise and know how to open it again."""

    def __init__(self, open_database: Callable[[], Engines], key: DeviceKey | None, exercise: bool = True) -> None:
        """Make the tables and begin the operation."""
        self.open_database, self.key, self.wall = open_database, key, 2_000_000
        engines = open_database()
        bring_up(engines.write)
        with engines.write.begin() as connection:
            self.device = begin_operation(connection, key, "op", "Harbour", exercise)
        engines.dispose()
        self.store = self.open()

    def open(self) -> SqlEventStore:
        """Open it once more."""
        return SqlEventStore(self.open_database(), self.key, lambda: self.wall)

    def meet(self, name: str, wall: int = 1_000_000) -> SignedDevice:
        """Return another device that the store knows."""
        device = SignedDevice(name, wall)
        self.store.introduce(device.name, device.key.public_key)
        return device
