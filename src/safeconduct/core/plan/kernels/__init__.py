"""Hold the hot loops of planning, compiled by numba."""
