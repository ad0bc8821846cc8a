"""Write a track as GPX 1.1 (source: the schema topografix.com/GPX/1/1, whose order of elements is kept)."""

from __future__ import annotations

from lxml import etree

from safeconduct.core.instructions.sheets.track import Position, Track

SPACE = "http://www.topografix.com/GPX/1/1"


def to_gpx(track: Track) -> str:
    """Return the file: a waypoint a step, a track a line; latitude and longitude to a centimetre."""
    root = etree.Element(f"{{{SPACE}}}gpx", nsmap={None: SPACE}, attrib={"version": "1.1", "creator": "map"})
    _add(_add(root, "metadata"), "desc", track.about)
    for one in track.waypoints:
        point = _add_point(root, "wpt", one.at)
        _add(point, "name", one.name)
        if one.text:
            _add(point, "desc", one.text)
    for number, line in enumerate(track.lines, 1):
        drawn = _add(root, "trk")
        _add(drawn, "name", str(number))
        segment = _add(drawn, "trkseg")
        for at in line:
            _add_point(segment, "trkpt", at)
    return _to_text(root)


def _add(parent: etree._Element, name: str, text: str | None = None) -> etree._Element:
    made = etree.SubElement(parent, f"{{{SPACE}}}{name}")
    made.text = text
    return made


def _add_point(parent: etree._Element, name: str, at: Position) -> etree._Element:
    made = _add(parent, name)
    made.set("lat", f"{at[1]:.7f}")
    made.set("lon", f"{at[0]:.7f}")
    return made


def _to_text(root: etree._Element) -> str:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)).decode()
