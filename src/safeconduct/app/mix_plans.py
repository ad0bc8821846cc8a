"""Make a plan unpredictable: mix plans, draw one by a secret seed, keep the secret apart from all else."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from safeconduct.app.assess_sufficiency import InfeasiblePlanError
from safeconduct.app.ports import CaseStore, PlanStore, SecretKeeper
from safeconduct.core.basics import SafeconductError
from safeconduct.core.plan import Case, Plan, judge_plan, with_picture
from safeconduct.core.plan.finish import claim_bound
from safeconduct.core.plan.mixing import SEED_BITS, MixProgress, Mixture, Wishes, draw_plan, mix_plans
from safeconduct.core.sufficiency import digest_case, digest_plan

PUBLIC_SEED = 0  # what plan.json says; the draw's own seed is a secret
PLAN, SUMMARY, FRONTIER = "plan", "mixture.json", "frontier.svg"
OTHERWISE = "left in this plan for want of a free seat, gate slot or flight"


@dataclass(frozen=True, slots=True)
class Places:
    """Name what is read and written."""

    case: Path
    plan: Path
    out: Path
    secret: Path


def mix_case(
    cases: CaseStore,
    plans: PlanStore,
    keeper: SecretKeeper,
    write_files: Callable[[Path, Mapping[str, str]], None],
    draw_frontier: Callable[[Mixture], str],
    places: Places,
    wishes: Wishes,
    *,
    seed: int,
    slot_minutes: float | None,
    stop: Callable[[int], bool],
    tell: Callable[[MixProgress], None],
) -> tuple[Mixture, dict[str, object]]:
    """Mix plans of the case beside the given one, draw one by the seed, write it all; return mixture and figures.

    The secret file alone holds the seed, the probabilities and which plan was drawn. It is written first, so that no
    plan lies about whose draw nobody can check. Neither the summary nor what is returned tells the place and time of a
    best strike.

    Raises:
        InputFaultsError, CannotReadError: where case or plan cannot be read.
        InfeasiblePlanError: where the judge refuses the given plan.
        NoMixtureError: where no plan keeps the cap within the cost allowed.
        SafeconductError: where the secret would lie beside the plan, or cannot be kept.
    """
    if places.secret.resolve().is_relative_to(places.out.resolve()):
        raise SafeconductError(f"the secret would lie in {places.out}, with the plan: name a file elsewhere")
    case = cases.read(places.case)
    given = plans.read(places.plan, case)
    verdict = judge_plan(case, given)
    if not verdict.feasible:
        raise InfeasiblePlanError(verdict.violations)
    seen = with_picture(case)
    known = replace(given, cost=judge_plan(seen, given).cost.total)
    mixture = mix_plans(seen, known, wishes, slot_minutes=slot_minutes, stop=stop, tell=tell)
    drawn = draw_plan(mixture.weights, seed)
    keeper.keep(places.secret, _word_secret(case, mixture, seed, drawn))
    plans.write(_claim(case, given, mixture.plans[drawn]), case.utc_offset_seconds, places.out / PLAN)
    figures = list_mixture(case, mixture, wishes)
    summary = json.dumps(figures, indent=1, ensure_ascii=False)
    write_files(places.out, {FRONTIER: draw_frontier(mixture), SUMMARY: summary + "\n"})
    return mixture, figures


def list_mixture(case: Case, mixture: Mixture, wishes: Wishes) -> dict[str, object]:
    """Return the figures JSON-ready: no plan, no probability of one, no place and no time."""
    return {
        "case": case.name,
        "slot_minutes": mixture.slot_minutes,
        "allowed_extra_cost": wishes.extra_cost,
        "cap": wishes.cap,
        "way_cap": wishes.way_cap,
        "exploitability_before": mixture.before,
        "exploitability_upper": mixture.upper,
        "exploitability_lower": mixture.lower,
        "refuted_floor": mixture.refuted_floor,
        "reduction": 1 - mixture.upper / mixture.before if mixture.before else 0.0,
        "cost_before": mixture.cost_before,
        "cost": mixture.cost,
        "price": mixture.cost - mixture.cost_before,
        "price_share": mixture.cost / mixture.cost_before - 1 if mixture.cost_before else 0.0,
        "plans_mixed": len(mixture.plans),
        "plans_made": mixture.made,
        "largest_exposure_of_any_plan": mixture.largest,
        "likeliest_way": mixture.likeliest_way,
        "parties_over_way_cap": mixture.over_cap,
        "parties_with_one_way": mixture.one_way,
        "frontier": [asdict(point) for point in mixture.frontier],
    }


def _word_secret(case: Case, mixture: Mixture, seed: int, drawn: int) -> str:
    """Write what it takes to check the draw afterwards."""
    secret = {
        "case": case.name,
        "case_digest": digest_case(case),
        "seed": f"{seed:0{SEED_BITS // 4}x}",
        "drawn": drawn,
        "weights": list(mixture.weights),
        "plan_digests": [digest_plan(plan) for plan in mixture.plans],
    }
    return json.dumps(secret, indent=1, ensure_ascii=False) + "\n"


def _claim(case: Case, given: Plan, plan: Plan) -> Plan:
    """Return the drawn plan with claims that hold for the case as its files give it."""
    gone = {leg.party_id for leg in plan.legs}
    left = [party.party_id for party in case.parties if party.party_id not in gone]
    notes = {party_id: given.notes.get(party_id, OTHERWISE) for party_id in left}
    claimed = replace(plan, cost=judge_plan(case, plan).cost.total, seed=PUBLIC_SEED, notes=notes)
    return claim_bound(claimed, given.lower_bound)
