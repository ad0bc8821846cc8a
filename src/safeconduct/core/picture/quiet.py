"""Say what holds where and when no report speaks: what the incidents say, and UNKNOWN where there are none."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from safeconduct.core.picture.mix import Unreported
from safeconduct.core.picture.status import Status
from safeconduct.core.picture.street_hazard import StreetHazard


@dataclass(frozen=True, slots=True, eq=False)
class Quiet:
    """Hold what is planned with where nobody reports; rates per person-hour in the open."""

    background_rate: float  # never less than this
    unknown_high: float  # the upper bound where nothing is known
    incidents: StreetHazard | None = None  # by region

    def edges(self) -> NDArray[np.float64]:
        """Return the moments at which it may change."""
        return np.zeros(0) if self.incidents is None else self.incidents.edges()

    def changes_at(self, moment: float) -> NDArray[np.bool_] | bool:
        """Tell for each region whether it changes at this moment; False = none does."""
        held = self.incidents
        if held is None or moment not in held.edges():
            return False
        before, after = self._hour(np.nextafter(moment, -np.inf)), self._hour(moment)
        if before is None or after is None:
            return np.ones(len(held.mean), dtype=bool)
        changed: NDArray[np.bool_] = (
            (held.mean[:, before] != held.mean[:, after])
            | (held.high[:, before] != held.high[:, after])
            | (held.status[:, before] != held.status[:, after])
        )
        return changed

    def at(self, moment: float, regions: NDArray[np.intp]) -> Unreported:
        """Return what holds in these regions from a moment on; outside the hours of the incidents all is UNKNOWN."""
        hour = self._hour(moment)
        if self.incidents is None or hour is None:
            count = len(regions)
            unknown = np.full(count, Status.UNKNOWN, np.int8)
            return Unreported(np.full(count, self.background_rate), np.full(count, self.unknown_high), unknown)
        mean, high = self.incidents.mean[regions, hour], self.incidents.high[regions, hour]
        status = self.incidents.status[regions, hour]
        floor = np.maximum(mean, self.background_rate)
        least = np.where(status == Status.UNKNOWN, self.unknown_high, floor)
        return Unreported(floor, np.maximum(high, least), status)

    def _hour(self, moment: float) -> int | None:
        if self.incidents is None or not self.incidents.window.start <= moment < self.incidents.window.end:
            return None
        return int(np.searchsorted(self.incidents.edges(), moment, side="right")) - 1
