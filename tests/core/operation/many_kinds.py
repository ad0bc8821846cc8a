"""Let a device do something of any newer kind: adopt a plan, tell, warn, sign, issue a pass and let it through."""

from __future__ import annotations

import random

from safeconduct.core.delivery import Closed
from safeconduct.core.operation import State
from safeconduct.core.record import Json

LATER = 10**15
SOON = 30_000_000
Act = tuple[str, str, dict[str, Json]]


def choose_act(state: State, device: str, dice: random.Random, careless: bool) -> Act | None:
    """Return an event that this device may record by what it has heard; None where there is nothing to do it with.

    What another device may have changed meanwhile is touched by the careless alone: the record does not follow that.
    """
    name = f"{device}{dice.randrange(10**6):06}"
    messages = [
        ident for ident, one in state.messages.items()
        if careless or (ident.startswith(device) and one.closed is Closed.OPEN)
    ]  # fmt: skip
    released = [
        release for release, one in state.releases.items()
        if careless or (release.startswith(device) and one.approved_by and not one.done)
    ]  # fmt: skip
    waiting = [reply for reply in state.replies if careless or reply.startswith(device)]
    left = [(release, one.content) for release, one in state.releases.items() if one.done]
    unsent = [one for one in left if all(note.release != one[0] for note in state.alerts.values())]
    unapproved = [release for release, one in state.releases.items() if careless or not one.approved_by]
    open_replans = [
        replan for replan, one in state.replans.items()
        if careless or (replan.startswith(device) and not one.decided)
    ]  # fmt: skip
    kind = dice.choice(sorted(TEMPLATES))
    known = {
        "ident": name,
        "nonce": f"{dice.randrange(2**64):016x}",
        "of_pass": _any(state.passes, dice),
        "key": f"{dice.randrange(2**256):064x}",
        "of_key": _any(state.instruction_keys, dice),
        "mark": f"{dice.randrange(2**128):032x}",
        "message": _any(messages, dice),
        "reply": _any(waiting, dice),
        "unapproved": _any([one for one in unapproved if careless or one.startswith(device)], dice),
        "release": _any(released, dice),
        "alert": _any(state.alerts, dice),
        "unsent": _any([one for one, _ in unsent if careless or one.startswith(device)], dice),
        "standing": [one for one in state.adopted.standing if dice.random() < 0.7],
        "number": dice.randint(1, 9),
        "replan": _any(open_replans, dice),
        "notice": _any(state.notices, dice),
        "answer": dice.choice(["acknowledged", "cleared", "refused"]),
        "answers": [event for one in state.notices.values() for event in one.answers.standing if dice.random() < 0.7],
        "holders": dice.choice([["H1"], ["H1", "H2"]]),
        "corridors": [event for one in state.corridors.values() for event in one.standing if dice.random() < 0.7],
        "vehicle": dice.choice(["ready", "out", "lost"]),
        "vehicles": [event for one in state.vehicles.values() for event in one.standing if dice.random() < 0.7],
        "flight": dice.choice(["planned", "boarding", "departed", "cancelled"]),
        "flights": [event for one in state.flights.values() for event in one.standing if dice.random() < 0.7],
    }
    if any(known.get(need) in (None, "") for need in NEEDS.get(kind, ())):
        return None
    actor, said = TEMPLATES[kind](known)
    return kind, actor, said


def _any(known, dice: random.Random) -> str:
    return dice.choice(sorted(known)) if known else ""


PART: dict[str, Json] = {"channel": "sms", "part": 0}
NEEDS = {
    "notice.answered": ["notice"],
    "notice.withdrawn": ["notice"],
    "instruction_key.revoked": ["of_key"],
    "pass.used": ["of_pass"],
    "pass.revoked": ["of_pass"],
    "message.handing": ["message"],
    "message.closed": ["message"],
    "message.withdrawn": ["message"],
    "reply.answered": ["reply"],
    "release.approved": ["unapproved"],
    "release.done": ["release"],
    "alert.sent": ["unsent"],
    "alert.cancelled": ["alert"],
    "replan.approved": ["replan"],
    "replan.refused": ["replan"],
}
TEMPLATES = {
    "plan.adopted": lambda k: ("o1", {"plan": k["ident"], "case": "c", "name": "EXERCISE", "planner": "greedy",
                                      "moved": 4, "left": 0, "replaces": k["standing"]}),
    "replan.proposed": lambda k: ("o1", {"replan": k["ident"], "plan": "p", "case": "c", "name": "EXERCISE",
                                         "replaces": "p0", "base_case": "c0", "base_plan": "p0", "facts": "f",
                                         "until_millis": LATER, "changed": 2,
                                         "moved": 4, "left": 0}),
    "replan.approved": lambda k: ("o1", {"replan": k["replan"]}),
    "replan.refused": lambda k: ("o1", {"replan": k["replan"], "why": "too many are told"}),
    "instruction_key.named": lambda k: ("o1", {"key": k["key"], "secret": "s"}),
    "instruction_key.revoked": lambda k: ("o1", {"key": k["of_key"]}),
    "instructions.signed": lambda k: ("o1", {"number": k["number"], "parties": ["P1"], "marks": [k["mark"]]}),
    "instruction.revoked": lambda k: ("o1", {"mark": k["mark"]}),
    "pass.issued": lambda k: ("o1", {"party": "P1", "nonce": k["nonce"], "gate": "gate:N", "size": 4,
                                     "opens_millis": 1, "closes_millis": LATER, "number": k["number"]}),
    "pass.used": lambda k: ("o2", {"nonce": k["of_pass"], "gate": "gate:N", "used_millis": k["number"]}),
    "pass.revoked": lambda k: ("o1", {"nonce": k["of_pass"]}),
    "message.queued": lambda k: ("o1", {"message": k["ident"], "case": "P1.1", "party": "P1", "about": "instruction",
                                        "channels": ["sms", "mail"], "count": 1, "digest": "d",
                                        "not_after_millis": LATER}),
    "message.handing": lambda k: ("system", {"message": k["message"], "channel": "sms", "reference": k["number"],
                                             "parts": ["0"]}),
    "message.closed": lambda k: ("system", {"message": k["message"], "how": "expired"}),
    "message.withdrawn": lambda k: ("o1", {"message": k["message"]}),
    "reply.received": lambda k: ("system", {"reply": k["ident"], "channel": "sms", "meaning": "help", "digest": "d",
                                            "party": "P1"}),
    "reply.answered": lambda k: ("o1", {"reply": k["reply"], "meaning": "cannot"}),
    "release.asked": lambda k: ("o1", {"release": k["ident"], "what": "mass warning", "content": "d", "count": 9,
                                       "expires_millis": 40_000_000 + k["number"]}),
    "release.approved": lambda k: ("o2", {"release": k["unapproved"], "content": "d", "count": 9}),
    "release.done": lambda k: ("system", {"release": k["release"]}),
    "alert.sent": lambda k: ("o1", {"alert": k["ident"], "digest": "d", "release": k["unsent"], "sent_millis": 5,
                                    "references": []}),
    "corridor.named": lambda k: ("o1", {"corridor": "corridor:C1", "holders": k["holders"], "along": ["site:K1"],
                                        "replaces": k["corridors"]}),
    "notice.sent": lambda k: ("o1", {"notice": k["ident"], "corridor": "corridor:C1", "holder": k["holders"][-1],
                                     "from_millis": SOON, "until_millis": SOON + 80_000_000,
                                     "people_about": 10 * k["number"] if k["number"] < 6 else 100, "vehicles": 2,
                                     "marking": "white flag on roof"}),
    "notice.answered": lambda k: ("o1", {"notice": k["notice"], "answer": k["answer"], "valid_minutes": 60,
                                         "replaces": k["answers"]}),
    "notice.withdrawn": lambda k: ("o1", {"notice": k["notice"]}),
    "vehicle.reported": lambda k: ("o2", {"vehicle": "B1.0", "state": k["vehicle"], "valid_minutes": 60,
                                          "replaces": k["vehicles"]}),
    "flight.reported": lambda k: ("o2", {"flight": "F1", "state": k["flight"], "valid_minutes": 60,
                                         "replaces": k["flights"]}),
    "alert.cancelled": lambda k: ("o1", {"alert": k["ident"], "digest": "d", "sent_millis": 6,
                                         "references": [k["alert"]]}),
}  # fmt: skip
