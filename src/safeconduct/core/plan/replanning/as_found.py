"""Put parties where they were found to be, where the plan has them elsewhere."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from safeconduct.core.people import Party
from safeconduct.core.plan.case import Case
from safeconduct.core.plan.plan import Leg, Plan
from safeconduct.core.plan.replanning.replan import STRANDED
from safeconduct.core.plan.replanning.standpoint import renumber


@dataclass(frozen=True, slots=True, eq=False)
class AsFound:
    """Hold the case and the plan with everybody where they are; those who need a new future are in neither."""

    case: Case
    plan: Plan
    unplaced: tuple[Party, ...]  # where they are now: to be added again


def put_as_found(
    case: Case, plan: Plan, before: Plan, seen: Mapping[str, str], no_shows: Collection[str], now: float
) -> AsFound:
    """Return case and plan with the parties where they were seen, or at home where they did not set out.

    `seen` says at which site (id) a party was checked in last. Who is there as planned, or has been, stays as planned.
    Who is there before its time waits there for what the plan has it do next; whom the plan takes past no such site,
    and who never set out, needs another future. So does who lost its place since `before`, the plan that all began
    with: it is looked at again, unless it had set out then and nobody has seen it since. `now` is a POSIX second.
    """
    node_of = {site.site_id: site.node_id for site in case.sites}
    legs_of: dict[str, list[Leg]] = {}
    for leg in sorted(plan.legs, key=lambda one: one.seq):
        legs_of.setdefault(leg.party_id, []).append(leg)
    placed = {leg.party_id for leg in before.legs}
    parties, unplaced, legs = list[Party](), list[Party](), list[Leg]()
    for party in case.parties:
        own = tuple(legs_of.get(party.party_id, ()))
        node = node_of.get(seen.get(party.party_id, ""))
        lost = party.party_id in placed and not plan.notes.get(party.party_id, "").startswith(STRANDED)
        if (party.party_id in no_shows and own) or (lost and not own and node is None):
            unplaced.append(replace(party, ready=max(party.ready, now)))
            continue
        if node is None or _is_past(own, node, party, now):
            parties.append(party)
            legs += own
            continue
        party, ahead = replace(party, node_id=node, ready=now), _cut_before(own, node)
        if ahead:
            parties.append(party)
            legs += ahead
        else:
            unplaced.append(party)
    return AsFound(replace(case, parties=tuple(parties)), replace(plan, legs=tuple(legs)), tuple(unplaced))


def _is_past(legs: tuple[Leg, ...], node: str, party: Party, now: float) -> bool:
    """Tell whether the plan has the party at a node by now; a wait that begins there counts."""
    if party.node_id == node:
        return True
    return any(leg.arrive <= now and leg.to_node == node for leg in legs)


def _cut_before(legs: tuple[Leg, ...], node: str) -> tuple[Leg, ...]:
    """Return what the plan has the party do once it has come to a node; nothing where it never comes there."""
    came = next((number for number, leg in enumerate(legs) if leg.to_node == node), None)
    return () if came is None else renumber(legs[came + 1 :])
