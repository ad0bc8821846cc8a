"""Promise that an operation keeps its laws, whatever is done in whatever order, heard or not."""

from __future__ import annotations

import pytest
from operation_machine import walk_machine


def test_the_laws_hold_whatever_is_done():
    """Corridors, orders, seats, beliefs and merges; corridors do open, and people are told, in some walks."""
    met = walk_machine(10, 25)
    assert min(met["corridors found open"], met["message.queued"], met["denied"]) > 0


@pytest.mark.promises
def test_the_laws_hold_for_a_hundred_thousand_steps():
    """The same, at length."""
    assert sum(walk_machine(20, 50, number)["steps"] for number in range(100)) >= 100_000
