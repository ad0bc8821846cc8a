"""Promise that tracks are what map programs read: well-formed, in order, point for point, and neutral."""

from __future__ import annotations

import pytest
from lxml import etree

from safeconduct.adapters.track_files import to_gpx, to_kml
from safeconduct.core.instructions.sheets import Track, Waypoint

HOSTILE = 'Mill & "Rose" <wpt lat="0"> ]]> سرک'
TRACK = Track(
    "EXERCISE NAHVNUY 2031-03-04T23:05:00+02:00",
    (Waypoint("1 22:50", HOSTILE, (69.1234567, 34.5)), Waypoint("2 23:15", "", (69.2, 34.6))),
    (((69.1234567, 34.5), (69.15, -34.55), (69.2, 34.6)), ((69.2, 34.6), (69.3, 34.7))),
)
NEUTRAL = Track(TRACK.about, tuple(Waypoint(one.name, "", one.at) for one in TRACK.waypoints), TRACK.lines)
GPX = {"g": "http://www.topografix.com/GPX/1/1"}
KML = {"k": "http://www.opengis.net/kml/2.2"}


def _parse(text: str):
    return etree.fromstring(text.encode(), etree.XMLParser(resolve_entities=False))


def test_gpx_has_its_elements_in_the_order_of_its_schema():
    """Version and creator; metadata, waypoints, tracks; in a waypoint the name before the text."""
    root = _parse(to_gpx(TRACK))
    assert root.tag == "{http://www.topografix.com/GPX/1/1}gpx"
    assert dict(root.attrib) == {"version": "1.1", "creator": "map"}
    assert [etree.QName(one).localname for one in root] == ["metadata", "wpt", "wpt", "trk", "trk"]
    assert [etree.QName(one).localname for one in root[1]] == ["name", "desc"]
    assert root.findtext("g:metadata/g:desc", namespaces=GPX) == TRACK.about


def test_gpx_carries_every_point():
    """Latitude and longitude are those of the track, in its order."""
    root = _parse(to_gpx(TRACK))
    lines = [
        tuple((float(at.get("lon")), float(at.get("lat"))) for at in line.iterfind("g:trkseg/g:trkpt", GPX))
        for line in root.iterfind("g:trk", GPX)
    ]
    assert tuple(lines) == TRACK.lines
    assert [(float(at.get("lon")), float(at.get("lat"))) for at in root.iterfind("g:wpt", GPX)] == [
        one.at for one in TRACK.waypoints
    ]


def test_kml_carries_every_point():
    """Longitude first, a placemark a step and a line."""
    root = _parse(to_kml(TRACK))
    assert root.tag == "{http://www.opengis.net/kml/2.2}kml"
    assert root.findtext("k:Document/k:description", namespaces=KML) == TRACK.about
    lines = [_read(one.text) for one in root.iterfind(".//k:LineString/k:coordinates", KML)]
    assert tuple(lines) == TRACK.lines
    points = [_read(one.text)[0] for one in root.iterfind(".//k:Point/k:coordinates", KML)]
    assert points == [one.at for one in TRACK.waypoints]


@pytest.mark.parametrize("write", [to_gpx, to_kml])
def test_a_text_is_text_whatever_its_signs(write):
    """What looks like XML comes back as it was, and makes no element."""
    root = _parse(write(TRACK))
    texts = [one.text for one in root.iter() if etree.QName(one).localname in ("desc", "description")]
    assert HOSTILE in texts
    assert len(texts) == 2


@pytest.mark.parametrize("write", [to_gpx, to_kml])
def test_a_neutral_track_says_nothing_but_numbers(write):
    """Without texts there are numbers, times, the code and the mark of an exercise alone."""
    words = {word for one in _parse(write(NEUTRAL)).iter() for word in (one.text or "").split()}
    assert {word for word in words if any(sign.isalpha() for sign in word)} == set(TRACK.about.split())


def _read(text: str):
    return tuple(tuple(map(float, point.split(","))) for point in text.split())
