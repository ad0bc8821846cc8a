"""Give cases with feasible plans, and courses of events made by hand, for the replay to run."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np

from safeconduct.adapters.case_folder import CaseFolder
from safeconduct.adapters.plan_folder import PlanFolder
from safeconduct.core.network import SiteKind
from safeconduct.core.plan import Case, Plan
from safeconduct.core.plan.planners import PLANNERS
from safeconduct.core.sufficiency.compile_script import compile_script
from safeconduct.core.sufficiency.kernels.replay import Replay
from safeconduct.core.sufficiency.kernels.script import Course
from safeconduct.core.sufficiency.kernels.state import State

EXAM = [
    ("tiny", "hand-tiny"),
    ("tiny", "greedy-tiny"),
    ("tiny", "default"),
    ("helsinki-300", "default"),
    ("helsinki-300", "greedy"),
    ("coquimbo-2000", "greedy-coquimbo-2000"),
]
MINUTE = 60.0


@cache
def exam_plan(shared: Path, case_name: str, plan_name: str) -> tuple[Case, Plan]:
    """Give a case of the exam, with a plan of the exam or of one of our planners."""
    case = CaseFolder().read(shared / "exam" / "cases" / case_name)
    if plan_name in PLANNERS:
        planner = PLANNERS[plan_name]
        return case, planner.plan(case, seed=1, stop=lambda rounds: rounds >= 200, tell=lambda _: None)
    return case, PlanFolder().read(shared / "exam" / "plans" / plan_name, case)


def no_events(case: Case) -> Course:
    """Give the course in which nothing goes wrong."""
    kinds = [site.kind for site in case.sites]
    posts = kinds.count(SiteKind.CHECKPOINT)
    return Course(
        late=np.zeros(len(case.parties)),
        cancelled=np.zeros(len(case.flights), np.bool_),
        gate_share=np.ones((kinds.count(SiteKind.GATE), 1)),
        shut_from=np.zeros((posts, 1)),
        shut_to=np.zeros((posts, 1)),
    )


def run(case: Case, plan: Plan, course: Course) -> State:
    """Give the state at the end."""
    return Replay(compile_script(case, plan)).run(course)
