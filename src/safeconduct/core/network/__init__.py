"""Hold the street network, its sites, and the means: fleets, flights, closures."""

from safeconduct.core.network.imported import ImportedMap
from safeconduct.core.network.landmarks import Landmark
from safeconduct.core.network.means import Closure, Fleet, Flight
from safeconduct.core.network.sites import Site, SiteKind
from safeconduct.core.network.street import StreetNetwork
from safeconduct.core.network.zones import Zone

__all__ = ["Closure", "Fleet", "Flight", "ImportedMap", "Landmark", "Site", "SiteKind", "StreetNetwork", "Zone"]
