"""Kill processes that append, and look whether what they said was recorded is there."""

from __future__ import annotations

import os
import random
import shutil
import signal
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from safeconduct.adapters.store.operation_folder import OperationFolder
from safeconduct.core.record import ActorId, Outgoing, Unsealed

THREADS = 3
KILLS_PER_STORE = 20
DIGEST_BYTES = 32


def kill_many(seed: int, kills: int, folder: Path | None = None) -> Iterator[tuple[int, list[str]]]:
    """Kill a process that appends by three threads; return how much it acknowledged, and what is wrong, each time."""
    dice = random.Random(seed)
    for first in range(0, kills, KILLS_PER_STORE):
        store = Path(tempfile.mkdtemp(prefix="safeconduct-kills-", dir=folder)) / "operation"
        try:
            OperationFolder().create(store, "Harbour", exercise=True)
            for number in range(first, min(first + KILLS_PER_STORE, kills)):
                yield _kill_one(store, f"{number}", dice.uniform(0.0, 0.15))
        finally:
            shutil.rmtree(store.parent)


def _kill_one(store: Path, name: str, seconds: float) -> tuple[int, list[str]]:
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        _append_for_ever(store, name, write)
    os.close(write)
    said = os.read(read, DIGEST_BYTES)  # it has begun
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while more := os.read(read, 1 << 16):
        said += more
    os.close(read)
    acknowledged = {said[at : at + DIGEST_BYTES] for at in range(0, len(said), DIGEST_BYTES)}
    with OperationFolder().open(store) as opened:
        there = {one.digest: one for one in opened.read()}
        wrong = [f"{flaw.ident}: {flaw.what}" for flaw in opened.verify()]
        topics = {one.topic for _, one in opened.outbox(1_000_000)}
    requests = Counter(str(one.event.payload["request"]) for one in there.values())
    wrong += ["lost"] * len(acknowledged - there.keys())
    wrong += [f"half done: {one}" for one, events in requests.items() if events != 2 or one not in topics]
    return len(acknowledged), wrong


def _append_for_ever(store: Path, name: str, write: int) -> None:
    with OperationFolder().open(store) as opened:

        def work(thread: int) -> None:
            for number in range(1_000_000):
                request = f"{name}-{thread}-{number}"
                made = opened.append(
                    [Unsealed("note", ActorId("o1"), {"request": request, "part": part}) for part in (1, 2)],
                    [Outgoing(request, None)],
                    request,
                )
                os.write(write, b"".join(one.digest for one in made))

        threads = [threading.Thread(target=work, args=(thread,)) for thread in range(THREADS)]
        for one in threads:
            one.start()
        for one in threads:
            one.join()
