"""Carry a text together with where each of its characters stood in the original."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, eq=False)
class MappedText:
    """Hold a text; `offsets[i]` is where code point i stood, `offsets[len(text)]` where the text ended there."""

    text: str
    offsets: NDArray[np.int32]  # shape (len(text) + 1,)

    def cut(self, start: int, end: int) -> MappedText:
        """Return the code points [start, end).

        >>> map_plain("at the gate").cut(7, 11).text
        'gate'
        """
        return MappedText(self.text[start:end], self.offsets[start : end + 1])

    def strip(self) -> MappedText:
        """Return the text without white space at its ends.

        >>> strip = map_plain("  gate ").strip()
        >>> strip.text, int(strip.offsets[0])
        ('gate', 2)
        """
        start = len(self.text) - len(self.text.lstrip())
        return self.cut(start, max(start, len(self.text.rstrip())))


def map_plain(text: str, at: int = 0) -> MappedText:
    """Return a text that stands in the original as it is, from the offset `at`.

    >>> map_plain("no", 5).offsets.tolist()
    [5, 6, 7]
    """
    return MappedText(text, np.arange(at, at + len(text) + 1, dtype=np.int32))


def map_to(text: str, start: int, end: int) -> MappedText:
    """Return a text that stands for the code points [start, end) of the original as a whole: a label, a separator.

    >>> map_to(": ", 7, 8).offsets.tolist()
    [7, 7, 8]
    """
    offsets = np.full(len(text) + 1, start, np.int32)
    offsets[-1] = end
    return MappedText(text, offsets)


def join_mapped(pieces: Sequence[MappedText]) -> MappedText:
    """Return the pieces one after the other.

    >>> joined = join_mapped([map_plain("in", 3), map_to(" ", 5, 9), map_plain("it", 9)])
    >>> joined.text, joined.offsets.tolist()
    ('in it', [3, 4, 5, 9, 10, 11])
    """
    if not pieces:
        return map_plain("")
    heads = [piece.offsets[:-1] for piece in pieces]
    return MappedText("".join(piece.text for piece in pieces), np.concatenate([*heads, pieces[-1].offsets[-1:]]))
