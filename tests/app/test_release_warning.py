"""Promise that a warning leaves by two people's hands alone, and is withdrawn by one person's within a minute."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from safeconduct.adapters.alert_folder import FeedFolder, KeptAlerts
from safeconduct.adapters.alert_folder.kept_alerts import CAP
from safeconduct.adapters.cap_xml import CapXml, read_cap
from safeconduct.adapters.state_json import decode_state, encode_state
from safeconduct.adapters.store.operation_folder import OperationFolder
from safeconduct.adapters.warning_words import LANGUAGES, FluentWarnings
from safeconduct.app.access import Door
from safeconduct.app.cover_warning import count_sms, cover_area
from safeconduct.app.draft_warning import draft_warning
from safeconduct.app.follow_warning import Reach, find_arrived, follow_warning
from safeconduct.app.join_operation import begin
from safeconduct.app.list_warnings import list_warnings, show_all
from safeconduct.app.price_warning import price_warning
from safeconduct.app.release_warning import (
    approve_warning,
    ask_warning,
    cancel_warning,
    correct_warning,
    send_warning,
)
from safeconduct.app.tell_warning import name_message, tell_warning
from safeconduct.app.warning_desk import WarningDesk, make_digest
from safeconduct.app.word_warning import write_sms
from safeconduct.core.basics import CannotReadError, DeniedError, InputFaultsError, SafeconductError
from safeconduct.core.delivery import TOPIC, ChannelRule, Closed, read_body
from safeconduct.core.instructions import lint_sms
from safeconduct.core.record import ActorId
from safeconduct.core.warnings import Action, Circle, Danger, Head, MessageType, Wanted, box_ring, want_again

OFFICER, APPROVER, GATE, OTHER = (ActorId(name) for name in ("o1", "o2", "o3", "o4"))
WORDS = FluentWarnings()
BOX = box_ring(24.0, 60.0, 25.0, 61.0)
MINUTE = 60_000
PARTIES = {"P1": (24.5, 60.5, 40, ["sms"]), "P2": (24.501, 60.5, 60, []), "P3": (24.9, 60.9, 500, ["sms"])}


class NoOutlet:
    """Stand for an outlet whose disk is full."""

    def publish(self, identifier: str, data: bytes) -> None:
        """Refuse."""
        raise SafeconductError(f"no room for {identifier} of {len(data)} bytes")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[WarningDesk]:
    """Give the desk of a new exercise with four operators and three parties."""
    folder = OperationFolder()
    folder.create(tmp_path / "op", "EXERCISE harbour", exercise=True)
    with folder.open(tmp_path / "op") as store:
        door = Door(store, encode_state, decode_state, lambda: time.time_ns() // 1_000_000)
        begin(door, "EXERCISE harbour", OFFICER)
        roles = {APPROVER: ["approver"], GATE: ["gate"], OTHER: ["approver", "movement planner"]}
        for operator, may in roles.items():
            said = {"operator": operator, "roles": may, "code": "", "expires_millis": now() + 60 * MINUTE}
            door.act(OFFICER, "operator.invited", said)
            door.record("operator.joined", {"operator": operator, "by": "totp"})
        for party, (lon, lat, size, channels) in PARTIES.items():
            place = {"lon": lon, "lat": lat, "precision_metres": 100.0}
            said = {"party": party, "organisation": "north", "size": size, "place": place, "channels": channels}
            door.act(OFFICER, "party.registered", said)
        files, outlet = KeptAlerts(tmp_path / "alerts"), FeedFolder(tmp_path / "feed", "EXERCISE harbour")
        yield WarningDesk(door, True, files, CapXml(), WORDS, outlet)


def now() -> int:
    """Return the wall clock."""
    return time.time_ns() // 1_000_000


def draft(desk: WarningDesk, identifier: str = "sc-1", people: int = 100) -> str:
    """Draft a warning of the ground in which P1 and P2 are."""
    places = dict.fromkeys(LANGUAGES, "Quay district")
    wanted = Wanted(Danger.ATTACK, Action.STAY, places, now() / 1000 + 7200, circles=(Circle(24.5, 60.5, 800),))
    head = Head(identifier, "safeconduct:test", now() / 1000, 7200, True)
    return draft_warning(desk, OFFICER, wanted, head, None, BOX, people, 0.0).alert.identifier


def send(desk: WarningDesk, identifier: str) -> None:
    """Let two people release it, and send it."""
    ask_warning(desk, OFFICER, identifier, now())
    approve_warning(desk, APPROVER, identifier, now())
    send_warning(desk, OFFICER, identifier, now())


def test_a_warning_leaves_once_two_people_have_released_its_very_bytes(desk, tmp_path):
    """Nobody alone, nobody twice, nobody without the role; what is in the feed is what was approved."""
    name = draft(desk)
    with pytest.raises(DeniedError, match="two people have not released"):
        send_warning(desk, OFFICER, name, now())
    with pytest.raises(DeniedError, match="nobody asked"):
        approve_warning(desk, APPROVER, name, now())
    ask_warning(desk, OTHER, name, now())
    with pytest.raises(DeniedError, match="who asks does not approve"):
        approve_warning(desk, OTHER, name, now())
    with pytest.raises(DeniedError, match="may not"):
        approve_warning(desk, GATE, name, now())
    approve_warning(desk, APPROVER, name, now())
    with pytest.raises(DeniedError, match="may not send warning"):
        send_warning(desk, GATE, name, now())
    assert not (tmp_path / "feed").exists()
    send_warning(desk, OFFICER, name, now())
    shown = (tmp_path / "feed" / (name + CAP)).read_bytes()
    state = desk.door.state()
    assert state.alerts[name].digest == make_digest(shown) == state.releases[f"{name}/1"].content
    assert state.releases[f"{name}/1"].count == 100
    assert state.refusals == 0


def test_what_was_changed_after_it_was_asked_for_does_not_leave(desk, tmp_path):
    """Neither other words nor another count pass by the release of what was there before."""
    name = draft(desk)
    ask_warning(desk, OFFICER, name, now())
    kept = desk.files.read(name)
    desk.files.save(name, replace(kept, people=90))
    with pytest.raises(DeniedError, match="not what was asked for"):
        approve_warning(desk, APPROVER, name, now())
    desk.files.save(name, kept)
    approve_warning(desk, APPROVER, name, now())
    desk.files.save(name, replace(kept, data=kept.data.replace(b"Quay", b"Kuay")))
    with pytest.raises(DeniedError, match="two people have not released"):
        send_warning(desk, OFFICER, name, now())
    assert not (tmp_path / "feed").exists()


def test_a_draft_with_a_fault_is_not_kept(desk):
    """Ten times the people, no area, another sender: nothing is written."""
    with pytest.raises(InputFaultsError, match="fewer people are counted"):
        draft(desk, people=1000)
    assert desk.files.list() == ()


def test_an_alert_without_area_is_refused_at_every_step(desk):
    """It is never widened to everybody, even where somebody writes it past the draft."""
    name = draft(desk)
    alert, kept = desk.read(name)
    bare = replace(alert, infos=tuple(replace(info, areas=()) for info in alert.infos))
    desk.files.save(name, replace(kept, data=CapXml().write(bare)))
    for step in (ask_warning, approve_warning, send_warning):
        with pytest.raises((InputFaultsError, DeniedError), match="no area"):
            step(desk, OFFICER if step is not approve_warning else APPROVER, name, now())


def test_correction_and_cancel_are_drafted_when_it_is_sent(desk):
    """They lie ready, refer to it, and say what they do; sent again, the warning changes nothing."""
    name = draft(desk)
    send(desk, name)
    assert desk.files.list() == (name, f"{name}.2", f"{name}.c")
    events = len(list(desk.door.events()))
    send_warning(desk, OFFICER, name, now())
    assert len(list(desk.door.events())) == events
    kinds = {MessageType.UPDATE: f"{name}.2", MessageType.CANCEL: f"{name}.c"}
    for kind, identifier in kinds.items():
        drafted, _ = desk.read(identifier)
        assert (drafted.message_type, drafted.references[0].identifier) == (kind, name)


def test_one_person_withdraws_within_a_minute(desk, tmp_path):
    """From the command to the feed; a gate does not, and a second time changes nothing."""
    name = draft(desk)
    send(desk, name)
    with pytest.raises(DeniedError, match="may not cancel warning"):
        cancel_warning(desk, GATE, name, now())
    begun = time.monotonic()
    withdrawn = cancel_warning(desk, APPROVER, name, now())
    assert time.monotonic() - begun < 60
    shown = read_cap((tmp_path / "feed" / f"{name}.c{CAP}").read_bytes(), "cancel")
    assert shown == withdrawn
    assert shown.infos[0].action is Action.WITHDRAWN
    cancel_warning(desk, OFFICER, name, now())
    assert [line.standing for line in list_warnings(desk, OFFICER, now()) if line.identifier == name] == [
        f"ended by {name}.c"
    ]
    assert desk.door.state().refusals == 0


def test_what_was_not_sent_cannot_be_cancelled(desk):
    """And a cancel cannot be asked to be released as if it were a warning."""
    name = draft(desk)
    with pytest.raises(CannotReadError, match="was not sent"):
        cancel_warning(desk, OFFICER, name, now())
    send(desk, name)
    with pytest.raises(CannotReadError, match="needs no release"):
        ask_warning(desk, OFFICER, f"{name}.c", now())
    with pytest.raises(CannotReadError, match=f"warn cancel {name}, by one person"):
        send_warning(desk, OFFICER, f"{name}.c", now())


def test_a_correction_takes_two_people_and_replaces(desk):
    """Then the correction stands and can be withdrawn, and what it replaced cannot."""
    name = draft(desk)
    send(desk, name)
    alert, kept = desk.read(name)
    wanted = replace(want_again(alert), action=Action.ALL_CLEAR)
    update, _ = correct_warning(desk, OFFICER, alert, kept, wanted, None, now())
    with pytest.raises(DeniedError):
        send_warning(desk, OFFICER, update.identifier, now())
    send(desk, update.identifier)
    with pytest.raises(CannotReadError, match="corrected already"):
        correct_warning(desk, OFFICER, alert, kept, wanted, None, now())
    with pytest.raises(InputFaultsError, match="no alert that it refers to still stands"):
        cancel_warning(desk, OFFICER, name, now())
    withdrawn = cancel_warning(desk, OFFICER, update.identifier, now())
    assert [one.identifier for one in withdrawn.references] == [update.identifier, name]


def test_a_correction_leaves_no_language_out(desk):
    """Who read the warning reads what replaces it."""
    name = draft(desk)
    send(desk, name)
    alert, kept = desk.read(name)
    wanted = replace(want_again(alert), places={"en": "Quay district"})
    with pytest.raises(InputFaultsError, match="a language that was asked for is missing"):
        correct_warning(desk, OFFICER, alert, kept, wanted, None, now())


def test_a_correction_of_another_area_counts_anew(desk):
    """Its people are those of the new ground: the old count is refused."""
    name = draft(desk)
    send(desk, name)
    alert, kept = desk.read(name)
    wanted = replace(want_again(alert), circles=(Circle(24.9, 60.9, 800),))
    with pytest.raises(InputFaultsError, match="more people are counted"):
        correct_warning(desk, OFFICER, alert, kept, wanted, None, now())
    correct_warning(desk, OFFICER, alert, replace(kept, people=500), wanted, None, now())


def test_what_is_on_record_and_was_not_shown_is_shown_later(desk, tmp_path):
    """A full disk in between: the same command tries again, and the feed can be written anew from the record."""
    name = draft(desk)
    ask_warning(desk, OFFICER, name, now())
    approve_warning(desk, APPROVER, name, now())
    with pytest.raises(SafeconductError, match="no room"):
        send_warning(replace(desk, outlet=NoOutlet()), OFFICER, name, now())
    assert name in desk.door.state().alerts
    send_warning(desk, OFFICER, name, now())
    with pytest.raises(SafeconductError, match="no room"):
        cancel_warning(replace(desk, outlet=NoOutlet()), OFFICER, name, now())
    cancel_warning(desk, OFFICER, name, now())
    anew = FeedFolder(tmp_path / "anew", "EXERCISE harbour")
    assert show_all(replace(desk, outlet=anew), OFFICER) == [name, f"{name}.c"]
    for file in (tmp_path / "feed").iterdir():
        assert (tmp_path / "anew" / file.name).read_bytes() == file.read_bytes()


def test_an_old_warning_is_drafted_anew(desk):
    """After an hour neither release nor alert holds."""
    name = draft(desk)
    with pytest.raises(InputFaultsError, match="too long ago"):
        ask_warning(desk, OFFICER, name, now() + 61 * MINUTE)


def test_coverage_and_sms_are_counted_before_anything_leaves(desk):
    """Parties in the area by their channels; the headline's parts in each language."""
    name = draft(desk)
    alert, _ = desk.read(name)
    coverage, inside = cover_area(desk.door.state(), None, alert.infos[0].areas[0].rings)
    total = coverage.total()
    assert (total.parties, total.people, total.reachable, total.nobody_tells) == (2, 100, 40, 60)
    lines = count_sms(alert, inside)
    assert sum(line.recipients for line in lines) == 1
    assert {line.language: line.parts for line in lines}["en"] == 1
    assert {line.language: line.parts for line in lines}["uk"] in (1, 2)


def told(desk: WarningDesk) -> dict[tuple[str, str], tuple[str, ...]]:
    """Return what waits in the outbox, by party and message."""
    waiting = [read_body(one.body) for _, one in desk.door._store.outbox(1_000, 0) if one.topic == TOPIC]
    return {(one.party, one.ident): one.parts for one in waiting}


def by_sms(desk: WarningDesk) -> WarningDesk:
    """Return the desk with a channel for SMS."""
    return replace(desk, rules=lambda: {"out": ChannelRule("sms")})


def test_a_sent_warning_is_queued_once_to_each_party_in_its_area_with_a_channel(desk):
    """P1 alone: P2 has no channel, P3 is elsewhere. Sent again, nothing is queued; the words are the alert's own."""
    desk, name = by_sms(desk), draft(desk)
    with pytest.raises(CannotReadError, match="not what was sent"):
        tell_warning(desk, OFFICER, name, now())
    send(desk, name)
    send_warning(desk, OFFICER, name, now())
    waiting = told(desk)
    assert list(waiting) == [("P1", name_message(name, "P1"))]
    parts = next(iter(waiting.values()))
    headline = desk.read(name)[0].infos[0].headline
    assert parts == (headline,)
    assert headline.startswith("EXERCISE: ")
    assert desk.door.state().threads["P1"].warned == (name,)
    assert desk.door.state().refusals == 0


def test_a_crash_between_record_and_queue_is_mended_by_the_same_command(desk):
    """On record and in no queue: sent again, it is queued."""
    name = draft(desk)
    send(desk, name)
    assert told(desk) == {}
    send_warning(by_sms(desk), OFFICER, name, now())
    assert [party for party, _ in told(desk)] == ["P1"]


def test_parties_are_told_though_the_feed_is_full(desk):
    """The feed's disk refuses; who is in danger hears of it."""
    name = draft(desk)
    ask_warning(desk, OFFICER, name, now())
    approve_warning(desk, APPROVER, name, now())
    with pytest.raises(SafeconductError, match="no room"):
        send_warning(replace(by_sms(desk), outlet=NoOutlet()), OFFICER, name, now())
    assert [party for party, _ in told(desk)] == ["P1"]


def test_a_correction_goes_to_who_was_told_and_to_who_has_come(desk):
    """Its price counts both before it leaves, and the same after; what still waits of the warning is called back."""
    desk, name = replace(desk, rules=lambda: {"out": ChannelRule("sms", cost=0.5)}), draft(desk)
    send(desk, name)
    first = price_warning(desk.door.state(), desk.read(name)[0], desk.rules())
    assert (first.parties, first.cost) == (1, first.sms * 0.5)
    for party, lon in (("P1", 24.9), ("P3", 24.5)):
        place = {"lon": lon, "lat": 60.5, "precision_metres": 100.0}
        said = {"party": party, "organisation": "north", "size": 60, "place": place, "channels": ["sms"]}
        desk.door.act(OFFICER, "party.registered", said)
    alert, kept = desk.read(name)
    wanted = replace(want_again(alert), action=Action.KEEP_AWAY)
    update, _ = correct_warning(desk, OFFICER, alert, kept, wanted, None, now())
    before = price_warning(desk.door.state(), update, desk.rules())
    assert before.parties == 2
    send(desk, update.identifier)
    assert price_warning(desk.door.state(), update, desk.rules()) == before
    state, ident = desk.door.state(), update.identifier
    assert {party for party, thread in state.threads.items() if ident in thread.warned} == {"P1", "P3"}
    assert state.messages[name_message(name, "P1")].closed is Closed.SUPERSEDED
    assert told(desk)[("P3", name_message(ident, "P3"))] == (update.infos[0].headline,)
    assert price_warning(state, update, {}).cost is None


def test_a_cancel_goes_to_who_was_told_and_calls_the_warning_back(desk):
    """P1 has left the area since and is told; P3 has come into it; the withdrawn warning is told to nobody more."""
    desk, name = by_sms(desk), draft(desk)
    send(desk, name)
    for party, lon in (("P1", 24.9), ("P3", 24.5)):
        place = {"lon": lon, "lat": 60.5, "precision_metres": 100.0}
        said = {"party": party, "organisation": "north", "size": 500, "place": place, "channels": ["sms"]}
        desk.door.act(OFFICER, "party.registered", said)
    cancel_warning(desk, APPROVER, name, now())
    cancel_warning(desk, APPROVER, name, now())
    send_warning(desk, OFFICER, name, now())
    state = desk.door.state()
    assert {party: thread.warned for party, thread in state.threads.items()} == {
        "P1": (name, f"{name}.c"),
        "P3": (f"{name}.c",),
    }
    assert state.messages[name_message(name, "P1")].closed is Closed.SUPERSEDED


@pytest.mark.parametrize("kind", ["message.queued", "warning.queued", "withdrawal.queued"])
def test_no_message_passes_for_a_warning_that_two_people_did_not_release(desk, kind):
    """Neither as any message, nor with other bytes, nor as the cancel that one person lets leave."""
    desk, name = by_sms(desk), draft(desk)
    ask_warning(desk, OFFICER, name, now())
    said = {
        "message": "m1", "case": "P1.1", "party": "P1", "about": "warning", "channels": ["out"], "count": 1,
        "digest": "d" * 32, "not_after_millis": now() + MINUTE,
    }  # fmt: skip
    of_alert = {} if kind == "message.queued" else {"alert": name, "content": make_digest(desk.read(name)[1].data)}
    with pytest.raises(DeniedError):
        desk.door.act(OFFICER, kind, {**said, **of_alert})
    send(desk, name)
    other = {} if kind == "message.queued" else {"alert": name, "content": "e" * 64}
    again = other if kind == "warning.queued" else of_alert
    with pytest.raises(DeniedError):
        desk.door.act(OFFICER, kind, {**said, "party": "P2", "case": "P2.1", **again})
    assert [party for party, _ in told(desk)] == ["P1"]


def test_every_language_fits_sms_that_each_carry_the_mark(desk):
    """Of every language each part is one SMS, begins with the exercise's mark, and no word is lost."""
    alert, _ = desk.read(draft(desk))
    for info in alert.infos:
        parts, mark = write_sms(alert, info), desk.words.lexicons[info.language].exercise[0]
        assert all(lint_sms(part).is_one for part in parts), info.language
        if lint_sms(info.headline).forcing and len(parts) > 1:
            assert all(part.startswith(mark) for part in parts), info.language
            words = " ".join(part.removeprefix(f"{mark}: ").partition(" ")[2] for part in parts)
            assert words == info.headline.removeprefix(f"{mark}: "), info.language


def test_whom_a_sent_warning_reached_is_counted_by_how_far_it_came(desk):
    """Queued is not delivered; whom no channel reaches is told by nobody; before it is sent nothing is known."""
    desk, name = by_sms(desk), draft(desk)
    alert, _ = desk.read(name)
    assert follow_warning(desk.door.state(), None, alert) == ()
    assert find_arrived(desk.door.state(), name) is None
    send(desk, name)
    assert follow_warning(desk.door.state(), None, alert)[-1].by_reach == {Reach.QUEUED: 40, Reach.NOBODY_TOLD: 60}
    of_part = {"message": name_message(name, "P1"), "channel": "out", "part": 0}
    message = {"message": of_part["message"], "channel": "out", "reference": 1, "parts": ["0"]}
    desk.door.record("message.handing", message)
    desk.door.record("message.handed", of_part)
    assert follow_warning(desk.door.state(), None, alert)[-1].by_reach[Reach.SENT] == 40
    assert find_arrived(desk.door.state(), name) == frozenset()
    desk.door.record("message.receipt", {**of_part, "said": "delivered"})
    line = next(one for one in list_warnings(desk, OFFICER, now()) if one.identifier == name)
    assert line.reached == {"delivered": 40, "nobody told": 60}
    assert find_arrived(desk.door.state(), name) == {"P1"}
    rings = alert.infos[0].areas[0].rings
    assert cover_area(desk.door.state(), None, rings, find_arrived(desk.door.state(), name))[0].total().told == 40
