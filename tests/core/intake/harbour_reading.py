"""Make one small reading by hand: a warning, a denial by who looked, a denial by who did not, a question."""

from __future__ import annotations

from functools import partial

from safeconduct.core.basics import Window, parse_time
from safeconduct.core.intake.document import Document, Span
from safeconduct.core.intake.reading import (
    Attribution,
    Certainty,
    PlaceMention,
    Polarity,
    Precision,
    Question,
    QuoteType,
    Reading,
    Relation,
    Speaker,
    TimeMention,
)
from safeconduct.core.intake.review import Setting, name_places
from safeconduct.core.intake.times import window_of

TEXT = (
    "Port security may expect an attack on gate 1 between 21:00 and 23:00 on 4 March, the harbour master warned.\n"
    "A patrol walked the road at checkpoint 3 at noon and found no gunmen, Captain Ines Vega said.\n"
    "The ministry denied that a bomb lies at gate 2.\n"
    "Nobody said when the buses leave from the old mill."
)
OFFSET = -3 * 3600
PERIOD = Window(parse_time("2031-03-04T06:00:00-03:00"), parse_time("2031-03-05T18:00:00-03:00"))
PUBLISHED = parse_time("2031-03-04T13:00:00-03:00")
SETTING = Setting(
    partial(window_of, reference=PUBLISHED, utc_offset_seconds=OFFSET),
    name_places({"EXERCISE gate 2": (-71.2043, -29.921)}),
    PERIOD,
    OFFSET,
)


def at(words: str) -> Span:
    """Return where some words first stand."""
    start = TEXT.index(words)
    return Span(start, start + len(words))


def site(words: str, x: float, y: float) -> PlaceMention:
    """Name a site that is on the map."""
    return PlaceMention(at(words), words, Precision.SITE, "CL", x, y)


def make_reading() -> Reading:
    """Return the reading."""
    document = Document(
        "feedc0de12345678", TEXT, "en", "text/plain", title="Evening brief", outlet="port_bulletin", published=PUBLISHED
    )
    warned = Attribution(
        "A1", (at("Port security may expect an attack on gate 1 between 21:00 and 23:00 on 4 March"),),
        Speaker("harbour_master", "person", True, at("the harbour master")), QuoteType.INDIRECT, cue=at("warned"),
        kind="warning", outlet_chain=("port_bulletin", "coast_radio"), certainty=Certainty.POSSIBLE,
        hedge_cues=(at("may"),), places=(site("gate 1", -71.192063, -29.916736),),
        times=(TimeMention(at("between 21:00 and 23:00 on 4 March"), "2031-03-04T21:00/2031-03-04T23:00", "TIME"),),
    )  # fmt: skip
    looked = Attribution(
        "A2", (at("A patrol walked the road at checkpoint 3 at noon and found no gunmen"),),
        Speaker("ines_vega", "person", True, at("Captain Ines Vega"), at("Captain")), QuoteType.INDIRECT,
        cue=at("said"), outlet_chain=("port_bulletin",), polarity=Polarity.NEGATIVE, negation_cues=(at("no gunmen"),),
        places=(site("checkpoint 3", -71.21, -29.93),),
        times=(TimeMention(at("at noon"), "2031-03-04T12:00", "TIME"),),
    )  # fmt: skip
    denied = Attribution(
        "A3", (at("that a bomb lies at gate 2"),), Speaker("ministry", "government", True, at("The ministry")),
        QuoteType.INDIRECT, cue=at("denied"), kind="denial", polarity=Polarity.NEGATIVE, negation_cues=(at("denied"),),
        places=(PlaceMention(at("gate 2"), "gate 2", Precision.UNKNOWN),),
        times=(TimeMention(at("4 March"), "2031-03-04", "DATE"),),
    )  # fmt: skip
    relation = Relation(
        "R1", "unknown_men", "threatens", "gate_1", at("an attack on gate 1"), ("A1",), plover="THREATEN"
    )
    asked = Question(at("the old mill"), "Where is the old mill?")
    return Reading(document, (denied, warned, looked), (relation,), (), (asked,))
