"""Promise that no covariate speaks of persons or of groups of residents."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeconduct.core.basics import InputFaultsError
from safeconduct.core.picture.covariates import DENIED, refuse_covariates

PLACES = [
    "distance_to_gate_metres", "slope", "elevation_profile", "road_class", "national_road_distance", "light_at_night",
    "built_up_share", "residential_landuse", "checkpoint_within_500m", "surface_paved", "sector", "section_length",
    "crowd_people_per_km2", "electricity_outage", "market_distance", "hour_sin", "image_texture", "segment_management",
    "past_incidents_1km", "airport_distance", "river_distance", "bridge", "traceable_path",
]  # fmt: skip
PERSONS = [
    "ethnicity", "ethnic_share", "popEthnicShare", "popethnicshare", "Religion", "mosque_distance", "pct_sunni",
    "mother tongue", "language_spoken", "nationality", "foreignBorn", "refugees_per_km2", "median_income",
    "poverty_rate",
    "name", "lastName", "surnames", "phone_count", "mobile-phones", "IMSI", "household_size", "families", "residents",
    "residents_age", "share_men", "GENDER", "voter_turnout", "party_membership", "tribe_x", "clan", "IDP_camp",
    "suspects", "known_fighters", "militia_control", "owner", "race", "caste", "displaced_2021", "éthnie", "person_id",
]  # fmt: skip


@pytest.mark.parametrize("name", PLACES)
def test_what_is_of_a_place_may_be_used(name: str) -> None:
    """Roads, relief, light, sites and past incidents are properties of places."""
    assert refuse_covariates([name]) == (name,)


@pytest.mark.parametrize("name", PERSONS)
def test_what_is_of_persons_is_refused(name: str) -> None:
    """Whatever the case, the signs and the accents; with a remedy."""
    with pytest.raises(InputFaultsError, match="leave it out"):
        refuse_covariates([name])


@pytest.mark.parametrize("name", ["", "123", "مذهب", "slope_народ"])
def test_what_cannot_be_read_is_refused(name: str) -> None:
    """A name in letters that are not checked may say anything."""
    with pytest.raises(InputFaultsError, match="cannot be read"):
        refuse_covariates([name])


def test_every_denied_name_is_named_at_once() -> None:
    """All faults of a list come together, and the good ones are not among them."""
    with pytest.raises(InputFaultsError) as error:
        refuse_covariates(["slope", "income", "religion"])
    assert [fault.value for fault in error.value.faults] == ["income", "religion"]


STEMS = sorted({word.rstrip("*") for words in DENIED.values() for word in words.split()})


@given(st.sampled_from(STEMS), st.sampled_from(["", "x_", "share of ", "n1"]), st.sampled_from(["", "_km2", " 2031"]))
def test_every_listed_word_is_refused_in_company(stem: str, before: str, after: str) -> None:
    """No sign, digit or word beside it hides a listed word."""
    for name in (f"{before}{stem}{after}", f"{before}{stem.upper()}{after}"):
        with pytest.raises(InputFaultsError):
            refuse_covariates([name])
