"""Find the places of a text by a gazetteer, and say how narrowly each is known."""

from safeconduct.core.intake.places.extent import Extent, extent_of
from safeconduct.core.intake.places.find import PlaceFindings, find_places
from safeconduct.core.intake.places.gazetteer import Gazetteer, Place, Rank
from safeconduct.core.intake.places.named import PlaceContext

__all__ = ["Extent", "Gazetteer", "Place", "PlaceContext", "PlaceFindings", "Rank", "extent_of", "find_places"]
