"""Find the figures of a text, each with what rounding and words such as "nearly" leave open."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from math import inf

from safeconduct.core.intake.document import Span
from safeconduct.core.intake.figure_words import BOUNDS, COUNTED, NUMBER_WORDS, SCALES, Bound
from safeconduct.core.intake.likeness import FUNCTION_WORDS

COARSEST: Mapping[int, float] = {1: 1, 2: 1, 3: 10, 4: 1000}
"""Digits of a whole number -> the coarsest unit that it may be rounded to; longer ones keep two digits."""


NOWHERE = Span(0, 0)


@dataclass(frozen=True, slots=True)
class Figure:
    """Hold a count as it is written: any number from `low` to `high` may be meant.

    `bound` says whether words such as "nearly" made it so, or only the zeros at its end.
    """

    value: float
    low: float
    high: float
    words: str
    bound: Bound | None = None
    counted: str = ""  # what is counted, one word for all its names; "" = not said
    span: Span = NOWHERE

    def __add__(self, other: Figure) -> Figure:
        """Add two counts; what is open in both adds up."""
        words = f"{self.words} + {other.words}" if self.words else other.words
        return Figure(self.value + other.value, self.low + other.low, self.high + other.high, words)

    def __sub__(self, other: Figure) -> Figure:
        """Take a count from another; what is open in both adds up."""
        words = f"{self.words} - {other.words}"
        return Figure(self.value - other.value, self.low - other.high, self.high - other.low, words)

    def gap(self, other: Figure) -> float:
        """Return how far apart two counts are beyond rounding; 0 where they may be the same.

        >>> a, b, c = (find_figures(text)[0] for text in ("16,300", "about 16,000", "37,000"))
        >>> a.gap(b), a.gap(c)
        (0.0, 20150.0)
        """
        return max(0.0, self.low - other.high, other.low - self.high)


NOTHING = Figure(0.0, 0.0, 0.0, "")

_ALTERNATIVES = {
    "bound": sorted(BOUNDS, key=len, reverse=True),
    "word": sorted(NUMBER_WORDS, key=len, reverse=True),
    "scale": sorted(SCALES, key=len, reverse=True),
}
_NUMBER = r"\d{1,3}(?:[,\u00a0\u202f]\d{3}){1,4}(?!\d)|\d{1,12}(?:\.\d{1,6})?"  # longer ones count nothing
_PATTERN = re.compile(
    # a bound, then a number that is no part of a name, date or time of day, a range's end, and a scale
    r"(?:(?P<bound>{bound})\s*)?(?<![\w:.,/-])(?:(?P<number>{number})(?:\s?(?:-|–|to)\s?(?P<upper>{number}))?"
    r"|\b(?P<word>{word})\b)(?:\s?(?P<scale>{scale})\b)?(?!\d|[-:/.]\d|,\d{{3}})".format(
        number=_NUMBER, **{name: "|".join(map(re.escape, words)) for name, words in _ALTERNATIVES.items()}
    ),
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+")
NEAR = 3  # words after a figure among which what it counts is looked for


def find_figures(text: str) -> tuple[Figure, ...]:
    """Return the figures of a text in its order; dates, times of day and years are none.

    >>> [(f.low, f.high, f.counted) for f in find_figures("nearly 6,000 evacuees left on 17 planes")]
    [(5500.0, 6000.0, 'people'), (17.0, 17.0, 'flight')]
    """
    return tuple(_figure(match, text) for match in _PATTERN.finditer(text) if not _is_year(match))


def read_figure(text: str) -> Figure | None:
    """Return the figure of a table's cell; None where it holds none, or more than one.

    >>> read_figure("700-800").value, read_figure("n/a")
    (750.0, None)
    """
    found = find_figures(f"{text.strip()} ")
    return found[0] if len(found) == 1 else None


def _is_year(match: re.Match[str]) -> bool:
    bare = not (match["bound"] or match["upper"] or match["scale"])
    number = match["number"] or ""
    return bare and number.isdigit() and len(number) == 4 and 1900 <= int(number) <= 2100 and number[-2:] != "00"


def _figure(match: re.Match[str], text: str) -> Figure:
    scale = SCALES[match["scale"].lower()] if match["scale"] else 1.0
    span = Span(match.start(), match.end())
    words, counted = match[0].strip(), _find_counted(text[match.end() :])
    if match["upper"]:
        low, high = sorted(_value(match[name]) * scale for name in ("number", "upper"))
        return Figure((low + high) / 2, low, high, words, Bound.RANGE, counted, span)
    if match["word"]:
        value, unit = NUMBER_WORDS[match["word"].lower()] * scale, scale
    else:
        value = _value(match["number"]) * scale
        unit = _find_unit(match["number"]) * scale
    bound = BOUNDS[match["bound"].lower()] if match["bound"] else None
    return Figure(value, *_limits(value, unit, bound), words, bound, counted, span)


def _limits(value: float, unit: float, bound: Bound | None) -> tuple[float, float]:
    half = unit / 2 if unit > 1 else 0.0
    match bound:
        case Bound.ABOUT:
            return value - max(half, value / 20), value + max(half, value / 20)
        case Bound.NEARLY:
            return value - max(half, 1.0), value
        case Bound.MORE:
            return value, inf
        case Bound.LESS:
            return 0.0, value
        case _:
            return value - half, value + half


def _value(number: str) -> float:
    return float(re.sub(r"[^\d.]", "", number))


def _find_unit(number: str) -> float:
    """Return what the last digit that counts stands for: zeros at the end may come from rounding."""
    digits = re.sub(r"[^\d.]", "", number)
    if "." in digits:
        return float(10.0 ** -len(digits.partition(".")[2]))
    zeros = len(digits) - len(digits.rstrip("0"))
    return float(min(10.0**zeros, COARSEST.get(len(digits), 10.0 ** (len(digits) - 2))))


def _find_counted(rest: str) -> str:
    """Return what the words after a figure say is counted."""
    phrase = re.split(r"[.,;:!?()\d]", rest, maxsplit=1)[0]
    words = [word.lower() for word in _WORD.findall(phrase)[:NEAR]]
    known = next((COUNTED[word] for word in words if word in COUNTED), "")
    return known or next((word for word in words[:1] if word not in FUNCTION_WORDS), "")
