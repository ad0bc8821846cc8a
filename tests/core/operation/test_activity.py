"""Promise what an operator's activity log holds."""

from __future__ import annotations

from operation_desk import Desk

from safeconduct.core.basics import Window
from safeconduct.core.operation import KINDS
from safeconduct.core.operation.activity import WORDS, list_activities
from safeconduct.core.record import ActorId


def test_every_kind_of_event_has_its_words():
    """No kind is told by its code alone, and the words name only what the kind's payload must hold."""
    assert WORDS.keys() == KINDS.keys()
    for kind, words in WORDS.items():
        said = {**dict.fromkeys(KINDS[kind].needs, "x"), **dict.fromkeys(KINDS[kind].may_have, "x")}
        assert "{" not in words.format_map(said)


def test_a_log_holds_one_operators_acts_of_one_period():
    """What others did, or what was done before and after, does not stand in it."""
    desk = Desk()
    first = desk.act("order.stopped", "o3", subject="everybody").event.time.millis / 1000
    desk.act("order.set", "o4", subject="everybody", level="HOLD", replaces=[])
    desk.act("checkin.made", "o3", party="P1", site="G1")
    events = [one.event for one in desk.devices["a"].log]
    told = [one.text for one in list_activities(events, ActorId("o3"), Window(first, first + 10))]
    assert told == ["ordered STOP for everybody", "checked party P1 in at G1"]
    assert [one.text for one in list_activities(events, ActorId("o3"), Window(first, first + 1))] == told[:1]
