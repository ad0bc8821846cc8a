"""Join the adapters to the use cases and the interfaces: the only file that does."""

from __future__ import annotations

from safeconduct.adapters.case_files.formats import published_schemas
from safeconduct.adapters.case_folder import CaseFolder
from safeconduct.adapters.plan_folder import PlanFolder
from safeconduct.interfaces.cli import Services, build_cli


def services() -> Services:
    """Make the adapters that this installation uses."""
    return Services(
        cases=CaseFolder(),
        plans=PlanFolder(),
        schemas=published_schemas,
    )


def main() -> None:
    """Run the command line."""
    build_cli(services())()
