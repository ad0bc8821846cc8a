"""Say what nobody is told: a plan that is not adopted, a movement that is stopped, and much by one person alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from safeconduct.core.delivery import About
from safeconduct.core.operation.adopting import Adopted
from safeconduct.core.operation.orders import Level, find_order
from safeconduct.core.record import Event

if TYPE_CHECKING:
    from safeconduct.core.operation.state import State

ALONE_MOST = 100
"""To so many parties one person may tell a plan that they alone have adopted; beyond, somebody else tells it."""


def name_telling(plan: str, actor: str) -> str:
    """Return under which name the state counts the parties for whom an operator has signed a plan.

    >>> name_telling("0a1b", "o1")
    '0a1b/o1'
    """
    return f"{plan}/{actor}"


def find_unled(state: State, event: Event) -> str:
    """Return why nobody may be told this now, "" where nothing stands against it.

    It is asked before an act alone. The fold follows what was told on devices that had not heard of each other:
    people have been told it.
    """
    said = event.payload
    match event.kind:
        case "instructions.signed" if "plan" in said:
            parties = said["parties"]
            assert isinstance(parties, Sequence)
            return find_unadopted(state, event.actor, str(said["plan"]), len(parties)) or next(
                (why for party in parties if (why := _find_no_leave(state, str(party)))), ""
            )
        case "message.queued" if said.get("about") == About.INSTRUCTION.value:
            party = str(said.get("party"))
            if said.get("substance") and party not in state.told:
                return f"{party} has no signed instruction: sign it before it is queued"
            order = find_order(state.orders, f"party:{party}")
            return f"{order.level.name} stands for {party}" if order is not None and order.level > Level.GO else ""
        case "message.queued" if said.get("about") == About.WARNING.value:
            return "a warning goes to parties with its alert, which two people release: safeconduct warn"
        case "warning.queued":
            note = state.alerts.get(str(said.get("alert")))
            return f"{said['alert']} was ended by {note.ended_by}" if note is not None and note.ended_by else ""
        case "stop.queued":
            return _find_no_stop(state, said)
        case "notice.sent":
            return _find_no_holder(state, said)
    return ""


def find_unadopted(state: State, actor: str, plan: str, parties: int) -> str:
    """Return why an operator may not tell so many parties a plan: it is not adopted, or they alone stand for it."""
    standing = tuple(state.adopted.standing.values())
    if {one.plan for one in standing} != {plan}:
        return _word_unadopted(standing)
    if any(one.by != actor for one in standing):
        return ""
    if state.tellings.get(name_telling(plan, actor), 0) + parties <= ALONE_MOST:
        return ""
    return (
        f"{actor} adopted this plan: to more than {ALONE_MOST} parties somebody else tells it, "
        "who has looked at it (STOP takes one person)"
    )


def _word_unadopted(standing: Sequence[Adopted]) -> str:
    plans = sorted({one.plan for one in standing})
    if not plans:
        return "no plan was adopted: judge and adopt it first (safeconduct adopt)"
    if len(plans) > 1:
        return f"{len(plans)} plans stand: adopt one of them anew (safeconduct adopted shows them)"
    return f"this is not the adopted plan, which is {plans[0]}: adopt this one, or tell that one"


def _find_no_leave(state: State, party: str) -> str:
    """Return why a party may not move: no order is no leave."""
    order = find_order(state.orders, f"party:{party}")
    if order is None:
        return f"no GO stands for {party}: order it first (safeconduct order FOLDER GO)"
    return f"{order.level.name} stands for {party}" if order.level > Level.GO else ""


def _find_no_stop(state: State, said: Mapping[str, object]) -> str:
    """Return why a text that says STOP or HOLD may not go out: nothing of the kind stands."""
    party, about = str(said.get("party")), str(said.get("about"))
    least = Level.STOP if about == About.STOP.value else Level.HOLD
    strictest = max((one.level for heads in state.orders.values() for one in heads.standing.values()), default=Level.GO)
    return "" if strictest >= least else f"no {least.name} stands, so {party} is not told one"


def _find_no_holder(state: State, said: Mapping[str, object]) -> str:
    """Return why somebody is not told of a movement: nobody has said that they hold the way."""
    corridor, holder = str(said.get("corridor")), str(said.get("holder"))
    named = state.corridors[corridor].standing.values() if corridor in state.corridors else ()
    return "" if any(holder in one.holders for one in named) else f"{holder} does not hold {corridor}: name it first"
