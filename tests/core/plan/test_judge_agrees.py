"""Promise that our judge and the independent one agree on every plan, good, broken or odd."""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import pytest
from judge_ways import WAYS, Way
from random_changes import JUNK, MUTATIONS, Files

from safeconduct.adapters.case_folder import CaseFolder
from safeconduct.adapters.plan_folder import PlanFolder
from safeconduct.core.basics import SafeconductError
from safeconduct.core.plan import judge_plan

pytestmark = pytest.mark.shared
MUTATED_PLANS = 240


@dataclass(frozen=True)
class Word:
    """Hold what a judge says: exit code, and where it could read everything the cost and number of violations."""

    code: int
    cost: float = 0.0
    violations: tuple[str, ...] = ()


def ask_reference(reference: ModuleType, case: Path, plan: Path) -> Word:
    """Ask the independent judge, as its own main() does."""
    try:
        judge = reference.Judge(reference.Case(case), plan)
        cost = sum(judge.cost.values())
        judge.claims(cost)
    except (reference.Bad, OSError, KeyError, ValueError, TypeError, AttributeError):
        return Word(2)
    return Word(1 if judge.bad else 0, cost, tuple(judge.bad))


def ask_ours(case_folder: Path, plan_folder: Path) -> Word:
    """Ask our judge through our readers."""
    try:
        case = CaseFolder().read(case_folder)
        plan = PlanFolder().read(plan_folder, case)
    except SafeconductError as error:
        return Word(2, violations=tuple(str(error).splitlines()))
    verdict = judge_plan(case, plan)
    return Word(0 if verdict.feasible else 1, verdict.cost.total, verdict.violations)


def assert_agreed(reference: ModuleType, case: Path, plan: Path) -> Word:
    """Fail where the two judges differ; return their common word."""
    theirs, ours = ask_reference(reference, case, plan), ask_ours(case, plan)
    assert ours.code == theirs.code, (ours, theirs)
    assert ours.cost == pytest.approx(theirs.cost, rel=1e-9)
    if theirs.code != 2:
        assert len(ours.violations) == len(theirs.violations), (ours, theirs)
    return ours


@pytest.mark.parametrize("changed", WAYS, ids=lambda way: way.change.__name__)
def test_the_judges_agree_on_every_way_to_break_the_town(changed: Way, reference: ModuleType, tmp_path: Path) -> None:
    """Feasibility, cost and the number of violations are the same for each rule broken by itself."""
    town = changed.apply()
    CaseFolder().write(town.case, tmp_path / "case")
    PlanFolder().write(town.plan, 0, tmp_path / "plan")
    word = assert_agreed(reference, tmp_path / "case", tmp_path / "plan")
    assert word.code == (1 if changed.words else 0)


@pytest.mark.parametrize(("case", "plan"), [("tiny", "greedy-tiny"), ("tiny", "hand-tiny"), ("coquimbo-2000",) * 2])
def test_the_judges_agree_on_the_plans_as_they_are(case: str, plan: str, reference: ModuleType, shared: Path) -> None:
    """The three good plans are feasible and cost the same to the last digit."""
    plan = plan if plan.endswith("tiny") else f"greedy-{plan}"
    exam = shared / "exam"
    assert assert_agreed(reference, exam / "cases" / case, exam / "plans" / plan).code == 0


@pytest.mark.parametrize("key", ["case", "cost", "out", "left", "lower_bound", "planner", "seed"])
def test_the_judges_agree_on_junk_claims(key: str, reference: ModuleType, shared: Path, tmp_path: Path) -> None:
    """Whatever stands in plan.json, or is missing there, both judges hold the same against it."""
    case, source = shared / "exam/cases/tiny", Files.read(shared / "exam/plans/greedy-tiny")
    for junk in [*JUNK, "missing"]:
        files = source.copy()
        files.claims[key] = junk
        if junk == "missing":
            del files.claims[key]
        files.write(tmp_path)
        assert_agreed(reference, case, tmp_path)


@pytest.mark.parametrize("text", ["[]", "3", '"plan"', "null", "{", "", "{}", '{"case": "EXERCISE tiny grid"'])
def test_the_judges_agree_on_what_is_no_plan(text: str, reference: ModuleType, shared: Path, tmp_path: Path) -> None:
    """A plan.json that is no object cannot be read; an empty object can, and claims nothing that is true."""
    Files.read(shared / "exam/plans/greedy-tiny").write(tmp_path)
    (tmp_path / "plan.json").write_text(text)
    assert_agreed(reference, shared / "exam/cases/tiny", tmp_path)


@pytest.mark.parametrize("name", ["plan.json", "leg.csv", "trip.csv"])
def test_the_judges_agree_on_missing_files(name: str, reference: ModuleType, shared: Path, tmp_path: Path) -> None:
    """Without plan.json or leg.csv nothing can be read; without trip.csv nobody rides."""
    Files.read(shared / "exam/plans/greedy-tiny").write(tmp_path)
    (tmp_path / name).unlink()
    assert assert_agreed(reference, shared / "exam/cases/tiny", tmp_path).code == (1 if name == "trip.csv" else 2)


@pytest.mark.parametrize("batch", range(12))
def test_the_judges_agree_on_plans_mutated_at_random(
    batch: int, reference: ModuleType, shared: Path, tmp_path: Path
) -> None:
    """One to four random changes to a plan or its case, and both judges find the same faults at the same cost."""
    for seed in range(batch * MUTATED_PLANS // 12, (batch + 1) * MUTATED_PLANS // 12):
        rng = random.Random(seed)
        case = Files.read(shared / "exam/cases/tiny")
        plan = Files.read(shared / "exam/plans" / rng.choice(["greedy-tiny", "hand-tiny"]))
        changes = [rng.choice(MUTATIONS) for _ in range(rng.randint(1, 4))]
        for change in changes:
            change(rng, case, plan)
        case.write(tmp_path / f"{seed}/case")
        plan.write(tmp_path / f"{seed}/plan")
        try:
            assert_agreed(reference, tmp_path / f"{seed}/case", tmp_path / f"{seed}/plan")
        except AssertionError as error:
            raise AssertionError(f"seed {seed}: {[change.__name__ for change in changes]}: {error}") from None
