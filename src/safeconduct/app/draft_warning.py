"""Draft a warning of an area: refused where anything is wrong with it, kept where nothing is."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from safeconduct.app.cover_warning import cover_area
from safeconduct.app.warning_desk import WarningDesk
from safeconduct.core.basics import Fault, InputFaultsError
from safeconduct.core.basics.earth import METRES_PER_DEGREE
from safeconduct.core.operation import UseCase
from safeconduct.core.picture.district import districts_of
from safeconduct.core.plan import Case
from safeconduct.core.record import ActorId
from safeconduct.core.warnings import (
    NEED_TARGET,
    Action,
    Alert,
    Area,
    Circle,
    Coverage,
    Head,
    KeptAlert,
    Placed,
    Ring,
    Wanted,
    box_ring,
    draft_alert,
    measure_km2,
    settle_ring,
)

SHORT_MINUTES = 60
"""What holds for less is rounded up to the minute: rounded down it may be shorter than a warning has to be."""
THEATRE_METRES = 1_000.0
"""The theatre reaches so far beyond the case's map: a circle at its edge is no slip."""


@dataclass(frozen=True, slots=True)
class Drafted:
    """Hold a kept draft, and who in its area can be told."""

    alert: Alert
    kept: KeptAlert
    coverage: Coverage
    people: Sequence[Placed]  # the parties in the area


def draft_warning(
    desk: WarningDesk,
    actor: ActorId,
    wanted: Wanted,
    head: Head,
    case: Case | None,
    theatre: Ring,
    people: int,
    people_per_km2: float,
) -> Drafted:
    """Draft and keep an alert.

    `people` is whom the operator says that it reaches; the parties in the area, and for those in no registry
    `people_per_km2`, must say about the same.

    Raises:
        InputFaultsError: with everything that is wrong with it; nothing is kept then.
        DeniedError: where the actor may not ask for a release.
    """
    state = desk.door.read(actor, UseCase.ASK_RELEASE)
    alert = draft_alert(wanted, desk.words, head)
    area = Area("", wanted.polygons, wanted.circles)
    coverage, inside = cover_area(state, case, area.rings)
    expected = coverage.total().people + people_per_km2 * measure_km2([area])
    kept = KeptAlert(write_alert(desk, alert), people, expected, theatre)
    desk.check(alert, kept, head.sent)
    desk.files.save(alert.identifier, kept)
    return Drafted(alert, kept, coverage, inside)


def write_alert(desk: WarningDesk, alert: Alert) -> bytes:
    """Return an alert's bytes; raise InputFaultsError where a sign in it cannot be written."""
    try:
        return desk.format.write(alert)
    except ValueError:
        remedy = "write names in letters, digits and plain punctuation"
        fault = Fault(alert.identifier, 0, "place", "", "a sign that no alert can hold", remedy)
        raise InputFaultsError([fault]) from None


def find_end(now: float, minutes: int) -> float:
    """Return when a warning ends that holds for so many minutes: on a whole minute, and inside what is allowed.

    >>> find_end(59.0, 120), find_end(59.0, 10)
    (7200.0, 660.0)
    """
    end = now + 60.0 * minutes
    return -(-end // 60) * 60 if minutes < SHORT_MINUTES else end // 60 * 60


def find_theatre(case: Case) -> Ring:
    """Return the bounds of the case's map, a kilometre wider on each side."""
    x, y = case.network.x, case.network.y
    high = THEATRE_METRES / METRES_PER_DEGREE
    wide = high / math.cos(math.radians(float(y.mean())))
    return box_ring(float(x.min()) - wide, float(y.min()) - high, float(x.max()) + wide, float(y.max()) + high)


def find_district(case: Case, name: str, field: str = "--district") -> tuple[Ring, ...]:
    """Return the polygons of a district of the case; raise InputFaultsError where it has none of that name."""
    districts = districts_of(case.network, case.districts)
    for district in districts:
        if district.name == name:
            if any(len(rings) > 1 for rings in district.polygons):
                remedy = "draw the area that is meant as polygons without holes"
                raise InputFaultsError([Fault(field, 0, "", name, "a district with holes in it", remedy)])
            return tuple(settle_ring(rings[0]) for rings in district.polygons)
    remedy = f"the districts are {', '.join(one.name for one in districts)}"
    raise InputFaultsError([Fault(field, 0, "", name, "no such district", remedy)])


def find_around_site(case: Case, site_id: str, radius_metres: int, field: str = "--site") -> Circle:
    """Return the ground around a site of the case; raise InputFaultsError where it has none of that id."""
    rows = case.network.node_index()
    for site in case.sites:
        if site.site_id == site_id:
            row = rows[site.node_id]
            return Circle(round(float(case.network.x[row]), 6), round(float(case.network.y[row]), 6), radius_metres)
    remedy = f"the sites are {', '.join(one.site_id for one in case.sites)}"
    raise InputFaultsError([Fault(field, 0, "", site_id, "no such site", remedy)])


def change_wanted(wanted: Wanted, action: Action | None, target: str, expires: float | None) -> Wanted:
    """Return what a correction wants: what the alert wanted, but for what is said anew."""
    if action is not None:
        wanted = replace(wanted, action=action, targets=wanted.targets if action in NEED_TARGET else None)
    if target:
        wanted = replace(wanted, targets=name_places(target, tuple(wanted.places), {}))
    return wanted if expires is None else replace(wanted, expires=expires)


def name_places(place: str, languages: Sequence[str], own: Mapping[str, str]) -> dict[str, str]:
    """Return what a place is called in each language: as everywhere, where a language has no name of its own.

    >>> name_places("Quay", ("en", "uk"), {"uk": "Набережна"})
    {'en': 'Quay', 'uk': 'Набережна'}
    """
    return {language: own.get(language, place) for language in languages}
