"""Write what is read out over the radio, for each vehicle and each site: ids spelled, times digit by digit, no names.

A frequency has many ears: no name of a place or a person is read out, and no party's id. The heading of a sheet, which
is not read out, says which place an id is.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from safeconduct.core.instructions.directory import Directory, clean_name, index_plan
from safeconduct.core.instructions.phrases import Phrases
from safeconduct.core.instructions.sheets.sheet import Section, Sheet
from safeconduct.core.instructions.sheets.spelling import spell, spell_time
from safeconduct.core.instructions.words import DateForm, Words
from safeconduct.core.network import Site, SiteKind
from safeconduct.core.plan import Case, LegKind, Plan, Trip

Line = tuple[float, str]  # POSIX second, what is read out then
STOPS = (SiteKind.TRANSIT_POINT, SiteKind.GATE)


def _moment(line: Line) -> float:
    return line[0]


def write_radio_sheets(case: Case, plan: Plan, words: Words) -> tuple[Sheet, ...]:
    """Return a sheet for each vehicle, then one for each transit point and gate of which something is to be said.

    Raises PlanMisfitError where the plan is for another case, or names what this one does not have.
    """
    return tuple(_Radio(index_plan(case, plan), plan, words).write())


class _Radio:
    """Write the sheets of one plan."""

    def __init__(self, directory: Directory, plan: Plan, words: Words) -> None:
        self.directory, self.words, self.phrases = directory, words, Phrases.of(words, directory.clock)
        self.vehicles: defaultdict[tuple[str, int], list[Trip]] = defaultdict(list)
        for trip in sorted(plan.trips, key=lambda one: (one.fleet_id, one.vehicle, one.depart)):
            self.vehicles[trip.fleet_id, trip.vehicle].append(trip)
        self.aboard: Counter[str] = Counter()
        self.through: Counter[tuple[str, float]] = Counter()  # people by site and POSIX second of the minute
        for leg in plan.legs:
            size = directory.party(leg.party_id).size
            if leg.kind == LegKind.RIDE:
                self.aboard[leg.trip_id] += size
            if leg.kind == LegKind.PROCESS:
                self.through[leg.site_id, leg.depart // 60.0 * 60.0] += size

    def write(self) -> Iterator[Sheet]:
        """Give the sheets of vehicles, then those of sites."""
        for (fleet, vehicle), trips in self.vehicles.items():
            lines = [line for trip in trips for line in self.say_trip(trip)]
            name = f"{clean_name(fleet)}/{vehicle}"
            title = self.words.say("radio-title", what=self.phrases.code(name))
            yield self.sheet(f"radio-vehicle-{fleet}-{vehicle}", title, name, lines)
        for site in self.directory.case.sites:
            lines = sorted(self.say_site(site), key=_moment) if site.kind in STOPS else []
            if lines:
                title = self.words.say("radio-title", what=self.phrases.label(site))
                yield self.sheet(f"radio-site-{site.site_id}", title, site.site_id, lines)

    def sheet(self, name: str, title: str, ident: str, lines: list[Line]) -> Sheet:
        """Lay lines out by day."""
        words, clock = self.words, self.directory.clock
        days: defaultdict[str, list[str]] = defaultdict(list)
        for moment, text in lines:
            days[words.date(DateForm.FULL, clock.date(moment))].append(text)
        exercise = self.directory.case.is_exercise
        drill = (words.say("exercise"),) if exercise else ()
        call = words.say("radio-this-is", ident=spell(ident, words))
        sections = [Section(words.say("radio-rule"), words.language, words.direction, (*drill, call))]
        sections += [Section(day, words.language, words.direction, tuple(said)) for day, said in days.items()]
        return Sheet(name, title, sections, exercise, words.machine_drafted)

    def say_trip(self, trip: Trip) -> Iterator[Line]:
        """Give what is said of one run of a vehicle: an empty one is said too, so that nobody waits for it."""
        say, vehicle = self.words.say, spell(f"{trip.fleet_id}/{trip.vehicle}", self.words)
        where = {"site": self.spot(trip.from_node), "time": self.time(trip.depart)}
        yield trip.depart, say("radio-leave", vehicle=vehicle, **where)
        yield trip.depart, say("radio-aboard", number=self.digits(self.aboard[trip.trip_id]))
        where = {"site": self.spot(trip.to_node), "time": self.time(trip.arrive)}
        yield trip.arrive, say("radio-reach", vehicle=vehicle, **where)

    def say_site(self, site: Site) -> Iterator[Line]:
        """Give the vehicles that leave or reach a site, and how many people go through a gate at which minute."""
        for trips in self.vehicles.values():
            for trip in trips:
                said = list(self.say_trip(trip))
                yield from said[:2] if trip.from_node == site.node_id else ()
                yield from said[2:] if trip.to_node == site.node_id else ()
        for (site_id, at), people in self.through.items():
            if site_id == site.site_id:
                yield at, self.words.say("radio-through", time=self.time(at), number=self.digits(people))

    def spot(self, node: str) -> str:
        """Spell the id of the site at a node, or else the node's own."""
        found = [one for one in self.directory.sites_at.get(node, ()) if one.kind in STOPS]
        return spell(found[0].site_id if found else node, self.words)

    def time(self, moment: float) -> str:
        """Spell a moment."""
        return spell_time(self.directory.clock.time(moment), self.words)

    def digits(self, number: int) -> str:
        """Spell a number digit by digit."""
        return spell(str(number), self.words)
