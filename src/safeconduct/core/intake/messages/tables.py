"""Write a table of words as a line of words."""

from __future__ import annotations


def words_of(line: str) -> frozenset[str]:
    """Return the words of a line.

    >>> sorted(words_of("gate road"))
    ['gate', 'road']
    """
    return frozenset(line.split())
