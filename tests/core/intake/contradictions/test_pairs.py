"""Promise that statements that contradict each other are paired and shown, with the reason, and none preferred."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from told_statements import STRIKE, say

from safeconduct.core.intake.contradictions import Matter, find_contradictions
from safeconduct.core.intake.document import Document, Span
from safeconduct.core.intake.reading import Attribution, Certainty, Polarity, Precision, QuoteType, Reading, Speaker
from safeconduct.core.intake.statement import list_statements

pytestmark = pytest.mark.core
PIER, MILL = ("Long Pier", Precision.SITE, "CL"), ("Mill Gate", Precision.SITE, "CL")
PORT, INLAND = ("Port Elan", Precision.CITY, "CL"), ("Olm", Precision.CITY, "SE")


def matters(*given: Reading) -> list[tuple[Matter, str]]:
    """Return what contradicts, and why."""
    return [(found.matter, found.reason) for found in find_contradictions(list_statements(given))]


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ({"place": PIER}, {"place": MILL}, (Matter.PLACE, "Long Pier in one, Mill Gate in the other")),
        ({"time": "2031-02-24"}, {"time": "2031-02-25"}, (Matter.TIME, "2031-02-24 in one, 2031-02-25 in the other")),
        (
            {"place": (*PIER, -71.3, -29.9)},
            {"place": ("West Mole", *PIER[1:], -71.4, -29.9)},  # 10 km apart
            (Matter.PLACE, "Long Pier in one, West Mole in the other"),
        ),
        ({}, {"polarity": Polarity.NEGATIVE}, (Matter.POLARITY, "one affirms what the other denies")),
        ({}, {"certainty": Certainty.POSSIBLE}, (Matter.CERTAINTY, "certain in one, possible in the other")),
        ({"place": PORT}, {"place": INLAND}, (Matter.PLACE, "Olm in one, Port Elan in the other")),
    ],
)
def test_each_matter_is_found(one: dict[str, Any], other: dict[str, Any], found: tuple[Matter, str]) -> None:
    """The same words with another place, time, polarity or certainty are a pair, with the reason in words."""
    assert matters(say(outlet="Courier", **one), say(outlet="Post", **other)) == [found]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({}, {}),
        ({"place": PIER}, {}),  # what only one says contradicts nothing
        ({"place": PIER}, {"place": PORT}),  # the pier may lie in the port
        ({"place": PIER, "time": "2031-02-24"}, {"place": MILL, "time": "2031-02-25"}),  # two events
        ({"place": (*PIER, -71.3, -29.9)}, {"place": ("West Mole", *PIER[1:], -71.301, -29.9)}),  # 96 m apart
        ({"time": "2031-02-24"}, {"time": "2031-02"}),  # the day lies in the month
        ({"time": "2031-02-24"}, {"time": "P2D"}),
        ({"time": "within 3 days"}, {"time": "within 5 days"}),  # times, not counts
        ({}, {"polarity": Polarity.QUESTION}),
        ({}, {"certainty": Certainty.PROBABLE}),
        ({"actors": ("red_band",)}, {"actors": ("guard",)}),
        ({}, {"text": "the market opens again", "polarity": Polarity.NEGATIVE}),
    ],
)
def test_what_may_both_be_right_is_no_pair(one: dict[str, Any], other: dict[str, Any]) -> None:
    """Silence, a part within its whole, two events, a question, and other matters contradict nothing."""
    assert matters(say(outlet="Courier", **one), say(outlet="Post", **other)) == []


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("16,000", "18,300", "16,000 and 18,300 people: 1,750 apart"),
        ("16,000", "16,300", "16,000 and 16,300 people: rounding alone would explain it, but none is told"),
        ("about 16,000", "16,300", ""),
        ("more than 16,000", "16,300", ""),
        ("nearly 16,000", "16,300", "nearly 16,000 and 16,300 people: 250 apart"),
        ("16,300", "16,300", ""),
    ],
)
def test_figures_of_one_thing_and_day_are_compared(one: str, other: str, reason: str) -> None:
    """Two counts of people on one day are a pair unless they are equal or a word says that one is rounded."""
    given = (
        say(f"{figure} {people} left by the north gate", outlet=outlet, said_on="2031-02-24")
        for figure, people, outlet in ((one, "people", "Courier"), (other, "evacuees", "Post"))
    )
    assert matters(*given) == ([(Matter.NUMBER, reason)] if reason else [])


def test_figures_of_two_days_or_things_are_not_compared() -> None:
    """Another day, by the text or by the day of publishing, or another thing counted, is another count."""
    left = "16,300 people left by the north gate"
    assert matters(say(left, said_on="2031-02-24"), say(left.replace("16", "12"), said_on="2031-02-25")) == []
    assert matters(say(left, published=0.0), say(left.replace("16", "12"), published=86400.0)) == []
    assert matters(say(left), say("300 buses left by the north gate")) == []


def test_a_statement_within_a_statement_is_no_pair() -> None:
    """What a statement denies stands in it, and is not its contradiction."""
    text = "Ana Roe denied that the Red Band holds the bridge"
    ana, guard = Speaker("ana_roe", "person", True), Speaker("guard", "group", True)
    whole = Attribution("A1", (Span(0, len(text)),), guard, QuoteType.INDIRECT)
    part = Attribution("A2", (Span(20, len(text)),), ana, QuoteType.INDIRECT, parent="A1", polarity=Polarity.NEGATIVE)
    assert matters(Reading(Document("d", text, "en", "text/plain"), (whole, part))) == []


def test_copies_are_one_side_of_a_pair() -> None:
    """A denial against a warning that five outlets carried is one pair, not five, with the earliest of them."""
    warned = [say(outlet=f"Outlet {number}", published=9e8 - number) for number in range(5)]
    (found,) = find_contradictions(list_statements([*warned, say(polarity=Polarity.NEGATIVE, outlet="Post")]))
    assert {found.one.document.outlet, found.other.document.outlet} == {"Outlet 4", "Post"}


options = st.fixed_dictionaries(
    {
        "text": st.sampled_from([STRIKE, "12 people left the ferry", "15 people left the ferry"]),
        "outlet": st.sampled_from(["Courier", "Post", "Herald"]),
        "place": st.sampled_from([None, PIER, MILL, PORT]),
        "time": st.sampled_from(["", "2031-02-24", "2031-02-25", "2031-02"]),
        "certainty": st.sampled_from(Certainty),
        "polarity": st.sampled_from(Polarity),
    }
)


@given(st.lists(options, min_size=2, max_size=4, unique_by=repr))
def test_a_contradiction_is_symmetric(given: list[dict[str, Any]]) -> None:
    """In whatever order the documents come, the same pairs are found with the same reasons, and none with itself."""

    def pairs(order: tuple[dict[str, Any], ...]) -> set[tuple[Any, ...]]:
        readings = [say(**one, document_id=repr(one)) for one in order]
        found = find_contradictions(list_statements(readings))
        assert all(each.one.key < each.other.key for each in found)
        return {(each.matter, each.one.key, each.other.key, each.reason) for each in found}

    first, *others = (pairs(order) for order in permutations(given))
    assert all(other == first for other in others)
