"""Promise how the record of messages is folded: bounded, by one device, and never by a stranger."""

from __future__ import annotations

import json

from operation_desk import Desk

from safeconduct.adapters.state_json import decode_state, encode_state
from safeconduct.core.delivery import KEPT_OF_A_PARTY, Closed, Stage
from safeconduct.core.operation import State

END = 10**12


def begin(*devices: str) -> Desk:
    desk = Desk(*devices)
    desk.act("party.registered", "o4", party="P1", organisation="north", size=4)
    for device in devices[1:]:
        desk.devices[device].listen(desk.devices[desk.first].log[-1])
    return desk


def queue(desk: Desk, ident: str, kind: str = "message.queued", actor: str = "o4", **change: object) -> None:
    said = {"message": ident, "case": "P1", "party": "P1", "about": "instruction", "channels": ["sms", "mail"]}
    desk.act(kind, actor, **{**said, "count": 1, "digest": "d", "not_after_millis": END, **change})


def close(desk: Desk, ident: str) -> None:
    desk.act("message.closed", "system", message=ident, how="expired")


def refusal(state: State) -> str:
    return state.refused[-1].why if state.refused else ""


def test_a_party_of_many_messages_takes_no_more_room():
    """Of closed messages the newest are kept; an open one is never let go; the record has them all."""
    desk = begin()
    queue(desk, "open")
    for number in range(3 * KEPT_OF_A_PARTY):
        queue(desk, f"m{number}")
        close(desk, f"m{number}")
    state = desk.state()
    assert len(state.messages) == KEPT_OF_A_PARTY
    assert "open" in state.messages
    assert state.threads["P1"].messages == tuple(state.messages)
    assert decode_state(encode_state(state)) == state


def test_one_device_hands_a_message_over_until_another_adopts_it():
    """What a device queued is not begun by another one; adopted, it is in doubt there and goes on."""
    desk = begin("a", "b")
    queue(desk, "m1")
    desk.devices["b"].listen(desk.devices["a"].log[-1])
    handing = {"message": "m1", "channel": "sms", "reference": 1, "parts": ["0"]}
    desk.act("message.handing", "system", "b", **handing)
    assert "device a alone" in refusal(desk.state())
    desk.act("message.adopted", "o4", "b", message="m1")
    assert desk.state().messages["m1"].stage is Stage.IN_DOUBT
    desk.act("message.handing", "system", "b", **handing)
    assert desk.state().messages["m1"].stage is Stage.HANDING


def test_the_menu_is_sent_once_until_a_clear_reply():
    """Somebody who is not understood gets it once; after a clear answer it may be sent again."""
    desk = begin()
    queue(desk, "menu-1", "menu.queued", "system", about="menu")
    queue(desk, "menu-2", "menu.queued", "system", about="menu")
    assert "has had the menu" in refusal(desk.state())
    desk.act("reply.received", "system", reply="r1", channel="sms", meaning="going", digest="d", party="P1")
    queue(desk, "menu-3", "menu.queued", "system", about="menu")
    assert "menu-3" in desk.state().messages


def test_what_the_software_records_nobody_else_records():
    """No operator says that a message was delivered, and none of no role queues one."""
    desk = begin()
    queue(desk, "m1")
    desk.act("message.receipt", "o1", message="m1", channel="sms", part=0, said="delivered")
    assert "by the software alone" in refusal(desk.state())
    queue(desk, "m2", actor="o3")
    assert refusal(desk.state()) == "o3 may not send message"


def test_a_message_that_replaces_another_is_to_the_same_party():
    """A message makes void what was said to its own party, and nothing else."""
    desk = begin()
    desk.act("party.registered", "o4", party="P2", organisation="north", size=1)
    queue(desk, "m1")
    queue(desk, "m2", party="P2", case="P2", replaces="m1")
    assert "no message to P2" in refusal(desk.state())
    queue(desk, "m3", replaces="m1")
    assert desk.state().messages["m1"].closed is Closed.SUPERSEDED


def test_nothing_that_is_folded_of_messages_is_a_word():
    """The kept state of a message holds ids, times, stages and a digest."""
    desk = begin()
    queue(desk, "m1")
    held = json.loads(encode_state(desk.state()).partition(b"\n")[2])["messages"]["m1"]
    assert held.keys().isdisjoint({"text", "parts", "address", "phone", "name"})
