"""Run one operational period: the whole chain, from what is reported to what everybody is told, on one screen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from safeconduct.core.instructions import Instruction, Phrasebook, instruct_all
from safeconduct.core.picture import ThreatPicture
from safeconduct.core.plan import Case, Plan, Planner, Progress, Verdict, picture_of
from safeconduct.core.plan.plan_case import plan_case
from safeconduct.core.sufficiency import Sufficiency, assess_sufficiency, play_plan, read_uncertainty


@dataclass(frozen=True, slots=True, eq=False)
class OperationalPeriod:
    """Hold what one period gives."""

    picture: ThreatPicture  # of the threat, from the reports: what is known, and where it is unknown
    plan: Plan  # who moves when, by which way, on which vehicle, through which gate, on which flight
    verdict: Verdict  # what the judge says of the plan
    instructions: tuple[Instruction, ...]  # one for every party, those that stay too
    sufficiency: Sufficiency  # how likely it is that the means suffice


def run_operational_period(
    case: Case,
    planner: Planner,
    phrasebook: Phrasebook,
    *,
    seed: int,
    stop: Callable[[int], bool],
    tell: Callable[[Progress], None],
    days: int = 400,
) -> OperationalPeriod:
    """Take a case, which holds the reports, the people, the network and the means, through every stage of the chain.

    The planner works until `stop(rounds)` turns true; `days` are sampled to see whether the means suffice.
    """
    picture = picture_of(case)
    plan, verdict = plan_case(case, planner, seed=seed, stop=stop, tell=tell)  # against the picture or hazard.csv
    instructions = instruct_all(case, plan, phrasebook)  # each party in its own language
    played = play_plan(case, plan, read_uncertainty(case.uncertainty), days=days, seed=seed)
    return OperationalPeriod(picture, plan, verdict, instructions, assess_sufficiency(played))
