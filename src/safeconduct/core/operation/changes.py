"""Say what each kind of event changes; each returns why it changes nothing, or "".

Payloads have been checked against their kind before, so that each field is there and of its type.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from safeconduct.core.operation.about_passage import ABOUT_PASSAGE
from safeconduct.core.operation.about_trust import ABOUT_TRUST
from safeconduct.core.operation.adopting import Adopted
from safeconduct.core.operation.alerts import cancel_alert, send_alert
from safeconduct.core.operation.binding import binds, is_signed_by, write_approval
from safeconduct.core.operation.carried import find_carried_fault
from safeconduct.core.operation.deliveries import DELIVERY_CHANGES
from safeconduct.core.operation.draft import Change, Draft
from safeconduct.core.operation.letting_in import LETTING_IN
from safeconduct.core.operation.orders import Level, Order
from safeconduct.core.operation.registry import Case, Entry, decide
from safeconduct.core.operation.releases import WAITS_MILLIS, Release, approve
from safeconduct.core.operation.replans import approve_replan, propose, refuse_replan
from safeconduct.core.operation.sightings import Seen, Sighting
from safeconduct.core.record import Dealt, DeviceId, Event, Heads, Promised, move_units

DIGEST_SIGNS = 16


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
    decided = decide(case, event.ident.device, said["outcome"], event.time.millis)
    if isinstance(decided, str):
        return decided
    draft.cases[said["case"]] = decided
    return ""


def _reopen_case(draft: Draft, _: Event, said: Mapping[str, Any]) -> str:
    case = draft.cases.get(said["case"])
    if case is None:
        return f"{said['case']} is not known"
    draft.cases[said["case"]] = Case(case.party, case.opened_millis)  # its age counts from when it first opened
    return ""


def _open_identity(draft: Draft, _: Event, said: Mapping[str, Any]) -> str:
    """Change nothing, but for a party that the record knows: its people are the vault's cases PARTY.1, PARTY.2 ..."""
    party = said["case"].rpartition(".")[0]
    return "" if party in draft.parties else f"{said['case']} is nobody of a party that is registered"


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
    """Let a STOP stand under a name of its own: of a forked device, another event may have the same number.

    So neither a rival order of that number nor who has heard of that alone takes it back.
    """
    name = f"{event.ident}:{event.digest().hex()[:DIGEST_SIGNS]}" if binds(draft.operation) else str(event.ident)
    return _order(draft, event, Level.STOP, (), name)


def _order(draft: Draft, event: Event, level: Level, replaces: Iterable[str], name: str = "") -> str:
    subject = str(event.payload["subject"])
    order = Order(level, event.actor, event.time.millis, str(event.payload.get("why", "")))
    held: Heads[Order] = draft.orders.get(subject, Heads())
    draft.orders[subject] = held.follow(name or str(event.ident), order, replaces)
    return ""


def _adopt(draft: Draft, event: Event, said: Mapping[str, Any]) -> str:
    figures = said["moved"], said["left"], said.get("gap")
    adopted = Adopted(
        said["plan"], said["case"], said["name"], said["planner"], *figures, event.actor, event.time.millis
    )  # fmt: skip
    draft.adopted = draft.adopted.follow(str(event.ident), adopted, said["replaces"])
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
    fault = find_carried_fault(said)
    if fault:
        return fault
    asked = Release(
        said["what"], said["content"], said["count"], event.actor, said["expires_millis"],
        devices=frozenset({event.ident.device}), carried_by=event.ident.device if "lines" in said else "",
    )  # fmt: skip
    draft.releases[said["release"]] = asked
    return ""


def _approve(draft: Draft, event: Event, said: Mapping[str, Any]) -> str:
    asked = draft.releases.get(said["release"])
    if asked is None:
        return f"{said['release']} was not asked for"
    found = approve(asked, event.actor, said["content"], said["count"], event.time.millis)
    if isinstance(found, str):
        return found
    key = draft.operators[event.actor].key
    if draft.own_keys and not key:
        return "approvals of this operation take own keys"
    words = write_approval(
        draft.operation, {**said, "what": asked.what, "expires_millis": asked.expires_millis}, event.actor
    )
    if key and not is_signed_by(draft.verify, key, words, said.get("signature")):
        return f"this is not signed with the own key of {event.actor}"
    draft.releases[said["release"]] = replace(found, devices=found.devices | {event.ident.device}, own_key=bool(key))
    return ""


def _release(draft: Draft, event: Event, said: Mapping[str, Any]) -> str:
    asked = draft.releases.get(said["release"])
    if asked is None or not asked.may_leave(event.time.millis):
        return f"{said['release']} may not leave"
    if binds(draft.operation) and event.ident.device not in asked.devices:
        return f"{said['release']} leaves from where it was asked for or approved"
    draft.releases[said["release"]] = replace(asked, done=True)
    return ""


def _check_in(draft: Draft, _: Event, said: Mapping[str, Any]) -> str:
    draft.arrived[said["party"]] = said["site"]
    return ""


def _note(_: Draft, __: Event, ___: Mapping[str, Any]) -> str:
    """Change nothing: the record itself is what it is for."""
    return ""


CHANGES: Mapping[str, Change] = {
    **LETTING_IN,
    "party.registered": _register,
    "party.erased": _erase,
    "case.opened": _open_case,
    "case.decided": _decide_case,
    "case.reopened": _reopen_case,
    "identity.opened": _open_identity,
    "place.reported": _report_place,
    "order.set": _set_order,
    "order.stopped": _stop,
    "plan.adopted": _adopt,
    "replan.proposed": propose,
    "replan.approved": approve_replan,
    "replan.refused": refuse_replan,
    "share.dealt": _deal,
    "share.promised": _promise,
    "release.asked": _ask,
    "release.approved": _approve,
    "release.done": _release,
    "alert.sent": send_alert,
    "alert.cancelled": cancel_alert,
    "checkin.made": _check_in,
    **ABOUT_TRUST,
    "anchor.made": _note,
    "backup.made": _note,
    "log.read": _note,
    "vault.anchored": _note,
    **DELIVERY_CHANGES,
    **ABOUT_PASSAGE,
}
