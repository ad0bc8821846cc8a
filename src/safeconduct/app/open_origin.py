"""Open the origin of a series of attacks: on the record first, then the estimate."""

from __future__ import annotations

from collections.abc import Mapping

from safeconduct.app.ports import OriginLog
from safeconduct.core.picture.origin import (
    Annulus,
    DistanceDecay,
    NotKnown,
    OriginRegions,
    Series,
    estimate_origin,
    request_origin,
)


def open_origin(
    log: OriginLog,
    series: Series,
    kernel: DistanceDecay | Annulus,
    sites: Mapping[str, tuple[float, float]],
    *,
    who: str,
    why: str,
    at: float,
) -> OriginRegions | NotKnown:
    """Return from where it may come, once the log holds who asks and why; "not known" is logged as well.

    Raises:
        InputFaultsError: without a who and a why, or where the log was tampered with.
        SafeconductError: where the log cannot be written: then nothing is estimated.
    """
    request = request_origin(series, who, why, at)
    receipt = log.append(request)
    return estimate_origin(series, request, receipt, kernel, sites)
