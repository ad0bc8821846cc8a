"""Read an alert that this software wrote; what it does not write is refused, since nothing checks what it says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import TypeVar

from lxml import etree

from safeconduct.adapters.cap_xml.form import ACTION, DANGER, TARGET, tag
from safeconduct.adapters.cap_xml.schema import parse_checked
from safeconduct.core.basics import Fault, InputFaultsError, parse_time
from safeconduct.core.warnings import (
    CATEGORIES,
    RESPONSES,
    Action,
    Alert,
    Area,
    Certainty,
    Circle,
    Danger,
    Info,
    MessageType,
    Reference,
    Ring,
    Severity,
    Status,
    Urgency,
)

_Word = TypeVar("_Word", bound=StrEnum)

KNOWN: Mapping[str, frozenset[str]] = {
    "alert": frozenset({"identifier", "sender", "sent", "status", "msgType", "scope", "references", "info"}),
    "info": frozenset(
        {
            "language",
            "category",
            "event",
            "responseType",
            "urgency",
            "severity",
            "certainty",
            "eventCode",
            "effective",
            "onset",
            "expires",
            "headline",
            "description",
            "instruction",
            "parameter",
            "area",
        }
    ),
    "area": frozenset({"areaDesc", "polygon", "circle"}),
}
"""Elements that are written, by the element in which they stand."""

MANY = frozenset({"info", "area", "polygon", "circle", "parameter"})


class _Bad(Exception):  # noqa: N818 - caught where it is raised, never seen outside
    """Carry where, the problem and the remedy."""


def read_cap(data: bytes, name: str) -> Alert:
    """Return the alert.

    Raises:
        CannotReadError: where it is a trap or no XML.
        InputFaultsError: where the schema refuses it, or it holds what is not written here.
    """
    root = parse_checked(data, name)
    try:
        return _read_alert(root)
    except _Bad as error:
        where, problem, remedy = error.args
        raise InputFaultsError([Fault(name, 0, where, "", problem, remedy)]) from None


def _read_alert(root: etree._Element) -> Alert:
    _check_children(root, "alert")
    sent = _text(root, "sent")
    if _text(root, "scope") != "Public":
        raise _Bad("scope", "not Public", "an area warning is for everybody there")
    return Alert(
        _text(root, "identifier"),
        _text(root, "sender"),
        _moment(sent, "sent"),
        _offset(sent),
        _word(Status, root, "status"),
        _word(MessageType, root, "msgType"),
        tuple(_read_info(one) for one in root.iterchildren(tag("info"))),
        tuple(_read_references(_text(root, "references"))),
    )


def _check_children(element: etree._Element, name: str) -> None:
    """Raise _Bad for an element that is not written, twice where it stands once, or has text beside elements."""
    seen: set[str] = set()
    for child in element:
        local = etree.QName(child).localname
        if local not in KNOWN[name]:
            raise _Bad(f"{name} {local}", "not written here: nothing checks what it says", "leave it out")
        if local in seen and local not in MANY:
            raise _Bad(f"{name} {local}", "stands twice", "write it once")
        seen.add(local)


def _read_info(element: etree._Element) -> Info:
    _check_children(element, "info")
    given = _pairs(element, "parameter")
    if given.keys() - {ACTION, TARGET}:
        raise _Bad("info parameter", "not written here: nothing checks what it says", "leave it out")
    codes = _pairs(element, "eventCode")
    danger = _named(Danger, codes.get(DANGER, ""), DANGER)
    action = _named(Action, given.get(ACTION, ""), ACTION)
    if _text(element, "category") != CATEGORIES[danger] or _text(element, "responseType") != RESPONSES[action]:
        raise _Bad("info responseType", "category or response are not those of danger and action", "write it anew")
    if _text(element, "effective") != _text(element, "onset"):
        raise _Bad("info effective", "not the onset", "write the onset")
    return Info(
        _text(element, "language"),
        danger,
        action,
        _word(Urgency, element, "urgency"),
        _word(Severity, element, "severity"),
        _word(Certainty, element, "certainty"),
        _moment(_text(element, "onset"), "onset"),
        _moment(_text(element, "expires"), "expires"),
        _text(element, "event"),
        _text(element, "headline"),
        _text(element, "description"),
        _text(element, "instruction"),
        tuple(_read_area(one) for one in element.iterchildren(tag("area"))),
        given.get(TARGET, ""),
    )


def _read_area(element: etree._Element) -> Area:
    _check_children(element, "area")
    circles = []
    for one in element.iterchildren(tag("circle")):
        point, _, radius = (one.text or "").partition(" ")
        (lon, lat), metres = _read_ring(point)[0], _number(radius) * 1000
        circles.append(Circle(lon, lat, round(metres)))
    rings = (_read_ring(one.text or "") for one in element.iterchildren(tag("polygon")))
    return Area(_text(element, "areaDesc"), tuple(rings), tuple(circles))


def _read_ring(text: str) -> Ring:
    """Return longitude and latitude of points that CAP writes the other way round."""
    ring = []
    for pair in text.split():
        lat, _, lon = pair.partition(",")
        ring.append((_number(lon), _number(lat)))
    if not ring:
        raise _Bad("area", "a polygon or circle without a point", "write latitude,longitude pairs")
    return tuple(ring)


def _number(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = float("nan")
    if not abs(value) < 1e9:
        raise _Bad("area", "not a number", "write latitude,longitude pairs and a radius in kilometres")
    return value


def _read_references(text: str) -> Iterator[Reference]:
    for one in text.split():
        parts = one.split(",")
        if len(parts) != 3:
            raise _Bad("references", "not sender,identifier,sent", "write the three, apart by commas")
        yield Reference(parts[0], parts[1], _moment(parts[2], "references"))


def _pairs(element: etree._Element, name: str) -> dict[str, str]:
    pairs: dict[str, str] = {}
    for one in element.iterchildren(tag(name)):
        value_name = _text(one, "valueName")
        if value_name in pairs:
            raise _Bad(f"info {name}", "stands twice", "write it once")
        pairs[value_name] = _text(one, "value")
    return pairs


def _text(element: etree._Element, name: str) -> str:
    found = element.find(tag(name))
    return "" if found is None else found.text or ""


def _word(words: type[_Word], element: etree._Element, name: str) -> _Word:
    return _named(words, _text(element, name), name)


def _named(words: type[_Word], text: str, where: str) -> _Word:
    try:
        return words(text)
    except ValueError:
        raise _Bad(where, "not sent from here", f"write {', '.join(words)}") from None


def _moment(text: str, where: str) -> float:
    try:
        return parse_time(text)
    except ValueError:
        raise _Bad(where, "not a time with an offset", "write it like 2031-03-04T06:00:00+02:00") from None


def _offset(text: str) -> int:
    sign = -1 if text[-6] == "-" else 1
    return sign * (int(text[-5:-3]) * 3600 + int(text[-2:]) * 60)
