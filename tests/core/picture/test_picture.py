"""Hold design rules 1 and 2: unknown is not safe, and many outlets with one origin are one."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from picture_cases import DAY, FLOOR, HOUR, STEP, Teller, picture, read, street

from safeconduct.core.basics import Window
from safeconduct.core.intake import Claim, Report
from safeconduct.core.network import StreetNetwork
from safeconduct.core.picture import (
    BUDGET_RATE,
    REAL_THREAT_RATE,
    Standing,
    Status,
    hazard_rows,
    make_picture,
    view_picture,
)

pytestmark = pytest.mark.core

HOURS = st.integers(-2, 12)
ORIGINS = ("", "mayor", "patrol", "embassy")


@st.composite
def reports_of(draw: st.DrawFn, origins: tuple[str, ...] = ORIGINS, grades: str = "ABCDEF") -> list[Report]:
    """Draw up to six reports anywhere on the street and around the day."""
    tell, told = Teller(draw(st.integers(0, 3)) * 100), []
    for _ in range(draw(st.integers(0, 6))):
        begin = draw(HOURS)
        told.append(
            tell(
                draw(st.sampled_from(origins)),
                draw(st.sampled_from(grades)),
                draw(st.sampled_from(Claim)),
                draw(st.integers(0, 4)),
                draw(st.sampled_from((0.0, 30.0, 120.0, 400.0))),
                (begin, begin + draw(st.integers(1, 8))),
                draw(st.sampled_from((None, 0.0, 1e-5, 1e-3, 0.5))),
            )
        )
    return told


UNVERIFIED = st.one_of(reports_of(origins=("",)), reports_of(grades="EF"))


def everywhere(made):
    """Read every place at every half hour."""
    for what, count in (("node", 5), ("link", 4)):
        for i in range(count):
            for half in range(20):
                yield made.read(what, f"{what[0]}{i}", half * HOUR / 2)


def test_where_nobody_looked_it_is_unknown_and_not_safe():
    """Without a report every place is UNKNOWN, planned with the floor, and its upper bound lies well above."""
    made = picture()
    for reading in everywhere(made):
        assert (reading.status, reading.rate, reading.low, reading.high) == (Status.UNKNOWN, FLOOR, 0.0, 10 * FLOOR)
    assert made.share_of(Status.UNKNOWN) == 1.0
    assert hazard_rows(made) == ()


def test_unknown_has_an_upper_bound_above_zero_even_where_the_case_forgot_its_background():
    """A background of zero does not make the unknown safe."""
    assert read(picture(floor=0.0)).high > 0.0


@settings(max_examples=60, deadline=None)
@given(reports_of(), UNVERIFIED)
def test_unverified_reports_raise_within_the_budget_and_never_lower(known, rumours):
    """Whatever is added without a source, no rate and no bound falls, and no rate rises by more than the budget."""
    rumours = [replace(rumour, report_id="U" + rumour.report_id) for rumour in rumours]
    before, after = picture(*known), picture(*known, *rumours)
    for was, now in zip(everywhere(before), everywhere(after), strict=True):
        assert was.rate <= now.rate <= was.rate + BUDGET_RATE * (1 + 1e-9)
        assert was.low <= now.low
        assert was.high <= now.high
        assert was.status == now.status


@settings(max_examples=60, deadline=None)
@given(reports_of(), st.integers(1, 5), st.randoms(use_true_random=False))
def test_one_origin_through_many_outlets_is_the_same_picture(known, copies, rng):
    """Copies of a report through other outlets, in any order, change no rate, no bound and no status."""
    echoes = [
        replace(report, report_id=f"{report.report_id}/{i}", outlet=f"outlet {i}")
        for report in known
        for i in range(copies)
        if report.origin
    ]
    many = known + echoes
    rng.shuffle(many)
    assert list(everywhere(picture(*known))) == list(everywhere(picture(*many)))
    assert hazard_rows(picture(*known)) == hazard_rows(picture(*many))


@settings(max_examples=60, deadline=None)
@given(reports_of())
def test_no_rate_falls_below_the_floor_and_every_interval_holds_its_rate(known):
    """Clear or not, no place is planned with less than the background; low <= rate <= high everywhere."""
    for reading in everywhere(picture(*known)):
        assert reading.rate >= FLOOR
        assert reading.low <= reading.rate <= reading.high * (1 + 1e-12)


@settings(max_examples=60, deadline=None)
@given(reports_of())
def test_where_no_window_of_a_verified_report_holds_it_is_unknown(known):
    """A report decays to UNKNOWN: only while a verified report speaks is anything known."""
    made = picture(*known)
    for half in range(20):
        moment = half * HOUR / 2
        speaking = [
            r for r in known if r.origin and r.reliability in "ABCD" and r.window.start <= moment < r.window.end
        ]
        if not speaking:
            assert {made.read("node", f"n{i}", moment).status for i in range(5)} == {Status.UNKNOWN}


@settings(max_examples=40, deadline=None)
@given(reports_of(), st.sampled_from((0.0, 0.25, 1.0)))
def test_rows_for_the_planner_do_not_overlap_and_give_the_pictures_rate(known, kappa):
    """At every place and time the rows, or the background where there are none, are the rate of the picture."""
    made = picture(*known)
    rows = hazard_rows(made, kappa=kappa)
    by_id = {}
    for row in rows:
        by_id.setdefault((row.what, row.ident), []).append(row.window)
        assert DAY.start <= row.window.start < row.window.end <= DAY.end
    assert all(a.end <= b.start for windows in by_id.values() for a, b in pairwise(windows))
    for node in range(5):
        for half in range(20):
            moment = half * HOUR / 2
            given_rows = [
                r.rate for r in rows if r.ident == f"n{node}" and r.window.start <= moment < r.window.end
            ]  # fmt: skip
            reading = made.read("node", f"n{node}", moment)
            want = reading.rate + kappa * (reading.high - reading.rate)
            assert (sum(given_rows) if given_rows else FLOOR) == pytest.approx(want, rel=1e-12)


def test_a_thousand_anonymous_reports_weigh_no_more_than_one():
    """Their absurd rates are cut to one budget that they share, and one named origin still weighs ten times as much."""
    tell = Teller()
    crowd = [tell(rate=0.5) for _ in range(1000)]
    assert read(picture(*crowd)).rate == read(picture(crowd[0])).rate == FLOOR + BUDGET_RATE
    assert read(picture(tell("mayor", "D"))).rate >= 10 * BUDGET_RATE * (1 - 1e-9)


def test_a_lone_report_still_reaches_the_operator():
    """A report that nothing is planned by is shown, and before those that count."""
    tell = Teller()
    sure, lone = tell("mayor", "A", at=3), tell()
    first = picture(sure, lone).for_operator[0]
    assert (first.report, first.standing) == (lone, Standing.UNVERIFIED)
    assert (first.links, first.nodes) == (1, 1)


@pytest.mark.parametrize(("grade", "trust"), [("A", 0.8), ("B", 0.6), ("C", 0.4), ("D", 0.2)])
def test_a_threat_without_a_rate_takes_the_default_of_its_reliability(grade, trust):
    """The chance that it is true times the rate of a real threat."""
    reading = read(picture(Teller()("mayor", grade)))
    assert reading.status is Status.KNOWN_THREAT
    assert reading.rate == pytest.approx(trust * REAL_THREAT_RATE)


def test_a_reports_own_rate_comes_out_as_it_went_in():
    """To the last bit: what the file says is what is planned with."""
    assert read(picture(Teller()("mayor", "B", rate=0.00123))).rate == 0.00123


def test_corroboration_counts_origins():
    """A second origin raises the rate and the lower bound; the same origin again does neither."""
    tell = Teller()
    one = tell("mayor", "C")
    alone, echoed = read(picture(one)), read(picture(one, tell("mayor", "C", outlet="television")))
    both = read(picture(one, tell("patrol", "C")))
    assert alone == echoed
    assert alone.low == 0.0
    assert both.rate == pytest.approx(REAL_THREAT_RATE * 0.8)  # each makes odds of 1 to 9 six times as great
    assert both.low == pytest.approx(alone.rate)


def test_an_echo_without_the_figure_makes_no_second_threat():
    """An outlet that leaves out the rate that its origin gave is taken to repeat that rate."""
    tell = Teller()
    figure, echo = tell("mayor", "B", rate=1e-3), tell("mayor", "B", outlet="television")
    assert read(picture(figure, echo)).rate == 1e-3
    assert {note.standing for note in picture(figure, echo).for_operator} == {Standing.COUNTS, Standing.ECHO}


def test_a_poor_copy_with_a_small_figure_does_not_shrink_the_threat():
    """A less reliable report cannot lower what the origin's better report means."""
    tell = Teller()
    assert read(picture(tell("mayor", "A"), tell("mayor", "D", rate=1e-6))).rate == pytest.approx(4e-3)


def test_a_reliable_clear_takes_only_the_upper_bound_down():
    """Inside its window the bound comes down to the background; the rate to plan with was never above it."""
    made = picture(Teller()("patrol", "C", Claim.CLEAR, hours=(2, 4)))
    inside, after = read(made, hour=3), read(made, hour=4)
    assert (inside.status, inside.rate, inside.high) == (Status.KNOWN_CLEAR, FLOOR, FLOOR)
    assert (after.status, after.rate, after.high) == (Status.UNKNOWN, FLOOR, 10 * FLOOR)


@pytest.mark.parametrize(("origin", "grade"), [("", "A"), ("patrol", "D"), ("patrol", "E"), ("patrol", "F")])
def test_a_denial_by_nobody_to_be_trusted_lowers_nothing(origin, grade):
    """It stays UNKNOWN, and the operator sees the denial."""
    made = picture(Teller()(origin, grade, Claim.CLEAR))
    assert read(made).status is Status.UNKNOWN
    assert made.for_operator[0].standing is Standing.LOWERS_NOTHING


def test_a_clear_never_stands_against_a_threat_of_the_same_time():
    """The threat holds, though its origin is the worse; outside the threat's window the clear holds."""
    tell = Teller()
    made = picture(tell("patrol", "A", Claim.CLEAR), tell("mayor", "D", hours=(0, 5)))
    assert read(made, hour=4).status is Status.KNOWN_THREAT
    assert read(made, hour=6).status is Status.KNOWN_CLEAR


def test_contradictions_name_the_origins_once():
    """Who says threat and who says clear of one place and time; elsewhere, later or by itself nobody contradicts."""
    tell = Teller()
    threats = [tell("mayor", "B"), tell("mayor", "C", outlet="television")]
    clear = tell("patrol", "B", Claim.CLEAR, hours=(2, 4))
    others = [tell("embassy", "B", at=4), tell("embassy", "B", hours=(4, 6)), tell("mayor", "B", Claim.CLEAR)]
    found = [c for c in picture(*threats, clear, *others).contradictions if c.clear_origin == "patrol"]
    assert len(found) == 1
    assert (found[0].threat_origin, found[0].threat_reports) == ("mayor", ("R0001", "R0002"))
    assert found[0].clear_reports == (clear.report_id,)


def test_a_report_off_the_map_or_out_of_time_is_named():
    """It can change nothing, and is not lost: it may have been mistyped."""
    tell = Teller()
    off_map, too_late = tell("mayor", "A", at=400), tell("mayor", "A", hours=(11, 12))
    standings = {note.report: note.standing for note in picture(off_map, too_late).for_operator}
    assert standings == {off_map: Standing.ELSEWHERE, too_late: Standing.ELSEWHERE}


def test_a_link_counts_by_its_nearest_point():
    """A circle that touches the middle of a link alone covers that link and no node."""
    report = Report("R1", "mayor", "radio", "A", 1.5 * STEP, 0.0003, 40.0, DAY, Claim.THREAT)
    note = picture(report).for_operator[0]
    assert (note.links, note.nodes) == (1, 0)
    assert picture(report).read("link", "l1", 0.0).status is Status.KNOWN_THREAT


def test_the_picture_reaches_over_the_date_line():
    """East of 180 degrees lies beside west of it."""
    one = street(2)
    network = StreetNetwork(
        one.node_ids, np.array([179.9995, -179.9995]), one.y, one.link_ids, one.tail, one.head,
        one.length, one.speed_kmh, one.walk, one.auto, one.capacity, one.names,
    )  # fmt: skip
    report = Report("R1", "mayor", "radio", "A", 179.9999, 0.0, 120.0, DAY, Claim.THREAT)
    made = make_picture(network, [report], DAY, FLOOR)
    assert made.read("node", "n1", 0.0).status is Status.KNOWN_THREAT


def test_reading_outside_the_window_or_the_map_is_refused():
    """The picture says nothing of other times and places, rather than something wrong."""
    with pytest.raises(ValueError, match="outside"):
        picture().read("node", "n0", DAY.end)
    with pytest.raises(KeyError):
        picture().read("node", "nowhere", 0.0)


def test_the_view_is_counted_from_the_same_picture():
    """Shares add to one, every report is listed, times are local."""
    tell = Teller()
    made = picture(tell("mayor", "A", hours=(0, 5)), tell("patrol", "A", Claim.CLEAR, at=2), tell())
    view = view_picture(made, 3600)
    assert view["share_unknown"] + view["share_clear"] + view["share_threat"] == pytest.approx(1.0)
    assert view["share_threat"] == pytest.approx(0.25 * 0.5)
    assert len(view["for_operator"]) == view["reports"] == 3
    assert view["from"] == "1970-01-01T01:00:00+01:00"
    assert view["origins"] == ["mayor", "patrol"]


def test_the_work_grows_with_the_reports_and_not_with_the_map():
    """Places that the same reports speak of are one region: a hundred reports on two thousand nodes make few."""
    network = street(2000)
    tell = Teller()
    reports = [tell(f"origin {i % 20}", "B", at=i * 20, radius=500.0, hours=(i % 9, i % 9 + 1)) for i in range(100)]
    made = make_picture(network, reports, Window(0.0, 10 * HOUR), FLOOR)
    assert len(made.spans.first) - 1 < 1000
    assert made.read("node", "n200", 1.5 * HOUR).status is Status.KNOWN_THREAT
