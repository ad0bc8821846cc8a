"""Write the steps of an instruction as a card has them: a time, a short sentence, a place on the map."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import assert_never

from safeconduct.core.instructions.directory import Directory, index_plan
from safeconduct.core.instructions.instruction import Instruction
from safeconduct.core.instructions.itinerary import Stage, lay_out
from safeconduct.core.instructions.phrases import Phrases
from safeconduct.core.instructions.words import DateForm, Phrasebook
from safeconduct.core.network import Site
from safeconduct.core.people import Party
from safeconduct.core.plan import Case, LegKind, Plan


@dataclass(frozen=True, slots=True)
class CardStep:
    """Give one step; its number stands on the map too."""

    number: int
    day: str  # the date, where a step is the first of its day; else ""
    time: str  # as in 06:40; "" where a party stays
    text: str
    details: tuple[str, ...] = ()
    streets: tuple[str, ...] = ()  # of a walk or drive: left out where a card has no room for them
    position: tuple[float, float] | None = None  # where the party is then: longitude, latitude; None = not on the map


@dataclass(frozen=True, slots=True)
class CardText:
    """Give what stands on one party's card, in the language of its instruction."""

    instruction: Instruction
    exercise: str  # "" in earnest
    title: str
    before: tuple[str, ...]
    steps: tuple[CardStep, ...]
    instead: str  # stands in place of the streets, where they have no room
    wrong: tuple[str, ...]  # title first
    holds: tuple[str, ...]


def write_cards(
    case: Case, plan: Plan, phrasebook: Phrasebook, instructions: Sequence[Instruction]
) -> tuple[CardText, ...]:
    """Return the card of each instruction, in its language and with its times and check code.

    Raises PlanMisfitError where the plan is for another case, or names what this one does not have.
    """
    directory = index_plan(case, plan)
    return tuple(_write(directory, phrasebook, one) for one in instructions)


def _write(directory: Directory, phrasebook: Phrasebook, instruction: Instruction) -> CardText:
    phrases = Phrases.of(phrasebook.of(instruction.language), directory.clock)
    party = directory.party(instruction.party_id)
    stages = lay_out(directory, party)
    if stages:
        return _write_moving(_Step(directory, phrases, party), instruction, stages)
    return _write_staying(phrases, instruction, party)


def _write_moving(writer: _Step, instruction: Instruction, stages: tuple[Stage, ...]) -> CardText:
    phrases, say = writer.phrases, writer.phrases.words.say
    code = phrases.code(instruction.check_code)
    ready = say("get-ready", things=say("things-in-full"))
    wrong = ("title-wrong", "wrong-inside", "wrong-building")
    return CardText(
        instruction,
        _mark(phrases, instruction),
        say("title-do"),
        (_say_from(writer, stages[0]), ready, *phrases.needs(writer.party.needs)),
        _number([writer.write(stage, after) for stage, after in _with_next(stages)]),
        say("card-more-streets"),
        (*map(say, wrong), say("wrong-answer", code=code)),
        (
            say("holds-until", when=phrases.time_on_day(instruction.valid_until)),
            say("next-message", when=phrases.time_on_day(instruction.next_by)),
            say("old-code", code=code),
        ),
    )


def _write_staying(phrases: Phrases, instruction: Instruction, party: Party) -> CardText:
    say = phrases.words.say
    told = map(say, ("stay", "stay-inside", "stay-away", "stay-wait"))
    answer = say("wrong-answer", code=phrases.code(instruction.check_code))
    return CardText(
        instruction,
        _mark(phrases, instruction),
        say("title-do"),
        (say("keep-ready", things=say("things-in-full")), *phrases.needs(party.needs)),
        tuple(CardStep(number, "", "", text) for number, text in enumerate(told, 1)),
        "",
        (say("title-danger"), say("danger-building"), answer),
        (
            say("stay-until", when=phrases.time_on_day(instruction.valid_until)),
            say("next-message", when=phrases.time_on_day(instruction.next_by)),
        ),
    )


def _mark(phrases: Phrases, instruction: Instruction) -> str:
    return phrases.words.say("exercise") if instruction.is_exercise else ""


def _with_next(stages: tuple[Stage, ...]) -> list[tuple[Stage, Stage | None]]:
    return [*pairwise(stages), (stages[-1], None)]


def _say_from(writer: _Step, first: Stage) -> str:
    """Say where the party is: by its street alone, where that has a name, for a card may be found."""
    phrases, say = writer.phrases, writer.phrases.words.say
    site = first.board if first.trip is not None else first.place if first.route is None else None
    if site is not None:
        return say("card-from", place=phrases.label(site))
    street = first.route.stretches[0].name if first.route and first.route.stretches else ""
    if street:
        return say("card-from", place=phrases.name(street))
    at = writer.directory.position(first.leg.from_node, writer.party.party_id)
    return say("from-position", position=phrases.position(at))


def _number(written: Sequence[CardStep]) -> tuple[CardStep, ...]:
    """Number the steps, and keep the date of those alone that begin another day."""
    steps: list[CardStep] = []
    before = ""
    for number, step in enumerate(written, 1):
        day = step.day if step.day != before else ""
        steps.append(replace(step, number=number, day=day))
        before = step.day
    return tuple(steps)


@dataclass(frozen=True, slots=True)
class _Step:
    """Write the steps of one party that moves."""

    directory: Directory
    phrases: Phrases
    party: Party

    def write(self, stage: Stage, after: Stage | None) -> CardStep:
        """Return one step, still without its number, each with its day."""
        leg = stage.leg
        text, details, streets = self._say(stage, after)
        inside = leg.kind in (LegKind.HOLD, LegKind.FLY)  # where the crew leads, and no map is needed
        position = None if inside else self.directory.position(leg.from_node, self.party.party_id)
        day, time = self.phrases.day(leg.depart, DateForm.FULL), self.directory.clock.time(leg.depart)
        return CardStep(0, day, time, text, details, streets, position)

    def _say(self, stage: Stage, after: Stage | None) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
        """Return the sentence of a step, what belongs to it, and its streets."""
        say, leg, place = self.phrases.words.say, stage.leg, stage.place
        end = self.phrases.site(place) if place else self._point(leg.to_node)
        match LegKind(leg.kind):
            case LegKind.WALK | LegKind.DRIVE:
                return self._say_move(stage, after)
            case LegKind.WAIT:
                return say("card-wait", place=end), (), ()
            case LegKind.RIDE:
                return self._say_ride(stage)
            case LegKind.PROCESS:
                return say("card-go-through", site=end), (), ()
            case LegKind.HOLD:
                return say("card-hold", site=end), (), ()
            case LegKind.FLY:
                return say("card-fly", flight=self.phrases.ident(leg.flight_id)), (), ()
        assert_never(leg.kind)

    def _say_move(self, stage: Stage, after: Stage | None) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
        say, route, leg, place = self.phrases.words.say, stage.route, stage.leg, stage.place
        assert route is not None
        end = self.phrases.site(place) if place else self._point(leg.to_node)
        if not route.stretches:
            return say("card-already", place=end), (), ()
        streets: list[str] = []
        passed: list[str] = []
        for stretch in route.stretches:
            streets.append(self.phrases.stretch(stretch))
            passed += self.phrases.passed(stretch)
        at_once = after is not None and after.trip is not None and after.leg.depart - leg.arrive < 60.0
        details = [*passed, say("arrive", when=self.phrases.time(leg.arrive))]
        details += [say("be-on-time")] if at_once else []
        details += [say("park")] if leg.kind == LegKind.DRIVE else []
        text = say(f"card-{leg.kind}", site=end, distance=self.phrases.metres(route.metres))
        return text, tuple(details), tuple(streets)

    def _say_ride(self, stage: Stage) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
        assert stage.trip is not None
        say, leg = self.phrases.words.say, stage.leg
        board = self._at(stage.board, leg.from_node)
        text = say("card-board", place=board, vehicle=self.phrases.vehicle(stage.trip))
        passed = (say("ride-passes", site=self.phrases.site(site)) for site in stage.checkpoints)
        to = say("ride-to", place=self._at(stage.place, leg.to_node), when=self.phrases.time(leg.arrive))
        return text, (to, *passed), ()

    def _at(self, site: Site | None, node: str) -> str:
        return self.phrases.label(site) if site else self._point(node)

    def _point(self, node: str) -> str:
        position = self.phrases.position(self.directory.position(node, self.party.party_id))
        return self.phrases.words.say("point", position=position)
