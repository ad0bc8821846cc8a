"""Promise that a row of a table of reports is one statement, as its columns say."""

from __future__ import annotations

import pytest

from safeconduct.adapters.spacy_parser import SpacyParser
from safeconduct.core.intake.document import Document
from safeconduct.core.intake.places import Gazetteer
from safeconduct.core.intake.read import Knowledge, read_document
from safeconduct.core.intake.reading import Attribution, Certainty, Polarity

ROW = """report_id: 7
speaker: harbour officials
speaker_kind: government
anonymous: yes
claim: armed men may attack the north gate
certainty_words: {words}"""


def read(parser: SpacyParser, text: str) -> Attribution:
    """Read one row that the Courier carried."""
    document = Document("d", text, "en", "text/csv", outlet="Harbour Courier")
    (said,) = read_document(document, parser, Knowledge(Gazetteer(()))).attributions
    return said


@pytest.mark.parametrize(
    ("words", "certainty"),
    [
        ("strong possibility", Certainty.PROBABLE),
        ("rumour", Certainty.POSSIBLE),
        ("declined", Certainty.UNKNOWN),
        ("stated", Certainty.POSSIBLE),
    ],
)
def test_the_columns_say_who_and_how_surely(parser: SpacyParser, words: str, certainty: Certainty) -> None:
    """Speaker, whether it is named, outlet and certainty come from the columns; "stated" leaves it to the claim."""
    said = read(parser, ROW.format(words=words))
    assert (said.speaker.canonical, said.speaker.kind, said.speaker.named) == ("harbour_officials", "government", False)
    assert said.outlet_chain == ("harbour_courier",)
    assert said.certainty is certainty


def test_who_declined_told_nothing(parser: SpacyParser) -> None:
    """A refusal is no statement that something is so."""
    assert read(parser, ROW.format(words="declined")).polarity is Polarity.NEGATIVE
    assert read(parser, ROW.format(words="unclear")).polarity is Polarity.POSITIVE


def test_a_denial_in_a_claim_is_one(parser: SpacyParser) -> None:
    """And its content is the value of the column alone."""
    text = "speaker: Ruth Adler\nclaim: the bridge is not mined"
    said = read(parser, text)
    (content,) = said.content
    assert (said.polarity, text[content.start : content.end]) == (Polarity.NEGATIVE, "the bridge is not mined")


def test_a_row_that_names_nobody_is_its_outlets_word(parser: SpacyParser) -> None:
    """So that no invented speaker stands behind it."""
    assert read(parser, "claim: the bridge is mined").speaker.canonical == "harbour_courier"
