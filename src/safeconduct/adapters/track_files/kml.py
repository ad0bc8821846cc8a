"""Write a track as KML 2.2 (source: OGC 07-147r2; coordinates are longitude, latitude)."""

from __future__ import annotations

from lxml import etree

from safeconduct.core.instructions.sheets.track import Track

SPACE = "http://www.opengis.net/kml/2.2"


def to_kml(track: Track) -> str:
    """Return the file: a placemark a step, then one a line; degrees to a centimetre."""
    root = etree.Element(f"{{{SPACE}}}kml", nsmap={None: SPACE})
    document = _add(root, "Document")
    _add(document, "description", track.about)
    for one in track.waypoints:
        mark = _add(document, "Placemark")
        _add(mark, "name", one.name)
        if one.text:
            _add(mark, "description", one.text)
        _add(_add(mark, "Point"), "coordinates", _write(one.at))
    for number, line in enumerate(track.lines, 1):
        mark = _add(document, "Placemark")
        _add(mark, "name", str(number))
        drawn = _add(mark, "LineString")
        _add(drawn, "tessellate", "1")
        _add(drawn, "coordinates", " ".join(_write(at) for at in line))
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)).decode()


def _add(parent: etree._Element, name: str, text: str | None = None) -> etree._Element:
    made = etree.SubElement(parent, f"{{{SPACE}}}{name}")
    made.text = text
    return made


def _write(at: tuple[float, float]) -> str:
    return f"{at[0]:.7f},{at[1]:.7f}"
