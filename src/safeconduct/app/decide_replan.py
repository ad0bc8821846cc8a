"""Decide about a proposed replan: adopt its plan in the same act, or refuse it."""

from __future__ import annotations

from safeconduct.app.access import Door
from safeconduct.app.adopt_plan import describe_plan
from safeconduct.app.check_plan import check_plan
from safeconduct.app.plan_shelf import PlanShelf
from safeconduct.core.basics import Fault, InputFaultsError, MixedError
from safeconduct.core.operation import Proposal, State, UseCase, find_outdated
from safeconduct.core.operation.happened import find_happened
from safeconduct.core.record import ActorId, Json, Sealed


def approve_replan(
    door: Door,
    shelf: PlanShelf,
    actor: ActorId,
    replan: str,
    exercise: bool,
    now_millis: int,
    *,
    request: str = "",
) -> tuple[Sealed, Sealed]:
    """Judge the plan that was proposed, and adopt it with the approval, both or neither; return both events.

    Raises:
        DeniedError: where the operator may not adopt plans, or the replan is unknown, decided or out of date.
        InputFaultsError: where its folder holds another plan than was proposed, or an infeasible one.
        CannotReadError: where its folders are not here.
        MixedError: for an exercise's case in a live operation, or the other way round.
        StoreError: where the record refuses.
    """
    state = door.read(actor, UseCase.ADOPT_PLAN)
    one = find_proposal(door, state, actor, replan)
    facts = find_happened(state).digest
    why = one.decided and f"{replan} is {one.decided} already"
    why = why or find_outdated(one, state.adopted.standing.values(), now_millis, facts)
    if why:
        raise door.denial(actor, UseCase.ADOPT_PLAN.value, why)
    checked = check_plan(shelf.cases, shelf.plans, *shelf.folders(replan))
    if checked.case.is_exercise != exercise:
        raise MixedError("an exercise and a live operation never meet: this plan's case is of the other kind")
    said = describe_plan(checked)
    if (said["plan"], said["case"]) != (one.plan, one.case):
        raise InputFaultsError([Fault(replan, 0, "", "", "is not what was proposed", "bring its folders as they were")])
    if not checked.verdict.feasible:
        raise InputFaultsError([Fault(replan, 0, "", "", v, "propose anew") for v in checked.verdict.violations])
    replaces: list[Json] = [*sorted(door.read(actor).adopted.standing)]
    acts: list[tuple[str, dict[str, Json]]] = [
        ("replan.approved", {"replan": replan}),
        ("plan.adopted", {**said, "replaces": replaces}),
    ]
    approved, adopted = door.act_all(actor, acts, request=request)
    return approved, adopted


def refuse_replan(door: Door, actor: ActorId, replan: str, why: str, *, request: str = "") -> Sealed:
    """Refuse a replan; the adopted plan stands as it was. Raise DeniedError or StoreError."""
    said: dict[str, Json] = {"replan": replan}
    return door.act(actor, "replan.refused", {**said, "why": why} if why else said, request=request)


def find_proposal(door: Door, state: State, actor: ActorId, replan: str) -> Proposal:
    """Return a proposal; raise DeniedError, on record, where nobody made it."""
    one = state.replans.get(replan)
    if one is None:
        raise door.denial(actor, UseCase.ADOPT_PLAN.value, f"no replan {replan:.40} was proposed")
    return one
