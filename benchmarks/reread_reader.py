"""Read one instruction again, from its SMS, its page and its map, against case and plan."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Protocol

from reread_case import Point, Told
from reread_expect import Line, Party, expect_page, find_party
from reread_map import Plane, find_geometry_faults, find_map_faults
from reread_page import BYTES_MOST, read_page
from reread_sms import Counted, is_sound, read_parts
from reread_text import find_text_faults
from reread_words import RIGHT_TO_LEFT, Tongue

CADENCE_HOURS = 12.0
SPANS = re.compile(r"[\w-]+")


class Given(Protocol):
    """Show what one party was told, in bare texts and numbers."""

    @property
    def party_id(self) -> str: ...
    @property
    def language(self) -> str: ...
    @property
    def code(self) -> str: ...
    @property
    def parts(self) -> tuple[str, ...]: ...
    @property
    def long(self) -> str: ...
    @property
    def valid_until(self) -> float: ...
    @property
    def next_by(self) -> float: ...
    @property
    def geometry(self) -> tuple[Point, ...]: ...
    @property
    def geojson(self) -> dict[str, object]: ...


@dataclass(frozen=True, slots=True)
class Verdict:
    """Hold what was found of one instruction."""

    faults: tuple[str, ...]
    over_budget: int
    said: tuple[str, ...]  # statements of the SMS
    maps: int


class Reader:
    """Read the instructions of one case and plan; `texts` are the catalogues."""

    def __init__(self, told: Told, texts: Mapping[str, Mapping[str, str]]) -> None:
        self.told, self.plane = told, Plane(told.nodes)
        self.tongues = {language: Tongue(language, messages) for language, messages in texts.items()}
        self.expect = lru_cache(maxsize=8)(self._expect)

    def _expect(self, ident: str) -> tuple[Party, list[Line]]:
        party = find_party(self.told, ident, self.told.start, CADENCE_HOURS)
        return party, expect_page(self.told, party)

    def judge(self, one: Given, page: str = "") -> Verdict:
        """Return what is wrong with an instruction, its page included where there is one."""
        (party, lines), tongue = self.expect(one.party_id), self.tongues[one.language]
        sms: Counted = read_parts(self.told, tongue, party, one.code, one.parts)
        faults = [*find_text_faults(self.told, tongue, party, lines, one.code, one.long), *sms.faults]
        faults += find_geometry_faults(self.told, party, one.geometry, one.geojson)
        faults += self._frame_faults(one, party)
        maps = 0
        if page:
            found, maps = self._page_faults(one, party, lines, page)
            faults += found
        return Verdict(tuple(faults), sms.over_budget, sms.said, maps)

    def _frame_faults(self, one: Given, party: Party) -> list[str]:
        faults = [] if is_sound(one.code) else [f"code: {one.code!r} is none"]
        for name, found, wanted in (
            ("valid until", one.valid_until, party.until),
            ("next message", one.next_by, party.next_by),
        ):
            if datetime.fromtimestamp(found, self.told.zone).replace(second=0) != wanted.replace(second=0):
                faults.append(f"{name}: {found}, expected {wanted}")
        for text in (one.long, *one.parts):
            others = {word for word in SPANS.findall(text) if word in self.told.parties} - {party.ident}
            faults += [f"another party is named: {other}" for other in sorted(others)]
            if text.count("\u2066") + text.count("\u2068") != text.count("\u2069"):
                faults.append("a mark that keeps a name from turning is not closed")
        features = one.geojson["features"]
        assert isinstance(features, list)
        marks = {(feature["properties"]["party_id"], feature["properties"]["check_code"]) for feature in features}
        return faults if marks == {(party.ident, one.code)} else [*faults, f"geojson: it is marked {marks}"]

    def _page_faults(self, one: Given, party: Party, lines: list[Line], html: str) -> tuple[list[str], int]:
        page = read_page(html)
        told = [line.strip() for line in one.long.split("\n") if line.strip()]
        direction = "rtl" if one.language in RIGHT_TO_LEFT else "ltr"
        checks = {
            "page: its signature is not genuine": page.signed.genuine,
            "page: it carries another text": page.signed.text == one.long,
            "page: it shows other lines than it carries": [line.text for line in page.lines] == told,
            "page: its map is not the one that was signed": page.signed.map_digest == page.map_digest,
            "page: it holds until another time": page.signed.valid_until == int(one.valid_until),
            "page: it is in another language": (page.language, page.signed.language) == (one.language,) * 2,
            "page: it runs in the other direction": page.direction == direction,
            "page: it does not say truly whether it is an exercise": page.signed.exercise == self.told.is_exercise,
            "page: it is too large": page.size <= BYTES_MOST,
        }
        faults = [fault for fault, right in checks.items() if not right]
        wanted = [line for line in lines if line.kind != "blank"]
        badges = [int(line.badge) if line.badge else 0 for line in page.lines]
        if badges != [line.street for line in wanted]:
            faults.append("page: the numbers of the turns stand before other lines than those of the streets")
        return [*faults, *find_map_faults(self.told, party, page, self.plane)], len(page.maps)
