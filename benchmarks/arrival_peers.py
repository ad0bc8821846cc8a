"""Solve an arrival problem with other people's solvers, on the whole time-expanded network."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import numpy as np

from safeconduct.core.plan.arrival import ArrivalProblem

LEMON = Path(__file__).parent / "lemon_arrival.cc"


class Answer(NamedTuple):
    """Say what a solver found, and what it took: solving alone, and with building its network."""

    cost: int | None
    arrived: int | None
    cpu: float
    wall: float
    cpu_whole: float


class Expanded(NamedTuple):
    """Hold the time-expanded network: one node a state, one behind the gates."""

    tail: np.ndarray
    head: np.ndarray
    room: np.ndarray
    cost: np.ndarray
    supply: np.ndarray


def expand(problem: ArrivalProblem, penalty: int) -> Expanded:
    """Make a node of every state and an arc of every link and step, wait, arrival and stay."""
    steps, nodes = problem.last_step + 1, np.arange(problem.nodes)
    behind, people = problem.nodes * steps, int(problem.supply_people.sum())
    parts = []
    for s in range(steps):
        e = np.flatnonzero(problem.travel_steps + s < steps)
        there = problem.head[e] * steps + s + problem.travel_steps[e]
        parts.append((problem.tail[e] * steps + s, there, problem.capacity[e, 0], 0))
        if s + 1 < steps:
            parts.append((nodes * steps + s, nodes * steps + s + 1, people, 0))
        parts.append((problem.gate_node * steps + s, behind, people, s))
    home = problem.supply_node * steps + problem.supply_step
    parts.append((home, behind, problem.supply_people, penalty))
    sized = [[np.broadcast_to(column, len(part[0])) for column in part] for part in parts]
    tail, head, room, cost = (np.concatenate(column).astype(np.int64) for column in zip(*sized, strict=True))
    supply = np.zeros(behind + 1, np.int64)
    np.add.at(supply, home, problem.supply_people)
    supply[behind] = -people
    order = np.argsort(tail, kind="stable")
    return Expanded(tail[order], head[order], room[order], cost[order], supply)


def clock(solve: Callable[[], object], began: float) -> tuple[float, float, float]:
    """Give (CPU seconds, wall seconds, CPU seconds since it began) of a call."""
    cpu, wall = time.process_time(), time.perf_counter()
    solve()
    return time.process_time() - cpu, time.perf_counter() - wall, time.process_time() - began


def run_min_cost(problem: ArrivalProblem, penalty: int) -> Answer:
    """Solve with OR-Tools' SimpleMinCostFlow."""
    from ortools.graph.python import min_cost_flow

    began = time.process_time()
    net, solver = expand(problem, penalty), min_cost_flow.SimpleMinCostFlow()
    solver.add_arcs_with_capacity_and_unit_cost(net.tail, net.head, net.room, net.cost)
    solver.set_nodes_supplies(np.arange(len(net.supply)), net.supply)
    took = clock(solver.solve, began)
    return Answer(solver.optimal_cost(), None, *took)


def run_max_flow(problem: ArrivalProblem, penalty: int) -> Answer:
    """Count with OR-Tools' SimpleMaxFlow who can arrive at all."""
    from ortools.graph.python import max_flow

    began = time.process_time()
    net, solver = expand(problem, penalty), max_flow.SimpleMaxFlow()
    keep, home = net.cost != penalty, np.flatnonzero(net.supply > 0)
    source, behind = len(net.supply), len(net.supply) - 1
    solver.add_arcs_with_capacity(net.tail[keep], net.head[keep], net.room[keep])
    solver.add_arcs_with_capacity(np.full(len(home), source), home, net.supply[home])
    took = clock(lambda: solver.solve(source, behind), began)
    return Answer(None, solver.optimal_flow(), *took)


def run_highs(problem: ArrivalProblem, penalty: int) -> Answer:
    """Solve the whole linear program with HiGHS."""
    import highspy

    began = time.process_time()
    net, solver, program = expand(problem, penalty), highspy.Highs(), highspy.HighsLp()
    solver.setOptionValue("output_flag", False)
    arcs = len(net.tail)
    program.num_col_, program.num_row_ = arcs, len(net.supply)
    program.col_cost_, program.col_lower_, program.col_upper_ = net.cost, np.zeros(arcs), net.room
    program.row_lower_ = program.row_upper_ = net.supply
    program.a_matrix_.start_ = np.arange(0, 2 * arcs + 1, 2)
    program.a_matrix_.index_ = np.column_stack([net.tail, net.head]).ravel()
    program.a_matrix_.value_ = np.tile([1.0, -1.0], arcs)
    solver.passModel(program)
    took = clock(solver.run, began)
    return Answer(round(solver.getInfo().objective_function_value), None, *took)


def build_lemon(folder: Path) -> Path | None:
    """Compile the program that calls LEMON, if the compiler and the library are there."""
    program = folder / "lemon_arrival"
    if not shutil.which("g++"):
        return None
    done = subprocess.run(["g++", "-O3", "-o", str(program), str(LEMON)], capture_output=True, check=False)
    return program if done.returncode == 0 else None


def run_lemon(problem: ArrivalProblem, penalty: int, program: Path) -> Answer:
    """Solve with LEMON's network simplex."""
    began, wall = time.process_time(), time.perf_counter()
    net = expand(problem, penalty)
    with tempfile.NamedTemporaryFile() as file:
        sizes = np.array([len(net.supply), len(net.tail)])
        np.concatenate([sizes, net.tail, net.head, net.room, net.cost, net.supply]).tofile(file.name)
        done = subprocess.run([str(program), file.name], capture_output=True, text=True, check=True)
    cpu, cost = done.stdout.split()
    whole = time.process_time() - began + float(cpu)
    return Answer(int(cost), None, float(cpu), time.perf_counter() - wall, whole)
