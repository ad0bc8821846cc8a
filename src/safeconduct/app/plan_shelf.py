"""Hold the folders in which the cases and plans of an operation lie, and find the adopted ones there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from safeconduct.app.find_plan import AdoptedFolders, find_adopted
from safeconduct.app.ports import CaseStore, PlanStore
from safeconduct.core.basics import CannotReadError, StoreError
from safeconduct.core.operation import Adopted, State, list_plans

Find = Callable[[Adopted], AdoptedFolders | None]


@dataclass(frozen=True, slots=True)
class PlanShelf:
    """Hold the two folders, what reads and writes them, and, where a service keeps one, what finds quickly."""

    cases: CaseStore
    plans: PlanStore
    case_shelf: Path
    plan_shelf: Path
    find: Find | None = None

    def take(self, adopted: Adopted) -> AdoptedFolders:
        """Return an adopted plan and its case; raise CannotReadError where they do not lie here."""
        found = self.find(adopted) if self.find else self._search(adopted)
        if found is None:
            raise CannotReadError(
                f"plan {adopted.plan} or its case is not here: bring their folders from where they are"
            )
        return found

    def take_old(self, case: str, plan: str, name: str) -> AdoptedFolders:
        """Return a plan and its case by their digests, whether they are adopted or not."""
        return self.take(Adopted(plan, case, name, "", 0, 0, None, "", 0))

    def folders(self, replan: str) -> tuple[Path, Path]:
        """Return where the case and the plan of a replan lie."""
        return self.case_shelf / replan, self.plan_shelf / replan

    def _search(self, adopted: Adopted) -> AdoptedFolders | None:
        return find_adopted(self.cases, self.plans, self.case_shelf, self.plan_shelf, adopted)


def find_followed(state: State) -> Adopted:
    """Return the one plan that stands; raise StoreError where none does, or several do."""
    standing = list_plans(state.adopted)
    if len(standing) != 1:
        why = f"{len(standing)} plans stand: adopt one of them anew" if standing else "no plan was adopted"
        raise StoreError(f"{why} first: a replan changes the adopted plan")
    return standing[0]
