"""Judge a plan from the command line as check_plan.py does, for programs that break plans: CASE_DIR PLAN_DIR.

Prints every violation as a line "VIOLATION ...", or every fault as a line "cannot read: ..."; exits with 0 when the
plan is feasible, 1 when not, 2 when a file cannot be read.
"""

from __future__ import annotations

import sys
from pathlib import Path

from safeconduct.adapters.case_folder import CaseFolder
from safeconduct.adapters.plan_folder import PlanFolder
from safeconduct.app.check_plan import check_plan
from safeconduct.core.basics import SafeconductError


def main(case_folder: str, plan_folder: str) -> int:
    """Print the verdict and return the exit code."""
    try:
        verdict = check_plan(CaseFolder(), PlanFolder(), Path(case_folder), Path(plan_folder)).verdict
    except SafeconductError as error:
        for fault in str(error).splitlines():
            print(f"cannot read: {fault}")
        return 2
    for violation in verdict.violations:
        print("VIOLATION", violation)
    print(f"feasible: {verdict.feasible}")
    print(f"cost: {verdict.cost.total!r}")
    return 0 if verdict.feasible else 1


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:3]))
