"""Keep the lists that tell without a search who rides, who is processed when, and who is still at home."""

from __future__ import annotations

from typing import Any

from numba import njit


def _jit(function: Any) -> Any:
    return njit(cache=True, nogil=True)(function)


@_jit
def link_first(following, before, first, owner, p):  # type: ignore[no-untyped-def]
    """Put a party at the head of its owner's linked list."""
    head = first[owner]
    following[p], before[p] = head, -1
    if head >= 0:
        before[head] = p
    first[owner] = p


@_jit
def unlink(following, before, first, owner, p):  # type: ignore[no-untyped-def]
    """Take a party out of its owner's linked list."""
    if before[p] >= 0:
        following[before[p]] = following[p]
    else:
        first[owner] = following[p]
    if following[p] >= 0:
        before[following[p]] = before[p]


@_jit
def leave_list(g, d, p):  # type: ignore[no-untyped-def]
    """Take a party that has got a place off the lists of those at home."""
    at, last = d.home_at[p], d.counts[0] - 1
    other = d.home_list[last]
    d.home_list[at], d.home_list[last] = other, p
    d.home_at[other], d.home_at[p] = at, last
    d.counts[0] = last
    for row in range(g.row_ptr[p], g.row_ptr[p + 1]):
        i = g.row_at[row]
        if i >= 0:
            point = g.row_site[row]
            d.callers[point] -= 1
            _swap(d, i, g.at_ptr[point] + d.callers[point])


@_jit
def join_list(g, d, p):  # type: ignore[no-untyped-def]
    """Put a party that has lost its place back onto the lists of those at home."""
    at, last = d.home_at[p], d.counts[0]
    other = d.home_list[last]
    d.home_list[at], d.home_list[last] = other, p
    d.home_at[other], d.home_at[p] = at, last
    d.counts[0] = last + 1
    for row in range(g.row_ptr[p], g.row_ptr[p + 1]):
        i = g.row_at[row]
        if i >= 0:
            point = g.row_site[row]
            _swap(d, i, g.at_ptr[point] + d.callers[point])
            d.callers[point] += 1


@_jit
def _swap(d, i, to):  # type: ignore[no-untyped-def]
    """Bring a row to a place in the list of its transit point, and what was there to the row's."""
    at, other = d.calling_at[i], d.calling[to]
    d.calling[at], d.calling[to] = other, i
    d.calling_at[other], d.calling_at[i] = at, to
