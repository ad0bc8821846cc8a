"""Say what the events about corridors, notices, vehicles and flights change; each returns why it changes nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from safeconduct.core.operation.corridors import Answer, Contact, Corridor, MovementNotice
from safeconduct.core.operation.draft import Change, Draft
from safeconduct.core.operation.limits import find_excess
from safeconduct.core.operation.means import MeansReport
from safeconduct.core.operation.need_to_know import find_marking_fault, round_people
from safeconduct.core.record import Event, Heads

Said = Mapping[str, Any]

DAY_MILLIS = 86_400_000
CLEARED_MINUTES_MAX = 24 * 60
HOLDERS_MAX = 40
KEPT_MILLIS = 7 * DAY_MILLIS
"""For so long after its window a notice without a standing refusal is held; after it, the record has the events."""


def _name(draft: Draft, event: Event, said: Said) -> str:
    idents = (*said["holders"], *said["along"])
    if len(idents) > HOLDERS_MAX or any(not one or find_excess("holder", one) for one in idents):
        return f"holders and places along are at most {HOLDERS_MAX} ids"
    held: Heads[Corridor] = draft.corridors.get(said["corridor"], Heads())
    named = Corridor(said.get("name", ""), frozenset(said["holders"]), frozenset(said["along"]))
    draft.corridors[said["corridor"]] = held.follow(str(event.ident), named, said["replaces"])
    return ""


def _send(draft: Draft, event: Event, said: Said) -> str:
    if said["notice"] in draft.notices:
        return f"{said['notice']} was sent already"
    millis, begin, end = event.time.millis, said["from_millis"], said["until_millis"]
    if not (begin < end and millis < end and end - begin <= DAY_MILLIS):
        return "the window of a notice is a day at most, and not over"
    if said["people_about"] < 1 or said["vehicles"] < 0:
        return "a notice is about people, and no fewer vehicles than none"
    if said["people_about"] != round_people(said["people_about"]):
        return "a notice says about how many people, never exactly"
    fault = find_marking_fault(said["marking"])
    if fault:
        return fault
    figures = said["people_about"], said["vehicles"], said["marking"]
    for ident, old in [*draft.notices.items()]:
        if old.until_millis + KEPT_MILLIS < millis and old.state_at(millis) is not Contact.REFUSED:
            del draft.notices[ident]
    draft.notices[said["notice"]] = MovementNotice(
        said["corridor"], said["holder"], begin, end, *figures, millis, event.actor
    )  # fmt: skip
    return ""


def _answer(draft: Draft, event: Event, said: Said) -> str:
    """Hold an answer in place of those to the same notice that were heard; a clearance also takes refusals back.

    A refusal of any notice stands over the holder, so that a clearance of another one is the way to take it back.
    Having heard is no clearance: it takes back none.
    """
    notice = draft.notices.get(said["notice"])
    if notice is None:
        return f"{said['notice']} was not sent"
    answer, minutes = Contact(said["answer"]), said.get("valid_minutes", 0)
    if answer is Contact.CLEARED and not 1 <= minutes <= CLEARED_MINUTES_MAX:
        return f"a clearance is valid for 1 to {CLEARED_MINUTES_MAX:,} minutes"
    if answer is Contact.CLEARED and event.time.millis > notice.until_millis:
        return f"the window of {said['notice']} is over: send another notice"
    replaced = frozenset(said["replaces"])
    for ident, other in [*draft.notices.items()]:
        if (other.corridor, other.holder) == (notice.corridor, notice.holder):
            gone = {
                event_name
                for event_name, one in other.answers.standing.items()
                if event_name in replaced
                and (answer is not Contact.ACKNOWLEDGED or one.said is not Contact.REFUSED)
                and (ident == said["notice"] or one.said is Contact.REFUSED)
            }
            if gone:
                kept = {name: one for name, one in other.answers.standing.items() if name not in gone}
                draft.notices[ident] = replace(other, answers=Heads(kept))
    notice = draft.notices[said["notice"]]
    held = Answer(answer, event.time.millis, minutes if answer is Contact.CLEARED else 0)
    draft.notices[said["notice"]] = replace(notice, answers=notice.answers.follow(str(event.ident), held, ()))
    return ""


def _withdraw(draft: Draft, _: Event, said: Said) -> str:
    notice = draft.notices.get(said["notice"])
    if notice is None:
        return f"{said['notice']} was not sent"
    draft.notices[said["notice"]] = replace(notice, withdrawn=True)
    return ""


def _report(name: str) -> Change:
    def follow(draft: Draft, event: Event, said: Said) -> str:
        if said["valid_minutes"] < 0:
            return "a report is valid for no time at least"
        reports = draft.vehicles if name == "vehicle" else draft.flights
        held: Heads[MeansReport] = reports.get(said[name], Heads())
        report = MeansReport(said["state"], event.time.millis, said["valid_minutes"], said.get("at", ""))
        reports[said[name]] = held.follow(str(event.ident), report, said["replaces"])
        return ""

    return follow


ABOUT_PASSAGE: Mapping[str, Callable[[Draft, Event, Said], str]] = {
    "corridor.named": _name,
    "notice.sent": _send,
    "notice.answered": _answer,
    "notice.withdrawn": _withdraw,
    "vehicle.reported": _report("vehicle"),
    "flight.reported": _report("flight"),
}
