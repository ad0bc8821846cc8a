"""Take hostile characters out of a text, and say in words what was taken."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from safeconduct.core.intake.hostile_characters import (
    HOSTILE,
    JOINED,
    JOINERS,
    LINE_BREAKS,
    SCRIPTS,
    Hostile,
    Ranges,
)
from safeconduct.core.intake.mapped_text import MappedText

SHOWN_WORDS = 3
WORD_LENGTH_MAX = 40  # shown of a word
JOINER_SHARE_MAX = 0.15  # of all characters; Persian prose has 2 to 4 %

_CodePoints = NDArray[np.uint32]
_Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Cleaned:
    """Hold a text fit to be read, mapped to the original, and a caution for each thing taken out or doubted."""

    mapped: MappedText
    cautions: tuple[str, ...]


def clean_text(raw: MappedText) -> Cleaned:
    r"""Return the text without hostile characters and with "\n" for every line break; nothing else is changed.

    A character that stays keeps its offset. U+200C and U+200D stay: Persian and Indic scripts are spelt with them.
    Look-alike letters stay too, with a caution: to replace them silently would change what somebody wrote.

    >>> from safeconduct.core.intake.mapped_text import map_plain
    >>> cleaned = clean_text(map_plain("go\u202e now\r\n"))
    >>> cleaned.mapped.text, cleaned.mapped.offsets.tolist()
    ('go now\n', [0, 1, 3, 4, 5, 6, 8, 9])
    >>> cleaned.cautions
    ('characters that turn the direction of writing round taken out: 1 (U+202E), the first in line 1',)
    """
    codes = _code_points(raw.text)
    if raw.text.isascii() and not _needs_cleaning(codes):
        return Cleaned(raw, ())
    kept = np.ones(len(codes), np.bool_)
    kept[:-1] &= ~((codes[:-1] == ord("\r")) & (codes[1:] == ord("\n")))
    cautions = []
    for kind, ranges in HOSTILE.items():
        found = _within(codes, ranges)
        kept &= ~found
        if kind is Hostile.INVISIBLE and found.any() and raw.offsets[0] == 0:
            found[0] &= codes[0] != 0xFEFF  # the byte-order mark of a file is no cause for doubt
        if found.any():
            cautions.append(_word_removal(kind, codes, found))
    codes = np.where(_within(codes, LINE_BREAKS), ord("\n"), codes)[kept].astype(np.uint32)
    text = codes.tobytes().decode("utf-32-le")
    offsets = np.append(raw.offsets[:-1][kept], raw.offsets[-1]).astype(np.int32)
    return Cleaned(MappedText(text, offsets), (*cautions, *_doubt(text, codes)))


def _code_points(text: str) -> _CodePoints:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


def _needs_cleaning(codes: _CodePoints) -> bool:
    return bool(((codes < 0x20) & (codes != ord("\n")) & (codes != ord("\t")) | (codes == 0x7F)).any())


def _within(codes: _CodePoints, ranges: Ranges) -> _Mask:
    found = np.zeros(len(codes), np.bool_)
    for first, last in ranges:
        found |= (codes >= first) & (codes <= last)
    return found


def _word_removal(kind: Hostile, codes: _CodePoints, found: _Mask) -> str:
    which = [f"U+{code:04X}" for code in np.unique(codes[found])[:SHOWN_WORDS]]
    first = int(np.argmax(found))
    line = 1 + int((codes[:first] == ord("\n")).sum())
    return f"{kind} taken out: {int(found.sum()):,} ({', '.join(which)}), the first in line {line:,}"


def _doubt(text: str, codes: _CodePoints) -> Iterator[str]:
    """Give the cautions for what stays in the text although it may deceive."""
    if text.isascii():
        return
    yield from _doubt_joiners(codes)
    script = np.zeros(len(codes), np.int8)
    for number, ranges in enumerate(SCRIPTS.values(), start=1):
        script[_within(codes, ranges)] = number
    mixed = (script[:-1] != script[1:]) & (script[:-1] > 0) & (script[1:] > 0)
    for at in _first_of_words(np.flatnonzero(mixed), script):
        start, end = _word_around(at, script)
        names = [name for number, name in enumerate(SCRIPTS, start=1) if number in script[start:end]]
        line = 1 + text.count("\n", 0, start)
        yield f"the word {text[start:end]!r} in line {line:,} mixes {' and '.join(names)} letters: read it twice"
    if lost := text.count("\N{REPLACEMENT CHARACTER}"):
        yield f"characters that could not be decoded and stand as U+FFFD: {lost:,}"


def _doubt_joiners(codes: _CodePoints) -> Iterator[str]:
    joiner = _within(codes, JOINERS)
    if not joiner.any():
        return
    joined = np.concatenate(([False], _within(codes, JOINED), [False]))
    idle = int((joiner & ~joined[:-2] & ~joined[2:]).sum())
    if idle:
        yield f"joiners (U+200C, U+200D) kept where no script needs them: {idle:,}; they may split words"
    if joiner.sum() > max(3.0, JOINER_SHARE_MAX * len(codes)):
        yield f"joiners (U+200C, U+200D) kept: {int(joiner.sum()):,}, suspiciously many; no language needs so many"


def _first_of_words(places: NDArray[np.intp], script: NDArray[np.int8]) -> Iterator[int]:
    """Give one place for each of the first words that hold some."""
    shown, end = 0, -1
    for at in places.tolist():
        if at >= end and shown < SHOWN_WORDS:
            yield at
            shown, end = shown + 1, _word_around(at, script)[1]


def _word_around(at: int, script: NDArray[np.int8]) -> tuple[int, int]:
    start = end = at
    while start > max(0, at - WORD_LENGTH_MAX) and script[start - 1]:
        start -= 1
    while end < min(len(script), at + WORD_LENGTH_MAX) and script[end]:
        end += 1
    return start, end
