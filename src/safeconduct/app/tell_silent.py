"""Tell who has heard nothing for too long that nothing has changed: people who wait without word set out alone."""

from __future__ import annotations

from safeconduct.app.access import Door
from safeconduct.app.queue_messages import queue_messages
from safeconduct.app.tell_stop import BriefTelling, Means, compose_brief
from safeconduct.core.delivery import About, Closed, Silent, Thread, find_silent
from safeconduct.core.operation import Level, State, find_order
from safeconduct.core.record import ActorId


def list_silent(state: State, now_millis: int, hours: float) -> list[Silent]:
    """Return who has heard nothing for so long, the longest silence first: open cases alone, and nobody who arrived."""
    registered = {
        party: entry.registered_millis
        for party, entry in state.parties.items()
        if not entry.erased and party not in state.arrived and _is_open(state, party)
    }
    on_the_way = (held.party for held in state.messages.values() if held.closed is Closed.OPEN)
    return find_silent(registered, state.threads, on_the_way, now_millis, hours)


def compose_no_change(state: State, hours: float, means: Means, now_millis: int) -> BriefTelling:
    """Return "no change" to each silent party whose instruction holds, "stay" to all others, as over a STOP or HOLD.

    Who has a message on its way already gets no second one: somebody looks for them. It holds until the next is due.
    """
    silent = [one.party for one in list_silent(state, now_millis, hours) if not one.open_message]
    said = {party: "sms-no-change" if _holds(state, party) else "sms-nothing-new" for party in silent}
    until = now_millis + int(hours * 3_600_000)
    return compose_brief(state, said, About.NO_CHANGE, means, until)


def tell_no_change(door: Door, actor: ActorId, telling: BriefTelling, request: str = "", *, after: int = 0) -> int:
    """Queue it, and return how many are queued; raise DeniedError or StoreError."""
    return queue_messages(door, actor, [message for _, message in telling.told], request, after=after)


def _holds(state: State, party: str) -> bool:
    """Tell whether a party was told an instruction, and nothing stands against it now."""
    order = find_order(state.orders, f"party:{party}")
    return bool(state.threads.get(party, Thread()).told) and not (order is not None and order.level > Level.GO)


def _is_open(state: State, party: str) -> bool:
    """Tell whether a party still waits to be moved: a case that nobody has decided, or none on record."""
    case = state.cases.get(party)
    return case is None or not case.outcome
