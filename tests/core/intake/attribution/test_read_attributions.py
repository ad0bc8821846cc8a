"""What is read of who said what."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading_text import read, words

from safeconduct.adapters.spacy_parser import SpacyParser
from safeconduct.core.intake.attribution.teller import UNNAMED_PUBLISHER
from safeconduct.core.intake.reading import AUTHOR, Polarity, QuoteType


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Officials said that the bridge is mined.", ["that the bridge is mined"]),
        ("The bridge is mined, officials said.", ["The bridge is mined"]),
        ("The bridge, officials said, is mined.", ["The bridge", "is mined"]),
        ("According to the ministry, the bridge is mined.", ["the bridge is mined"]),
        ("The bridge is mined, according to the ministry.", ["The bridge is mined"]),
        ("“The bridge is mined,” said the mayor.", ["“The bridge is mined,”"]),
        ("The mayor said: “The bridge is mined.”", ["“The bridge is mined.”"]),
        ("The army ordered the families to leave the camp.", ["to leave the camp"]),
        ("The mayor described the bridge as a trap.", ["the bridge as a trap"]),
        ("Officials repeated the claim that the bridge is mined.", ["that the bridge is mined"]),
        ("It was reported that the bridge is mined.", ["that the bridge is mined"]),
        ("The group is believed to have left the city.", ["The group", "to have left the city"]),
        ("Reports have emerged that the bridge is mined.", ["that the bridge is mined"]),
    ],
)
def test_general_frames_are_read(parser: SpacyParser, text: str, content: list[str]) -> None:
    """Each way in which English attributes gives one statement with its content."""
    (statement,) = read(parser, text)
    assert words(text, *statement.content) == content


@pytest.mark.parametrize(
    ("text", "kind", "polarity"),
    [
        ("The mayor denied that the bridge is mined.", "denial", Polarity.NEGATIVE),
        ("The mayor rejected the idea that the bridge is mined.", "denial", Polarity.NEGATIVE),
        ("The mayor asked whether the bridge is mined.", "question", Polarity.QUESTION),
        ("The mayor declined to provide details of the attack.", "refusal", Polarity.NEGATIVE),
        ("The mayor does not believe that the bridge is mined.", "belief", Polarity.NEGATIVE),
        ("The mayor ruled out talks with the rebels.", "denial", Polarity.NEGATIVE),
        ("The mayor warned that the bridge is mined.", "warning", Polarity.POSITIVE),
        ("No official confirmed that the bridge is mined.", "statement", Polarity.NEGATIVE),
    ],
)
def test_the_cue_decides_kind_and_polarity(parser: SpacyParser, text: str, kind: str, polarity: Polarity) -> None:
    """A denial, a question and a refusal are told by their cue alone."""
    (statement,) = read(parser, text)
    assert (statement.kind, statement.polarity) == (kind, polarity)


def test_a_chain_of_outlets_is_kept(parser: SpacyParser) -> None:
    """Who cites whom is read from the outside in, the document's own publisher first."""
    text = "According to the Harbour Courier, a senior official told Reuters that the bridge is mined."
    told = read(parser, text, outlet="The Daily Lamp")[-1]
    assert told.outlet_chain == ("daily_lamp", "harbour_courier", "reuters")
    assert not told.speaker.named


def test_a_quote_passed_on_is_the_speakers(parser: SpacyParser) -> None:
    """ "She said, according to the Courier" is one statement of hers that came through the Courier."""
    text = "“The gate is shut,” Ruth Adler said, according to the Harbour Courier. “It stays shut.”"
    (statement,) = read(parser, text)
    assert (statement.speaker.canonical, statement.outlet_chain[1:]) == ("ruth_adler", ("harbour_courier",))
    assert words(text, *statement.content) == ["“The gate is shut,”", "“It stays shut.”"]


def test_pronouns_and_last_names_are_one_speaker(parser: SpacyParser) -> None:
    """A full name, a last name and "she" lead to one canonical name, with the role once told."""
    text = (
        "Ruth Adler, the mayor of Lower Vane, said the bridge is mined. “Stay at home,” she said.\n"
        "Adler added that schools would close."
    )
    statements = read(parser, text)
    assert {each.speaker.canonical for each in statements} == {"ruth_adler"}
    assert len(statements) == 3
    assert words(text, statements[-1].speaker.role) == ["the mayor of Lower Vane"]


def test_an_unnamed_official_is_one_person_throughout(parser: SpacyParser) -> None:
    """ "The official" is the one introduced before."""
    first, second = read(parser, "A senior official said the gate is shut. The official said it would open at noon.")
    assert first.speaker.canonical == second.speaker.canonical
    assert not first.speaker.named


def test_an_interview_lasts_while_its_speaker_speaks(parser: SpacyParser) -> None:
    """What the speaker goes on to say came through the same outlet."""
    text = "Speaking with Radio Meridian on Monday, Ruth Adler said the gate is shut. “It stays shut,” she added."
    assert [each.outlet_chain[1:] for each in read(parser, text)] == [("radio_meridian",)] * 2


def test_statements_within_statements_know_their_parent(parser: SpacyParser) -> None:
    """A report of a report is nested, and carries the chain of the one it stands in."""
    text = "“The army warned that the bridge is mined,” reports the Harbour Courier."
    outer, inner = read(parser, text)
    assert (outer.parent, inner.parent) == (None, outer.attribution_id)
    assert inner.outlet_chain == outer.outlet_chain == (UNNAMED_PUBLISHER, "harbour_courier")
    assert inner.speaker.canonical == "army"


def test_a_lead_in_gives_the_paragraphs_under_it_to_its_outlet(parser: SpacyParser) -> None:
    """A block runs to the next heading; each of its claims is a statement of its own."""
    text = "More from the Harbour Courier:\nThe bridge is mined.\nTwo boats left.\nWeather\nIt rains."
    block, *claims = read(parser, text)
    assert words(text, *block.content) == ["The bridge is mined.", "Two boats left."]
    assert [each.parent for each in claims] == [block.attribution_id] * 2
    assert {each.quote_type for each in (block, *claims)} == {QuoteType.BLOCK}


def test_a_transcripts_label_names_the_speaker(parser: SpacyParser) -> None:
    """The paragraphs after a label are the labelled speaker's until the next label."""
    text = "MR. HOLT: The gate is shut.\nIt opens at noon.\nQ: Is the port open?"
    first, second = read(parser, text)
    assert words(text, *first.content) == ["The gate is shut.", "It opens at noon."]
    assert (first.speaker.canonical, second.speaker.canonical) == ("holt", "questioner")


def test_a_quote_without_a_cue_goes_on_with_the_last_speaker(parser: SpacyParser) -> None:
    """A paragraph that is nothing but a quote is said by whoever spoke before."""
    text = "“The gate is shut,” said Ruth Adler.\n“We do not know when it will open.”"
    first, second = read(parser, text)
    assert second.speaker.canonical == first.speaker.canonical == "ruth_adler"


def test_the_writers_own_account_of_violence_is_the_writers(parser: SpacyParser) -> None:
    """A fact about a hostile act that nobody is named for is the author's; other sentences are nobody's statement."""
    text = "Northern Alliance gunmen attacked the bridge on Monday. The weather was fine."
    (statement,) = read(parser, text)
    assert (statement.quote_type, statement.speaker.canonical) == (QuoteType.AUTHOR, AUTHOR)


@pytest.mark.parametrize(
    "text",
    [
        "Ruth Adler put it bluntly:\n“The gate is shut.”",
        "Ruth Adler: “The gate is shut for good.”",
        "Officials were sure of it. Ruth Adler agreed. “The gate is shut.”",
        "“The gate is shut!” thundered Ruth Adler.",
        "“The gate is shut,” wagered Ruth Adler.",
    ],
)
def test_whose_words_a_quote_holds_is_read_beside_it(parser: SpacyParser, text: str) -> None:
    """A lead-in, a label, a sentence of assent and a verb in no lexicon all tell the speaker of a quote."""
    (quote,) = [each for each in read(parser, text) if each.quote_type is QuoteType.DIRECT]
    assert quote.speaker.canonical == "ruth_adler"


def test_a_lead_in_over_a_quote_makes_no_block(parser: SpacyParser) -> None:
    """What an outlet is quoted with in quote marks is one direct statement."""
    text = "The Harbour Courier writes:\n“The bridge is mined.”"
    (statement,) = read(parser, text)
    assert (statement.quote_type, statement.speaker.canonical) == (QuoteType.DIRECT, "harbour_courier")


def test_mixed_quotes_keep_the_speakers_own_words(parser: SpacyParser) -> None:
    """The words in quote marks are told apart from the writer's."""
    text = "Adler said the gate was “a death trap” for families."
    (statement,) = read(parser, text)
    assert statement.quote_type is QuoteType.MIXED
    assert words(text, *statement.quoted) == ["a death trap"]


def test_wishes_are_read_only_when_asked_for(parser: SpacyParser) -> None:
    """What somebody wants is no statement, unless attitudes are asked for."""
    text = "The army wants to close the bridge."
    assert read(parser, text) == ()
    assert len(read(parser, text, attitudes=True)) == 1


PIECES = st.sampled_from(
    [
        "“The gate is shut,” said Ruth Adler.",
        "“It opens at noon.",
        "The mayor told the Harbour Courier that “nobody” knows whether it opens.",
        "According to Reuters, the army warned people to leave, and officials denied that it had.",
        "More from the Courier:",
        "MR. HOLT: I did not say that he said so.",
        "She added:",
        "'Run!'",
        "Asked why, he declined to comment.",
        "12:30",
    ]
)


@settings(max_examples=20, deadline=None)
@given(st.lists(PIECES, max_size=6), st.sampled_from(["\n", " ", "\n\n"]))
def test_readings_are_well_formed_whatever_the_text(parser: SpacyParser, pieces: list[str], between: str) -> None:
    """Spans lie in the text, ids are unique, and a parent stands before its children and holds what they begin with."""
    text = between.join(pieces)
    statements = read(parser, text, attitudes=True)
    by_id = {each.attribution_id: number for number, each in enumerate(statements)}
    assert len(by_id) == len(statements)
    for number, each in enumerate(statements):
        assert each.content
        assert all(0 <= span.start < span.end <= len(text) for span in each.content)
        assert each.outlet_chain[0] == UNNAMED_PUBLISHER
        assert len(set(each.outlet_chain)) == len(each.outlet_chain)
        if each.parent is not None:
            outer = statements[by_id[each.parent]]
            assert by_id[each.parent] < number
            assert any(span.start <= each.content[0].start < span.end for span in outer.content)


@settings(max_examples=10, deadline=None)
@given(st.text(alphabet="ab “”\"'.:\n(‘’", max_size=60))
def test_no_text_is_too_odd_to_read(parser: SpacyParser, text: str) -> None:
    """Marks without words, words without sense and empty texts give a reading all the same."""
    read(parser, text)


def test_what_a_denial_denies_was_not_said(parser: SpacyParser) -> None:
    """A statement within a denial comes out as denied: nobody is said to have made it."""
    outer, *inner = read(parser, "The minister denied that the army had said the bridge was mined.")
    assert outer.kind == "denial"
    assert inner
    assert all(each.polarity is Polarity.NEGATIVE for each in inner)
