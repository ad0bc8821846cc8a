"""Make one reading of a text of our own, with every kind of object in it."""

from __future__ import annotations

from safeconduct.core.intake.document import Document, Span
from safeconduct.core.intake.reading import (
    Actor,
    Attribution,
    Certainty,
    PlaceMention,
    Polarity,
    Precision,
    QuoteType,
    Reading,
    Relation,
    Speaker,
    TimeMention,
)

MADE = 1_930_000_000.0
TEXT = (
    "“The Red Band may strike the ferry in Port Elan,” Ana Roe, a harbour officer, told the Courier on Monday. "
    "She denied that the Red Band holds Mills Bridge. The Red Band fought the Guard."
)


def at(words: str) -> Span:
    """Return where some words first stand."""
    start = TEXT.index(words)
    return Span(start, start + len(words))


def told_reading() -> Reading:
    """Return what was read: a warning, a denial, and a fight; Port Elan is known, Mills Bridge is not."""
    document = Document(
        "doc7", TEXT, "en", "text/html", None, "Ferry warned", "The Courier", "https://courier.example/1", MADE - 7200.0
    )
    ana = Speaker("ana_roe", "person", True, at("Ana Roe"), at("a harbour officer"))
    elan = PlaceMention(at("Port Elan"), "Port Elan", Precision.CITY, "CL", -71.2, -29.9)
    bridge = PlaceMention(at("Mills Bridge"), "Mills Bridge", Precision.UNKNOWN)
    warned = Attribution(
        "A1", (at("“The Red Band may strike the ferry in Port Elan,”"),), ana, QuoteType.DIRECT, cue=at("told"),
        kind="warning", addressee=at("the Courier"), outlet_chain=("the_courier",), certainty=Certainty.POSSIBLE,
        hedge_cues=(at("may"),), actors=("red_band", "lone_walker"), places=(elan,),
        times=(TimeMention(at("on Monday"), "2031-02-24", "DATE"),), origin="port_elan",
    )  # fmt: skip
    denied = Attribution(
        "A2", (at("that the Red Band holds Mills Bridge"),), ana, QuoteType.INDIRECT, cue=at("denied"), kind="denial",
        polarity=Polarity.NEGATIVE, negation_cues=(at("denied"),), actors=("red_band",), places=(bridge,),
        origin="port_elan",
    )  # fmt: skip
    relations = (
        Relation("R1", "red_band", "fights", "guard", at("The Red Band fought the Guard"), status="past"),
        Relation(
            "R2", "red_band", "holds", "mills_bridge", at("the Red Band holds Mills Bridge"), ("A2",), Polarity.NEGATIVE
        ),
        Relation("R3", "red_band", "strikes", "ferry", at("may strike"), ("A1",), certainty=Certainty.POSSIBLE),
    )
    actors = (
        Actor("red_band", "Red Band", "armed_group", ("the Red Band",)),
        Actor("guard", "the Guard", "military"),
        Actor("ana_roe", "Ana Roe", "person"),
        Actor("lone_walker", "Bo Lind", "person"),
    )
    return Reading(document, (warned, denied), relations, actors)
