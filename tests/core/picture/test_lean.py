"""Promise that a forecast leans on what places are, gives way to what has happened, and never on who lives there."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from picture_cases import STEP, street

from safeconduct.core.basics import InputFaultsError
from safeconduct.core.network import Site, SiteKind
from safeconduct.core.picture.covariates import refuse_covariates
from safeconduct.core.picture.ground import lay_ground
from safeconduct.core.picture.lean import BELIEFS, Covariates, describe_cells, learn_weights, spread_base
from safeconduct.core.picture.reach import offset_metres

pytestmark = pytest.mark.core

LONG = street(400)
GROUND = lay_ground(LONG)
GATE = Site("G", SiteKind.GATE, "n100")


def cell_of(node: int) -> int:
    """Return the cell of a node of the street."""
    x, y = offset_metres(np.array([node * STEP]), np.zeros(1), GROUND.centre)
    return int(GROUND.cells.find(x, y)[0])


def test_every_covariate_that_is_used_speaks_of_places():
    """And one that speaks of residents cannot be made."""
    assert set(refuse_covariates(BELIEFS)) >= set(describe_cells(GROUND, LONG, [GATE]).names)
    assert {name for name in BELIEFS if name.startswith("near_")} == {f"near_{kind.value}" for kind in SiteKind}
    with pytest.raises(InputFaultsError):
        Covariates(("share_of_refugees",), np.ones((1, 3)))


def test_before_anything_is_known_more_is_expected_where_people_gather_and_where_streets_are():
    """At the gate most; beside the streets least."""
    covariates = describe_cells(GROUND, LONG, [GATE])
    base = spread_base(covariates, learn_weights(covariates))
    assert base.argmax() == cell_of(100)
    assert 2.0 < base[cell_of(100)] / base[cell_of(300)] < 3.0
    beside = np.flatnonzero(covariates.values[0] == 0.0)
    assert np.median(base[beside]) < base[cell_of(300)]


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 999), weight=st.sampled_from([-1.0, 0.0, 2.0]), number=st.sampled_from([0, 3, 300, 5000]))
def test_weights_move_from_what_is_believed_to_what_has_happened(seed, weight, number):
    """With few events they stay near the belief, with many they find the truth."""
    rng = np.random.default_rng(seed)
    covariates = Covariates(("near_gate",), (rng.random((1, 500)) < 0.2).astype(np.float64))
    counts = rng.multinomial(number, spread_base(covariates, np.array([weight]))).astype(np.float64)
    learned = float(learn_weights(covariates, counts)[0])
    if number <= 3:
        assert abs(learned - BELIEFS["near_gate"][0]) < 0.7
    if number == 5000:
        assert abs(learned - weight) < 0.2


def test_one_hot_cell_does_not_decide_what_a_kind_of_place_is_worth():
    """Forty events in one of a hundred gates tell less than forty in forty of them."""
    covariates = Covariates(("near_gate",), (np.arange(1000) < 100).astype(np.float64)[None])
    one, many = np.zeros(1000), np.zeros(1000)
    one[5], many[:40] = 40.0, 1.0
    assert learn_weights(covariates, one)[0] < learn_weights(covariates, many)[0] - 0.5


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 999), sites=st.integers(0, 6))
def test_a_base_is_a_distribution(seed, sites):
    """Whatever the sites, and whatever has happened."""
    rng = np.random.default_rng(seed)
    kinds = list(SiteKind)
    placed = [Site(f"S{row}", kinds[row % 4], f"n{rng.integers(400)}") for row in range(sites)]
    covariates = describe_cells(GROUND, LONG, placed)
    counts = rng.poisson(0.1, GROUND.cells.count).astype(np.float64)
    base = spread_base(covariates, learn_weights(covariates, counts))
    assert (base > 0).all()
    assert abs(base.sum() - 1) < 1e-9
