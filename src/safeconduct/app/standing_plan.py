"""Find the plan that stands with its case, and the one that stood before it."""

from __future__ import annotations

from collections.abc import Callable

from safeconduct.app.find_plan import AdoptedFolders
from safeconduct.app.ports import EventStore
from safeconduct.core.operation import Adopted, State, find_fault, list_plans

Find = Callable[[Adopted], AdoptedFolders | None]
"""Return the folders of an adopted plan; None where no folder here has its digests."""


def choose_adopted(state: State) -> Adopted | None:
    """Return the plan that stands: of several in conflict the one adopted last; None where none was adopted."""
    standing = list_plans(state.adopted)
    return standing[-1] if standing else None


def find_before(store: EventStore, adopted: Adopted) -> Adopted | None:
    """Return the other plan that was adopted last before the one that stands; None where there was none."""
    before = None
    for sealed in store.read_kind("plan.adopted"):
        said = sealed.event.payload
        if sealed.event.time.millis >= adopted.millis or find_fault("plan.adopted", said):
            continue
        plan, case, name, planner = (str(said[field]) for field in ("plan", "case", "name", "planner"))
        moved, left = (int(str(said[field])) for field in ("moved", "left"))
        if (plan, case) != (adopted.plan, adopted.case):
            by, millis = sealed.event.actor, sealed.event.time.millis
            before = Adopted(plan, case, name, planner, moved, left, gap=None, by=by, millis=millis)
    return before
