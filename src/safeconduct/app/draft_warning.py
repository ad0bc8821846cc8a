"""Draft a warning of an area: refused where anything is wrong with it, kept where nothing is."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from safeconduct.app.cover_warning import cover_area
from safeconduct.app.warning_desk import WarningDesk
from safeconduct.core.basics import Fault, InputFaultsError
from safeconduct.core.basics.earth import METRES_PER_DEGREE
from safeconduct.core.operation import UseCase
from safeconduct.core.picture.district import districts_of
from safeconduct.core.plan import Case
from safeconduct.core.record import ActorId
from safeconduct.core.warnings import (
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
    kept = KeptAlert(desk.format.write(alert), people, expected, theatre)
    desk.check(alert, kept, head.sent)
    desk.files.save(alert.identifier, kept)
    return Drafted(alert, kept, coverage, inside)


def find_theatre(case: Case) -> Ring:
    """Return the bounds of the case's map, a kilometre wider on each side."""
    x, y = case.network.x, case.network.y
    high = THEATRE_METRES / METRES_PER_DEGREE
    wide = high / math.cos(math.radians(float(y.mean())))
    return box_ring(float(x.min()) - wide, float(y.min()) - high, float(x.max()) + wide, float(y.max()) + high)


def find_district(case: Case, name: str) -> tuple[Ring, ...]:
    """Return the polygons of a district of the case; raise InputFaultsError where it has none of that name."""
    districts = districts_of(case.network, case.districts)
    for district in districts:
        if district.name == name:
            if any(len(rings) > 1 for rings in district.polygons):
                remedy = "draw the area that is meant as polygons without holes, and give it by --area"
                raise InputFaultsError([Fault("--district", 0, "", name, "a district with holes in it", remedy)])
            return tuple(settle_ring(rings[0]) for rings in district.polygons)
    remedy = f"the districts are {', '.join(one.name for one in districts)}"
    raise InputFaultsError([Fault("--district", 0, "", name, "no such district", remedy)])


def find_around_site(case: Case, site_id: str, radius_metres: int) -> Circle:
    """Return the ground around a site of the case; raise InputFaultsError where it has none of that id."""
    rows = case.network.node_index()
    for site in case.sites:
        if site.site_id == site_id:
            row = rows[site.node_id]
            return Circle(round(float(case.network.x[row]), 6), round(float(case.network.y[row]), 6), radius_metres)
    remedy = f"the sites are {', '.join(one.site_id for one in case.sites)}"
    raise InputFaultsError([Fault("--site", 0, "", site_id, "no such site", remedy)])


def name_places(place: str, languages: Sequence[str], own: Mapping[str, str]) -> dict[str, str]:
    """Return what a place is called in each language: as everywhere, where a language has no name of its own.

    >>> name_places("Quay", ("en", "uk"), {"uk": "Набережна"})
    {'en': 'Quay', 'uk': 'Набережна'}
    """
    return {language: own.get(language, place) for language in languages}
