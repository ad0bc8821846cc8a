"""Write the short text of an instruction: one SMS of GSM-7, or a few of UCS-2 that each can stand alone.

What is least vital goes first, always in the same order (`CUTS`). The mark of an exercise, the time and day, the place,
the vehicle with its time, and the code are never dropped. A statement is never cut in two: it has briefer forms.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from safeconduct.core.instructions.directory import Directory, clean_name
from safeconduct.core.instructions.errors import NoRoomError
from safeconduct.core.instructions.gsm7 import shorten, sms_name
from safeconduct.core.instructions.isolate import isolate_code
from safeconduct.core.instructions.itinerary import Stage
from safeconduct.core.instructions.phrases import say_metres, split_needs
from safeconduct.core.instructions.sheet import PARTS_MOST, Sheet
from safeconduct.core.instructions.sms import Alphabet, SmsText, count_units
from safeconduct.core.instructions.validity import Holds
from safeconduct.core.instructions.words import DateForm, Direction, Words
from safeconduct.core.network import Site
from safeconduct.core.people import Party
from safeconduct.core.plan import LegKind

PARTS_USUAL = 3  # what is only good to know never takes a fourth
NAME_UNITS = 24  # of a place's name in its briefer form
ID_UNITS = {Alphabet.GSM7: 20, Alphabet.UCS2: 8}  # a longer id is cut, so that the vital parts always fit together
GOOD_TO_KNOW = ("from", "bring", "keep", "fly", "calendar", "metres", "party", "away")
CUTS = (
    "from", "bring", "keep", "news", "fly", "metres", "party", "away", "calendar", "fail", "fail", "fail", "name",
    "gate", "name", "fail", "boards",
)  # fmt: skip
_VERBS = {LegKind.WALK: "walk", LegKind.DRIVE: "drive"}

Levels = defaultdict[str, int]  # how many times each thing has been made briefer


def write_short(
    directory: Directory, words: Words, party: Party, stages: tuple[Stage, ...], holds: Holds, code: str
) -> SmsText:
    """Return the short text of a party that moves, or, without stages, of one that stays; each part ends in a code."""
    short = _Short(directory, words, party, stages, holds)
    sheet = Sheet(words, words.say("sms-exercise") if directory.case.is_exercise else "", code)
    compose = short.go if stages else short.stay
    if words.alphabet is Alphabet.UCS2:
        start = short.fit_action(sheet.room)
        parts = _fit(compose, start, GOOD_TO_KNOW, sheet, PARTS_USUAL) or _fit(compose, start, CUTS, sheet, PARTS_MOST)
    else:
        parts = _fit(compose, Levels(int), CUTS, sheet, 1)
    if parts is None:
        tag = words.language
        problem = f"the {tag} words of an SMS leave no room for time, place and vehicle of party {party.party_id!r}"
        raise NoRoomError(f"{problem}; shorten the messages sms-... in {tag}.ftl, or tell this party in English")
    return SmsText(parts)


def _fit(
    compose: Callable[[Levels], list[list[str]]], levels: Levels, cuts: Sequence[str], sheet: Sheet, most: int
) -> tuple[str, ...] | None:
    """Cut until the text fits in so many parts; None where it does not."""
    levels, before = Levels(int, levels), None
    for cut in ("", *cuts):
        levels[cut] += 1
        said = compose(levels)
        parts = sheet.lay(said, most) if said != before else None
        if parts is not None:
            return parts
        before = said
    return None


class _Said(NamedTuple):
    """Hold statements, each in its forms, longest first."""

    boards: list[list[str]]
    gates: list[list[str]]
    flights: list[list[str]]
    news: list[str]
    fails: list[str]
    start: list[str]
    bring: list[str]


class _Short:
    """Say the statements of one party's SMS, at any brevity."""

    def __init__(
        self, directory: Directory, words: Words, party: Party, stages: tuple[Stage, ...], holds: Holds
    ) -> None:
        self.directory, self.words, self.party, self.stages, self.holds = directory, words, party, stages, holds
        self.say, self.clock, self.alphabet = words.say, directory.clock, words.alphabet
        self.actions: dict[tuple[int, ...], list[list[str]]] = {}
        self.places: dict[int, str] = {}
        self.today = self.clock.date(stages[0].leg.depart if stages else holds.next_by)

    def stay(self, levels: Levels) -> list[list[str]]:
        """Say the statements for a party that stays."""
        ask = [
            self.say("sms-ask", moment=self.moment(self.holds.next_by, form))
            for form in (DateForm.SMS, DateForm.SMS_BRIEF)
        ]
        return [
            self.led(levels, [self.say("sms-stay")]),
            [] if levels["away"] else [self.say("sms-away")],
            [] if levels["keep"] else [self.say("sms-keep", things=self.things()), ""],
            ask[1:] if levels["calendar"] else ask,
        ]

    def go(self, levels: Levels) -> list[list[str]]:
        """Say the statements for a party that moves."""
        said = self.said
        return [
            *self.action(levels),
            *(said.boards[:1] if levels["boards"] else said.boards),
            *([] if levels["gate"] else said.gates),
            *([] if levels["fly"] else said.flights),
            [] if levels["news"] else said.news,
            said.fails[levels["fail"] :],
            [] if levels["from"] else said.start,
            [] if levels["bring"] else said.bring,
        ]

    @cached_property
    def said(self) -> _Said:
        """Say all that stands behind the first statement, in its longest forms."""
        until, stages = self.holds.until, self.stages
        fails = [
            self.say("sms-fail", time=self.at(until)),
            self.say("sms-fail-brief", time=self.at(until)),
            self.say("sms-fail-brief", time=self.clock.time(until)),
            self.say("sms-fail-least"),
        ]
        return _Said(
            boards=[self.board(stage) for stage in stages if stage.trip is not None],
            gates=[[self.gate(stage)] for stage in stages if stage.leg.kind == LegKind.PROCESS],
            flights=[[self.fly(stage)] for stage in stages if stage.flight is not None],
            news=[self.say("sms-news", moment=self.at(self.holds.next_by))],
            fails=fails,
            start=self.start(),
            bring=[self.say("sms-bring", things=self.things()), ""],
        )

    def fit_action(self, room: int) -> Levels:
        """Return how brief the place, the date and the verb have to be for one part."""
        levels = Levels(int)
        for cut in ("", "metres", "name", "calendar", "verb", "name", "calendar"):
            levels[cut] += 1
            if not self.stages or all(count_units(text, self.alphabet) <= room for (text,) in self.action(levels)):
                return levels
        return levels

    def action(self, levels: Levels) -> list[list[str]]:
        """Say when to go where; this is the first statement."""
        brevity = (
            levels["metres"] > 0, min(levels["name"], 2), min(levels["calendar"], 2), levels["verb"] > 0,
            levels["party"] > 0,
        )  # fmt: skip
        if brevity not in self.actions:
            self.actions[brevity] = self.say_action(levels)
        return self.actions[brevity]

    def say_action(self, levels: Levels) -> list[list[str]]:
        first = self.stages[0]
        moving = first.route is not None and bool(first.route.stretches)
        verb = _VERBS.get(LegKind(first.leg.kind), "be-there") if moving else "be-there"
        forms = (DateForm.SMS, DateForm.SMS_BRIEF, DateForm.SMS_LEAST)
        values = {
            "moment": self.moment(first.leg.depart, forms[min(levels["calendar"], 2)]),
            "place": self.place(min(levels["name"], 2)),
        }
        if levels["verb"]:
            return [[self.say(f"sms-{verb}-brief", **values)]]
        if verb == "be-there" or levels["metres"] or first.route is None:
            return [self.led(levels, [self.say(f"sms-{verb}", **values)])]
        distance = say_metres(self.words, first.route.metres)
        if self.alphabet is Alphabet.GSM7:
            distance = distance.replace(" ", "")
        return [self.led(levels, [self.say(f"sms-{verb}-far", **values, distance=distance)])]

    def led(self, levels: Levels, forms: list[str]) -> list[str]:
        """Put the party's id before a statement; not in right-to-left text, which phones turn by its first letter."""
        if levels["party"] or self.words.direction is Direction.RTL:
            return forms
        return [f"{self.ident(self.party.party_id)}: {form}" for form in forms]

    def board(self, ride: Stage) -> list[str]:
        assert ride.trip is not None
        vehicle = f"{self.ident(ride.trip.fleet_id)}/{ride.trip.vehicle}"
        time = self.at(ride.leg.depart)
        return [self.say(message, vehicle=vehicle, time=time) for message in ("sms-board", "sms-board-brief")]

    def gate(self, stage: Stage) -> str:
        """Say a gate by its id, unless it is the place that the first statement says."""
        time = self.at(stage.leg.depart)
        if stage.place is self.first_place()[0]:
            return self.say("sms-gate-here", time=time)
        return self.say("sms-gate", ident=self.ident(stage.leg.site_id), time=time)

    def fly(self, stage: Stage) -> str:
        return self.say("sms-fly", flight=self.ident(stage.leg.flight_id), time=self.at(stage.leg.depart))

    def start(self) -> list[str]:
        """Say on which street the way begins, where it has a name that the alphabet can carry."""
        first = self.stages[0].route
        name = self.name(first.stretches[0].name) if first and first.stretches else ""
        return [self.say("sms-from", street=name), ""] if name else []

    def things(self) -> str:
        needs = [name for need in split_needs(self.party.needs) if (name := self.name(need))]
        return f"{self.say('comma')} ".join([self.words.say("things-in-short"), *needs])

    def moment(self, moment: float, form: DateForm) -> str:
        """Say a moment with its date."""
        day = self.words.date(form, self.clock.date(moment))
        return self.say("sms-moment", day=day, time=self.clock.time(moment))

    def at(self, moment: float) -> str:
        """Say a moment, with its day where that is not the day of the start, which is said in full."""
        days = (self.clock.date(moment) - self.today).days
        if days == 0:
            return self.clock.time(moment)
        return self.moment(moment, DateForm.SMS_LATER if 0 < days < 7 else DateForm.SMS_BRIEF)

    def first_place(self) -> tuple[Site | None, str]:
        """Return the site and the node that the first statement speaks of."""
        first = self.stages[0]
        return (first.board, first.leg.from_node) if first.trip else (first.place, first.leg.to_node)

    def place(self, level: int) -> str:
        """Say the first place by its name and id, by a shorter name and its id, or by its id; never by nothing."""
        if level not in self.places:
            self.places[level] = self.say_place(level)
        return self.places[level]

    def say_place(self, level: int) -> str:
        site, node_id = self.first_place()
        if site is None:
            return self.position(node_id)
        most = (self.alphabet.limit, NAME_UNITS, 0)[level]
        name = self.cut(self.name(clean_name(site.name).removeprefix("EXERCISE ")), most) if most else ""
        ident = self.ident(site.site_id)
        if name:
            return name if ident == "?" else f"{name} ({ident})"
        kind = self.say(f"kind-{site.kind.value.replace('_', '-')}")
        return kind if ident == "?" else f"{kind} {ident}"

    def position(self, node_id: str) -> str:
        """Say latitude and longitude in degrees; in right-to-left text they are isolated, or a minus would wander."""
        lon, lat = self.directory.position(node_id, "place")
        text = f"{lat:.5f},{lon:.5f}" if self.alphabet is Alphabet.GSM7 else f"{lat:.4f},{lon:.4f}"
        return isolate_code(text, self.words.direction is Direction.RTL)

    def name(self, name: str) -> str:
        """Return a name as the alphabet carries it, whole, or "" where it would lose a letter."""
        return sms_name(name) if self.alphabet is Alphabet.GSM7 else clean_name(name)

    def ident(self, ident: str) -> str:
        """Return an id as the alphabet carries it: "?" where it cannot, cut where it is very long."""
        return self.cut(self.name(ident) or "?", ID_UNITS[self.alphabet])

    def cut(self, text: str, most: int) -> str:
        """Cut a text to so many units; two dots show the cut."""
        if self.alphabet is Alphabet.GSM7:
            return shorten(text, most)
        sums = list(accumulate(count_units(char, self.alphabet) for char in text))
        if not sums or sums[-1] <= most:
            return text
        return text[: sum(total <= most - 2 for total in sums)] + ".."
