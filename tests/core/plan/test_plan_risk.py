"""Promise that a plan's risk counts who is where as the judge does."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from judge_town import Town, at, between

from safeconduct.core.basics import Window
from safeconduct.core.intake import Claim, Report
from safeconduct.core.intake.reading import Precision
from safeconduct.core.picture import Incident, IncidentKind
from safeconduct.core.picture.risk_form import Override
from safeconduct.core.plan import Case, judge_plan, with_picture
from safeconduct.core.plan.risk import draw_plan_risk

pytestmark = pytest.mark.core


def tell(ident: str, origin: str, x: float, window: Window, radius: float = 600.0) -> Report:
    """Return a report of a threat by a fair source."""
    return Report(ident, origin, "radio", "C", x, 0.0, radius, window, Claim.THREAT, None)


def reported() -> Case:
    """Return the town without a hazard of its own and with two reports: of the way, and of the gate in the morning."""
    way, gate = (
        tell("R1", "mayor", 0.009, between("06:12", "06:22")),
        tell("R2", "patrol", 0.018, between("06:35", "07:00")),
    )
    return replace(Town().case, hazard=None, reports=(way, gate))


def draw(case: Case, draws: int = 200, seed: int = 1):
    """Draw the risk of the town's good plan."""
    return draw_plan_risk(case, Town().plan, draws, np.random.default_rng(seed))


def test_mean_is_the_exposure_that_the_judge_counts() -> None:
    """On foot, waiting, aboard, driving, processed and held, in and out of the reports' windows: to rounding."""
    case, risk = reported(), draw(reported())
    judged = judge_plan(with_picture(case), Town().plan).cost.exposure
    assert risk.counted == pytest.approx(judged, rel=1e-9)
    assert risk.whole.mean() == pytest.approx(judged, rel=1e-9)
    assert risk.parties.sum(axis=0) == pytest.approx(risk.whole)
    assert sum(part.harm for part in risk.parts) == pytest.approx(risk.whole)


@pytest.mark.parametrize("factor", [3.0, 0.4, 1e-9])
def test_mean_is_what_the_judge_counts_where_persons_override(factor: float) -> None:
    """A factor that raises or lowers the gate's rates for a part of the morning moves the plan's risk as its cost."""
    case = reported()
    gate = Override("0.018;0.0;600", None, "officer", "seen", between("06:30", "06:50"), rate_factor=factor)
    case = replace(case, overrides=(gate, replace(gate, place=case.sites[0].site_id, rate_factor=2.0)))
    judged, risk = judge_plan(with_picture(case), Town().plan).cost.exposure, draw(case)
    before = draw(reported()).counted
    assert (risk.counted > before * 1.2) if factor > 1 else (risk.counted < before)
    assert risk.counted == pytest.approx(judged, rel=1e-9)
    assert risk.whole.mean() >= judged * (1 - 1e-9)
    assert sum(part.harm for part in risk.parts) == pytest.approx(risk.whole)


def test_incidents_count_as_the_judge_counts_them() -> None:
    """Explosions by the gate in the days before, some of them seen; their mean and the reports' together."""
    happened = tuple(
        Incident(
            f"I{day}",
            Window(at("06:15") - day * 86400.0, at("06:20") - day * 86400.0),
            0.018,
            0.0,
            Precision.SITE,
            75.0,
            IncidentKind.EXPLOSION,
            1,
            0.9,
            "desk",
        )
        for day in range(1, 30)
    )
    case = replace(reported(), incidents=happened, watched=0.5)
    risk = draw(case)
    judged = judge_plan(with_picture(case), Town().plan).cost.exposure
    assert risk.counted == pytest.approx(judged, rel=1e-9)
    assert risk.counted > 1.5 * draw(reported()).counted
    assert "incidents" in {part.cause.value for part in risk.parts}


def test_who_stays_at_home_runs_no_risk_and_a_bus_that_of_its_riders() -> None:
    """P3 does not leave; P1 alone is aboard B/0."""
    risk = draw(reported())
    assert not risk.parties[2].any()
    assert risk.vehicles == (("B", 0),)
    assert (risk.of_vehicles[0] <= risk.parties[0] + 1e-15).all()
    assert risk.of_vehicles[0].mean() > 0.0


def test_parts_name_the_origins() -> None:
    """What a report says is told apart by who first said it; the rest is the unknown."""
    parts = draw(reported()).parts
    assert {(part.cause.value, part.origin) for part in parts} == {
        ("unknown", ""),
        ("report", "mayor"),
        ("report", "patrol"),
    }


def test_same_seed_same_risk() -> None:
    """And another seed, another one."""
    assert (draw(reported()).whole == draw(reported()).whole).all()
    assert (draw(reported()).whole != draw(reported(), seed=2).whole).any()


def test_a_plan_in_which_nobody_moves_has_no_risk() -> None:
    """No legs, no trips."""
    plan = replace(Town().plan, legs=(), trips=())
    risk = draw_plan_risk(reported(), plan, 100, np.random.default_rng(1))
    assert not risk.whole.any()
    assert risk.vehicles == ()


def test_what_the_case_does_not_know_is_passed_over() -> None:
    """A party, a trip, a site and a link that are not there."""
    town = Town()
    strange = (
        replace(town.plan.legs[0], party_id="P9"),
        replace(town.plan.legs[0], seq=90, links=("nowhere",)),
        replace(town.plan.legs[1], seq=91, site_id="nowhere"),
        replace(town.plan.legs[2], seq=92, trip_id="none", depart=at("07:00")),
    )
    plan = replace(town.plan, legs=(*town.plan.legs, *strange))
    risk = draw_plan_risk(reported(), plan, 200, np.random.default_rng(1))
    assert risk.counted == pytest.approx(draw(reported()).counted)
