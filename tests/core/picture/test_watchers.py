"""Hold that whoever watches counts as far and as long as it is heard, and that a false word of clear hides nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from picture_cases import FLOOR, HOUR, STEP, Teller
from test_incident_hazard import LONG, NEXT_DAY, START, happened

from safeconduct.core.basics import Window
from safeconduct.core.intake import Claim, Report
from safeconduct.core.picture import Status, Watch, Watcher, WatchKind, find_looks, forecast_incidents, make_picture
from safeconduct.core.picture.visibility import BASE
from safeconduct.core.picture.watchers import HALF_LIFE_DAYS, SEEN, Hearing, add_seen, list_lookouts

pytestmark = pytest.mark.core
DAY = 86_400.0


def watcher(
    source="post", kind=WatchKind.OBSERVER, at=0.0, since=0.0, until=100.0, last=None, seen=None, ident="W1"
) -> Watcher:
    """Return who watches 500 m about a node of the street, in days; `at` counts nodes."""
    span = Window(since * DAY, until * DAY)
    heard = None if last is None else last * DAY
    return Watcher(ident, source, kind, at * STEP, 0.0, 500.0, span, SEEN[kind] if seen is None else seen, heard)


def clear(origin="patrol", reliability="B", at=0, radius=600.0, since=0.0, until=1.0) -> Report:
    """Return a report that a place is clear, in days."""
    hours = (since * 24, until * 24)
    return Teller()(origin, reliability, Claim.CLEAR, at, radius, hours)


def test_every_kind_of_the_table_has_a_chance_and_a_half_life() -> None:
    """A report has neither of a table's."""
    assert set(SEEN) == set(WatchKind) - {WatchKind.REPORT}
    assert set(HALF_LIFE_DAYS) == set(WatchKind)


@given(st.sampled_from(sorted(SEEN)), st.floats(0.0, 30.0), st.floats(0.0, 30.0))
def test_what_a_silent_source_saw_fades_for_ever(kind: WatchKind, days: float, more: float) -> None:
    """Half after its half-life; never more later."""
    one = watcher(kind=kind, last=50.0)
    assert one.share_remembered(50 * DAY) == 1.0
    assert one.share_remembered((50 + HALF_LIFE_DAYS[kind]) * DAY) == pytest.approx(0.5)
    assert one.share_remembered((50 + days + more) * DAY) <= one.share_remembered((50 + days) * DAY)
    assert one.share_reported(Window((50 + days) * DAY, (51 + days) * DAY)) == 0.0


def test_place_tells_who_watches_it_the_best_first_and_that_nobody_does() -> None:
    """With how each was heard."""
    told = [
        watcher("hotline", WatchKind.HOTLINE, ident="W1"),
        watcher("contact", WatchKind.CONTACT, last=60.0, ident="W2"),
        watcher("new post", since=63.0, ident="W3"),
        watcher("gone", until=20.0, ident="W4"),
        watcher("far", at=50.0, ident="W5"),
    ]
    found = list_lookouts(told, (0.0, 0.0), 62 * DAY)
    assert [(one.watcher.source, one.hearing, one.heard) for one in found] == [
        ("hotline", Hearing.REPORTS, 62 * DAY),
        ("contact", Hearing.SILENT, 60 * DAY),
        ("new post", Hearing.NOT_YET, None),
    ]
    assert found[1].seen == pytest.approx(SEEN[WatchKind.CONTACT] / 4)
    assert list_lookouts(told, (20 * STEP, 0.0), 62 * DAY) == ()
    assert add_seen(()) == BASE


def test_one_source_named_twice_has_one_pair_of_eyes() -> None:
    """Two sources see more than one; the same source twice does not."""
    twice = list_lookouts([watcher(ident="W1"), watcher(ident="W2")], (0.0, 0.0), DAY)
    both = list_lookouts([watcher(ident="W1"), watcher("other", ident="W2")], (0.0, 0.0), DAY)
    assert add_seen(twice) == pytest.approx(0.8)
    assert add_seen(both) == pytest.approx(0.96)


def test_clear_by_whom_one_may_believe_is_a_look_and_any_other_is_none() -> None:
    """The better the source, the more its look sees: silence weighs then just what the denial weighs."""
    looks = {letter: find_looks([clear(reliability=letter)]) for letter in "ABCDEF"}
    assert [len(looks[letter]) for letter in "ABCDEF"] == [1, 1, 1, 0, 0, 0]
    seen = [looks[letter][0].seen for letter in "ABC"]
    assert seen == sorted(seen, reverse=True)
    assert seen == pytest.approx([1 - 0.1 / 0.975, 1 - 0.19 / 0.94, 1 - 0.28 / 0.88])
    assert find_looks([clear(origin="")]) == ()
    assert find_looks([Teller()("patrol", "A", Claim.THREAT)]) == ()


def test_look_ends_with_its_window() -> None:
    """A report decays to unknown at once."""
    (look,) = find_looks([clear(until=1.0)])
    assert look.share_remembered(1.0 * DAY) == 1.0
    assert look.share_remembered(1.0 * DAY + 60.0) == 0.0


def test_clear_that_an_incident_gives_the_lie_is_no_look() -> None:
    """One within its circle and window, likely true; one elsewhere, before it, or unlikely does not."""
    told = clear(at=100, since=START / DAY - 5, until=START / DAY)
    assert find_looks([told], [happened(1, 102, 2.0)]) == ()
    assert len(find_looks([told], [happened(1, 150, 2.0)])) == 1
    assert len(find_looks([told], [happened(1, 100, 7.0)])) == 1


@pytest.mark.parametrize("days", [1, 5, 20])
@pytest.mark.parametrize("everywhere", [0.0, 0.3])
def test_false_clear_by_one_source_never_makes_a_place_of_incidents_known_clear(days: int, everywhere: float) -> None:
    """Four explosions in a month, then somebody trusted says that all is clear: not from that word, at any hour."""
    incidents = [happened(number, 100, 21.5 + 3 * number) for number in range(4)]
    since, hour = START / DAY - days, START / HOUR
    told = [clear("patrol", "A", 100, 600.0, since, START / DAY + 1)]
    watch = Watch(everywhere, (watcher("desk", WatchKind.OUTLET, 300.0, 0.0, 200.0),)).beside(
        find_looks(told, incidents)
    )
    seen = forecast_incidents(LONG, incidents, NEXT_DAY, 0, FLOOR, watch)
    links = len(LONG.link_ids)
    assert Status.KNOWN_CLEAR not in seen.status[links + 100]
    assert seen.high[links + 100].max() > FLOOR
    made = make_picture(LONG, [], NEXT_DAY, FLOOR, seen)
    assert made.read("node", "n100", hour * HOUR).status is not Status.KNOWN_CLEAR
