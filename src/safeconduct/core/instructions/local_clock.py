"""Say moments in the local time of the case, on the 24-hour clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

_EPOCH = date(1970, 1, 1).toordinal()


@dataclass(frozen=True, slots=True)
class LocalClock:
    """Hold the case's offset from UTC, in seconds.

    Moments are cut to the minute, never rounded up: nobody is late because of the wording.

    >>> clock = LocalClock(-3 * 3600)
    >>> clock.time(1930597199.0), clock.date(1930597199.0).isoformat()
    ('17:59', '2031-03-06')
    """

    offset_seconds: int

    def time(self, moment: float) -> str:
        """Return the hour and minute."""
        hours, minutes = divmod(int((moment + self.offset_seconds) // 60) % 1440, 60)
        return f"{hours:02}:{minutes:02}"

    def date(self, moment: float) -> date:
        """Return the local date."""
        return date.fromordinal(_EPOCH + int((moment + self.offset_seconds) // 86_400))
