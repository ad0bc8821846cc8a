"""Let operators act: the one door between them and an operation's record."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import takewhile

from safeconduct.app.ports import EventStore
from safeconduct.core.basics import DeniedError, StoreError
from safeconduct.core.operation import SYSTEM, State, UseCase, advance, find_refusal, find_roles, may
from safeconduct.core.operation.binding import Verify, trust_nothing
from safeconduct.core.operation.limits import find_excess
from safeconduct.core.record import (
    NOTHING_BEFORE,
    ActorId,
    DeviceId,
    Event,
    EventId,
    FoldPlace,
    HybridTime,
    Json,
    Outgoing,
    Sealed,
    Snapshot,
    Unsealed,
    encode,
    find_offset,
    fold_order,
    tick,
)

Encode = Callable[[State], bytes]
Decode = Callable[[bytes], State]

SNAPSHOT_EVERY = 5_000
"""Events after which the folded state is kept, so that a restart need not fold from the beginning."""

UNSETTLED = 1_000
"""So many of the newest events a kept state leaves out, where many are folded at once."""

EXPIRING = frozenset({"release.approved", "release.done"})
SAID_SIGNS = 500
"""So much of a denial is on record."""


class Door:
    """Ask of everybody who they are and what they may; record what they did, and what they were denied.

    Many threads may come through at once. Whoever calls has made sure that the actor is who they say they are.
    """

    def __init__(
        self,
        store: EventStore,
        encode: Encode,
        decode: Decode,
        now_millis: Callable[[], int],
        snapshot_every: int = SNAPSHOT_EVERY,
        verify: Verify = trust_nothing,
    ) -> None:
        """Fold what the store holds, from its newest kept state on; `verify` checks signatures inside of events."""
        self._store, self._encode, self._decode, self._now_millis = store, encode, decode, now_millis
        self._operation, self._snapshot_every, self._verify = store.operation(), snapshot_every, verify
        self._lock = threading.RLock()
        self._state = State()
        self._place: FoldPlace | None = None  # of the last event that was folded
        self._arrived = self._kept = 0  # events that have come, and that the newest kept state holds
        self._listeners: list[Callable[[int], None]] = []
        self._reload()

    def act(
        self,
        actor: ActorId,
        kind: str,
        payload: Mapping[str, Json],
        *,
        follows: Sequence[Outgoing] = (),
        request: str = "",
    ) -> Sealed:
        """Record one act of an operator, durably, and return its event; `request` makes a repeated call harmless.

        Raises:
            DeniedError: where the operator's roles or the state of the operation do not allow it.
            StoreError: where the store refuses; nothing was recorded then.
        """
        return self.act_all(actor, [(kind, payload)], follows=follows, request=request)[0]

    def act_all(
        self,
        actor: ActorId,
        acts: Sequence[tuple[str, Mapping[str, Json]]],
        *,
        follows: Sequence[Outgoing] = (),
        request: str = "",
    ) -> tuple[Sealed, ...]:
        """Record several acts of an operator, all or none."""
        if not acts:
            return ()
        unsealed = [Unsealed(kind, actor, payload) for kind, payload in acts]
        with self._lock:
            sealed: tuple[Sealed, ...] = ()
            while not sealed:  # another process on this device may have promised the last seat in between
                self._catch_up()
                before = self._store.find_answer(request) if request else None
                if before is not None:
                    return _same(before, unsealed)
                why = self._find_doubt(unsealed) or self._find_refusal(unsealed)
                if why:
                    raise self.denial(actor, ", ".join(sorted({kind for kind, _ in acts})), why)
                sealed = self._append(unsealed, follows, request, self._arrived)
            self._catch_up()
            names = {str(one.event.ident) for one in sealed}
            refused = [one.why for one in self._state.refused if one.event in names]
        if refused:  # somebody else changed the operation in between: the record holds it, the state does not follow
            raise DeniedError(refused[0])
        return sealed

    def read(self, actor: ActorId, use_case: UseCase = UseCase.READ_STATE) -> State:
        """Return the state to an operator who may see it; reading the log itself is on record.

        Raises:
            DeniedError: where the operator may not.
        """
        with self._lock:
            self._catch_up()
            if not may(find_roles(self._state.operators, actor), use_case):
                raise self.denial(actor, use_case.value, f"{actor} may not {use_case.value}")
            if use_case is UseCase.READ_LOG:
                reading = Unsealed("log.read", actor, {})
                why = self._find_refusal([reading])
                if why:
                    raise self.denial(actor, use_case.value, why)
                self._append([reading])
                self._catch_up()
            return self._state

    def listen(self, tell: Callable[[int], None]) -> None:
        """Let `tell` hear, from now on, how many events were recorded here, each time; it must be quick."""
        self._listeners.append(tell)

    @property
    def device(self) -> DeviceId:
        """Return the device that this is the door of."""
        return self._operation.device

    def key(self) -> str:
        """Return this device's public key, hex."""
        return self._store.devices()[self.device].hex()

    def heir(self) -> str:
        """Return the public key, hex, that proves out of a backup who stands in for this device."""
        return self._store.heir().hex()

    def record(self, kind: str, payload: Mapping[str, Json], *, request: str = "") -> Sealed:
        """Record what the software itself did; raise DeniedError where the operation does not allow it."""
        return self.act(SYSTEM, kind, payload, request=request)

    def events(self, since_millis: int = 0) -> Iterator[Event]:
        """Return the events since a moment in the order of folding; who reads them has asked `read` before."""
        after = (since_millis, 0, "", 0, b"") if since_millis > 0 else None
        return (one.event for one in self._store.read(after))

    def events_of(self, kind: str) -> Iterator[Event]:
        """Return the events of a kind in the order of folding, refused ones too; who reads them asked `read` before."""
        return (one.event for one in self._store.read_kind(kind))

    def state(self) -> State:
        """Return the state to the software itself."""
        with self._lock:
            self._catch_up()
            return self._state

    def foresee(self, actor: ActorId, acts: Sequence[tuple[str, Mapping[str, Json]]]) -> str:
        """Return why these acts would be denied now, "" where they would not; nothing is recorded."""
        with self._lock:
            self._catch_up()
            asked = [self._provisional(Unsealed(kind, actor, said)) for kind, said in acts]
            return find_refusal(self._state, asked, self._verify)

    def follows(self, sealed: Sealed) -> bool:
        """Tell whether the state follows another device's event at its place in the order of folding.

        So each device says the same of it, whatever it heard before. All up to there is folded anew, once the event
        would be followed if no device had been closed.
        """
        with self._lock:
            self._catch_up()
            if find_refusal(replace(self._state, closed={}), [sealed.event], self._verify):
                return False
            place = fold_order(sealed)
            before = takewhile(lambda one: fold_order(one) < place, self._store.read())
            state = advance(State(operation=self._operation.ident), (one.event for one in before), self._verify)
            return not find_refusal(state, [sealed.event], self._verify)

    def denial(self, actor: ActorId, what: str, why: str) -> DeniedError:
        """Record a denial, and return the error to raise."""
        operator = "unknown" if find_excess("operator", actor) else actor
        said = {"operator": operator, "use_case": _cut(what), "why": _cut(why)}
        self._append([Unsealed("access.denied", SYSTEM, said)])
        return DeniedError(why)

    def _find_doubt(self, asked: Sequence[Unsealed]) -> str:
        """Return why this device cannot tell whether a release has expired: its clock is behind what it has heard."""
        newest = HybridTime(0) if self._place is None else HybridTime(self._place[0], self._place[1])
        behind = find_offset(newest, self._now_millis())
        if not behind or not any(one.kind in EXPIRING for one in asked):
            return ""
        return (
            f"the record is {behind / 60_000:,.0f} min ahead of this device's clock, so nobody can tell whether the "
            "release has expired: set the wrong clock right"
        )

    def _append(
        self, events: Sequence[Unsealed], follows: Sequence[Outgoing] = (), request: str = "", seen: int | None = None
    ) -> tuple[Sealed, ...]:
        sealed = self._store.append(events, follows, request, seen)
        for tell in self._listeners:
            tell(len(sealed))
        return sealed

    def _find_refusal(self, asked: Sequence[Unsealed]) -> str:
        return find_refusal(self._state, [self._provisional(one) for one in asked], self._verify)

    def _provisional(self, asked: Unsealed) -> Event:
        """Return the event as the store would seal it now, but for its number and chain."""
        last = HybridTime(0) if self._place is None else HybridTime(self._place[0], self._place[1])
        time, ident = tick(last, self._now_millis()), EventId(self._operation.device, 0)
        return Event(ident, time, asked.actor, asked.kind, asked.payload, self._operation.exercise, NOTHING_BEFORE)

    def _catch_up(self) -> None:
        """Fold what has come since; from a kept state where something of before it arrived only now."""
        arrived = list(self._store.read_as_arrived(self._arrived))
        if not arrived:
            return
        new = [sealed for _, sealed in arrived]
        others = any(one.event.ident.device != self._operation.device or _is_before(one, self._place) for one in new)
        if others or self._store.operation().copied:  # of a copied device, events that came here need not count
            self._reload()
            return
        self._fold(new)
        self._arrived = arrived[-1][0]

    def _reload(self) -> None:
        self._arrived = self._store.newest()
        self._state, self._place = State(operation=self._operation.ident), None
        snapshot = self._store.snapshot()
        if snapshot is not None:
            with suppress(ValueError):  # other software kept it: all is folded anew
                self._state, self._place = self._decode(snapshot.state), snapshot.upto
        self._kept = self._state.events
        self._fold(list(self._store.read(self._place)))

    def _fold(self, events: Sequence[Sealed]) -> None:
        """Fold events, and keep a state from before the newest of many: what others send still comes among these."""
        settled = max(0, len(events) - UNSETTLED)
        for some in (events[:settled], events[settled:]):
            if not some:
                continue
            self._state = advance(self._state, [one.event for one in some], self._verify)
            self._place = fold_order(some[-1])
            if self._state.events - self._kept >= self._snapshot_every:
                self._kept = self._state.events
                with suppress(StoreError):  # kept next time: what was recorded stands, whatever becomes of the snapshot
                    self._store.save_snapshot(Snapshot(self._place, self._state.events, self._encode(self._state)))


def _same(before: tuple[Sealed, ...], asked: Sequence[Unsealed]) -> tuple[Sealed, ...]:
    """Return what a request was answered with, to who asks for the very same."""
    held = [(one.event.kind, one.event.actor, encode(one.event.payload)) for one in before]
    if held != [(one.kind, one.actor, encode(one.payload)) for one in asked]:
        raise DeniedError("this request was made before, by somebody else or for something else: give it another name")
    return before


def _cut(text: str) -> str:
    return "".join(sign if sign.isprintable() else " " for sign in text[:SAID_SIGNS])


def _is_before(sealed: Sealed, place: FoldPlace | None) -> bool:
    return place is not None and fold_order(sealed) <= place
