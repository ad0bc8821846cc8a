"""Dispatch an operation's messages as a process of its own, so that it can be killed at any moment.

Usage: benchmarks/delivery_sender.py FOLDER (until SIGTERM; status.json there says when it has something to do next)
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import random
import signal
import sys
import time
from pathlib import Path
from typing import Any

from safeconduct.adapters.channels.open_channels import open_channels
from safeconduct.adapters.state_json import decode_state, encode_state
from safeconduct.adapters.store.operation_folder import OperationFolder
from safeconduct.app.access import Door
from safeconduct.app.dispatch_messages import Dispatcher
from safeconduct.app.ports import EventStore
from safeconduct.core.vault import VaultRefusedError

STATUS = "status.json"
TELL_SECONDS = 0.25
WITHOUT_PHONE, SHUT = 0.02, 0.002


class InventedBook:
    """Give invented addresses, as the vault would; some cases have no phone, and now and then the quota is used up."""

    def open_contact(self, case: str, message: str, channel: str) -> str:
        """Return an address that follows from the case."""
        if random.random() < SHUT:
            raise VaultRefusedError("quota", "the quota is used up", 1)
        return find_address(case, message, channel)


def find_address(case: str, message: str, channel: str) -> str:
    """Return the invented address of a case; raise VaultRefusedError where it has none."""
    assert len(message) <= 40, "the vault takes no longer id"
    number = int(hashlib.sha256(case.encode()).hexdigest()[:8], 16)
    if channel == "email":
        return f"{case.lower()}@mail.invalid"
    if channel == "letter":
        return f"box-{case}"
    if number % 1000 < WITHOUT_PHONE * 1000:
        raise VaultRefusedError("channel", "this case has no address on this channel")
    return f"+99970{int(case.removeprefix('P')):07d}"


def wall_millis() -> int:
    """Return the time."""
    return time.time_ns() // 1_000_000


def open_door(store: EventStore) -> Door:
    """Return the door of a store."""
    return Door(store, encode_state, decode_state, wall_millis)


async def dispatch(folder: Path, store: EventStore) -> None:
    """Dispatch until SIGTERM."""
    channels, rules = open_channels(folder)
    vault: Any = InventedBook()
    dispatcher = Dispatcher(open_door(store), store, vault, channels, rules, wall_millis)
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    telling = asyncio.create_task(tell(dispatcher, folder / STATUS))
    try:
        await dispatcher.run(stop)
    finally:
        telling.cancel()


async def tell(dispatcher: Dispatcher, file: Path) -> None:
    """Write again and again when something is to be done next."""
    while True:
        await asyncio.sleep(TELL_SECONDS)
        part = file.with_suffix(".part")
        part.write_text(json.dumps({"next": dispatcher.find_next_millis(), "at": wall_millis()}), encoding="utf-8")
        part.replace(file)


def main() -> None:
    """Run."""
    folder = Path(sys.argv[1])
    with OperationFolder().open(folder) as store:
        asyncio.run(dispatch(folder, store))


if __name__ == "__main__":
    main()
