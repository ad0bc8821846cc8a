"""Run an exercise: its clock, what its script throws in when its time comes, and what has come in."""

from __future__ import annotations

import logging
import secrets
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from safeconduct.app.drive_clock import DrivenClock
from safeconduct.app.ports import SecondFactor
from safeconduct.core.basics import SafeconductError
from safeconduct.core.exercise.injects import Inject
from safeconduct.core.record import ActorId

LOG = logging.getLogger(__name__)

TICK_SECONDS = 0.2
CODE_DIGITS = 8
SLIPS_MOST = 5
MINUTE_MILLIS = 60_000


@dataclass(frozen=True, slots=True)
class Done:
    """Say what came in, and when by the exercise's clock."""

    inject: str
    millis: int
    words: str


class ExerciseRoom:
    """Hold one exercise that is driven; many threads may ask at once."""

    def __init__(
        self, clock: DrivenClock, script: Sequence[Inject], throw: Callable[[Inject], str], start_millis: int
    ) -> None:
        """Begin with everything still to come; `throw` lets one come in."""
        self.clock, self._throw, self._start = clock, throw, start_millis
        self._lock = threading.Lock()
        self._waiting = {one.ident: one for one in script}
        self._done: list[Done] = []
        self._over = threading.Event()
        self._listeners: list[Callable[[], None]] = []

    def listen(self, tell: Callable[[], None]) -> None:
        """Let `tell` hear, from now on, whenever the clock is set or something has come in; it must be quick."""
        self._listeners.append(tell)

    def set_pace(self, pace: int) -> None:
        """Let so many seconds of the exercise pass in each second; 0 pauses."""
        self.clock.set_pace(pace)
        self._say()

    def list_waiting(self) -> list[Inject]:
        """Return what has not come in yet, in the script's order."""
        with self._lock:
            return list(self._waiting.values())

    def list_done(self) -> list[Done]:
        """Return what has come in, the first first."""
        with self._lock:
            return list(self._done)

    def throw(self, ident: str) -> Done | None:
        """Let an inject come in now; None where no such one waits. Raises what letting it come in raises."""
        with self._lock:
            one = self._waiting.pop(ident, None)
            if one is None:
                return None
            try:
                who = self._throw(one)
            except BaseException:
                self._waiting[ident] = one
                raise
            done = Done(ident, self.clock.now_millis(), f"{one.words} ({who})")
            self._done.append(done)
        self._say()
        return done

    def throw_due(self) -> None:
        """Let everything come in whose time has come; what fails is not tried again by itself."""
        now = self.clock.now_millis()
        due = [
            one for one in self.list_waiting()
            if one.after_minutes is not None and self._start + one.after_minutes * MINUTE_MILLIS <= now
        ]  # fmt: skip
        for one in sorted(due, key=lambda inject: inject.after_minutes or 0.0):
            try:
                self.throw(one.ident)
            except Exception as error:  # a slip in the script: the clock goes on, and what is due later comes in
                LOG.error("exercise.inject_failed inject=%s kind=%s", one.ident, type(error).__name__)
                why = str(error) if isinstance(error, SafeconductError) else "its script cannot be followed"
                with self._lock:
                    self._waiting.pop(one.ident, None)
                    self._done.append(Done(one.ident, now, f"did not come in: {why}"))
                self._say()

    def begin(self) -> None:
        """Watch the clock in a thread, until `end`."""
        threading.Thread(target=self._watch, name="exercise", daemon=True).start()

    def end(self) -> None:
        """Watch no longer."""
        self._over.set()

    def _say(self) -> None:
        for tell in self._listeners:
            tell()

    def _watch(self) -> None:
        while not self._over.wait(TICK_SECONDS):
            self.throw_due()


class EntryCodes:
    """Let newcomers into an exercise without a phone: a code for each operator, which holds once; a SecondFactor."""

    def __init__(self, inner: SecondFactor, operators: Sequence[ActorId]) -> None:
        """Draw a code for each operator; whoever has a phone proves it as ever."""
        self._inner, self.kind = inner, inner.kind
        self._codes = {one: f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}}" for one in operators}
        self._slips: dict[ActorId, int] = {}
        self._lock = threading.Lock()

    @property
    def codes(self) -> Mapping[ActorId, str]:
        """Return the codes that hold still."""
        return dict(self._codes)

    def enrol(self, operator: ActorId) -> str:
        """Return what the operator puts into their phone."""
        return self._inner.enrol(operator)

    def prove(self, operator: ActorId, proof: str, now_millis: int) -> bool:
        """Tell whether a proof is the operator's code, which then holds no longer, or their phone's digits."""
        typed = proof.replace(" ", "")
        with self._lock:
            code = self._codes.get(operator, "")
            if code and secrets.compare_digest(code.encode(), typed.encode()):
                del self._codes[operator]
                return True
            if code and len(typed) == CODE_DIGITS:
                self._slips[operator] = self._slips.get(operator, 0) + 1
                if self._slips[operator] >= SLIPS_MOST:
                    del self._codes[operator]
        return self._inner.prove(operator, proof, now_millis)
