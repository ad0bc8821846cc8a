"""Make parties of a case of those who were registered since it was made."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from safeconduct.core.basics.earth import METRES_PER_DEGREE
from safeconduct.core.operation.registry import Entry
from safeconduct.core.operation.state import State
from safeconduct.core.people import Mode, Party
from safeconduct.core.plan import Case

PLACE_METRES_MOST = 2_000.0
"""Of who is known less exactly nobody can say from where it would set out: a person asks first."""


def list_newcomers(state: State, case: Case, now: float) -> tuple[Party, ...]:
    """Return the registered parties that a case does not have and that wait to be moved, each at its nearest node.

    Left out is who has no place, or one that is too rough or farther from every street than that; who was checked in
    or erased; and whose case was decided. `now` is the POSIX second before which none is ready.
    """
    known = {party.party_id for party in case.parties}
    found = (
        _make_party(name, entry, case, now)
        for name, entry in sorted(state.parties.items())
        if name not in known and not entry.erased and name not in state.arrived
        and (name not in state.cases or not state.cases[name].outcome)
    )  # fmt: skip
    return tuple(party for party in found if party is not None)


def _make_party(name: str, entry: Entry, case: Case, now: float) -> Party | None:
    place = entry.facts.get("place")
    if not isinstance(place, Mapping) or float(place["precision_metres"]) > PLACE_METRES_MOST:
        return None
    network = case.network
    east = (network.x - float(place["lon"])) * np.cos(np.radians(float(place["lat"])))
    metres = np.hypot(east, network.y - float(place["lat"])) * METRES_PER_DEGREE
    nearest = int(np.argmin(metres))
    if metres[nearest] > PLACE_METRES_MOST:
        return None
    named = entry.facts.get("modes")
    modes = frozenset(Mode(one) for one in named) if isinstance(named, list | tuple) and named else {Mode.WALK}
    ready, priority, needs = (entry.facts.get(one) for one in ("ready_millis", "priority", "needs"))
    return Party(
        name,
        network.node_ids[nearest],
        entry.size,
        float(priority) if isinstance(priority, int | float) and priority > 0 else 1.0,
        frozenset(modes),
        max(now, ready / 1000 if isinstance(ready, int) else now),
        str(entry.facts.get("language", "")),
        " ".join(map(str, needs)) if isinstance(needs, list | tuple) else "",
    )
