"""Hold that a flood of reports flips no planned route, and that a threat which is believed does."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from bound_villages import HOUR, START, gate, village

from safeconduct.core.basics import Window
from safeconduct.core.intake import Claim, Report
from safeconduct.core.network import Site, SiteKind
from safeconduct.core.picture.belief import Rate, Record, SourcePriors
from safeconduct.core.picture.learn_sources import learn_sources
from safeconduct.core.picture.make import make_picture
from safeconduct.core.picture.rows import hazard_rows
from safeconduct.core.plan import Case, Objective
from safeconduct.core.plan.planners import PLANNERS

pytestmark = pytest.mark.core

DAY = Window(START, START + 7 * HOUR)
SHORT, LONG = ("l0", "l1"), ("l2", "l3")


def two_ways() -> Case:
    """Give a village with a short way to the gate by n1, and one a fifth longer by n2."""
    streets = [
        (0, 1, 300.0, True, True),
        (1, 3, 300.0, True, True),
        (0, 2, 360.0, True, True),
        (2, 3, 360.0, True, True),
    ]
    sites = [Site("A", SiteKind.AIRHEAD, "n3"), gate("G", "n3")]
    case = village(streets, sites, 2 * HOUR, objective=Objective(5.0, 1e-3))
    return replace(case, network=replace(case.network, y=np.array([0.0, 0.01, -0.01, 0.0])))


def say(number: int, origin: str, reliability: str, claim: Claim = Claim.THREAT) -> Report:
    """Report on n1, on the short way."""
    return Report(f"R{number}", origin, f"outlet {number}", reliability, 0.001, 0.01, 50.0, DAY, claim)


def way_of(reports: list[Report], sources: SourcePriors | None = None) -> tuple[str, ...]:
    """Plan with these reports, and return the streets that the party walks."""
    case = two_ways()
    made = make_picture(case.network, reports, DAY, case.objective.background_rate, sources=sources)
    case = replace(case, hazard=hazard_rows(made))
    plan = PLANNERS["greedy"].plan(case, seed=1, stop=lambda rounds: rounds >= 3, tell=lambda _: None)
    return tuple(link for leg in plan.legs for link in leg.links)


def test_a_thousand_anonymous_reports_flip_no_route():
    """The party goes the short way as if nobody had spoken; two trusted origins send it the long way."""
    flood = [say(number, "", "F") for number in range(1000)]
    flood += [say(1000 + number, f"account {number}", "E") for number in range(100)]
    assert way_of([]) == way_of(flood) == SHORT
    assert way_of([say(1, "mayor", "A"), say(2, "patrol", "A")]) == LONG


def test_a_thousand_anonymous_reports_flip_no_route_whatever_is_learned_of_others():
    """With a record of every account, and classes that were learned: the unverified share one budget all the same."""
    flood = [say(number, "", "F") for number in range(1000)]
    flood += [say(1000 + number, f"account {number}", "E") for number in range(20)]
    flood += [say(2000 + number, f"nobody {number}", "") for number in range(20)]
    right = Record(Rate(50.0, 0.0), Rate(0.0, 50.0))
    records = {report.origin: right for report in flood if report.origin}
    heard = flood[900:]
    learned = learn_sources(heard, {report.report_id: True for report in heard}).ledger.priors
    assert way_of(flood, SourcePriors(records=records)) == way_of(flood, learned) == SHORT


def test_a_thousand_denials_flip_no_route_back():
    """Unverified or of the letter D, they lower nothing; the way stays the long one."""
    threats = [say(1, "mayor", "A"), say(2, "patrol", "A")]
    denials = [say(10 + number, "", "F", Claim.CLEAR) for number in range(1000)]
    assert way_of([*threats, *denials, say(3, "radio", "D", Claim.CLEAR)]) == LONG


def test_one_origin_a_thousand_times_plans_as_one():
    """A poor source through a thousand outlets sends nobody another way, as once it does not."""
    assert way_of([say(1, "mayor", "D")]) == way_of([say(number, "mayor", "D") for number in range(1000)]) == SHORT


def test_who_is_known_to_raise_false_alarms_sends_nobody_round():
    """A letter A with forty false alarms on record weighs less than a letter A without a record."""
    record = Record(Rate(5.0, 5.0), Rate(40.0, 1.0))
    assert way_of([say(1, "mayor", "A")]) == LONG
    assert way_of([say(1, "mayor", "A")], SourcePriors(records={"mayor": record})) == SHORT
