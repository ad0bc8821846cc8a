"""Promise what the facts of a plan say: counted by hand for a small town, held against the judge for a city."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from judge_town import Town, at, make_case, make_plan

from safeconduct.adapters.case_folder import CaseFolder
from safeconduct.adapters.plan_folder import PlanFolder
from safeconduct.core.network import SiteKind
from safeconduct.core.plan import judge_plan
from safeconduct.core.plan.summary import SiteUse, Summary, summarise_plan

STEPS = 24  # 06:00 to 12:00 in quarters of an hour


def _use(summary: Summary, site_id: str) -> SiteUse:
    return next(use for use in summary.sites if use.site.site_id == site_id)


@pytest.mark.core
def test_people_out_add_up_by_the_end_of_each_step() -> None:
    """Nobody is out before 08:00, 4 people then, 7 from 11:00 on; a departure on the hour is in by the hour."""
    summary = summarise_plan(case := make_case(), make_plan(case))
    assert len(summary.steps) == len(summary.out_by_step) == STEPS
    assert summary.out_by_step.tolist() == [0] * 7 + [4] * 12 + [7] * 5
    assert (summary.first_out, summary.last_out) == (at("08:00"), at("11:00"))


@pytest.mark.core
def test_flows_count_walkers_drivers_and_riders() -> None:
    """A street carries everybody who goes over it: P1 on foot then aboard, P2 in its own vehicle; no empty run."""
    summary = summarise_plan(case := make_case(), make_plan(case))
    flows = dict(zip(case.network.link_ids, summary.flow.tolist(), strict=True))
    assert {link: people for link, people in flows.items() if people} == {
        "bend>stop": 4,
        "depot>stop": 3,
        "stop>bend": 7,
        "bend>post": 7,
        "post>gate": 7,
    }


@pytest.mark.core
def test_sites_count_people_in_the_step_of_the_moment() -> None:
    """The checkpoint counts when its node is reached (06:22, 06:33), the gate when processing starts."""
    summary = summarise_plan(case := make_case(), make_plan(case))
    for site_id, expected in (("T", {1: 4}), ("C", {1: 4, 2: 3}), ("G", {1: 4, 2: 3})):
        people = _use(summary, site_id).people
        assert {step: n for step, n in enumerate(people) if n} == expected, site_id
    assert _use(summary, "C").capacity == 20
    assert (_use(summary, "A").peak_present, _use(summary, "A").peak_at) == (7, at("06:40"))
    assert _use(summary, "A").present[1:4] == (0, 7, 7)


@pytest.mark.core
def test_a_checkpoint_is_of_no_use_in_the_curfew_and_a_gate_is() -> None:
    """The curfew from 09:00 to 10:00 takes four steps from the checkpoint and none from the gate."""
    summary = summarise_plan(case := make_case(), make_plan(case))
    assert [step for step, is_open in enumerate(_use(summary, "C").open) if not is_open] == [12, 13, 14, 15]
    assert all(_use(summary, "G").open)
    assert _use(summary, "C").share == pytest.approx(7 / (20 * 20))


@pytest.mark.core
def test_a_closed_node_closes_its_site() -> None:
    """A gate whose node is shut serves nobody in that step."""
    town = Town()
    town.close("node", "gate", "07:05", "07:10")
    assert [k for k, is_open in enumerate(_use(summarise_plan(town.case, town.plan), "G").open) if not is_open] == [4]


@pytest.mark.core
def test_the_means_most_often_full_comes_first() -> None:
    """With flights of 4 and 3 seats, both full, the seats are named before all else."""
    town = Town()
    town.flight("F1", seats=4)
    town.flight("F2", seats=3)
    first = summarise_plan(town.case, town.plan).strains[0]
    assert (first.what, first.ident, first.full, first.of, first.share) == ("seats from", "A", 2, 2, 1.0)


@pytest.mark.core
def test_vehicles_count_the_run_the_turnaround_and_an_equal_way_back() -> None:
    """A run of 3 minutes from 06:20 binds the bus until 06:36: two steps of the 20 outside the curfew."""
    summary = summarise_plan(case := make_case(), make_plan(case))
    fleet = next(strain for strain in summary.strains if strain.what == "vehicles of")
    assert (fleet.full, fleet.of, fleet.share) == (2, 20, pytest.approx(0.1))


@pytest.mark.core
def test_a_broken_plan_is_counted_without_failing() -> None:
    """Ids that the case does not know, and moments outside it, are passed over."""
    case = make_case()
    plan = make_plan(case)
    junk = replace(plan.legs[0], party_id="nobody"), replace(plan.legs[0], links=("nowhere",), depart=-1e12)
    summary = summarise_plan(case, replace(plan, legs=(*plan.legs, *junk)))
    assert int(summary.out_by_step[-1]) == 7


@pytest.mark.core
def test_an_empty_plan_has_no_departure_and_no_crowd() -> None:
    """Where nobody moves there is no first or last departure, and nothing is full."""
    case = make_case()
    summary = summarise_plan(case, replace(make_plan(case), legs=(), trips=()))
    assert (summary.first_out, summary.last_out, summary.crowd, summary.crowd_site) == (None, None, 0, "")
    assert not any(strain.full for strain in summary.strains)


@pytest.mark.shared
def test_facts_agree_with_the_judge_on_a_city(shared: Path) -> None:
    """People out and the largest crowd are the judge's; no gate or checkpoint serves more than it can."""
    case = CaseFolder().read(shared / "exam/cases/coquimbo-2000")
    plan = PlanFolder().read(shared / "exam/plans/greedy-coquimbo-2000", case)
    summary, verdict = summarise_plan(case, plan), judge_plan(case, plan)
    assert int(summary.out_by_step[-1]) == verdict.out == sum(use.used for use in summary.flights)
    assert (summary.crowd, summary.crowd_site) == (verdict.largest_open_crowd, verdict.largest_open_crowd_site)
    assert sum(sum(use.people) for use in summary.of_kind(SiteKind.GATE)) == verdict.out
    for kind in (SiteKind.GATE, SiteKind.CHECKPOINT):
        for use in summary.of_kind(kind):
            assert max(use.people) <= (use.capacity or 0)
