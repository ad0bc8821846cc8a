"""Hold an area warning as the Common Alerting Protocol puts it.

Source: OASIS Common Alerting Protocol 1.2, chapter 3.2. Only those elements are here that are checked and written.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from safeconduct.core.warnings.action import Action, Danger
from safeconduct.core.warnings.area import Area

RIGHT_TO_LEFT = frozenset({"ar", "fa", "ps", "ur"})


class Status(StrEnum):
    """Say whether it is meant: what is neither is not written."""

    ACTUAL = "Actual"
    EXERCISE = "Exercise"


class MessageType(StrEnum):
    """Say what an alert does to earlier ones."""

    ALERT = "Alert"
    UPDATE = "Update"
    CANCEL = "Cancel"


class Urgency(StrEnum):
    """Say how soon to act."""

    IMMEDIATE = "Immediate"
    EXPECTED = "Expected"
    FUTURE = "Future"
    PAST = "Past"
    UNKNOWN = "Unknown"


class Severity(StrEnum):
    """Say how bad it may be."""

    EXTREME = "Extreme"
    SEVERE = "Severe"
    MODERATE = "Moderate"
    MINOR = "Minor"
    UNKNOWN = "Unknown"


class Certainty(StrEnum):
    """Say how sure it is."""

    OBSERVED = "Observed"
    LIKELY = "Likely"
    POSSIBLE = "Possible"
    UNLIKELY = "Unlikely"
    UNKNOWN = "Unknown"


@dataclass(frozen=True, slots=True)
class Reference:
    """Name an earlier alert by the three things that make it one."""

    sender: str
    identifier: str
    sent: float  # POSIX second


@dataclass(frozen=True, slots=True)
class Info:
    """Tell it in one language; all but the words is the same in every language."""

    language: str  # RFC 3066, as CAP wants it
    danger: Danger
    action: Action
    urgency: Urgency
    severity: Severity
    certainty: Certainty
    onset: float  # POSIX second from which it holds
    expires: float  # POSIX second until which it holds
    event: str
    headline: str
    description: str
    instruction: str
    areas: tuple[Area, ...]
    target: str = ""  # where to, or by which way, in this language

    @property
    def place(self) -> str:
        """Return the name of the area in this language."""
        return self.areas[0].name if self.areas else ""


@dataclass(frozen=True, slots=True)
class Alert:
    """Hold one alert; its scope is always public."""

    identifier: str
    sender: str
    sent: float  # POSIX second at which it was written
    utc_offset_seconds: int  # in which its times are written
    status: Status
    message_type: MessageType
    infos: tuple[Info, ...]
    references: tuple[Reference, ...] = ()  # the newest first

    def refer(self) -> Reference:
        """Return how later alerts name this one."""
        return Reference(self.sender, self.identifier, self.sent)

    def texts(self) -> Iterator[tuple[str, str]]:
        """Give every text that people read, each with where it stands."""
        for info in self.infos:
            for name in ("event", "headline", "description", "instruction", "place", "target"):
                yield f"{info.language} {name}", str(getattr(info, name))


def is_right_to_left(language: str) -> bool:
    """Tell whether a language is written from right to left.

    >>> is_right_to_left("fa-AF"), is_right_to_left("uk")
    (True, False)
    """
    return language.partition("-")[0] in RIGHT_TO_LEFT
