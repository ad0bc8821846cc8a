"""Find points written in figures: degrees, MGRS, plus codes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from safeconduct.core.intake.document import Span
from safeconduct.core.intake.places.grid import complete_plus_code, decode_mgrs, decode_plus_code

_SEPARATOR = r"\s*[,;/]?\s*"
_DECIMAL = re.compile(
    rf"(?<![\w.])([-+]?\d{{1,2}}\.\d{{2,}})\s*°?\s*([NS])?{_SEPARATOR}([-+]?\d{{1,3}}\.\d{{2,}})\s*°?\s*([EW])?(?![\w.]*\d)"
)
_ANGLE = r"(\d{{1,{}}})\s*[°d]\s*(\d{{1,2}})\s*['’′m]\s*(?:(\d{{1,2}}(?:\.\d+)?)\s*(?:[\"”″]|''|s)\s*)?([{}])"
_SEXAGESIMAL = re.compile(_ANGLE.format(2, "NS") + _SEPARATOR + _ANGLE.format(3, "EW"))
_MGRS = re.compile(
    r"\b(\d{1,2})\s?([C-HJ-NP-X])\s?([A-HJ-NP-Z][A-HJ-NP-V])\s?(?:(\d{1,5}) (\d{1,5})|((?:\d\d){1,5}))(?!\w)"
)
_PLUS_CODE = re.compile(r"(?<![\w+])([23456789CFGHJMPQRVWX]{4,8}\+[23456789CFGHJMPQRVWX]{2,5})(?!\w)")

PLUS_CODE_CAUTION = (
    "A plus code has no check digit: one wrong character moves the point, by 1.4 km at the median. Have it read back."
)
ORDER_CAUTION = "Degrees without N, S, E, W were read as latitude, longitude. Check the order."


@dataclass(frozen=True, slots=True)
class WrittenPoint:
    """Hold a point that the text writes in figures."""

    span: Span
    x: float
    y: float
    radius_metres: float  # half of the cell its figures name
    caution: str = ""


def find_coordinates(text: str, near: tuple[float, float] | None = None) -> tuple[WrittenPoint, ...]:
    """Return the points in order of the text; `near` (x, y) is where short plus codes are completed.

    >>> [(point.x, point.y) for point in find_coordinates("at 34.5281N 69.1723E now")]
    [(69.1723, 34.5281)]
    """
    found = [*_decimals(text), *_sexagesimals(text), *_grids(text), *_plus_codes(text, near)]
    return tuple(sorted(found, key=lambda point: point.span))


def _decimals(text: str) -> Iterator[WrittenPoint]:
    for found in _DECIMAL.finditer(text):
        first, south, second, west = found.groups()
        y, x = float(first), float(second)
        if south or west:
            y, x = (-y if south == "S" else y), (-x if west == "W" else x)
        if abs(y) <= 90 and abs(x) <= 180:
            decimals = min(len(first.split(".")[1]), len(second.split(".")[1]))
            caution = "" if south and west else ORDER_CAUTION
            yield WrittenPoint(Span(*found.span()), x, y, 111_320 * 10.0**-decimals / 2, caution)


def _sexagesimals(text: str) -> Iterator[WrittenPoint]:
    for found in _SEXAGESIMAL.finditer(text):
        parts = found.groups()
        y, x = (
            (float(degrees) + float(minutes) / 60 + float(seconds or 0) / 3600) * (-1 if side in "SW" else 1)
            for degrees, minutes, seconds, side in (parts[:4], parts[4:])
        )
        if abs(y) <= 90 and abs(x) <= 180:
            yield WrittenPoint(Span(*found.span()), x, y, 15.0 if parts[2] and parts[6] else 926.0)


def _grids(text: str) -> Iterator[WrittenPoint]:
    for found in _MGRS.finditer(text):
        zone, band, square, east, north, both = found.groups()
        if east is not None and len(east) != len(north):
            continue
        if point := decode_mgrs(int(zone), band, square, both or east + north):
            yield WrittenPoint(Span(*found.span()), *point)


def _plus_codes(text: str, near: tuple[float, float] | None) -> Iterator[WrittenPoint]:
    for found in _PLUS_CODE.finditer(text):
        code = found[1]
        if code.find("+") < 8:
            code = (complete_plus_code(code, *near) if near else None) or ""
        if point := decode_plus_code(code):
            yield WrittenPoint(Span(*found.span()), *point, PLUS_CODE_CAUTION)
