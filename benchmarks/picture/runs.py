"""Run a forecaster over a series, period by period, and keep what it said outside git."""

from __future__ import annotations

import hashlib
import inspect
import pickle
import resource
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from peers import kernels, peer
from peers.peer import Peer, cut_past, walk
from series import Floats, Series


@dataclass(frozen=True)
class Run:
    """Hold what one forecaster expected of each period and cell, and what it cost in CPU seconds."""

    fitted: Peer
    expected: Floats
    fit_seconds: float
    seconds_per_period: float


def run_peer(make: Callable[[], Peer], series: Series, cache: Path) -> Run:
    """Return a peer's rolling forecasts, from the cache if neither its code nor the series has changed."""
    asked = make()
    kept = cache / f"{series.name}-{asked.name.replace(' ', '-')}-{digest_run(asked, series)}.pickle"
    if kept.exists():
        return pickle.loads(kept.read_bytes())
    began = count_seconds()
    asked.fit(cut_past(series, series.begin))
    fitted = pickle.loads(pickle.dumps(asked))  # as it was before any forecast, whatever it remembers of them
    middle = count_seconds()
    expected = np.array([asked.forecast(past) for past in walk(series)])
    run = Run(fitted, expected, middle - began, (count_seconds() - middle) / series.periods)
    cache.mkdir(parents=True, exist_ok=True)
    kept.write_bytes(pickle.dumps(run))
    return run


def count_seconds() -> float:
    """Return the CPU seconds spent up to now, by this process and those it has waited for."""
    mine, others = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return mine.ru_utime + mine.ru_stime + others.ru_utime + others.ru_stime


def digest_run(asked: Peer, series: Series) -> str:
    """Return a digest of all that decides about a run: the peer's code and the series."""
    found = hashlib.sha256()
    for module in (inspect.getmodule(type(asked)), kernels, peer):
        found.update(Path(str(module.__file__)).read_bytes() if module else b"")
    for values in (series.events, series.mask, np.array([series.x0, series.y0, series.h])):
        found.update(np.ascontiguousarray(values).tobytes())
    found.update(repr((series.begin, series.step, series.periods)).encode())
    return found.hexdigest()[:12]


def time_interleaved(peers: Sequence[Peer], series: Series, days: int) -> dict[str, float]:
    """Return each peer's median CPU seconds for one period's fit and forecast, all in turn on the same periods.

    A forecast of the period before, not timed, lets each take in what it keeps from one period to the next.
    """
    spent: dict[str, list[float]] = {each.name: [] for each in peers}
    for start in series.starts[np.linspace(1, series.periods - 1, days).astype(int)]:
        for each in peers:
            each.forecast(cut_past(series, float(start - series.step)))
            past = cut_past(series, float(start))
            began = time.process_time()
            each.forecast(past)
            spent[each.name].append(time.process_time() - began)
    return {name: float(np.median(seconds)) for name, seconds in spent.items()}
