"""Promise that events are read from words and files alike, and that every bad one is named with its remedy."""

from __future__ import annotations

from pathlib import Path

import judge_town
import pytest
from judge_town import at, between

from safeconduct.adapters.event_texts import EventTexts
from safeconduct.core.basics import CannotReadError, InputFaultsError, Window
from safeconduct.core.people import Mode, Party
from safeconduct.core.picture import HazardRow
from safeconduct.core.plan.replanning import (
    Event,
    FlightChanged,
    HazardAdded,
    PartiesAdded,
    PlaceClosed,
    SiteChanged,
    VehicleLost,
)

CASE = judge_town.make_case()
MONDAY = "2031-03-04T"
WHOLE = Window(CASE.start, CASE.deadline + 7 * 86400)


def read(*texts: str, files: tuple[Path, ...] = ()) -> tuple[Event, ...]:
    """Read events of the town's case."""
    return EventTexts().read(texts, files, CASE)


WORDED: list[tuple[str, Event]] = [
    ("closure:link=bend>post", PlaceClosed("link", "bend>post", WHOLE)),
    (
        f"closure:node=bend,from={MONDAY}07:00+00:00,to={MONDAY}08:00+00:00,reason=flood",
        PlaceClosed("node", "bend", between("07:00", "08:00"), "flood"),
    ),
    ("gate:id=G,closed", SiteChanged("G", WHOLE, closed=True)),
    ("site:id=G,throughput=12.5", SiteChanged("G", WHOLE, throughput=12.5)),
    (
        f"checkpoint:id=C,open={MONDAY}06:00+00:00/{MONDAY}07:00+00:00;{MONDAY}08:00+00:00/{MONDAY}09:00+00:00",
        SiteChanged("C", WHOLE, open=(between("06:00", "07:00"), between("08:00", "09:00"))),
    ),
    (f"vehicle:fleet=B,vehicle=0,from={MONDAY}06:30+00:00", VehicleLost("B", 0, at("06:30"))),
    ("flight:id=F1,cancelled", FlightChanged("F1", cancelled=True)),
    (f"flight:id=F1,seats=3,departs={MONDAY}09:00+00:00", FlightChanged("F1", seats=3, departs=at("09:00"))),
]


@pytest.mark.parametrize(("text", "event"), WORDED)
def test_words_are_read(text: str, event: Event) -> None:
    """Every kind of event can be worded in one option."""
    assert read(text) == (event,)


PARTY = "party_id,node_id,size,priority,modes,ready\nN1,bend,2,1,walk,2031-03-04T06:00:00+00:00\n"
HAZARD = "what,id,from,to,rate\nlink,bend>post,2031-03-04T06:00:00+00:00,2031-03-04T07:00:00+00:00,0.5\n"


def test_files_are_read(tmp_path: Path) -> None:
    """A TOML file holds [[event]] tables, a CSV file a row for each event; files they name lie beside them."""
    (tmp_path / "more.csv").write_text(PARTY)
    (tmp_path / "danger.csv").write_text(HAZARD)
    (tmp_path / "events.toml").write_text(
        '[[event]]\nkind = "closure"\nlink = "bend>post"\nfrom = 2031-03-04T07:00:00+00:00\n'
        '[[event]]\nkind = "gate"\nid = "G"\nclosed = true\n[[event]]\nkind = "parties"\nfile = "more.csv"\n'
    )
    (tmp_path / "events.csv").write_text("kind,id,seats,file\nflight,F1,3,\nhazard,,,danger.csv\n")
    assert read(files=(tmp_path / "events.toml", tmp_path / "events.csv")) == (
        PlaceClosed("link", "bend>post", Window(at("07:00"), WHOLE.end)),
        SiteChanged("G", WHOLE, closed=True),
        PartiesAdded((Party("N1", "bend", 2, 1.0, frozenset({Mode.WALK}), at("06:00")),)),
        FlightChanged("F1", seats=3),
        HazardAdded((HazardRow("link", "bend>post", between("06:00", "07:00"), 0.5),)),
    )


BAD = [
    ("earthquake:link=a", "no such kind of event"),
    ("closure:from=2031-03-04T06:00:00+00:00", "one link or one node"),
    ("closure:link=a,node=b", "one link or one node"),
    ("closure:link=a,until=x", "has no until"),
    ("closure:link=a,from=yesterday", "not an ISO 8601 time"),
    (f"closure:link=a,from={MONDAY}08:00+00:00,to={MONDAY}07:00+00:00", "not after from"),
    ("closure:link=a,link=b", "given twice"),
    ("gate:id=G", "nothing changes"),
    ("gate:id=G,throughput=-1", "not a number of 0 or more"),
    ("gate:id=G,open=06:00", "not FROM/TO"),
    ("gate:id=G,closed=maybe", "neither true nor false"),
    ("vehicle:fleet=B", "not a whole number"),
    ("vehicle:fleet=B,vehicle=1.5", "not a whole number"),
    ("flight:id=F1", "nothing changes"),
    ("flight:cancelled", "missing"),
    ("parties:", "missing"),
]


@pytest.mark.parametrize(("text", "words"), BAD)
def test_bad_words_are_named(text: str, words: str) -> None:
    """What is wrong is said, with the option that says it."""
    with pytest.raises(InputFaultsError, match=words) as error:
        read("flight:id=F1,cancelled", text)
    assert all(fault.file == "--event 2" for fault in error.value.faults)


def test_bad_files_are_named(tmp_path: Path) -> None:
    """A file that is no TOML, or whose rows have faults, is named with the line; all faults come at once."""
    (tmp_path / "a.toml").write_text("[[event]\n")
    (tmp_path / "b.toml").write_text("event = 3\n")
    (tmp_path / "c.csv").write_text("kind,file\nparties,more.csv\nhazard,lost.csv\n")
    (tmp_path / "more.csv").write_text(PARTY.replace(",2,", ",two,"))
    with pytest.raises(InputFaultsError) as error:
        read(files=(tmp_path / "a.toml", tmp_path / "b.toml", tmp_path / "c.csv"))
    assert {fault.file for fault in error.value.faults} == {"a.toml", "b.toml", "more.csv", "lost.csv"}


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    """A missing file of events cannot be read."""
    with pytest.raises(CannotReadError, match=r"lost\.toml"):
        read(files=(tmp_path / "lost.toml",))
