"""Build the gazetteer that the tests of places share: an invented case and its districts, and the real world."""

from __future__ import annotations

import pytest

from safeconduct.adapters.gazetteers.world import world_places
from safeconduct.core.intake.places import Gazetteer, Place, PlaceContext, Rank
from safeconduct.core.intake.reading import Precision

HERAT = (62.204, 34.352)


def _site(name: str, kind: str, east: float, north: float, *others: str) -> Place:
    x, y = HERAT[0] + east, HERAT[1] + north
    return Place(name, Precision.SITE, kind, "AF", x, y, alternatives=others, rank=Rank.CASE)


def _district(name: str, kind: str, x: float | None, y: float | None, parent: str = "") -> Place:
    return Place(name, Precision.DISTRICT, kind, "AF", x, y, parent=parent, rank=Rank.FILE)


LOCAL = (
    _site("Harun Airfield", "airhead", 0.02, -0.13),
    _site("North Gate", "gate", 0.02, -0.12),
    _site("East Gate", "gate", 0.03, -0.13),
    _site("Mill Bridge", "checkpoint", 0.0, -0.05, "CP1", "checkpoint 1"),
    _site("Customs House", "checkpoint", 0.01, -0.06, "CP3", "checkpoint 3"),
    _site("Old Stadium", "transit_point", 0.0, 0.01, "TP2", "transit point 2"),
    Place("Lime Street", Precision.STREET, "street", "AF", 62.2, 34.35, 400.0, rank=Rank.CASE),
    Place("Ring Road", Precision.STREET, "street", "AF", 62.2, 34.36, 2000.0, rank=Rank.CASE),
    _district("Qala Naw", "district", 62.3, 34.4, "Herat"),
    _district("Deh Murad", "village", 62.1, 34.3, "Qala Naw"),
    _district("Bagh-e Darya", "village", 62.4, 34.2, "Qala Naw"),
    _district("PD 5", "district", None, None, "Herat"),
)


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    """Give the invented places and the world's."""
    return Gazetteer((*LOCAL, *world_places()))


@pytest.fixture(scope="session")
def context() -> PlaceContext:
    """Say where the invented case lies."""
    return PlaceContext("AF", "Herat", HERAT)
