"""Bring as many people as can be to the gates by every step at once, exactly, where people are many and divisible.

Example:
    >>> import numpy as np
    >>> street = ArrivalProblem.of(nodes=2, links=[(0, 1, 3, 5)], supplies=[(0, 12, 0)], gates=[1], last_step=9)
    >>> solve_arrival(street).curve.tolist()
    [0, 0, 0, 5, 10, 12, 12, 12, 12, 12]
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from safeconduct.core.plan.kernels.arrival import fill_slots
from safeconduct.core.plan.kernels.arrival_clip import clip
from safeconduct.core.plan.kernels.arrival_state import Links, Moves

Counts = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class ArrivalProblem:
    """Say who is where, and what links and gates let through. Waiting is free and without limit.

    Steps run from 0 to `last_step`. A link may take no time at all. There is at most one gate at a node; people may
    pass it or wait at it.
    """

    nodes: int
    tail: Counts  # (links,)
    head: Counts
    travel_steps: Counts
    capacity: Counts  # (links, steps) people by the step of entering, or (links, 1) = the same at every step
    supply_node: Counts  # (supplies,)
    supply_people: Counts
    supply_step: Counts  # from which they can leave
    gate_node: Counts  # (gates,)
    gate_capacity: Counts  # (gates, steps)
    last_step: int

    def __post_init__(self) -> None:
        """Refuse what has no meaning.

        Raises: ValueError with what is wrong.
        """
        steps, links, gates = self.last_step + 1, len(self.tail), len(self.gate_node)
        rules = {
            "links start, end and gates are at nodes there are": all(
                ((at >= 0) & (at < self.nodes)).all() for at in (self.tail, self.head, self.supply_node, self.gate_node)
            ),
            "no travel time, capacity or supply is negative": all(
                (a >= 0).all() for a in (self.travel_steps, self.capacity, self.supply_people, self.gate_capacity)
            ),
            "supplies are ready within the steps": bool(((self.supply_step >= 0) & (self.supply_step < steps)).all()),
            "a node has one gate": len(np.unique(self.gate_node)) == gates,
            "capacities are one a link, or one a link and step": self.capacity.shape in ((links, 1), (links, steps)),
            "gates have a capacity for each step": self.gate_capacity.shape == (gates, steps),
        }
        broken = [rule for rule, holds in rules.items() if not holds]
        if broken:
            raise ValueError(f"An arrival problem must keep to this: {'; '.join(broken)}.")

    @classmethod
    def of(
        cls,
        nodes: int,
        links: Sequence[tuple[int, int, int, int]],
        supplies: Sequence[tuple[int, int, int]],
        gates: Sequence[int],
        last_step: int,
    ) -> ArrivalProblem:
        """Make one from (tail, head, travel steps, capacity), (node, people, step) and gates that take everybody."""
        link = np.asarray(links, np.int64).reshape(-1, 4)
        supply = np.asarray(supplies, np.int64).reshape(-1, 3)
        room = np.full((len(gates), last_step + 1), supply[:, 1].sum())
        at = np.asarray(gates, np.int64)
        tail, head, travel = link[:, 0], link[:, 1], link[:, 2]
        who = supply[:, 0], supply[:, 1], supply[:, 2]
        return cls(nodes, tail, head, travel, link[:, 3:], *who, at, room, last_step)


@dataclass(frozen=True, slots=True)
class ArrivalFlow:
    """Say how many people are on each link and wait at each node in each step, and when they arrive."""

    on_link: Counts  # (links, steps) by the step of entering
    waiting: Counts  # (nodes, steps) from this step to the next, at home too
    arrived: Counts  # (gates, steps)
    sent: Counts  # (supplies,)
    left: Counts  # (supplies,)
    frontier: NDArray[np.int32]  # (steps, nodes) last step of the node beyond the cut that bounds arrivals by a step
    phases: int  # of search

    @property
    def curve(self) -> Counts:
        """Give how many have arrived by each step; no flow has more by any step."""
        return np.asarray(self.arrived.sum(axis=0).cumsum())

    def cost(self, penalty_steps: int) -> int:
        """Give the sum of all arrival steps, with a penalty for everybody who is left."""
        by_step = self.arrived.sum(axis=0)
        return int(by_step @ np.arange(len(by_step))) + penalty_steps * int(self.left.sum())


def solve_arrival(
    problem: ArrivalProblem, penalty_steps: int | None = None, start: ArrivalFlow | None = None
) -> ArrivalFlow:
    """Give the flow with the least sum of arrival steps and penalties; by every step as many arrive as can at all.

    A step later than the penalty is not used: who would arrive then is left. Without a penalty everybody who can
    arrive does. `start` is a flow of a problem that differs in capacities and supplies only: it is kept as
    far as it fits.
    """
    steps, links = problem.last_step + 1, len(problem.tail)
    last = problem.last_step if penalty_steps is None else min(problem.last_step, penalty_steps)
    order, by_node = np.argsort(problem.head, kind="stable"), np.argsort(problem.supply_node, kind="stable")
    n = _lay_out(problem, order, by_node)
    frontier = np.full((steps, problem.nodes), -1, np.int32)
    if start is None:
        m = Moves(
            np.zeros((links, steps), np.int64),
            np.zeros((problem.nodes, steps), np.int64),
            np.zeros((len(problem.gate_node), steps), np.int64),
            problem.gate_capacity.copy(),
            problem.supply_people[by_node],
            np.full(problem.nodes, -1, np.int32),
            np.full(links, -1, np.int32),
        )
    else:
        m = _keep(problem, start, n, order, by_node)
    phases = int(fill_slots(n, m, 0, last, frontier))
    frontier[last + 1 :] = frontier[last]
    on_link, left = np.empty_like(m.flow), np.empty_like(m.supply_left)
    on_link[order], left[by_node] = m.flow, m.supply_left
    return ArrivalFlow(on_link, m.waiting, m.arrived, problem.supply_people - left, left, frontier, phases)


def _lay_out(problem: ArrivalProblem, order: Any, by_node: Any) -> Links:
    nodes = np.arange(problem.nodes + 1)
    tail, head = problem.tail[order].astype(np.int32), problem.head[order].astype(np.int32)
    out = np.argsort(tail, kind="stable").astype(np.int32)
    gate = np.full(problem.nodes, -1, np.int32)
    gate[problem.gate_node] = np.arange(len(problem.gate_node))
    return Links(
        np.searchsorted(head, nodes),
        tail,
        head,
        problem.travel_steps[order].astype(np.int32),
        np.searchsorted(tail[out], nodes),
        out,
        np.ascontiguousarray(problem.capacity[order]),
        np.searchsorted(problem.supply_node[by_node], nodes),
        problem.supply_step[by_node].astype(np.int32),
        problem.supply_people[by_node],
        gate,
        problem.gate_node.astype(np.int32),
    )


def _keep(problem: ArrivalProblem, start: ArrivalFlow, n: Links, order: Any, by_node: Any) -> Moves:
    """Give what fits of a flow; nothing is known to be of no use yet."""
    steps = np.arange(problem.last_step + 1)
    m = Moves(
        start.on_link[order],
        start.waiting.copy(),
        start.arrived.copy(),
        problem.gate_capacity - start.arrived,
        (problem.supply_people - start.sent)[by_node],
        np.full(problem.nodes, -1, np.int32),
        np.where(start.on_link[order] > 0, steps, -1).max(axis=1).astype(np.int32),
    )
    clip(n, m)
    return m
