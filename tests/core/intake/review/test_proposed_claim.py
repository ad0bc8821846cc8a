"""Hold the proposed claim to its rule: threat where danger is affirmed, clear only where somebody looked."""

from __future__ import annotations

import pytest

from safeconduct.core.intake import Claim
from safeconduct.core.intake.document import Document, Span
from safeconduct.core.intake.reading import Attribution, Polarity, QuoteType, Reading, Relation, Speaker
from safeconduct.core.intake.review import propose_claim

YES, NO, ASKED = Polarity.POSITIVE, Polarity.NEGATIVE, Polarity.QUESTION


def propose(text: str, polarity: Polarity = YES, kind: str = "statement", **more: str) -> Claim | None:
    """Propose a claim for a statement that is the whole text."""
    said = Attribution(
        "A1", (Span(0, len(text)),), Speaker("ana", "person", True), QuoteType.INDIRECT, polarity=polarity, kind=kind
    )
    relations = (Relation("R1", "x", "attacks", "y", Span(0, 1), ("A1",), **more),) if more else ()
    return propose_claim(Reading(Document("d", text, "en", "text/plain"), (said,), relations), said).claim


@pytest.mark.parametrize(
    ("text", "polarity", "claim"),
    [
        ("gunmen hold the bridge", YES, Claim.THREAT),
        ("they are shelling the mill road", YES, Claim.THREAT),
        ("the square is not safe", YES, Claim.THREAT),
        ("the square is not safe", NO, Claim.THREAT),
        ("that the square is safe", NO, Claim.THREAT),
        ("a patrol searched gate 4 and found no explosives", YES, Claim.CLEAR),
        ("a patrol searched gate 4 and found no explosives", NO, Claim.CLEAR),
        ("the team walked the quay, and it is calm", YES, Claim.CLEAR),
        ("there are no gunmen at the bridge", YES, None),
        ("there will be an attack on the bridge", NO, None),
        ("the bridge is safe", YES, None),
        ("is there a bomb at the bridge?", ASKED, None),
        ("buses leave from the bridge at nine", YES, None),
    ],
)
def test_the_claim_follows_the_words_and_the_polarity(text: str, polarity: Polarity, claim: Claim | None) -> None:
    """A denial without a look is no claim at all: not to know of danger clears nothing."""
    assert propose(text, polarity) is claim


def test_a_warning_is_a_threat_whatever_its_words() -> None:
    """Its kind says so; a denied warning is none."""
    assert propose("keep away from the north quay", kind="warning") is Claim.THREAT
    assert propose("keep away from the north quay", NO, kind="warning") is None


def test_an_attack_among_the_relations_is_a_threat() -> None:
    """What the reading took from the grammar counts, where no word of the list stands."""
    assert propose("they went for the convoy", plover="ASSAULT") is Claim.THREAT
    assert propose("they went for the convoy", plover="CONSULT") is None


def test_the_cue_may_tell_of_looking() -> None:
    """Who saw that there was nothing has looked."""
    text = "no gunmen at the bridge, he saw"
    said = Attribution(
        "A1", (Span(0, 23),), Speaker("ana", "person", True), QuoteType.INDIRECT, cue=Span(text.index("saw"), len(text))
    )
    assert propose_claim(Reading(Document("d", text, "en", "text/plain"), (said,)), said).claim is Claim.CLEAR


def test_what_is_passed_on_counts_for_whoever_said_it() -> None:
    """The outer statement makes no claim with the inner one's words, and does with its own."""
    inner = "gunmen hold the bridge"
    for text, claim in (
        (f"the ministry said {inner}", None),
        (f"a bomb exploded, the ministry said {inner}", Claim.THREAT),
    ):
        start = text.index(inner)
        outer = Attribution("A1", (Span(0, len(text)),), Speaker("courier", "outlet", True), QuoteType.INDIRECT)
        told = Attribution(
            "A2", (Span(start, len(text)),), Speaker("ministry", "government", True), QuoteType.INDIRECT, parent="A1"
        )
        reading = Reading(Document("d", text, "en", "text/plain"), (outer, told))
        assert propose_claim(reading, outer).claim is claim
        assert propose_claim(reading, told).claim is Claim.THREAT
