"""Promise that an operation keeps its laws, whatever is done in whatever order, heard or not."""

from __future__ import annotations

from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test
from operation_machine import TALLY, OperationMachine


def test_the_laws_hold_whatever_is_done():
    """Corridors, orders, seats, beliefs and merges, in walks of up to thirty steps; corridors do open in some."""
    TALLY.clear()
    run_state_machine_as_test(
        OperationMachine,
        settings=settings(
            max_examples=12, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
    assert TALLY["open"] > 0
