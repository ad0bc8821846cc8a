"""Plan by ruin and recreate under simulated annealing, two searches side by side: the default planner."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from safeconduct.core.plan.bound import Proof, prove_bound
from safeconduct.core.plan.case import Case
from safeconduct.core.plan.finish import finish
from safeconduct.core.plan.given import Prepared, prepare
from safeconduct.core.plan.kernels.model import Prices
from safeconduct.core.plan.plan import Plan
from safeconduct.core.plan.planner import Progress
from safeconduct.core.plan.search import MANY, Search, first_ways

# One search for each, side by side: the share of the bound's prices that ranks its places. Fractional people would pay
# all of it, whole parties pay less. How many there are does not depend on the machine, so that a plan does not either.
PRICE_SHARES = (0.5, 0.0)
# Where parties are many, each search begins with a plan of its own, as patient as this and then less and less: better
# to go on from, though it may cost more, than one that takes whatever comes first.
PATIENCES_MANY = (1e-3, 3e-5)
CHUNK, CHUNK_MOST = 50, 1000  # least and most rounds of one chain between two looks at the clock
CHUNK_PEOPLE = 100  # one round more for so many people
WARM, WARM_MANY, COLD = (
    0.1,
    5e-3,
    2e-5,
)  # temperatures at the ends of a cycle, as shares of what leaving one person costs on average
CYCLE_LEAST = 2000  # rounds of the first cycle of cooling, or four for each party; each cycle is twice as long


class AnnealingPlanner:
    """Build several first plans, then improve the best until told to stop."""

    name = "default"

    def plan(
        self,
        case: Case,
        *,
        seed: int,
        stop: Callable[[int], bool],
        tell: Callable[[Progress], None],
        start_from: Plan | None = None,
    ) -> Plan:
        """Return the best feasible plan found before `stop(rounds)`; same seed and rounds, same plan."""
        with ThreadPoolExecutor(1) as beside:
            proving = beside.submit(prove_bound, case)
            prepared = prepare(case, lambda phase: tell(Progress(phase)))
            tell(Progress("proving a bound"))
            proof = proving.result()
        chains = [Search.begin(prepared, _rank(prepared, proof, PRICE_SHARES[0]))]
        chains += [chains[0].beside(_rank(prepared, proof, share)) for share in PRICE_SHARES[1:]]
        with ThreadPoolExecutor(len(chains)) as pool:
            tell(Progress("first plans"))
            if start_from is not None:
                chains[0].resume(start_from)
            else:
                _construct(pool, chains, seed)
            search = min(chains, key=lambda chain: chain.cost)
            if start_from is not None or len(prepared.given.size) <= MANY:
                search = _share_best(chains)
            rounds, people = 0, int(prepared.given.size.sum())
            chunk = min(max(CHUNK, people // CHUNK_PEOPLE), CHUNK_MOST)
            for temperature, ends in _cooling(prepared, chunk):
                if stop(rounds):
                    break
                seeds = range(seed + rounds, seed + rounds + len(chains))
                jobs = [
                    pool.submit(chain.improve, chunk, temperature, own)
                    for chain, own in zip(chains, seeds, strict=True)
                ]
                for job in jobs:
                    job.result()
                rounds += len(chains) * chunk
                search = _share_best(chains) if ends else min(chains, key=lambda chain: chain.cost)
                tell(Progress("improving", rounds, search.cost, proof.bound, people - search.left, search.left))
        return finish(search, self.name, seed, rounds, proof.bound)


def _construct(pool: ThreadPoolExecutor, chains: Sequence[Search], seed: int) -> None:
    """Let the chains take turns in building first plans."""
    parties = len(chains[0].prepared.given.size)
    ways = first_ways(parties) if parties <= MANY else [(patience, True) for patience in PATIENCES_MANY]

    def build(number: int) -> None:
        for patience, cars_first in ways[number :: len(chains)]:
            chains[number].construct(patience, cars_first, seed)

    for job in [pool.submit(build, number) for number in range(len(chains))]:
        job.result()


def _share_best(chains: Sequence[Search]) -> Search:
    """Let every chain go on from the best plan of all, and return the chain that found it."""
    best = min(chains, key=lambda chain: chain.cost)
    for chain in chains:
        chain.adopt(best)
    return best


def _rank(prepared: Prepared, proof: Proof, share: float) -> Prices:
    """Turn a share of the proof's prices into those that rank places."""
    price = dict(zip(proof.flights, proof.flight_price, strict=True))
    by_flight = np.array([price[flight.flight_id] for flight in prepared.flights], np.float64)
    return Prices(share * proof.gate_price, share * by_flight)


def _cooling(prepared: Prepared, chunk: int) -> Iterator[tuple[float, bool]]:
    """Give for each chunk its temperature, and whether a cycle ends with it."""
    size, leave_cost = prepared.given.size, prepared.given.leave_cost
    unit = float(leave_cost.sum() / max(1, size.sum())) or 1.0
    length = max(CYCLE_LEAST, 4 * len(size)) // chunk
    warm = WARM if len(size) <= MANY else WARM_MANY
    while True:
        for done in range(length):
            yield unit * warm * (COLD / warm) ** (done / length), done + 1 == length
        length *= 2
