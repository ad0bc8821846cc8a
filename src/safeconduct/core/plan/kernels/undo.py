"""Take a plan back to an earlier moment, step by step."""

from __future__ import annotations

from typing import Any

from numba import njit

from safeconduct.core.plan.kernels.log import PLACED, STARTED, TAKEN, recall_party, recall_trip
from safeconduct.core.plan.kernels.place import count_in, count_out, stay_home
from safeconduct.core.plan.kernels.trips import pull_trip, put_trip


def _jit(function: Any) -> Any:
    return njit(cache=True, nogil=True)(function)


@_jit
def undo(g, d, cost, crowd):  # type: ignore[no-untyped-def]
    """Undo every step that is written down; the totals become those given."""
    at = d.log_length[0]
    while at > 0:
        at -= 1
        kind, number = d.log_ints[at, 0], d.log_ints[at, 1]
        if kind == PLACED:
            count_out(g, d, number)
            stay_home(g, d, number)
        elif kind == TAKEN:
            recall_party(d, at, number)
            count_in(g, d, number)
        elif kind == STARTED:
            pull_trip(g, d, number)
        else:
            put_trip(g, d, number, recall_trip(d, at, number))
    d.log_length[0] = 0
    d.totals[0], d.totals[1] = cost, crowd
