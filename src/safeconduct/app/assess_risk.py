"""Say between what the expected harm of a planned way lies, as far as the threat picture can tell."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from safeconduct.app.ports import CaseStore, PlanStore
from safeconduct.core.basics import Fault, InputFaultsError
from safeconduct.core.picture.draws import find_bets, read_interval, share_in_common
from safeconduct.core.plan import Case, Plan, Verdict, judge_plan
from safeconduct.core.plan.risk import PlanRisk, draw_plan_risk

DRAWS = 1000
DRAWS_LEAST = 100
OWN_HAZARD = (
    "The case has a hazard.csv: one rate for each place, and nothing that says how wrong these rates may be together. "
    "No interval can be given. Without that file the threat picture of its reports and incidents gives one."
)


@dataclass(frozen=True, slots=True, eq=False)
class AssessedRisk:
    """Hold the risk of a plan and the verdict on it; no risk where the case gives its own hazard."""

    case: Case
    verdict: Verdict
    risk: PlanRisk | None
    draws: int
    seed: int


def assess_risk(
    cases: CaseStore,
    plans: PlanStore,
    case_folder: Path,
    plan_folder: Path,
    *,
    draws: int = DRAWS,
    seed: int = 1,
    tell: Callable[[str], None] = lambda _: None,
) -> AssessedRisk:
    """Return the risk of a plan kept in files; the same seed gives the same draws. `tell` hears what is being done.

    Raises:
        InputFaultsError: with every fault of the case, or of the plan where the case is good.
        CannotReadError: where there is no such folder.
    """
    tell("Reading the case")
    case = cases.read(case_folder)
    tell("Reading the plan")
    plan = plans.read(plan_folder, case)
    tell(f"Judging: {len(case.parties):,} parties")
    verdict = judge_plan(case, plan)
    tell(f"Drawing the hazard {draws:,} times")
    return AssessedRisk(case, verdict, draw_risk_of(case, plan, draws, seed), draws, seed)


def draw_risk_of(case: Case, plan: Plan, draws: int = DRAWS, seed: int = 1) -> PlanRisk | None:
    """Return the risk of a plan by the picture of its case; None where the case gives its own hazard."""
    return None if case.hazard is not None else draw_plan_risk(case, plan, draws, np.random.default_rng(seed))


def find_party(case: Case, party_id: str) -> int:
    """Return the row of a party; raise InputFaultsError where the case has none of that id."""
    row = next((row for row, party in enumerate(case.parties) if party.party_id == party_id), None)
    if row is None:
        fault = Fault("--party", 0, "", party_id, "no such party in the case", "give a party_id of party.csv")
        raise InputFaultsError([fault])
    return row


def list_risk(assessed: AssessedRisk, party: int | None = None) -> dict[str, object]:
    """Return the answer, JSON-ready: expected people harmed on the way, the gravest parties first; or of one party."""
    case, risk = assessed.case, assessed.risk
    head: dict[str, object] = {"case": case.name, "violations": len(assessed.verdict.violations)}
    if risk is None:
        return head | {"interval": None, "why": OWN_HAZARD}
    head |= {"draws": assessed.draws, "seed": assessed.seed}
    if party is not None:
        return head | view_party(case, risk, party)
    return head | {
        "counted": risk.counted,
        "interval": asdict(read_interval(risk.whole)),
        "parts": [
            {"cause": part.cause.value, "origin": part.origin, **asdict(read_interval(part.harm))}
            for part in risk.parts
        ],
        "parties": [view_party(case, risk, row) for row in rank_parties(risk)],
        "vehicles": [
            {"fleet_id": fleet, "vehicle": number, **asdict(read_interval(harm))}
            for (fleet, number), harm in zip(risk.vehicles, risk.of_vehicles, strict=True)
        ],
        "bets": [
            {"vehicles": [list(risk.vehicles[row]) for row in bet.routes], "least_in_common": bet.least}
            for bet in find_bets(risk.of_vehicles)
        ],
    }


def rank_parties(risk: PlanRisk) -> list[int]:
    """Return the rows of the parties that are exposed at all, those of the greatest expected harm first."""
    mean = risk.parties.mean(axis=1)
    return [row for row in np.argsort(-mean, kind="stable").tolist() if mean[row] > 0.0]


def view_party(case: Case, risk: PlanRisk, row: int) -> dict[str, object]:
    """Return what is known of one party's risk; `in_common` is the share of its variance that the whole plan has."""
    party, harm = case.parties[row], risk.parties[row]
    in_common = share_in_common(np.stack([harm, risk.whole]))[0, 1]
    return {
        "party_id": party.party_id,
        "people": party.size,
        **asdict(read_interval(harm)),
        "in_common": float(in_common),
    }
