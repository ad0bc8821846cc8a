"""Follow a warning that was sent: how many people its messages have reached, and whom nobody told, by place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from safeconduct.app.cover_warning import Ground, survey_ground
from safeconduct.app.tell_warning import name_message
from safeconduct.core.delivery import Stage, Thread
from safeconduct.core.operation import State
from safeconduct.core.plan import Case
from safeconduct.core.warnings import Alert, find_placed, group_by_place


class Reach(StrEnum):
    """Name how far a warning came to a party; none of these is another."""

    NOBODY_TOLD = "nobody told"  # no message was queued to it
    QUEUED = "queued"
    SENT = "sent"
    IN_DOUBT = "in doubt"
    DELIVERED = "delivered"
    CONFIRMED = "confirmed"  # read, or answered plainly
    NOT_REACHED = "not reached"  # queued, and failed, too late, or replaced before it arrived
    NOT_FOLLOWED = "not followed"  # queued, and so long ago that the state holds it no more


REACHES: Mapping[Stage, Reach] = {
    Stage.QUEUED: Reach.QUEUED,
    Stage.HANDING: Reach.QUEUED,
    Stage.IN_DOUBT: Reach.IN_DOUBT,
    Stage.SENT: Reach.SENT,
    Stage.DELIVERED: Reach.DELIVERED,
    Stage.READ: Reach.CONFIRMED,
    Stage.UNDERSTOOD: Reach.CONFIRMED,
    Stage.FAILED: Reach.NOT_REACHED,
    Stage.EXPIRED: Reach.NOT_REACHED,
    Stage.SUPERSEDED: Reach.NOT_REACHED,
}
ARRIVED = frozenset({Reach.DELIVERED, Reach.CONFIRMED})


@dataclass(frozen=True, slots=True)
class ReachLine:
    """Count the people of one place in the area by how far the warning came to them."""

    place: str
    people: int
    by_reach: Mapping[Reach, int]


def follow_warning(
    state: State, case: Case | None, alert: Alert, ground: Ground | None = None
) -> tuple[ReachLine, ...]:
    """Return who in an alert's area was told it, by the case's districts, the last line all of them together.

    An alert that was not sent has none. `ground` is the state's and the case's, where somebody has surveyed it already.
    """
    if alert.identifier not in state.alerts or not alert.infos:
        return ()
    rings = [ring for area in alert.infos[0].areas for ring in area.rings]
    ground = ground or survey_ground(state, case)
    inside = find_placed(ground.people, rings)
    lines, total = [], Counter[Reach]()
    for place, parties in sorted(group_by_place(inside, ground.districts).items()):
        counted = Counter[Reach]()
        for one in parties:
            counted[find_reach(state, alert.identifier, one.party)] += one.people
        total += counted
        lines.append(ReachLine(place, counted.total(), counted))
    return (*lines, ReachLine("all", total.total(), total))


def find_reach(state: State, alert: str, party: str) -> Reach:
    """Return how far an alert came to a party."""
    held = state.messages.get(name_message(alert, party))
    if held is not None:
        return REACHES[held.stage]
    return Reach.NOT_FOLLOWED if alert in state.threads.get(party, Thread()).warned else Reach.NOBODY_TOLD


def find_arrived(state: State, alert: str) -> frozenset[str] | None:
    """Return the parties to whom an alert is known to have come; None where it was not sent."""
    if alert not in state.alerts:
        return None
    return frozenset(party for party in state.threads if find_reach(state, alert, party) in ARRIVED)
