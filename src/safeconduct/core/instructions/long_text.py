"""Write the long text of an instruction: short sentences in numbered steps, the same steps in every language."""

from __future__ import annotations

from typing import assert_never

from safeconduct.core.instructions.directory import Directory
from safeconduct.core.instructions.itinerary import Stage
from safeconduct.core.instructions.phrases import Phrases
from safeconduct.core.instructions.route import bearing_and_metres, compass_word
from safeconduct.core.instructions.validity import Holds
from safeconduct.core.instructions.words import DateForm, Words
from safeconduct.core.network import Site
from safeconduct.core.people import Party
from safeconduct.core.plan import Leg, LegKind

_MOVES = (LegKind.WALK, LegKind.DRIVE)


def write_long(
    directory: Directory, words: Words, party: Party, stages: tuple[Stage, ...], holds: Holds, code: str
) -> str:
    """Return the long text of a party that moves, or, without stages, of one that stays."""
    if words.language not in directory.phrases:
        directory.phrases[words.language] = Phrases.of(words, directory.clock)
    phrases = directory.phrases[words.language]
    shown = phrases.code(code)
    if stages:
        body = _Writer(directory, phrases, party, stages, holds, shown).write()
    else:
        body = _stay(phrases, party, holds, shown)
    head = [words.say("party", party=phrases.ident(party.party_id))]
    if party.size > 1:
        head.append(words.say("size", size=party.size))
    head += [words.say("check-code", code=shown), words.say("clock")]
    marked = [words.say("exercise"), ""] if directory.case.is_exercise else []
    return "\n".join([*marked, *head, "", *body, *reversed(marked)]) + "\n"


def _number(steps: list[list[str]]) -> list[str]:
    """Number the steps; what belongs to one is set under it."""
    return [
        f"{number}. {line}" if at == 0 else f"   {line}"
        for number, lines in enumerate(steps, 1)
        for at, line in enumerate(lines)
    ]


def _stay(phrases: Phrases, party: Party, holds: Holds, code: str) -> list[str]:
    """Return the lines for a party that the plan leaves where it is."""
    say = phrases.words.say
    steps = [
        [say("stay")],
        [say("stay-inside")],
        [say("stay-away")],
        [say("keep-ready", things=say("things-in-full")), *phrases.needs(party.needs)],
        [say("stay-wait")],
    ]
    return [
        say("title-do"),
        *_number(steps),
        "",
        say("title-danger"),
        say("danger-building"),
        say("wrong-answer", code=code),
        "",
        say("stay-until", when=phrases.time_on_day(holds.until)),
        say("next-message", when=phrases.time_on_day(holds.next_by)),
        say("your-group"),
    ]


class _Writer:
    """Write the steps of one party that moves."""

    def __init__(
        self, directory: Directory, phrases: Phrases, party: Party, stages: tuple[Stage, ...], holds: Holds, code: str
    ) -> None:
        self.directory, self.phrases, self.party, self.stages = directory, phrases, party, stages
        self.holds, self.code, self.say_message = holds, code, phrases.words.say
        legs = [stage.leg for stage in stages]
        moments = [holds.until, holds.next_by, *(moment for leg in legs for moment in (leg.depart, leg.arrive))]
        self.one_day = len({directory.clock.date(moment) for moment in moments}) == 1

    def write(self) -> list[str]:
        say, start = self.say_message, self.stages[0].leg.depart
        day = say("one-day", day=self.phrases.day(start)) if self.one_day else say("many-days")
        ready = say("get-ready", things=say("things-in-full"))
        steps = [[ready, *self.phrases.needs(self.party.needs)], [self.say_start()]]
        steps += [lines for stage in self.stages if (lines := self.say(stage))]
        way = [self.say_from(), self.say_to()]
        return [*way, day, "", say("title-do"), *_number(steps), "", *self.what_if(), "", *self.say_holds()]

    def say_from(self) -> str:
        """Say where the instruction begins, so that a party that is elsewhere does not follow it."""
        first = self.stages[0]
        position = self.phrases.position(self.directory.position(first.leg.from_node, self.party.party_id))
        site = self.start_site()
        if site is not None:
            return self.say_message("from", place=self.phrases.label(site), position=position)
        street = first.route.stretches[0].name if first.route and first.route.stretches else ""
        if street:
            return self.say_message("from", place=self.phrases.name(street), position=position)
        return self.say_message("from-position", position=position)

    def say_to(self) -> str:
        """Say where it ends: the last gate, and the flight."""
        flight = self.stages[-1].leg
        gates = [stage for stage in self.stages if stage.leg.kind == LegKind.PROCESS] or list(self.stages[-1:])
        place = self.where(gates[-1].place, gates[-1].leg)
        return self.say_message("to", place=place, flight=self.phrases.ident(flight.flight_id))

    def start_site(self) -> Site | None:
        """Return the site where a party is that goes nowhere before its first vehicle or gate."""
        first = self.stages[0]
        if first.trip is not None:
            return first.board
        return None if first.route is not None else first.place

    def say_start(self) -> str:
        """Say when to leave home or, for a party whose home is the place itself, when to be there."""
        first = self.stages[0]
        start = self.phrases.time_on_day(first.leg.depart)
        if first.route is not None and first.trip is None:
            return self.say_message("stay-inside-until", when=start)
        place = self.where(first.board if first.trip else first.place, first.leg, start=True)
        return self.say_message("be-at", place=place, when=start)

    def when(self, moment: float) -> str:
        """Say a moment, with its day unless everything is on one day."""
        return self.phrases.time(moment) if self.one_day else self.phrases.time_on_day(moment, DateForm.LONG)

    def where(self, site: Site | None, leg: Leg, *, start: bool = False) -> str:
        """Say the place where a leg ends, or starts: its site, or its position where there is none."""
        if site is not None:
            return self.phrases.label(site)
        position = self.directory.position(leg.from_node if start else leg.to_node, self.party.party_id)
        return self.say_message("point", position=self.phrases.position(position))

    def say(self, stage: Stage) -> list[str]:
        """Return the lines of one step."""
        say, leg, place = self.say_message, stage.leg, self.where(stage.place, stage.leg)
        kind_and_place = self.phrases.site(stage.place) if stage.place else place
        match LegKind(leg.kind):
            case LegKind.WALK | LegKind.DRIVE:
                return self.say_move(stage, place, kind_and_place)
            case LegKind.WAIT:
                return [say("wait", place=place, when=self.when(leg.arrive))]
            case LegKind.RIDE:
                return self.say_ride(stage, place)
            case LegKind.PROCESS:
                through = say("go-through", when=self.when(leg.depart), site=kind_and_place)
                soon = self.when(leg.arrive) == self.when(leg.depart)
                return [through if soon else f"{through} {say('through-at', when=self.when(leg.arrive))}"]
            case LegKind.HOLD:
                return [say("hold", site=kind_and_place, when=self.when(leg.arrive))]
            case LegKind.FLY:
                return [say("fly", flight=self.phrases.ident(leg.flight_id), when=self.when(leg.depart))]
        assert_never(leg.kind)

    def say_move(self, stage: Stage, place: str, kind_and_place: str) -> list[str]:
        """Return the lines of a walk or drive: streets and turns, and how to check the direction without them."""
        say, route, leg = self.say_message, stage.route, stage.leg
        assert route is not None
        if not route.stretches:
            return [say("already-there", place=place, when=self.when(leg.depart))]
        distance = self.phrases.metres(route.metres)
        lines = [say(f"leave-{leg.kind}", when=self.when(leg.depart), site=kind_and_place, distance=distance)]
        for stretch in route.stretches:
            lines += [f"- {line}" for line in (self.phrases.stretch(stretch), *self.phrases.passed(stretch))]
        rides_at_once = any(ride.trip is not None and ride.leg.depart - leg.arrive < 60.0 for ride in self.after(stage))
        hurry = f" {say('be-on-time')}" if rides_at_once else ""
        lines.append(f"- {say('arrive', when=self.when(leg.arrive))}{hurry}")
        lines.append(self.say_check(stage.place, route.geometry[0], route.geometry[-1]))
        if leg.kind == LegKind.DRIVE:
            lines.append(say("park"))
        return lines

    def say_check(self, site: Site | None, start: tuple[float, float], end: tuple[float, float]) -> str:
        """Say in which direction and how far away the end of a way is."""
        bearing, metres = bearing_and_metres(start, end)
        position = self.phrases.position(end)
        if metres < 10:
            return self.say_message("check-position", position=position)
        return self.say_message(
            "check-direction" if site else "check-end",
            place=self.phrases.label(site) if site else "",
            distance=self.phrases.metres(metres),
            heading=self.say_message(f"heading-{compass_word(bearing)}"),
            position=position,
        )

    def after(self, stage: Stage) -> tuple[Stage, ...]:
        """Return the next stage, if any."""
        number = self.stages.index(stage)
        return self.stages[number + 1 : number + 2]

    def say_ride(self, stage: Stage, place: str) -> list[str]:
        """Return the lines of a ride."""
        assert stage.trip is not None
        say, leg = self.say_message, stage.leg
        board = self.where(stage.board, leg, start=True)
        return [
            say("board", place=board, vehicle=self.phrases.vehicle(stage.trip), when=self.when(leg.depart)),
            say("ride-to", place=place, when=self.when(leg.arrive)),
            *(say("ride-passes", site=self.phrases.site(site)) for site in stage.checkpoints),
        ]

    def what_if(self) -> list[str]:
        """Return what can go wrong, and the one thing to do then."""
        say, kinds = self.say_message, {stage.leg.kind for stage in self.stages}
        lines = [say("title-wrong"), say("wrong-inside"), say("wrong-building"), say("wrong-answer", code=self.code)]
        lines.append(say("wrong-when"))
        if kinds & set(_MOVES):
            lines.append(f"- {say('wrong-street')}")
        lines += [
            f"- {say('wrong-vehicle', vehicle=self.phrases.vehicle(stage.trip), when=self.when(stage.leg.depart))}"
            for stage in self.stages
            if stage.trip is not None
        ]
        lines += [f"- {say('wrong-danger')}", f"- {say('wrong-stopped')}"]
        inside = next((stage.place for stage in self.stages if stage.leg.kind == LegKind.HOLD), None)
        if inside is not None:
            lines.append(say("wrong-within", place=self.phrases.label(inside)))
        return lines

    def say_holds(self) -> list[str]:
        """Return until when the instruction holds, when the next one comes, and how to know an old one."""
        return [
            self.say_message("holds-until", when=self.when(self.holds.until)),
            self.say_message("next-message", when=self.when(self.holds.next_by)),
            self.say_message("old-code", code=self.code),
            self.say_message("your-group"),
        ]
