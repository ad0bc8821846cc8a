"""Promise that parties are told the adopted plan and nothing else, once, and STOP before all else."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from judge_town import claim, make_case, make_plan

from safeconduct.adapters.state_json import decode_state, encode_state
from safeconduct.adapters.store.operation_folder import OperationFolder
from safeconduct.adapters.trust.instruction_key import InstructionKeyFiles
from safeconduct.adapters.words import load_phrasebook
from safeconduct.app.access import Door
from safeconduct.app.join_operation import begin
from safeconduct.app.name_instruction_key import name_instruction_key
from safeconduct.app.set_order import set_order, stop
from safeconduct.app.tell_plan import OVER, STRANGER, UNCHANGED, Telling, compose_telling, tell_plan
from safeconduct.app.tell_silent import compose_no_change, tell_no_change
from safeconduct.app.tell_stop import Means, compose_stop, tell_stop
from safeconduct.core.basics import DeniedError, InputFaultsError, MixedError
from safeconduct.core.delivery import About, ChannelRule, Closed
from safeconduct.core.instructions import instruct_all
from safeconduct.core.operation import EVERYBODY, Level
from safeconduct.core.operation.delivery_acts import word_queued
from safeconduct.core.operation.telling import ALONE_MOST
from safeconduct.core.plan import Plan
from safeconduct.core.record import ActorId
from safeconduct.core.sufficiency import digest_case, digest_plan
from safeconduct.core.trust import MARK_SIGNS, derive_secret, list_codes

OFFICER, OTHER, GUARD = ActorId("o1"), ActorId("o2"), ActorId("o3")
NOW, KEYS, BOOK = 1_900_000_000, InstructionKeyFiles(), load_phrasebook()
RULES = {"text": ChannelRule(cost=0.25), "mail": ChannelRule(contact="email")}
CASE = make_case()
PLAN = make_plan(CASE)
STAYS = claim(CASE, replace(PLAN, legs=tuple(leg for leg in PLAN.legs if leg.party_id != "P2")))
"""The same, but that P2 stays."""
REACH = {"P1": ("uk", ["sms", "email"]), "P2": ("en", ["email"]), "P3": ("xx", ["none"])}


class Desk:
    """Tell the parties of a small town, in an exercise."""

    def __init__(self, folder: Path, door: Door, store) -> None:
        self.door, self.store, self.operation = door, store, store.operation()
        begin(door, "EXERCISE town", OFFICER)
        for operator, role in ((OTHER, "duty officer"), (GUARD, "gate")):
            said = {"operator": operator, "roles": [role], "code": "", "expires_millis": 10**15}
            door.act(OFFICER, "operator.invited", said)
            door.record("operator.joined", {"operator": operator, "by": "totp"})
        self.signer = name_instruction_key(door, OFFICER, KEYS, folder)
        self.drawn = itertools.count()

    def register(self) -> None:
        """Register the town's three parties."""
        for party, (language, channels) in REACH.items():
            said = {"party": party, "organisation": "north", "size": 2, "language": language, "channels": channels}
            self.door.act(OFFICER, "party.registered", said)

    def adopt(self, plan: Plan = PLAN, by: ActorId = OFFICER) -> None:
        """Adopt a plan in place of all that stand."""
        said = {"plan": digest_plan(plan), "case": digest_case(CASE), "name": "town", "planner": "hand"}
        replaces = sorted(self.door.state().adopted.standing)
        self.door.act(by, "plan.adopted", {**said, "moved": 7, "left": 5, "replaces": replaces})

    def go(self) -> None:
        """Order GO for everybody."""
        set_order(self.door, OFFICER, EVERYBODY, Level.GO, "")

    def compose(self, plan: Plan = PLAN, by: ActorId = OTHER, now: float = NOW, **more) -> Telling:
        """Compose what would be told."""
        return compose_telling(
            self.door, by, True, CASE, plan, BOOK, RULES, self.signer.secret, self.draw, now, **more
        )  # fmt: skip

    def tell(self, plan: Plan = PLAN, by: ActorId = OTHER, **more) -> Telling:
        """Tell it."""
        telling = self.compose(plan, by, **more)
        tell_plan(self.door, by, self.signer, self.operation, telling, NOW)
        return telling

    def draw(self) -> str:
        return f"t{next(self.drawn)}"

    def brief(self):
        """Return what a brief telling takes besides."""
        return Means(True, BOOK, RULES, self.signer.secret, self.draw), NOW * 1000

    def about(self) -> list[str]:
        """Return what the messages on record are about, and what became of them."""
        return [f"{one.party} {one.about} {one.stage.value}" for one in self.door.state().messages.values()]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Give an exercise with the town's parties registered."""
    OperationFolder().create(tmp_path / "a", "EXERCISE town", exercise=True)
    with OperationFolder().open(tmp_path / "a") as store:
        store._wall_millis = lambda: NOW * 1000
        made = Desk(tmp_path / "a", Door(store, encode_state, decode_state, lambda: NOW * 1000), store)
        made.register()
        yield made


def test_each_party_is_told_once_in_its_language_by_its_channels(desk):
    """Signed, queued, with the preview's counts; told again, only what changed leaves, and replaces what waits."""
    desk.adopt()
    desk.go()
    telling = desk.tell()
    shown = telling.preview
    assert [(one.party, one.language, one.channels, len(one.parts)) for one in telling.messages] == [
        ("P1", "uk", ("text", "mail"), len(telling.instructions[0].parts)), ("P2", "en", ("mail",), 1)
    ]  # fmt: skip
    assert (shown.recipients, shown.people, [one.channel for one in shown.channels]) == (2, 4, ["text", "mail"])
    assert shown.cost == 0.25 * len(telling.messages[0].parts)
    assert [(one.language, one.drafted) for one in shown.languages] == [("en", False), ("uk", True)]
    assert [(one.parties, one.people) for one in shown.nobody] == [(1, 5)]
    assert set(desk.door.state().told) == {"P1", "P2"}
    assert desk.compose(now=NOW + 7200).preview.not_told == {UNCHANGED: 2}
    desk.adopt(STAYS)
    again = desk.tell(STAYS)
    assert [(one.party, one.replaces) for one in again.messages] == [("P2", "t1")]
    assert desk.about() == ["P1 instruction queued", "P2 instruction superseded", "P2 instruction queued"]
    assert desk.compose(STAYS, again=True).preview.recipients == 2


def test_a_party_the_record_cannot_tell_is_left_out_and_counted(desk):
    """Nobody is told who is not registered or has arrived, nor after the time to set out."""
    desk.adopt()
    desk.go()
    desk.door.act(GUARD, "checkin.made", {"party": "P1", "site": "G"})
    assert desk.compose().preview.not_told == {STRANGER: 1}
    assert desk.compose(now=CASE.deadline - 1).preview.not_told == {STRANGER: 1, OVER: 1}
    with pytest.raises(InputFaultsError, match="P9"):
        desk.compose(parties=["P9"])


@pytest.mark.parametrize("plan", [None, STAYS])
def test_a_plan_that_is_not_the_adopted_one_is_not_told(desk, plan):
    """Not before one is adopted, nor another one, nor after the case has changed; who asks is on record."""
    if plan is not None:
        desk.adopt(plan)
    desk.go()
    with pytest.raises(DeniedError, match="adopt"):
        desk.compose()
    marks = {"number": NOW, "parties": ["P1"], "marks": ["0" * MARK_SIGNS], "plan": digest_plan(PLAN)}
    assert "adopt" in desk.door.foresee(OTHER, [("instructions.signed", marks)])


def test_an_exercise_and_a_live_operation_do_not_meet(desk):
    """An exercise's plan is not told in a live operation."""
    desk.adopt()
    with pytest.raises(MixedError):
        compose_telling(desk.door, OTHER, False, CASE, PLAN, BOOK, RULES, b"", desk.draw, NOW)


def test_nobody_is_told_to_move_without_a_go(desk):
    """No order is no leave; HOLD and STOP are none, over everybody, a party, or a site where it stops."""
    desk.adopt()
    assert desk.compose().preview.not_told == {"no GO stands over them": 3}
    desk.go()
    set_order(desk.door, OFFICER, "site:T", Level.HOLD, "")
    stop(desk.door, GUARD, "party:P2", "")
    left = desk.compose()
    assert left.preview.not_told == {"HOLD stands over them": 1, "STOP stands over them": 1}
    assert left.preview.recipients == 0


def test_a_stop_in_between_is_kept_by_the_door(desk):
    """What was composed under GO is neither signed nor queued once a STOP stands, whoever asks."""
    desk.adopt()
    desk.go()
    telling = desk.compose()
    stop(desk.door, GUARD, EVERYBODY, "")
    with pytest.raises(DeniedError, match="STOP stands"):
        tell_plan(desk.door, OTHER, desk.signer, desk.operation, telling, NOW)
    assert desk.about() == []


def test_one_person_stops_all_who_were_told(desk):
    """A guard's STOP is queued to each, before it whatever waits is called back; after GO all are told again."""
    desk.adopt()
    desk.go()
    desk.tell()
    assert "no STOP stands" in desk.door.foresee(GUARD, [_word_stop(desk)])
    stop(desk.door, GUARD, EVERYBODY, "")
    telling = compose_stop(desk.door.read(GUARD), About.STOP, EVERYBODY, *desk.brief())
    assert tell_stop(desk.door, GUARD, telling) == 2
    assert "НАВЧАННЯ СТОП" in telling.told[0][1].parts[0]
    assert desk.about() == [
        "P1 instruction superseded", "P2 instruction superseded", "P1 stop queued", "P2 stop queued"
    ]  # fmt: skip
    assert len(compose_stop(desk.door.state(), About.STOP, "party:P2", *desk.brief()).told) == 1
    desk.go()
    assert [one.replaces for one in desk.tell().messages] == ["t4", "t5"]
    assert [held.closed for held in desk.door.state().messages.values()][2:4] == [Closed.SUPERSEDED] * 2


def _word_stop(desk: Desk):
    (_, message), *_ = compose_stop(desk.door.state(), About.STOP, EVERYBODY, *desk.brief()).told
    return word_queued(message, "stop.queued")


def test_who_adopted_a_plan_tells_it_to_few_alone(desk):
    """To more than a hundred parties somebody else tells it, however it is split; the door says so too."""
    desk.adopt()
    desk.go()
    digest = digest_plan(PLAN)

    def sign(parties: list[str]):
        marks = ["0" * MARK_SIGNS] * len(parties)
        return ("instructions.signed", {"number": 5, "parties": parties, "marks": marks, "plan": digest})

    desk.door.act(OFFICER, *sign([f"P{at}" for at in range(ALONE_MOST)]))
    assert "somebody else" in desk.door.foresee(OFFICER, [sign(["P1"])])
    assert desk.door.foresee(OTHER, [sign(["P1"])]) == ""
    with pytest.raises(DeniedError, match="somebody else"):
        desk.compose(by=OFFICER)


def test_each_message_carries_the_next_code_of_the_card_in_hand(desk):
    """No card, no code; then the first, the second; another card begins anew."""
    desk.adopt()
    desk.go()
    assert all(part[-7:].isalnum() for part in desk.compose().messages[0].parts)
    codes = list_codes(derive_secret(desk.signer.secret, "P1", 1))
    desk.door.act(OFFICER, "card.handed", {"parties": ["P1"], "card": 1})
    told = desk.tell().messages[0]
    assert all(part.endswith(f" {codes[0]}") and len(part) <= 70 for part in told.parts)
    stop(desk.door, GUARD, EVERYBODY, "")
    halt = compose_stop(desk.door.state(), About.STOP, EVERYBODY, *desk.brief())
    tell_stop(desk.door, GUARD, halt)
    assert halt.told[0][1].parts[0].endswith(f" {codes[1]}")
    shown = next(line.sample for line in halt.preview.languages if line.language == halt.told[0][1].language)
    assert [part[-7:] for part in shown] == [" ######"]  # nobody learns a code from looking at what would leave
    desk.door.act(OFFICER, "card.handed", {"parties": ["P1"], "card": 1})
    assert desk.door.state().threads["P1"].crossed == 2
    desk.door.act(OFFICER, "card.handed", {"parties": ["P1"], "card": 2})
    assert (desk.door.state().threads["P1"].card, desk.door.state().threads["P1"].crossed) == (2, 0)


def test_who_hears_nothing_is_told_that_nothing_changed(desk):
    """Who waits with nothing on its way hears; what is on its way is not said twice; words follow what was told."""
    later = (NOW + 7 * 3600) * 1000
    brief = (*desk.brief()[:-1], later)
    fresh = compose_no_change(desk.door.state(), 6.0, *brief)
    assert [(one.party, message.about) for one, message in fresh.told] == [("P1", "no change"), ("P2", "no change")]
    assert fresh.told[1][1].parts == ("EXERCISE Nothing new yet. Stay where you are, inside. We write again.",)
    assert compose_no_change(desk.door.state(), 8.0, *brief).told == ()
    assert tell_no_change(desk.door, OTHER, fresh) == 2
    assert compose_no_change(desk.door.state(), 6.0, *brief).told == ()


def test_nobody_is_told_over_a_stop_that_what_they_were_told_holds(desk):
    """While a STOP stands, whoever was told to go and hears nothing is told to stay, not that nothing changed."""
    desk.adopt()
    desk.go()
    told = desk.tell().messages
    for one in told:
        desk.door.act(OTHER, "message.withdrawn", {"message": one.ident})
    brief = (*desk.brief()[:-1], (NOW + 7 * 3600) * 1000)
    texts = [message.parts[0] for _, message in compose_no_change(desk.door.state(), 6.0, *brief).told]
    assert any("still holds" in text for text in texts)
    stop(desk.door, GUARD, EVERYBODY, "")
    after = [message.parts[0] for _, message in compose_no_change(desk.door.state(), 6.0, *brief).told]
    assert any("Stay where you are" in text for text in after)
    assert not set(texts) & set(after)


def test_a_text_says_the_same_whenever_it_is_told():
    """Its substance does not change with the hour of telling or a card's code, and does with the plan."""
    first = instruct_all(CASE, PLAN, BOOK)
    later = instruct_all(CASE, PLAN, BOOK, told_at=CASE.start + 3600, card_codes={"P1": "123456"})
    other = instruct_all(CASE, STAYS, BOOK)
    assert [one.substance for one in first] == [one.substance for one in later]
    assert [one.substance == two.substance for one, two in zip(first, other, strict=True)] == [True, False, True]
    assert first[0].check_code != later[0].check_code or first[0].next_by == later[0].next_by
