"""Say what each kind of event changes; each returns why it changes nothing, or "".

Payloads have been checked against their kind before, so that each field is there and of its type.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from safeconduct.core.operation.deliveries import DELIVERY_CHANGES
from safeconduct.core.operation.draft import Draft, Operator
from safeconduct.core.operation.joining import JOIN
from safeconduct.core.operation.limits import is_key
from safeconduct.core.operation.orders import Level, Order
from safeconduct.core.operation.registry import Case, Entry
from safeconduct.core.operation.releases import WAITS_MILLIS, Release, approve
from safeconduct.core.operation.roles import Role
from safeconduct.core.operation.sightings import Seen, Sighting
from safeconduct.core.record import ActorId, Dealt, DeviceId, Event, Heads, Promised, move_units

Change = Callable[[Draft, Event, Mapping[str, Any]], str]

NOBODY = frozenset({"", "system"})
NO_OPERATOR = "an operator has an id of their own"
NO_KEY = "a device's key is 64 hexadecimal digits: a device that signs nothing takes no part"


def _begin(draft: Draft, event: Event, said: Mapping[str, Any]) -> str:
    if draft.name:
        return "the operation has begun already"
    if said["operator"] in NOBODY:
        return NO_OPERATOR
    if said["key"] and not is_key(said["key"]):
        return NO_KEY
    draft.name, draft.coordinator = said["name"], event.ident.device
    draft.devices[event.ident.device] = said["key"]
    draft.operators[ActorId(said["operator"])] = Operator(frozenset({Role.DUTY_OFFICER}), joined=True)
    return ""


def _add_device(draft: Draft, _: Event, said: Mapping[str, Any]) -> str:
    device = DeviceId(said["device"])
    if not is_key(said["key"]):
        return NO_KEY
    if draft.devices.get(device, "") not in ("", said["key"]):
        return f"{device} has another key: a device that was made anew takes a new name"
    draft.devices[device] = said["key"]
    return ""


def _name_coordinator(draft: Draft, _: Event, said: Mapping[str, Any]) -> str:
    if said["device"] not in draft.devices:
        return f"{said['device']} is not known"
    draft.coordinator = DeviceId(said["device"])
    return ""


def _invite(draft: Draft, _: Event, said: Mapping[str, Any]) -> str:
    known = {role.value for role in Role}
    strange = sorted(set(said["roles"]) - known)
    if strange:
        return f"there is no role {strange[0]:.40}"
    operator = ActorId(said["operator"])
    if operator in NOBODY:
        return NO_OPERATOR
    if operator in draft.operators:
        return f"{operator} is known already"
    roles = frozenset(Role(role) for role in said["roles"])
    draft.operators[operator] = Operator(roles, said["code"], said["expires_millis"])
    return ""


def _join(draft: Draft, event: Event, said: Mapping[str, Any]) -> str:
    operator = ActorId(said["operator"])
    invited = draft.operators.get(operator)
    if invited is None or not invited.may_join(event.time.millis):
        return f"{operator} has no invitation that holds"
    draft.operators[operator] = replace(invited, joined=True)
    return ""


def _deny(draft: Draft, _: Event, said: Mapping[str, Any]) -> str:
    """Count a wrong code against every invitation that waits: who guesses does not know whose it is."""
    if said["use_case"] == JOIN:
        for name, operator in draft.operators.items():
            if not operator.joined:
                draft.operators[name] = replace(operator, wrong_codes=operator.wrong_codes + 1)
    return ""


def _end(draft: Draft, _: Event, said: Mapping[str, Any]) -> str:
    operator = ActorId(said["operator"])
    if operator not in draft.operators:
        return f"{operator} is not known"
    officers = [name for name, one in draft.operators.items() if one.is_on_duty() and Role.DUTY_OFFICER in one.roles]
    if officers == [operator]:
        return f"{operator} is the last duty officer: invite another first, or nobody lets anybody in any more"
    draft.operators[operator] = replace(draft.operators[operator], ended=True)
    return ""


def _register(draft: Draft, event: Event, said: Mapping[str, Any]) -> str:
    before = draft.parties.get(said["party"])
    if before is not None and before.erased:
        return f"{said['party']} was erased"
    if said["size"] < 1:
        return "a party has at least one person"
    facts = {key: value for key, value in said.items() if key not in ("party", "organisation", "size", "fingerprints")}
    draft.parties[said["party"]] = Entry(
        said["organisation"],
        said["size"],
        before.registered_millis if before else event.time.millis,
        facts,
        frozenset(said.get("fingerprints", ())),
    )
    return ""


def _erase(draft: Draft, _: Event, said: Mapping[str, Any]) -> str:
    party = draft.parties.get(said["party"])
    if party is None:
        return f"{said['party']} is not known"
    draft.parties[said["party"]] = Entry(party.organisation, party.size, party.registered_millis, erased=True)
    return ""


def _open_case(draft: Draft, event: Event, said: Mapping[str, Any]) -> str:
    if said["case"] in draft.cases:
        return f"{said['case']} is open already"
    draft.cases[said["case"]] = Case(said["party"], event.time.millis)
    return ""


def _decide_case(draft: Draft, event: Event, said: Mapping[str, Any]) -> str:
    case = draft.cases.get(said["case"])
    if case is None:
        return f"{said['case']} is not known"
    draft.cases[said["case"]] = replace(case, outcome=said["outcome"], decided_millis=event.time.millis)
    return ""


def _reopen_case(draft: Draft, _: Event, said: Mapping[str, Any]) -> str:
    case = draft.cases.get(said["case"])
    if case is None:
        return f"{said['case']} is not known"
    draft.cases[said["case"]] = replace(case, outcome="", decided_millis=0)  # its age counts from when it first opened
    return ""


def _report_place(draft: Draft, event: Event, said: Mapping[str, Any]) -> str:
    if said["seen_millis"] > event.time.millis:
        return "nobody sees what is still to come"
    if said["valid_minutes"] < 0:
        return "a sighting is valid for no time at least"
    seen = Sighting(Seen(said["state"]), said["seen_millis"], said["valid_minutes"], said.get("source", ""))
    held: Heads[Sighting] = draft.places.get(said["place"], Heads())
    draft.places[said["place"]] = held.follow(str(event.ident), seen, said["replaces"])
    return ""


def _set_order(draft: Draft, event: Event, said: Mapping[str, Any]) -> str:
    return _order(draft, event, Level[said["level"]], said["replaces"])


def _stop(draft: Draft, event: Event, _: Mapping[str, Any]) -> str:
    return _order(draft, event, Level.STOP, ())


def _order(draft: Draft, event: Event, level: Level, replaces: Iterable[str]) -> str:
    subject = str(event.payload["subject"])
    order = Order(level, event.actor, event.time.millis, str(event.payload.get("why", "")))
    held: Heads[Order] = draft.orders.get(subject, Heads())
    draft.orders[subject] = held.follow(str(event.ident), order, replaces)
    return ""


def _deal(draft: Draft, event: Event, said: Mapping[str, Any]) -> str:
    giver = said.get("giver")
    if said["units"] < 1:
        return "a share has at least one unit"
    if giver is None and event.ident.device != draft.coordinator:
        return "the coordinating device deals the first shares"
    if giver is not None and giver != event.ident.device:
        return "a device deals out of its own share"
    dealt = Dealt(said["thing"], said["units"], None if giver is None else DeviceId(giver), DeviceId(said["taker"]))
    draft.shares[dealt.thing] = move_units(draft.shares.get(dealt.thing, {}), dealt)
    return ""


def _promise(draft: Draft, event: Event, said: Mapping[str, Any]) -> str:
    thing, device = said["thing"], event.ident.device
    before = draft.promised.get(thing, {})
    after = before.get(device, 0) + said["units"]
    if after < 0:
        return f"device {device} takes back more of {thing} than it has promised"
    draft.promised[thing] = {**before, device: after}
    promised = Promised(thing, said["units"], device)
    draft.shares[promised.thing] = move_units(draft.shares.get(promised.thing, {}), promised)
    return ""


def _ask(draft: Draft, event: Event, said: Mapping[str, Any]) -> str:
    if said["release"] in draft.releases:
        return f"{said['release']} was asked for already"
    if said["expires_millis"] - event.time.millis > WAITS_MILLIS:
        return "a release waits for its approval for a day at most"
    asked = Release(said["what"], said["content"], said["count"], event.actor, said["expires_millis"])
    draft.releases[said["release"]] = asked
    return ""


def _approve(draft: Draft, event: Event, said: Mapping[str, Any]) -> str:
    asked = draft.releases.get(said["release"])
    if asked is None:
        return f"{said['release']} was not asked for"
    found = approve(asked, event.actor, said["content"], said["count"], event.time.millis)
    if isinstance(found, str):
        return found
    draft.releases[said["release"]] = found
    return ""


def _release(draft: Draft, event: Event, said: Mapping[str, Any]) -> str:
    asked = draft.releases.get(said["release"])
    if asked is None or not asked.may_leave(event.time.millis):
        return f"{said['release']} may not leave"
    draft.releases[said["release"]] = replace(asked, done=True)
    return ""


def _check_in(draft: Draft, _: Event, said: Mapping[str, Any]) -> str:
    draft.arrived[said["party"]] = said["site"]
    return ""


def _note(_: Draft, __: Event, ___: Mapping[str, Any]) -> str:
    """Change nothing: the record itself is what it is for."""
    return ""


CHANGES: Mapping[str, Change] = {
    "operation.begun": _begin,
    "device.added": _add_device,
    "coordinator.named": _name_coordinator,
    "operator.invited": _invite,
    "operator.joined": _join,
    "operator.ended": _end,
    "access.denied": _deny,
    "party.registered": _register,
    "party.erased": _erase,
    "case.opened": _open_case,
    "case.decided": _decide_case,
    "case.reopened": _reopen_case,
    "identity.opened": _note,
    "place.reported": _report_place,
    "order.set": _set_order,
    "order.stopped": _stop,
    "share.dealt": _deal,
    "share.promised": _promise,
    "release.asked": _ask,
    "release.approved": _approve,
    "release.done": _release,
    "checkin.made": _check_in,
    "anchor.made": _note,
    "backup.made": _note,
    "log.read": _note,
    **DELIVERY_CHANGES,
}
