"""Promise that a kept state is read as it was."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from safeconduct.adapters.state_json import decode_state, encode_state
from safeconduct.core.operation import KINDS, State, advance
from safeconduct.core.operation.limits import KEY_SIGNS
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


@st.composite
def likely_events(draw: st.DrawFn) -> list[Event]:
    """Draw events of every kind, of few people and things, so that many of them are followed."""
    drawn = [("operation.begun", "system", {"name": "übung", "operator": "o1", "key": "0" * KEY_SIGNS})]
    for operator in ("o2", "o3"):
        told = {"operator": operator, "roles": ["approver"], "code": "", "expires_millis": NOW * 2}
        drawn += [("operator.invited", "o1", told), ("operator.joined", "system", {"operator": operator, "by": "totp"})]
    for _ in range(draw(st.integers(0, 30))):
        kind = draw(st.sampled_from(sorted(KINDS)))
        known = KINDS[kind]
        fields = dict(known.needs) | {name: of for name, of in known.may_have.items() if draw(st.booleans())}
        said = {
            name: draw(st.sampled_from(known.one_of[name]) if name in known.one_of else VALUES[of])
            for name, of in fields.items()
        }
        said |= {"key": "1" * KEY_SIGNS} if "key" in said else {}
        said |= {"expires_millis": NOW + draw(st.integers(0, 100))} if "expires_millis" in said else {}
        actor = "system" if known.use_case is None else draw(st.sampled_from(["o1", "o1", "o2", "o3"]))
        drawn.append((kind, actor, said))
    return [
        Event(EventId(DeviceId("ab"[n % 2]), n), HybridTime(NOW + n), ActorId(actor), kind, said, True, bytes(32))
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
