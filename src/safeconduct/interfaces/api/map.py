"""Give the map of the plan's case: its streets as lines, its sites and districts."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from fastapi import APIRouter, Request, Response

from safeconduct.core.network import SiteKind
from safeconduct.core.network.lines import CLASSES, join_streets
from safeconduct.core.operation import Adopted
from safeconduct.core.picture.district import districts_of
from safeconduct.core.plan import Case
from safeconduct.interfaces.api.desk import At, Desk
from safeconduct.interfaces.api.packs import Pack, Packs, answer_pack
from safeconduct.interfaces.api.standing import PACKED, Kept, Stands, find_folders
from safeconduct.interfaces.api.view_models import DistrictSaid, LinesSaid, MapSaid, SiteSaid, SiteWord

PROVED = APIRouter(tags=["views"])
SCALE = 1e-6
KINDS: Mapping[SiteKind, SiteWord] = {
    SiteKind.TRANSIT_POINT: "transit",
    SiteKind.CHECKPOINT: "checkpoint",
    SiteKind.GATE: "gate",
    SiteKind.AIRHEAD: "airhead",
}


@PROVED.get("/map", response_model=MapSaid, responses=PACKED)
def show_map(desk: At, stands: Stands, packs: Kept, request: Request) -> Response:
    """Give the map of the plan that stands."""
    return answer_pack(request, warm(desk, stands, packs))


def warm(desk: Desk, stands: Adopted, packs: Packs) -> Pack:
    """Return the packed answer, which is made where it is not kept."""
    return packs.find(("map", stands.case), lambda: describe_map(find_folders(desk, stands).case, stands.case))


def describe_map(case: Case, digest: str) -> MapSaid:
    """Return a case's map."""
    network = case.network
    x, y, rows = network.x, network.y, network.node_index()
    sites = [
        SiteSaid(
            site=one.site_id, name=one.name or one.site_id, kind=KINDS[one.kind], at=_place(case, rows[one.node_id])
        )
        for one in case.sites
    ]
    depots = [
        SiteSaid(site=one.fleet_id, name=one.fleet_id, kind="depot", at=_place(case, rows[one.depot_node_id]))
        for one in case.fleets
    ]
    return MapSaid(
        case=digest,
        bounds=(_round(x.min()), _round(y.min()), _round(x.max()), _round(y.max())),
        links=_describe_lines(case),
        sites=sites + depots,
        districts=[
            DistrictSaid(name=one.name, ring=[(round(lon, 6), round(lat, 6)) for lon, lat in rings[0]])
            for one in districts_of(network, case.districts)
            for rings in one.polygons
        ],
    )


def _describe_lines(case: Case) -> LinesSaid:
    lines = join_streets(case.network)
    nodes = np.fromiter((node for line in lines for node in line.nodes), np.intp)
    units = np.stack([np.rint(case.network.x[nodes] / SCALE), np.rint(case.network.y[nodes] / SCALE)], axis=1)
    units = units.astype(np.int64)
    start = units[0] if len(units) else np.zeros(2, np.int64)
    steps = np.diff(units, axis=0, prepend=start[None])
    return LinesSaid(
        scale=SCALE,
        start=(round(int(start[0]) * SCALE, 6), round(int(start[1]) * SCALE, 6)),
        deltas=steps.ravel().tolist(),
        counts=[len(line.nodes) for line in lines],
        classes=[line.street_class for line in lines],
        names=[line.name for line in lines],
        class_names=list(CLASSES),
    )


def _place(case: Case, row: int) -> tuple[float, float]:
    return _round(case.network.x[row]), _round(case.network.y[row])


def _round(degrees: float) -> float:
    return round(float(degrees), 6)
