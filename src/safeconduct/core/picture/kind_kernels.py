"""Learn the kinds of events in the order in which they came, and share them out over cells."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

from safeconduct.core.picture.forecast.kernels import spread_events


def _jit(function: Any) -> Any:
    return njit(cache=True, nogil=True)(function)


@_jit
def _share_at(counts, sums, cell, scale, areas, strengths, out):  # type: ignore[no-untyped-def]
    """Write into `out` (forecasters, kinds) what each forecaster says of a cell; `scale` makes sums events of now."""
    kinds, widths, _ = sums.shape
    total = counts.sum() * scale
    for k in range(kinds):
        out[0, k] = (counts[k] * scale + 1.0) / (total + kinds)
    for s in range(len(strengths)):
        wider = 0
        for step in range(widths):
            w = widths - 1 - step
            row = 1 + s * widths + step
            seen = 0.0
            for k in range(kinds):
                seen += sums[k, w, cell]
            seen *= scale * areas[w]
            for k in range(kinds):
                own = sums[k, w, cell] * scale * areas[w]
                out[row, k] = (own + strengths[s] * out[wider, k]) / (seen + strengths[s])
            wider = row


@_jit
def learn_places(  # type: ignore[no-untyped-def]
    counts, sums, credit, numbers, cells, column, row, blur, true, grown, kinds, widths, areas, strengths
):
    """Score what every forecaster said of each event before it came, then add it; counts, sums, credit are changed."""
    said = np.empty((len(credit), len(counts)))
    weight = np.empty((1, 1))
    for event in range(len(kinds)):
        kind, cell = kinds[event], cells[event]
        weight[0, 0] = true[event] * grown[event]
        if cell >= 0:
            _share_at(counts, sums, cell, 1.0 / grown[event], areas, strengths, said)
            for m in range(len(credit)):
                credit[m] += true[event] * np.log(said[m, kind])
            here = slice(event, event + 1)
            spread_events(sums[kind : kind + 1], numbers, column[here], row[here], blur[here], weight, widths)
        counts[kind] += weight[0, 0]


@_jit
def share_places(counts, sums, areas, strengths, weights, shares):  # type: ignore[no-untyped-def]
    """Write into `shares` (kinds, cells) what the forecasters say together."""
    kinds, _, cells = sums.shape
    said = np.empty((len(weights), kinds))
    for cell in range(cells):
        _share_at(counts, sums, cell, 1.0, areas, strengths, said)
        for k in range(kinds):
            share = 0.0
            for m in range(len(weights)):
                share += weights[m] * said[m, k]
            shares[k, cell] = share


@_jit
def learn_clock(credit, seen, hours, parts, spill, kinds, true, grown, strengths, flat):  # type: ignore[no-untyped-def]
    """Score what every forecaster said of the hour of each event before it came, then add it to `seen` (kinds, 24).

    `parts` is how far its hour is known, 1 or 0; `spill` is shared with the hours before and after. The last forecaster
    is that of all kinds.
    """
    for event in range(len(kinds)):
        if parts[event] <= 0.0:
            continue
        kind, hour, scale = kinds[event], hours[event], 1.0 / grown[event]
        own_total, own = seen[kind].sum() * scale, seen[kind, hour] * scale
        common = (seen[:, hour].sum() * scale + flat / 24.0) / (seen.sum() * scale + flat)
        for m in range(len(strengths)):
            said = (own + strengths[m] * common) / (own_total + strengths[m])
            credit[m] += true[event] * np.log(said)
        credit[len(strengths)] += true[event] * np.log(common)
        weight = true[event] * grown[event]
        seen[kind, hour] += weight * (1.0 - 2.0 * spill)
        seen[kind, (hour + 1) % 24] += weight * spill
        seen[kind, (hour + 23) % 24] += weight * spill
