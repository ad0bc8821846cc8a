"""Write the instruction of one party or of all: short text, long text and map from the same legs."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from safeconduct.core.instructions.check_code import LENGTH, make_code
from safeconduct.core.instructions.directory import Directory, index_plan
from safeconduct.core.instructions.errors import NoRoomError
from safeconduct.core.instructions.itinerary import Stage, lay_out
from safeconduct.core.instructions.long_text import write_long
from safeconduct.core.instructions.route import Route
from safeconduct.core.instructions.short_text import write_short
from safeconduct.core.instructions.sms import SmsText
from safeconduct.core.instructions.validity import CADENCE_HOURS, Holds, find_holds
from safeconduct.core.instructions.words import Direction, Phrasebook, Words
from safeconduct.core.people import Party
from safeconduct.core.plan import Case, Plan

NO_CODES: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Instruction:
    """Tell one party what to do, in one language; one that stays where it is has `moves` false and no routes."""

    party_id: str
    language: str  # tag of both texts, as in fa-AF
    direction: Direction  # of both texts
    machine_drafted: bool  # whether words of this language were never read by a speaker: for the operator alone
    sms: SmsText  # one SMS of GSM-7, or up to four of UCS-2
    long: str
    check_code: str  # the same in all texts; another as soon as a word or a point of the map differs
    valid_until: float  # POSIX second: after it the party does not set out; for one that stays, when to ask
    next_by: float  # POSIX second by which the party hears again
    home: tuple[float, float]  # longitude, latitude in degrees
    routes: tuple[Route, ...]  # one for each walk, drive and ride
    moves: bool  # whether the plan takes this party out
    is_exercise: bool
    substance: str = ""  # another as soon as it tells anything else; when the next message comes does not count

    @property
    def parts(self) -> tuple[str, ...]:
        """Return the texts to send by SMS, each as one of its own."""
        return self.sms.parts

    @property
    def short(self) -> str:
        """Return the parts as one text, a line each, for where there is no limit."""
        return "\n".join(self.sms.parts)

    @property
    def geometry(self) -> tuple[tuple[float, float], ...]:
        """Join the routes into one line of (longitude, latitude) in degrees, from home on; a ride is a straight line.

        The streets a vehicle takes are left out on purpose: the map shows what the text tells, and nothing more.
        """
        line = [self.home]
        for route in self.routes:
            line += [point for point in route.geometry if point != line[-1]]
        return tuple(line)


def instruct_party(
    case: Case,
    plan: Plan,
    party_id: str,
    phrasebook: Phrasebook,
    *,
    language: str = "",
    told_at: float | None = None,
    cadence_hours: float = CADENCE_HOURS,
) -> Instruction:
    """Return the instruction of one party; the same case, plan and words give the same one.

    It is in `language`, or else in the party's own, or else in the phrasebook's default. The next message comes
    `cadence_hours` after `told_at` (POSIX second; None = the case's start).

    Raises:
        UnknownPartyError: the case has no such party.
        PlanMisfitError: the plan is for another case, or names what this one does not have.
        NoRoomError: the language's words leave an SMS no room for what it must say.
    """
    directory = index_plan(case, plan)
    party = directory.party(party_id)
    told = _Telling(case.start if told_at is None else told_at, cadence_hours)
    return _instruct(directory, party, (phrasebook.of(language or party.language),), told)[0]


def instruct_all(
    case: Case,
    plan: Plan,
    phrasebook: Phrasebook,
    *,
    languages: Sequence[str] = (),
    told_at: float | None = None,
    cadence_hours: float = CADENCE_HOURS,
    card_codes: Mapping[str, str] = NO_CODES,
) -> tuple[Instruction, ...]:
    """Return an instruction for every party of the case, in its order, those left behind too.

    Each party gets it in its own language, or in each of `languages`; otherwise as `instruct_party`. Each SMS to a
    party of `card_codes` ends in the code of its card that is given there, after the check code.

    Raises:
        PlanMisfitError: the plan is for another case, or names what this one does not have.
    """
    directory = index_plan(case, plan)
    told = _Telling(case.start if told_at is None else told_at, cadence_hours)
    chosen = tuple(phrasebook.of(language) for language in languages)
    return tuple(
        instruction
        for party in case.parties
        for instruction in _instruct(
            directory, party, chosen or (phrasebook.of(party.language),), told, card_codes.get(party.party_id, "")
        )
    )


@dataclass(frozen=True, slots=True)
class _Telling:
    """Say when parties are told, and how long they may then hear nothing."""

    at: float  # POSIX second
    cadence_hours: float


def _instruct(
    directory: Directory, party: Party, chosen: tuple[Words, ...], told: _Telling, card_code: str = ""
) -> tuple[Instruction, ...]:
    """Return one party's instruction in each language, its way worked out once."""
    stages = lay_out(directory, party)
    return tuple(_write(directory, words, party, stages, told, card_code) for words in chosen)


def _write(
    directory: Directory, words: Words, party: Party, stages: tuple[Stage, ...], told: _Telling, card_code: str
) -> Instruction:
    holds = find_holds(directory, tuple(stage.leg for stage in stages), told.at, told.cadence_hours)
    home = directory.position(party.node_id, f"party {party.party_id!r}")
    routes = tuple(stage.route for stage in stages if stage.route is not None)

    blank = "\0" * LENGTH  # no name holds it: clean_name drops control marks
    unsigned = write_long(directory, words, party, stages, holds, blank)
    tail = f" {card_code}" if card_code else ""
    bodies = _write_bodies(directory, words, party, stages, holds, tail)
    lines = _show_lines(directory, routes)
    drafts = tuple(body + "#" * LENGTH for body in bodies)
    code = make_code(f"({directory.case.name!r}, {party.party_id!r}, {home!r}, {lines}, {drafts!r}, {unsigned!r})")
    return Instruction(
        party_id=party.party_id,
        language=words.language,
        direction=words.direction,
        machine_drafted=words.machine_drafted,
        sms=SmsText(tuple(f"{body}{code}{tail}" for body in bodies)),
        long=unsigned.replace(blank, code),
        check_code=code,
        valid_until=holds.until,
        next_by=holds.next_by,
        home=home,
        routes=routes,
        moves=bool(stages),
        is_exercise=directory.case.is_exercise,
        substance=_digest_substance(directory, words, party, stages, holds, lines),
    )


def _show_lines(directory: Directory, routes: tuple[Route, ...]) -> str:
    """Return what `repr` says of a list of the routes' lines; each point is written once for all parties."""
    return f"[{', '.join(_show_line(directory.shown, route.geometry) for route in routes)}]"


def _show_line(shown: dict[tuple[float, float], str], line: tuple[tuple[float, float], ...]) -> str:
    for point in line:
        if point not in shown:
            shown[point] = repr(point)
    points = ", ".join(map(shown.__getitem__, line))
    return f"({points},)" if len(line) == 1 else f"({points})"


def _write_bodies(
    directory: Directory, words: Words, party: Party, stages: tuple[Stage, ...], holds: Holds, tail: str
) -> tuple[str, ...]:
    """Return each SMS up to its codes; where not all have room for a card's code, a last one holds nothing else."""
    blank = "#" * LENGTH
    try:
        parts = write_short(directory, words, party, stages, holds, blank + tail).parts
    except NoRoomError:
        if not tail:
            raise
        return *(part[:-LENGTH] for part in write_short(directory, words, party, stages, holds, blank).parts), ""
    return tuple(part[: -len(blank + tail)] for part in parts)


def _digest_substance(
    directory: Directory, words: Words, party: Party, stages: tuple[Stage, ...], holds: Holds, lines: str
) -> str:
    """Return 16 hexadecimal digits of all that an instruction follows from, but for when it is told."""
    said = [
        (
            stage.leg.kind, stage.leg.depart, stage.leg.arrive,
            [site and (site.site_id, site.name, site.kind) for site in (stage.place, stage.board, *stage.checkpoints)],
            stage.flight and stage.flight.flight_id, stage.trip and (stage.trip.fleet_id, stage.trip.vehicle),
            stage.route
            and [
                (way.turn, way.name, way.metres, *([way.landmark] if way.landmark else []))
                for way in stage.route.stretches
            ],
        )
        for stage in stages
    ]  # fmt: skip
    whole = repr((directory.case.name, words.language, party.party_id, party.size, party.needs, holds.until, said))
    return hashlib.blake2b((whole + lines).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
