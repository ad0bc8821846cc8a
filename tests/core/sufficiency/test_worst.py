"""Promise that the worst cases are always in the set, and say what each leaves."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from judge_town import make_case, make_plan

from safeconduct.core.basics import Window
from safeconduct.core.sufficiency.last_departure import spread_last
from safeconduct.core.sufficiency.worst import play_worst


def test_each_means_of_the_plan_fails_once() -> None:
    """The gate, each flight with somebody on it, the checkpoint, and everybody's lateness; the fewest out first."""
    case = make_case()
    found = play_worst(case, make_plan(case))
    assert {(one.kind, one.ident): one.out for one in found} == {
        ("gate", "G"): 0,
        ("checkpoint", "C"): 0,
        ("flight", "F1"): 7,  # who was on it leaves with the next, which has seats left
        ("flight", "F2"): 4,
        ("late", ""): 3,  # the vehicle waits for nobody
    }
    assert [one.out for one in found] == sorted(one.out for one in found)
    assert {one.planned for one in found} == {7}


def test_a_gate_shut_for_a_day_opens_on_the_next() -> None:
    """Who was held before it is processed then, and leaves with a later departure: shut is not lost."""
    case = make_case()
    day = 86400.0
    later = replace(case.flights[1], flight_id="F9", departs=case.start + 1.5 * day, seats=10)
    longer = replace(case, deadline=case.start + 2 * day, flights=(*case.flights, later))
    gate = next(one for one in play_worst(longer, make_plan(case)) if one.kind == "gate")
    assert gate.out == 7
    assert "all of day 1" in gate.words
    night = tuple(Window(site_open.start, site_open.end) for site_open in (Window(case.start, case.start + day),))
    gates = tuple(replace(site, open=night) if site.site_id == "G" else site for site in longer.sites)
    shut = next(one for one in play_worst(replace(longer, sites=gates), make_plan(case)) if one.kind == "gate")
    assert shut.out == 0


def test_the_last_departure_is_spread_over_the_days() -> None:
    """Shares never fall, end at those days on which anybody gets out, and a day with nobody out is in no hour."""
    rng = np.random.default_rng(5)
    last = np.where(rng.random(500) < 0.1, np.nan, 7200.0 + 40_000.0 * rng.random(500))
    spread = spread_last(last, 1800.0)
    assert list(spread.share) == sorted(spread.share)
    assert spread.share[-1] + spread.nobody_out == 1.0
    for hour, share in zip(spread.hours, spread.share, strict=True):
        assert share == (last <= hour).mean()
    assert spread_last(np.array([np.nan]), 0.0).typical_day is None
