"""Hold a street map as imported, with what was done to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from safeconduct.core.network.street import StreetNetwork
from safeconduct.core.network.zones import Zone


@dataclass(frozen=True, slots=True, eq=False)
class ImportedMap:
    """Hold a street map as imported: the network, the zones where the source has any, and what was done to it."""

    network: StreetNetwork
    zones: tuple[Zone, ...]
    summary: Mapping[str, object]  # JSON-ready: counts kept, dropped, mended, imputed; source; licence
