"""Show what a proposed replan changes for whom, in words."""

from __future__ import annotations

from dataclasses import dataclass

from safeconduct.app.plan_shelf import PlanShelf
from safeconduct.app.propose_replan import find_proposal_of
from safeconduct.core.basics import Fault, InputFaultsError
from safeconduct.core.operation import Proposal, State
from safeconduct.core.plan import Plan
from safeconduct.core.plan.replanning.compare import compare_plans, word_told
from safeconduct.core.sufficiency import digest_plan


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """Say what one party is told otherwise."""

    party: str
    size: int
    was: str
    now: str
    new_leave_millis: int | None  # None: it leaves at no time


def list_change_lines(shelf: PlanShelf, state: State, replan: str, one: Proposal) -> list[ChangeLine]:
    """Return whom a replan tells something else, who leaves first first; of who was checked in, staff tell them.

    Raises:
        CannotReadError: where its folders, or those of the plan that it changes, are not here.
        InputFaultsError: where they hold something else.
    """
    case_folder, plan_folder = shelf.folders(replan)
    case = shelf.cases.read(case_folder)
    after = shelf.plans.read(plan_folder, case)
    if digest_plan(after) != one.plan:
        raise InputFaultsError([Fault(replan, 0, "", "", "is not what was proposed", "bring its folders as they were")])
    before = _take_before(shelf, state, one)
    return [
        ChangeLine(
            change.party_id, change.size, word_told(change.was, case),
            word_told(change.now, case) if change.now.leave is not None
            else after.notes.get(change.party_id) or word_told(change.now, case),
            None if change.now.leave is None else int(change.now.leave * 1000),
        )
        for change in compare_plans(case, before, after)
    ]  # fmt: skip


def _take_before(shelf: PlanShelf, state: State, one: Proposal) -> Plan:
    """Return the plan that it changes: one that an earlier replan made, or the one that it all began with."""
    earlier = next((name for name, held in state.replans.items() if held.plan == one.replaces), None)
    if earlier is not None and find_proposal_of(state, one.replaces) is not None:
        return shelf.plans.read(shelf.folders(earlier)[1])
    return shelf.take_old(*one.base, one.name).plan
