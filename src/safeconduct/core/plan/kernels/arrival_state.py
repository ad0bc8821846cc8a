"""Say how links, people and a search are laid out for the kernels of arrivals."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray


class Links(NamedTuple):
    """Hold the links in order of their heads, and who is where from when on."""

    in_start: NDArray[np.int64]  # (nodes + 1,)
    tail: NDArray[np.int32]  # (links,)
    head: NDArray[np.int32]
    travel: NDArray[np.int32]  # steps
    out_start: NDArray[np.int64]  # (nodes + 1,)
    out_link: NDArray[np.int32]
    capacity: NDArray[np.int64]  # (links, steps), or (links, 1) where it is the same at every step
    supply_start: NDArray[np.int64]  # (nodes + 1,) supplies in order of node
    supply_step: NDArray[np.int32]
    supply_people: NDArray[np.int64]
    gate: NDArray[np.int32]  # (nodes,) number of the gate there, or -1
    gate_node: NDArray[np.int32]


class Moves(NamedTuple):
    """Hold what moves so far."""

    flow: NDArray[np.int64]  # (links, steps) by the step of entering
    waiting: NDArray[np.int64]  # (nodes, steps) from this step to the next
    arrived: NDArray[np.int64]  # (gates, steps)
    room: NDArray[np.int64]  # (gates, steps) what the gates can still take
    supply_left: NDArray[np.int64]
    dead: NDArray[np.int32]  # (nodes,)
    last: NDArray[np.int32]  # (links,) last step that anybody may enter at, or -1


class Search(NamedTuple):
    """Hold what one phase finds: intervals of steps at nodes, and people who can be in them."""

    node: NDArray[np.int32]  # of each interval
    level: NDArray[np.int32]  # arcs between it and the slot
    next: NDArray[np.int32]  # the next interval to look at that is as promising, or -1
    first: NDArray[np.int32]  # (promise,) the first one; promise: its level, and the links before it
    ahead: NDArray[np.int32]  # (nodes,) links from the nearest people to be sent, full or not
    top: NDArray[np.int32]  # (nodes,) last step found, not less than dead
    base: NDArray[np.int32]  # (nodes,) last step looked at, likewise
    label: NDArray[np.int64]  # (nodes * steps,) number of the interval << 32 | arcs of the state that were tried
    source: NDArray[np.int32]  # number of a supply, or -1 = who arrives later
    source_interval: NDArray[np.int32]
    source_step: NDArray[np.int32]


class Path(NamedTuple):
    """Hold the states of a path, the arcs by which it leaves them, and how many can come to each."""

    node: NDArray[np.int32]
    step: NDArray[np.int32]
    link: NDArray[np.int32]
    kind: NDArray[np.int8]
    amount: NDArray[np.int64]
