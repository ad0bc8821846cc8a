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

KEPT = 2
"""So many are kept: the adopted plan, and the one that a replan goes back to."""

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
        self._lock, self._reading = threading.Lock(), threading.Lock()
        self._held: dict[tuple[str, str], tuple[Print, AdoptedFolders]] = {}  # by digests, the newest read last

    def find(self, adopted: Adopted) -> AdoptedFolders | None:
        """Return the folders and what they hold; None where no folder here has these digests.

        Whoever asks for what was read already waits for nobody who reads.
        """
        asked = (adopted.case, adopted.plan)
        held = self._recall(asked)
        if held is not None:
            return held
        with self._reading:
            held = self._recall(asked)  # somebody has just read it
            if held is not None:
                return held
            found = find_adopted(self._cases, self._plans, *self._shelves, adopted)
            if found is not None:
                self._keep(asked, found)
            return found

    def _recall(self, asked: tuple[str, str]) -> AdoptedFolders | None:
        with self._lock:
            mark, found = self._held.get(asked, ((), None))
            return found if found is not None and mark == _mark_files(found) else None

    def _keep(self, asked: tuple[str, str], found: AdoptedFolders) -> None:
        with self._lock:
            self._held.pop(asked, None)
            self._held[asked] = (_mark_files(found), found)
            for oldest in list(self._held)[:-KEPT]:
                del self._held[oldest]


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
