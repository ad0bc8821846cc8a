"""Lay out who watches which place for screens and programs: words, and JSON-ready values in the case's local time."""

from __future__ import annotations

from collections.abc import Sequence

from safeconduct.core.basics import format_time
from safeconduct.core.picture.watchers import Hearing, Lookout

NOBODY = "nobody watches here"


def view_lookouts(lookouts: Sequence[Lookout], offset_seconds: int) -> list[dict[str, object]]:
    """Return who watches a place, JSON-ready; an empty list = nobody."""
    return [
        {
            "watch_id": one.watcher.watch_id,
            "source": one.watcher.source,
            "kind": one.watcher.kind.value,
            "metres": one.metres,
            "hearing": one.hearing.value,
            "last_heard": None if one.heard is None else format_time(one.heard, offset_seconds),
            "seen": one.seen,
        }
        for one in lookouts
    ]


def word_lookouts(lookouts: Sequence[Lookout], offset_seconds: int, everywhere: float = 0.0) -> tuple[str, ...]:
    """Say who watches a place, each in a few words; that nobody does, where that is so.

    `everywhere` is the share of all that happens which becomes known anyhow.

    >>> word_lookouts([], 0), word_lookouts([], 0, 0.3)
    (('nobody watches here',), ('nobody watches here', 'of all that happens 30% becomes known anyhow'))
    """
    anyhow = (f"of all that happens {everywhere:.0%} becomes known anyhow",) if everywhere else ()
    return (tuple(_word(one, offset_seconds) for one in lookouts) or (NOBODY,)) + anyhow


def _word(one: Lookout, offset_seconds: int) -> str:
    name = f"{one.watcher.source} ({one.watcher.kind.value})"
    if one.heard is None:
        begins = format_time(one.watcher.window.start, offset_seconds)[5:16]
        return f"{name}, not heard yet, watches from {begins}"
    when = format_time(one.heard, offset_seconds)[5:16]
    silent = ", SILENT since" if one.hearing is Hearing.SILENT else ", heard up to"
    return f"{name}{silent} {when}, sees {one.seen:.0%}"
