"""Replay a plan in the traffic simulator UXsim, which nobody here wrote: when do its vehicles arrive?

Every trip with people aboard and every drive of a party's own car goes in as one vehicle, at its planned moment and
by its planned way. Background traffic goes in beside them: trips between random places, spread over ways of nearly the
same time, so many an hour that at 100 % the busiest link that they use carries 90 % of its capacity. Walks are not
simulated, nor checkpoints and gates; a vehicle that is late does not put its own next trip off. All runs use one
engine, UXsim's C++ one: it and the Python one differ.

Example: .venv/bin/python benchmarks/replay_uxsim.py ../shared/exam/cases/helsinki-300 out/helsinki-plan
"""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from uxsim import World

from replay_command import replay_plans
from replay_traffic import Roads, Run, chains_of
from safeconduct.core.basics import overlaps
from safeconduct.core.plan import Case

RESULT = Path(__file__).resolve().parent / "results" / "replay_uxsim.json"
BLOCK, BEFORE, AFTER = (
    3600,
    900,
    1800,
)  # seconds: what is measured at once, what runs before it and after the last planned arrival


def main() -> None:
    """Replay each plan at each load and write benchmarks/results/replay_uxsim.json."""
    replay_plans(str(__doc__), simulate, RESULT, "uxsim", "C++ engine")


def simulate(
    case: Case, roads: Roads, runs: Sequence[Run], ways: Sequence[tuple[int, ...]], per_hour: float, seed: int
) -> dict[int, float]:
    """Return by how many seconds each run is late; infinity where it never arrives."""
    rng = np.random.default_rng(seed)
    late: dict[int, float] = {}
    for block in sorted({int(run.depart // BLOCK) for run in runs}):
        late.update(run_block(case, roads, runs, block * BLOCK, ways, per_hour, rng))
        gc.collect()  # a world refers to itself, and is large
    return late


def run_block(
    case: Case, roads: Roads, runs: Sequence[Run], begin: float, ways: Sequence[tuple[int, ...]], per_hour: float,
    rng: np.random.Generator,
) -> Iterator[tuple[int, float]]:  # fmt: skip
    """Simulate an hour, with time before and after it; give (number, seconds late) for the runs that depart in it."""
    until = max(run.arrive for run in runs if begin <= run.depart < begin + BLOCK) + AFTER
    first, span = begin - BEFORE, int(np.ceil(until - begin)) + BEFORE
    world = World(
        name="", deltan=1, reaction_time=1, tmax=span, random_seed=int(rng.integers(1 << 30)), print_mode=0,
        save_mode=0, show_mode=0, vehicle_logging_timestep_interval=-1, duo_update_time=10 * span, cpp=True,
    )  # fmt: skip
    for node in sorted({end for ends in roads.ends for end in ends}):
        world.addNode(str(node), float(case.network.x[node]), float(case.network.y[node]))
    for number, (tail, head) in enumerate(roads.ends):
        world.addLink(
            str(number), str(tail), str(head), length=roads.metres[number],
            free_flow_speed=roads.metres[number] / roads.seconds[number], capacity_out=roads.per_hour[number] / 3600,
        )  # fmt: skip
    measured = {}
    for number, run in enumerate(runs):
        if first <= run.depart < begin + BLOCK:
            vehicle = send(world, roads, run.links, run.depart - first)
            if run.depart >= begin:
                measured[number] = vehicle
    for depart in np.sort(rng.uniform(0, span, rng.poisson(per_hour * span / 3600))):
        at = case.start + first + depart
        if not overlaps(case.curfew_windows(), at, at + 1):
            send(world, roads, ways[int(rng.integers(len(ways)))], float(np.floor(depart)))
    world.exec_simulation()
    for number, vehicle in measured.items():
        arrived = vehicle.arrival_time
        yield number, (first + arrived - runs[number].arrive) if arrived >= 0 else np.inf


def send(world: World, roads: Roads, links: tuple[int, ...], depart: float):  # type: ignore[no-untyped-def]
    """Put a vehicle in at a moment, by a way that it may not leave."""
    chains = chains_of(roads, links)
    origin, end = roads.ends[chains[0]][0], roads.ends[chains[-1]][1]
    vehicle = world.addVehicle(str(origin), str(end), depart)
    vehicle.enforce_route([str(chain) for chain in chains])
    return vehicle


if __name__ == "__main__":
    main()
