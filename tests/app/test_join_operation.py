"""Promise that a new operator is in within minutes, offline, and that nobody else gets in by the same way."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pyotp
import pytest

from safeconduct.adapters.operators.totp import Totp
from safeconduct.adapters.state_json import decode_state, encode_state
from safeconduct.adapters.store.operation_folder import OperationFolder
from safeconduct.app.access import Door
from safeconduct.app.join_operation import begin, find_invited, invite, join
from safeconduct.core.basics import DeniedError
from safeconduct.core.operation import Role
from safeconduct.core.operation.joining import TRIES, VALID_MILLIS, write_code
from safeconduct.core.record import ActorId

OFFICER, NOW = ActorId("o1"), 2_000_000_000_000


@pytest.fixture
def door(tmp_path: Path) -> Iterator[Door]:
    """Give the door of a new exercise with one duty officer."""
    folder = OperationFolder()
    folder.create(tmp_path / "op", "EXERCISE harbour", exercise=True)
    with folder.open(tmp_path / "op") as store:
        made = Door(store, encode_state, decode_state, lambda: NOW)
        begin(made, "EXERCISE harbour", OFFICER)
        yield made


@pytest.fixture
def totp(tmp_path: Path) -> Totp:
    """Give the second factor of the exercise."""
    return Totp(tmp_path / "operators.json", "EXERCISE harbour")


def digits(address: str) -> str:
    return pyotp.TOTP(parse_qs(urlsplit(address).query)["secret"][0]).at(NOW // 1000)


def test_who_has_the_code_and_the_phone_joins(door, totp):
    """Code by voice, secret by QR, six digits back: then the new operator may what their role may."""
    operator, code = invite(door, OFFICER, [Role.GATE], NOW)
    assert find_invited(door, code.lower(), NOW) == operator
    assert join(door, totp, code, digits(totp.enrol(operator)), NOW) == operator
    door.act(operator, "order.stopped", {"subject": "everybody"})


def test_a_code_lets_one_in_once(door, totp):
    """A code that has been used fits no invitation any more."""
    operator, code = invite(door, OFFICER, [Role.GATE], NOW)
    join(door, totp, code, digits(totp.enrol(operator)), NOW)
    with pytest.raises(DeniedError, match="fits no invitation"):
        find_invited(door, code, NOW)


def test_a_code_runs_out(door):
    """After a quarter of an hour it lets nobody in."""
    _, code = invite(door, OFFICER, [Role.GATE], NOW)
    with pytest.raises(DeniedError, match="fits no invitation"):
        find_invited(door, code, NOW + VALID_MILLIS)


def test_guessing_voids_the_invitation(door):
    """After five wrong codes the right one is worth nothing, and the record shows the attempts."""
    operator, code = invite(door, OFFICER, [Role.GATE], NOW)
    for number in range(TRIES):
        with pytest.raises(DeniedError):
            find_invited(door, write_code(number.to_bytes(6)), NOW)
    with pytest.raises(DeniedError):
        find_invited(door, code, NOW)
    assert door.state().operators[operator].wrong_codes == TRIES + 1


def test_a_slip_costs_no_try(door):
    """A code that cannot be one, because a sign was misheard, is said to be so and counts for nothing."""
    operator, code = invite(door, OFFICER, [Role.GATE], NOW)
    wrong = code[:-3] + ("0" if code[-3] != "0" else "1") + code[-2:]
    with pytest.raises(DeniedError, match="a sign is wrong"):
        find_invited(door, wrong, NOW)
    assert door.state().operators[operator].wrong_codes == 0


def test_the_code_alone_is_not_enough(door, totp):
    """Without the digits of the phone that was enrolled, nobody joins."""
    operator, code = invite(door, OFFICER, [Role.GATE], NOW)
    totp.enrol(operator)
    with pytest.raises(DeniedError, match="second factor is wrong"):
        join(door, totp, code, "000000", NOW)
    assert not door.state().operators[operator].joined


def test_only_who_may_invites(door, totp):
    """Somebody at the gate lets nobody in."""
    operator, code = invite(door, OFFICER, [Role.GATE], NOW)
    join(door, totp, code, digits(totp.enrol(operator)), NOW)
    with pytest.raises(DeniedError, match="may not invite operator"):
        invite(door, operator, [Role.DUTY_OFFICER], NOW)
