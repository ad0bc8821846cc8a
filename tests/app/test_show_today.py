"""Promise that the day and the board say the same of who is overdue."""

from __future__ import annotations

import pytest
from judge_town import at, make_case, make_plan
from operation_desk import Desk

from safeconduct.app.board_ground import take_ground
from safeconduct.app.lay_board import lay_board
from safeconduct.app.show_today import show_today
from safeconduct.core.operation.expected import Presence

CASE = make_case()
GROUND = take_ground(CASE, make_plan(CASE))


@pytest.mark.parametrize(("clock", "overdue"), [("06:40", 0), ("07:00", 1), ("07:15", 2), ("11:30", 2)])
def test_the_day_counts_as_overdue_whom_the_board_names(clock, overdue):
    """P1 is due at the gate at 06:23, P2 at 06:34, both with the margin; who was checked in at the gate is not."""
    desk, now = Desk(), int(at(clock) * 1000)
    assert show_today(desk.state(), now, CASE, GROUND).overdue == overdue
    desk.act("checkin.made", "o1", party="P2", site="G")
    state = desk.state()
    named = [one for one in lay_board(state, GROUND, now).expected if one.state is Presence.OVERDUE]
    assert show_today(state, now, CASE, GROUND).overdue == len(named) == min(overdue, 1)
    assert show_today(state, now, CASE, None).overdue is None
