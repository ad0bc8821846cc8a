"""Promise what a person's override does to the picture, where, for how long, and what it can never do."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from picture_cases import DAY, FLOOR, HOUR, STEP, Teller, picture, read, street

from safeconduct.core.basics import Window
from safeconduct.core.intake import Claim
from safeconduct.core.picture import IncidentKind, Status, ThreatPicture, hazard_rows
from safeconduct.core.picture.district import District
from safeconduct.core.picture.override import (
    Stand,
    find_place,
    override_picture,
    place_overrides,
    stand_at,
)
from safeconduct.core.picture.risk_form import Override, RiskLevel

pytestmark = pytest.mark.core

QUARTER = District("quarter", ((((0.0005, -1.0), (0.0025, -1.0), (0.0025, 1.0), (0.0005, 1.0), (0.0005, -1.0)),),))
SITES = {"G1": "n4"}


def setting(place: str, factor: float | None, hours: tuple[float, float] = (2.0, 4.0), **other: object) -> Override:
    """Return an override from two to four o'clock."""
    told = {"kind": None, "by": "officer", "reason": "a crowd", **other}
    return Override(place, when=Window(hours[0] * HOUR, hours[1] * HOUR), rate_factor=factor, **told)  # type: ignore[arg-type]


def overridden(made: ThreatPicture, *overrides: Override) -> ThreatPicture:
    """Return the picture as the overrides make it."""
    return override_picture(made, place_overrides(made.network, SITES, (QUARTER,), overrides))


def threat() -> ThreatPicture:
    """Make a picture with a known threat at n1, a clear at n3, and nothing elsewhere."""
    tell = Teller()
    return picture(tell("team", "B", at=1, radius=30.0), tell("patrol", "A", Claim.CLEAR, at=3, radius=30.0))


def test_a_factor_raises_the_rate_and_the_upper_bound_there_and_then_alone() -> None:
    """From two to four at n1, nowhere else and at no other time; the figures stay visible."""
    made = threat()
    changed = overridden(made, setting("n1", 3.0))
    for node in range(5):
        for hour in (1.9, 2.0, 3.9, 4.0):
            before, after = read(made, node, hour), read(changed, node, hour)
            if node == 1 and 2.0 <= hour < 4.0:
                assert (after.rate, after.high) == pytest.approx((3 * before.rate, 3 * before.high))
                assert after.status is before.status
            else:
                assert after == before
    assert changed.figures is made
    assert [one.place for one in changed.overrides] == ["n1"]


def test_planner_rows_hold_what_was_overridden() -> None:
    """A node of which nothing was planned but the background gets a row, for the hours of the override."""
    rows = [row for row in hazard_rows(overridden(threat(), setting("G1", 4.0))) if row.ident == "n4"]
    assert [(row.window, row.rate) for row in rows] == [(Window(2 * HOUR, 4 * HOUR), pytest.approx(4 * FLOOR))]


def test_a_factor_below_one_lowers_no_upper_bound_and_nothing_below_the_background() -> None:
    """The rate of the threat halves; the unknown stays at the background; both keep their upper bounds."""
    made = threat()
    for node, least in ((1, None), (0, FLOOR)):
        before = read(made, node, 3.0)
        after = read(overridden(made, setting(f"n{node}", 0.5)), node, 3.0)
        assert after.rate == pytest.approx(least or before.rate / 2)
        assert (after.high, after.status) == (before.high, before.status)
        assert after.low <= after.rate
    assert read(overridden(made, setting("n1", 1e-9)), 1, 3.0).rate == FLOOR


def test_what_is_raised_is_not_called_clear() -> None:
    """A person doubts it: UNKNOWN, with at least the upper bound of the unknown."""
    made = threat()
    assert read(made, 3, 3.0).status is Status.KNOWN_CLEAR
    after = read(overridden(made, setting("n3", 1.5)), 3, 3.0)
    assert after.status is Status.UNKNOWN
    assert after.high >= made.unknown_high


def test_expired_and_coming_ones_change_nothing_and_are_listed() -> None:
    """The spans are those of the figures."""
    made = threat()
    changed = overridden(made, setting("n1", 9.0, (-5.0, 0.0)), setting("n1", 9.0, (10.0, 12.0)))
    assert changed.spans is made.spans
    assert len(changed.overrides) == 2
    assert changed.figures is None


def test_a_level_and_the_lowering_of_one_kind_move_no_rate() -> None:
    """They are words beside the figures; the raising of one kind counts in full."""
    made = threat()
    level = setting("n1", None, level=RiskLevel.UNACCEPTABLE)
    lower = setting("n1", 0.1, kind=IncidentKind.SHOOTING)
    assert read(overridden(made, level, lower), 1, 3.0) == read(made, 1, 3.0)
    raised = overridden(made, setting("n1", 2.0, kind=IncidentKind.SHOOTING))
    assert read(raised, 1, 3.0).rate == pytest.approx(2 * read(made, 1, 3.0).rate)


def test_of_one_place_the_last_begun_counts_and_of_several_the_highest() -> None:
    """A later word on the gate takes the earlier back; one on the quarter does not take back one on a node in it."""
    made = threat()
    once = read(made, 1, 3.0).rate
    later = overridden(made, setting("n1", 5.0, (1.0, 8.0)), setting("n1", 1.0, (2.0, 8.0)))
    assert read(later, 1, 3.0).rate == pytest.approx(once)
    wider = overridden(made, setting("n1", 5.0, (1.0, 8.0)), setting("quarter", 0.5, (2.0, 8.0)))
    assert read(wider, 1, 3.0).rate == pytest.approx(5 * once)
    assert read(wider, 2, 3.0).rate == FLOOR


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["n0", "n1", "n3", "G1", "quarter", "0.002;0;150"]),
            st.floats(0.01, 100.0),
            st.tuples(st.integers(-1, 9), st.integers(1, 5)),
        ),
        max_size=5,
    ),
    st.floats(0.0, 9.99),
)
def test_no_override_ever_lowers_an_upper_bound_or_plans_below_the_background(
    told: list[tuple[str, float, tuple[int, int]]], hour: float
) -> None:
    """Whatever persons set: bounds only rise, rates stay at the background or above and below their bound."""
    made = threat()
    settings = [setting(place, factor, (begin, begin + length)) for place, factor, (begin, length) in told]
    changed = overridden(made, *settings)
    for node in range(5):
        before, after = read(made, node, hour), read(changed, node, hour)
        assert after.high >= before.high
        assert FLOOR <= after.rate <= after.high
        assert after.low <= after.rate
    spans = changed.spans
    lasting = np.add.reduceat(spans.end - spans.start, spans.first[:-1])
    assert lasting == pytest.approx(np.full(len(lasting), DAY.end - DAY.start))


def test_places_are_sites_nodes_districts_and_circles() -> None:
    """A node with its links, a district with the links that touch it, a circle with what comes within it."""
    net = street()

    def names(place: str) -> list[str]:
        found = find_place(net, SITES, (QUARTER,), place)
        assert found is not None
        return [name for name, here in zip((*net.link_ids, *net.node_ids), found, strict=True) if here]

    assert names("G1") == names("n4") == ["l3", "n4"]
    assert names("quarter") == ["l0", "l1", "l2", "n1", "n2"]
    assert names(f"{3 * STEP};0;20") == ["l2", "l3", "n3"]
    for nowhere in ("G2", "0;0", "0;0;-1", "999;0;5", ""):
        assert find_place(net, SITES, (QUARTER,), nowhere) is None
    with pytest.raises(ValueError, match="G2"):
        place_overrides(net, SITES, (), [setting("G2", 2.0)])


def test_an_override_stands_by_its_own_time() -> None:
    """Coming before it begins, in effect while it lasts, expired from its end on."""
    one = setting("n1", 2.0)
    found = [stand_at(one, hour * HOUR) for hour in (1.9, 2.0, 3.9, 4.0)]
    assert found == [Stand.COMING, Stand.IN_EFFECT, Stand.IN_EFFECT, Stand.EXPIRED]
