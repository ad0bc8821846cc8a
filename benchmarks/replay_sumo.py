"""Replay a plan in the traffic simulator SUMO, which nobody here wrote: when do its vehicles arrive?

Like replay_uxsim.py, with the same vehicles, ways and background, but every vehicle is driven for itself, brakes for
turns and gives way at junctions: who comes from the right goes first, unless a faster road is crossed. SUMO's own
defaults hold for drivers, but that nobody drives faster than the limit; a fleet's vehicle is 12 m long and accelerates
like a bus. Walks, checkpoints and gates are not simulated; a vehicle that is late does not put its own next trip off.

Example: .venv/bin/python benchmarks/replay_sumo.py ../shared/exam/cases/helsinki-300 out/helsinki-plan
"""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import sumo

from replay_command import replay_plans
from replay_traffic import Roads, Run, chains_of
from safeconduct.core.basics import overlaps
from safeconduct.core.plan import Case

RESULT = Path(__file__).resolve().parent / "results" / "replay_sumo.json"
BIN = Path(sumo.SUMO_HOME) / "bin"
BEFORE, AFTER = 900, 3600  # seconds of traffic before the first run and after the last
METRES_A_DEGREE = 111_195.0


def main() -> None:
    """Replay each plan at each load and write benchmarks/results/replay_sumo.json."""
    replay_plans(str(__doc__), simulate, RESULT, "eclipse-sumo", "microscopic")


def simulate(
    case: Case, roads: Roads, runs: Sequence[Run], ways: Sequence[tuple[int, ...]], per_hour: float, seed: int
) -> dict[int, float]:
    """Return by how many seconds each run is late; infinity where it never arrives."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        write_net(case, roads, [chains_of(roads, way) for way in (*(run.links for run in runs), *ways)], folder)
        begin, end = max(0.0, runs[0].depart - BEFORE), runs[-1].depart + AFTER
        write_routes(case, roads, runs, ways, per_hour, (begin, end), seed, folder)
        command = [
            str(BIN / "sumo"), "-n", "net.xml", "-r", "routes.xml", "--tripinfo-output", "trips.xml", "-b",
            str(int(begin)), "-e", str(int(end)), "--seed", str(seed), "--no-step-log", "--no-warnings",
        ]  # fmt: skip
        subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
        late = dict.fromkeys(range(len(runs)), float("inf"))
        for _, item in ElementTree.iterparse(folder / "trips.xml"):
            if item.tag == "tripinfo" and item.get("id", "").startswith("p"):
                number = int(item.get("id", "p0")[1:])
                late[number] = float(item.get("arrival", "inf")) - runs[number].arrive
            item.clear()
        return late


def write_net(case: Case, roads: Roads, ways: Sequence[list[int]], folder: Path) -> None:
    """Write the roads with their true shapes and lengths, and join them where a way goes from one to the next."""
    x = case.network.x * METRES_A_DEGREE * np.cos(np.radians(case.network.y.mean()))
    y = case.network.y * METRES_A_DEGREE
    nodes = sorted({end for ends in roads.ends for end in ends})
    _write(folder / "nodes.xml", "nodes", (
        f'<node id="{node}" x="{x[node]:.2f}" y="{y[node]:.2f}" type="priority"/>' for node in nodes
    ))  # fmt: skip
    edges = []
    for number, links in enumerate(roads.links):
        tail, head = roads.ends[number]
        line = [tail, *(int(case.network.head[link]) for link in links)]
        shape = " ".join(f"{x[node]:.2f},{y[node]:.2f}" for node in line)
        speed = roads.metres[number] / roads.seconds[number]
        edges.append(
            f'<edge id="{number}" from="{tail}" to="{head}" numLanes="1" speed="{speed:.3f}" shape="{shape}" '
            f'length="{max(roads.metres[number], 0.1):.2f}" priority="{round(3.6 * speed / 10)}"/>'
        )
    _write(folder / "edges.xml", "edges", edges)
    joints = sorted({pair for way in ways for pair in pairwise(way)})
    _write(folder / "joints.xml", "connections", (f'<connection from="{a}" to="{b}"/>' for a, b in joints))
    command = [
        str(BIN / "netconvert"), "-n", "nodes.xml", "-e", "edges.xml", "-x", "joints.xml", "-o", "net.xml",
        "--offset.disable-normalization", "--no-warnings",
    ]  # fmt: skip
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)


def write_routes(
    case: Case, roads: Roads, runs: Sequence[Run], ways: Sequence[tuple[int, ...]], per_hour: float,
    span: tuple[float, float], seed: int, folder: Path,
) -> None:  # fmt: skip
    """Write the plan's vehicles and the background, in order of departure; nobody sets out in a curfew."""
    rng = np.random.default_rng(seed)
    moments = np.sort(rng.uniform(*span, rng.poisson(per_hour * (span[1] - span[0]) / 3600)))
    curfew = case.curfew_windows()
    found = [
        (run.depart, f'p{number}" type="{"fleet" if run.is_trip else "car"}', chains_of(roads, run.links))
        for number, run in enumerate(runs)
    ]
    for number, moment in enumerate(moments.tolist()):
        way = ways[int(rng.integers(len(ways)))]
        if not overlaps(curfew, case.start + moment, case.start + moment + 1):
            found.append((moment, f'b{number}" type="car', chains_of(roads, way)))

    def lines() -> Iterator[str]:
        yield '<vType id="car" vClass="passenger" speedFactor="1" speedDev="0"/>'
        yield '<vType id="fleet" vClass="bus" length="12" accel="1.2" speedFactor="1" speedDev="0"/>'
        for depart, ident, chains in sorted(found, key=lambda item: item[0]):
            route = " ".join(map(str, chains))
            yield f'<vehicle id="{ident}" depart="{depart:.2f}" departSpeed="max"><route edges="{route}"/></vehicle>'

    _write(folder / "routes.xml", "routes", lines())


def _write(path: Path, tag: str, lines: Iterator[str] | Sequence[str]) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.write(f"<{tag}>\n")
        file.writelines(f"{line}\n" for line in lines)
        file.write(f"</{tag}>\n")


if __name__ == "__main__":
    main()
