"""Check a flow of arrivals, and prove by cuts that none has more people arrive by any step."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from safeconduct.core.plan.arrival import ArrivalFlow, ArrivalProblem, Counts


@dataclass(frozen=True, slots=True)
class FullLink:
    """Say that a link of the bottleneck is full from the first to the last of these steps of entering."""

    link: int
    first_step: int
    last_step: int
    people: int


def find_faults(problem: ArrivalProblem, flow: ArrivalFlow) -> list[str]:
    """Say all that is wrong with a flow: over capacity, before they are ready, from nowhere or to nowhere."""
    steps = problem.last_step + 1
    into, out = np.zeros((problem.nodes, steps), np.int64), np.zeros((problem.nodes, steps), np.int64)
    np.add.at(into, (problem.supply_node, problem.supply_step), problem.supply_people - flow.left)
    np.add.at(out, problem.gate_node, flow.arrived)
    np.add.at(out, problem.tail, flow.on_link)
    late = 0
    for travel in np.unique(problem.travel_steps):
        of = problem.travel_steps == travel
        end = max(0, steps - int(travel))
        late += int(np.abs(flow.on_link[of, end:]).sum())
        shifted = np.zeros((int(of.sum()), steps), np.int64)
        shifted[:, steps - end :] = flow.on_link[of, :end]
        np.add.at(into, problem.head[of], shifted)
    out += flow.waiting
    into[:, 1:] += flow.waiting[:, :-1]
    parts = (flow.on_link, flow.waiting, flow.arrived, flow.left, problem.supply_people - flow.left)
    wrong = {
        "a number of people is negative": any((part < 0).any() for part in parts),
        "a link is over its capacity": bool((flow.on_link > problem.capacity).any()),
        "a gate is over its capacity": bool((flow.arrived > problem.gate_capacity).any()),
        "people enter a link that ends after the last step": late > 0,
        "people wait beyond the last step": bool(flow.waiting[:, -1].any()),
        "people appear or vanish at a node": bool((into != out).any()),
    }
    return [fault for fault, found in wrong.items() if found]


def cut_people(problem: ArrivalProblem, flow: ArrivalFlow, step: int) -> int:
    """Give how many people can arrive by a step at most: what the flow's cut for that step lets through.

    Any frontier gives a bound that holds; it is equal to the curve exactly if the flow has the most people arrive.
    """
    beyond = np.minimum(flow.frontier[step], step).astype(np.int64)
    first, last = _cut_steps(problem, beyond)
    if problem.capacity.shape[1] == 1:
        links = int((problem.capacity[:, 0] * np.maximum(0, last - first + 1)).sum())
    else:
        summed = np.concatenate([np.zeros((len(first), 1), np.int64), problem.capacity.cumsum(axis=1)], axis=1)
        rows = np.arange(len(first))
        links = int((summed[rows, np.maximum(last + 1, first)] - summed[rows, first]).sum())
    kept = problem.supply_people[problem.supply_step <= beyond[problem.supply_node]].sum()
    steps = np.arange(problem.last_step + 1)
    open_gate = (steps > beyond[problem.gate_node][:, None]) & (steps <= step)
    return links + int(kept) + int(problem.gate_capacity[open_gate].sum())


def least_cost(problem: ArrivalProblem, flow: ArrivalFlow, penalty_steps: int) -> int:
    """Give what no flow can cost less than, by the cuts of all steps. It is equal to the cost of an optimal flow."""
    people, last = int(problem.supply_people.sum()), min(problem.last_step, penalty_steps)
    most = [min(people, cut_people(problem, flow, step)) for step in range(last + 1)]
    return sum(people - arrived for arrived in most[:-1]) + (penalty_steps - last) * (people - most[-1])


def bottleneck(problem: ArrivalProblem, flow: ArrivalFlow, step: int | None = None) -> list[FullLink]:
    """Name the links that keep more people from arriving by a step, with the steps in which they are full.

    Without a step: by the last one at which somebody was still on the way or left.
    """
    if step is None:
        waiting = np.flatnonzero(flow.curve < problem.supply_people.sum())
        step = int(waiting[-1]) if len(waiting) else 0
    first, last = _cut_steps(problem, np.minimum(flow.frontier[step], step).astype(np.int64))
    return [
        FullLink(int(e), int(first[e]), int(last[e]), int(flow.on_link[e, first[e] : last[e] + 1].sum()))
        for e in np.flatnonzero(last >= first)
        if problem.capacity[e].any()
    ]


def _cut_steps(problem: ArrivalProblem, beyond: NDArray[np.int64]) -> tuple[Counts, Counts]:
    """Give the first and last step in which entering each link leads over the cut."""
    return beyond[problem.tail] + 1, beyond[problem.head] - problem.travel_steps
