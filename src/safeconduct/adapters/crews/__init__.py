"""Share work out over processes and machines, by Dask.distributed over TLS."""

from safeconduct.adapters.crews.dask_crew import DaskCrews

__all__ = ["DaskCrews"]
