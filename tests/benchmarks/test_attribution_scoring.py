"""How readings of attributions are scored."""

from __future__ import annotations

from attribution import Gold, Tally, bootstrap, match, name_of
from safeconduct.core.intake.document import Span
from safeconduct.core.intake.reading import Attribution, QuoteType, Speaker

NOBODY = Speaker("nobody", "person", named=False)


def told(key: str, start: int, end: int) -> Attribution:
    return Attribution(key, (Span(start, end),), NOBODY, QuoteType.INDIRECT)


def test_a_match_needs_half_of_what_both_cover() -> None:
    """An intersection of half the union matches; less does not."""
    gold = Gold((Span(0, 10),), ())
    assert len(match([told("a", 0, 5)], [gold])) == 1
    assert match([told("a", 0, 4)], [gold]) == []


def test_each_side_is_matched_once_the_most_alike_first() -> None:
    """Of two predictions for one gold attribution the more alike is taken, and the other is spurious."""
    gold = Gold((Span(0, 10),), ())
    ((best, _),) = match([told("a", 0, 7), told("b", 0, 9)], [gold])
    assert best.attribution_id == "b"


def test_f1_is_pooled() -> None:
    """F1 is twice the matches over gold and predictions, in per cent."""
    assert Tally(gold=4, predicted=6, matched=4).f1 == 80


def test_the_interval_holds_the_score_and_is_repeatable() -> None:
    """The same documents give the same interval, around the pooled score."""
    tallies = [Tally(10, 10, matched) for matched in range(4, 10)]
    low, high = bootstrap(tallies)
    assert (low, high) == bootstrap(tallies)
    assert low < 65 < high


def test_names_are_compared_as_canonical_names() -> None:
    """Marks, case and a remark that somebody is unnamed do not count."""
    assert name_of("U.S. officials (unnamed)") == "us_officials"
