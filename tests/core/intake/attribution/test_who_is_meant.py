"""Whose a statement is where several people speak, cite each other, or are called "he" and "she"."""

from __future__ import annotations

import pytest
from reading_text import read, words

from safeconduct.adapters.spacy_parser import SpacyParser
from safeconduct.core.intake.reading import Certainty, Polarity


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("The Harbour Courier reported on Monday that the bridge is mined, citing two officials.", "officials"),
        ("The Harbour Courier reported, citing two officials, that the bridge is mined.", "officials"),
        ("Citing two officials, the Harbour Courier reported that the bridge is mined.", "officials"),
        ("The bridge is mined, the Harbour Courier reported, quoting a memo.", "memo"),
        ("The Harbour Courier, quoting the interior ministry, said the bridge is mined.", "interior_ministry"),
        ("The Harbour Courier quoted a fisherman as saying that the bridge is mined.", "anon_fisherman_1"),
    ],
)
def test_whom_an_outlet_cites_is_the_source(parser: SpacyParser, text: str, cited: str) -> None:
    """What an outlet says on somebody's word is told twice: by the outlet, and within that by whom it cites."""
    outer, inner = read(parser, text)
    assert (outer.speaker.canonical, inner.speaker.canonical) == ("harbour_courier", cited)
    assert inner.parent == outer.attribution_id
    assert inner.outlet_chain == outer.outlet_chain
    assert [each.removeprefix("that ").lower() for each in words(text, *outer.content)] == ["the bridge is mined"]
    assert inner.content == outer.content


def test_an_outlet_that_cites_an_outlet_makes_a_chain(parser: SpacyParser) -> None:
    """The chain runs from the outlet read to the one nearest the source."""
    text = "The Morning Post, citing the news agency Volpress, which quoted a doctor, reported that six men died."
    first, second, third = read(parser, text)
    assert first.outlet_chain[1:] == ("morning_post",)
    assert second.outlet_chain[1:] == third.outlet_chain[1:] == ("morning_post", "volpress")
    assert (second.parent, third.parent) == (first.attribution_id, second.attribution_id)
    assert third.speaker.canonical == "anon_doctor_1"


@pytest.mark.parametrize(
    "text",
    [
        "The mayor said the bridge is shut, citing the weather.",
        "The Harbour Courier said the bridge is shut, citing a lack of fuel.",
    ],
)
def test_a_reason_is_no_source(parser: SpacyParser, text: str) -> None:
    """Who cites the weather names nobody who said so."""
    assert len(read(parser, text)) == 1


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        (
            "Witnesses said that soldiers fired, and aid groups claimed rebels had fired first.",
            ["that soldiers fired", "rebels had fired first"],
        ),
        ("The road is open, police said, though drivers described it as a trap.", ["The road is open", "it as a trap"]),
        (
            "The army said it had left, while a rebel said talks never began.",
            ["it had left", "talks never began"],
        ),
    ],
)
def test_what_others_claim_stands_by_itself(parser: SpacyParser, text: str, contents: list[str]) -> None:
    """Somebody else's claim in the same sentence is no part of the first one's statement."""
    statements = read(parser, text)
    assert [words(text, *each.content) for each in statements] == [[content] for content in contents]
    assert [each.parent for each in statements] == [None, None]


def test_what_somebody_says_that_others_claim_stays_inside(parser: SpacyParser) -> None:
    """With a "that" of its own a second clause goes on with what the first speaker says."""
    text = "Police said that the road is open, and that drivers claimed it was a trap."
    outer, inner = read(parser, text)
    assert inner.parent == outer.attribution_id


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The general resigned on Monday. He denied ordering police to fire.", "anon_general_1"),
        ("The general resigned on Monday. He denied ordering police.", "anon_general_1"),
        ("Omar Sabri said he was safe. His deputy, Mira Lund, was not. The town, she said, is lost.", "mira_lund"),
        ("“I am safe,” said Mira Lund. Her husband, Juan, is missing. “I walked,” he said later.", "juan"),
        ("“I am safe,” said Mira Lund. Her husband, Juan, is missing. “I walked,” she said later.", "mira_lund"),
        ("Mr. Sabri met Mrs. Lund. He said the road is open.", "sabri"),
        ("Mr. Sabri met Mrs. Lund. She said the road is open.", "lund"),
    ],
)
def test_he_and_she_are_whom_the_text_calls_so(parser: SpacyParser, text: str, speaker: str) -> None:
    """Titles, kinship and what people say of themselves tell who "he" and "she" are; else the last one who spoke."""
    said = [each for each in read(parser, text) if each.parent is None]
    assert said[-1].speaker.canonical == speaker


def test_a_denied_order_is_denied(parser: SpacyParser) -> None:
    """Who "denied ordering police" says that he did not order them."""
    text = "Omar Sabri resigned. He denied ordering police to the square."
    (denial,) = read(parser, text)
    assert denial.polarity is Polarity.NEGATIVE
    assert words(text, *denial.content) == ["ordering police to the square"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Rebels shelled the pier in May, or so the ministry claimed.", "ministry"),
        ("Rebels shelled the pier in May, or so it was claimed.", "unknown"),
    ],
)
def test_a_disclaimer_names_whose_the_claim_is(parser: SpacyParser, text: str, speaker: str) -> None:
    """What is handed on with "or so they claimed" is theirs, and only possible."""
    (claim,) = read(parser, text)
    assert (claim.speaker.canonical, claim.certainty) == (speaker, Certainty.POSSIBLE)
    assert words(text, *claim.content) == ["Rebels shelled the pier in May"]


def test_a_condition_is_no_question(parser: SpacyParser) -> None:
    """A statement that opens with a condition is possible, and not asked; "asked if" asks."""
    (threat,) = read(parser, "“If a ship ignores us, we may fire,” Omar Sabri said.")
    assert (threat.kind, threat.polarity, threat.certainty) == ("statement", Polarity.POSITIVE, Certainty.POSSIBLE)
    (asked,) = read(parser, "Omar Sabri asked if the road was open.")
    assert asked.polarity is Polarity.QUESTION


def test_a_claim_that_the_writer_calls_false_is_denied(parser: SpacyParser) -> None:
    """Nobody's claim is as true as the writer has it; somebody's own claim stays what he says."""
    (false,) = read(parser, "The claim that rebels shelled the pier is false.")
    assert false.polarity is Polarity.NEGATIVE
    (denied,) = read(parser, "Mira Lund dismissed as invention a report that her staff had left.")
    assert denied.polarity is Polarity.NEGATIVE
    (own,) = read(parser, "Mira Lund repeated the claim that rebels shelled the pier.")
    assert own.polarity is Polarity.POSITIVE


def test_a_statement_is_what_is_said_in_it(parser: SpacyParser) -> None:
    """ "Said in a statement that" has the speaker of "said", and "it" is that speaker from there on."""
    text = "The Valley Movement said in a statement that it never fired. It said that no attack was planned."
    assert {each.speaker.canonical for each in read(parser, text)} == {"valley_movement"}


def test_a_dateline_names_the_agency_and_is_no_content(parser: SpacyParser) -> None:
    """The agency in a dateline is an outlet; what stands before the dash belongs to nobody's words."""
    (said,) = read(parser, "LIMAN (AGP) - Two men were shot, police told AGP.")
    assert said.outlet_chain[1:] == ("agp",)
    text = "SELM, Olvar — Dozens of people queued for water in Selm after the pump broke, the mayor’s office said."
    (told,) = read(parser, text)
    assert words(text, *told.content) == ["Dozens of people queued for water in Selm after the pump broke"]
