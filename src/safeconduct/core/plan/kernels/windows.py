"""Average the hazard, and tell what is closed, over a window of time."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

from safeconduct.core.plan.kernels.streets import harm_between


def _jit(function: Any) -> Any:
    return njit(cache=True, nogil=True)(function)


@_jit
def mean_rates(s, start, end):  # type: ignore[no-untyped-def]
    """Give the mean hazard rate of every link over [start, end], per person-second."""
    profiles = len(s.piece_ptr) - 1
    mean = np.empty(profiles)
    for profile in range(profiles):
        mean[profile] = harm_between(s, profile, start, end) / (end - start)
    return mean[s.profile]


@_jit
def shut_in_window(s, start, end):  # type: ignore[no-untyped-def]
    """Tell which links are closed for more than half of [start, end], and which at any time in it.

    A link counts as closed while the node at its end is closed or is a checkpoint that is not open.
    """
    links = len(s.head)
    mostly, ever = np.zeros(links, np.bool_), np.zeros(links, np.bool_)
    for link in range(links):
        if s.plain[link]:
            continue
        node = s.head[link]
        closed = 0.0
        for i in range(s.shut_ptr[link], s.shut_ptr[link + 1]):
            closed += max(0.0, min(end, s.shut_to[i]) - max(start, s.shut_from[i]))
        for i in range(s.node_shut_ptr[node], s.node_shut_ptr[node + 1]):
            closed += max(0.0, min(end, s.node_shut_to[i]) - max(start, s.node_shut_from[i]))
        post = s.post[node]
        if post >= 0:
            opened = 0.0
            for i in range(s.post_open_ptr[post], s.post_open_ptr[post + 1]):
                opened += max(0.0, min(end, s.post_open_to[i]) - max(start, s.post_open_from[i]))
            closed += (end - start) - opened
        ever[link] = closed > 0.0
        mostly[link] = closed > 0.5 * (end - start)
    return mostly, ever
