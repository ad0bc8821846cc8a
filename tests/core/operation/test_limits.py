"""Promise what no event can do: overflow, smuggle words into ids, undo beforehand, or make units of nothing."""

from __future__ import annotations

import gc
import time

import pytest
from operation_desk import Desk

from safeconduct.adapters.state_json import decode_state, encode_state
from safeconduct.core.operation import Level, State, advance, find_fault, find_order, find_refusal
from safeconduct.core.operation.limits import find_typed_excess
from safeconduct.core.operation.state import REFUSED_KEPT
from safeconduct.core.record import ActorId, DeviceId, Event, EventId, HybridTime


@pytest.mark.parametrize(
    ("kind", "payload"),
    [
        ("checkin.made", {"party": "Maria from next door", "site": "G1"}),
        ("checkin.made", {"party": "P" * 81, "site": "G1"}),
        ("order.stopped", {"subject": "=HYPERLINK(1)"}),
        ("order.stopped", {"subject": "everybody", "why": "x" * 2001}),
        ("order.stopped", {"subject": "everybody", "why": "\x1b[2J"}),
        ("order.set", {"subject": "a", "level": "GO", "replaces": ["x"] * 10_001}),
        ("share.promised", {"thing": "F1", "units": 10**400}),
        ("party.registered", {"party": "P1", "organisation": "n", "size": 2, "priority": float("nan")}),
        ("party.registered", {"party": "P1", "organisation": "n", "size": 2, "place": {"lon": 1.0, "home": "Maria"}}),
        ("party.registered", {"party": "P1", "organisation": "n", "size": 2, "place": {"lon": 181.0}}),
        ("party.registered", {"party": "P1", "organisation": "n", "size": 2, "people": -1}),
        (
            "place.reported",
            {"place": "G1", "state": "clear", "seen_millis": 0, "valid_minutes": 10**6, "replaces": []},
        ),
    ],
)
def test_what_is_too_long_too_great_or_no_id_is_refused_without_a_word_of_it(kind, payload):
    """A field is bounded in length, signs and size, and the message repeats nothing that stands in it."""
    fault = find_fault(kind, payload)
    assert fault.startswith(f"{kind}: ")
    assert "Maria" not in fault
    assert len(fault) < 200


@pytest.mark.parametrize("text", ["ask maria@example.org", "+49 151 2345", "0151/234567 89", "tel (030) 123 456 78"])
def test_what_looks_like_a_way_to_reach_somebody_is_not_typed_into_the_record(text):
    """A phone number or an address in an open text is refused before it is recorded."""
    assert "no names" in find_typed_excess({"why": text})


@pytest.mark.parametrize(
    "text", ["", "shots since 2026-11-26 10:05", "road closed 1100-1300", "48.1234 11.5678", "G12"]
)
def test_times_and_places_are_no_phone_numbers(text):
    """What people have to say of a road is not taken for a number."""
    assert find_typed_excess({"why": text}) == ""


def test_no_word_keeps_anybody_from_stopping():
    """A STOP with a phone number in its reason is followed; a planner's order is to do without."""
    desk = Desk()
    stop = desk.act("order.stopped", "o3", subject="everybody", why="call 0151 234 567 89").event
    order = desk.act("order.set", "o4", subject="a", level="GO", replaces=[], why="call 0151 234 567 89").event
    before = Desk().state()
    assert find_refusal(before, [stop]) == ""
    assert "phone number" in find_refusal(before, [order])


def test_nobody_undoes_beforehand_a_stop_that_is_still_to_come():
    """An order that names events of the future as replaced changes nothing about them."""
    desk = Desk()
    coming = [f"a:{number}" for number in range(1, 100)]
    desk.act("order.set", "o4", subject="everybody", level="GO", replaces=coming)
    desk.act("order.stopped", "o3", subject="everybody")
    assert find_order(desk.state().orders).level is Level.STOP


def test_nobody_is_called_system():
    """The software's own name is given to no operator, so that nobody acts as the software."""
    desk = Desk()
    for name in ("system", ""):
        desk.act("operator.invited", "o1", operator=name, roles=["gate"], code="", expires_millis=10**15)
    state = desk.state()
    assert state.refusals == 2
    assert not {"system", ""} & state.operators.keys()


@pytest.mark.parametrize("key", ["", "00", "zz" * 32])
def test_a_device_without_a_key_takes_no_part(key):
    """A device that signs nothing could be anybody."""
    desk = Desk()
    desk.act("device.added", "o1", device="x", key=key)
    assert "x" not in desk.state().devices


def test_the_last_duty_officer_stays():
    """An operation is not left without anybody who may let others in; once there is another, the first may go."""
    desk = Desk()
    desk.act("operator.ended", "o1", operator="o1")
    assert "last duty officer" in desk.state().refused[-1].why
    desk.act("operator.invited", "o1", operator="o8", roles=["duty officer"], code="", expires_millis=10**15)
    desk.act("operator.ended", "o1", operator="o1")
    assert desk.state().refusals == 2
    desk.act("operator.joined", "system", operator="o8", by="totp")
    desk.act("operator.ended", "o1", operator="o1")
    assert desk.state().operators[ActorId("o1")].ended


def test_no_more_is_taken_back_than_was_promised():
    """Taking back makes no seats out of nothing."""
    desk = Desk()
    desk.act("share.dealt", "o1", thing="F1", units=10, taker="a")
    desk.act("share.promised", "o3", thing="F1", units=4)
    desk.act("share.promised", "o3", thing="F1", units=-5)
    assert "takes back more" in desk.state().refused[-1].why
    desk.act("share.promised", "o3", thing="F1", units=-4)
    assert desk.state().shares["F1"]["a"] == 10


def test_a_release_waits_no_longer_than_a_day():
    """What was asked for cannot be kept approvable for ever."""
    desk = Desk()
    desk.act("release.asked", "o4", release="r1", what="disclosure", content="d", count=1, expires_millis=10**14)
    assert "a day at most" in desk.state().refused[-1].why


def make_event(number: int, kind: str, actor: str, **payload: object) -> Event:
    ident = EventId(DeviceId("a"), number)
    return Event(ident, HybridTime(10**12 + number), ActorId(actor), kind, payload, True, bytes(32))


BEGUN = make_event(1, "operation.begun", "system", name="x", operator="o1", key="")


def test_refusals_are_counted_for_ever_and_named_for_a_while():
    """Somebody who floods the record with what is refused fills no memory."""
    state = advance(State(), [BEGUN])
    for at in range(3):
        first = 10 + at * REFUSED_KEPT
        state = advance(state, [make_event(first + n, "log.read", "stranger") for n in range(REFUSED_KEPT)])
    assert (len(state.refused), state.refusals) == (REFUSED_KEPT, 3 * REFUSED_KEPT)
    assert state.refused[-1].event == f"a:{9 + 3 * REFUSED_KEPT}"


def test_folding_costs_what_there_is_to_fold():
    """Twice as many parties, or reports of one place, take about twice as long; none of it grows by the square."""

    def parties(count: int) -> list[Event]:
        told = {"organisation": "north", "size": 4, "needs": ["wheelchair"]}
        return [make_event(n, "party.registered", "o1", party=f"P{n}", **told) for n in range(2, count)]

    def reports(count: int) -> list[Event]:
        told = {"place": "G1", "state": "clear", "seen_millis": 0, "valid_minutes": 60}
        return [make_event(n, "place.reported", "o1", replaces=[f"a:{n - 1}"], **told) for n in range(2, count)]

    for make in (parties, reports):
        few, many = ([BEGUN, *make(count)] for count in (2_000, 16_000))
        assert measure(many) < 8 * 4 * max(measure(few), 0.01)


def measure(events: list[Event]) -> float:
    """Return the seconds of the quickest of three, without the collector, which looks at what other tests have left."""
    gc.collect()
    gc.disable()
    try:
        return min(measure_once(events) for _ in range(3))
    finally:
        gc.enable()


def measure_once(events: list[Event]) -> float:
    began = time.process_time()
    assert advance(State(), events).refusals == 0
    return time.process_time() - began


def test_a_kept_state_of_other_rules_is_not_read():
    """What older software folded is folded anew, not believed."""
    data = encode_state(State("x"))
    with pytest.raises(ValueError, match="rules"):
        decode_state(data.replace(data.split(b"\n")[0], b"1", 1))
    with pytest.raises(ValueError, match="rules"):
        decode_state(b'{"name": "x"}')
