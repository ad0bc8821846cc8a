"""Share work out: the same work in the same pieces gives the same answer, whoever does which piece.

A piece draws its own random numbers, from the seed and its own number, and what comes back stands in the order of the
pieces: so one after the other, in threads, and on other machines the answer is the same, bit for bit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol, TypeVar

S = TypeVar("S")
R = TypeVar("R")


class Crew(Protocol):
    """Do the pieces of a work."""

    def share_out(self, work: Callable[[S, range], R], shared: S, pieces: Sequence[range]) -> Iterator[R]:
        """Give `work(shared, piece)` of each piece, in the order of the pieces.

        `work` is a function of a module, and what goes in and out are plain values: another process may do it.
        """
        ...


class OneByOne:
    """Do piece after piece in this thread; fills Crew."""

    def share_out(self, work: Callable[[S, range], R], shared: S, pieces: Sequence[range]) -> Iterator[R]:
        """Give the result of each piece as it is asked for."""
        return (work(shared, piece) for piece in pieces)


class Threads:
    """Do pieces in as many threads as this machine bears; fills Crew. The kernels leave the interpreter free."""

    def share_out(self, work: Callable[[S, range], R], shared: S, pieces: Sequence[range]) -> Iterator[R]:
        """Give the result of each piece, in order; others go on meanwhile."""
        with ThreadPoolExecutor() as pool:
            yield from pool.map(lambda piece: work(shared, piece), pieces)


def cut_pieces(count: int, most: int) -> list[range]:
    """Cut 0 to count - 1 into pieces of at most so many, in order.

    >>> cut_pieces(5, 2)
    [range(0, 2), range(2, 4), range(4, 5)]
    """
    return [range(begin, min(begin + most, count)) for begin in range(0, count, most)]
