"""Prove operators by time-based one-time passwords (RFC 6238), which any authenticator application makes offline."""

from __future__ import annotations

import hmac
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import pyotp

from safeconduct.adapters.operators.kept_json import held_alone, read_kept, write_kept
from safeconduct.core.basics import CannotReadError
from safeconduct.core.record import ActorId

STEP_SECONDS = 30
STEPS_OFF = 1  # so many steps a phone's clock may be off, either way
REMEDY = "restore it, or invite the operators anew"
WRONG_MOST = 5
WAIT_MILLIS, WAIT_MILLIS_MOST = 5 * 60_000, 60 * 60_000
"""After so many wrong proofs in a row an operator waits so long, after each further one twice as long as before."""
FORGET_MILLIS = 12 * 60 * 60_000
"""Wrong proofs of so long ago count no more: nobody waits for what somebody else tried on another day."""


@dataclass(frozen=True, slots=True)
class Enrolled:
    """Hold an operator's secret, and what has been tried."""

    secret: str  # base32
    last_step: int = 0  # the newest that was used: none is used twice
    wrong: int = 0
    wrong_millis: int = 0  # when the last wrong one came


class Totp:
    """Keep the secrets of one operation's operators in one file; fills the port SecondFactor."""

    kind = "totp"

    def __init__(self, file: Path, operation: str) -> None:
        """Name the file, which is made with the first operator, and the operation that the phone will show."""
        self._file, self._operation = file, operation

    def enrol(self, operator: ActorId) -> str:
        """Return the address that a phone reads from a QR code; a secret that was proved before stays as it is.

        Raises:
            CannotReadError: where the file is damaged.
            ValueError: for an operator whose secret has been used.
        """
        with held_alone(self._file):
            held = self._read()
            if operator in held and held[operator].last_step:
                raise ValueError(f"{operator} has proved a secret already: end them and invite anew")
            held[operator] = Enrolled(pyotp.random_base32())
            self._write(held)
            return pyotp.TOTP(held[operator].secret).provisioning_uri(name=operator, issuer_name=self._operation)

    def prove(self, operator: ActorId, proof: str, now_millis: int) -> bool:
        """Tell whether these are the six digits of now, or of half a minute before or after, not used before."""
        with held_alone(self._file):
            held = self._read()
            one = held.get(operator)
            since = 0 if one is None else now_millis - one.wrong_millis
            if one is None or 0 <= since < find_wait_millis(one.wrong):
                return False  # what is tried meanwhile makes nobody wait for longer
            if since >= FORGET_MILLIS:
                one = replace(one, wrong=0)
            step = _find_step(one, "".join(proof.split()), now_millis)
            if step is None:
                held[operator] = replace(one, wrong=one.wrong + 1, wrong_millis=now_millis)
            else:
                held[operator] = replace(one, last_step=step, wrong=0)
            self._write(held)
            return step is not None

    def _read(self) -> dict[ActorId, Enrolled]:
        try:
            return {ActorId(name): Enrolled(**one) for name, one in read_kept(self._file, REMEDY).items()}
        except TypeError as error:
            raise CannotReadError(f"{self._file.name} is damaged: {REMEDY}") from error

    def _write(self, held: dict[ActorId, Enrolled]) -> None:
        write_kept(self._file, {name: asdict(one) for name, one in held.items()})


def find_wait_millis(wrong: int) -> int:
    """Return how long an operator waits after so many wrong proofs in a row, an hour at most.

    >>> [find_wait_millis(wrong) // 60_000 for wrong in (4, 5, 6, 7, 8, 9, 1000)]
    [0, 5, 10, 20, 40, 60, 60]
    """
    if wrong < WRONG_MOST:
        return 0
    return min(WAIT_MILLIS << min(wrong - WRONG_MOST, 16), WAIT_MILLIS_MOST)


def _find_step(one: Enrolled, proof: str, now_millis: int) -> int | None:
    now = now_millis // 1000 // STEP_SECONDS
    made = pyotp.TOTP(one.secret)
    last = one.last_step if one.last_step <= now + STEPS_OFF else 0  # of a clock that was ahead and has been set right
    for step in range(now - STEPS_OFF, now + STEPS_OFF + 1):
        if step > last and hmac.compare_digest(made.generate_otp(step).encode(), proof.encode()):
            return step
    return None
