"""Promise what the figures become in the UN's form, and what a person's override does and for how long."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeconduct.core.basics import Window
from safeconduct.core.picture.incident import IncidentKind
from safeconduct.core.picture.risk_form import (
    CHANCES,
    HARMED,
    MATRIX,
    Impact,
    Likelihood,
    Override,
    RiskLevel,
    fill_risk_form,
    set_level,
)

FIGURES = (0.5, 1.0, 4.0)
WEEK = Window(100.0, 200.0)


def override(**other: Any) -> Override:
    """Return an override that makes the gate unacceptable, changed as said."""
    told: dict[str, Any] = {"level": RiskLevel.UNACCEPTABLE, "when": WEEK, "kind": None, "place": "gate", **other}
    return Override(by="security officer", reason="a crowd is gathering", **told)


@pytest.mark.parametrize(("cut", "word"), list(zip(CHANCES, list(Likelihood)[1:], strict=True)))
def test_the_cut_points_of_the_chance_are_as_stated(cut: float, word: Likelihood) -> None:
    """Just below a cut it is the lower word, from just above it the higher."""
    below, above = (fill_risk_form(-math.log1p(-chance), 1.0, 1.0) for chance in (cut * 0.999, cut * 1.001))
    assert (below.likelihood, above.likelihood) == (word - 1, word)


@pytest.mark.parametrize(("cut", "word"), list(zip(HARMED, list(Impact)[1:], strict=True)))
def test_the_cut_points_of_the_harm_are_as_stated(cut: float, word: Impact) -> None:
    """A cut belongs to the higher word."""
    assert fill_risk_form(1.0, 1.0, cut).impact is word
    assert fill_risk_form(1.0, 1.0, cut * 0.999).impact == word - 1


RATES = st.floats(0.0, 50.0)


@given(RATES, RATES, RATES, RATES)
def test_more_danger_is_never_a_lower_level(rate: float, more_rate: float, harm: float, more_harm: float) -> None:
    """The level grows with the rate, with the length of the window and with the harm."""
    level = fill_risk_form(rate, 1.0, harm).level
    assert fill_risk_form(rate + more_rate, 1.0, harm + more_harm).level >= level
    assert fill_risk_form(rate, 1.0 + more_rate, harm).level >= level


def test_the_matrix_reaches_from_very_low_to_unacceptable() -> None:
    """Its corners are the ends of the scale."""
    assert fill_risk_form(0.0, 1.0, 0.0).level is RiskLevel.VERY_LOW
    assert fill_risk_form(9.0, 1.0, 50.0).level is RiskLevel.UNACCEPTABLE
    assert [len(row) for row in MATRIX] == [5] * 5


@pytest.mark.parametrize("wrong", [-1.0, math.nan, math.inf])
def test_what_is_not_known_fills_no_form(wrong: float) -> None:
    """No figure is taken for 0."""
    for figures in ((wrong, 1.0, 1.0), (1.0, wrong, 1.0), (1.0, 1.0, wrong)):
        with pytest.raises(ValueError, match="must be known"):
            fill_risk_form(*figures)


LINE = fill_risk_form(*FIGURES)


@pytest.mark.parametrize(
    ("during", "counts"),
    [
        (Window(0.0, 100.0), False),
        (Window(0.0, 101.0), True),
        (Window(199.0, 300.0), True),
        (Window(200.0, 300.0), False),
    ],
)
def test_a_level_counts_in_its_time_and_is_listed_always(during: Window, counts: bool) -> None:
    """An expired one has no effect and is still listed; the figures' own line stays beside it."""
    one = override()
    told = set_level(LINE, LINE, "gate", [one], during)
    assert told.listed == (one,)
    assert (told.form.level is RiskLevel.UNACCEPTABLE) == counts == (told.in_effect is one)
    assert (told.form.likelihood, told.form.impact) == (LINE.likelihood, LINE.impact)
    assert told.of_figures == LINE


def test_a_level_is_of_its_place_and_one_of_a_single_kind_lowers_nothing() -> None:
    """What is set for the bridge says nothing of the gate; that shootings are unlikely says nothing of explosions."""
    low = override(kind=IncidentKind.SHOOTING, level=RiskLevel.VERY_LOW)
    told = set_level(LINE, LINE, "gate", [low, override(place="bridge")], WEEK)
    assert (told.form, told.in_effect, told.listed) == (LINE, None, (low,))
    high = override(kind=IncidentKind.SHOOTING)
    assert set_level(LINE, LINE, "gate", [high], WEEK).in_effect is high


def test_of_several_levels_the_last_begun_counts() -> None:
    """A person may take back what was set before."""
    first, last = override(), override(level=RiskLevel.LOW, when=Window(120.0, 200.0))
    told = set_level(LINE, LINE, "gate", [last, first], WEEK)
    assert (told.form.level, told.in_effect, told.listed) == (RiskLevel.LOW, last, (first, last))


@pytest.mark.parametrize(
    "wrong",
    [{"when": Window(0.0, math.inf)}, {"when": Window(5.0, 5.0)}, {"level": None}, {"rate_factor": 2.0},
     {"level": None, "rate_factor": 0.0}],
)  # fmt: skip
def test_an_override_without_end_or_with_no_setting_is_refused(wrong: dict[str, Any]) -> None:
    """It ends, it sets one thing, and it never says that nothing will happen."""
    with pytest.raises(ValueError, match=r"override|factor"):
        override(**wrong)


@pytest.mark.parametrize(("by", "reason"), [("", "why"), ("officer", " ")])
def test_an_override_has_a_person_and_a_reason(by: str, reason: str) -> None:
    """Nobody overrides namelessly or without a word."""
    with pytest.raises(ValueError, match="who sets it and why"):
        Override("gate", None, by, reason, WEEK, RiskLevel.LOW)
