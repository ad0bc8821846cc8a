"""Promise that reading takes time in proportion to a text, whatever somebody wrote to make it take longer."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from safeconduct.adapters.spacy_parser import SpacyParser
from safeconduct.core.intake.document import Document, Span
from safeconduct.core.intake.messages.log_layout import CALLS
from safeconduct.core.intake.parse import Parse, Token
from safeconduct.core.intake.parse_repairs import LONGEST_SENTENCE, cut_sentences
from safeconduct.core.intake.places import Gazetteer, Place
from safeconduct.core.intake.read import Knowledge, read_document
from safeconduct.core.intake.reading import Precision
from safeconduct.core.intake.span_index import cut_long

PIECE = 500  # code points that are parsed; a text is many copies of them
SHORT = 4_000  # code points; the long text has four times as many
RATIO_MAX = 8.0  # what takes four times as long comes out near 4; what takes sixteen times, near 16
SECONDS_LEAST = 0.06  # below that a clock tells nothing
SECONDS_MAX = 2.0
KNOWLEDGE = Knowledge(Gazetteer((Place("Norhaven", Precision.CITY, "city", "XX", 1.0, 2.0),)))
MAIL = "From: a@b.example\nTo: c@d.example\nSubject: gate\n\n"
SAID = (
    "Officials in Norhaven said on Sunday that the “north gate” would stay shut, Ilo Maren told the Harbour Courier. "
)

HOSTILE: dict[str, str | tuple[str, str]] = {
    "one sentence of sentences": "He said that ",
    "one word": "gate ",
    "one name": "Syria ",
    "names without end": "Norhaven, Ilo Maren, the Taliban, France, ",
    "owners of owners": "the guard of ",
    "conditions": "if it may not ",
    "one sentence over and over": SAID,
    "pronouns": "They said it was theirs. He told them. ",
    "quote marks": '"',
    "quote marks with blanks": '" ',
    "quotes in quotes": "“a ‘b’ c.” ",
    "quotes with a cue": '"No," he said. ',
    "quotes without a cue": "“The army and the government said they won.” ",
    "dates": "On Monday 3 May 2031 at 5 pm, ",
    "places": "Norhaven. The airport. The bridge. 5 km north of Norhaven. ",
    "deeds": "The Taliban attacked France and the army fought rebels in Norhaven. ",
    "labels": "LIND: We stay, he said that it is fine.\n\n",
    "lead-ins": f"More from the Harbour Courier:\n\n{SAID}\n\n",
    "one token": "c.d/",
    "marks": "!?(),;-",
    "line ends": "gate\n\n",
    "one radio call": "HERON ",
    "radio calls": "0514 HERON 2 to HERON BASE: Gate 1 shut, over\n",
    "a form": "Location: Gate 3\nTime: 1720\nDescription: crowd at the gate\n",
    "a mail": (MAIL, "The gate is shut. "),
    "a mail of no words": (MAIL, "a-"),
    "a mail of dots": (MAIL + "gate open", "."),
}


class TiledParser:
    """Parse a piece of a text once, and say the same of each copy of it: so reading can be timed alone."""

    def __init__(self, parser: SpacyParser, before: str, piece: str) -> None:
        """Parse what stands before the copies, and one copy."""
        self.before, self.piece = parser.parse(before), parser.parse(piece)

    def parse(self, text: str) -> Parse:
        """Return the parse of as many copies as there are."""
        before, piece = self.before, self.piece
        tokens, names = list(before.tokens), list(before.names)
        for start in range(len(before.text), len(text), len(piece.text)):
            at, sentence = len(tokens), tokens[-1].sentence + 1 if tokens else 0
            tokens += [
                replace(
                    token,
                    index=at + token.index,
                    start=start + token.start,
                    end=start + token.end,
                    head=at + token.head,
                    sentence=sentence + token.sentence,
                )
                for token in piece.tokens
            ]
            names += [replace(name, first=at + name.first, last=at + name.last) for name in piece.names]
        return Parse(text, tuple(tokens), tuple(names))


def measure_reading(parser: TiledParser, size: int) -> float:
    """Return the seconds of processor time that it takes to read a text of so many code points."""
    before, piece = parser.before.text, parser.piece.text
    document = Document("d", before + piece * (size // len(piece)), "en", "text/plain")
    began = time.process_time()
    read_document(document, parser, KNOWLEDGE)
    return time.process_time() - began


@pytest.mark.parametrize("kind", HOSTILE)
def test_four_times_the_text_takes_about_four_times_as_long(parser: SpacyParser, kind: str) -> None:
    """And never so long that somebody notices."""
    written = HOSTILE[kind]
    before, unit = ("", written) if isinstance(written, str) else written
    tiled = TiledParser(parser, before, unit * max(1, PIECE // len(unit)))
    short, long = (measure_reading(tiled, size) for size in (SHORT, 4 * SHORT))
    if long > RATIO_MAX * max(short, SECONDS_LEAST):  # the machine may have been busy
        short, long = (measure_reading(tiled, size) for size in (SHORT, 4 * SHORT))
    assert long < RATIO_MAX * max(short, SECONDS_LEAST)
    assert long < SECONDS_MAX


@pytest.mark.parametrize("run", ['"' * 4_000, "(" * 4_000, "\U0001f600" * 4_000, "a." * 2_000])
def test_a_run_without_a_blank_is_one_token(parser: SpacyParser, run: str) -> None:
    """The words around it are parsed as ever, and every token stands where it says."""
    text = f"He said  {run} so, {run}"
    began = time.process_time()
    parse = parser.parse(text)
    assert time.process_time() - began < SECONDS_MAX
    assert [token.text for token in parse.tokens] == ["He", "said", run, "so", ",", run]
    assert all(text[token.start : token.end] == token.text for token in parse.tokens)


def make_chain(length: int) -> tuple[Token, ...]:
    """Return one sentence whose every word hangs on the one before, followed by one of two words."""
    chain = [(max(0, at - 1), 0) for at in range(length)] + [(length, 1), (length, 1)]
    return tuple(
        Token(at, 2 * at, 2 * at + 1, "a", "a", "NOUN", "NN", "dep" if head != at else "ROOT", head, sentence, "")
        for at, (head, sentence) in enumerate(chain)
    )


def test_a_long_sentence_is_cut_into_trees_of_their_own() -> None:
    """No part is longer than allowed, none hangs on another, and the next sentence keeps its grammar."""
    tokens = cut_sentences(make_chain(25), 10)
    assert [token.sentence for token in tokens] == [0] * 10 + [1] * 10 + [2] * 5 + [3] * 2
    assert [token.index for token in tokens if token.head == token.index] == [0, 10, 20, 25]
    assert all(tokens[token.head].sentence == token.sentence for token in tokens)
    assert [(token.start, token.text) for token in tokens] == [(token.start, token.text) for token in make_chain(25)]


def test_a_sentence_that_people_write_is_left_as_it_is() -> None:
    """Up to the limit nothing changes."""
    assert cut_sentences(make_chain(LONGEST_SENTENCE)) == make_chain(LONGEST_SENTENCE)


def test_what_is_cut_loses_no_word() -> None:
    """The parts are in order, short enough, and leave out blanks alone."""
    text = "The gate is shut. Stay in. " * 40 + "x" * 90
    parts = list(cut_long(text, Span(0, len(text)), 50))
    assert all(0 < part.end - part.start <= 50 for part in parts)
    assert "".join(text[part.start : part.end] for part in parts).replace(" ", "") == text.replace(" ", "")


@pytest.mark.parametrize(
    ("line", "who"),
    [
        ("OTTER BASE this is OTTER 4, gate shut", "OTTER 4"),
        ("FALCON 3 DE FALCON 1 gate shut", "FALCON 1"),
        ("HERON BASE, HERON 2: gate shut", "HERON 2"),
    ],
)
def test_calls_are_still_understood(line: str, who: str) -> None:
    """The bounds on names leave what operators say as it was."""
    matches = [match["who"] for call in CALLS if (match := call.match(line))]
    assert who in matches
