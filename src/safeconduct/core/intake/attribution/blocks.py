"""Find frames whose content is the paragraphs that follow: "More from the Courier:", "LIND: ..."."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from safeconduct.core.intake.attribution.phrases import noun_phrase
from safeconduct.core.intake.attribution.press import Press
from safeconduct.core.intake.document import Span
from safeconduct.core.intake.parse import Token

LONGEST_LEAD = 14  # words of a lead-in line
LABEL_WORDS = 4  # words of a speaker's label in a transcript
DIGITS = "0123456789"


@dataclass(frozen=True, slots=True)
class Block:
    """Hold a lead-in and the number of its paragraph."""

    paragraph: int
    cue: tuple[int, ...]
    speaker: int | None
    label: bool = False  # a transcript's label: the content begins in the same paragraph
    start: int = 0  # where the content begins in the label's paragraph


def find_blocks(press: Press, paragraphs: Sequence[Span]) -> tuple[Block, ...]:
    """Return the lead-in lines of a text: an outlet is named, and the line ends in a colon.

    In a transcript a paragraph may open with its speaker's label instead.
    """
    found = []
    for number, paragraph in enumerate(paragraphs):
        tokens = list(press.parse.within(paragraph))
        if not tokens:
            continue
        block = _read_lead(press, tokens, number) or _read_label(tokens, number)
        if block is not None:
            found.append(block)
    return tuple(found)


def _read_lead(press: Press, tokens: list[Token], number: int) -> Block | None:
    if tokens[-1].text != ":" or len(tokens) > LONGEST_LEAD:
        return None
    for token in tokens:
        if token.pos not in {"PROPN", "NOUN"} or token.dep == "compound":
            continue
        phrase = noun_phrase(press.parse, token.index)
        if press.find(phrase):
            cue = tuple(t.index for t in tokens[:-1] if t.index < phrase[0]) or (
                tuple(t.index for t in tokens[:-1] if t.index > phrase[-1])
            )
            return Block(number, cue, token.index)
    return None


def _read_label(tokens: list[Token], number: int) -> Block | None:
    """Read "LIND: ..." and "MR. LIND: ...": a label in capitals, then a colon."""
    label = []
    for token in tokens[: LABEL_WORDS + 1]:
        if token.text == ":":
            break
        label.append(token)
    else:
        return None
    words = [token.text for token in label if token.text[:1].isalpha()]
    if not words or not all(word.isupper() for word in words) or len(label) == len(tokens) - 1:
        return None
    colon = tokens[len(label)]
    following = [token for token in tokens if token.start >= colon.end]
    return Block(number, (colon.index,), label[-1].index, True, following[0].start) if following else None
