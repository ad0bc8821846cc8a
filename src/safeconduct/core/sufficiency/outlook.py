"""Say in the evening how many are out, how many will be by the deadline, and what the figures cannot know."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from safeconduct.core.basics import format_time
from safeconduct.core.intake.contradictions import CountTable
from safeconduct.core.sufficiency.day_counts import DAY, Claim, Tally, tally_days
from safeconduct.core.sufficiency.forecast_throughput import Prediction, Priors, predict_total, span_of
from safeconduct.core.sufficiency.weigh_draws import Draws

LEVELS = (0.5, 0.8, 0.95)
NOT_KNOWN = (
    "Not known to these figures: how many still want to leave; an attack, or a gate shut for good, which no count "
    "foretells; whether the deadline moves; when the draw-down before it begins, taken as any time in the last "
    "{draw_down:g} days."
)


@dataclass(frozen=True, slots=True)
class Asked:
    """Hold what is asked in the evening, beside the counts."""

    deadline: float  # POSIX second
    capacity: tuple[float, float] | None = None  # people a day that those who run it state
    people: int | None = None  # how many are to be out by the deadline
    paused_now: bool = False  # a pause or closure in the window that runs is known
    total: str | None = None  # cumulative column to follow
    seed: int = 1
    draws: int = 8_000
    priors: Priors = field(default_factory=Priors)


@dataclass(frozen=True, slots=True, eq=False)
class Outlook:
    """Hold the answer of an evening."""

    asked: Asked
    tally: Tally
    days_left: float  # from the end of the newest window to the deadline
    prediction: Prediction


def look_ahead(table: CountTable, ends: Mapping[str, float], asked: Asked, as_of: float | None = None) -> Outlook:
    """Return the outlook from the windows that end by `as_of`; what comes later changes nothing.

    `ends` gives the end of each period. Raises InputFaultsError as `tally_days` does, ValueError where no day is
    counted by then or the deadline is past.
    """
    known = tuple(row for row in table.rows if as_of is None or ends[row.period] <= as_of)
    if not known:
        raise ValueError("no day is counted by then")
    tally = tally_days(replace(table, rows=known), ends, asked.total)
    days_left = (asked.deadline - tally.days[-1].end) / DAY
    prediction = predict_total(
        tally.days,
        days_left,
        asked.capacity,
        asked.seed,
        out=tally.out,
        paused_now=asked.paused_now,
        priors=asked.priors,
        draws=asked.draws,
    )
    return Outlook(asked, tally, days_left, prediction)


def word_outlook(outlook: Outlook, offset_seconds: int) -> tuple[str, ...]:
    """Return the outlook as sentences, one matter each; times with the offset."""
    asked, tally, prediction = outlook.asked, outlook.tally, outlook.prediction
    newest, end = tally.days[-1], format_time(tally.days[-1].end, offset_seconds)
    said = [f"Counted up to {end}. Out so far: {_word_claims(tally.out)}."]
    said.append(f"Out in the newest 24 hours: {_word_claims(newest.claims)}.")
    said.append(f"The next 24 hours: {_word_spans(prediction.ahead[0])}.")
    left = f"{format_time(asked.deadline, offset_seconds)}, {outlook.days_left:.1f} days left"
    said.append(f"Out by the deadline ({left}): {_word_spans(prediction.total)}.")
    if asked.people is not None:
        said.append(f"Chance that {asked.people:,} are out by then: {_word_chance(prediction, asked.people)}.")
    said.append(_word_pauses(outlook))
    if asked.capacity is not None:
        said.append(_word_capacity(newest.claims, asked.capacity))
    said += _word_contradictions(tally)
    said.append(NOT_KNOWN.format(draw_down=asked.priors.draw_down_days))
    return tuple(said)


def _word_claims(claims: Sequence[Claim]) -> str:
    if not claims:
        return "not known, which is not 0"
    words = [f"{claim.words} ({claim.source})" if claim.source else claim.words for claim in claims]
    return words[0] if len(words) == 1 else f"{', or '.join(words)}: they contradict, and all are kept"


def _word_spans(draws: Draws) -> str:
    spans = [(level, *span_of(draws, level)) for level in LEVELS]
    words = (f"{_round(low)} to {_round(high)} ({level:.0%})" for level, low, high in spans)
    return f"about {_round(span_of(draws, 0.0)[0])}: {', '.join(words)}"


def _word_chance(prediction: Prediction, people: int) -> str:
    chance = prediction.chance_of(people)
    return "less than 1 %" if chance < 0.01 else "more than 99 %" if chance > 0.99 else f"{chance:.0%}"


def _word_pauses(outlook: Outlook) -> str:
    told = [day.disrupted for day in outlook.tally.days if day.disrupted is not None]
    now = " One is known in the window that runs." if outlook.asked.paused_now else ""
    if not told:
        return f"Nobody says on which days there was a pause or closure.{now}"
    return f"Days with a known pause or closure: {sum(told)} of {len(told)}.{now}"


def _word_capacity(newest: Sequence[Claim], capacity: tuple[float, float]) -> str:
    low, high = capacity
    words = f"Capacity stated: {low:,.0f} to {high:,.0f} a day, which is trusted to hold as often as not"
    if newest and min(claim.low for claim in newest) > high:
        return f"{words}; the newest day was above it."
    if newest and max(claim.high for claim in newest) < low:
        return f"{words}; the newest day was below it."
    return f"{words}."


def _word_contradictions(tally: Tally) -> list[str]:
    """Word those of the newest window, and count those before it."""
    newest = tally.contradictions[-1].period if tally.contradictions else ""
    said = [
        f"Contradicts ({one.period}, {' and '.join(one.columns)}): {one.stated.words} stated, {one.counted.words} "
        f"counted; {one.reason}."
        for one in tally.contradictions
        if one.period == newest
    ]
    earlier = len(tally.contradictions) - len(said)
    return [*said, f"Contradictions before that, all kept: {earlier}."] if earlier else said


def _round(people: float) -> str:
    """Write a number of people no finer than it is known.

    >>> _round(71_234.0), _round(312.0), _round(8.0)
    ('71,000', '310', '8')
    """
    digits = max(0, len(str(int(people))) - 2)
    return f"{round(people, -digits):,.0f}"
