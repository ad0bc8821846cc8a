"""Let operators log in, invite others, and let those join."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException

from safeconduct.app.join_operation import find_invited, invite, join
from safeconduct.core.operation.joining import VALID_MILLIS
from safeconduct.core.record import ActorId, DeviceId
from safeconduct.interfaces.api.desk import At, Who
from safeconduct.interfaces.api.models import InvitationAsked, InvitationSaid, JoinAsked, JoinSaid, Login, Session

OPEN, PROVED = APIRouter(tags=["operators"]), APIRouter(tags=["operators"])


@OPEN.post("/login")
def login(asked: Login, desk: At) -> Session:
    """Prove who you are by the six digits of your phone; after five slips in a row wait five minutes, then ever longer.

    Wrong digits are not on record: who can reach the port could fill the disk.
    """
    operator = ActorId(asked.operator)
    if not desk.factor.prove(operator, asked.digits, desk.wall_millis()):
        raise HTTPException(
            401,
            "these are not the digits of now: wait for the next; after five slips wait five minutes, then ever longer",
            {"WWW-Authenticate": "Bearer"},
        )  # fmt: skip
    desk.door.read(operator)
    return Session(token=desk.sessions.start(operator, desk.wall_millis()))


@PROVED.post("/invitations", status_code=201)
def invitations(asked: InvitationAsked, desk: At, who: Who) -> InvitationSaid:
    """Invite an operator: the code is told by voice, lets one in, and holds for a quarter of an hour."""
    device = None if asked.device is None else DeviceId(asked.device)
    operator, code = invite(desk.door, who, asked.roles, desk.now_millis(), device)
    return InvitationSaid(operator=operator, code=code, valid_minutes=VALID_MILLIS // 60_000)


@PROVED.post("/join")
def join_operation(asked: JoinAsked, desk: At, who: Who) -> JoinSaid:
    """Join where a colleague is logged in: first the code alone, which gives what the phone reads, then its digits too.

    It takes a colleague's session, so that nobody outside can void invitations by guessing.
    """
    desk.door.read(who)
    now = desk.now_millis()
    if asked.digits is not None:
        operator = join(desk.door, desk.factor, asked.code, asked.digits, now, desk.wall_millis())
        return JoinSaid(operator=operator, joined=True)
    operator = find_invited(desk.door, asked.code, now)
    try:
        return JoinSaid(operator=operator, joined=False, enrol=desk.factor.enrol(operator))
    except ValueError:  # they join on another device too, and have the phone that they had
        return JoinSaid(operator=operator, joined=False)
