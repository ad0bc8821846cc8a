"""Make the parties of a case from those that are registered and still wait to be moved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from safeconduct.core.basics import Fault
from safeconduct.core.network import StreetNetwork
from safeconduct.core.operation.registry import Entry
from safeconduct.core.operation.state import State
from safeconduct.core.people import NEEDS, Mode, Party
from safeconduct.core.plan import Case

EARTH_METRES = 6_371_008.8
FAR_METRES = 1_000.0
"""A street farther from a party's place than this, beyond how rough the place is, is not where it lives."""

UNTOLD = frozenset({"escort", "interpreter", "unaccompanied_child"})
"""Needs that stay at the desk: what stands in party.csv is said to the party, on a phone that others may read."""

ERASED, ARRIVED, DECIDED = "erased", "arrived", "decided"


@dataclass(frozen=True, slots=True)
class Roster:
    """Hold the parties of a case, whom it leaves out, and what is wrong with those that belong into it."""

    parties: tuple[Party, ...]  # by id
    left_out: Mapping[str, int]  # parties, by why
    faults: tuple[Fault, ...]  # of parties that no street could be found for: they are left out too

    @property
    def people(self) -> int:
        """Return how many people the parties are."""
        return sum(party.size for party in self.parties)


def make_roster(
    state: State, case: Case, priorities: Mapping[str, float] | None = None, far_metres: float = FAR_METRES
) -> Roster:
    """Return the registered parties that are neither erased, arrived nor decided, each at the street next to its place.

    A party stands at the nearest node that it can leave by one of its modes. Its priority is the largest that
    `priorities` gives to a need of it, else 1; it is ready when the case starts. Nothing here says who anybody is.
    """
    left_out, faults = Counter[str](), list[Fault]()
    entries = dict[str, Entry]()
    for party, entry in sorted(state.parties.items()):
        why = _find_why_not(state, party, entry)
        if why:
            left_out[why] += 1
        else:
            entries[party] = entry
    grounds = {modes: Ground(case.network, modes) for modes in {read_modes(one) for one in entries.values()}}
    parties = list[Party]()
    for party, entry in entries.items():
        modes = read_modes(entry)
        found = grounds[modes].find_node(party, entry.facts.get("place"), far_metres)
        if isinstance(found, Fault):
            faults.append(found)
            continue
        weights = [weight for need, weight in (priorities or {}).items() if need in _read_needs(entry)]
        language = str(entry.facts.get("language", ""))
        parties.append(
            Party(party, found, entry.size, max(weights, default=1.0), modes, case.start, language, word_needs(entry))
        )
    return Roster(tuple(parties), dict(left_out), tuple(faults))


def _find_why_not(state: State, party: str, entry: Entry) -> str:
    if entry.erased:
        return ERASED
    if party in state.arrived:
        return ARRIVED
    held = state.cases.get(party)
    return DECIDED if held is not None and held.outcome else ""


def read_modes(entry: Entry) -> frozenset[Mode]:
    """Return by what a party can go; on foot where nothing that is known was registered."""
    said = entry.facts.get("modes")
    known = frozenset(mode for mode in Mode if isinstance(said, Sequence) and mode.value in said)
    return known or frozenset({Mode.WALK})


def word_needs(entry: Entry) -> str:
    """Return what a party may be told of its own needs, as party.csv has them."""
    return ";".join(need for need in _read_needs(entry) if need not in UNTOLD)


def _read_needs(entry: Entry) -> list[str]:
    said = entry.facts.get("needs")
    return [need for need in NEEDS if isinstance(said, Sequence) and need in said]


class Ground:
    """Find the node that is next to a place, among those that some modes can leave."""

    def __init__(self, network: StreetNetwork, modes: frozenset[Mode]) -> None:
        """Take the streets of these modes."""
        usable = np.zeros(len(network.link_ids), dtype=bool)
        for mode in modes:
            usable |= network.walk if mode is Mode.WALK else network.auto
        self._rows = np.unique(network.tail[usable])
        self._node_ids = network.node_ids
        self._latitude = float(network.y.mean()) if len(network.y) else 0.0
        self._tree = cKDTree(self._lay(network.x[self._rows], network.y[self._rows])) if len(self._rows) else None

    def find_node(self, party: str, place: object, far_metres: float) -> str | Fault:
        """Return the node's id, or what is wrong; a fault names the party and never where it is."""
        try:
            assert isinstance(place, Mapping)
            lon, lat, precision = (float(place[name]) for name in ("lon", "lat", "precision_metres"))
        except (AssertionError, KeyError, TypeError, ValueError, OverflowError):
            return _fault(party, "no place is registered", "register a rough place for it")
        if self._tree is None:
            return _fault(party, "no street of the case serves its modes", "give the case streets for them")
        metres, row = self._tree.query(self._lay(np.array([lon]), np.array([lat]))[0])
        if not metres <= far_metres + max(precision, 0.0):
            return _fault(party, f"its place is {metres:,.0f} m from a street that it can use", "ask where it is")
        return self._node_ids[self._rows[row]]

    def _lay(self, x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.float64]:
        """Lay degrees on a plane in metres: equirectangular at the network's latitude, good within a city."""
        scale = np.radians(1.0) * EARTH_METRES
        return np.stack([x * scale * np.cos(np.radians(self._latitude)), y * scale], axis=1)


def _fault(party: str, problem: str, remedy: str) -> Fault:
    return Fault("registry", 0, "place", party, problem, remedy)
