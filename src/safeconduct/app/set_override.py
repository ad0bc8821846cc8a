"""Set a person's override into a case, and list those that are there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from safeconduct.app.ports import CaseStore
from safeconduct.core.basics import Fault, InputFaultsError
from safeconduct.core.picture.district import districts_of
from safeconduct.core.picture.override import Stand, find_place, stand_at
from safeconduct.core.picture.risk_form import Override
from safeconduct.core.plan import Case

AppendOverride = Callable[[Path, Override, int], None]
REMEDY = "give a site id, a node id, lon;lat;radius, or a district that safeconduct picture --districts lists"


@dataclass(frozen=True, slots=True)
class ListedOverride:
    """Hold an override and how it stands."""

    override: Override
    stands: Stand


def set_override(cases: CaseStore, append: AppendOverride, folder: Path, override: Override) -> Case:
    """Add a row to the case's override.csv, and return the case with it.

    Raises:
        InputFaultsError: where the case has faults or no such place; nothing is written then.
    """
    case = cases.read(folder)
    nodes = {site.site_id: site.node_id for site in case.sites}
    grounds = districts_of(case.network, case.districts)
    if find_place(case.network, nodes, grounds, override.place) is None:
        raise InputFaultsError([Fault("--place", 0, "", override.place, "no such place", REMEDY)])
    append(folder, override, case.utc_offset_seconds)
    return cases.read(folder)


def list_overrides(overrides: Sequence[Override], moment: float) -> tuple[ListedOverride, ...]:
    """Return every override and how it stands at a POSIX second: in effect, coming, then expired."""
    order = [Stand.IN_EFFECT, Stand.COMING, Stand.EXPIRED]
    listed = [ListedOverride(one, stand_at(one, moment)) for one in overrides]
    return tuple(sorted(listed, key=lambda one: (order.index(one.stands), one.override.when)))
