"""Hold what was read in one document: who said what, through whom, how surely; and how actors stand to each other."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from safeconduct.core.intake.document import Document, Span

AUTHOR = "article_author"  # the canonical name of whoever wrote the document


class QuoteType(StrEnum):
    """Tell whose words the content is in."""

    DIRECT = "direct"  # the speaker's own, in quote marks
    INDIRECT = "indirect"  # the writer's
    MIXED = "mixed"  # the writer's, with some of the speaker's in quote marks
    BLOCK = "block"  # under a frame such as "More from the Courier:"
    AUTHOR = "author"  # nobody is named: the writer states it


class Certainty(StrEnum):
    """Grade how surely the speaker puts the claim (FactBank: CT, PR, PS, U); it is not how far we believe it."""

    CERTAIN = "certain"
    PROBABLE = "probable"
    POSSIBLE = "possible"
    UNKNOWN = "unknown"


class Polarity(StrEnum):
    """Tell whether the claim is affirmed, denied or asked."""

    POSITIVE = "positive"
    NEGATIVE = "negative"
    QUESTION = "question"


class Level(StrEnum):
    """Tell who an attribution leads to."""

    SOURCE = "source"
    OUTLET = "outlet"
    NESTED = "nested"
    AUTHOR = "author"


class Precision(StrEnum):
    """Tell how narrowly a place is known."""

    SITE = "site"
    STREET = "street"
    DISTRICT = "district"
    CITY = "city"
    REGION = "region"  # a province, or several countries
    COUNTRY = "country"
    UNKNOWN = "unknown"  # named, but in no gazetteer: ask


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """Name a place where the text does."""

    span: Span
    place: str  # the gazetteer's name; as written where it is unknown
    precision: Precision
    country: str = ""  # ISO 3166-1 alpha-2; "" = not known
    x: float | None = None  # degrees, longitude; None = not known
    y: float | None = None  # degrees, latitude
    radius_metres: float | None = None  # how far it may reach around the point; None = as its precision does


@dataclass(frozen=True, slots=True)
class TimeMention:
    """Give a time that the text names, as TIMEX3 does (ISO-TimeML)."""

    span: Span
    value: str  # "2021-08-22", "P1D", "PRESENT_REF", "2021-08/.." ...
    kind: str  # DATE, TIME, DURATION or SET
    mod: str = ""  # TIMEX3's mod: BEFORE, AFTER, ON_OR_BEFORE, ON_OR_AFTER, START, MID, END, APPROX, MORE_THAN ...


@dataclass(frozen=True, slots=True)
class Speaker:
    """Name who said something."""

    canonical: str  # one name for one speaker throughout: "jake_sullivan", "us_officials"
    kind: str  # person, group, government, military, outlet, hearsay, author ...
    named: bool  # False for "one anonymous senior official"
    mention: Span | None = None
    role: Span | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """Hold one statement that somebody made.

    Several spans of content belong to one statement when the text interrupts it. `outlet_chain` runs from this document
    to the outlet nearest the speaker. `origin` names who is behind the statement: statements of one origin corroborate
    nothing among themselves.
    """

    attribution_id: str
    content: tuple[Span, ...]
    speaker: Speaker
    quote_type: QuoteType
    cue: Span | None = None
    parent: str | None = None  # the attribution it stands in
    level: Level = Level.SOURCE
    kind: str = "statement"  # statement, warning, commitment, denial, question, belief ...
    addressee: Span | None = None
    outlet_chain: tuple[str, ...] = ()  # outlets only; the document's own publisher first
    forum: Span | None = None  # "a Pentagon briefing", "an interview"
    certainty: Certainty = Certainty.CERTAIN
    polarity: Polarity = Polarity.POSITIVE
    hedge_cues: tuple[Span, ...] = ()
    negation_cues: tuple[Span, ...] = ()
    quoted: tuple[Span, ...] = ()  # what stands in quote marks, the marks left out
    quoted_by: str = ""  # whose words those are: a speaker's canonical name; "" where nothing is quoted
    actors: tuple[str, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    times: tuple[TimeMention, ...] = ()
    origin: str = ""
    event: str = ""  # what happens, of the list in messages/events.py; "" = not read


@dataclass(frozen=True, slots=True)
class Actor:
    """Name somebody who acts: a person, a group, a government, a population."""

    key: str  # "islamic_state"
    name: str
    kind: str
    aliases: tuple[str, ...] = ()
    part_of: str = ""
    country: str = ""  # ISO 3166-1 alpha-2


@dataclass(frozen=True, slots=True)
class Relation:
    """Say how one actor stands or stood to another, by whom it is said and where."""

    relation_id: str
    subject: str
    relation: str  # "threatens", "executed", "cooperates_with" ...
    object: str
    evidence: Span
    attributions: tuple[str, ...] = ()  # who says so
    polarity: Polarity = Polarity.POSITIVE
    certainty: Certainty = Certainty.CERTAIN
    status: str = "current"  # current, ongoing, past, past_intermittent, planned, intended, potential
    time: str = ""  # TIMEX3 value; "" = not said
    place: str = ""
    plover: str = ""  # PLOVER event type; "" = none fits


@dataclass(frozen=True, slots=True)
class Question:
    """Ask a person for what the text leaves open."""

    span: Span | None
    what: str  # in words for the operator


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """Hold all that was read in one document; nothing of it counts as verified before a person has reviewed it."""

    document: Document
    attributions: tuple[Attribution, ...] = ()
    relations: tuple[Relation, ...] = ()
    actors: tuple[Actor, ...] = ()
    questions: tuple[Question, ...] = ()
