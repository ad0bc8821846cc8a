"""Write the instructions of a plan: for one party or for all."""

from __future__ import annotations

from pathlib import Path

from safeconduct.app.ports import CaseStore, PlanStore
from safeconduct.core.instructions import Instruction, instruct_all, instruct_party
from safeconduct.core.plan import Case


def write_instructions(
    cases: CaseStore, plans: PlanStore, case_folder: Path, plan_folder: Path, party_id: str | None = None
) -> tuple[Case, tuple[Instruction, ...]]:
    """Return the case and the instruction of the party, or of every party of the case in its order.

    Raises InputFaultsError or CannotReadError where a folder cannot be read, UnknownPartyError where the case has no
    such party, and PlanMisfitError where the plan does not belong to the case.
    """
    case, plan = cases.read(case_folder), plans.read(plan_folder)
    if party_id is None:
        return case, instruct_all(case, plan)
    return case, (instruct_party(case, plan, party_id),)
