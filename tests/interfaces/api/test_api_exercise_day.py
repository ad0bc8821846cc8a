"""Promise that a whole day can be tried out by the clock of an exercise, and by no other operation's."""

from __future__ import annotations

import itertools
import json
import threading
import time
from dataclasses import dataclass, field

import judge_town
import pytest
from api_site import SERVICES, TestClient

from safeconduct.app.drive_clock import DrivenClock
from safeconduct.app.exercise_room import ExerciseRoom
from safeconduct.app.name_instruction_key import find_signer
from safeconduct.app.prepare_day import DAY, prepare_day
from safeconduct.app.tell_plan import compose_telling, tell_plan
from safeconduct.core.basics import MixedError
from safeconduct.core.exercise.injects import Inject
from safeconduct.core.record import ActorId
from safeconduct.interfaces.api import Drive, Shelf, build_api
from safeconduct.interfaces.api.stream import _is_proved

PATIENCE_SECONDS = 120.0
OFFICER, PLANNER, GATE = "o-officer", "o-planner", "o-gate"
PLACE = {"lon": 0.009, "lat": 0.0001, "spread_metres": 10.0}  # near the bend
SCRIPT = (
    Inject("stop-closes", "place", "The stop closes", {"place": "site:T", "state": "threat", "valid_minutes": 60}, 5.0),
    Inject("bus-lost", "vehicle", "The bus is lost", {"vehicle": "B.0", "state": "lost", "valid_minutes": 600}),
    Inject("more", "parties", "Four more people", {"people": 4, "size": 2, **PLACE}),
    Inject("note", "message", "A note comes in", {"text": "EXERCISE. Two men at the post."}),
)


@dataclass
class Day:
    """Hold an exercise that is served, its operators' codes, and the seconds that pass in the world."""

    client: TestClient
    folder: object
    codes: dict[str, str]
    world: list[float]
    drawn: itertools.count = field(default_factory=itertools.count)

    @property
    def desk(self):
        return self.client.app.state.desk

    def enter(self, operator: str) -> dict[str, str]:
        """Log in by the code that was printed."""
        said = {"operator": operator, "digits": self.codes[operator]}
        token = self.client.post("/login", json=said).json()["token"]
        return {"Authorization": f"Bearer {token}"}

    def clock(self) -> str:
        """Return the exercise's time of day."""
        return time.strftime("%H:%M", time.gmtime(self.desk.now_millis() / 1000))

    def tell(self, by: str, folder: str) -> list[str]:
        """Tell the plan of a folder, and return the parties that are told."""
        desk, actor = self.desk, ActorId(by)
        case = desk.cases.read(desk.shelf.cases / folder)
        plan = desk.plans.read(desk.shelf.plans / folder, case)
        signer = find_signer(desk.door, actor, SERVICES.instruction_keys, self.folder)
        rules, now = SERVICES.open_channels(self.folder)[1], desk.now_millis() / 1000
        telling = compose_telling(
            desk.door, actor, True, case, plan, SERVICES.phrasebook("en"), rules, signer.secret,
            lambda: f"t{next(self.drawn)}", now,
        )  # fmt: skip
        tell_plan(desk.door, actor, signer, desk.operation, telling, int(now))
        return [message.party for message in telling.messages]

    def replan(self, headers, **asked) -> str:
        """Propose a replan and wait for it."""
        job = self.client.post("/replans", headers=headers, json={"why": "stop closed", "seconds": 0, **asked}).json()
        until = time.monotonic() + PATIENCE_SECONDS
        while (said := self.client.get(f"/replans/jobs/{job['job']}", headers=headers).json())["state"] == "running":
            assert time.monotonic() < until
            time.sleep(0.01)
        assert said["state"] == "done", said["faults"]
        return said["replan"]


@pytest.fixture
def day(tmp_path):
    """Give the judge's town as an exercise day, its clock paused at 06:00."""
    case = judge_town.make_case()
    SERVICES.cases.write(case, tmp_path / "case")
    SERVICES.plans.write(judge_town.make_plan(case), 0, tmp_path / "plan")
    made = prepare_day(
        SERVICES.stores, SERVICES.doors, SERVICES.cases, SERVICES.plans, SERVICES.instruction_keys,
        SERVICES.write_files, tmp_path / "case", tmp_path / "plan", tmp_path / "day",
    )  # fmt: skip
    codes, world = {}, [0.0]
    drive = Drive(lambda start: DrivenClock(start, lambda: world[0]), SCRIPT, codes.update)
    shelf = Shelf(made.cases, made.plans)
    with TestClient(build_api(SERVICES, made.operation, None, shelf, drive=drive)) as client:
        yield Day(client, made.operation, codes, world)


def test_a_day_is_tried_out_from_the_first_telling_to_the_second(day):
    """Told; the stop closes by the clock; a replan is proposed, shown and approved; only who is touched is told again.

    All events bear the exercise's time.
    """
    officer, planner = day.enter(OFFICER), day.enter(PLANNER)
    assert day.clock() == "06:00"
    assert day.tell(OFFICER, DAY) == ["P1", "P2", "P3"]
    assert day.client.post("/exercise/pace", headers=planner, json={"pace": 60}).json()["pace"] == 60
    day.world[0] += 5.5
    day.desk.exercise.throw_due()
    said = day.client.post("/exercise/pace", headers=planner, json={"pace": 0}).json()
    assert (day.clock(), [one["inject"] for one in said["done"]]) == ("06:05", ["stop-closes"])
    assert day.client.get("/places", headers=planner).json()["places"][0]["state"] == "threat"
    replan = day.replan(planner)
    shown = day.client.get(f"/replans/{replan}", headers=officer).json()
    assert (shown["state"], [one["party"] for one in shown["changes"]]) == ("proposed", ["P1"])
    assert shown["disruptions"] == ["site T is closed: a threat was reported"]
    assert "vehicle" in shown["changes"][0]["was"]
    assert "vehicle" not in shown["changes"][0]["now"]
    answer = day.client.post(f"/replans/{replan}/approval", headers=officer, json={})
    assert answer.status_code == 201, answer.text
    (row,) = day.client.get("/replans", headers=planner).json()
    assert (row["state"], row["approved_by"], row["changed"]) == ("approved", OFFICER, 1)
    assert day.tell(PLANNER, replan) == ["P1"]
    times = {time.strftime("%Y-%m-%d %H", time.gmtime(event.time.millis / 1000)) for event in day.desk.door.events()}
    assert times == {"2031-03-04 06"}


def test_what_is_thrown_in_comes_by_who_would_see_it(day):
    """A lost bus by the planner, more people by the officer, a message as a file to be read; each once."""
    planner = day.enter(PLANNER)
    for inject in ("bus-lost", "more", "note"):
        answer = day.client.post("/exercise/injects", headers=planner, json={"inject": inject})
        assert answer.status_code == 200, answer.text
    assert day.client.post("/exercise/injects", headers=planner, json={"inject": "more"}).status_code == 404
    by_kind = {event.kind: event.actor for event in day.desk.door.events()}
    assert (by_kind["vehicle.reported"], by_kind["case.opened"]) == (PLANNER, OFFICER)
    assert (day.folder / "inbox" / "note.txt").read_text(encoding="utf-8") == "EXERCISE. Two men at the post.\n"
    replan = day.replan(planner)
    shown = day.client.get(f"/replans/{replan}", headers=planner).json()
    assert {"P1", "Xmore-001", "Xmore-002"} <= {one["party"] for one in shown["changes"]}
    assert shown["disruptions"] == ["vehicle B.0 is lost"]


def test_a_code_lets_in_once_and_wrong_ones_void_it(day):
    """Newcomers need no phone; a code that was used, or guessed at, lets nobody in."""
    day.enter(OFFICER)
    again = {"operator": OFFICER, "digits": day.codes[OFFICER]}
    assert day.client.post("/login", json=again).status_code == 401
    wrong = f"{(int(day.codes[GATE]) + 1) % 10**8:08}"
    for _ in range(5):
        assert day.client.post("/login", json={"operator": GATE, "digits": wrong}).status_code == 401
    assert day.client.post("/login", json={"operator": GATE, "digits": day.codes[GATE]}).status_code == 401


def test_a_page_listens_however_far_the_exercise_is_from_today(day):
    """A session ends by the wall's clock: a page is not cut off because its exercise plays in another year."""
    token = day.enter(OFFICER)["Authorization"].removeprefix("Bearer ")
    assert _is_proved(day.desk, ActorId(OFFICER), token)
    assert not _is_proved(day.desk, ActorId(PLANNER), token)


def test_a_guard_does_not_drive(day):
    """403, on record; who may look sees how it stands."""
    guard = day.enter(GATE)
    for path, said in (("pace", {"pace": 60}), ("injects", {"inject": "note"})):
        assert day.client.post(f"/exercise/{path}", headers=guard, json=said).status_code == 403
    assert day.client.get("/exercise", headers=guard).json()["pace"] == 0
    assert day.client.post("/exercise/pace", headers=day.enter(PLANNER), json={"pace": 7}).status_code == 422


def test_no_live_operation_is_driven(tmp_path):
    """Neither the store nor the service takes another clock than the wall's, and nothing was changed by trying."""
    SERVICES.stores.create(tmp_path / "live", "harbour", False)
    drive = Drive(lambda start: DrivenClock(start, time.monotonic), SCRIPT)
    with pytest.raises(MixedError), TestClient(build_api(SERVICES, tmp_path / "live", drive=drive)):
        pass
    with pytest.raises(MixedError), SERVICES.stores.open(tmp_path / "live", clock=lambda: 1):
        pass
    with SERVICES.stores.open(tmp_path / "live") as store:
        assert list(store.read()) == []


def test_nobody_drives_an_exercise_that_is_served_without(site):
    """404: its clock is the wall's."""
    headers = site.session()
    assert site.client.get("/exercise", headers=headers).status_code == 404
    assert site.client.post("/exercise/pace", headers=headers, json={"pace": 60}).status_code == 404


def test_a_slip_in_the_script_holds_nothing_up():
    """What cannot be thrown in is said, once; what is due after it comes in all the same."""
    world, thrown = [0.0], []

    def throw(inject: Inject) -> str:
        if inject.ident == "slip":
            raise ValueError("no such state")
        thrown.append(inject.ident)
        return "o-gate"

    clock = DrivenClock(0, lambda: world[0])
    clock.set_pace(60)
    room = ExerciseRoom(clock, [Inject("slip", "place", "", {}, 1.0), Inject("next", "place", "", {}, 2.0)], throw, 0)
    world[0] = 3.0
    room.throw_due()
    assert (thrown, [one.inject for one in room.list_done()], room.list_waiting()) == (["next"], ["slip", "next"], [])


def test_the_clock_never_goes_back():
    """Whatever is asked of it, and when: paused, driven, leapt."""
    world = [0.0]
    clock = DrivenClock(1_000, lambda: world[0])
    seen = [clock.now_millis()]
    for pace, seconds, leap in ((60, 2.0, 0), (0, 5.0, 10_000), (1, 1.0, 500_000), (600, 0.5, 0)):
        clock.set_pace(pace)
        world[0] += seconds
        seen.append(clock.now_millis())
        clock.leap(leap)
        seen.append(clock.now_millis())
    assert seen == sorted(seen)
    assert seen[1:3] == [121_000, 121_000]


def test_open_pages_hear_that_somebody_drives(day):
    """A new pace and what comes in are told to every page as the part `exercise`; who comes back looks at it anew."""
    officer, planner, heard = day.enter(OFFICER), day.enter(PLANNER), []

    def listen(seconds, **sent):
        answer = day.client.get("/stream", params={"seconds": seconds, **sent}, headers=officer)
        lines = [line.partition(": ")[2] for line in answer.text.splitlines() if line.startswith("data: ")]
        return [json.loads(line) for line in lines]

    page = threading.Thread(target=lambda: heard.extend(listen(2)))
    page.start()
    while not day.client.app.state.watcher.pages:
        time.sleep(0.01)
    day.client.post("/exercise/pace", headers=planner, json={"pace": 60}).raise_for_status()
    time.sleep(0.5)
    day.client.post("/exercise/injects", headers=planner, json={"inject": "note"}).raise_for_status()
    page.join()
    assert [(one["seq"], one["kinds"], one["parts"]) for one in heard] == [
        (heard[0]["seq"], [], []),
        (heard[0]["seq"], ["exercise.driven"], ["exercise"]),
        (heard[0]["seq"], ["exercise.driven"], ["exercise"]),
    ]
    assert listen(0, after=heard[0]["seq"])[0]["parts"] == ["exercise"]
