"""Prove a lower bound on the cost of any plan of a case, and price its scarce room.

docs/planning.md derives why the bound holds. In short: the case is relaxed (relax.py); the scarce room of what is left
is priced, and then it falls apart into one small choice for each party. A small case gets a sharper bound besides.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from safeconduct.core.plan.case import Case
from safeconduct.core.plan.departures import counted_flights
from safeconduct.core.plan.kernels.pricing import Rooms, lagrange
from safeconduct.core.plan.prices import find_prices
from safeconduct.core.plan.relax import relax
from safeconduct.core.plan.small_bound import prove_small
from safeconduct.core.plan.streets import compile_streets


@dataclass(frozen=True, slots=True, eq=False)
class Proof:
    """State a proven bound and the prices that prove it."""

    bound: float
    gate_price: NDArray[np.float64]  # (gates, steps) people harmed per person
    flight_price: NDArray[np.float64]  # (flights,) people harmed per person
    hold_price: NDArray[np.float64]  # (flights,) people harmed per person in its airhead just before it departs
    post_price: NDArray[np.float64]  # (checkpoints, steps) people harmed per person
    flights: tuple[str, ...]  # their ids


def prove_bound(case: Case) -> Proof:
    """Return a lower bound on the cost of any feasible plan.

    A linear program finds prices; the bound is the Lagrangian at those prices, so it does not lean on the solver's
    tolerances: any prices of zero or more prove one.
    """
    streets = compile_streets(case)
    relaxed = relax(case, streets)
    price = find_prices(relaxed)
    use = Rooms(*(np.zeros_like(room) for room in price))
    priced = lagrange(relaxed, price, use)
    unpriced = lagrange(relaxed, Rooms(*(0 * room for room in price)), use)
    gate_price = price.gate + np.where(relaxed.night >= 0, np.append(price.night, 0.0)[relaxed.night], 0.0)
    sharper = prove_small(case, streets, relaxed)
    bound = max(priced, unpriced, -np.inf if sharper is None else sharper)
    return Proof(
        float(bound),
        gate_price,
        price.flight,
        price.hold,
        price.post,
        tuple(f.flight_id for f in counted_flights(case)),
    )
