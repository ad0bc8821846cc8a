"""Find when a window is open and a step has room: at checkpoints, at gates, on the street."""

from __future__ import annotations

from typing import Any

import numpy as np

from safeconduct.core.sufficiency.kernels import jit
from safeconduct.core.sufficiency.kernels.script import DAY_SECONDS, FORGIVEN

TINY = 1e-6  # people; as much as the judge forgives where throughput is counted


@jit
def next_fit(s: Any, windows: Any, when: Any, span: Any) -> Any:
    """Give the earliest moment from `when` on at which `span` seconds fit into one window of the set, or infinity."""
    for i in range(s.windows.first[windows], s.windows.first[windows + 1]):
        begin = when if when >= s.windows.start[i] - FORGIVEN else s.windows.start[i]
        if begin + span <= s.windows.end[i] + FORGIVEN:
            return begin
    return np.inf


@jit
def take_room(used: Any, row: Any, step: Any, people: Any, room: Any) -> Any:
    """Take room for people in a step if there is any.

    Who is too many for any step, which slowness can bring about, takes as many whole steps as it needs, all still free.
    """
    if used[row, step] + people <= room + TINY:
        used[row, step] += people
        return True
    if people <= room + TINY or room <= 0.0:
        return False
    steps = int(np.ceil(people / room))
    if step + steps > used.shape[1]:
        return False
    for later in range(step, step + steps):
        if used[row, later] > 0.0:
            return False
    for later in range(step, step + steps):
        used[row, later] = min(room, people - (later - step) * room)
    return True


@jit
def pass_post(s: Any, course: Any, state: Any, post: Any, when: Any, counted_at: Any, people: Any) -> Any:
    """Give when people pass a checkpoint: open, not shut that day, with room in the step; infinity if not in time.

    People who pass at once count into the step of `counted_at`.
    """
    while True:
        free = next_fit(s, s.posts.windows[post], when, 0.0)
        for i in range(course.shut_from.shape[1]):
            if course.shut_from[post, i] <= free < course.shut_to[post, i]:
                free = course.shut_to[post, i]
        if free == np.inf:
            return np.inf
        if free > when:
            when = counted_at = free
            continue
        if when > s.last:
            return np.inf
        step = max(0, int(np.floor(counted_at / s.grain)))
        if people == 0 or take_room(state.post_used, post, step, people, s.posts.room[post]):
            return when
        when = counted_at = (step + 1) * s.grain


@jit
def pass_gate(s: Any, course: Any, state: Any, gate: Any, when: Any, counted_at: Any, people: Any, span: Any) -> Any:
    """Give (when processing begins, when it ends) at a gate that may be slow that day; infinity if not in time."""
    while True:
        if when > s.last:
            return np.inf, np.inf
        step = max(0, int(np.floor(counted_at / s.grain)))
        share = course.gate_share[gate, min(int(when / DAY_SECONDS), course.gate_share.shape[1] - 1)]
        begin = next_fit(s, s.gates.windows[gate], when, span / share)
        if begin == np.inf:
            return np.inf, np.inf
        if begin > when:
            when = counted_at = begin
            continue
        if take_room(state.gate_used, gate, step, people, s.gates.room[gate] * share):
            return when, when + span / share
        when = counted_at = (step + 1) * s.grain
