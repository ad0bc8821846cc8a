"""Make a gazetteer's places of a case: its sites and its named streets."""

from __future__ import annotations

import math
import re
from collections import defaultdict

from safeconduct.core.basics.earth import METRES_PER_DEGREE
from safeconduct.core.intake.places import Place, Rank
from safeconduct.core.intake.places.names import name_key
from safeconduct.core.intake.reading import Precision
from safeconduct.core.network import Site
from safeconduct.core.plan import Case

_NUMBER = re.compile(r"\d+$")


def case_places(case: Case, country: str = "") -> tuple[Place, ...]:
    """Return the sites and streets of a case, as places of the first rank.

    A site goes by its name, by its id where that holds a number ("CP3"), and by its kind with that number ("checkpoint
    3"). A street is one place however many links it has; its radius reaches from its middle to its far end.
    """
    node = case.network.node_index()
    sites = []
    for site in case.sites:
        at = node[site.node_id]
        sites.append(
            Place(
                site.name or site.site_id,
                Precision.SITE,
                str(site.kind),
                country,
                float(case.network.x[at]),
                float(case.network.y[at]),
                alternatives=_site_names(site),
                rank=Rank.CASE,
            )
        )
    return (*sites, *_streets(case, country))


def _site_names(site: Site) -> tuple[str, ...]:
    number = _NUMBER.search(site.site_id)
    if number is None:
        return ()
    return (site.site_id, f"{str(site.kind).replace('_', ' ')} {number[0]}")


def _streets(case: Case, country: str) -> list[Place]:
    ends: dict[str, list[int]] = defaultdict(list)
    names: dict[str, str] = {}
    network = case.network
    for name, tail, head in zip(network.names, network.tail, network.head, strict=True):
        if key := name_key(name):
            names.setdefault(key, name)
            ends[key] += [int(tail), int(head)]
    streets = []
    for key, nodes in ends.items():
        x, y = network.x[nodes], network.y[nodes]
        centre_x, centre_y = float(x.min() + x.max()) / 2, float(y.min() + y.max()) / 2
        east = (x - centre_x) * METRES_PER_DEGREE * math.cos(math.radians(centre_y))
        north = (y - centre_y) * METRES_PER_DEGREE
        radius = float(((east**2 + north**2) ** 0.5).max())
        streets.append(
            Place(names[key], Precision.STREET, "street", country, centre_x, centre_y, radius or None, rank=Rank.CASE)
        )
    return streets
