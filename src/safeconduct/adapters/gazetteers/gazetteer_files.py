"""Give the places of the world and of given files; fills the port GazetteerReader."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from safeconduct.adapters.gazetteers.places_file import read_places
from safeconduct.adapters.gazetteers.world import world_places
from safeconduct.core.basics import Fault
from safeconduct.core.intake.places import Gazetteer, Place


class GazetteerFiles:
    """Read gazetteers; the world's is built once, when first needed (about two seconds)."""

    @cached_property
    def world(self) -> Gazetteer:
        """Return regions, countries, and cities of 15,000 people and more."""
        return Gazetteer(world_places())

    def read(self, file: Path) -> tuple[tuple[Place, ...], tuple[Fault, ...]]:
        """Return the places of a file, and its rows that are in doubt; raise as read_places does."""
        found = read_places(file)
        return found.places, found.doubts
