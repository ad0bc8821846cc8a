"""Tell in what two statements about one thing differ, in words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from enum import StrEnum
from itertools import product
from math import cos, hypot, radians

from safeconduct.core.basics.earth import METRES_PER_DEGREE
from safeconduct.core.intake.figures import Figure
from safeconduct.core.intake.reading import Certainty, PlaceMention, Polarity, Precision
from safeconduct.core.intake.statement import Statement


class Matter(StrEnum):
    """Name in what two statements contradict each other."""

    POLARITY = "polarity"
    PLACE = "place"
    TIME = "time"
    NUMBER = "number"
    CERTAINTY = "certainty"


RANKS: Mapping[Certainty, int] = {
    Certainty.CERTAIN: 3,
    Certainty.PROBABLE: 2,
    Certainty.POSSIBLE: 1,
    Certainty.UNKNOWN: 0,
}
APART = 2  # steps of certainty that are a contradiction: certain and possible, not certain and probable
SAME_SITE_METRES = 1000.0
_CALENDAR = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d(:\d\d)?)?)?)?")


def find_differences(one: Statement, other: Statement) -> dict[Matter, str]:
    """Return each matter in which two statements about one thing contradict each other, with the reason in words.

    What only one of them says contradicts nothing, and a question contradicts nothing. Where place or time differ, that
    alone is named: what is denied, or counted, elsewhere is another matter. So it is with figures of another day.
    """
    if Polarity.QUESTION in (one.said.polarity, other.said.polarity):
        return {}
    found = {Matter.PLACE: _differing_place(one, other), Matter.TIME: _differing_time(one.times, other.times)}
    if not any(found.values()):
        found[Matter.POLARITY] = _differing_polarity(one, other)
        found[Matter.CERTAINTY] = _differing_certainty(one, other)
        if not _differing_time(one.days, other.days) and not found[Matter.POLARITY]:
            found[Matter.NUMBER] = _differing_number(one, other)
    return {matter: reason for matter, reason in found.items() if reason}


def speak_of_two(one: Statement, other: Statement) -> bool:
    """Tell whether both place and time differ, as with two shellings, or nobody acts in both."""
    elsewhere = bool(_differing_place(one, other)) and bool(_differing_time(one.times, other.times))
    here, there = set(one.said.actors), set(other.said.actors)
    return elsewhere or bool(here and there and not here & there)


def _differing_polarity(one: Statement, other: Statement) -> str:
    if one.said.polarity is other.said.polarity:
        return ""
    return "one affirms what the other denies"


def _differing_certainty(one: Statement, other: Statement) -> str:
    low, high = sorted((one.said.certainty, other.said.certainty), key=RANKS.__getitem__)
    return f"{high} in one, {low} in the other" if RANKS[high] - RANKS[low] >= APART else ""


def _differing_place(one: Statement, other: Statement) -> str:
    if not one.places or not other.places or any(_agree(*pair) for pair in product(one.places, other.places)):
        return ""
    here, there = sorted("; ".join(sorted({place.place for place in each.places})) for each in (one, other))
    return f"{here} in one, {there} in the other"


def _agree(one: PlaceMention, other: PlaceMention) -> bool:
    """Tell whether two mentions may be of one place; a city may hold any site of its country."""
    here, there = one.place.casefold(), other.place.casefold()
    if here in there or there in here:
        return True
    if one.country and other.country and one.country != other.country:
        return False
    if one.precision is not other.precision:
        return Precision.UNKNOWN not in (one.precision, other.precision)
    if one.precision in (Precision.SITE, Precision.STREET) and None not in (one.x, one.y, other.x, other.y):
        return _metres(one, other) < SAME_SITE_METRES
    return False


def _metres(one: PlaceMention, other: PlaceMention) -> float:
    x, y, u, v = (float(degree or 0.0) for degree in (one.x, one.y, other.x, other.y))
    return METRES_PER_DEGREE * hypot((x - u) * cos(radians((y + v) / 2)), y - v)


def _differing_time(one: tuple[str, ...], other: tuple[str, ...]) -> str:
    """Compare calendar values alone: a day lies in its month; durations and the like contradict nothing."""
    if not one or not other or any(_may_meet(here, there) for here, there in product(one, other)):
        return ""
    here, there = sorted("; ".join(sorted(set(each))) for each in (one, other))
    return f"{here} in one, {there} in the other"


def _may_meet(one: str, other: str) -> bool:
    if not _CALENDAR.fullmatch(one) or not _CALENDAR.fullmatch(other):
        return True
    return one.startswith(other) or other.startswith(one)


def _differing_number(one: Statement, other: Statement) -> str:
    reasons = [_compare(here, there) for here, there in _same_counted(one, other)]
    return "; ".join(sorted({reason for reason in reasons if reason}))


def _same_counted(one: Statement, other: Statement) -> Iterator[tuple[Figure, Figure]]:
    """Pair the figures that count one thing; a thing counted twice in a statement is compared only if none agrees."""
    for counted in sorted({figure.counted for figure in one.figures} & {figure.counted for figure in other.figures}):
        here, there = ([figure for figure in each.figures if figure.counted == counted] for each in (one, other))
        pairs = list(product(here, there))
        if counted and not any(_agrees(*pair) for pair in pairs):
            yield min(pairs, key=lambda pair: (abs(pair[0].value - pair[1].value), pair[0].value, pair[1].value))


def _agrees(one: Figure, other: Figure) -> bool:
    """Tell whether two figures of texts may be the same number, where a text says that its figure is rounded."""
    worded = one.bound is not None or other.bound is not None
    return one.value == other.value or (worded and one.gap(other) == 0)


def _compare(one: Figure, other: Figure) -> str:
    low, high = sorted((one, other), key=lambda figure: (figure.value, figure.words))
    gap = one.gap(other)
    reason = f"{low.words} and {high.words} {one.counted}"
    return f"{reason}: {gap:,.6g} apart" if gap else f"{reason}: rounding alone would explain it, but none is told"
