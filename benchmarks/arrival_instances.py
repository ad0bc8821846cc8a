"""Read the arrival benchmark's networks from a folder: TransportationNetworks' .tntp files, and zetool's Padang."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from safeconduct.core.plan.arrival import ArrivalProblem

SINKS, LAST_STEP, PENALTY = 10, 60, 240
# folder, beginning of the files' names, minutes in one unit of free-flow time
NETWORKS = {
    "Sioux Falls": ("SiouxFalls", "SiouxFalls", 1.0),
    "Anaheim": ("Anaheim", "Anaheim", 1.0),
    "Chicago Sketch": ("Chicago-Sketch", "ChicagoSketch", 1.0),
    # the file names no unit: times are whole thirds, and lengths in metres agree with a third = one second
    "Berlin-Center": ("Berlin-Center", "berlin-center", 0.05),
}
PADANG = "Padang"


def read_instance(networks: Path, name: str, seed: int) -> tuple[ArrivalProblem, int]:
    """Give the problem and the penalty for everybody who is left."""
    if name == PADANG:
        problem = read_padang(next(networks.rglob("padang_10p_10s_flow01.dat")))
        return problem, 4 * problem.last_step
    folder, begin, minutes = NETWORKS[name]
    rows = read_links(networks / folder / f"{begin}_net.tntp")
    trips = read_trips(networks / folder / f"{begin}_trips.tntp")
    nodes = int(rows[:, :2].max())
    sinks = np.sort(np.random.default_rng(seed).choice(nodes, SINKS, replace=False))
    supplies = [(o - 1, round(people), 0) for o, people in trips.items() if o - 1 not in sinks and round(people)]
    capacity = np.maximum(1, rows[:, 2] // 60)
    travel = np.ceil(rows[:, 4] * minutes - 1e-9)
    links = np.column_stack([rows[:, 0] - 1, rows[:, 1] - 1, travel, capacity]).astype(np.int64)
    return ArrivalProblem.of(nodes, links, supplies, sinks, LAST_STEP), PENALTY  # type: ignore[arg-type]


def read_links(path: Path) -> np.ndarray:
    """Take from, to, capacity an hour, length and free-flow time of each link."""
    _, _, body = path.read_text(encoding="utf-8").partition("<END OF METADATA>")
    lines = (line.strip().rstrip(";").split() for line in body.splitlines())
    return np.array([[float(cell) for cell in cells[:5]] for cells in lines if cells and cells[0][0] != "~"])


def read_trips(path: Path) -> dict[int, float]:
    """Take how many trips begin at each origin."""
    origin, found = 0, {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("Origin"):
            origin = int(line.split()[1])
            found[origin] = 0.0
        elif origin:
            found[origin] += sum(float(part.split(":")[1]) for part in line.split(";") if ":" in part)
    return found


def read_padang(path: Path) -> ArrivalProblem:
    """Take the one instance whole: its sources, its sink and its horizon; its steps are of ten seconds."""
    number: dict[str, int] = {}
    links, supplies, gates, last = [], [], [], 0
    for line in path.read_text(encoding="utf-8").splitlines():
        cells = line.split()
        if cells[0] == "E":
            u, v = (number.setdefault(name, len(number)) for name in cells[1:3])
            links.append((u, v, int(cells[4]), int(cells[3])))
        elif cells[0] == "S":
            supplies.append((number.setdefault(cells[1], len(number)), int(cells[2]), 0))
        elif cells[0] == "T":
            gates.append(number.setdefault(cells[1], len(number)))
        elif cells[0] == "TIME":
            last = int(cells[1])
    return ArrivalProblem.of(len(number), links, supplies, gates, last)
