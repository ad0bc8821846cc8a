"""Promise that a kept state is read as it was."""

from __future__ import annotations

from dataclasses import fields

from hypothesis import given, settings
from hypothesis import strategies as st

from safeconduct.adapters.state_json import decode_state, encode_state
from safeconduct.core.operation import KINDS, State, advance
from safeconduct.core.operation.limits import KEY_SIGNS
from safeconduct.core.operation.sent_alerts import SentNote
from safeconduct.core.record import ActorId, DeviceId, Event, EventId, HybridTime

IDS = st.sampled_from(["o1", "o2", "o3", "a", "b", "P1", "P2", "r1", "straße:3", "a:2", "b:3"])
VALUES = {
    str: IDS,
    int: st.integers(-3, 2_000),
    float: st.integers(-5, 5) | st.floats(-1e6, 1e6),
    list: st.lists(st.sampled_from(["gate", "approver", "duty officer", "a:2", "b:3", "infant"]), max_size=3),
    dict: st.just({"lon": 13.0, "lat": -0.1, "precision_metres": 500}),
}
NOW = 10**12
AS_THEY_ARE = {
    "alert": st.sampled_from(["w1", "w2"]),
    "channel": st.sampled_from(["sms", "mail"]),
    "channels": st.just(["sms", "mail"]),
    "closes_millis": st.just(NOW),
    "corridor": st.just("corridor:C1"),
    "count": st.just(2),
    "digest": st.just("d1"),
    "from_millis": st.just(NOW),
    "holder": st.just("gate"),
    "holders": st.just(["gate"]),
    "marking": st.just("white flag on roof"),
    "marks": st.just(["0b" * 16]),
    "mark": st.just("0b" * 16),
    "message": st.sampled_from(["m1", "m2", "m3"]),
    "nonce": st.sampled_from(["0a" * 8, "0c" * 8]),
    "not_after_millis": st.just(2 * NOW),
    "notice": st.sampled_from(["n1", "n2"]),
    "number": st.integers(1, 9),
    "opens_millis": st.integers(0, 9),
    "part": st.integers(0, 1),
    "parts": st.just(["0", "1"]),
    "parties": st.just(["P1"]),
    "people_about": st.just(20),
    "references": st.lists(st.sampled_from(["w1", "w2"]), max_size=1),
    "reply": st.sampled_from(["r1", "r2"]),
    "size": st.integers(1, 4),
    "vehicles": st.just(2),
    "until_millis": st.just(NOW + 3_600_000),
    "used_millis": st.integers(0, 2_000),
}
"""What a field holds whose events would else be refused: other fields hold what stands in VALUES."""


@st.composite
def likely_events(draw: st.DrawFn) -> list[Event]:
    """Draw events of every kind, of few people and things, so that many of them are followed."""
    drawn = [("operation.begun", "system", {"name": "übung", "operator": "o1", "key": "0" * KEY_SIGNS})]
    roles = ["approver", "caseworker", "gate", "movement planner"]
    for operator in ("o2", "o3"):
        told = {"operator": operator, "roles": roles, "code": "", "expires_millis": NOW * 2}
        drawn += [("operator.invited", "o1", told), ("operator.joined", "system", {"operator": operator, "by": "totp"})]
    for party in ("P1", "P2"):
        drawn.append(("party.registered", "o1", {"party": party, "organisation": "north", "size": 3}))
    for _ in range(draw(st.integers(0, 60))):
        kind = draw(st.sampled_from(sorted(KINDS)))
        known = KINDS[kind]
        fields = dict(known.needs) | {name: of for name, of in known.may_have.items() if draw(st.booleans())}
        said = {
            name: draw(
                st.sampled_from(known.one_of[name]) if name in known.one_of else AS_THEY_ARE.get(name, VALUES[of])
            )
            for name, of in fields.items()
        }
        said |= {"key": "1" * KEY_SIGNS} if "key" in said else {}
        said |= {"expires_millis": NOW + draw(st.integers(0, 100))} if "expires_millis" in said else {}
        actor = "system" if known.use_case is None else draw(st.sampled_from(["o1", "o1", "o2", "o3"]))
        drawn.append((kind, actor, said))
    return [
        Event(EventId(DeviceId("ab"[n % 7 == 0]), n), HybridTime(NOW + n), ActorId(actor), kind, said, True, bytes(32))
        for n, (kind, actor, said) in enumerate(drawn, 1)
    ]


@given(likely_events())
def test_a_state_comes_back_as_it_was_and_folds_on(events):
    """Whatever was folded, reading what was kept gives the very state, and folding on from it gives what all gives."""
    cut = len(events) // 2
    state = advance(State(), events[:cut])
    kept = decode_state(encode_state(state))
    assert kept == state
    assert advance(kept, events[cut:]) == advance(State(), events)
    whole = advance(kept, events[cut:])
    assert decode_state(encode_state(whole)) == whole


SELDOM = frozenset({"alerts", "closed", "heirs", "stands_in", "own_keys", "operation"})
"""Fields that take a signature or several people in turn, or that the beginning alone sets: they are filled below."""


def test_every_field_of_a_state_is_filled_by_some():
    """No field is empty in all that the law above is tried on, so that it is tried on every one."""
    filled: set[str] = set()

    @settings(max_examples=700, database=None, derandomize=True)
    @given(likely_events())
    def look(events):
        state = advance(State(), events)
        filled.update(one.name for one in fields(State) if getattr(state, one.name) != getattr(State(), one.name))

    look()
    assert {one.name for one in fields(State)} - filled <= SELDOM
    a, b = DeviceId("a"), DeviceId("b")
    state = State(
        operation="0" * 32, own_keys=True, heirs={a: "1" * 64}, closed={a: b, b: None}, stands_in={b: a},
        alerts={"w1": SentNote("d1", 5, "o1", "r1", "w2"), "w2": SentNote("d2", 6, "o2")},
    )  # fmt: skip
    assert decode_state(encode_state(state)) == state
