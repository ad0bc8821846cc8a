"""Promise that a plan reaches phones and answers come back: begin, register, adopt, tell, dispatch, replan, stop."""

from __future__ import annotations

import asyncio
import json
import re
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from api_site import SERVICES, SHORT, make_operation
from harbour_desk import Harbour
from judge_town import claim, make_case, make_plan

from delivery_smsc import Smsc
from safeconduct.app.dispatch_messages import Dispatcher
from safeconduct.core.basics import StoreError
from safeconduct.core.delivery import Meaning, Stage
from safeconduct.core.instructions.brief_text import write_brief
from safeconduct.core.operation import Role as Duty
from safeconduct.core.operation import State
from safeconduct.core.vault import Role
from safeconduct.interfaces.cli.operation._desk import now_millis
from vault_process import Keyd

PEOPLE = """organisation,party,size,language,channels,name,phone
north,1,4,uk,sms,Ada Quill,+999700000001
north,2,3,en,sms,Bo Quill,+999700000002
north,3,5,fa,none,Cy Quill,none
"""
SETTINGS = """[channel.text]
kind = "smpp"
host = "127.0.0.1"
port = {port}
system_id = "tester"
password_file = "smpp.password"
source = "4477"
encryption = "none"
cost = 0.05
per_second = 500
"""


class Town:
    """Hold an exercise whose three parties are those of a small case, and a message centre."""

    def __init__(self, room: Path) -> None:
        self.room, self.smsc = room, Smsc()
        make_operation(room / "op")
        self.desk = Harbour(room / "op")
        self.keyd = Keyd(room / "vault").start(Role.IMPORTER)
        (room / "people.csv").write_text(PEOPLE)
        made = self.desk.run(
            Duty.DUTY_OFFICER, "register", room / "people.csv", "--vault", self.keyd.folder, "--json"
        )  # fmt: skip
        assert made.exit_code == 0, made.output
        self.ids = {f"P{one['reference']}": str(one["party"]) for one in json.loads(made.stdout)["registered"]}
        self.keyd.stop()
        self.keyd.start(Role.DISPATCHER)
        case = make_case()
        self.case = replace(case, parties=tuple(replace(one, party_id=self.ids[one.party_id]) for one in case.parties))
        SERVICES.cases.write(self.case, room / "case")

    def write_plan(self, name: str, without: str = "") -> Path:
        """Write the town's plan, one party left where it is."""
        plan = make_plan(make_case())
        legs = tuple(replace(leg, party_id=self.ids[leg.party_id]) for leg in plan.legs if leg.party_id != without)
        SERVICES.plans.write(claim(self.case, replace(plan, legs=legs)), 0, self.room / name)
        return self.room / name

    def good(self, role: Duty, command: str, *words: object, typed: str = "") -> str:
        """Return what a command printed that has to go well."""
        made = self.desk.run(role, command, *words, typed=typed)
        assert made.exit_code == 0, made.output
        return made.output

    def state(self) -> State:
        """Return what is on record."""
        with SERVICES.stores.open(self.desk.folder) as store:
            return SERVICES.doors(store).state()

    async def dispatch(self, *wanted: Callable[[State], bool], between: Callable[[], None] = lambda: None) -> None:
        """Dispatch over the real channel with real addresses, until the state is as wanted, one after the other."""
        with SERVICES.lock_folder(self.desk.folder, "dispatch"), SERVICES.stores.open(self.desk.folder) as store:
            door, book = SERVICES.doors(store), SERVICES.phrasebook("en")
            channels, rules = SERVICES.open_channels(self.desk.folder)
            vault = SERVICES.vaults.reach(self.keyd.folder, "dispatcher")
            dispatcher = Dispatcher(
                door, store, vault, channels, rules, now_millis,
                write_menu=lambda language: [write_brief(book.of(language), "sms-menu", True)],
            )  # fmt: skip
            stop = asyncio.Event()
            running = asyncio.create_task(dispatcher.run(stop))
            for until in wanted:
                give_up = time.monotonic() + 60
                while not until(door.state()) and time.monotonic() < give_up:
                    await asyncio.sleep(0.02)
                assert until(door.state())
                between()
            stop.set()
            await running


@pytest.fixture
def town() -> Iterator[Town]:
    """Give the town; its keyd ends with it."""
    with tempfile.TemporaryDirectory(dir=SHORT) as name:
        made = Town(Path(name))
        yield made
        made.keyd.stop()


@pytest.mark.enable_socket
def test_a_plan_is_told_answered_changed_and_stopped(town: Town) -> None:
    """Each text reaches one phone once; receipts and replies come back; only what changed is sent again."""
    officer, planner = Duty.DUTY_OFFICER, Duty.MOVEMENT_PLANNER
    plan = town.write_plan("plan")
    town.good(officer, "trust name-key")
    town.good(officer, "adopt", town.room / "case", plan)
    town.good(officer, "order", "GO")
    asyncio.run(_tell_and_hear(town, plan))
    second = town.write_plan("second", without="P2")
    town.good(officer, "adopt", town.room / "case", second)
    shown = json.loads(town.good(planner, "tell", town.room / "case", second, "--preview", "--json"))
    assert (shown["recipients"], shown["not_told"]) == (1, {"told the same already": 1})
    before = len(town.state().messages)
    assert town.desk.run(planner, "tell", town.room / "case", second, typed="2").exit_code == 2
    assert len(town.state().messages) == before
    assert "1 messages are queued" in town.good(planner, "tell", town.room / "case", second, typed="1")
    asyncio.run(_stop(town))
    assert town.desk.run(planner, "tell", town.room / "case", second, typed="1").exit_code == 1


async def _tell_and_hear(town: Town, plan: Path) -> None:
    smsc, planner = town.smsc, Duty.MOVEMENT_PLANNER
    await smsc.start()
    (town.desk.folder / "channels.toml").write_text(SETTINGS.format(port=smsc.port))
    (town.desk.folder / "smpp.password").write_text("secret\n")
    (town.desk.folder / "smpp.password").chmod(0o600)
    told = ("--pages", town.room / "pages", "--codes", town.room / "codes.csv")
    said = town.good(planner, "tell", town.room / "case", plan, *told, typed="2")
    assert "2 recipients" in said
    assert "NOBODY TELLS 1 parties (5 people)" in said
    assert "NO SPEAKER HAS REVIEWED" in said
    assert "3 pages" in said
    held = town.state().messages
    parts = sum(one.count for one in held.values())
    said_back = iter([("999700000001", b"1"), ("999700000002", b"where is the stop")])
    await town.dispatch(
        lambda state: all(one.stage is Stage.DELIVERED for one in state.messages.values()),
        lambda state: any(one.reply == "going" for one in state.threads.values()),
        lambda state: any(one.about == "menu" and one.stage is Stage.DELIVERED for one in state.messages.values()),
        between=lambda: smsc.reply(*answer) if (answer := next(said_back, None)) else None,
    )
    await smsc.stop()
    assert (sum(smsc.taken.values()), set(smsc.taken.values())) == (parts + 1, {1})
    assert any("1 = we go" in text for text in smsc.taken)
    (waiting,) = town.desk.rows(Duty.CASEWORKER, "replies")
    assert (waiting["party"], waiting["text"]) == (town.ids["P2"], "where is the stop")
    town.good(Duty.CASEWORKER, "replies", "--answer", waiting["reply"], "--means", Meaning.CANNOT)
    answers = {str(one["party"]): one["reply"] for one in town.desk.rows(Duty.CASEWORKER, "replies", "--parties")}
    assert answers == {town.ids["P1"]: "going", town.ids["P2"]: "cannot"}


async def _stop(town: Town) -> None:
    await town.smsc.start()
    assert "2 messages are queued" in town.good(Duty.CASEWORKER, "tell", "--stop")
    await town.dispatch(lambda state: sum(one.about == "stop" and one.stage is Stage.DELIVERED
                                          for one in state.messages.values()) == 2)  # fmt: skip
    await town.smsc.stop()
    texts = [text for text in town.smsc.taken if re.search("STOP|СТОП", text)]
    assert len(texts) == 2
    assert set(town.smsc.taken.values()) == {1}


def test_a_second_dispatcher_does_not_run(tmp_path: Path) -> None:
    """While one holds the folder another is refused, with the reason; afterwards it may."""
    twice = pytest.raises(StoreError, match="runs already")
    with SERVICES.lock_folder(tmp_path, "dispatch"), twice, SERVICES.lock_folder(tmp_path, "dispatch"):
        pass
    with SERVICES.lock_folder(tmp_path, "dispatch"):
        pass


def test_what_is_to_be_told_is_said_once(tmp_path: Path) -> None:
    """A plan, a STOP or "no change": one of them; a plan has its case, and pages have codes."""
    make_operation(tmp_path / "op")
    desk = Harbour(tmp_path / "op")
    for words in ((), ("--stop", "--hold"), ("case",), ("case", "plan", "--pages", "pages")):
        assert desk.run(Duty.DUTY_OFFICER, "tell", *words).exit_code == 2
