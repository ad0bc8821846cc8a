"""Promise what the table by district counts, where, and that what is unknown is not taken for unlikely."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from picture_cases import DAY, FLOOR, HOUR, STEP, Teller, picture, street
from told_incidents import happened

from safeconduct.core.basics import Window
from safeconduct.core.basics.earth import METRES_PER_DEGREE
from safeconduct.core.intake import Claim, Report
from safeconduct.core.picture import Incident, ThreatPicture
from safeconduct.core.picture.district import District, Ring, find_places, part_into_squares
from safeconduct.core.picture.district_table import DistrictLine, Gathered, tabulate_districts
from safeconduct.core.picture.override import override_picture, place_overrides
from safeconduct.core.picture.risk_form import Override, RiskLevel

pytestmark = pytest.mark.core


def box(west: float, east: float, south: float = -0.5, north: float = 0.5) -> Ring:
    """Return a ring, in steps of the small street."""
    return tuple(
        (x * STEP, y * STEP) for x, y in ((west, south), (east, south), (east, north), (west, north), (west, south))
    )


WEST, EAST = District("west", ((box(-0.5, 2.2),),)), District("east", ((box(2.2, 4.7),),))


def people(home: dict[int, float] | None = None, crowd: dict[int, float] | None = None) -> Gathered:
    """Return people at some nodes."""
    nodes = sorted({*(home or {}), *(crowd or {})})
    told = [np.array([held.get(node, 0.0) for node in nodes]) for held in (home or {}, crowd or {})]
    return Gathered(np.array(nodes, dtype=np.intp), *told)


def tabulate(
    made: ThreatPicture,
    who: Gathered | None = None,
    reports: tuple[Report, ...] = (),
    incidents: tuple[Incident, ...] = (),
    overrides: tuple[Override, ...] = (),
    spells: tuple[Window, ...] = (),
) -> dict[str, DistrictLine]:
    """Return the lines of both halves of the small street."""
    placed = place_overrides(made.network, {}, (WEST, EAST), overrides)
    changed = override_picture(made, placed)
    lines = tabulate_districts(changed, (WEST, EAST), spells, who or people(), reports, incidents, placed)
    return {line.district.name: line for line in lines}


def test_holes_and_several_parts_are_minded() -> None:
    """A point in a hole is outside, one in another part inside; the ground is that of the parts less the holes."""
    one = District("ring", ((box(-2, 2, -2, 2), box(-1, 1, -1, 1)), (box(8, 9, -1, 1),)))
    x, y = np.array([0.0, 1.5, 8.5, 5.0]) * STEP, np.zeros(4)
    assert one.holds(x, y).tolist() == [False, True, True, False]
    assert one.km2 == pytest.approx((16 - 4 + 2) * (STEP * METRES_PER_DEGREE / 1e3) ** 2, rel=1e-6)


@given(st.lists(st.tuples(st.floats(-60.0, 60.0), st.floats(-60.0, 60.0)), min_size=2, max_size=40))
def test_squares_hold_every_node_once_and_have_names_of_their_own(at: list[tuple[float, float]]) -> None:
    """However the nodes lie, up to 120 km apart; and never more squares than can be read."""
    x, y = (np.array(values) / 111.195 for values in zip(*at, strict=True))
    net = replace(street(len(x)), x=x + 20.0, y=y)
    squares = part_into_squares(net)
    holding = np.sum([one.holds(net.x, net.y) for one in squares], axis=0)
    on_border = np.abs((y - (y.min() + y.max()) / 2) * 111.195 % 1.0 - 0.5) > 0.4999
    assert (holding[~on_border] == 1).all()
    assert len({one.name for one in squares}) == len(squares) <= 60


def test_measures_are_means_over_metres_and_hours() -> None:
    """Half of the hours of two of the three links of the west are under a threat; what is UNKNOWN counts in full."""
    tell = Teller()
    made = picture(tell("team", "A", at=1, radius=30.0, hours=(0.0, 5.0)))
    line = tabulate(made, spells=(Window(0.0, 5 * HOUR), Window(5 * HOUR, 10 * HOUR)))
    west, share = line["west"], 2 / 2
    assert find_places(made.network, WEST)[:4].tolist() == [True, True, False, False]
    assert west.whole.threat == pytest.approx(share / 2)
    assert west.whole.unknown == pytest.approx(1 - share / 2)
    assert [one.threat for one in west.by_spell] == pytest.approx([share, 0.0])
    assert west.by_spell[1].rate == pytest.approx(FLOOR)
    assert west.by_spell[1].counted == west.by_spell[1].high == pytest.approx(made.unknown_high)
    assert west.by_spell[0].counted == pytest.approx(west.by_spell[0].rate)
    assert line["east"].whole.unknown == 1.0


def test_people_incidents_and_reports_are_counted_where_they_are() -> None:
    """Each in its half; incidents after the start and reports of no street there do not count."""
    tell = Teller()
    told = (tell("team", "B", at=0), tell("", "F", at=1), tell("patrol", "A", Claim.CLEAR, at=4, radius=20.0))
    past = tuple(happened(day=day, lon=lon, lat=0.0) for day, lon in ((-1, 0.0), (-2, 4 * STEP), (1, 0.0)))
    lines = tabulate(picture(*told), people({0: 7.0, 4: 2.0}, {1: 50.0}), told, past)
    assert [(one.people, one.crowd, one.reports, one.incidents) for one in (lines["west"], lines["east"])] == [
        (7.0, 50.0, 2, 1),
        (2.0, 0.0, 1, 1),
    ]


def test_more_people_together_are_a_graver_impact_and_more_places_a_likelier_event() -> None:
    """One crowd of 400 harms more at once than two of 200; and what is everywhere reaches more often."""
    made = picture()
    one, two, none = (tabulate(made, people({}, crowd))["west"] for crowd in ({0: 400.0}, {0: 200.0, 2: 200.0}, {}))
    assert one.harmed_per_event > two.harmed_per_event > none.harmed_per_event > 0.0
    assert two.line.form.chance > one.line.form.chance == none.line.form.chance > 0.0


def test_unknown_counts_with_its_upper_bound() -> None:
    """What is expected is less likely than what counts, where nobody has looked; alike where somebody has."""
    tell = Teller()
    unknown = tabulate(picture(), people({0: 30.0}))["west"]
    clear = tabulate(picture(tell("patrol", "A", Claim.CLEAR, at=1, radius=400.0)), people({0: 30.0}))["west"]
    assert unknown.line.form.chance > unknown.expected.chance
    assert clear.line.form.chance == clear.expected.chance == unknown.expected.chance


def test_overrides_change_the_line_and_the_line_of_the_figures_stays() -> None:
    """A factor on a node moves the likelihood of its half; a level on the half its level."""
    made, who = picture(), people({0: 30.0, 4: 30.0})
    plain = tabulate(made, who)
    when = Window(0.0, 5 * HOUR)
    factor = Override("n1", None, "desk", "why", when, None, 20.0)
    level = Override("west", None, "officer", "why", when, RiskLevel.VERY_LOW)
    lines = tabulate(made, who, overrides=(factor, level))
    west = lines["west"]
    assert west.line.form.chance > plain["west"].line.form.chance
    assert west.line.of_figures == plain["west"].line.form
    assert (west.line.form.level, west.line.in_effect) == (RiskLevel.VERY_LOW, level)
    assert {one.override.place for one in west.overrides} == {"n1", "west"}
    assert lines["east"].line == plain["east"].line
    late = replace(level, when=Window(DAY.end, DAY.end + HOUR))
    assert tabulate(made, who, overrides=(late,))["west"].line.in_effect is None
