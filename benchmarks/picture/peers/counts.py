"""Forecast that events fall where they fell: the counts of the past."""

from __future__ import annotations

from series import Floats, Series

from peers.peer import count_cells, forecast_shares


class Counts:
    """Share the trailing rate out by the past counts of the cells."""

    name = "counts"

    def fit(self, training: Series) -> None:
        """Nothing is chosen."""

    def forecast(self, past: Series) -> Floats:
        """Return the expected counts of the next period."""
        return forecast_shares(past, count_cells(past))
