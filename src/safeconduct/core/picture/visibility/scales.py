"""Look at a field of cells at nested scales, from everywhere down to the cell itself."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.fft import fft as full_fft
from scipy.fft import irfft2, next_fast_len, rfft, rfft2

from safeconduct.core.picture.cells import Floats

WIDEST = 1 / 3  # of the longer side of the grid
CELL_AREA = 1.0


@dataclass(frozen=True, slots=True, eq=False)
class Scales:
    """Hold Gaussian kernels of peak one, widest first; each lies wholly under the wider one before it."""

    mask: NDArray[np.bool_]
    widths: Floats  # standard deviations in cells, descending
    padded: tuple[int, int]
    spectra: tuple[NDArray[np.complex128], ...]  # of the kernels, over the padded grid

    @property
    def patch_areas(self) -> Floats:
        """Give the effective area, in cells, of what is told apart below each scale but the last; 1 is a cell."""
        return np.append(4 * np.pi * self.widths**2, CELL_AREA)

    def ring_sums(self, values: Floats) -> Floats:
        """Sum values by rings round each cell, from everywhere inward to the cell itself: (scales, cells).

        Every cell's value is shared out wholly and once, so no event is evidence twice.

        >>> scales = make_scales(np.ones((6, 6), bool))
        >>> scales.ring_sums(np.arange(36.0)).sum(axis=0).round(9).tolist() == [630.0] * 36
        True
        """
        field = np.zeros(self.mask.shape)
        field[self.mask] = values
        sums = np.empty((len(self.widths) + 2, len(values)))
        sums[0], sums[-1] = values.sum(), values
        # By Fourier transforms: matrix products of this size make threads wait for each other on a busy machine.
        spectrum = rfft2(field, self.padded)
        height, width = self.mask.shape
        for level, kernel in enumerate(self.spectra, 1):
            sums[level] = irfft2(spectrum * kernel, self.padded)[:height, :width][self.mask]
        sums[:-1] -= sums[1:]
        return np.maximum(sums, 0.0)  # rounding may leave a ring of nothing just below zero

    def mean_near(self, values: NDArray[np.generic]) -> Floats:
        """Average values over the cells next to each, by the narrowest kernel.

        >>> make_scales(np.ones((1, 3), bool)).mean_near(np.array([0.0, 1.0, 1.0])).round(2).tolist()
        [0.43, 0.73, 0.92]
        """
        height, width = self.mask.shape
        both = np.zeros((2, height, width))
        both[0][self.mask], both[1][self.mask] = values, 1.0
        near = irfft2(rfft2(both, self.padded) * self.spectra[-1], self.padded)[:, :height, :width]
        return np.asarray(np.clip(near[0] / np.maximum(near[1], 1.0), 0.0, 1.0)[self.mask])


def make_scales(mask: NDArray[np.bool_]) -> Scales:
    """Choose widths of 1, 2, 4 ... cells, up to a third of the grid's longer side.

    >>> make_scales(np.ones((40, 30), bool)).widths.tolist()
    [8.0, 4.0, 2.0, 1.0]
    """
    widths = [1.0]
    while 2 * widths[-1] <= WIDEST * max(mask.shape):
        widths.append(2 * widths[-1])
    widths.reverse()
    height, width = (next_fast_len(2 * size, real=True) for size in mask.shape)
    spectra = tuple(
        np.outer(full_fft(_bell(height, sigma)), rfft(_bell(width, sigma))).astype(np.complex128) for sigma in widths
    )
    return Scales(mask, np.array(widths), (height, width), spectra)


def _bell(size: int, sigma: float) -> Floats:
    """Give a Gaussian of peak one round the first of `size` places in a circle."""
    place = np.arange(size, dtype=np.float64)
    place = np.minimum(place, size - place)
    return np.asarray(np.exp(-(place**2) / (2 * sigma**2)))
