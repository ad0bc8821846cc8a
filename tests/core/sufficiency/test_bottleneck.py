"""Promise that the minimum cut is a bound on every plan, and names what binds."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from judge_town import between, make_case
from random_cases import make_random_case
from replay_cases import exam_plan

from safeconduct.core.network import SiteKind
from safeconduct.core.plan import Case, judge_plan
from safeconduct.core.plan.planners import PLANNERS
from safeconduct.core.sufficiency.bottleneck import find_bottleneck
from safeconduct.core.sufficiency.staff import Staff, read_staff

NO_STAFF = Staff()


@pytest.mark.shared
@pytest.mark.parametrize(
    ("case_name", "plan_name"),
    [
        ("tiny", "hand-tiny"),
        ("tiny", "greedy-tiny"),
        ("helsinki-300", "greedy"),
        ("coquimbo-2000", "greedy-coquimbo-2000"),
    ],
)
def test_no_plan_takes_out_more_than_the_bottleneck_says(shared: Path, case_name: str, plan_name: str) -> None:
    """The greatest flow is a bound from above, and never more than there are people."""
    case, plan = exam_plan(shared, case_name, plan_name)
    found = find_bottleneck(case, NO_STAFF)
    people = sum(party.size for party in case.parties)
    assert judge_plan(case, plan).out <= found.people <= people - found.stranded


@pytest.mark.parametrize("seed", range(1, 11))
def test_no_plan_of_a_random_case_takes_out_more(seed: int) -> None:
    """Whatever the case is like: sites at one node, no sites, windows, closures, a stop at a gate."""
    case = make_random_case(seed)
    plan = PLANNERS["greedy"].plan(case, seed=seed, stop=lambda rounds: rounds >= 1, tell=lambda _: None)
    found = find_bottleneck(case, NO_STAFF)
    assert judge_plan(case, plan).out <= found.people
    assert found.words


def _narrow(case: Case, kind: SiteKind, per_hour: float) -> Case:
    sites = (replace(site, throughput=per_hour) if site.kind is kind else site for site in case.sites)
    return replace(case, sites=tuple(sites))


@pytest.mark.parametrize("kind", ["gate", "checkpoint", "flights", "staff", "fleet"])
def test_what_was_made_scarce_is_named(kind: str) -> None:
    """One seat, one person an hour at the gates, a shut checkpoint on the only way, nobody on duty: the cut is that."""
    case, staff = make_case(), NO_STAFF
    if kind == "flights":
        case = replace(case, flights=tuple(replace(flight, seats=1) for flight in case.flights))
    elif kind == "fleet":  # nobody can walk as far as the gate, and nobody but P2 has a vehicle
        case = replace(case, fleets=(replace(case.fleets[0], seats=1, available=(between("06:00", "06:20"),)),))
        case = replace(case, limits=replace(case.limits, walk_metres_max=600.0))
    elif kind == "staff":
        staff = read_staff({"gate_staff_on_duty": 1.0, "gate_people_per_staff_hour": 0.2})
    else:
        case = _narrow(case, SiteKind(kind), 4.0)
    before, found = find_bottleneck(make_case(), NO_STAFF), find_bottleneck(case, staff)
    assert found.people <= before.people
    assert kind in {part.kind for part in found.parts}
    part = next(part for part in found.parts if part.kind == kind)
    assert part.words.lower() in found.words.lower()
    assert (part.node_id is None) == (kind == "staff")


def test_enough_for_all_says_what_would_bind_first() -> None:
    """Where the means bind nobody, it is said, with how many times the people they would."""
    case = make_case()
    party = replace(case.parties[0], size=1)
    found = find_bottleneck(replace(case, parties=(party,)), NO_STAFF)
    assert (found.people, found.stranded) == (1, 0)
    assert found.times > 1.0
    assert "bind nobody of the 1 who can set out" in found.words
