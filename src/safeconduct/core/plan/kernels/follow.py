"""Follow a way that is given link by link, as the judge does: may it be used then, what harm does it meet.

`forgiven` is 1 where a plan that the judge accepts is looked at, and 0 where a new way is chosen.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

from safeconduct.core.plan.kernels.streets import harm_between

FINE, PACE, CURFEW, CLOSED, CHECKPOINT_SHUT, BROKEN = 0, 1, 2, 3, 4, 5
NOTES_MAX = 64  # checkpoints passed, or links with a capacity entered, on one way


def _jit(function: Any) -> Any:
    return njit(cache=True, nogil=True)(function)


@_jit
def is_shut(ptr, begins, ends, item, start, end, forgiven):  # type: ignore[no-untyped-def]
    """Tell whether a window of an item takes in more than the forgiven time of [start, end], or of one moment."""
    for i in range(ptr[item], ptr[item + 1]):
        if end > start:
            if begins[i] < end - forgiven and ends[i] > start + forgiven:
                return True
        elif begins[i] + forgiven < start < ends[i] - forgiven or (forgiven == 0.0 and begins[i] == start):
            return True
    return False


@_jit
def is_open(ptr, begins, ends, item, start, end, forgiven):  # type: ignore[no-untyped-def]
    """Tell whether [start, end] lies in one of the merged windows of an item."""
    for i in range(ptr[item], ptr[item + 1]):  # noqa: SIM110 (numba knows no generators)
        if begins[i] <= start + forgiven and ends[i] >= end - forgiven:
            return True
    return False


@_jit
def under_curfew(s, start, end, forgiven):  # type: ignore[no-untyped-def]
    """Tell whether moving over [start, end] breaks the curfew."""
    for i in range(len(s.curfew_from)):
        if min(end, s.curfew_to[i]) - max(start, s.curfew_from[i]) > forgiven:
            return True
        if end - start <= forgiven and s.curfew_from[i] + forgiven < start < s.curfew_to[i] - forgiven:
            return True
    return False


@_jit
def free_flow(rows, seconds):  # type: ignore[no-untyped-def]
    """Add up the free-flow time of links."""
    total = 0.0
    for row in rows:
        total += seconds[row]
    return total


@_jit
def follow(s, rows, node, depart, arrive, by_car, forgiven, bound, post, post_at, entry, entry_at):  # type: ignore[no-untyped-def]
    """Return (code, harm per person in the open, checkpoints passed, bound links entered).

    FINE is the code of a way that may be used; the passes and entries are written into the last four arrays. `bound`
    gives the row of each link that has a capacity, or -1.
    """
    seconds = s.auto_seconds if by_car else s.walk_seconds
    free, posts = 0.0, 0
    for row in rows:
        free += seconds[row]
        posts += s.post[s.head[row]] >= 0
    taken = arrive - depart
    if free == np.inf:
        return BROKEN, 0.0, 0, 0
    code = FINE
    if taken < free - forgiven or taken > 1.5 * free + 1800.0 * posts + 60.0:
        code = PACE
    if under_curfew(s, depart, arrive, forgiven):
        code = CURFEW
    if len(rows) > 0 and is_shut(s.node_shut_ptr, s.node_shut_from, s.node_shut_to, node, depart, depart, forgiven):
        code = CLOSED
    stretch = max(0.0, taken) / free if free > 0 else 1.0
    at, harm, passed, entered = depart, 0.0, 0, 0
    for row in rows:
        if s.tail[row] != node:
            return BROKEN, harm, passed, entered
        until = at + seconds[row] * stretch
        node = s.head[row]
        if by_car and bound[row] >= 0:
            if entered == len(entry):
                return BROKEN, harm, passed, entered
            entry[entered], entry_at[entered] = row, at
            entered += 1
        if s.plain[row]:
            harm += s.piece_rate[0] * (until - at)
            at = until
            continue
        if is_shut(s.shut_ptr, s.shut_from, s.shut_to, row, at, until, forgiven) or is_shut(
            s.node_shut_ptr, s.node_shut_from, s.node_shut_to, node, until, until, forgiven
        ):
            code = CLOSED
        harm += harm_between(s, s.profile[row], at, until)
        at = until
        number = s.post[node]
        if number >= 0:
            if not is_open(s.post_open_ptr, s.post_open_from, s.post_open_to, number, at, at, forgiven):
                code = CHECKPOINT_SHUT
            if passed == len(post):
                return BROKEN, harm, passed, entered
            post[passed], post_at[passed] = number, at
            passed += 1
    return code, harm, passed, entered


@_jit
def time_at(rows, seconds, depart, arrive, count):  # type: ignore[no-untyped-def]
    """Give the moment at which so many links of a way are done."""
    free = free_flow(rows, seconds)
    stretch = max(0.0, arrive - depart) / free if free > 0 else 1.0
    at = depart
    for i in range(count):
        at += seconds[rows[i]] * stretch
    return at
