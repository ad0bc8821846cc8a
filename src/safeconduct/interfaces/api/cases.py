"""Decide cases, and open them again."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query

from safeconduct.core.record import Json
from safeconduct.interfaces.api.act_models import CaseSaid, CasesSaid, DecisionAsked, ReopeningAsked
from safeconduct.interfaces.api.desk import At, Who
from safeconduct.interfaces.api.models import Ident, Recorded
from safeconduct.interfaces.api.paging import After, Most, cut_page
from safeconduct.interfaces.api.repeats import Key, answer, find_before, name_request

PROVED = APIRouter(tags=["cases"])


@PROVED.get("/cases")
def list_cases(
    desk: At,
    who: Who,
    waiting: Annotated[bool, Query(description="Only those that nobody has decided.")] = False,
    after: After = "",
    most: Most = 100,
) -> CasesSaid:
    """List the cases by id: since when each is open, and how it was decided."""
    known = desk.door.read(who).cases
    names, further = cut_page((name for name, one in known.items() if not (waiting and one.outcome)), after, most)
    cases = [
        CaseSaid(
            case=name, party=one.party, opened_millis=one.opened_millis, outcome=one.outcome,
            decided_millis=one.decided_millis or None,
        )
        for name, one in ((name, known[name]) for name in names)
    ]  # fmt: skip
    return CasesSaid(cases=cases, next=further)


@PROVED.post("/cases/{case}/decision", status_code=201)
def decide(case: Annotated[Ident, Path()], asked: DecisionAsked, desk: At, who: Who, key: Key = "") -> Recorded:
    """Decide a case; what is decided anew counts from then on."""
    request = name_request(who, "decision", key)
    said: dict[str, Json] = {"case": case, "outcome": asked.outcome, "why": asked.why}
    return answer(find_before(desk, request) or desk.door.act(who, "case.decided", said, request=request), said)


@PROVED.post("/cases/{case}/reopening", status_code=201)
def reopen(case: Annotated[Ident, Path()], asked: ReopeningAsked, desk: At, who: Who, key: Key = "") -> Recorded:
    """Open a case again: its age counts from when it was first opened."""
    request = name_request(who, "reopening", key)
    said: dict[str, Json] = {"case": case, "why": asked.why}
    return answer(find_before(desk, request) or desk.door.act(who, "case.reopened", said, request=request), said)
