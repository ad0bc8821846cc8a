"""Hold an alert as it is kept: its bytes, and what it was drafted against."""

from __future__ import annotations

from dataclasses import dataclass

from safeconduct.core.warnings.area import Ring


@dataclass(frozen=True, slots=True)
class KeptAlert:
    """Hold an alert as bytes, with what it was drafted against."""

    data: bytes
    people: int  # whom it reaches, as the operator says
    expected: float  # people counted in the area when it was drafted
    theatre: Ring
