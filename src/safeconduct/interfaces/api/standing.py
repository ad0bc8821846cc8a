"""Give endpoints the plan that stands with its case, and keep what follows from both."""

from __future__ import annotations

from typing import Annotated, Any, Final

from fastapi import Depends, HTTPException, Request

from safeconduct.app.find_plan import AdoptedFolders
from safeconduct.app.standing_plan import choose_adopted
from safeconduct.core.operation import Adopted
from safeconduct.interfaces.api.desk import At, Desk, Who
from safeconduct.interfaces.api.packs import Packs


def find_folders(desk: Desk, adopted: Adopted) -> AdoptedFolders:
    """Return an adopted plan and its case out of the folders that the service was given; raise 503 or 404."""
    if desk.finder is None:
        raise HTTPException(503, "this service reaches no plans: start it with --cases and --plans")
    found = desk.finder.find(adopted)
    if found is None:
        raise HTTPException(
            404, "the plan that stands, or its case, is in none of the folders that the service was given"
        )
    return found


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
