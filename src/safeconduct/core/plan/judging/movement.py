"""Follow a walk, a drive or a trip along its links: may it, when is it where, and what harm does it meet.

Source: docs/formats.md, "leg.csv" (walk, drive), "trip.csv" and "Where somebody is during a leg".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from safeconduct.core.people import Mode
from safeconduct.core.plan.judging.clock import FORGIVEN_SECONDS, is_open, is_shut, is_under_curfew
from safeconduct.core.plan.judging.exposure import integrate
from safeconduct.core.plan.judging.ground import Ground
from safeconduct.core.plan.judging.ledger import Ledger

SLOWEST_STRETCH = 1.5
CHECKPOINT_DELAY_SECONDS = 1800.0
SLACK_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Run:
    """Give one movement along links; `who` names it in messages."""

    who: str
    links: Sequence[str]
    from_node: str
    to_node: str
    depart: float
    arrive: float
    use: Mode
    people: int


def follow(ground: Ground, ledger: Ledger, run: Run) -> float:
    """Judge the run, count it at checkpoints and on links, and return its harm per person in the open.

    A run over a link that does not exist counts nowhere; one whose links do not join counts up to where they part.
    """
    try:
        rows = [ground.row_of[ident] for ident in run.links]
    except KeyError as unknown:
        ledger.say(f"{run.who}: unknown link {unknown.args[0]}")
        return 0.0
    stretch = _judge_pace(ground, ledger, run, rows)
    if rows and is_shut(ground.closures["node"].get(run.from_node, ()), run.depart, run.depart):
        ledger.say(f"{run.who}: leaves closed node {run.from_node} at {ground.clock(run.depart)}")
    harm, node = _follow_links(ground, ledger, run, rows, stretch)
    if node is None:
        return harm
    if node != run.to_node:
        ledger.say(f"{run.who}: ends at {node}, not at {run.to_node}")
    if is_under_curfew(ground.curfew, run.depart, run.arrive):
        span = f"{ground.clock(run.depart)} to {ground.clock(run.arrive)}"
        ledger.say(f"{run.who}: on the street in the curfew, {span}")
    return harm


def _judge_pace(ground: Ground, ledger: Ledger, run: Run, rows: Sequence[int]) -> float:
    """Hold the time taken against free flow and return by how much each link's time is stretched.

    Rule ("leg.csv", walk and drive): at least the free-flow time; at most 1.5 times it, 30 minutes for each
    checkpoint and one minute.
    """
    seconds = ground.free_seconds[run.use]
    # Added one by one from the first link on: `sum` rounds otherwise from Python 3.12 on, and a moment on the edge of a
    # step must fall on the same side whoever computes it.
    free = 0.0
    for row in rows:
        free += seconds[row]
    taken = run.arrive - run.depart
    if taken < free - FORGIVEN_SECONDS:
        ledger.say(f"{run.who}: {taken:.0f} s is faster than free flow ({free:.0f} s)")
    passing = sum(ground.heads[row] in ground.checkpoints for row in rows if row in ground.guarded)
    if taken > SLOWEST_STRETCH * free + CHECKPOINT_DELAY_SECONDS * passing + SLACK_SECONDS:
        ledger.say(f"{run.who}: {taken:.0f} s is slower than 1.5 x free flow ({free:.0f} s) + {passing} checkpoints")
    return max(0.0, taken) / free if free else 1.0


def _follow_links(
    ground: Ground, ledger: Ledger, run: Run, rows: Sequence[int], stretch: float
) -> tuple[float, str | None]:
    """Go link by link; return the harm per person and the last node, None where the links do not join.

    This loop is where the judge spends its time: what rarely matters is behind one look-up in `guarded`.
    """
    tails, heads, links = ground.tails, ground.heads, run.links
    seconds, allowed, guarded = ground.free_seconds[run.use], ground.allowed[run.use], ground.guarded
    profiles = ground.exposure.links
    harm, at, node = 0.0, run.depart, run.from_node
    for place, row in enumerate(rows):
        if tails[row] != node:
            ledger.say(f"{run.who}: link {links[place]} does not start where the last one ended, at {node}")
            return harm, None
        if not allowed[row]:
            ledger.say(f"{run.who}: link {links[place]} does not allow {run.use}")
        until = at + seconds[row] * stretch
        if row in guarded:
            _judge_link(ground, ledger, run, row, at, until)
        harm += integrate(profiles[links[place]], at, until)
        at, node = until, heads[row]
    return harm, node


def _judge_link(ground: Ground, ledger: Ledger, run: Run, row: int, at: float, until: float) -> None:
    """Hold one link, used over [at, until], against closures, its capacity and the checkpoint at its end.

    Rules ("leg.csv", "link.csv", "site.csv"): nothing closed while on it; a vehicle counts into the step in which it
    enters the link, people into the step in which they reach the checkpoint, which must be open at that moment.
    """
    ident, head = ground.case.network.link_ids[row], ground.heads[row]
    if is_shut(ground.closures["link"].get(ident, ()), at, until):
        ledger.say(f"{run.who}: uses closed link {ident} at {ground.clock(at)}")
    if is_shut(ground.closures["node"].get(head, ()), until, until):
        ledger.say(f"{run.who}: passes closed node {head} at {ground.clock(until)}")
    if run.use == Mode.AUTO and row in ground.capacity:
        ledger.entered[row, ground.step_of(at)] += 1
    checkpoint = ground.checkpoints.get(head)
    if checkpoint is not None:
        if not is_open(ground.opening[checkpoint.site_id], until, until):
            ledger.say(
                f"{run.who}: passes checkpoint {checkpoint.site_id} at {ground.clock(until)} while it is not open"
            )
        ledger.passed[checkpoint.site_id, ground.step_of(until)] += run.people
