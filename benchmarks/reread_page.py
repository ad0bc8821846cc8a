"""Read the page of an instruction as a browser shows it: its lines, its signature and its maps."""

from __future__ import annotations

import base64
import hashlib
import html
import re
from collections.abc import Sequence
from dataclasses import dataclass
from html.parser import HTMLParser

import numpy as np
from nacl.exceptions import BadSignatureError
from nacl.signing import VerifyKey
from numpy.typing import NDArray

Units = tuple[float, float]
WIDE = 1000
BYTES_MOST = 40_000


@dataclass(frozen=True, slots=True)
class ShownLine:
    """Hold one line of the page."""

    kind: str
    badge: str
    text: str


@dataclass(frozen=True, slots=True)
class Signed:
    """Hold what the page carries signed."""

    genuine: bool
    exercise: bool
    valid_until: int
    language: str
    text: str
    map_digest: str


@dataclass(frozen=True, slots=True)
class Map:
    """Hold one map in units: ways and rides as lines, where the marks belong, and the bar that gives the scale."""

    height: int
    own: tuple[tuple[Units, ...], ...]
    rides: tuple[tuple[Units, ...], ...]
    badges: dict[int, Units]
    start: Units | None
    end: Units | None
    bar_units: int
    bar_metres: int


@dataclass(frozen=True, slots=True)
class Page:
    """Hold a page."""

    size: int
    language: str
    direction: str
    lines: tuple[ShownLine, ...]
    signed: Signed
    maps: tuple[Map, ...]
    map_digest: str


class _Lines(HTMLParser):
    """Gather the paragraphs of the page's main part."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[ShownLine] = []
        self.root: dict[str, str] = {}
        self.key = self.kind = self.badge = self.text = ""
        self.inside = False  # of main
        self.where = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {name: value or "" for name, value in attrs}
        if tag == "html":
            self.root = named
        elif tag == "main":
            self.inside = True
        elif named.get("id") == "verdict":
            self.key = named["data-key"]
        elif self.inside and tag == "p":
            self.kind, self.badge, self.text = named["class"], "", ""
        elif self.inside and tag in ("i", "span"):
            self.where = tag

    def handle_endtag(self, tag: str) -> None:
        if tag == "main":
            self.inside = False
        elif self.inside and tag == "p":
            self.lines.append(ShownLine(self.kind, self.badge, self.text))
        elif tag in ("i", "span"):
            self.where = ""

    def handle_data(self, data: str) -> None:
        if self.where == "i":
            self.badge += data
        elif self.where == "span":
            self.text += data


def read_page(shown: str) -> Page:
    """Return what a page shows and carries."""
    reader = _Lines()
    reader.feed(shown)
    drawn = re.search(r'<section id="map" dir="ltr">(.*?)</section>', shown, re.DOTALL)
    inner = drawn[1] if drawn else ""
    carried = re.search(r'<script type="text/plain" id="signed">([\w-]+)</script>', shown)
    assert carried is not None
    return Page(
        size=len(shown.encode()),
        language=reader.root["lang"],
        direction=reader.root["dir"],
        lines=tuple(reader.lines),
        signed=_open(carried[1], reader.key),
        maps=tuple(_read_map(svg) for svg in re.findall(r"<svg .*?</svg>", inner, re.DOTALL)),
        map_digest=hashlib.sha256(inner.encode()).hexdigest() if inner else "",
    )


def _open(carried: str, key: str) -> Signed:
    sealed = base64.urlsafe_b64decode(carried + "=" * (-len(carried) % 4))
    signature, body = sealed[:64], sealed[64:]
    try:
        VerifyKey(bytes.fromhex(key)).verify(body, signature)
        genuine = True
    except BadSignatureError:
        genuine = False
    fields, end = _decode(body, 0)
    assert isinstance(fields, list)
    assert end == len(body)
    what, _, exercise, _, _, _, until, language, text, digest = fields
    return Signed(genuine and what == "instruction/1", exercise is True, int(until), language, text, digest)


def _decode(body: bytes, at: int) -> tuple[object, int]:
    """Return the value that begins at a byte, and where the next one begins."""
    sign = body[at : at + 1]
    match sign:
        case b"t" | b"f":
            return sign == b"t", at + 1
        case b"i":
            end = body.index(b";", at)
            return int(body[at + 1 : end]), end + 1
        case b"s":
            begin = body.index(b":", at) + 1
            end = begin + int(body[at + 1 : begin - 1])
            return body[begin:end].decode(), end
        case _:
            assert sign == b"["
            values, at = [], at + 1
            while body[at : at + 1] != b"]":
                value, at = _decode(body, at)
                values.append(value)
            return values, at + 1


def _read_map(svg: str) -> Map:
    height = int(re.search(rf'viewBox="0 0 {WIDE} (\d+)"', svg)[1])  # type: ignore[index]
    leaders = {line[-1]: line[0] for line in _lines(svg, "l")}
    badges = {
        int(number): (float(x), float(y))
        for x, y, number in re.findall(
            r'<circle class="t" cx="(-?\d+)" cy="(-?\d+)" r="\d+"></circle><text class="b"[^>]*>(\d+)</text>', svg
        )
    }
    start = re.search(r'<circle class="a" cx="(-?\d+)" cy="(-?\d+)"', svg)
    end = re.search(r'<path class="e" transform="translate\((-?\d+) (-?\d+)\)"', svg)
    bar = re.search(r'<path class="k" d="M20 \d+v10h(\d+)v-10"></path><text class="c"[^>]*>(\d+) (\S+)</text>', svg)
    assert bar is not None
    metres = int(bar[2]) * (1 if int(bar[2]) >= 20 else 1000)  # a bar is 20 m to 10 km long
    found = ((float(place[1]), float(place[2])) if place else None for place in (start, end))
    first, last = (place and leaders.get(place, place) for place in found)
    return Map(
        height=height,
        own=_lines(svg, "v"),
        rides=_lines(svg, "r"),
        badges={number: leaders.get(place, place) for number, place in badges.items()},
        start=first,
        end=last,
        bar_units=int(bar[1]),
        bar_metres=metres,
    )


def _lines(svg: str, style: str) -> tuple[tuple[Units, ...], ...]:
    """Return the lines of a path that is written as a start and relative steps."""
    found = re.search(f'<path class="{style}" d="([^"]*)"', svg)
    lines = []
    for part in html.unescape(found[1]).split("M")[1:] if found else ():
        begin, _, steps = part.partition("l")
        x, y = map(int, begin.split())
        numbers = [int(number) for number in re.findall(r"-?\d+", steps)]
        line = [(float(x), float(y))]
        for right, down in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + right, y + down
            line.append((float(x), float(y)))
        lines.append(tuple(line))
    return tuple(lines)


def measure_gaps(points: Sequence[Units], lines: Sequence[Sequence[Units]]) -> NDArray[np.float64]:
    """Return how far each point is from the nearest of the lines' pieces."""
    starts = np.array([point for line in lines for point in line[:-1]])
    ends = np.array([point for line in lines for point in line[1:]])
    here = np.array(points)[:, None, :]
    along = ends - starts
    lengths = np.maximum((along**2).sum(axis=1), 1e-12)
    share = np.clip(((here - starts) * along).sum(axis=2) / lengths, 0.0, 1.0)
    nearest = starts + share[:, :, None] * along
    gaps: NDArray[np.float64] = np.sqrt(((here - nearest) ** 2).sum(axis=2)).min(axis=1)
    return gaps
