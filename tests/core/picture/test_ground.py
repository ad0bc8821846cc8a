"""Hold that every street lies in the cells, and its shares in them add up."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from picture_cases import STEP, street

from safeconduct.core.picture.ground import CELLS_MOST, lay_ground
from safeconduct.core.picture.reach import offset_metres

pytestmark = pytest.mark.core


@settings(max_examples=30, deadline=None)
@given(st.integers(2, 40), st.floats(30.0, 3000.0))
def test_shares_of_every_place_add_up_to_one_and_nodes_lie_in_their_cell(nodes, cell_metres):
    """Whatever the size of the cells."""
    network = street(nodes)
    ground = lay_ground(network, cell_metres)
    assert np.allclose(np.asarray(ground.shares.sum(axis=1)).ravel(), 1.0)
    east, north = offset_metres(network.x, network.y, ground.centre)
    own = ground.cells.find(east, north)
    assert (own >= 0).all()
    assert (ground.shares[len(network.link_ids) :].toarray().argmax(axis=1) == own).all()


def test_long_link_is_shared_by_the_cells_that_it_passes():
    """One link of 111 m over cells of 30 m."""
    shares = lay_ground(street(2), 30.0).shares[0].toarray().ravel()
    assert 4 <= (shares > 0).sum() <= 5
    assert shares.max() < 0.4


def test_cells_grow_where_there_would_be_too_many():
    """A map of a whole country is no reason to wait."""
    network = street(3)
    far = type(network)(**{**{f: getattr(network, f) for f in network.__slots__}, "x": network.x / STEP * 4})
    assert lay_ground(far).cells.count <= CELLS_MOST
