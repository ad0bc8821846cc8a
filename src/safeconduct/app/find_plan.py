"""Find the adopted plan and its case among the folders that a service was given, by their digests."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from safeconduct.app.ports import CaseStore, PlanStore
from safeconduct.core.basics import CannotReadError, InputFaultsError
from safeconduct.core.operation import Adopted
from safeconduct.core.plan import Case, Plan
from safeconduct.core.sufficiency import digest_case, digest_plan

Print = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class AdoptedFolders:
    """Hold the adopted plan and its case, and in which folders they lie."""

    case_folder: Path
    plan_folder: Path
    case: Case
    plan: Plan


def find_adopted(
    cases: CaseStore, plans: PlanStore, shelf_cases: Path, shelf_plans: Path, adopted: Adopted
) -> AdoptedFolders | None:
    """Return the folders whose plan and case have the digests that were adopted; None where none has.

    Every folder right below the two shelves is read until both are found, a case of the plan's own folder name first.
    What cannot be read, or has faults, is no plan that somebody adopted.
    """
    for plan_folder, plan in _read_plans(plans, shelf_plans):
        if digest_plan(plan) != adopted.plan:
            continue
        for case_folder, case in _read_cases(cases, shelf_cases, plan_folder.name):
            if digest_case(case) == adopted.case and plan.case == case.name:  # nobody moves in many a plan
                return AdoptedFolders(case_folder, plan_folder, case, plan)
    return None


class AdoptedFinder:
    """Find the adopted plan again and again, and read it anew only where another is adopted or a file has changed.

    Many threads may ask at once.
    """

    def __init__(self, cases: CaseStore, plans: PlanStore, shelf_cases: Path, shelf_plans: Path) -> None:
        """Take the folders in which the cases' and the plans' folders lie."""
        self._cases, self._plans, self._shelves = cases, plans, (shelf_cases, shelf_plans)
        self._lock = threading.Lock()
        self._held: tuple[tuple[str, str], Print, AdoptedFolders] | None = None

    def find(self, adopted: Adopted) -> AdoptedFolders | None:
        """Return the folders and what they hold; None where no folder here has these digests."""
        asked = (adopted.case, adopted.plan)
        with self._lock:
            if self._held and self._held[0] == asked and self._held[1] == _mark_files(self._held[2]):
                return self._held[2]
            found = find_adopted(self._cases, self._plans, *self._shelves, adopted)
            self._held = None if found is None else (asked, _mark_files(found), found)
            return found


def _read_plans(plans: PlanStore, shelf: Path) -> Iterator[tuple[Path, Plan]]:
    for folder in _list_folders(shelf):
        with suppress(InputFaultsError, CannotReadError):
            yield folder, plans.read(folder)


def _read_cases(cases: CaseStore, shelf: Path, likely: str) -> Iterator[tuple[Path, Case]]:
    for folder in sorted(_list_folders(shelf), key=lambda one: one.name != likely):
        with suppress(InputFaultsError, CannotReadError):
            yield folder, cases.read(folder)


def _list_folders(shelf: Path) -> list[Path]:
    try:
        return sorted(one for one in shelf.iterdir() if one.is_dir() and not one.name.startswith("."))
    except OSError as error:
        raise CannotReadError(f"{shelf.name}: {error.strerror}: name the folder that holds them") from error


def _mark_files(found: AdoptedFolders) -> Print:
    """Return names, times and sizes of the files that were read."""
    try:
        files = [one for folder in (found.case_folder, found.plan_folder) for one in sorted(folder.iterdir())]
        return tuple((str(one), (now := one.stat()).st_mtime_ns, now.st_size) for one in files)
    except OSError:
        return ()
