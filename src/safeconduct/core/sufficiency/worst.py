"""Play the worst cases: each gate shut for a day, each flight cancelled, the busiest checkpoint closed, all late.

They are chosen, not drawn: each is one day on which nothing else goes wrong, whatever the rates say.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from safeconduct.core.basics import Window
from safeconduct.core.network import SiteKind
from safeconduct.core.plan import Case, Plan
from safeconduct.core.sufficiency.disruption import NOTHING_GOES_WRONG, draw_course
from safeconduct.core.sufficiency.kernels.replay import Replay
from safeconduct.core.sufficiency.kernels.script import (
    BOARD,
    DAY_SECONDS,
    PASS,
    PROCESS,
    Course,
    Ints,
    Script,
    WindowSets,
)
from safeconduct.core.sufficiency.kernels.state import OUT
from safeconduct.core.sufficiency.staffing import compile_staffed
from safeconduct.core.sufficiency.window_sets import without

LATE_SECONDS = 3600.0


@dataclass(frozen=True, slots=True)
class WorstCase:
    """Say what is left of a plan when one thing goes as wrong as it can."""

    kind: str  # "gate", "flight", "checkpoint" or "late"
    ident: str  # "" where it is everybody
    words: str
    out: int  # people out by the deadline
    planned: int  # people whom the plan takes out


def play_worst(case: Case, plan: Plan) -> tuple[WorstCase, ...]:
    """Return what each worst case leaves of a feasible plan, the fewest out first."""
    script = compile_staffed(case, plan)
    still = draw_course(case, NOTHING_GOES_WRONG, 0, 0)
    planned = int(script.size[np.diff(script.steps.first)[: len(script.size)] > 0].sum())
    found = []
    for kind, ident, words, changed, course in _list_worst(case, script, still):
        fate = Replay(changed).run(course).fate
        found.append(WorstCase(kind, ident, words, int(script.size[fate == OUT].sum()), planned))
    return tuple(sorted(found, key=lambda one: (one.out, one.kind, one.ident)))


def _list_worst(case: Case, script: Script, still: Course) -> Iterator[tuple[str, str, str, Script, Course]]:
    gates = [site for site in case.sites if site.kind is SiteKind.GATE]
    busiest = _find_busiest_days(script, len(gates))
    for row, gate in enumerate(gates):
        day = busiest[row]
        if day is not None:
            words = f"gate {gate.site_id} shut all of day {day + 1}, its busiest by plan"
            yield "gate", gate.site_id, words, _shut_gate(script, row, day * DAY_SECONDS), still
    used = np.diff(script.flights.first) > 0
    for row, flight in enumerate(case.flights):
        if used[row]:
            cancelled = np.arange(len(case.flights)) == row
            words = f"flight {flight.flight_id} cancelled"
            yield "flight", flight.flight_id, words, script, still._replace(cancelled=cancelled)
    posts = [site for site in case.sites if site.kind is SiteKind.CHECKPOINT]
    passed = _count_passing(script, len(posts))
    if len(posts) and passed.max() > 0:
        row = int(passed.argmax())
        shut_from, shut_to = still.shut_from.copy(), still.shut_to.copy()
        shut_from[row], shut_to[row] = 0.0, np.inf
        words = f"checkpoint {posts[row].site_id} closed throughout: {passed[row]:,} people are to pass it"
        yield "checkpoint", posts[row].site_id, words, script, still._replace(shut_from=shut_from, shut_to=shut_to)
    late = np.full(len(case.parties), LATE_SECONDS)
    yield "late", "", "everybody sets out an hour late", script, still._replace(late=late)


def _find_busiest_days(script: Script, gates: int) -> list[int | None]:
    """Return of each gate the 24 hours from the start, counted from 0, in which most people are processed by plan."""
    people = _count_people(script)
    days = np.maximum(script.steps.time // DAY_SECONDS, 0).astype(np.int64)
    busiest: list[int | None] = []
    for gate in range(gates):
        at = (script.steps.kind == PROCESS) & (script.steps.ref == gate)
        busiest.append(int(np.bincount(days[at], weights=people[at]).argmax()) if at.any() else None)
    return busiest


def _count_passing(script: Script, posts: int) -> Ints:
    """Return how many people are to pass each checkpoint by plan, on foot or aboard."""
    at = script.steps.kind == PASS
    people = _count_people(script)[at]
    return np.bincount(script.steps.ref[at], weights=people, minlength=posts).astype(np.int64)


def _count_people(script: Script) -> Ints:
    """Return how many people take each step by plan."""
    each = np.concatenate([script.size, np.zeros(len(script.trips.follower), np.int64)])
    of_step = np.repeat(np.arange(len(each)), np.diff(script.steps.first))
    boards = script.steps.kind == BOARD
    np.add.at(each, len(script.size) + script.steps.ref[boards], script.size[of_step[boards]])
    people: Ints = each[of_step]
    return people


def _shut_gate(script: Script, gate: int, begin: float) -> Script:
    """Return the script with a gate shut for 24 hours."""
    sets, own = script.windows, int(script.gates.windows[gate])
    rows = slice(sets.first[own], sets.first[own + 1])
    opening = [Window(*ends) for ends in zip(sets.start[rows].tolist(), sets.end[rows].tolist(), strict=True)]
    left = without(opening, [Window(begin, begin + DAY_SECONDS)])
    number = np.arange(len(script.gates.windows)) == gate
    return script._replace(
        gates=script.gates._replace(windows=np.where(number, len(sets.first) - 1, script.gates.windows)),
        windows=WindowSets(
            np.append(sets.first, sets.first[-1] + len(left)),
            np.append(sets.start, [window.start for window in left]),
            np.append(sets.end, [window.end for window in left]),
        ),
    )
