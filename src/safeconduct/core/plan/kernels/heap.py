"""Keep nodes in order of their keys: a binary heap in two arrays."""

from __future__ import annotations

from numba import njit


@njit(cache=True, nogil=True)
def push(keys, nodes, size, key, node):  # type: ignore[no-untyped-def]
    """Put a node on a heap of `size` nodes and give the new size; the arrays must have room for it."""
    i = size
    while i > 0 and keys[(i - 1) // 2] > key:
        keys[i], nodes[i] = keys[(i - 1) // 2], nodes[(i - 1) // 2]
        i = (i - 1) // 2
    keys[i], nodes[i] = key, node
    return size + 1


@njit(cache=True, nogil=True)
def pop(keys, nodes, size):  # type: ignore[no-untyped-def]
    """Take the node with the least key off a heap of `size` > 0 nodes; give the new size, the key and the node."""
    key, node = keys[0], nodes[0]
    size -= 1
    last_key, last_node, i = keys[size], nodes[size], 0
    while 2 * i + 1 < size:
        child = 2 * i + 1
        if child + 1 < size and keys[child + 1] < keys[child]:
            child += 1
        if keys[child] >= last_key:
            break
        keys[i], nodes[i] = keys[child], nodes[child]
        i = child
    keys[i], nodes[i] = last_key, last_node
    return size, key, node
