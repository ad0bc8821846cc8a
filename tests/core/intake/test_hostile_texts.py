"""Promise that the time of a reading grows with the length of the text alone, however hostile the text is."""

from __future__ import annotations

import time

import pytest

from safeconduct.core.intake.document import Document
from safeconduct.core.intake.parse import Parser
from safeconduct.core.intake.places import Gazetteer
from safeconduct.core.intake.read import Knowledge, read_document

PARTS = {
    "quote marks": '"',
    "quotes": "“a” ",
    "one sentence": "Police in Norhaven said on Sunday that “the gate is shut,” Ilo Maren told the Courier. ",
    "one word": "said ",
    "statements within statements": "He said that she said that they said that ",
    "names": "Ana Rell, Bo Tam, ",
    "times": "on Sunday at 14:30, ",
    "radio calls": "A1 DE B2: GATE 3 SHUT, OVER.\n",
    "places": "gate 3, checkpoint 4, Paris, ",
    "modals": "it may be that ",
    "commas": ",",
    "paragraphs": "a\n\n",
}
SHORT, LONG = 2_000, 8_000  # characters


def measure(part: str, characters: int, parser: Parser) -> float:
    """Return the processor seconds that reading so many characters takes."""
    text = (part * (characters // len(part) + 1))[:characters]
    began = time.process_time()
    read_document(Document("d", text, "en", "text/plain"), parser, Knowledge(Gazetteer(())))
    return time.process_time() - began


@pytest.mark.parametrize("part", PARTS.values(), ids=PARTS)
def test_four_times_the_text_takes_about_four_times_as_long(part: str, parser: Parser) -> None:
    """Quadratic work would take sixteen times as long."""
    measure(part, 100, parser)
    short, long = measure(part, SHORT, parser), measure(part, LONG, parser)
    assert long < 8 * short + 0.2
    assert long < 4.0
