"""Issue gate passes, check them, let each through once, revoke them, and give guards what they check with."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import fields
from typing import Annotated

from fastapi import APIRouter, HTTPException, Path

from safeconduct.app.handle_passes import issue_pass, let_through, look_at_pass, write_pass
from safeconduct.app.name_instruction_key import find_signer
from safeconduct.core.basics import Window
from safeconduct.core.operation.trusting import PassStanding, find_revocations, list_passes
from safeconduct.core.record import Json
from safeconduct.core.trust import (
    PASS_PREFIX,
    GatePass,
    PassVerdict,
    Reason,
    Use,
    brief_operation,
    name_key,
)
from safeconduct.core.trust.gate_pass import WHAT
from safeconduct.interfaces.api.desk import At, Desk, Who
from safeconduct.interfaces.api.models import Ident, Recorded
from safeconduct.interfaces.api.paging import After, Most, cut_page
from safeconduct.interfaces.api.repeats import Key, answer, find_before, name_request
from safeconduct.interfaces.api.tell_models import (
    GuardKeySaid,
    GuardSaid,
    PassAsked,
    PassesSaid,
    PassIssued,
    PassPresented,
    PassSaid,
    PassShown,
    PassVerdictSaid,
    RevocationAsked,
    UseSaid,
)

PROVED = APIRouter(tags=["passes"])
NONCE_BYTES = 8
LATE_MILLIS_MAX = 86_400_000
"""So long after it a use without a network is taken: a guard's shift, and its way back to the network."""

AHEAD_MILLIS_MAX = 300_000
"""So far may a guard's clock be ahead: people are through already, and a use that is refused shows no double use."""


@PROVED.get("/passes")
def passes(desk: At, who: Who, after: After = "", most: Most = 100) -> PassesSaid:
    """List passes: for whom, where, where each was used, and what was revoked. Two uses of one are a double use."""
    held = {one.nonce: one for one in list_passes(desk.door.read(who))}
    names, further = cut_page(held, after, most)
    return PassesSaid(passes=[_describe(held[name]) for name in names], next=further)


@PROVED.post("/passes", status_code=201)
def issue(asked: PassAsked, desk: At, who: Who, key: Key = "") -> PassIssued:
    """Issue a pass for a party as it is now, and give the text of its QR code."""
    if asked.opens_millis >= asked.closes_millis:
        raise HTTPException(422, "a pass closes after it opens")
    request, nonce = name_request(who, "pass", key or _draw()), _draw()
    signer = find_signer(desk.door, who, desk.tell.keys, desk.tell.folder)
    before = find_before(desk, request)
    if before is None:
        window = Window(asked.opens_millis / 1000, asked.closes_millis / 1000)
        issue_pass(desk.door, who, signer, desk.operation, asked.party, asked.site, window, nonce, request=request)
        before = find_before(desk, request)
        assert before is not None
    said = before.event.payload
    shown, text = write_pass(signer, desk.operation, said)
    recorded = answer(
        before,
        {
            "party": asked.party,
            "gate": asked.site,
            "opens_millis": asked.opens_millis // 1000 * 1000,
            "closes_millis": asked.closes_millis // 1000 * 1000,
        },
    )
    return PassIssued(event=recorded.event, number=shown.number, nonce=shown.nonce, size=shown.size, text=text)


@PROVED.post("/passes/check")
def check(asked: PassShown, desk: At, who: Who) -> PassVerdictSaid:
    """Say whether a pass holds at a gate now; nothing is recorded, and it is not used up."""
    verdict = look_at_pass(
        desk.door, who, desk.operation, asked.text, asked.site, desk.now_millis(), desk.tell.keys.verify
    )
    return _tell(verdict, None)


@PROVED.post("/passes/use")
def use(asked: PassPresented, desk: At, who: Who, key: Key = "") -> PassVerdictSaid:
    """Let a pass through, once: its use is on record, and so is one that is shown again."""
    request, when = name_request(who, "use", key or _draw()), _find_moment(desk, asked)
    verify, before = desk.tell.keys.verify, find_before(desk, request)
    if before is not None:
        answer(before, {"gate": asked.site})
        verdict = look_at_pass(desk.door, who, desk.operation, asked.text, asked.site, when, verify)
        if verdict.shown is None or verdict.shown.nonce != before.event.payload["nonce"]:
            raise HTTPException(422, "this Idempotency-Key was used for something else: take a new one")
        return _tell(PassVerdict(Reason.GENUINE, verdict.shown, verdict.uses), str(before.event.ident))
    verdict = let_through(desk.door, who, desk.operation, asked.text, asked.site, when, verify, request=request)
    made = find_before(desk, request)
    return _tell(verdict, str(made.event.ident) if made is not None else None)


@PROVED.post("/passes/{nonce}/revocation", status_code=201)
def revoke(nonce: Annotated[Ident, Path()], asked: RevocationAsked, desk: At, who: Who, key: Key = "") -> Recorded:
    """Revoke a pass for good; guards know once they hear of it."""
    request = name_request(who, "revocation", key)
    said: dict[str, Json] = {"nonce": nonce, "why": asked.why}
    return answer(find_before(desk, request) or desk.door.act(who, "pass.revoked", said, request=request), said)


@PROVED.get("/guard/keys")
def guard_keys(desk: At, who: Who) -> GuardSaid:
    """Give what a guard's page checks passes with, with no network: it is as old as `now_millis` says."""
    state = desk.door.read(who)
    revoked = find_revocations(state)
    return GuardSaid(
        now_millis=desk.now_millis(),
        operation=brief_operation(desk.operation.ident),
        exercise=desk.operation.exercise,
        prefix=PASS_PREFIX,
        what=WHAT,
        fields=[one.name for one in fields(GatePass)],
        keys=[GuardKeySaid(key=key, name=name_key(key)) for key in sorted(set(state.instruction_keys) - revoked.keys)],
        revoked_passes=sorted(revoked.passes),
        used={nonce: _list_uses(uses) for nonce, uses in sorted(state.used.items())},
    )


def _draw() -> str:
    return secrets.token_hex(NONCE_BYTES)


def _find_moment(desk: Desk, asked: PassPresented) -> int:
    now = desk.now_millis()
    if asked.used_millis is None:
        return now
    if not now - LATE_MILLIS_MAX <= asked.used_millis <= now + AHEAD_MILLIS_MAX:
        raise HTTPException(422, "a use is of now, or of the last day")
    return min(asked.used_millis, now)


def _list_uses(uses: Iterable[Use]) -> list[UseSaid]:
    return [UseSaid(millis=one.second * 1000, site=one.gate, guard=one.guard) for one in sorted(uses)]


def _tell(verdict: PassVerdict, event: str | None) -> PassVerdictSaid:
    good, shown = verdict.reason is Reason.GENUINE and verdict.shown is not None, verdict.shown
    return PassVerdictSaid(
        good=good,
        party=shown.party if shown else None,
        size=shown.size if shown else None,
        valid_until_millis=shown.closes * 1000 if shown else None,
        used=_list_uses(verdict.uses),
        why=verdict.reason.value,
        event=event,
    )


def _describe(one: PassStanding) -> PassSaid:
    issued = one.issued
    return PassSaid(
        nonce=one.nonce,
        number=issued.number if issued else None,
        party=issued.party if issued else None,
        size=issued.size if issued else None,
        site=issued.gate if issued else None,
        opens_millis=issued.opens_millis if issued else None,
        closes_millis=issued.closes_millis if issued else None,
        used=_list_uses(one.uses),
        revoked=one.revoked,
    )
