"""Run a forecaster over a series, period by period, and keep what it said outside git."""

from __future__ import annotations

import hashlib
import inspect
import pickle
import time
from collections.abc import Callable
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
    began = time.process_time()
    asked.fit(cut_past(series, series.begin))
    fitted = pickle.loads(pickle.dumps(asked))  # as it was before any forecast, whatever it remembers of them
    middle = time.process_time()
    expected = np.array([asked.forecast(past) for past in walk(series)])
    run = Run(fitted, expected, middle - began, (time.process_time() - middle) / series.periods)
    cache.mkdir(parents=True, exist_ok=True)
    kept.write_bytes(pickle.dumps(run))
    return run


def digest_run(asked: Peer, series: Series) -> str:
    """Return a digest of all that decides about a run: the peer's code and the series."""
    found = hashlib.sha256()
    for module in (inspect.getmodule(type(asked)), kernels, peer):
        found.update(Path(str(module.__file__)).read_bytes() if module else b"")
    for values in (series.events, series.mask, np.array([series.x0, series.y0, series.h])):
        found.update(np.ascontiguousarray(values).tobytes())
    found.update(repr((series.begin, series.step, series.periods)).encode())
    return found.hexdigest()[:12]


def time_interleaved(peers: list[Peer], series: Series, days: int, between: Callable[[], None]) -> dict[str, float]:
    """Return each peer's median CPU seconds for one period's fit and forecast, all peers in turn on the same periods.

    A forecast of the period before, not timed, lets each peer take in what it keeps from one day to the next.
    `between` runs now and then, for what is timed by other means in the same stretch of time.
    """
    spent: dict[str, list[float]] = {each.name: [] for each in peers}
    for turn, start in enumerate(series.starts[np.linspace(1, series.periods - 1, days).astype(int)]):
        if turn % max(days // 5, 1) == 0:
            between()
        before, past = cut_past(series, float(start - series.step)), cut_past(series, float(start))
        for each in peers:
            each.forecast(before)
            began = time.process_time()
            each.forecast(cut_past(past, past.begin))  # a copy has nothing worked out beforehand
            spent[each.name].append(time.process_time() - began)
    return {name: float(np.median(seconds)) for name, seconds in spent.items()}
