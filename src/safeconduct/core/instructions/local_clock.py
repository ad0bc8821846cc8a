"""Say moments in the local time of the case: 24-hour clock, weekday and date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class LocalClock:
    """Hold the case's offset from UTC, in seconds.

    Moments are cut to the minute, never rounded up: nobody is late because of the wording.

    >>> clock = LocalClock(-3 * 3600)
    >>> clock.time(1930597199.0), clock.day(1930597199.0), clock.brief_day(1930597199.0)
    ('17:59', 'Thursday 6 March 2031', 'Thu 6 Mar')
    """

    offset_seconds: int

    def time(self, moment: float) -> str:
        """Return the hour and minute."""
        return self._local(moment).strftime("%H:%M")

    def day(self, moment: float) -> str:
        """Return the weekday and the date."""
        when = self.date(moment)
        return f"{_DAYS[when.weekday()]} {when.day} {_MONTHS[when.month - 1]} {when.year}"

    def day_without_year(self, moment: float) -> str:
        """Return the weekday and the date without the year."""
        return self.day(moment).rsplit(" ", 1)[0]

    def brief_day(self, moment: float) -> str:
        """Return the weekday and the date as an SMS has room for."""
        when = self.date(moment)
        return f"{_DAYS[when.weekday()][:3]} {when.day} {_MONTHS[when.month - 1][:3]}"

    def date(self, moment: float) -> date:
        """Return the local date."""
        return self._local(moment).date()

    def _local(self, moment: float) -> datetime:
        return datetime.fromtimestamp(moment, timezone(timedelta(seconds=self.offset_seconds)))
