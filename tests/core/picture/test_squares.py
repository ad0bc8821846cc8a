"""Promise that squares hide nothing: every street lies in one, and each has the gravest of what is in it."""

from __future__ import annotations

import numpy as np
import pytest
from picture_cases import HOUR, Teller, picture

from safeconduct.core.basics import Window
from safeconduct.core.intake import Claim
from safeconduct.core.picture import HazardRow, Status
from safeconduct.core.picture.series import read_spell
from safeconduct.core.picture.squares import lay_squares, read_squares

pytestmark = pytest.mark.core


def test_every_place_lies_in_a_square_and_few_squares_are_asked_for() -> None:
    """Links and nodes all, in squares that hold them; larger squares where there would be too many."""
    made = picture()
    network = made.network
    squares = lay_squares(network)
    assert set(squares.places.tolist()) == set(range(len(network.link_ids) + len(network.node_ids)))
    held = [squares.places_of(name).tolist() for name in squares.names]
    assert sum(map(len, held)) == len(squares.places)
    for name, ring in zip(squares.names, squares.rings, strict=True):
        nodes = squares.places_of(name)
        nodes = nodes[nodes >= len(network.link_ids)] - len(network.link_ids)
        west, south = ring[0]
        east, north = ring[2]
        assert ((network.x[nodes] >= west - 1e-5) & (network.x[nodes] <= east + 1e-5)).all()
        assert ((network.y[nodes] >= south - 1e-5) & (network.y[nodes] <= north + 1e-5)).all()
    assert len(lay_squares(network, 1).names) <= len(squares.names)
    with pytest.raises(KeyError):
        squares.places_of("r9999c9999")


def test_a_square_has_the_gravest_of_its_places() -> None:
    """No rate and no bound in it is higher; where it is unknown the bound is the unknown's at least."""
    made = picture(
        Teller()("team", "B", at=1, hours=(4.2, 4.4)), Teller()("team", "B", Claim.CLEAR, at=0, hours=(0, 6))
    )
    squares = lay_squares(made.network)
    hours = read_squares(made, squares)
    for column, window in enumerate(hours.windows):
        spell = read_spell(made, window)
        for row, name in enumerate(squares.names):
            own = squares.places_of(name)
            assert hours.mean[row, column] == spell.rate[own].max()
            assert hours.upper[row, column] == spell.high[own].max()
            kinds = set(spell.status[own].tolist())
            unknown = Status.UNKNOWN in kinds and Status.KNOWN_THREAT not in kinds
            assert hours.unknown[row, column] == unknown
    assert (hours.upper[hours.unknown] >= made.unknown_high).all()


def test_a_hazard_of_the_case_raises_and_never_lowers() -> None:
    """Above the background it is a known danger in its hour; below it changes nothing, and the rest stays unknown."""
    made = picture()
    squares, start = lay_squares(made.network), made.window.start
    link, hour = made.network.link_ids[0], Window(start + 2 * HOUR, start + 3 * HOUR)
    plain = read_squares(made, squares)
    low = read_squares(made, squares, [HazardRow("link", link, hour, made.background_rate / 2)])
    assert np.array_equal(low.mean, plain.mean)
    assert np.array_equal(low.unknown, plain.unknown)
    high = read_squares(made, squares, [HazardRow("link", link, hour, 0.5)])
    touched = np.array([0 in squares.places_of(name) for name in squares.names])
    assert (high.mean[touched, 2] == 0.5).all()
    assert not high.unknown[touched, 2].any()
    assert (high.upper >= high.mean).all()
    assert np.array_equal(high.mean[:, [0, 1, 3]], plain.mean[:, [0, 1, 3]])
    assert np.array_equal(high.unknown[~touched], plain.unknown[~touched])
