"""Write the long English text of an instruction: short sentences in numbered steps."""

from __future__ import annotations

from typing import assert_never

from safeconduct.core.instructions.directory import Directory, clean_name, full_label
from safeconduct.core.instructions.english import (
    BRING_IN_FULL,
    say_metres,
    say_needs,
    say_passed,
    say_site,
    say_stretch,
)
from safeconduct.core.instructions.itinerary import Stage
from safeconduct.core.instructions.route import bearing_and_metres, compass_word
from safeconduct.core.network import Site
from safeconduct.core.people import Party
from safeconduct.core.plan import LegKind, Trip

EXERCISE = "EXERCISE EXERCISE EXERCISE. This is only an exercise."


def write_long(directory: Directory, party: Party, stages: tuple[Stage, ...], valid_until: float, code: str) -> str:
    """Return the long text of a party that moves, or, without stages, of one that stays."""
    body = _Writer(directory, party, stages, valid_until, code).write() if stages else _stay(directory, party, code)
    head = [f"INSTRUCTION FOR PARTY {clean_name(party.party_id)}"]
    if party.size > 1:
        head.append(f"You are {party.size} people. Stay together.")
    head += [f"Check code: {code}", "Times are local times on the 24-hour clock."]
    marked = [EXERCISE, ""] if directory.case.is_exercise else []
    return "\n".join([*marked, *head, "", *body, *reversed(marked)]) + "\n"


def name_vehicle(trip: Trip) -> str:
    """Return a vehicle's name: fleet and number."""
    return f"{clean_name(trip.fleet_id)}/{trip.vehicle}"


def name_position(position: tuple[float, float]) -> str:
    """Return (longitude, latitude) in words, to about a metre."""
    return f"latitude {position[1]:.5f}, longitude {position[0]:.5f}"


def _fallback(code: str) -> list[str]:
    """Give the one thing to do whatever went wrong."""
    return [
        "Go inside and stay inside. Go back to the place you left.",
        "If that is not safe, go into the nearest solid building.",
        f"Then answer on the channel by which you received this. Give the code {code}.",
    ]


def _stay(directory: Directory, party: Party, code: str) -> list[str]:
    """Return the lines for a party that the plan leaves where it is."""
    deadline, clock = directory.case.deadline, directory.clock
    return [
        "WHAT TO DO",
        "1. Stay where you are. Do not move now. No movement is planned for you yet.",
        "2. Stay inside, away from windows.",
        "3. Do not go to a gate, a transit point or a crowd. No place is kept for you there, and crowds are in danger.",
        f"4. Keep ready: {BRING_IN_FULL}.",
        *(f"   {line}" for line in say_needs(party.needs)),
        "5. Wait for a new instruction. It will have another code.",
        f"6. If you have heard nothing by {clock.time(deadline)} on {clock.day(deadline)}, ask.",
        "",
        "IF IT BECOMES TOO DANGEROUS WHERE YOU ARE",
        "Go into the nearest solid building and stay inside.",
        f"Then answer on the channel by which you received this. Give the code {code}.",
        "",
        "This is for your group only. Do not pass it on.",
    ]


class _Writer:
    """Write the steps of one party that moves."""

    def __init__(
        self, directory: Directory, party: Party, stages: tuple[Stage, ...], valid_until: float, code: str
    ) -> None:
        self.directory, self.party, self.stages = directory, party, stages
        self.valid_until, self.code, self.clock = valid_until, code, directory.clock
        moments = [valid_until, *(moment for stage in stages for moment in (stage.leg.depart, stage.leg.arrive))]
        self.one_day = len({self.clock.date(moment) for moment in moments}) == 1
        self.position = directory.position(party.node_id, f"party {party.party_id!r}")

    def write(self) -> list[str]:
        start = self.stages[0].leg.depart
        day = (
            f"All of this is on {self.clock.day(start)}."
            if self.one_day
            else "Look at the day of every time: it is not always the same."
        )
        steps = [
            [f"Get ready now. Take with you: {BRING_IN_FULL}.", *say_needs(self.party.needs)],
            [self.say_start()],
        ]
        steps += [lines for stage in self.stages if (lines := self.say(stage))]
        numbered = [
            f"{number}. {line}" if at == 0 else f"   {line}"
            for number, lines in enumerate(steps, 1)
            for at, line in enumerate(lines)
        ]
        return [day, "", "WHAT TO DO", *numbered, "", *self.what_if(), "", *self.holds()]

    def say_start(self) -> str:
        """Say when to leave home or, for a party whose home is the place itself, when to be there."""
        first = self.stages[0]
        start = f"{self.clock.time(first.leg.depart)} on {self.clock.day(first.leg.depart)}"
        if first.route is not None and first.trip is None:
            return f"Stay inside until {start}."
        place = self.where(first.board if first.trip else first.place, first.leg.from_node)
        return f"Be at {place} at {start}. It is where you are now. Until then stay inside."

    def when(self, moment: float) -> str:
        """Say a moment, with its day unless everything is on one day."""
        time = self.clock.time(moment)
        return time if self.one_day else f"{time} on {self.clock.day_without_year(moment)}"

    def where(self, site: Site | None, node_id: str) -> str:
        """Say a place: its site, or its position where there is none."""
        if site is not None:
            return full_label(site)
        return f"the point at {name_position(self.directory.position(node_id, self.party.party_id))}"

    def say(self, stage: Stage) -> list[str]:
        """Return the lines of one step."""
        leg, place = stage.leg, self.where(stage.place, stage.leg.to_node)
        kind_and_place = say_site(stage.place) if stage.place else place
        match LegKind(leg.kind):
            case LegKind.WALK | LegKind.DRIVE:
                return self.say_move(stage, place, kind_and_place)
            case LegKind.WAIT:
                return [f"Wait at {place} until {self.when(leg.arrive)}. Keep apart from other groups."]
            case LegKind.RIDE:
                return self.say_ride(stage, place)
            case LegKind.PROCESS:
                through = f"At {self.when(leg.depart)} go through {kind_and_place}."
                soon = self.when(leg.arrive) == self.when(leg.depart)
                return [through if soon else f"{through} You are through at {self.when(leg.arrive)}."]
            case LegKind.HOLD:
                return [f"Stay in {kind_and_place} until {self.when(leg.arrive)}."]
            case LegKind.FLY:
                flight = clean_name(leg.flight_id)
                return [f"Take flight {flight}. It leaves at {self.when(leg.depart)}."]
        assert_never(leg.kind)

    def say_move(self, stage: Stage, place: str, kind_and_place: str) -> list[str]:
        """Return the lines of a walk or drive: streets and turns, and how to check the direction without them."""
        route, leg = stage.route, stage.leg
        assert route is not None
        if not route.stretches:
            return [f"You are at {place} already. You need not go anywhere at {self.when(leg.depart)}."]
        verb = "Walk" if leg.kind == LegKind.WALK else "Drive your own vehicle"
        lines = [f"At {self.when(leg.depart)} leave. {verb} to {kind_and_place}. It is {say_metres(route.metres)}."]
        for stretch in route.stretches:
            lines += [f"- {line}" for line in (say_stretch(stretch) + ".", *say_passed(stretch))]
        rides_at_once = any(ride.trip is not None and ride.leg.depart - leg.arrive < 60.0 for ride in self.after(stage))
        hurry = " Your vehicle leaves at that moment. Be on time." if rides_at_once else ""
        lines.append(f"- You arrive at {self.when(leg.arrive)}.{hurry}")
        start, end = route.geometry[0], route.geometry[-1]
        bearing, metres = bearing_and_metres(start, end)
        way = f"{say_metres(metres)} to the {compass_word(bearing)} of your start, in a straight line"
        check = f"{place} is {way}. Its position is" if metres >= 10 else "The position of the end is"
        if stage.place is None:
            check = f"The end is {way}. Its position is"
        lines.append(f"To check your direction: {check} {name_position(end)}.")
        if leg.kind == LegKind.DRIVE:
            lines.append("Park so that nobody is blocked. Take your things with you.")
        return lines

    def after(self, stage: Stage) -> tuple[Stage, ...]:
        """Return the next stage, if any."""
        number = self.stages.index(stage)
        return self.stages[number + 1 : number + 2]

    def say_ride(self, stage: Stage, place: str) -> list[str]:
        """Return the lines of a ride."""
        assert stage.trip is not None
        board = self.where(stage.board, stage.leg.from_node)
        lines = [
            f"At {board} board vehicle {name_vehicle(stage.trip)}. It leaves at {self.when(stage.leg.depart)}. "
            "It does not wait.",
            f"It takes you to {place}. You arrive at {self.when(stage.leg.arrive)}.",
        ]
        for site in stage.checkpoints:
            lines.append(f"It passes {say_site(site)}. Have your papers ready.")
        return lines

    def what_if(self) -> list[str]:
        """Return what can go wrong, and the one thing to do then."""
        kinds = {stage.leg.kind for stage in self.stages}
        moves = bool(kinds & {LegKind.WALK, LegKind.DRIVE})
        lines = ["IF ANYTHING GOES WRONG, DO THIS", *_fallback(self.code), "Do this when:"]
        if moves:
            lines.append("- A street is closed, or you lose the way. Do not look for another way.")
        lines += [
            f"- You missed vehicle {name_vehicle(stage.trip)}, or it is not there at {self.when(stage.leg.depart)}."
            for stage in self.stages
            if stage.trip is not None
        ]
        lines.append("- It is too dangerous to go, or to go on. Then do not wait in the open.")
        lines.append("- You are not let through.")
        inside = next((stage.place for stage in self.stages if stage.leg.kind == LegKind.HOLD), None)
        if inside is not None:
            lines.append(f"Once you are inside {full_label(inside)}, stay there and ask the staff.")
        return lines

    def holds(self) -> list[str]:
        """Return until when the instruction holds, and how to know an old one."""
        return [
            f"This holds until {self.when(self.valid_until)}. If you have not left by then, do not move. Ask.",
            f"If you receive another code than {self.code}, this text is old. Follow the newest one.",
            "This is for your group only. Do not pass it on.",
        ]
