"""Write the instruction of one party or of all: short text, long text and map from the same legs."""

from __future__ import annotations

from dataclasses import dataclass

from safeconduct.core.instructions.check_code import LENGTH, make_code
from safeconduct.core.instructions.directory import Directory, index_plan
from safeconduct.core.instructions.itinerary import lay_out
from safeconduct.core.instructions.long_text import write_long
from safeconduct.core.instructions.route import Route
from safeconduct.core.instructions.short_text import write_short
from safeconduct.core.instructions.validity import latest_start
from safeconduct.core.people import Party
from safeconduct.core.plan import Case, Plan


@dataclass(frozen=True, slots=True)
class Instruction:
    """Tell one party what to do; one that stays where it is has `moves` false and no routes."""

    party_id: str
    short: str  # one SMS: at most 160 septets of GSM-7
    long: str
    check_code: str  # the same in both texts; another as soon as a word or a point of the map differs
    valid_until: float  # POSIX second: after it the party does not set out; for one that stays, when to ask
    home: tuple[float, float]  # longitude, latitude in degrees
    routes: tuple[Route, ...]  # one for each walk, drive and ride
    moves: bool  # whether the plan takes this party out
    is_exercise: bool

    @property
    def geometry(self) -> tuple[tuple[float, float], ...]:
        """Join the routes into one line of (longitude, latitude) in degrees, from home on; a ride is a straight line.

        The streets a vehicle takes are left out on purpose: the map shows what the text tells, and nothing more.
        """
        line = [self.home]
        for route in self.routes:
            line += [point for point in route.geometry if point != line[-1]]
        return tuple(line)


def instruct_party(case: Case, plan: Plan, party_id: str) -> Instruction:
    """Return the instruction of one party; the same case and plan give the same one.

    Raises:
        UnknownPartyError: the case has no such party.
        PlanMisfitError: the plan is for another case, or names what this one does not have.
    """
    directory = index_plan(case, plan)
    return _instruct(directory, directory.party(party_id))


def instruct_all(case: Case, plan: Plan) -> tuple[Instruction, ...]:
    """Return an instruction for every party of the case, in its order, those left behind too.

    Raises:
        PlanMisfitError: the plan is for another case, or names what this one does not have.
    """
    directory = index_plan(case, plan)
    return tuple(_instruct(directory, party) for party in case.parties)


def _instruct(directory: Directory, party: Party) -> Instruction:
    stages = lay_out(directory, party)
    legs = tuple(stage.leg for stage in stages)
    valid_until = latest_start(directory, legs) if legs else directory.case.deadline
    home = directory.position(party.node_id, f"party {party.party_id!r}")
    routes = tuple(stage.route for stage in stages if stage.route is not None)

    blank = "\0" * LENGTH  # no name holds it: clean_name drops control marks
    unsigned = write_long(directory, party, stages, valid_until, blank)
    short = write_short(directory, party, stages, valid_until, "#" * LENGTH)
    code = make_code(
        repr((directory.case.name, party.party_id, home, [route.geometry for route in routes], short, unsigned))
    )
    return Instruction(
        party_id=party.party_id,
        short=write_short(directory, party, stages, valid_until, code),
        long=unsigned.replace(blank, code),
        check_code=code,
        valid_until=valid_until,
        home=home,
        routes=routes,
        moves=bool(stages),
        is_exercise=directory.case.is_exercise,
    )
