"""Promise what pages show of a plan that stands: all of it, once made, and the unknown never as safe."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import pytest
from adoptable import write_adoptable
from api_site import OFFICER

from safeconduct.app.board_ground import Ground
from safeconduct.app.show_today import show_today
from safeconduct.core.operation.expected import Move, Stop
from safeconduct.core.plan import picture_of
from safeconduct.interfaces.api.packs import Packs
from safeconduct.wiring import services

VIEWS = ("/map", "/threat", "/plan")


@pytest.fixture
def planned(site, room):
    """Give an exercise whose plan, of a case of its own, was adopted."""
    case, _ = write_adoptable(room, 3)
    site.client.post("/plans", headers=site.session(), json={"case": "c3", "plan": "p3"}).raise_for_status()
    site.case = services().cases.read(case)
    return site


def read(site, path, **headers):
    answer = site.client.get(path, headers={**site.session(), **headers})
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_nothing_is_shown_of_a_plan_that_does_not_stand(site):
    """Without a plan 404, and of the day what is known without one: nothing of it is zero."""
    for path in (*VIEWS, "/plan/changes", "/plan/parties/P1", "/threat/r0c0"):
        assert site.client.get(path, headers=site.session()).status_code == 404
    day = read(site, "/today")
    assert (day["plan"], day["deadline_millis"], day["sufficiency"], day["order"]) == (None, None, None, None)
    assert day["waiting"]["oldest_case_millis"] is None
    assert day["overdue"] is None  # "none is overdue" is what nobody can say


def test_the_map_leads_back_to_every_street(planned):
    """The steps, taken from `start`, end at the nodes of every link, to a metre, each street once."""
    said, network = read(planned, "/map"), planned.case.network
    links, at = said["links"], 0
    point = [round(degrees / links["scale"]) for degrees in links["start"]]
    drawn = set()
    for count in links["counts"]:
        line = []
        for _ in range(count):
            point = [point[0] + links["deltas"][at], point[1] + links["deltas"][at + 1]]
            at += 2
            line.append(tuple(point))
        drawn |= {frozenset(pair) for pair in pairwise(line)}
    assert at == len(links["deltas"])
    spots = [tuple(round(degrees * 1e6) for degrees in one) for one in zip(network.x, network.y, strict=True)]
    pairs = zip(network.tail.tolist(), network.head.tolist(), strict=True)
    assert drawn == {frozenset((spots[a], spots[b])) for a, b in pairs if a != b}
    assert {one["site"] for one in said["sites"]} >= {one.site_id for one in planned.case.sites}


def test_the_unknown_is_never_shown_as_safe(planned):
    """A square that is unknown has the picture's bound for the unknown at least, and no upper bound is below a mean."""
    said, picture = read(planned, "/threat"), picture_of(planned.case)
    assert any(any(row) for row in said["unknown"])
    for mean, upper, unknown in zip(said["mean"], said["upper"], said["unknown"], strict=True):
        assert len(mean) == len(upper) == len(unknown) == len(said["hours"])
        for low, high, blind in zip(mean, upper, unknown, strict=True):
            assert high >= low > 0
            assert not blind or high >= picture.unknown_high
    row = next(row for row, hours in enumerate(said["unknown"]) if hours[0])
    why = read(planned, f"/threat/{said['cells'][row]['cell']}")
    assert why["unknown"]
    assert "unknown is not safe" in why["why"][0]["words"]


def test_everybody_of_the_case_is_moved_or_left(planned):
    """The plan's parties are the case's, each once; one that stays has no way, one that is not there is 404."""
    said = read(planned, "/plan")
    named = [move[0] for move in said["moves"]] + [party for party, _ in said["left"]]
    assert sorted(named) == sorted(party.party_id for party in planned.case.parties)
    assert read(planned, f"/plan/parties/{said['left'][0][0]}")["legs"] == []
    assert planned.client.get("/plan/parties/P-none", headers=planned.session()).status_code == 404
    assert planned.client.get("/plan/changes", headers=planned.session()).status_code == 404  # none stood before


def test_what_follows_from_a_plan_is_made_once(planned):
    """Compressed to who understands that; who has it is answered 304, with the same name."""
    for path in VIEWS:
        first = planned.client.get(path, headers={**planned.session(), "Accept-Encoding": "gzip"})
        assert first.headers["content-encoding"] == "gzip"
        etag = first.headers["etag"]
        again = planned.client.get(path, headers={**planned.session(), "If-None-Match": f'"other", W/{etag}'})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", etag)


def test_a_day_counts_who_waits_and_who_was_told_nothing(planned):
    """Parties of the case where nobody is registered; who was checked in is not to be told."""
    before = read(planned, "/today")
    people = sum(party.size for party in planned.case.parties)
    assert (before["people"], before["parties"]) == (people, len(planned.case.parties))
    assert sum(one["people"] for one in before["nobody_told"]) == people
    party = planned.case.parties[0]
    planned.desk.door.act(OFFICER, "checkin.made", {"party": party.party_id, "site": "G1"})
    planned.client.post("/stop", headers=planned.session(), json={"why": "smoke"})
    after = read(planned, "/today")
    assert (after["arrived"], after["overdue"], after["order"]["level"]) == (0, 0, "STOP")  # the plan moves nobody
    assert sum(one["people"] for one in after["nobody_told"]) == people - party.size


def test_a_check_in_on_the_way_is_no_arrival(planned):
    """Whoever was seen at a transit point is not out, and is overdue once they do not come to their gate."""
    party = planned.case.parties[0].party_id
    ground = Ground({}, (Move(party, 2, 0, (Stop("T1", 60_000), Stop("G1", 120_000))),), (), {}, 20.0)

    def count(minutes):
        shown = show_today(planned.desk.door.state(), minutes * 60_000, planned.case, ground)
        return shown.arrived, shown.overdue

    assert (count(20), count(22)) == ((0, 0), (0, 1))
    planned.desk.door.act(OFFICER, "checkin.made", {"party": party, "site": "T1"})
    assert (count(22), count(23)) == ((0, 0), (0, 1))
    planned.desk.door.act(OFFICER, "checkin.made", {"party": party, "site": "G1"})
    assert count(500) == (1, 0)


def test_the_views_of_a_plan_that_is_adopted_are_made_before_anybody_asks(planned):
    """As at the start of the service."""
    packs, until = planned.client.app.state.packs, time.monotonic() + 30
    while time.monotonic() < until and len(held := [name[1] for name in packs.names() if name[0] == "pack"]) < 3:
        time.sleep(0.05)
    assert sorted(held) == ["map", "plan", "threat"]


def test_a_stop_waits_for_no_page(planned):
    """While more pages than there are threads wait for what is being made, a STOP is on record within seconds."""
    done = threading.Event()
    slow = "safeconduct.interfaces.api.map.describe_map"
    with pytest.MonkeyPatch.context() as patch, ThreadPoolExecutor(60) as pages:
        patch.setattr(planned.client.app.state, "packs", Packs())
        patch.setattr(slow, lambda *_: done.wait(60) and None)
        waiting = [pages.submit(planned.client.get, "/map", headers=planned.session()) for _ in range(50)]
        try:
            time.sleep(1)
            began = time.monotonic()
            answer = pages.submit(planned.client.post, "/stop", headers=planned.session(), json={}).result(20)
            assert (answer.status_code, time.monotonic() - began < 5) == (201, True)
            assert not any(one.done() for one in waiting)
        finally:
            done.set()
