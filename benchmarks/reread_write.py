"""Write the instructions that are read again: bare texts, pages and maps, as they leave the program."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from nacl.signing import SigningKey

from safeconduct.adapters.case_folder import CaseFolder
from safeconduct.adapters.page_html import HtmlPages, unpack_page
from safeconduct.adapters.plan_folder import PlanFolder
from safeconduct.adapters.words import LANGUAGES, load_phrasebook, load_words
from safeconduct.core.instructions import Instruction, Route, instruct_all, to_geojson
from safeconduct.core.instructions.reach import PageText, StreetLines, index_streets
from safeconduct.core.plan import Case, Plan
from safeconduct.core.trust import SignedInstruction, address, name_key, seal_instruction, to_base64url

SECRET = bytes(32)
REACH_CODE = "0700000001"
AT_ONCE = 500  # parties


@dataclass(frozen=True, slots=True)
class Written:
    """Hold what one party is told in one language, as bare as a phone gets it."""

    party_id: str
    language: str
    code: str
    parts: tuple[str, ...]
    long: str
    valid_until: float  # POSIX second
    next_by: float  # POSIX second
    geometry: tuple[tuple[float, float], ...]
    geojson: dict[str, object]
    routes: tuple[Route, ...] = field(repr=False)


class Writer:
    """Write for the parties of one case and plan."""

    def __init__(self, case: Path, plan: Path) -> None:
        self.case: Case = CaseFolder().read(case)
        self.plan: Plan = PlanFolder().read(plan)
        self.book, self.pages = load_phrasebook(), HtmlPages("Number check")
        self.key = SigningKey(bytes(range(32)))
        self._streets: StreetLines = index_streets(self.case.network)

    def write(self, languages: Sequence[str]) -> Iterator[Written]:
        """Yield what every party is told in each language, party by party; so many parties are held at once."""
        for at in range(0, len(self.case.parties), AT_ONCE):
            for told in self.instruct([one.party_id for one in self.case.parties[at : at + AT_ONCE]], languages):
                yield self.bare(told)

    def instruct(self, parties: Sequence[str], languages: Sequence[str]) -> tuple[Instruction, ...]:
        """Return the instructions of a few of the parties."""
        chosen = frozenset(parties)
        case = replace(self.case, parties=tuple(one for one in self.case.parties if one.party_id in chosen))
        plan = replace(self.plan, legs=tuple(leg for leg in self.plan.legs if leg.party_id in chosen))
        return instruct_all(case, plan, self.book, languages=languages)

    def bare(self, told: Instruction) -> Written:
        """Return what a phone gets of an instruction."""
        return Written(
            told.party_id, told.language, told.check_code, told.parts, told.long, told.valid_until, told.next_by,
            told.geometry, to_geojson(told, self.case.utc_offset_seconds), told.routes,
        )  # fmt: skip

    def write_page(self, one: Written) -> str:
        """Return the HTML of the page of an instruction, signed."""
        direction = LANGUAGES[one.language].direction.value
        shown = PageText(one.long, one.language, direction, one.routes)
        drawn = self.pages.draw(shown, self._streets)
        digest = hashlib.sha256(drawn.encode()).hexdigest() if drawn else ""
        issued = int(self.case.start) - 3600
        told = SignedInstruction(
            "9f2c0a7be1d35864", self.case.is_exercise, address(REACH_CODE, SECRET), issued, issued,
            int(one.valid_until), one.language, one.long, digest,
        )  # fmt: skip
        sealed = seal_instruction(told, lambda body: self.key.sign(body).signature)
        key = bytes(self.key.verify_key).hex()
        return unpack_page(self.pages.write(shown, drawn, to_base64url(sealed), key, name_key(key))).decode()


def list_texts() -> dict[str, dict[str, str]]:
    """Return the messages of every language, as `safeconduct words TAG --json` shows them."""
    return {tag: {one.message: one.text for one in load_words(tag).wordings} for tag in LANGUAGES}
