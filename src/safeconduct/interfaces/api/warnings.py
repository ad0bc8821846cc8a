"""Draft the warnings of areas, let two people release them and one withdraw them, and show how far they came."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, HTTPException, Path

from safeconduct.app.cover_warning import survey_ground
from safeconduct.app.draft_warning import (
    change_wanted,
    draft_warning,
    find_around_site,
    find_district,
    find_end,
    find_theatre,
    name_places,
)
from safeconduct.app.list_warnings import WarningLine, list_warnings
from safeconduct.app.receive_drafts import receive_drafts
from safeconduct.app.release_warning import (
    approve_warning,
    ask_warning,
    cancel_warning,
    correct_warning,
    name_cancel,
    send_warning,
)
from safeconduct.app.standing_plan import choose_adopted
from safeconduct.core.basics import CannotReadError, Fault, InputFaultsError
from safeconduct.core.operation import State, UseCase
from safeconduct.core.plan import Case
from safeconduct.core.record import ActorId, Sealed
from safeconduct.core.warnings import Circle, Head, MessageType, Ring, Wanted, settle_ring, want_again
from safeconduct.interfaces.api.desk import At, Desk, Who
from safeconduct.interfaces.api.models import Ident, Recorded
from safeconduct.interfaces.api.packs import Packs
from safeconduct.interfaces.api.repeats import Key, check_same, find_before, name_request
from safeconduct.interfaces.api.standing import Kept, find_folders
from safeconduct.interfaces.api.warning_models import (
    AreaAsked,
    CorrectionAsked,
    WarningApproved,
    WarningAsked,
    WarningNamed,
    WarningRecorded,
    WarningSaid,
    WholeWarningSaid,
)
from safeconduct.interfaces.api.warning_said import describe, describe_whole

PROVED = APIRouter(tags=["warnings"])
LEFT = frozenset({"alert.sent", "alert.cancelled"})
SHOWN_MOST = 200
NAME_SIGNS = 12
METRES = 500
Named = Annotated[Ident, Path()]


@PROVED.get("/warnings")
def list_all(desk: At, who: Who, packs: Kept) -> list[WarningSaid]:
    """List the newest 200 alerts that can be read: what each says of which area, and whom nobody tells.

    A cancel is listed once it has left: before, it is nobody's to release.
    """
    state = desk.door.read(who)
    lines = [one for one in _list_lines(desk, who) if one.message_type != MessageType.CANCEL or one.stage != "draft"]
    ground = survey_ground(state, _find_case(desk, state, packs)) if lines else None
    return [describe(desk, state, line, ground) for line in lines[:SHOWN_MOST] if ground is not None]


@PROVED.post("/warnings", status_code=201)
def draft(asked: WarningAsked, desk: At, who: Who, key: Key = "") -> WarningNamed:
    """Draft a warning in every language and check it; nothing is kept where anything is wrong, and nothing leaves."""
    state = desk.door.read(who, UseCase.ASK_RELEASE)
    name = _name_alert(who, key)
    if name in desk.warnings.files.list():
        return _check_drafted(desk, name, asked)
    case = _find_theatre_case(desk, state)
    now = desk.now_millis() / 1000
    rings, circles = _find_area(case, asked.area)
    languages = tuple(desk.warnings.words.lexicons)
    targets = name_places(asked.target.strip(), languages, {}) if asked.target.strip() else None
    wanted = Wanted(
        asked.danger,
        asked.action,
        name_places(asked.place.strip(), languages, {}),
        find_end(now, asked.minutes),
        rings,
        circles,
        targets,
    )
    head = Head(name, "safeconduct", now, case.utc_offset_seconds, desk.operation.exercise)
    draft_warning(desk.warnings, who, wanted, head, case, find_theatre(case), asked.people, asked.per_km2)
    return WarningNamed(warning=name)


@PROVED.get("/warnings/{warning}")
def show(warning: Named, desk: At, who: Who, packs: Kept) -> WholeWarningSaid:
    """Show a warning whole: what people read in each language, what telling them takes, and what is released of it."""
    state = desk.door.read(who)
    line = next((one for one in _list_lines(desk, who) if one.identifier == warning), None)
    if line is None:
        raise HTTPException(404, "no such warning is kept here")
    return describe_whole(desk, state, line, survey_ground(state, _find_case(desk, state, packs)))


@PROVED.post("/warnings/{warning}/ask", status_code=201)
def ask(warning: Named, desk: At, who: Who, key: Key = "") -> WarningRecorded:
    """Ask for the release of a warning, after it is checked anew; it waits for an hour."""
    with _finding(desk, who, UseCase.ASK_RELEASE, warning):
        request = name_request(who, "warning ask", key)
        sealed = find_before(desk, request) or ask_warning(
            desk.warnings, who, warning, desk.now_millis(), request=request
        )
    return _answer(sealed, warning)


@PROVED.post("/warnings/{warning}/approve", status_code=201)
def approve(warning: Named, asked: WarningApproved, desk: At, who: Who, key: Key = "") -> WarningRecorded:
    """Approve a warning that somebody else asked for: as it is kept here, and as many people as one says oneself."""
    with _finding(desk, who, UseCase.APPROVE_RELEASE, warning):
        request = name_request(who, "warning approve", key)
        sealed = find_before(desk, request) or approve_warning(
            desk.warnings, who, warning, desk.now_millis(),
            count=asked.count, signature=asked.signature, request=request,
        )  # fmt: skip
    check_same(sealed, {"count": asked.count})
    return _answer(sealed, warning)


@PROVED.post("/warnings/{warning}/send", status_code=201)
def send(warning: Named, desk: At, who: Who) -> Recorded:
    """Let a warning leave that two people have released, and queue it to the parties in its area; again, no more."""
    with _finding(desk, who, UseCase.SEND_WARNING, warning), desk.tell.one_at_a_time:
        send_warning(desk.warnings, who, warning, desk.now_millis())
    return _name_event(desk, warning)


@PROVED.post("/warnings/{warning}/correction", status_code=201)
def correct(warning: Named, asked: CorrectionAsked, desk: At, who: Who, packs: Kept, key: Key = "") -> WarningNamed:
    """Draft anew what replaces a warning that was sent; two people release it, as they released the warning."""
    with _finding(desk, who, UseCase.ASK_RELEASE, warning):
        request = name_request(who, f"correction {warning} {asked.model_dump_json()}", key)
        if request in desk.corrections:
            return WarningNamed(warning=desk.corrections[request])
        alert, kept = desk.warnings.read(warning)
        if warning not in desk.door.state().alerts:
            raise HTTPException(409, "it was not sent, so there is nothing to correct: draft it anew")
        now = desk.now_millis()
        expires = None if asked.minutes is None else find_end(now / 1000, asked.minutes)
        wanted = change_wanted(want_again(alert), asked.action, asked.target.strip(), expires)
        kept = replace(kept, people=asked.people or kept.people)
        case = _find_case(desk, desk.door.state(), packs)
        update, _ = correct_warning(desk.warnings, who, alert, kept, wanted, case, now)
        if request:
            desk.corrections[request] = update.identifier
    return WarningNamed(warning=update.identifier)


@PROVED.post("/warnings/{warning}/cancel", status_code=201)
def cancel(warning: Named, desk: At, who: Who) -> Recorded:
    """Withdraw a warning at once, by one person; again, it changes nothing."""
    with _finding(desk, who, UseCase.CANCEL_WARNING, warning):
        cancel_warning(desk.warnings, who, warning, desk.now_millis())
    return _name_event(desk, name_cancel(warning))


@contextmanager
def _finding(desk: Desk, who: ActorId, use_case: UseCase, warning: str) -> Iterator[None]:
    """Deny whom it does not concern, answer 404 for a warning that is not here, and 409 for what is no step of it."""
    desk.door.read(who, use_case)
    receive_drafts(desk.warnings)
    if warning not in desk.warnings.files.list():
        raise HTTPException(404, "no such warning is kept here")
    try:
        yield
    except CannotReadError as error:
        raise HTTPException(409, str(error)) from error


def _list_lines(desk: Desk, who: ActorId) -> list[WarningLine]:
    return [one for one in list_warnings(desk.warnings, who, desk.now_millis()) if one.message_type]


def _find_case(desk: Desk, state: State, packs: Packs) -> Case | None:
    """Return the case of the plan that stands; None where it is not here, which is looked for once a minute."""
    adopted, finder = choose_adopted(state), desk.finder
    if adopted is None or finder is None:
        return None
    minute = str(desk.now_millis() // 60_000)
    here = packs.recall(("here", adopted.plan, minute), lambda: finder.find(adopted) is not None)
    return find_folders(desk, adopted).case if here else None


def _find_theatre_case(desk: Desk, state: State) -> Case:
    adopted = choose_adopted(state)
    if adopted is None:
        raise HTTPException(409, "no plan stands, so nobody knows where the operation is: adopt one")
    return find_folders(desk, adopted).case


def _find_area(case: Case, asked: AreaAsked) -> tuple[tuple[Ring, ...], tuple[Circle, ...]]:
    ways = (asked.site, asked.district, asked.circle, asked.polygon)
    if sum(one is not None for one in ways) != 1:
        problem = "more than one area" if any(one is not None for one in ways) else "no area"
        remedy = "give one of site, district, circle and polygon"
        raise InputFaultsError([Fault("body", 0, "area", "", problem, remedy)])
    if asked.site is not None:
        return (), (find_around_site(case, asked.site, asked.metres or METRES, "body.area.site"),)
    if asked.district is not None:
        return find_district(case, asked.district, "body.area.district"), ()
    if asked.circle is not None:
        lon, lat, metres = asked.circle
        return (), (Circle(round(lon, 6), round(lat, 6), round(metres)),)
    return (settle_ring([(lon, lat) for lon, lat in asked.polygon or ()]),), ()


def _name_alert(who: ActorId, key: str) -> str:
    """Return what a draft is called: with the same key the same, so that it is drafted once."""
    request = name_request(who, "warning", key)
    signs = hashlib.sha256(request.encode()).hexdigest() if request else secrets.token_hex()
    return f"sc-{signs[:NAME_SIGNS]}"


def _check_drafted(desk: Desk, name: str, asked: WarningAsked) -> WarningNamed:
    alert, kept = desk.warnings.read(name)
    first = alert.infos[0]
    was = (first.danger, first.action, first.place, kept.people)
    if was != (asked.danger, asked.action, asked.place.strip(), asked.people):
        raise HTTPException(422, "this Idempotency-Key was used for something else: take a new one")
    return WarningNamed(warning=name)


def _answer(sealed: Sealed, warning: str) -> WarningRecorded:
    """Name the event of a request; raise 422 where its key was used for another warning."""
    if str(sealed.event.payload.get("release")).rpartition("/")[0] != warning:
        raise HTTPException(422, "this Idempotency-Key was used for something else: take a new one")
    return WarningRecorded(event=str(sealed.event.ident), warning=warning)


def _name_event(desk: Desk, alert: str) -> Recorded:
    """Return the event by which an alert left: it is on record once, so that no key is needed."""
    since = desk.door.state().alerts[alert].sent_millis
    found = (one for one in desk.door.events(since) if one.kind in LEFT and one.payload["alert"] == alert)
    return Recorded(event=str(next(found).ident))
