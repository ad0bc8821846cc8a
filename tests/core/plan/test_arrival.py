"""Promise that arrivals are as many as can be by every step, and that the flow and the cuts prove it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from scipy.optimize import linprog
from scipy.sparse import coo_array

from safeconduct.core.plan.arrival import ArrivalFlow, ArrivalProblem, solve_arrival
from safeconduct.core.plan.arrival_check import bottleneck, cut_people, find_faults, least_cost

CASES = range(60)


def random_problem(seed: int) -> ArrivalProblem:
    """Make a small network with links of no time, cycles of them, closures, late supplies and narrow gates."""
    rng = np.random.default_rng(seed)
    nodes, links, steps = int(rng.integers(2, 8)), int(rng.integers(1, 22)), int(rng.integers(2, 10))
    supplies, gates = int(rng.integers(1, 6)), int(rng.integers(1, min(nodes, 3) + 1))
    tail, head = rng.integers(0, nodes, (2, links))
    shape = (links, steps) if rng.random() < 0.5 else (links, 1)
    most = 9 if rng.random() < 0.5 else 40
    return ArrivalProblem(
        nodes,
        tail,
        head,
        rng.choice([0, 0, 1, 1, 2, 3], links),
        rng.integers(0, 7, shape),
        rng.integers(0, nodes, supplies),
        rng.integers(0, 12, supplies),
        rng.integers(0, steps, supplies) * (rng.random(supplies) < 0.4),
        rng.choice(nodes, gates, replace=False),
        rng.integers(0, most, (gates, steps)),
        steps - 1,
    )


def least_by_program(problem: ArrivalProblem, penalty: int) -> int:
    """Give the least cost by a linear program over the whole time-expanded network."""
    steps, nodes = problem.last_step + 1, problem.nodes
    arcs: list[tuple[int, int, float, int]] = []  # from state, to state (-1 = out), most, cost
    capacity = np.broadcast_to(problem.capacity, (len(problem.tail), steps))
    for e, (u, v, travel) in enumerate(zip(problem.tail, problem.head, problem.travel_steps, strict=True)):
        arcs += [
            (u * steps + s, v * steps + s + travel, float(capacity[e, s]), 0) for s in range(max(0, steps - travel))
        ]
    arcs += [(v * steps + s, v * steps + s + 1, np.inf, 0) for v in range(nodes) for s in range(steps - 1)]
    for k, v in enumerate(problem.gate_node):
        arcs += [(v * steps + s, -1, float(problem.gate_capacity[k, s]), s) for s in range(steps)]
    arcs += [(v * steps + s, -1, np.inf, penalty) for v in range(nodes) for s in range(steps)]
    rows, columns, values = [], [], []
    for i, (begin, end, _, _) in enumerate(arcs):
        rows.append(begin), columns.append(i), values.append(1.0)
        if end >= 0:
            rows.append(end), columns.append(i), values.append(-1.0)
    there = np.zeros(nodes * steps)
    np.add.at(there, problem.supply_node * steps + problem.supply_step, problem.supply_people)
    equal = coo_array((values, (rows, columns)), shape=(nodes * steps, len(arcs))).tocsr()
    bounds = [(0.0, most) for _, _, most, _ in arcs]
    found = linprog([cost for *_, cost in arcs], A_eq=equal, b_eq=there, bounds=bounds, method="highs")
    assert found.status == 0
    return round(found.fun)


def prove(problem: ArrivalProblem, flow: ArrivalFlow, last: int) -> None:
    """Hold a flow to conservation and to the cuts of every step."""
    assert find_faults(problem, flow) == []
    assert [cut_people(problem, flow, step) for step in range(last + 1)] == flow.curve[: last + 1].tolist()


@pytest.mark.parametrize("seed", CASES)
def test_cost_is_what_a_linear_program_finds(seed: int) -> None:
    """The flow costs exactly what the linear program of the whole time-expanded network costs, and its cuts say so."""
    problem = random_problem(seed)
    penalty = problem.last_step + 1 + seed % 5
    flow = solve_arrival(problem, penalty)
    prove(problem, flow, problem.last_step)
    assert flow.cost(penalty) == least_by_program(problem, penalty) == least_cost(problem, flow, penalty)


@pytest.mark.parametrize("seed", CASES)
def test_small_penalty_leaves_who_would_come_too_late(seed: int) -> None:
    """Where being left costs less than a late arrival, the flow still costs what the linear program finds."""
    problem = random_problem(seed)
    penalty = max(1, problem.last_step // 2)
    flow = solve_arrival(problem, penalty)
    prove(problem, flow, penalty)
    assert flow.cost(penalty) == least_by_program(problem, penalty) == least_cost(problem, flow, penalty)


@pytest.mark.parametrize("seed", CASES)
def test_by_every_step_as_many_arrive_as_with_that_as_the_last(seed: int) -> None:
    """No horizon can be had at the cost of another: the curve cut short is the curve of the short problem."""
    problem = random_problem(seed)
    curve = solve_arrival(problem).curve
    short = solve_arrival(problem, penalty_steps=problem.last_step // 2)
    assert short.curve[: problem.last_step // 2 + 1].tolist() == curve[: problem.last_step // 2 + 1].tolist()


@pytest.mark.parametrize("seed", CASES)
def test_start_from_another_flow_ends_as_well(seed: int) -> None:
    """A flow of other capacities, supplies and gates is mended to one as good as a fresh one."""
    before, rng = random_problem(seed), np.random.default_rng(seed)
    after = replace(
        before,
        capacity=np.where(rng.random(before.capacity.shape) < 0.3, rng.integers(0, 7), before.capacity),
        supply_people=np.where(rng.random(len(before.supply_people)) < 0.3, 3, before.supply_people),
        gate_capacity=np.where(rng.random(before.gate_capacity.shape) < 0.2, 1, before.gate_capacity),
    )
    warm, fresh = solve_arrival(after, start=solve_arrival(before)), solve_arrival(after)
    prove(after, warm, after.last_step)
    assert warm.curve.tolist() == fresh.curve.tolist()


def test_long_way_round_frees_the_short_one() -> None:
    """Who is nearer gives way where that lets more arrive in time."""
    links = [(0, 1, 0, 1), (1, 3, 1, 1), (0, 2, 1, 1), (2, 3, 1, 1)]
    problem = ArrivalProblem.of(4, links, [(0, 1, 0), (1, 1, 0)], [3], 4)
    assert solve_arrival(problem).curve.tolist() == [0, 1, 2, 2, 2]


def test_bottleneck_is_the_narrow_bridge() -> None:
    """The links named are those that keep people, in the steps in which they are full."""
    problem = ArrivalProblem.of(4, [(0, 1, 1, 9), (1, 2, 2, 3), (2, 3, 1, 9)], [(0, 20, 0)], [3], 12)
    flow = solve_arrival(problem)
    assert flow.curve.tolist() == [0, 0, 0, 0, 3, 6, 9, 12, 15, 18, 20, 20, 20]
    assert [(full.link, full.first_step, full.last_step) for full in bottleneck(problem, flow)] == [(1, 1, 6)]


def test_long_horizon_and_a_ring_without_time() -> None:
    """Three hundred and fifty steps and a ring of links that take no time are no trouble."""
    ring = [(i, (i + 1) % 30, 0, 4) for i in range(30)]
    problem = ArrivalProblem.of(31, [*ring, (7, 30, 5, 1)], [(i, 10, i) for i in range(30)], [30], 350)
    flow = solve_arrival(problem)
    prove(problem, flow, 350)
    assert flow.curve[304] == 300
    assert flow.curve[303] == 299


@pytest.mark.parametrize(
    ("part", "value"),
    [("on_link", 1), ("on_link", -1), ("waiting", 1), ("arrived", 1), ("left", -1)],
)
def test_checker_sees_a_flow_that_was_tampered_with(part: str, value: int) -> None:
    """One person more or less anywhere is found."""
    problem = ArrivalProblem.of(3, [(0, 1, 1, 2), (1, 2, 1, 2)], [(0, 9, 0)], [2], 6)
    flow = solve_arrival(problem)
    array = getattr(flow, part).copy()
    array.flat[0] += value
    assert find_faults(problem, flow) == []
    assert find_faults(problem, replace(flow, **{part: array}))


def test_meaningless_problem_is_refused() -> None:
    """A link to nowhere and a negative capacity are both named."""
    with pytest.raises(ValueError, match=r"nodes there are; no travel time"):
        ArrivalProblem.of(2, [(0, 5, 1, -1)], [(0, 1, 0)], [1], 3)
