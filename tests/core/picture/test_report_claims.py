"""Hold the grouping of reports into dangers, by which sources are judged, to its promises."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from picture_cases import Teller

from safeconduct.core.intake import Claim, Report
from safeconduct.core.picture.claims import as_proposition, group_reports, mark_report
from safeconduct.core.picture.weigh import is_of_one_place

pytestmark = pytest.mark.core

TOLD = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 5), st.sampled_from((10.0, 250.0))), max_size=8)


def tell(told: list[tuple[int, int, float]]) -> list[Report]:
    """Make a report for each street corner, hour and radius."""
    teller = Teller()
    return [teller("mayor", "B", at=at, radius=radius, hours=(hour, hour + 2)) for at, hour, radius in told]


@settings(max_examples=60, deadline=None)
@given(TOLD, st.randoms())
def test_every_report_is_in_one_group_whose_members_all_meet(told, luck):
    """Whatever the order: no wide report chains two that do not meet."""
    reports = tell(told)
    groups = group_reports(reports)
    assert sorted(one.report_id for group in groups for one in group) == sorted(one.report_id for one in reports)
    assert all(is_of_one_place(a, b) for group in groups for a, b in combinations(group, 2))
    luck.shuffle(reports)
    assert group_reports(reports) == groups


def test_dangers_that_came_out_differently_are_two():
    """Two reports of one corner and hour, one borne out and one not, and a third of which nothing is known."""
    reports = tell([(1, 0, 10.0)] * 3)
    first, second, third = (report.report_id for report in reports)
    groups = group_reports(reports, {first: True, second: False})
    assert [[one.report_id for one in group] for group in groups] == [[first, third], [second]]


def test_a_clear_denies_the_danger_of_its_group():
    """The proposition is the danger: who says clear is heard against it."""
    teller = Teller()
    group = group_reports([teller("mayor", "B"), teller("patrol", "A", Claim.CLEAR)])[0]
    assert [word.affirms for word in as_proposition(group).testimonies] == [True, False]


def test_another_report_of_the_same_id_has_another_mark():
    """What is marked is what the report says; its grade, which a person may change, is no part of it."""
    one, other = tell([(1, 0, 10.0), (2, 0, 10.0)])
    assert mark_report(one) != mark_report(other)
    teller = Teller()
    assert mark_report(teller("mayor", "B")) == mark_report(Teller()("mayor", "D"))
