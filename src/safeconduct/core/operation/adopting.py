"""Hold which plan the operation follows: one, or several where devices apart adopted different ones."""

from __future__ import annotations

from dataclasses import dataclass

from safeconduct.core.record import Heads


@dataclass(frozen=True, slots=True)
class Adopted:
    """Hold a plan that somebody adopted, by its digest, and what the judge found in it."""

    plan: str  # digest
    case: str  # digest of the case against which it was judged
    name: str  # of the case
    planner: str
    moved: int  # people
    left: int  # people
    gap: float | None  # (cost - bound) / cost; None where no bound was claimed
    by: str  # operator
    millis: int  # when, on its device's clock


def list_plans(adopted: Heads[Adopted]) -> tuple[Adopted, ...]:
    """Return the plans that stand, the first adopted first: none, one, or several that are in conflict.

    The same plan of the same case, adopted on two devices apart, is one.

    >>> here, there = (Adopted(plan, "c", "EXERCISE", "greedy", 4, 0, None, "o1", 1) for plan in "pq")
    >>> apart = Heads().follow("a:1", here, []).follow("b:1", there, [])
    >>> [one.plan for one in list_plans(apart)]
    ['p', 'q']
    >>> [one.plan for one in list_plans(apart.follow("a:2", here, ["a:1", "b:1"]))]
    ['p']
    """
    distinct: dict[tuple[str, str], Adopted] = {}
    for _, one in sorted(adopted.standing.items(), key=lambda named: (named[1].millis, named[0])):
        distinct.setdefault((one.plan, one.case), one)
    return tuple(distinct.values())
