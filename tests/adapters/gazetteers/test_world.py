"""Test that the world's places are there, with classes as coarse as their points."""

from __future__ import annotations

from safeconduct.adapters.gazetteers.world import world_places
from safeconduct.core.intake.places import Gazetteer
from safeconduct.core.intake.reading import Precision


def test_cities_countries_and_regions_have_their_classes() -> None:
    """A city's point is a city's; a country and a region have none; peoples are no places."""
    world = Gazetteer(world_places())
    (france,) = world.named("France")
    (united_states,) = world.named("U.S.")
    capitals = [place for place in world.named("Kabul") if place.kind == "capital"]
    assert (france.country, france.x, france.precision) == ("FR", None, Precision.COUNTRY)
    assert united_states.country == "US"
    assert [(place.country, place.precision) for place in capitals] == [("AF", Precision.CITY)]
    assert world.named("کابل")[0].name == "Kabul"
    assert world.named("Middle East")[0].precision is Precision.REGION
    assert world.named("Afghan") == ()
    assert all(2_000 <= (place.radius_metres or 0) <= 30_000 for place in world.of_kind("city"))
