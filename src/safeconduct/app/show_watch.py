"""Say who watches the sites and places of a case, and where one more observer would help most."""

from __future__ import annotations

from safeconduct.core.picture import ThreatPicture
from safeconduct.core.picture.look import Suggestion, suggest_looks
from safeconduct.core.picture.view_watch import view_lookouts
from safeconduct.core.picture.watchers import Lookout, Watch, add_seen, list_lookouts
from safeconduct.core.plan import Case, watch_of


def look_at_node(case: Case, watch: Watch, node: int, moment: float) -> tuple[Lookout, ...]:
    """Return who watches a node (a row of the network) at a POSIX second."""
    return list_lookouts(watch.watchers, (float(case.network.x[node]), float(case.network.y[node])), moment)


def view_watch(case: Case) -> dict[str, object]:
    """Return who watches every site at the start of the case, JSON-ready."""
    rows, watch, sites = case.network.node_index(), watch_of(case), []
    for site in case.sites:
        lookouts = look_at_node(case, watch, rows[site.node_id], case.start)
        seen = add_seen(lookouts, watch.everywhere)
        sites.append(
            {"site_id": site.site_id, "seen": seen, "watchers": view_lookouts(lookouts, case.utc_offset_seconds)}
        )
    return {"everywhere": watch.everywhere, "watchers": len(watch.watchers), "sites": sites}


def suggest_where(case: Case, picture: ThreatPicture, most: int) -> tuple[Suggestion, ...]:
    """Return the places where one more observer would lower most what plans count; kappa 1 where the case has none."""
    rows = case.network.node_index()
    named = [(site.site_id, rows[site.node_id]) for site in case.sites]
    return suggest_looks(picture, watch_of(case), case.kappa or 1.0, most, named)
