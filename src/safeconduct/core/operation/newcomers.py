"""Make parties of a case of those who were registered since it was made."""

from __future__ import annotations

from collections.abc import Mapping

from safeconduct.core.operation.case_parties import Ground, read_modes, word_needs
from safeconduct.core.operation.registry import Entry
from safeconduct.core.operation.state import State
from safeconduct.core.people import Mode, Party
from safeconduct.core.plan import Case

PLACE_METRES_MOST = 2_000.0
"""Of who is known less exactly nobody can say from where it would set out: a person asks first."""


def list_newcomers(state: State, case: Case, now: float) -> tuple[Party, ...]:
    """Return the registered parties that a case does not have and that wait to be moved, each at a street next to it.

    Left out is who has no place, or one that is too rough or farther from every street than that; who was checked in
    or erased; and whose case was decided. `now` is the POSIX second before which none is ready.
    """
    known = {party.party_id for party in case.parties}
    grounds, found = dict[frozenset[Mode], Ground](), list[Party]()
    for name, entry in sorted(state.parties.items()):
        if name in known or entry.erased or name in state.arrived:
            continue
        if name in state.cases and state.cases[name].outcome:
            continue
        modes = read_modes(entry)
        if modes not in grounds:
            grounds[modes] = Ground(case.network, modes)
        node = _find_node(name, entry, grounds[modes])
        if node is not None:
            found.append(_make_party(name, entry, node, modes, now))
    return tuple(found)


def _find_node(name: str, entry: Entry, ground: Ground) -> str | None:
    place = entry.facts.get("place")
    rough = place.get("precision_metres") if isinstance(place, Mapping) else None
    if not isinstance(rough, int | float) or not 0 <= rough <= PLACE_METRES_MOST:
        return None
    node = ground.find_node(name, place, PLACE_METRES_MOST - rough)
    return node if isinstance(node, str) else None


def _make_party(name: str, entry: Entry, node: str, modes: frozenset[Mode], now: float) -> Party:
    ready, priority = entry.facts.get("ready_millis"), entry.facts.get("priority")
    return Party(
        name,
        node,
        entry.size,
        float(priority) if isinstance(priority, int | float) and priority > 0 else 1.0,
        modes,
        max(now, ready / 1000 if isinstance(ready, int) else now),
        str(entry.facts.get("language", "")),
        word_needs(entry),
    )
