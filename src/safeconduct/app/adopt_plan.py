"""Adopt the plan that the operation follows: judged first, and in place of those that this device has heard of."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from safeconduct.app.access import Door
from safeconduct.app.check_plan import CheckedPlan, check_plan
from safeconduct.app.ports import CaseStore, PlanStore
from safeconduct.core.basics import MixedError
from safeconduct.core.operation import UseCase
from safeconduct.core.operation.limits import ID_SIGNS_MAX, TYPED_SIGNS_MAX
from safeconduct.core.record import ActorId, Json, Sealed
from safeconduct.core.sufficiency import digest_case, digest_plan


@dataclass(frozen=True, slots=True)
class Judged:
    """Hold what the judge found, and the event by which the plan was adopted; None where it is not feasible."""

    checked: CheckedPlan
    sealed: Sealed | None


def adopt_plan(
    door: Door,
    cases: CaseStore,
    plans: PlanStore,
    actor: ActorId,
    case_folder: Path,
    plan_folder: Path,
    exercise: bool,
    *,
    tell: Callable[[str], None] = lambda _: None,
    request: str = "",
) -> Judged:
    """Judge a plan against its case and adopt it where it is feasible; `exercise` says of what kind the operation is.

    No planner's word is taken: people moved and left, and the gap, are the judge's own.

    Raises:
        DeniedError: where the actor may not adopt plans, before anything is judged.
        InputFaultsError: with every fault of the case or the plan.
        CannotReadError: where there is no such folder.
        MixedError: for an exercise's case in a live operation, or the other way round.
        StoreError: where the record refuses.
    """
    door.read(actor, UseCase.ADOPT_PLAN)
    checked = check_plan(cases, plans, case_folder, plan_folder, tell)
    if checked.case.is_exercise != exercise:
        raise MixedError("an exercise and a live operation never meet: this plan's case is of the other kind")
    if not checked.verdict.feasible:
        return Judged(checked, None)
    replaces = sorted(door.read(actor).adopted.standing)
    said: dict[str, Json] = {**describe_plan(checked), "replaces": list(replaces)}
    return Judged(checked, door.act(actor, "plan.adopted", said, request=request))


def describe_plan(checked: CheckedPlan) -> dict[str, Json]:
    """Return what the record says of a plan, by digests that any change of the plan or the case changes."""
    verdict = checked.verdict
    said: dict[str, Json] = {
        "plan": digest_plan(checked.plan),
        "case": digest_case(checked.case),
        "name": _print(checked.case.name)[:TYPED_SIGNS_MAX],
        "planner": _to_id(str(checked.plan.planner.get("name", ""))),
        "moved": verdict.out,
        "left": verdict.left,
    }
    return said if verdict.gap is None else {**said, "gap": verdict.gap}


def _print(text: str) -> str:
    return "".join(sign if sign.isprintable() else " " for sign in text)


def _to_id(text: str) -> str:
    """Return a planner's name as an id, whatever it calls itself."""
    return re.sub(r"[^A-Za-z0-9_.-]+", "-", text).strip(".-")[:ID_SIGNS_MAX]
