"""Spread events over cells, and lean fine counts on coarse ones."""

from __future__ import annotations

from math import erf
from typing import Any

import numpy as np
from numba import njit


def _jit(function: Any) -> Any:
    return njit(cache=True, nogil=True, fastmath={"contract", "arcp", "nsz"})(function)


def _fast(function: Any) -> Any:
    """Compile with sums in any order, so that they run in vectors."""
    return njit(cache=True, nogil=True, fastmath={"contract", "arcp", "nsz", "reassoc"})(function)


@_jit
def spread_events(sums, numbers, column, row, blur, weights, widths):  # type: ignore[no-untyped-def]
    """Add each event to `sums` (half-lives, widths, cells) as a Gaussian whose mass inside the mask is its weight.

    Places and widths are in cells; `weights` is (events, half-lives); `blur` is how uncertain a place is.
    """
    half_lives, layers, _ = sums.shape
    rows, columns = numbers.shape
    for event in range(len(column)):
        x, y = column[event], row[event]
        for w in range(layers):
            sigma = np.sqrt(widths[w] ** 2 + blur[event] ** 2)
            if sigma < 1e-3:
                cell = numbers[int(np.floor(y)), int(np.floor(x))]
                for k in range(half_lives):
                    sums[k, w, cell] += weights[event, k]
                continue
            reach, scale = 4.5 * sigma, sigma * np.sqrt(2.0)
            top, bottom = max(0, int(np.floor(y - reach))), min(rows - 1, int(np.floor(y + reach)))
            left, right = max(0, int(np.floor(x - reach))), min(columns - 1, int(np.floor(x + reach)))
            down, across = np.empty(bottom - top + 1), np.empty(right - left + 1)
            for i in range(top, bottom + 1):
                down[i - top] = 0.5 * (erf((i + 1 - y) / scale) - erf((i - y) / scale))
            for j in range(left, right + 1):
                across[j - left] = 0.5 * (erf((j + 1 - x) / scale) - erf((j - x) / scale))
            found, total = 0, 0.0
            cells, masses = np.empty(len(down) * len(across), np.int64), np.empty(len(down) * len(across))
            for i in range(top, bottom + 1):
                for j in range(left, right + 1):
                    if numbers[i, j] >= 0:
                        cells[found], masses[found] = numbers[i, j], down[i - top] * across[j - left]
                        total += masses[found]
                        found += 1
            for k in range(half_lives):
                share, layer = weights[event, k] / total, sums[k, w]
                for n in range(found):
                    layer[cells[n]] += share * masses[n]


@_jit
def lean_counts(sums, exposure, areas, shape, lean, rates):  # type: ignore[no-untyped-def]
    """Write into `rates` a rate per cell: from the widest kernel down, each a Gamma posterior on the wider one.

    What leans is the rate above what is expected beforehand: `lean` (widths, cells) says how many times the mean cell
    a cell's surroundings are expected to have, each width's in its own row and the cell's own in the first.
    """
    widths, cells = sums.shape
    total = 0.0
    for c in range(cells):
        total += sums[0, c]
    for c in range(cells):
        rates[c] = (total + 0.5) / cells / exposure
    for w in range(widths - 1, -1, -1):
        layer, area, seen = sums[w], areas[w], areas[w] * exposure
        for c in range(cells):
            rates[c] = (layer[c] * area + shape) * rates[c] / (seen * lean[w, c] * rates[c] + shape)
    for c in range(cells):
        rates[c] *= lean[0, c]


@_jit
def weigh_rows(weights, rows, out):  # type: ignore[no-untyped-def]
    """Add to `out` the rows, each times its weight; in one thread, for many threads cost more than they bring here."""
    for k in range(len(weights)):
        weight, row = weights[k], rows[k]
        for c in range(len(out)):
            out[c] += weight * row[c]


@_fast
def find_moments(features, share):  # type: ignore[no-untyped-def]
    """Give the features' mean and covariance under the shares; `share` sums to one."""
    size, cells = features.shape
    mean, spread, held = np.zeros(size), np.zeros((size, size)), np.empty(cells)
    for a in range(size):
        one, total = features[a], 0.0
        for c in range(cells):
            held[c] = one[c] * share[c]
            total += held[c]
        mean[a] = total
        for b in range(a + 1):
            other, product = features[b], 0.0
            for c in range(cells):
                product += held[c] * other[c]
            spread[a, b] = spread[b, a] = product
    for a in range(size):
        for b in range(size):
            spread[a, b] -= mean[a] * mean[b]
    return mean, spread
