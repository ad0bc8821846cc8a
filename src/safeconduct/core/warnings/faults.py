"""Name what may be wrong with an alert, and what to do about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from safeconduct.core.warnings.alert import Reference
from safeconduct.core.warnings.area import Ring
from safeconduct.core.warnings.lexicon import Lexicon


class Reason(StrEnum):
    """Name a fault; its value says what is wrong."""

    IDENTIFIER = "an identifier is letters, digits and . : / + - _, at most 80"
    IDENTIFIER_USED = "an alert of this identifier was sent"
    SENDER = "a sender has no spaces, commas, < or &"
    STATUS = "its status is not the operation's"
    NO_TEXT = "it says nothing in any language"
    LANGUAGE_UNKNOWN = "there are no words of this language to check it by"
    LANGUAGE_TWICE = "a language comes twice"
    LANGUAGE_MISSING = "a language that was asked for is missing"
    FACTS_DIFFER = "what is said in one language is not what is said in another"
    AREAS_DIFFER = "the area of one language is not that of another"
    NO_AREA = "it has no area: it is refused, never widened"
    AREA_EMPTY = "an area has neither polygon nor circle"
    RING_SHORT = "a polygon has fewer than three corners"
    RING_LONG = "a polygon has too many corners"
    RING_OPEN = "a polygon is not closed"
    RING_CLOCKWISE = "a polygon runs clockwise, or has no ground"
    RING_CROSSES = "a polygon crosses or touches itself"
    NOT_DEGREES = "a corner is not in degrees"
    RADIUS = "a circle has no sensible radius"
    SWAPPED = "longitude and latitude are swapped"
    OUTSIDE = "it lies outside the theatre"
    COUNT_MISSING = "nobody said how many people it reaches"
    COUNT_LOW = "more people are counted in the area than it is said to reach"
    COUNT_HIGH = "fewer people are counted in the area than it is said to reach"
    TIME_FORM = "a time is not a whole second with an offset in whole minutes"
    SENT_AHEAD = "it is dated ahead of now"
    SENT_STALE = "it was written too long ago"
    ONSET_EARLY = "it begins to hold long before it was written"
    EXPIRES_BEFORE_SENT = "it expires before it was written"
    EXPIRES_BEFORE_ONSET = "it expires before it begins to hold"
    EXPIRED = "it has expired"
    EXPIRES_SOON = "it holds for too short a time to be heard"
    EXPIRES_LATE = "it holds for too long"
    REFERENCE_MISSING = "it corrects or cancels nothing"
    REFERENCE_EXTRA = "a first alert refers to none"
    REFERENCE_TWICE = "it refers to one alert twice, or to itself"
    REFERENCE_UNKNOWN = "it refers to an alert that was not sent"
    REFERENCE_DIFFERS = "sender or time are not those of the alert that was sent"
    REFERENCE_ENDED = "no alert that it refers to still stands"
    ACTION_UNFIT = "such a message does not ask for this"
    TARGET_MISSING = "it does not say where to, or by which way"
    TARGET_EXTRA = "it says where to, and asks nobody to go"
    TEXT_EMPTY = "a text is empty"
    TEXT_LONG = "a text is too long for its channel"
    TEXT_CONTROL = "a text has a sign that nobody sees, or more than one line"
    UNMARKED = "an exercise is not marked in the text"
    EXERCISE_WORD = "a live warning has a word of exercises"
    ACTION_UNSAID = "the text does not say what to do"
    ACTION_OTHER = "the headline says another action too"
    PLACE_UNSAID = "the text does not name the place"
    TARGET_UNSAID = "the text does not say where to, or by which way"
    TIME_UNSAID = "the text does not say the time"
    DAY_UNSAID = "the time is on another day, and the text does not say which"
    TIME_STRANGE = "the text names a time that is none of the alert's"
    PERSON_ID = "the text has an id or code of a party"
    PHONE = "the text has what looks like a phone number"
    EMAIL = "the text has an e-mail address"
    LINK = "the text has a link: it will be copied by forgers"


@dataclass(frozen=True, slots=True, order=True)
class AlertFault:
    """Say what is wrong where; the value that stands there is not repeated."""

    where: str
    reason: Reason
    remedy: str = "write it anew"


@dataclass(frozen=True, slots=True)
class SentAlert:
    """Hold an alert that was sent, and whether a later one has put an end to it."""

    reference: Reference
    ended: bool = False


@dataclass(frozen=True, slots=True)
class Setting:
    """Hold what an alert is checked against."""

    theatre: Ring  # where the operation is
    exercise: bool
    now: float  # POSIX second
    declared: int  # people whom it reaches, as the operator says
    expected: float  # people who are counted in the area
    lexicons: Mapping[str, Lexicon]
    languages: frozenset[str] = frozenset()  # that must be there
    sent: Mapping[str, SentAlert] = field(default_factory=dict)  # by identifier
    parties: frozenset[str] = frozenset()  # ids that may stand in no text
