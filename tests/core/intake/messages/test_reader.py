"""Test how field messages are read."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.intake.messages.gold import Message, read_half

from safeconduct.adapters.spacy_parser import SpacyParser
from safeconduct.core.intake.document import Document
from safeconduct.core.intake.messages import Style, find_layout, read_message
from safeconduct.core.intake.places import Gazetteer
from safeconduct.core.intake.read import Knowledge, read_article, read_document
from safeconduct.core.intake.reading import Attribution, Certainty, Polarity

DEV = read_half("dev")
ARTICLES = sorted((Path(__file__).parents[1] / "articles").glob("*.txt"))
KNOWLEDGE = Knowledge(Gazetteer(()), utc_offset_seconds=-10800)
RECEIVED = datetime.fromisoformat("2031-05-11T12:30:00-03:00").timestamp()
_PIECES = (
    "gate 3|shut|0514 |HERON 2: |[12:04] Ana: |From: A\n|Subject: b\n|\n|\n\n|, |. |? |told us |ppl |[x] |[ ] open|"
    "Time: 0410\n|shots |mill bridge |> quoted\n|not |rumour "
)
PIECES = st.sampled_from(_PIECES.split("|"))


def _document(text: str, outlet: str = "driver_4") -> Document:
    return Document("d1", text, "en", "text/plain", outlet=outlet, published=RECEIVED)


def _read(text: str, parser: SpacyParser) -> list[Attribution]:
    return list(read_document(_document(text), parser, KNOWLEDGE).attributions)


@pytest.mark.parametrize("message", DEV, ids=lambda message: message.name)
def test_style_is_told_by_the_layout(message: Message) -> None:
    """Every message of the development half is laid out as what it is."""
    layout = find_layout(_document(message.text))
    assert layout is not None
    assert layout.style is Style(message.style)


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_articles_are_no_messages(path: Path) -> None:
    """No article is read as a message."""
    assert find_layout(_document(path.read_text(encoding="utf-8"))) is None


def test_published_text_is_no_message() -> None:
    """A short sentence with its full stop, a feed's item and a page keep the reader of articles."""
    text = "pls note gate 3 is shut"
    assert find_layout(_document("Officials said that the gate is closed.")) is None
    assert find_layout(Document("d1", text, "en", "text/html")) is None
    assert find_layout(Document("d1", text, "en", "text/plain", title="Gates")) is None
    assert find_layout(_document(text)) is not None


def test_article_reads_as_the_article_reader_does(parser: SpacyParser) -> None:
    """What is no message is read as before."""
    document = _document("Officials said on Monday that the gate is closed.")
    one, two = read_document(document, parser, KNOWLEDGE), read_article(document, parser, KNOWLEDGE)
    assert one.attributions == two.attributions


@given(st.lists(PIECES, max_size=14).map("".join))
def test_segments_lie_in_the_text_in_order(text: str) -> None:
    """No segment is empty, leaves the text or overlaps another; statements lie in their segments."""
    layout = find_layout(_document(text))
    if layout is None:
        return
    ends = 0
    for segment in layout.segments:
        assert ends <= segment.span.start < segment.span.end <= len(text)
        ends = segment.span.end
    for said in read_message(_document(text), layout, (), ()):
        assert any(segment.span.holds(said.content[0]) for segment in layout.segments)
        assert text[said.content[0].start : said.content[0].end].strip()


@pytest.mark.parametrize("number", [5, 19])
def test_chatter_states_nothing(number: int, parser: SpacyParser) -> None:
    """Thanks, greetings and requests of the development half are no statements."""
    assert DEV[number].statements == ()
    assert _read(DEV[number].text, parser) == []


def test_sender_states_and_passes_on(parser: SpacyParser) -> None:
    """What the sender says is the sender's; what somebody told the sender is theirs."""
    own, told = _read("ppl waiting at gate 9, abt 40 kids. guard told us cp4 shut til noon", parser)
    assert (own.speaker.canonical, own.speaker.kind, own.event) == ("driver_4", "author", "crowd")
    assert (told.speaker.canonical, told.speaker.kind, told.event) == ("guard", "person", "checkpoint_closed")
    assert [place.place for place in told.places] == ["cp4"]


@pytest.mark.parametrize(
    ("text", "event", "polarity", "certainty"),
    [
        ("gate 3 is not open", "gate_open", Polarity.NEGATIVE, Certainty.CERTAIN),
        ("is gate 3 open?? thx", "gate_open", Polarity.QUESTION, Certainty.UNKNOWN),
        ("no shots fired at cp 2, ppl calm", "shooting", Polarity.NEGATIVE, Certainty.CERTAIN),
        ("rumour says mill bridge is blocked", "road_closed", Polarity.POSITIVE, Certainty.POSSIBLE),
        ("mill road shut, unconfirmed", "road_closed", Polarity.POSITIVE, Certainty.POSSIBLE),
        ("big bang nr mill bridge. not sure tho", "explosion", Polarity.POSITIVE, Certainty.POSSIBLE),
        ("fern road not passable", "road_closed", Polarity.POSITIVE, Certainty.CERTAIN),
    ],
)
def test_denials_questions_and_doubts(
    text: str, event: str, polarity: Polarity, certainty: Certainty, parser: SpacyParser
) -> None:
    """A statement is affirmed, denied or asked as its words do, and as sure as they are."""
    said = _read(text, parser)[0]
    assert (said.event, said.polarity, said.certainty) == (event, polarity, certainty)


def test_lines_of_a_log_have_their_sender_and_time(parser: SpacyParser) -> None:
    """Each line of a radio log is its station's, at its time; a read-back says nothing new."""
    said = _read("1720 KITE 1: gate 2 closed, over\n1721 KITE BASE: roger, gate 2 closed. Out", parser)
    assert [(each.speaker.canonical, each.times[0].value) for each in said] == [("kite_1", "2031-05-11T17:20")]


def test_quoted_reply_is_not_the_senders(parser: SpacyParser) -> None:
    """What an e-mail quotes was said before, and is not said again."""
    text = "From: Ana\nSubject: Gate\n\nGate 2 is closed.\n\n> Gate 3 is open."
    assert [each.event for each in _read(text, parser)] == ["gate_closed"]


def test_only_ticked_boxes_count(parser: SpacyParser) -> None:
    """A box that is not ticked states nothing."""
    said = _read("GATE CHECK\nTime: 0410\nGate 1: [ ] closed [x] open\nGate 2: [x] closed [ ] open", parser)
    assert [each.event for each in said] == ["gate_open", "gate_closed"]
    assert all(each.times[0].value == "2031-05-11T04:10" for each in said)


def test_unknown_site_is_asked_for(parser: SpacyParser) -> None:
    """A site that no gazetteer holds is named as written, and a person is asked where it is."""
    reading = read_document(_document("shots nr mill bridge"), parser, KNOWLEDGE)
    assert [question.what for question in reading.questions] == ["Where is mill bridge? No gazetteer holds it."]
