"""Measure how soon the service answers while a job works: a replan, and whether the means suffice.

    python benchmarks/serve_jobs.py CASES/CASE PLANS/PLAN [--seconds 20] [--asks 20]

An exercise that follows the plan is served by `safeconduct serve`, as a process. `GET /orders` is asked by the clock,
over several connections, with no job, while a replan searches, and while sampled days are played; a wait counts from
when an answer was due. Figures go to benchmarks/results/serve_jobs.json, with the load that the machine was under.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import platform
import signal
import socket
import tempfile
import time
from importlib.metadata import version
from pathlib import Path

from safeconduct.app.adopt_plan import adopt_plan
from safeconduct.app.join_operation import begin
from safeconduct.app.report_place import report_place
from safeconduct.core.network import SiteKind
from safeconduct.core.operation import Seen
from safeconduct.wiring import services
from serve_load import BEARABLE_MILLIS, NAME, OFFICER, Line, Waits, start_service

RESULT = Path(__file__).parent / "results" / "serve_jobs.json"
LINES = 4
DAYS = 2_000
MOST_SECONDS = 60.0  # of asking while a job works


def make_operation(folder: Path, case_folder: Path, plan_folder: Path) -> str:
    """Make an exercise that follows the plan, with a gate under threat; return a session of its officer."""
    held = services()
    held.stores.create(folder, NAME, True)
    with held.stores.open(folder) as store:
        door = held.doors(store)
        begin(door, NAME, OFFICER)
        adopt_plan(door, held.cases, held.plans, OFFICER, case_folder, plan_folder, True)
        gate = next(one for one in held.cases.read(case_folder).sites if one.kind is SiteKind.GATE)
        report_place(door, OFFICER, f"site:{gate.site_id}", Seen.THREAT, time.time_ns() // 1_000_000, 600)
    return held.sessions(folder).start(OFFICER, time.time_ns() // 1_000_000)


async def call(line: Line, method: str, path: str, said: dict[str, object] | None = None) -> tuple[int, bytes]:
    """Send a request, and return its answer."""
    line.ask(method, path, b"" if said is None else json.dumps(said).encode())
    await line.writer.drain()
    status, length = await line.read_head()
    return status, await line.reader.readexactly(length)


async def ask_on(lines: list[Line], asks: int, over: asyncio.Event) -> Waits:
    """Ask for the orders so many times a second until it is over, and count how long each answer took."""
    waits, begun = Waits(), time.perf_counter()

    async def ask(line: Line, first: int) -> None:
        number = first
        while not over.is_set():
            due = begun + number / asks
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
            status, _ = await call(line, "GET", "/orders")
            assert status == 200, status
            waits.add(time.perf_counter() - due)
            number += len(lines)

    await asyncio.gather(*(ask(line, at) for at, line in enumerate(lines)))
    return waits


async def run_job(line: Line, path: str, said: dict[str, object], seconds: float) -> str:
    """Start a job and follow it, no longer than so many seconds; return how it stood then."""
    status, body = await call(line, "POST", path, said)
    assert status == 202, body
    job, until = json.loads(body)["job"], time.monotonic() + seconds
    while time.monotonic() < until:
        await asyncio.sleep(0.5)
        state = json.loads((await call(line, "GET", f"{path}/jobs/{job}"))[1])
        if state["state"] != "running":
            return f"{state['state']} {' '.join(state['faults'])[:200]}".strip()
    return f"running ({state['words']})"


async def measure(port: int, token: str, seconds: float, asks: int) -> dict[str, object]:
    """Return the waits with no job, then with each kind of job."""
    lines, other = [await Line.open(port, token) for _ in range(LINES)], await Line.open(port, token)
    for path in ("/today", "/map", "/threat", "/plan"):  # made before, as when the service has stood for a while
        assert (await call(other, "GET", path))[0] == 200
    jobs = {
        "no job": None,
        "a replan": ("/replans", {"why": "EXERCISE", "seconds": seconds}),
        "whether the means suffice": ("/sufficiency", {"days": DAYS, "brief": True}),
    }
    found: dict[str, object] = {}
    for name, job in jobs.items():
        over = asyncio.Event()
        asking = asyncio.create_task(ask_on(lines, asks, over))
        ended = await asyncio.sleep(seconds, "") if job is None else await run_job(other, *job, MOST_SECONDS)
        over.set()
        found[name] = {**(await asking).tell(), "the job": ended}
        print(name, found[name], flush=True)
    return found


def main() -> None:
    """Serve an operation, ask it while it works, and write what was found."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("case", type=Path, help="folder of a case, among others")
    parser.add_argument("plan", type=Path, help="folder of its plan, among others")
    parser.add_argument("--seconds", type=float, default=20.0, help="of asking without a job, and of a replan's search")
    parser.add_argument("--asks", type=int, default=20, help="a second")
    parser.add_argument("--out", type=Path, default=RESULT)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as room:
        token = make_operation(Path(room) / "op", asked.case, asked.plan)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        shelf = ["--cases", str(asked.case.parent), "--plans", str(asked.plan.parent)]
        process = start_service(Path(room) / "op", port, *shelf)
        before = os.getloadavg()
        try:
            found = asyncio.run(measure(port, token, asked.seconds, asked.asks))
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(300)
    waits = [said["p99_millis"] for said in found.values() if isinstance(said, dict)]
    made = {
        "what": f"GET /orders {asked.asks} times a second over {LINES} connections, plan of {asked.case.name}",
        "answers": found,
        "bearable": max(waits) <= BEARABLE_MILLIS,
        "priority": os.nice(0),
        "load average": {"before": before, "after": os.getloadavg()},
        "machine": f"{platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}, "
        f"granian {version('granian')}",
    }
    asked.out.write_text(json.dumps(made, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(made, indent=1))


if __name__ == "__main__":
    main()
