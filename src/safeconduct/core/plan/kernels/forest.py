"""Grow the trees of cheapest ways when they are first asked for, and keep them.

A tree belongs to a target (gates, then transit points), a mode, a variant and a window of time. Variant 0 keeps off
every link that is closed at any time of the window, variant 1 only off those closed for most of it (on foot by the
shortest way); by car, variant 2 + c passes no checkpoint but c.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from safeconduct.core.plan.kernels.mend_tree import mend_tree
from safeconduct.core.plan.kernels.streets import grow_tree
from safeconduct.core.plan.kernels.windows import mean_rates, shut_in_window

ON_FOOT, BY_CAR = 0, 1
FOOT_VARIANTS = 2
FOOT_BIAS, CAR_BIAS = 3e-4 / 3600, 1e-4 / 3600  # per second: how much a minute more weighs beside the hazard
MARGIN = 3600.0  # seconds before a window in which people set out to arrive in it


class Forest(NamedTuple):
    """Hold the trees grown so far; `slot` says where each is, -1 = not grown."""

    window_seconds: float
    walk_max: float
    sheltered: float
    target: NDArray[np.int32]  # (targets,) node
    gates: int  # of the targets
    car_variants: int
    have_window: NDArray[np.bool_]  # (windows,)
    rate: NDArray[np.float64]  # (windows, links)
    mostly: NDArray[np.bool_]  # (windows, links)
    ever: NDArray[np.bool_]
    reach: NDArray[np.float32]  # (targets, nodes) metres of the shortest way on foot; 0 at the target = not known yet
    slot: NDArray[np.int32]  # (modes, targets, variants, windows)
    cut: NDArray[np.int32]  # (modes, targets, variants, windows) where the tree is some of whose links were lost since
    used: NDArray[np.int64]  # (2,) slots in use; of them, those that are never given up
    next_link: NDArray[np.int32]  # (slots, nodes)
    seconds: NDArray[np.float32]  # free flow to the target
    harm: NDArray[np.float32]  # per person, of the way at the window's mean rates, in the open
    post: NDArray[np.int16]  # first checkpoint on the way, -1 = none
    lead: NDArray[np.float32]  # seconds from there to the target


def _jit(function: Any) -> Any:
    return njit(cache=True, nogil=True)(function)


@_jit
def _weights(s, f, mode, variant, window, target):  # type: ignore[no-untyped-def]
    """Give the weight of every link for one kind of tree; infinity = not to be used."""
    if not f.have_window[window]:
        begin, end = window * f.window_seconds - MARGIN, (window + 1) * f.window_seconds
        f.rate[window] = mean_rates(s, begin, end)
        mostly, ever = shut_in_window(s, begin, end)
        f.mostly[window], f.ever[window] = mostly, ever
        f.have_window[window] = True
    seconds = s.auto_seconds if mode == BY_CAR else s.walk_seconds
    weight = np.full(len(seconds), np.inf)
    share, bias = (f.sheltered, CAR_BIAS) if mode == BY_CAR else (1.0, FOOT_BIAS)
    for m in range(len(seconds)):
        if seconds[m] == np.inf or (f.mostly[window, m] if variant == 1 else f.ever[window, m]):
            continue
        if variant == 1 and mode == ON_FOOT:
            weight[m] = seconds[m]
        else:
            weight[m] = seconds[m] * (f.rate[window, m] * share + bias)
        if variant > 1 and s.post[s.head[m]] >= 0 and s.post[s.head[m]] != variant - 2 and s.head[m] != target:
            weight[m] = np.inf
    return weight


@_jit
def tree_slot(s, f, mode, number, variant, window):  # type: ignore[no-untyped-def]
    """Give the slot of a tree, grown or mended now if it was not."""
    slot, was = f.slot[mode, number, variant, window], f.cut[mode, number, variant, window]
    if slot >= 0:
        return slot
    slot = _take_slot(f)
    f.slot[mode, number, variant, window] = slot
    target = f.target[number]
    seconds = s.auto_seconds if mode == BY_CAR else s.walk_seconds
    weight = _weights(s, f, mode, variant, window, target)
    most = np.inf if mode == BY_CAR else f.walk_max
    if was >= 0:
        f.next_link[slot], f.seconds[slot], f.harm[slot] = f.next_link[was], f.seconds[was], f.harm[was]
        f.post[slot], f.lead[slot] = f.post[was], f.lead[was]
        order = mend_tree(s, f.next_link[slot], weight, most)
    else:
        next_link, order, _, _ = grow_tree(s, target, seconds, weight, most)
        f.next_link[slot] = next_link
    rate = f.rate[window]
    f.seconds[slot, target], f.harm[slot, target] = 0.0, 0.0
    f.post[slot, target], f.lead[slot, target] = -1, 0.0
    for node in order:
        link = f.next_link[slot, node]
        if link < 0:
            continue
        onward = s.head[link]
        f.seconds[slot, node] = f.seconds[slot, onward] + seconds[link]
        f.harm[slot, node] = f.harm[slot, onward] + seconds[link] * rate[link]
        if s.post[onward] >= 0:
            f.post[slot, node], f.lead[slot, node] = s.post[onward], f.seconds[slot, onward]
        else:
            f.post[slot, node], f.lead[slot, node] = f.post[slot, onward], f.lead[slot, onward]
    return slot


@_jit
def _take_slot(f):  # type: ignore[no-untyped-def]
    """Give a slot for a tree; when all are in use, all but the kept are forgotten."""
    if f.used[0] == f.next_link.shape[0]:
        all_slots = f.slot.ravel()
        for i in range(len(all_slots)):
            if all_slots[i] >= f.used[1]:
                all_slots[i] = -1
        f.used[0] = f.used[1]
    f.used[0] += 1
    return f.used[0] - 1


@_jit
def within_reach(s, f, number, node, metres):  # type: ignore[no-untyped-def]
    """Tell whether a target can be reached on foot within so many metres if nothing is closed."""
    reach = f.reach[number]
    if reach[f.target[number]] == 0.0:
        reach[:] = np.inf
        far = grow_tree(s, f.target[number], s.walk_seconds, s.walk_seconds, f.walk_max)[2]
        for i in range(len(reach)):
            reach[i] = far[i]
        reach[f.target[number]] = 1e-3
    return reach[node] <= metres + 1.0


@_jit
def window_at(f, when):  # type: ignore[no-untyped-def]
    """Give the window of a moment of arrival."""
    return min(max(int(when / f.window_seconds), 0), len(f.have_window) - 1)


@_jit
def grow_all(s, f):  # type: ignore[no-untyped-def]
    """Grow every tree that a repair asks for first, as far as there are slots, and keep it for good.

    Half of the slots are left for trees that are grown or mended later.
    """
    most = f.next_link.shape[0] // 2
    gates = f.gates
    for variant in range(f.car_variants):
        for window in range(len(f.have_window)):
            for number in range(f.slot.shape[1]):
                if variant != 1 and f.used[0] < most and number < gates:
                    tree_slot(s, f, BY_CAR, number, variant, window)
                if variant == 0 and f.used[0] < most:
                    tree_slot(s, f, ON_FOOT, number, variant, window)
    for number in range(f.slot.shape[1]):
        within_reach(s, f, number, 0, 0.0)
    f.used[1] = f.used[0]


@_jit
def forget_links(s, f, links, begin, end):  # type: ignore[no-untyped-def]
    """Forget the trees that use one of the links, of the windows that meet [begin, end]; all others stay cheapest.

    Holds where the links were closed then. A tree that was kept for good is mended when it is asked for again.
    """
    for window in range(len(f.have_window)):
        if window * f.window_seconds - MARGIN > end or (window + 1) * f.window_seconds < begin:
            continue
        f.have_window[window] = False
        for mode in range(f.slot.shape[0]):
            for number in range(f.slot.shape[1]):
                for variant in range(f.slot.shape[2]):
                    slot = f.slot[mode, number, variant, window]
                    if slot < 0:
                        continue
                    for link in links:
                        if f.next_link[slot, s.tail[link]] == link:
                            f.slot[mode, number, variant, window] = -1
                            f.cut[mode, number, variant, window] = slot if slot < f.used[1] else -1
                            break


@_jit
def trace(b, f, number, variant, node, when):  # type: ignore[no-untyped-def]
    """Give the links by car from a node to a target for an arrival at about a moment; none where there is no way."""
    slot = tree_slot(b.streets, f, BY_CAR, number, variant, window_at(f, when))
    rows = np.empty(len(f.next_link[slot]), np.int64)
    count = 0
    while f.next_link[slot, node] >= 0:
        rows[count] = f.next_link[slot, node]
        node = b.streets.head[rows[count]]
        count += 1
    return rows[:count].copy()
