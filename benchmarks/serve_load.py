"""Measure the service under load: how soon a write is answered, and how soon every open page hears of it.

    python benchmarks/serve_load.py [--minutes 10] [--pages 200] [--writes 50] [--events 180000] [--folder FOLDER]

An operation whose record holds an hour's events already is served by `safeconduct serve`, as a process. Each page is an
operator's, with a session of its own and a stream that stays open. Writes are check-ins, sightings of places and STOPs,
each with an Idempotency-Key; they leave by the clock, whether those before were answered or not, and a wait counts from
when a write was due. Figures go to benchmarks/results/serve_load.json, with the load that the machine was under.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import platform
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from importlib.metadata import version
from pathlib import Path

from safeconduct.app.join_operation import begin
from safeconduct.core.operation import Role
from safeconduct.core.record import ActorId, Unsealed
from safeconduct.wiring import services

RESULT = Path(__file__).parent / "results" / "serve_load.json"
DISK = "/var/tmp"  # a disk, and not memory
OFFICER = ActorId("o-officer")
NAME = "EXERCISE load"
PARTIES, PLACES, BATCH = 8_000, 40, 2_000
WRITERS = 24  # connections that writes leave by
LATER = 10**15
BEARABLE_MILLIS = 300


class Waits:
    """Count waits by the millisecond, so that millions of them take no room."""

    def __init__(self) -> None:
        self.counts = Counter[int]()

    def add(self, seconds: float) -> None:
        """Count one wait."""
        self.counts[max(0, round(seconds * 1000))] += 1

    def tell(self) -> dict[str, float | int]:
        """Return how many there were, and what half, 99 of 100 and all of them did not exceed, in milliseconds."""
        total, seen, found = sum(self.counts.values()), 0, dict[str, float | int](count=sum(self.counts.values()))
        for millis in sorted(self.counts):
            seen += self.counts[millis]
            for name, share in (("p50_millis", 0.5), ("p99_millis", 0.99), ("max_millis", 1.0)):
                if name not in found and seen >= share * total:
                    found[name] = millis
        return found


class Line:
    """Hold one connection over which requests are answered one after the other."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, token: str) -> None:
        self.reader, self.writer, self.token = reader, writer, token

    @classmethod
    async def open(cls, port: int, token: str) -> Line:
        """Connect to the service."""
        return cls(*await asyncio.open_connection("127.0.0.1", port), token)

    def ask(self, method: str, path: str, body: bytes = b"", more: str = "") -> None:
        """Send a request."""
        head = f"{method} {path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {self.token}\r\n{more}"
        if method == "POST":
            head += f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n"
        self.writer.write(head.encode() + b"\r\n" + body)

    async def read_head(self) -> tuple[int, int]:
        """Return the status of an answer, and how long its body is; 0 where it has no end."""
        head = (await self.reader.readuntil(b"\r\n\r\n")).decode().lower().split("\r\n")
        length = next((int(one.split(":")[1]) for one in head if one.startswith("content-length:")), 0)
        return int(head[0].split()[1]), length

    async def post(self, path: str, said: dict[str, object], key: str) -> tuple[int, bytes]:
        """Send a write, and return its answer."""
        self.ask("POST", path, json.dumps(said).encode(), f"Idempotency-Key: {key}\r\n")
        await self.writer.drain()
        status, length = await self.read_head()
        return status, await self.reader.readexactly(length)


class Trial:
    """Hold what one run of the load finds."""

    def __init__(self) -> None:
        self.sent: dict[int, float] = {}  # number of an event -> when its write was due
        self.heard: list[tuple[int, int, float]] = []  # after which number, up to which, when: by each page
        self.answers, self.delays = Waits(), Waits()
        self.errors = Counter[str]()
        self.begun, self.slow_seconds = 0.0, list[int]()  # after how many seconds writes were due that waited too long
        self.told_late = 0

    async def read_page(self, line: Line, ready: asyncio.Event) -> None:
        """Keep one page open, and note when it hears of what."""
        line.ask("GET", "/stream", more="Accept: text/event-stream\r\n")
        status, _ = await line.read_head()
        if status != 200:
            self.errors[f"page {status}"] += 1
        seen = None
        while True:
            got = await line.reader.readline()
            if not got:
                self.errors["page closed"] += 1
                return
            if got.startswith(b"id: "):
                number = int(got[4:])
                if seen is not None:
                    self.heard.append((seen, number, time.perf_counter()))
                seen = number
                ready.set()

    async def write(self, lines: asyncio.Queue[Line], number: int, due: float) -> None:
        """Send one write, by the next free connection."""
        line = await lines.get()
        path, said = choose_write(number)
        try:
            status, body = await line.post(path, said, f"k{number}")
            self.answers.add(waited := time.perf_counter() - due)
            self.slow_seconds += [int(due - self.begun)] * (waited * 1000 > BEARABLE_MILLIS)
            if status == 201:
                self.sent[int(json.loads(body)["event"].split(":")[1])] = due
            else:
                self.errors[f"{path} {status}"] += 1
        except (OSError, asyncio.IncompleteReadError, ValueError) as error:
            self.errors[type(error).__name__] += 1
        finally:
            lines.put_nowait(line)

    def sum_up(self, pages: int) -> None:
        """Count for each page and each write how long it took from when it was due until the page heard."""
        told = 0
        for after, upto, when in self.heard:
            for number in range(after + 1, upto + 1):
                if number in self.sent:
                    self.delays.add(when - self.sent[number])
                    told += 1
        self.told_late = pages * len(self.sent) - told


def choose_write(number: int) -> tuple[str, dict[str, object]]:
    """Return the path and body of a write: of ten six check-ins, three sightings, one STOP for a party."""
    match number % 10:
        case 0 | 1 | 2:
            return "/places", {"place": f"site:G{number % PLACES}", "state": "clear", "valid_minutes": 60}
        case 3:
            return "/stop", {"subject": f"party:P{number % PARTIES:05d}"}
        case _:
            return "/check-ins", {"party": f"P{number % PARTIES:05d}", "site": "G1"}


def fill_record(folder: Path, events: int, pages: int) -> list[str]:
    """Make the operation with its operators and an hour's events; return a token for each page."""
    held = services()
    held.stores.create(folder, NAME, True)
    with held.stores.open(folder) as store:
        door = held.doors(store)
        begin(door, NAME, OFFICER)
        names = [ActorId(f"o-page-{number}") for number in range(pages)]
        for name in names:
            said = {"operator": name, "roles": [Role.GATE.value], "code": "", "expires_millis": LATER}
            door.act(OFFICER, "operator.invited", said)
            door.record("operator.joined", {"operator": name, "by": "totp"})
        device, number = store.operation().device, store.newest()
        stands: dict[str, str] = {}
        for first in range(0, events, BATCH):
            batch = []
            for one in range(first, min(first + BATCH, events)):
                number += 1
                batch.append(_make_event(one, f"{device}:{number}", stands))
            store.append(batch)
        services().doors(store)  # folds it, and keeps the state
    sessions, now = held.sessions(folder), time.time_ns() // 1_000_000
    return [sessions.start(name, now) for name in [OFFICER, *names]]


def _make_event(one: int, name: str, stands: dict[str, str]) -> Unsealed:
    if one % 3:
        return Unsealed("checkin.made", OFFICER, {"party": f"P{one % PARTIES:05d}", "site": "G1"})
    place = f"site:G{one % PLACES}"
    replaces = [stands[place]] if place in stands else []
    stands[place] = name
    said = {"place": place, "state": "clear", "seen_millis": time.time_ns() // 1_000_000, "valid_minutes": 60}
    return Unsealed("place.reported", OFFICER, {**said, "replaces": replaces})


def start_service(folder: Path, port: int, *more: str) -> subprocess.Popen[bytes]:
    """Serve the operation, and return once it answers."""
    command = [sys.executable, "-c", "from safeconduct.wiring import main; main()", "serve", str(folder)]
    process = subprocess.Popen([*command, "--port", str(port), "--metrics", *more], stderr=subprocess.DEVNULL)
    until = time.monotonic() + 300
    while time.monotonic() < until and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return process
        except OSError:
            time.sleep(0.1)
    raise SystemExit("the service does not answer")


async def run_load(port: int, tokens: list[str], pages: int, writes: int, seconds: float) -> Trial:
    """Open the pages, write by the clock, and give the pages a second to hear the last."""
    trial, lines = Trial(), asyncio.Queue[Line]()
    ready = [asyncio.Event() for _ in range(pages)]
    watching = []
    for token, event in zip(tokens[1:], ready, strict=False):
        watching.append(asyncio.create_task(trial.read_page(await Line.open(port, token), event)))
    for _ in range(WRITERS):
        lines.put_nowait(await Line.open(port, tokens[0]))
    await asyncio.wait_for(asyncio.gather(*(one.wait() for one in ready)), 60)
    trial.begun = begun = time.perf_counter() + 0.5
    writing = set[asyncio.Task[None]]()
    for number in range(round(seconds * writes)):
        due = begun + number / writes
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        task = asyncio.create_task(trial.write(lines, number, due))
        writing.add(task)
        task.add_done_callback(writing.discard)
    await asyncio.gather(*writing)
    await asyncio.sleep(1.5)
    for task in watching:
        task.cancel()
    trial.sum_up(pages)
    return trial


def read_cpu_seconds(process: subprocess.Popen[bytes]) -> float:
    """Return what a process has used of the processors."""
    fields = Path(f"/proc/{process.pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def read_memory_bytes(process: subprocess.Popen[bytes]) -> int:
    """Return the most memory that a process had at once."""
    lines = Path(f"/proc/{process.pid}/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM"))


def main() -> None:
    """Fill a record, serve it, load it, and write what was found."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--pages", type=int, default=200)
    parser.add_argument("--writes", type=int, default=50, help="a second")
    parser.add_argument("--events", type=int, default=180_000, help="on record before")
    parser.add_argument("--folder", type=Path, default=Path(DISK), help="where the record is made")
    parser.add_argument("--out", type=Path, default=RESULT)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=asked.folder) as room:
        begun = time.perf_counter()
        tokens = fill_record(Path(room) / "op", asked.events, asked.pages)
        filled = time.perf_counter()
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        process = start_service(Path(room) / "op", port)
        started, before, used = time.perf_counter(), os.getloadavg(), read_cpu_seconds(process)
        try:
            seconds = asked.minutes * 60
            trial = asyncio.run(run_load(port, tokens, asked.pages, asked.writes, seconds))
            used, memory = read_cpu_seconds(process) - used, read_memory_bytes(process)
        finally:
            process.send_signal(signal.SIGTERM)
            ended = time.perf_counter()
            process.wait(60)
    answers, delays = trial.answers.tell(), trial.delays.tell()
    made = {
        "what": f"{asked.pages} pages live, {asked.writes} writes a second for {asked.minutes:g} min, "
        f"{asked.events:,} events on record before",
        "answer to a write": answers,
        "from when a write was due until a page heard": delays,
        "writes that waited longer than is bearable, by the second": dict(Counter(trial.slow_seconds)),
        "errors": dict(trial.errors),
        "pages that were not told of a write": trial.told_late,
        "bearable": max(answers.get("p99_millis", 10**9), delays.get("p99_millis", 10**9)) <= BEARABLE_MILLIS
        and not trial.errors and not trial.told_late,
        "seconds": {
            "to fill the record": round(filled - begun, 1),
            "to start": round(started - filled, 1),
            "to end": round(time.perf_counter() - ended, 1),
        },
        "service": {"share of one processor": round(used / seconds, 3), "most memory, MB": round(memory / 1e6)},
        "load average": {"before": before, "after": os.getloadavg()},
        "machine": f"{platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}, "
        f"granian {version('granian')}",
    }  # fmt: skip
    asked.out.write_text(json.dumps(made, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(made, indent=1))


if __name__ == "__main__":
    main()
