"""Write an alert as CAP 1.2: the same alert gives the same bytes.

Source: OASIS Common Alerting Protocol 1.2. A point is "latitude,longitude" there, and a radius is kilometres.
"""

from __future__ import annotations

from lxml import etree

from safeconduct.adapters.cap_xml.form import ACTION, DANGER, NAMESPACE, TARGET, tag
from safeconduct.core.basics import format_time
from safeconduct.core.warnings import CATEGORIES, RESPONSES, Alert, Area, Info, Ring

DIGITS = 6


def write_cap(alert: Alert) -> bytes:
    """Return the XML in UTF-8; raise ValueError for a sign that XML cannot hold."""
    root = etree.Element(tag("alert"), nsmap={None: NAMESPACE})
    offset = alert.utc_offset_seconds
    _say(root, "identifier", alert.identifier)
    _say(root, "sender", alert.sender)
    _say(root, "sent", _word_time(alert.sent, offset))
    _say(root, "status", alert.status)
    _say(root, "msgType", alert.message_type)
    _say(root, "scope", "Public")
    if alert.references:
        told = (f"{one.sender},{one.identifier},{_word_time(one.sent, offset)}" for one in alert.references)
        _say(root, "references", " ".join(told))
    for info in alert.infos:
        _write_info(root, info, offset)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def _write_info(root: etree._Element, info: Info, offset: int) -> None:
    element = etree.SubElement(root, tag("info"))
    _say(element, "language", info.language)
    _say(element, "category", CATEGORIES[info.danger])
    _say(element, "event", info.event)
    _say(element, "responseType", RESPONSES[info.action])
    _say(element, "urgency", info.urgency)
    _say(element, "severity", info.severity)
    _say(element, "certainty", info.certainty)
    _pair(element, "eventCode", DANGER, info.danger)
    _say(element, "effective", _word_time(info.onset, offset))
    _say(element, "onset", _word_time(info.onset, offset))
    _say(element, "expires", _word_time(info.expires, offset))
    _say(element, "headline", info.headline)
    _say(element, "description", info.description)
    _say(element, "instruction", info.instruction)
    _pair(element, "parameter", ACTION, info.action)
    if info.target:
        _pair(element, "parameter", TARGET, info.target)
    for area in info.areas:
        _write_area(element, area)


def _write_area(info: etree._Element, area: Area) -> None:
    element = etree.SubElement(info, tag("area"))
    _say(element, "areaDesc", area.name)
    for ring in area.polygons:
        _say(element, "polygon", _word_ring(ring))
    for circle in area.circles:
        _say(element, "circle", f"{_word_ring(((circle.lon, circle.lat),))} {circle.radius_metres / 1000:.3f}")


def _word_ring(ring: Ring) -> str:
    return " ".join(f"{lat:.{DIGITS}f},{lon:.{DIGITS}f}" for lon, lat in ring)


def _word_time(moment: float, offset: int) -> str:
    """Return a time as CAP wants it: UTC is written -00:00 (3.3.2 of the standard)."""
    return format_time(moment, offset).replace("+00:00", "-00:00")


def _say(parent: etree._Element, name: str, text: str) -> None:
    etree.SubElement(parent, tag(name)).text = str(text)


def _pair(parent: etree._Element, name: str, value_name: str, value: str) -> None:
    element = etree.SubElement(parent, tag(name))
    _say(element, "valueName", value_name)
    _say(element, "value", value)
