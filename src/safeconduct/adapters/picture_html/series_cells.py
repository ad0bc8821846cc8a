"""Take cells for streets: a cell has the gravest status, and the highest rate, of the streets and places in it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from safeconduct.adapters.html_page.cells import Cell, cells_along, level_of
from safeconduct.adapters.html_page.sheet import Sheet
from safeconduct.core.network import StreetNetwork
from safeconduct.core.picture import Status
from safeconduct.core.picture.series import GRAVITY, Spell

Kinds = dict[tuple[Status, int], set[Cell]]


@dataclass(frozen=True, slots=True, eq=False)
class SeriesCells:
    """Hold which places, links first and then nodes, lie in each cell of a drawing."""

    cells: tuple[Cell, ...]
    first: NDArray[np.intp]  # (cells,) where the places of each begin
    places: NDArray[np.intp]

    @classmethod
    def lay(cls, network: StreetNetwork, sheet: Sheet, size: int) -> SeriesCells:
        """Lay cells of `size` tenths of a unit under the links that the sheet shows, and their ends."""
        within: dict[Cell, set[int]] = defaultdict(set)
        links = len(network.link_ids)
        for link in np.flatnonzero(sheet.shown).tolist():
            a, b = int(network.tail[link]), int(network.head[link])
            for cell in cells_along((sheet.x[a], sheet.y[a], sheet.x[b], sheet.y[b]), size):
                within[cell].add(link)
            for node in (a, b):
                within[sheet.x[node] // size, sheet.y[node] // size].add(links + node)
        counts = np.array([len(own) for own in within.values()], dtype=np.intp)
        places = np.array([place for own in within.values() for place in sorted(own)], dtype=np.intp)
        return cls(tuple(within), np.cumsum(counts) - counts, places)

    def sort(self, spell: Spell) -> Kinds:
        """Return the cells by status and level of the rate (-1 = too low to draw) in these hours."""
        kinds: Kinds = defaultdict(set)
        if not self.cells:
            return kinds
        gravity = np.maximum.reduceat(GRAVITY[spell.status[self.places]], self.first)
        rate = np.maximum.reduceat(spell.rate[self.places], self.first)
        of_gravity = {int(GRAVITY[status]): status for status in Status}
        for cell, grave, highest in zip(self.cells, gravity.tolist(), rate.tolist(), strict=True):
            kinds[of_gravity[grave], level_of(highest)].add(cell)
        return kinds
