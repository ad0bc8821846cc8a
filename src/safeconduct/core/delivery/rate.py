"""Let no more through than a channel bears: a bucket of tokens that fills with time."""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bucket:
    """Hold how much may be let through at once, and how fast that comes back."""

    per_second: float
    burst: float
    tokens: float
    millis: int

    def take(self, count: int, now_millis: int) -> tuple[Bucket, int]:
        """Return the bucket after as many of `count` as it lets through, and how many those are.

        Within any stretch of t seconds at most burst + t * per_second pass; a clock that is put back wins nothing.

        >>> bucket, passed = Bucket(2.0, 10.0, 10.0, 0).take(12, 0)
        >>> passed, bucket.take(12, 1_000)[1]
        (10, 2)
        """
        now = max(now_millis, self.millis)
        filled = min(self.burst, self.tokens + (now - self.millis) / 1000 * self.per_second)
        passed = min(count, int(filled))
        return Bucket(self.per_second, self.burst, filled - passed, now), passed

    def wait_millis(self, now_millis: int) -> int:
        """Return how long it takes until one more passes."""
        now = max(now_millis, self.millis)
        lacking = 1 - min(self.burst, self.tokens + (now - self.millis) / 1000 * self.per_second)
        return max(0, math.ceil(lacking / self.per_second * 1000))


def fill_bucket(per_second: float, burst: float, now_millis: int) -> Bucket:
    """Return a full bucket."""
    return Bucket(per_second, burst, burst, now_millis)
