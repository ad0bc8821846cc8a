"""Look at every leg and trip of a plan as it is written: may it still be, and what does it cost."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

from safeconduct.core.plan.kernels.board import DRIVE, FLY, HOLD, PROCESS, RIDE, WALK
from safeconduct.core.plan.kernels.follow import FINE, follow, is_open, is_shut
from safeconduct.core.plan.kernels.gate_arrival import process_seconds
from safeconduct.core.plan.kernels.streets import harm_between

SITE_SHUT, TOO_QUICK, NO_TRIP, NO_FLIGHT, NOT_SERVED = 6, 7, 8, 9, 10  # beside the codes of `follow`
FORGIVEN = 1.0


def _jit(function: Any) -> Any:
    return njit(cache=True, nogil=True)(function)


@_jit
def audit_leg(b, kind, size, node, depart, arrive, site, gate, flight, trip, rows, post, post_at, entry, entry_at):  # type: ignore[no-untyped-def]
    """Return (code, what the leg costs without the crowd and without its trip, checkpoints passed)."""
    s = b.streets
    if kind in (WALK, DRIVE):
        code, harm, passed, entered = follow(
            s, rows, node, depart, arrive, kind == DRIVE, FORGIVEN, b.bound, post, post_at, entry, entry_at
        )
        return code, size * harm * (b.sheltered if kind == DRIVE else 1.0), passed
    if kind == RIDE:
        if trip < 0:
            return NO_TRIP, 0.0, 0
        for point in range(len(b.point_site)):
            at = b.point_site[point]
            if b.site_node[at] == node and is_open(
                b.site_open_ptr, b.site_open_from, b.site_open_to, at, depart, depart, FORGIVEN
            ):
                return FINE, 0.0, 0
        return SITE_SHUT, 0.0, 0
    if kind == FLY:
        if flight < 0 or abs(b.flight_departs[flight] - depart) > FORGIVEN:
            return NO_FLIGHT, 0.0, 0
        return FINE, size * b.hour_second * b.flight_departs[flight], 0
    code, here = FINE, b.site_node[site]
    harm = harm_between(s, s.node_profile[here], depart, arrive)
    if not is_open(b.site_open_ptr, b.site_open_from, b.site_open_to, site, depart, arrive, FORGIVEN) or is_shut(
        s.node_shut_ptr, s.node_shut_from, s.node_shut_to, here, depart, arrive, FORGIVEN
    ):
        code = SITE_SHUT
    elif kind == PROCESS and gate >= 0:
        k = min(max(int(np.floor(depart / b.step)), 0), b.gate_used.shape[1] - 1)
        if arrive - depart < process_seconds(b, gate, k, size) - FORGIVEN:
            code = TOO_QUICK
    elif kind == PROCESS:
        code = SITE_SHUT
    return code, size * harm * (b.sheltered if kind == HOLD else 1.0), 0


@_jit
def audit_legs(b, m, codes, costs, post_exact, post, post_at, entry, entry_at):  # type: ignore[no-untyped-def]
    """Write the code and cost of every leg, and count who passes each checkpoint in each step."""
    for i in range(len(m.kind)):
        codes[i], costs[i], passed = audit_leg(
            b, m.kind[i], m.size[i], m.node[i], m.depart[i], m.arrive[i], m.site[i], m.gate[i], m.flight[i], m.trip[i],
            m.rows[m.ptr[i] : m.ptr[i + 1]], post, post_at, entry, entry_at,
        )  # fmt: skip
        for j in range(passed):
            k = int(np.floor(post_at[j] / b.step))
            if 0 <= k < post_exact.shape[1]:
                post_exact[post[j], k] += m.size[i]
