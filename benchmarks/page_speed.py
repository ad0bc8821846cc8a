"""Measure how many pages the neutral address answers in a second on one core, and how long and large pages are.

Usage: nice benchmarks/page_speed.py   (two cores: the service is held on one, who asks on the other; three minutes).
Its store has 10,000 pages of an invented city, in English, each under its own code; every question is another code.
results/page_speed.json keeps what was found.
"""

from __future__ import annotations

import http.client
import json
import os
import platform
import random
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path

import numpy as np
from nacl.signing import SigningKey

from safeconduct.adapters.page_html import HtmlPages, unpack_page
from safeconduct.adapters.page_store import Shelves
from safeconduct.adapters.page_store.code_keys import MEMORY_BYTES, OPS, derive_keys
from safeconduct.core.instructions.reach import PageText, StreetLines, complete_code, index_streets
from safeconduct.core.instructions.route import Route, Stretch, Turn
from safeconduct.core.network import StreetNetwork
from safeconduct.core.plan import LegKind
from safeconduct.core.trust import to_base64url

RESULT = Path(__file__).resolve().parent / "results" / "page_speed.json"
PAGES, ROUNDS, ROUND_SECONDS, CALLERS = 10_000, 5, 10.0, 4
SIDE, STEP = 40, 150.0 / 111_195.0  # crossings, degrees
FAR = 4_000_000_000.0
SERVE = "from safeconduct.wiring import main; main()"


def make_city() -> StreetLines:
    """Return a grid of 40 by 40 crossings with 80 names."""
    tail, head, names = [], [], []
    for column in range(SIDE):
        for row in range(SIDE):
            at = column * SIDE + row
            for other, name, there in (
                (at + SIDE, f"Invented Street {row}", column + 1 < SIDE),
                (at + 1, f"Paper Avenue {column}", row + 1 < SIDE),
            ):
                if there:
                    tail.append(at)
                    head.append(other)
                    names.append(name)
    many, yes = len(tail), np.ones(len(tail), dtype=np.bool_)
    places = np.arange(SIDE * SIDE)
    return index_streets(
        StreetNetwork(
            tuple(map(str, places)), places // SIDE * STEP, places % SIDE * STEP, tuple(map(str, range(many))),
            np.array(tail, dtype=np.int32), np.array(head, dtype=np.int32), np.full(many, 150.0), np.full(many, 30.0),
            yes, yes, np.full(many, np.nan), tuple(names),
        )
    )  # fmt: skip


def invent_page(rng: random.Random) -> PageText:
    """Return the text and the way of a walk with four to twelve streets."""
    column, row = rng.randrange(5, SIDE - 25), rng.randrange(5, SIDE - 25)
    line, stretches = [(column * STEP, row * STEP)], []
    for at in range(rng.randint(4, 12)):
        blocks, begin = rng.randint(1, 3), len(line) - 1
        for _ in range(blocks):
            column, row = (column + 1, row) if at % 2 else (column, row + 1)
            line.append((column * STEP, row * STEP))
        name = f"Invented Street {row}" if at % 2 else f"Paper Avenue {column}"
        stretches.append(Stretch(Turn.RIGHT if at % 2 else Turn.LEFT, name, blocks * 150.0, "north", begin=begin))
    told = [f"   - Turn onto {stretch.name}. Follow it for {stretch.metres:.0f} m." for stretch in stretches]
    more = ["If anything goes wrong, go inside, stay inside, and answer on the channel by which this came."] * 12
    text = "\n".join(["WHAT TO DO", "1. Stay inside until 09:04.", "2. At 09:04 leave.", *told, "", *more, ""])
    return PageText(text, "en", "ltr", (Route(LegKind.WALK, 0.0, 600.0, tuple(stretches), tuple(line)),))


def fill(folder: Path) -> tuple[list[str], dict[str, object]]:
    """Fill a store; return its codes, and what pages measure."""
    rng, lines, writer = random.Random(7), make_city(), HtmlPages("Number check")
    key = SigningKey(bytes(32))
    codes = [complete_code(number) for number in rng.sample(range(10**9), PAGES)]
    sizes, packed = [], []
    begun = time.perf_counter()
    for _ in codes:
        told = invent_page(rng)
        signed = to_base64url(bytes(key.sign(told.text.encode())))
        packed.append(writer.write(told, writer.draw(told, lines), signed, key.verify_key.encode().hex(), "X" * 19))
        sizes.append(len(unpack_page(packed[-1])))
    written = time.perf_counter() - begun
    shelf = Shelves().make(folder / "pages", folder / "pages.pepper")
    shelf.put(zip(codes, packed, strict=True), FAR)
    shelf.close()
    return codes, {
        "pages": PAGES,
        "html_bytes_median": statistics.median(sizes),
        "html_bytes_most": max(sizes),
        "answer_bytes": sorted({len(page) for page in packed}),
        "milliseconds_to_write_one": round(1000 * written / PAGES, 1),
    }


def ask(port: int, codes: list[str], until: float, taken: list[float], seed: int) -> None:
    """Ask for one page after the other on one connection until a moment; keep how long each took."""
    rng = random.Random(seed)
    line = http.client.HTTPConnection("127.0.0.1", port)
    heads = {"Content-Type": "application/x-www-form-urlencoded", "Accept-Encoding": "gzip"}
    while time.perf_counter() < until:
        begun = time.perf_counter()
        line.request("POST", "/", f"c={rng.choice(codes)}", heads)
        answer = line.getresponse()
        page = answer.read()
        taken.append(time.perf_counter() - begun)
        assert answer.status == 200
        assert b'id="signed"' in unpack_page(page) if rng.random() < 0.01 else len(page) >= 12_288


def measure_answers(folder: Path, codes: list[str]) -> dict[str, object]:
    """Serve the store on the first core and ask from the second; the median of the rounds."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = ["taskset", "-c", "0", sys.executable, "-c", SERVE, "page", "serve", str(folder / "pages")]
    served = subprocess.Popen([*command, "--port", str(port)], stderr=subprocess.DEVNULL)
    os.sched_setaffinity(0, {1})
    try:
        for _ in range(600):
            with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                break
            time.sleep(0.1)
        rounds = []
        for number in range(ROUNDS):
            taken: list[float] = []
            begun = time.perf_counter()
            callers = [
                threading.Thread(target=ask, args=(port, codes, begun + ROUND_SECONDS, taken, number * CALLERS + one))
                for one in range(CALLERS)
            ]
            before = _used(served.pid)
            for caller in callers:
                caller.start()
            for caller in callers:
                caller.join()
            wall = time.perf_counter() - begun
            busy = _used(served.pid) - before
            taken.sort()
            rounds.append(
                {
                    "a_second": round(len(taken) / wall),
                    "a_second_of_the_core": round(len(taken) / busy),
                    "median_ms": round(1000 * taken[len(taken) // 2], 2),
                    "p99_ms": round(1000 * taken[int(len(taken) * 0.99)], 2),
                }
            )
            print(rounds[-1], flush=True)
    finally:
        served.terminate()
        served.wait(20)
    middle = sorted(rounds, key=lambda one: one["a_second"])[ROUNDS // 2]
    return {"callers": CALLERS, "rounds": rounds, "median": middle}


def _used(pid: int) -> float:
    """Return the seconds that a process has had of its core."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def measure_search() -> dict[str, object]:
    """Say how long somebody needs who has seized the store and the pepper, to try all codes on one core."""
    begun, before = time.process_time(), 300
    for number in range(before):
        derive_keys(complete_code(number), bytes(32), bytes(16))
    each = (time.process_time() - begun) / before
    return {
        "argon2id": {"passes": OPS, "bytes": MEMORY_BYTES},
        "milliseconds_each": round(1000 * each, 2),
        "core_days_for_all_codes": round(10**9 * each / 86_400, 1),
    }


def main() -> None:
    """Measure, print and keep."""
    with tempfile.TemporaryDirectory() as name:
        codes, sizes = fill(Path(name))
        print(sizes, flush=True)
        found = {
            "pages": sizes,
            "search": measure_search(),
            "answers": measure_answers(Path(name), codes),
            "load_at_the_end": [round(one, 1) for one in os.getloadavg()],
            "machine": {"cores": os.cpu_count(), "system": platform.platform(), "python": platform.python_version()},
            "versions": {name: version(name) for name in ("fastapi", "granian", "pynacl")},
        }
    RESULT.write_text(json.dumps(found, indent=1) + "\n")
    print(json.dumps(found, indent=1))


if __name__ == "__main__":
    main()
