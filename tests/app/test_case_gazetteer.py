"""Test that a case's sites and streets become places of the first rank."""

from __future__ import annotations

from dataclasses import replace

import pytest
from judge_town import make_case

from safeconduct.app.case_gazetteer import case_places
from safeconduct.core.intake.places import Gazetteer, Rank
from safeconduct.core.intake.reading import Precision
from safeconduct.core.network import Site, SiteKind
from safeconduct.core.plan import Case


def _named_case() -> Case:
    case = make_case()
    names = tuple("Lime Street" if link < 4 else "" for link in range(len(case.network.names)))
    sites = (
        Site("CP3", SiteKind.CHECKPOINT, "post", "Customs House"),
        Site("gate", SiteKind.GATE, "gate"),
        Site("apt", SiteKind.AIRHEAD, "gate", "Harun Airfield"),
    )
    return replace(case, network=replace(case.network, names=names), sites=sites)


def test_sites_go_by_name_id_and_number() -> None:
    """A site is found by its name, by an id with a number, and by its kind with that number."""
    gazetteer = Gazetteer(case_places(_named_case(), "AF"))
    for name in ("customs house", "CP 3", "cp03", "Checkpoint 3"):
        (place,) = gazetteer.named(name)
        assert (place.name, place.kind, place.precision, place.rank) == (
            "Customs House", "checkpoint", Precision.SITE, Rank.CASE,
        )  # fmt: skip
        assert place.x == pytest.approx(0.0135)
    assert [place.name for place in gazetteer.of_kind("airhead")] == ["Harun Airfield"]


def test_a_street_is_one_place_that_reaches_to_its_ends() -> None:
    """Its four links of 500 m give one street, with its middle and half of its length; unnamed links give none."""
    streets = Gazetteer(case_places(_named_case(), "AF")).of_kind("street")
    assert [street.name for street in streets] == ["Lime Street"]
    assert streets[0].x == pytest.approx(0.009)
    assert streets[0].radius_metres == pytest.approx(1000, rel=0.01)
