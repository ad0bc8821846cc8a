"""Kill the service again and again while operators work through it, and look whether anything is lost or done twice.

Usage: nice benchmarks/serve_kills.py [--kills 200] [--seed 1]
Each trial does one deed (a release, an import, a replan, a telling) as a console does: every act with a key of its own,
sent again with the same key until it is answered. The service is killed with SIGKILL at a random moment of it, and
started again.
results/serve_kills.json keeps what was found.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import shutil
import signal
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "tests" / "interfaces" / "api"), str(ROOT / "tests" / "core" / "plan")]

from serve_deeds import DEEDS, Deed, Place, make_place  # noqa: E402  (found by the path above)

from safeconduct.interfaces.api import build_api  # noqa: E402
from safeconduct.interfaces.api.serving import serve  # noqa: E402
from safeconduct.wiring import services  # noqa: E402

RESULT = ROOT / "benchmarks" / "results" / "serve_kills.json"
SHORT = "/dev/shm" if Path("/dev/shm").is_dir() else None
PER_PLACE = 20
LATEST_KILL_SECONDS = 0.25
PATIENCE_SECONDS = 60.0


@dataclass(slots=True)
class Trial:
    """Count what one deed saw."""

    deed: str
    killed: bool = False
    acknowledged: int = 0
    repeated: int = 0
    wrong: list[str] = field(default_factory=list)


class Service:
    """Serve a place in a process of its own, which can be killed and started again."""

    def __init__(self, place: Place) -> None:
        """Start it."""
        self.place, self.pid, self.starts = place, 0, 0
        self.socket = place.folder / "api.sock"
        self.start()

    def start(self) -> None:
        """Start the process, and wait until it answers."""
        self.socket.unlink(missing_ok=True)
        self.starts += 1
        self.pid = os.fork()
        if self.pid == 0:
            signal.signal(signal.SIGINT, signal.SIG_IGN)
            try:
                serve(build_api(services(), self.place.operation, None, self.place.shelf), socket=self.socket)
            finally:
                os._exit(1)
        until = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < until:
            try:
                with self.client() as client:
                    if client.get("/health").status_code == 200:
                        return
            except httpx.HTTPError:
                time.sleep(0.02)
        raise RuntimeError("the service did not start")

    def client(self) -> httpx.Client:
        """Return a client of the service."""
        transport = httpx.HTTPTransport(uds=str(self.socket))
        return httpx.Client(transport=transport, base_url="http://service", timeout=30.0)

    def kill(self) -> None:
        """Kill the process, as a power cut or the kernel does."""
        os.kill(self.pid, signal.SIGKILL)

    def end(self) -> None:
        """Kill the process, and wait until it is gone."""
        self.kill()
        os.waitpid(self.pid, 0)


def run_trial(service: Service, deed: Deed, number: int, delay: float) -> Trial:
    """Do a deed, killing the service once after a delay; what is not answered is asked again."""
    trial = Trial(deed.name)
    timer = threading.Timer(delay, service.kill)
    timer.start()
    for step in deed.steps(service.place, number):
        answer = None
        until = time.monotonic() + PATIENCE_SECONDS
        while answer is None and time.monotonic() < until:
            try:
                with service.client() as client:
                    answer = step.ask(client)
            except httpx.HTTPError:
                os.waitpid(service.pid, 0)
                service.start()
                trial.killed = True
                trial.repeated += 1
        if answer is None or answer.status_code >= 300:
            trial.wrong.append(
                f"{step.name}: {'no answer' if answer is None else f'{answer.status_code} {answer.text}'}"
            )
            break
        trial.acknowledged += 1
        step.take(answer)
    timer.join()
    if not trial.killed and service.pid:  # it was killed between two steps, or after the last
        os.waitpid(service.pid, 0)
        service.start()
        trial.killed = True
    with service.client() as client:
        trial.wrong += deed.judge(service.place, client, number)
    return trial


@contextmanager
def served() -> Iterator[Service]:
    """Give a service of a new exercise, and take it down."""
    with tempfile.TemporaryDirectory(dir=SHORT, prefix="safeconduct-kills-") as name:
        service = Service(make_place(Path(name)))
        try:
            yield service
        finally:
            service.end()
            shutil.rmtree(name, ignore_errors=True)


def kill_many(kills: int, seed: int) -> Iterator[Trial]:
    """Run so many trials, of each deed in turn."""
    dice = random.Random(seed)
    for first in range(0, kills, PER_PLACE):
        with served() as service:
            for number in range(first, min(first + PER_PLACE, kills)):
                deed = DEEDS[number % len(DEEDS)]
                yield run_trial(service, deed, number, dice.uniform(0.0, deed.seconds))


def main() -> None:
    """Kill, count and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, default=RESULT, help="file of what was found")
    options = parser.parse_args()
    counts: Counter[str] = Counter()
    wrong: list[str] = []
    begun = time.perf_counter()
    for trial in kill_many(options.kills, options.seed):
        counts[f"{trial.deed}"] += 1
        counts["acknowledged"] += trial.acknowledged
        counts["asked again"] += trial.repeated
        wrong += [f"{trial.deed}: {one}" for one in trial.wrong]
        print(f"{sum(counts[one.name] for one in DEEDS)} kills, {len(wrong)} wrong", end="\r", file=sys.stderr)
    found = {
        "kills": options.kills, "seed": options.seed, "deeds": {one.name: counts[one.name] for one in DEEDS},
        "acknowledged": counts["acknowledged"], "asked_again": counts["asked again"], "wrong": wrong[:20],
        "count_wrong": len(wrong), "seconds": round(time.perf_counter() - begun, 1),
        "python": platform.python_version(), "load": round(os.getloadavg()[0], 1),
    }  # fmt: skip
    options.out.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(found, indent=1))
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
