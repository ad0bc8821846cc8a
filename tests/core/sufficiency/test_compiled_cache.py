"""Promise that compiled code is kept apart from that of other stages, and made once for all cases."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numba
from judge_town import make_case, make_plan

from safeconduct.core.plan.kernels import improve
from safeconduct.core.sufficiency import Uncertainty, kernels, play_plan
from safeconduct.core.sufficiency.kernels.replay import run_events


def test_each_stage_keeps_its_compiled_code_in_its_own_folder() -> None:
    """The replay's is under its own sources, the planner's under the planner's, whoever was imported first."""
    replay, planner = Path(run_events.stats.cache_path), Path(improve.improve.stats.cache_path)
    own = Path(kernels.__path__[0])
    assert own in replay.parents
    assert own not in planner.parents
    assert not Path(numba.config.CACHE_DIR).is_relative_to(own)


def test_one_compiled_form_serves_every_case() -> None:
    """With a party alone, without vehicles or closures, and with all: no second compilation."""
    case = make_case()
    plan = make_plan(case)
    driver = replace(plan, legs=tuple(leg for leg in plan.legs if leg.party_id == "P2"), trips=())
    play_plan(case, plan, Uncertainty(), days=2, seed=1)
    play_plan(replace(case, fleets=(), parties=case.parties[1:2], hazard=None), driver, Uncertainty(), days=2, seed=1)
    play_plan(replace(case, sites=case.sites[2:]), driver, Uncertainty(), days=2, seed=1)
    assert len(run_events.signatures) == 1
