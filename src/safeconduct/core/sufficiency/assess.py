"""Ask whether a plan suffices: play it through sampled days and count who is out by the deadline."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from safeconduct.core.plan import Case, Plan
from safeconduct.core.sufficiency.chance import Chance, Mean, estimate_chance, estimate_mean
from safeconduct.core.sufficiency.crew import Crew, Threads, cut_pieces
from safeconduct.core.sufficiency.disruption import Exposed, Uncertainty, count_exposed, draw_events
from safeconduct.core.sufficiency.kernels.replay import Replay
from safeconduct.core.sufficiency.kernels.script import Script
from safeconduct.core.sufficiency.kernels.state import AT_CHECKPOINT, AT_GATE, AT_STOP, IN_AIRHEAD, ON_THE_WAY, OUT
from safeconduct.core.sufficiency.last_departure import LastDeparture, spread_last
from safeconduct.core.sufficiency.staffing import compile_staffed

CAUSES = {
    ON_THE_WAY: "no time left to move",
    AT_CHECKPOINT: "held at a checkpoint",
    AT_STOP: "no seat in a vehicle",
    AT_GATE: "held at a gate",
    IN_AIRHEAD: "no seat on a departure",
}


DAYS_A_PIECE = 25


@dataclass(frozen=True, slots=True, eq=False)
class Played:
    """Hold what became of every party on every sampled day; a "day" is one sampled course of the whole case."""

    case: Case
    fates: NDArray[np.int8]  # (days, parties): see kernels/state.py
    planned: NDArray[np.bool_]  # (parties,) whom the plan takes out
    last: NDArray[np.float64]  # (days,) POSIX second of the last departure with somebody aboard; NaN if there is none

    @property
    def sizes(self) -> NDArray[np.int64]:
        """Give the people of each party."""
        return np.array([party.size for party in self.case.parties], dtype=np.int64)

    @property
    def people_out(self) -> NDArray[np.int64]:
        """Give the people out by the deadline, day by day."""
        out: NDArray[np.int64] = (self.fates == OUT) @ self.sizes
        return out

    @property
    def harm_left(self) -> NDArray[np.float64]:
        """Give the expected people harmed for being left behind, day by day."""
        priority = np.array([party.priority for party in self.case.parties], dtype=np.float64)
        weighed: NDArray[np.float64] = (self.fates != OUT) @ (self.sizes * priority)
        return weighed * self.case.objective.left_behind


@dataclass(frozen=True, slots=True, eq=False)
class Sufficiency:
    """State how well a plan stands up to what may go wrong."""

    days: int
    people: int  # all people of the case
    people_planned: int  # whom the plan takes out
    all_out: Chance  # every party of the case; exactly 0 where the plan leaves somebody from the start
    planned_out: Chance  # every party that the plan takes out
    out_mean: Mean
    out_bad_day: int  # people; on 5 % of the days no more are out
    out_typical_day: int  # the median
    out_good_day: int  # on 95 % of the days no more are out
    held_up: Mapping[str, float]  # why people of the plan are not out -> mean people a day
    last_departure: LastDeparture


def play_plan(
    case: Case,
    plan: Plan,
    rates: Uncertainty,
    *,
    days: int,
    seed: int,
    tell: Callable[[int], None] = lambda _: None,
    crew: Crew | None = None,
) -> Played:
    """Return how a feasible plan fares on `days` sampled days; same seed, same days, also for a changed case.

    The days are shared out over the crew, the threads of this machine if none is given: the answer is the same whoever
    plays them. docs/sufficiency.md states the rules of the replay, and what it leaves out. Raises ValueError where
    days < 1, and KeyError where the plan speaks of what the case does not have: judge it first.
    """
    if days < 1:
        raise ValueError(f"{days} days: at least one is needed")
    script = compile_staffed(case, plan)
    pieces = cut_pieces(days, DAYS_A_PIECE)
    whole = _Days(script, count_exposed(case), rates, seed)
    parts = []
    done = accumulate(map(len, pieces))
    for part in (crew or Threads()).share_out(play_days, whole, pieces):
        parts.append(part)
        tell(next(done))
    fates, last = (np.concatenate(column) for column in zip(*parts, strict=True))
    return Played(case, fates, np.diff(script.steps.first)[: len(case.parties)] > 0, case.start + last)


class _Days(NamedTuple):
    """Hold what playing any day of a plan needs."""

    script: Script
    exposed: Exposed
    rates: Uncertainty
    seed: int


def play_days(whole: _Days, piece: range) -> tuple[NDArray[np.int8], NDArray[np.float64]]:
    """Return the fates (days, parties) of some of the days, and when the last departure was, seconds from the start."""
    replay, departs = Replay(whole.script), whole.script.flights.time
    fates = np.zeros((len(piece), len(whole.script.size)), dtype=np.int8)
    last = np.full(len(piece), np.nan)
    for row, day in enumerate(piece):
        state = replay.run(draw_events(whole.exposed, whole.rates, whole.seed, day))
        fates[row] = state.fate
        left_with = state.flight[state.flight >= 0]
        if len(left_with):
            last[row] = departs[left_with].max()
    return fates, last


def assess_sufficiency(played: Played) -> Sufficiency:
    """Return the chances, the bad, typical and good day, and what holds people up."""
    days, sizes, people_out = len(played.fates), played.sizes, played.people_out
    planned = played.planned
    chance = estimate_chance(int((played.fates[:, planned] == OUT).all(axis=1).sum()), days)
    bad, typical, good = (int(np.quantile(people_out, q, method="inverted_cdf")) for q in (0.05, 0.5, 0.95))
    return Sufficiency(
        days=days,
        people=int(sizes.sum()),
        people_planned=int(sizes[planned].sum()),
        all_out=chance if planned.all() else Chance(0.0, 0.0, 0.0),
        planned_out=chance,
        out_mean=estimate_mean(people_out),
        out_bad_day=bad,
        out_typical_day=typical,
        out_good_day=good,
        held_up={word: float(((played.fates == cause) @ sizes).mean()) for cause, word in CAUSES.items()},
        last_departure=spread_last(played.last, played.case.start),
    )
