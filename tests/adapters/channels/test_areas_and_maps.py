"""Promise that notices are published whole, and that no map shows people."""

from __future__ import annotations

import socket
import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest

from safeconduct.adapters.channels.cursor_on_target import TYPES, Mark, TakMap, Thing, write_event
from safeconduct.adapters.channels.feed_folder import FeedFolder
from safeconduct.core.basics import SafeconductError
from safeconduct.core.delivery import Notice

NOTICE = Notice("N1", "Harbour north", "EXERCISE stay inside", "Stay inside until 18:00.", 0, 3_600_000, b"<alert/>")
MARK = Mark(Thing.VEHICLE, "B7", 34.5, 69.2, 1_930_000_000_000, 1_930_000_300_000, 20.0)
PARTIES = frozenset({"P00001"})


def test_a_notice_is_a_text_and_its_document_and_the_same_again_changes_nothing(tmp_path):
    """Both files lie there whole; a notice that is published twice is one."""
    feed = FeedFolder(tmp_path / "feed")
    for _ in range(2):
        feed.publish(NOTICE)
    files = {one.name: one.read_text(encoding="utf-8") for one in (tmp_path / "feed").iterdir()}
    assert files.keys() == {"N1.txt", "N1.xml"}
    assert files["N1.xml"] == "<alert/>"
    assert "Harbour north" in files["N1.txt"]
    assert "1970-01-01T01:00:00+00:00" in files["N1.txt"]


@pytest.mark.parametrize("change", [{"ident": "../N1"}, {"area": " "}])
def test_a_notice_without_an_area_or_with_a_strange_id_is_refused(change, tmp_path):
    """Nothing is widened to everywhere, and no id leads out of the folder."""
    with pytest.raises(SafeconductError):
        FeedFolder(tmp_path).publish(replace(NOTICE, **change))
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("thing", sorted(Thing))
def test_a_site_or_vehicle_is_an_event_that_ends(thing):
    """Place, precision, time and end stand where TAK looks for them; an exercise is called one."""
    event = ET.fromstring(write_event(replace(MARK, thing=thing), PARTIES, exercise=True))
    assert (event.get("version"), event.get("type")) == ("2.0", TYPES[thing])
    assert event.get("stale") == "2031-02-27T23:11:40.000Z"
    point = event.find("point")
    assert (point.get("lat"), point.get("lon"), point.get("ce")) == ("34.500000", "69.200000", "20.0")
    assert event.find("detail/contact").get("callsign") == "EXERCISE B7"


def test_people_are_on_no_map(tmp_path):
    """The id of a party is refused whatever it is called, and with it everything that was to be shown."""
    tak = TakMap(PARTIES, exercise=True, folder=tmp_path)
    with pytest.raises(SafeconductError, match="people"):
        tak.show([MARK, replace(MARK, ident="P00001")])
    assert not list(tmp_path.iterdir())
    assert tak.show([MARK]) == 1
    assert [one.name for one in tmp_path.iterdir()] == ["vehicle-B7.cot"]


@pytest.mark.enable_socket
def test_marks_reach_who_listens_for_datagrams():
    """An event goes out as one datagram."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as listener:
        listener.bind(("127.0.0.1", 0))
        listener.settimeout(5)
        TakMap(PARTIES, True, datagrams=("127.0.0.1", listener.getsockname()[1])).show([MARK])
        assert ET.fromstring(listener.recv(2_000)).get("uid") == "safeconduct.vehicle.B7"


def test_a_place_that_is_none_is_refused():
    """Latitude and longitude in the wrong order, or beyond the earth, are not shown."""
    with pytest.raises(SafeconductError, match="nowhere"):
        write_event(replace(MARK, lat=169.2), PARTIES, exercise=False)
