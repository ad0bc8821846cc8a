"""Promise the laws of the replay, on every kind of plan there is."""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from judge_town import Town, claim
from judge_ways import WAYS, Way
from random_changes import MUTATIONS, Files
from replay_cases import EXAM, exam_plan, no_events, run

from safeconduct.adapters.case_folder import CaseFolder
from safeconduct.adapters.plan_folder import PlanFolder
from safeconduct.core.basics import SafeconductError
from safeconduct.core.network import SiteKind
from safeconduct.core.plan import Case, judge_plan
from safeconduct.core.sufficiency import NOTHING_GOES_WRONG, Uncertainty, play_plan
from safeconduct.core.sufficiency.disruption import draw_course
from safeconduct.core.sufficiency.kernels.script import Course
from safeconduct.core.sufficiency.kernels.state import OUT, State

FEASIBLE_WAYS = [way for way in WAYS if not way.words]
SECONDS = st.sampled_from((-1.0, 0.5, 1.0))
BAD = Uncertainty(3.0, 0.5, 0.3, 0.6, 3.0, 0.4, 40.0)


def people_out(case: Case, state: State) -> int:
    return sum(party.size for party, fate in zip(case.parties, state.fate, strict=True) if fate == OUT)


@pytest.mark.shared
@pytest.mark.parametrize(("case_name", "plan_name"), EXAM)
def test_by_plan_everybody_whom_a_plan_takes_out_is_out(shared: Path, case_name: str, plan_name: str) -> None:
    """Nothing goes wrong: as many are out as the judge counts."""
    case, plan = exam_plan(shared, case_name, plan_name)
    verdict = judge_plan(case, plan)
    assert verdict.feasible
    assert verdict.out > 0
    assert people_out(case, run(case, plan, no_events(case))) == verdict.out


@pytest.mark.parametrize("way", FEASIBLE_WAYS, ids=lambda way: way.change.__name__)
def test_by_plan_everybody_is_out_on_every_edge_that_the_format_allows(way: Way) -> None:
    """The town's plan bent to the last second or person that the judge lets pass."""
    town = way.apply()
    verdict = judge_plan(town.case, town.plan)
    assert verdict.feasible
    assert people_out(town.case, run(town.case, town.plan, no_events(town.case))) == verdict.out


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
@given(
    shifts=st.lists(st.tuples(st.integers(0, 10), st.sampled_from(("depart", "arrive")), SECONDS)),
    connection=st.sampled_from((0.0, 60.0, 90.0)),
    throughput=st.sampled_from((None, 40.0)),
)
def test_the_forgiven_second_makes_nobody_late(
    shifts: list[tuple[int, str, float]], connection: float, throughput: float | None
) -> None:
    """Legs and trips shifted by a second or less: where the judge still finds the plan feasible, everybody is out."""
    town = Town()
    town.limits(connection_minutes_min=connection)
    town.site("G", throughput=throughput)
    rows = [*town.plan.legs, *town.plan.trips]
    for number, column, seconds in shifts:
        rows[number] = replace(rows[number], **{column: getattr(rows[number], column) + seconds})
    plan = claim(town.case, replace(town.plan, legs=tuple(rows[:-1]), trips=tuple(rows[-1:])))
    verdict = judge_plan(town.case, plan)
    assume(verdict.feasible)
    assert people_out(town.case, run(town.case, plan, no_events(town.case))) == verdict.out


@pytest.mark.shared
def test_by_plan_everybody_is_out_after_random_changes_that_the_judge_lets_pass(shared: Path, tmp_path: Path) -> None:
    """Case and plan changed at random as files are: where the plan is still feasible, as many are out as it says."""
    feasible = 0
    for seed in range(90):
        rng = random.Random(seed)
        case_files, plan_files = Files.read(shared / "exam/cases/tiny"), Files.read(shared / "exam/plans/greedy-tiny")
        for change in rng.choices(MUTATIONS, k=rng.randint(1, 3)):
            change(rng, case_files, plan_files)
        case_files.write(tmp_path / "case")
        plan_files.write(tmp_path / "plan")
        try:
            case = CaseFolder().read(tmp_path / "case")
            plan = PlanFolder().read(tmp_path / "plan", case)
        except SafeconductError:
            continue
        verdict = judge_plan(case, plan)
        if any(not words.startswith("plan.json") for words in verdict.violations):
            continue  # what plan.json claims moves nobody
        feasible += 1
        assert people_out(case, run(case, plan, no_events(case))) == verdict.out, seed
    assert feasible >= 10


@pytest.mark.shared
@pytest.mark.parametrize(("case_name", "plan_name"), EXAM)
def test_without_a_flight_nobody_is_out(shared: Path, case_name: str, plan_name: str) -> None:
    """All flights cancelled: nobody is out, however well all else goes."""
    case, plan = exam_plan(shared, case_name, plan_name)
    none = no_events(case)._replace(cancelled=np.ones(len(case.flights), np.bool_))
    assert people_out(case, run(case, plan, none)) == 0


@pytest.mark.shared
@pytest.mark.parametrize(("case_name", "plan_name"), EXAM)
@pytest.mark.parametrize("day", range(4))
def test_no_capacity_is_exceeded_on_a_bad_day(shared: Path, case_name: str, plan_name: str, day: int) -> None:
    """Seats of flights and vehicles, steps of gates and checkpoints hold, counted anew from what each party did."""
    case, plan = exam_plan(shared, case_name, plan_name)
    course = draw_course(case, BAD, 7, day)
    state = run(case, plan, course)
    flown: dict[int, int] = defaultdict(int)
    at_gate: dict[tuple[int, int], float] = defaultdict(float)
    for row, party in enumerate(case.parties):
        assert (state.flight[row] >= 0) == (state.fate[row] == OUT)
        if state.flight[row] >= 0:
            flight = case.flights[state.flight[row]]
            flown[state.flight[row]] += party.size
            assert not course.cancelled[state.flight[row]]
            least = case.start + state.processed[row] + 60 * case.limits.connection_minutes_min
            assert least <= min(flight.departs, case.deadline) + 1
        if np.isfinite(state.begun[row]):
            # Who is too many for a whole step of a slow gate has it alone, and the next ones as far as it needs them.
            step, rest = int(state.begun[row] // case.step_seconds), float(party.size)
            room = _room(case, course, state.gate[row], step)
            while rest > 0:
                at_gate[state.gate[row], step] += min(rest, room) if party.size > room + 1e-6 else rest
                rest, step = rest - room, step + 1
    assert all(people <= case.flights[number].seats for number, people in flown.items())
    seats = {fleet.fleet_id: fleet.seats for fleet in case.fleets}
    assert all(int(n) <= seats[trip.fleet_id] for n, trip in zip(state.aboard, plan.trips, strict=True))
    for kind, used in ((SiteKind.GATE, state.gate_used), (SiteKind.CHECKPOINT, state.post_used)):
        for number, site in enumerate(site for site in case.sites if site.kind is kind):
            assert site.throughput is None or used[number].max() <= site.throughput * case.step_minutes / 60 + 1e-6
    for (gate, step), people in at_gate.items():
        assert people <= _room(case, course, gate, step) + 1e-6


def _room(case: Case, course: Course, gate: int, step: int) -> float:
    """Give how many people the gate processes in the step on this day."""
    throughput = [site.throughput for site in case.sites if site.kind is SiteKind.GATE][gate]
    span = min(int(step * case.step_seconds // 86400), course.gate_share.shape[1] - 1)
    return (throughput or np.inf) * case.step_minutes / 60 * float(course.gate_share[gate, span])


@pytest.mark.shared
def test_same_seed_same_days(shared: Path) -> None:
    """The same seed gives the same fates, another seed others; days do not depend on how many are asked for."""
    case, plan = exam_plan(shared, "tiny", "greedy-tiny")
    first = play_plan(case, plan, BAD, days=30, seed=1).fates
    assert np.array_equal(first, play_plan(case, plan, BAD, days=30, seed=1).fates)
    assert np.array_equal(first[:10], play_plan(case, plan, BAD, days=10, seed=1).fates)
    assert not np.array_equal(first, play_plan(case, plan, BAD, days=30, seed=2).fates)


@pytest.mark.shared
@pytest.mark.parametrize(("case_name", "plan_name"), EXAM)
def test_rates_of_nought_draw_days_on_which_nothing_goes_wrong(shared: Path, case_name: str, plan_name: str) -> None:
    """NOTHING_GOES_WRONG: all whom the plan takes out are out, every day."""
    case, plan = exam_plan(shared, case_name, plan_name)
    played = play_plan(case, plan, NOTHING_GOES_WRONG, days=3, seed=1)
    assert (played.fates[:, played.planned] == OUT).all()
    assert played.people_out.tolist() == [judge_plan(case, plan).out] * 3
