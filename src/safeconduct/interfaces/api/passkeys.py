"""Let operators join and log in by passkeys, which a browser makes and keeps."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException

from safeconduct.app.join_operation import find_invited, join
from safeconduct.core.basics import DeniedError
from safeconduct.core.record import ActorId
from safeconduct.interfaces.api.desk import At, Who
from safeconduct.interfaces.api.models import PasskeyJoinAsked, PasskeyJoinSaid, PasskeyLogin, PasskeySession

OPEN, PROVED = APIRouter(tags=["operators"]), APIRouter(tags=["operators"])


@PROVED.post("/join/passkey")
def join_by_passkey(asked: PasskeyJoinAsked, desk: At, who: Who) -> PasskeyJoinSaid:
    """Join where a colleague is logged in: first the code alone, which gives the options, then with the new passkey.

    It takes a colleague's session, so that nobody outside can void invitations by guessing.
    """
    desk.door.read(who)
    now = desk.now_millis()
    if asked.proof is not None:
        operator = join(desk.door, desk.passkeys, asked.code, asked.proof, now, desk.wall_millis())
        return PasskeyJoinSaid(operator=operator, joined=True)
    operator = find_invited(desk.door, asked.code, now)
    try:
        return PasskeyJoinSaid(operator=operator, joined=False, options=desk.passkeys.enrol(operator))
    except ValueError:
        raise HTTPException(409, f"{operator} has a passkey already: end them and invite anew") from None


@OPEN.post("/login/passkey")
def login_by_passkey(asked: PasskeyLogin, desk: At) -> PasskeySession:
    """Prove who you are by a passkey: first your id alone, which gives the options, then within two minutes the answer.

    What is wrong is not on record: who can reach the port could fill the disk.
    """
    operator, now = ActorId(asked.operator), desk.wall_millis()
    if asked.proof is None:
        try:
            return PasskeySession(options=desk.passkeys.ask(operator, now))
        except DeniedError:
            raise _refuse("there is no passkey of this operator here: log in by digits, or join here") from None
    if not desk.passkeys.prove(operator, asked.proof, now):
        raise _refuse("this is not the answer of your passkey: begin again")
    desk.door.read(operator)
    return PasskeySession(token=desk.sessions.start(operator, now))


def _refuse(why: str) -> HTTPException:
    return HTTPException(401, why, {"WWW-Authenticate": "Bearer"})
