"""Lay the ways of all parties out as one table: a row for each party, place it can go to, and way there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from safeconduct.core.plan.access import Channel
from safeconduct.core.plan.kernels.model import TO_GATE_BY_CAR, TO_TRANSIT_POINT

BEST_KEPT = 4  # ways of one kind to one gate that are kept for one party: by different checkpoints


class AccessTable(NamedTuple):
    """Hold the rows, sorted by party; the fields are those of `Given`, which says what they mean."""

    row_ptr: NDArray[np.int64]
    row_party: NDArray[np.int32]
    row_kind: NDArray[np.int8]
    row_site: NDArray[np.int32]
    row_tree: NDArray[np.int32]
    row_cost: NDArray[np.float32]
    row_variant: NDArray[np.int8]
    row_post: NDArray[np.int16]
    row_lead: NDArray[np.float32]
    row_least: NDArray[np.float32]
    best_cost: NDArray[np.float64]
    at_ptr: NDArray[np.int64]
    at_row: NDArray[np.int32]
    row_at: NDArray[np.int32]


class AccessRows:
    """Collect the rows, channel by channel."""

    def __init__(self, columns: int, windows: int) -> None:
        """Begin with none."""
        empty = np.zeros(0, np.int32)
        costs, posts = np.zeros((0, columns)), np.zeros((0, windows))
        self._parts: list[tuple[NDArray[Any], ...]] = [
            (empty, empty.astype(np.int8), empty, empty, costs.astype(np.float32), costs.astype(np.int8),
             posts.astype(np.int16), posts.astype(np.float32)),
        ]  # fmt: skip

    def add(
        self, party: NDArray[np.int32], kind: int, site: int, channel: Channel, use: NDArray[np.int64] | None = None
    ) -> None:
        """Add a channel's rows `use` (all, if not given) for the parties, where there is any way at all."""
        if use is None:
            use = np.arange(len(party))
        use = use[np.isfinite(channel.cost[use]).any(axis=1)]
        count = len(use)
        self._parts.append((
            party[use], np.full(count, kind, np.int8), np.full(count, site, np.int32),
            np.full(count, channel.tree, np.int32), channel.cost[use], channel.variant[use],
            channel.post[use], channel.lead[use],
        ))  # fmt: skip

    def add_best(self, party: NDArray[np.int32], kind: int, site: int, channels: Sequence[Channel]) -> None:
        """Add for each party the few channels that are best at their best hour."""
        if not len(party):
            return
        least = np.stack([channel.cost[: len(party)].min(axis=1) for channel in channels])  # (channels, parties)
        rank = np.argsort(least, axis=0, kind="stable")
        for chosen in rank[:BEST_KEPT]:
            for number, channel in enumerate(channels):
                self.add(party, kind, site, channel, np.nonzero(chosen == number)[0])

    def table(self, parties: int, points: int, sheltered: float) -> AccessTable:
        """Return the table; costs by car are then those inside it. Takes the rows away from here."""
        columns = [list(column) for column in zip(*self._parts, strict=True)]
        self._parts.clear()
        order = np.argsort(np.concatenate(columns[0]), kind="stable")
        sorted_columns = []
        while columns:  # one after the other: together they are large
            sorted_columns.append(np.concatenate(columns.pop(0))[order])
        party, kind, site, tree, cost, variant, post, lead = sorted_columns
        cost[(kind == TO_GATE_BY_CAR)[:, None] & np.isfinite(cost)] *= sheltered
        best, least = np.full(parties, np.inf), cost.min(axis=1, initial=np.inf)
        np.minimum.at(best, party, least)
        to_point = np.nonzero(kind == TO_TRANSIT_POINT)[0].astype(np.int32)
        to_point = to_point[np.argsort(site[to_point], kind="stable")]
        at_ptr = np.searchsorted(site[to_point], np.arange(points + 1)).astype(np.int64)
        row_ptr = np.searchsorted(party, np.arange(parties + 1)).astype(np.int64)
        row_at = np.full(len(party), -1, np.int32)
        row_at[to_point] = np.arange(len(to_point))
        return AccessTable(
            row_ptr, party, kind, site, tree, cost, variant, post, lead, least, best, at_ptr, to_point, row_at
        )
