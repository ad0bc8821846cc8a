"""Hold who may move: STOP before HOLD before GO wherever nobody who heard of both has decided."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum

from safeconduct.core.record import Heads

EVERYBODY = "everybody"
"""The subject of an order to all."""


class Level(IntEnum):
    """Name an order, from the freest to the strictest."""

    GO = 0
    HOLD = 1
    STOP = 2


@dataclass(frozen=True, slots=True)
class Order:
    """Hold an order about a party, a site, a corridor or everybody."""

    level: Level
    by: str  # operator
    millis: int  # when, on its device's clock
    why: str = ""


Orders = Mapping[str, Heads[Order]]


def find_order(orders: Orders, *subjects: str) -> Order | None:
    """Return the strictest order that stands about any of these subjects or about everybody; None where there is none.

    No order is no leave to move: who asks treats None as HOLD.
    """
    standing = [orders[subject].choose(_strictness) for subject in (EVERYBODY, *subjects) if subject in orders]
    return max((one for one in standing if one is not None), key=_strictness, default=None)


def _strictness(order: Order) -> int:
    return order.level
