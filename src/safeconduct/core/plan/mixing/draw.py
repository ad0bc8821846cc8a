"""Draw one plan of a mixture by a secret seed."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

SEED_BITS = 256


def draw_plan(weights: Sequence[float], seed: int) -> int:
    """Return the number of the plan that the seed draws; over all seeds each comes as often as its weight.

    The draw depends on the weights and the seed alone, so that it can be checked afterwards by whoever holds both.

    >>> draw_plan([0.0, 1.0, 0.0], 7)
    1
    """
    digest = hashlib.sha256(b"draw one plan" + seed.to_bytes(SEED_BITS // 8, "big")).digest()
    spot = int.from_bytes(digest[:8], "big") / 2.0**64 * sum(weights)
    reached = 0.0
    for number, weight in enumerate(weights):
        reached += weight
        if spot < reached:
            return number
    return max(number for number, weight in enumerate(weights) if weight > 0)
