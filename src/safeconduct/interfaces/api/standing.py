"""Give endpoints the plan that stands with its case, and keep what follows from both."""

from __future__ import annotations

from typing import Annotated, Any, Final

from fastapi import Depends, HTTPException, Request

from safeconduct.app.board_ground import Ground
from safeconduct.app.find_plan import AdoptedFolders
from safeconduct.app.plan_shelf import PlanShelf
from safeconduct.app.standing_plan import choose_adopted
from safeconduct.core.operation import Adopted, State, list_plans
from safeconduct.interfaces.api.desk import At, Desk, Who
from safeconduct.interfaces.api.packs import Packs

NO_SHELF = "this service reaches no plans: start it with --cases and --plans"


def find_folders(desk: Desk, adopted: Adopted) -> AdoptedFolders:
    """Return an adopted plan and its case out of the folders that the service was given; raise 503 or 404."""
    if desk.finder is None:
        raise HTTPException(503, NO_SHELF)
    found = desk.finder.find(adopted)
    if found is None:
        raise HTTPException(
            404, "the plan that stands, or its case, is in none of the folders that the service was given"
        )
    return found


def find_shelf(desk: Desk) -> PlanShelf:
    """Return the folders that the service was given, read once for all; raise 503 where it was given none."""
    if desk.shelf is None or desk.finder is None:
        raise HTTPException(503, NO_SHELF)
    return PlanShelf(desk.cases, desk.plans, desk.shelf.cases, desk.shelf.plans, desk.finder.find)


def find_ground(desk: Desk, state: State) -> Ground | None:
    """Return what the boards are laid upon; None but where exactly one plan stands and its folder is here."""
    standing = list_plans(state.adopted)
    return desk.grounds.find(standing[0]) if desk.grounds is not None and len(standing) == 1 else None


def find_adopted(desk: At, who: Who) -> Adopted:
    """Return the plan that stands to an operator who may see it; raise 404 where none does."""
    adopted = choose_adopted(desk.door.read(who))
    if adopted is None:
        raise HTTPException(404, "no plan stands: adopt one")
    return adopted


def find_packs(request: Request) -> Packs:
    """Return what the service that is asked keeps."""
    packs: Packs = request.app.state.packs
    return packs


Stands = Annotated[Adopted, Depends(find_adopted)]
Kept = Annotated[Packs, Depends(find_packs)]
PACKED: Final[dict[int | str, dict[str, Any]]] = {304: {"description": "What the asker has still holds"}}
