"""Plan routes as the Capacity Constrained Route Planner does (Lu, George and Shekhar 2005): the heuristic peer.

Again and again: of all ways from places that still hold people to any destination, take the one that arrives first
given what is reserved already, and reserve it for as many people as fit.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from safeconduct.core.plan.arrival import ArrivalProblem


def plan_routes(problem: ArrivalProblem, penalty: int) -> int:
    """Give the sum of arrival steps and penalties of CCRP's plan; gates take everybody, all are ready at step 0."""
    steps = problem.last_step + 1
    order = np.argsort(problem.tail, kind="stable")
    start = np.searchsorted(problem.tail[order], np.arange(problem.nodes + 1))
    room = np.broadcast_to(problem.capacity[order], (len(order), steps)).copy()
    people = np.zeros(problem.nodes, np.int64)
    np.add.at(people, problem.supply_node, problem.supply_people)
    gate = np.zeros(problem.nodes, np.bool_)
    gate[problem.gate_node] = True
    return int(reserve(start, problem.head[order], problem.travel_steps[order], room, people, gate, penalty))


@njit(cache=True)
def reserve(start, head, travel, room, people, gate, penalty):
    """Reserve way after way, each found by a search in order of time from all places that hold people."""
    nodes, steps = len(people), room.shape[1]
    cost = 0
    at, by, depart = np.empty(nodes, np.int64), np.empty(nodes, np.int64), np.empty(nodes, np.int64)
    tail = np.empty(len(head), np.int64)
    for v in range(nodes):
        tail[start[v] : start[v + 1]] = v
    first, following = np.empty(steps, np.int64), np.empty(len(head) + nodes, np.int64)
    entry = np.empty(len(head) + nodes, np.int64)
    while True:
        at[:], by[:], first[:] = steps, -1, -1
        count = 0
        for v in range(nodes):
            if people[v] > 0:
                at[v] = 0
                entry[count], following[count], first[0] = v, first[0], count
                count += 1
        goal, now = -1, 0
        while goal < 0 and now < steps:
            i = first[now]
            if i < 0:
                now += 1
                continue
            first[now], v = following[i], entry[i]
            if at[v] != now:
                continue
            if gate[v]:
                goal = v
                break
            for e in range(start[v], start[v + 1]):
                s, w = now, head[e]
                while s + travel[e] < at[w] and room[e, s] == 0:
                    s += 1
                if s + travel[e] < at[w]:
                    at[w], by[w], depart[w] = s + travel[e], e, s
                    entry[count], following[count], first[at[w]] = w, first[at[w]], count
                    count += 1
        if goal < 0:
            return cost + penalty * people.sum()
        v, amount = goal, np.iinfo(np.int64).max
        while by[v] >= 0:
            amount = min(amount, room[by[v], depart[v]])
            v = tail[by[v]]
        amount = min(amount, people[v])
        people[v] -= amount
        v = goal
        while by[v] >= 0:
            room[by[v], depart[v]] -= amount
            v = tail[by[v]]
        cost += amount * at[goal]
