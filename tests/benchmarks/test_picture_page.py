"""Test what the page of the picture's forecasts says of results, and that invented worlds are what they claim."""

from __future__ import annotations

import numpy as np
import pytest
from forecasts_page import judge_coverage, judge_gain, judge_ratio, judge_rows, word_losses
from scores import tally_gain
from worlds import WORLDS, draw_regime_change, expect_children

PEERS = ("grid KDE", "scikit-learn KDE", "ETAS, exponential", "ETAS, power law", "log-Gaussian Cox")


def make_pair(ours: float, theirs: float, doubt: float) -> dict:
    """Return a comparison as scores.compare writes it."""
    difference, ratio = ours - theirs, ours / theirs
    return {
        "ours": ours,
        "theirs": theirs,
        "difference": (difference, difference - doubt, difference + doubt),
        "ratio": (ratio, ratio - doubt, ratio + doubt),
    }


def make_series(ours: float, theirs: dict[str, float], doubt: float = 0.02) -> dict:
    """Return a series' results in which every score of a system is the same figure."""
    keys = ("gain", "hit@0.01", "hit@0.02", "hit@0.05")
    score = {name: {"score": figure, "interval": (figure, figure)} for name, figure in theirs.items()}
    rows = [{"system": name, "worst_decile": 0.3, **dict.fromkeys(keys, score[name])} for name in theirs]
    rows.append({"system": "safeconduct", "worst_decile": 0.15, "coverage": 0.9})
    against = [
        {"system": name, **{key: make_pair(ours, figure, doubt) for key in keys}} for name, figure in theirs.items()
    ]
    return {"rows": rows, "against": against, "milliseconds": {"safeconduct": 6.0, "scikit-learn KDE": 13.0}}


def test_a_ratio_is_won_only_when_its_interval_is_above_one():
    """1.06 with an interval down to 0.96 is lost and says so; with a narrow one it is won."""
    unsure, sure = (make_series(0.53, dict.fromkeys(PEERS, 0.5), doubt) for doubt in (0.10, 0.02))
    assert judge_ratio("", unsure, "hit@0.05", "grid KDE", 1.05, 1.10)[-1] == "lost, interval not above 1"
    assert judge_ratio("", sure, "hit@0.05", "grid KDE", 1.05, 1.10)[-1] == "won"


def test_a_gain_below_what_must_be_is_lost_however_sure():
    """+0.03 where +0.035 must be is lost; +0.08 where +0.07 is the stretch is both."""
    near, far = (make_series(0.765 + more, dict.fromkeys(PEERS, 0.765), 0.001) for more in (0.03, 0.08))
    assert judge_gain("", near, "grid KDE", 0.035, 0.07)[-1] == "lost"
    assert judge_gain("", far, "grid KDE", 0.035, 0.07)[-1] == "won, stretch"


def test_the_strongest_peer_is_the_one_to_beat():
    """Of two KDEs and of two ETAS the better counts, and one row names the best of all."""
    theirs = dict(zip(PEERS, (0.70, 0.74, 0.68, 0.72, 0.79), strict=True))
    rows = judge_rows(make_series(0.8, theirs), make_series(0.8, theirs))
    named = [(row[0], row[2].rsplit(" ", 1)[0], row[-1]) for row in rows]
    assert ("A, IG", "scikit-learn KDE", "won") in named
    assert ("A, IG", "ETAS, power law", "won, stretch") in named
    assert ("A, IG, best of all", "log-Gaussian Cox", "won, stretch, interval not above 0") in named
    assert ("B, IG", "ETAS, power law", "won") in named


@pytest.mark.parametrize(("share", "word"), [(0.87, "lost"), (0.88, "won"), (0.93, "won"), (0.95, "lost")])
def test_too_wide_an_interval_is_lost_like_too_narrow_a_one(share, word):
    """88 to 93 % of daily totals are to lie in their 90 % intervals."""
    assert judge_coverage(share)[-1] == word


def test_every_loss_is_named():
    """A peer that is better in anything is in the list."""
    series = make_series(0.5, {"grid KDE": 0.6, "scikit-learn KDE": 0.4})
    assert "grid KDE in IG" in word_losses(series)
    assert "grid KDE in hit@5 %" in word_losses(series)
    assert "scikit-learn" not in word_losses(series)


@pytest.mark.parametrize("draw", WORLDS)
def test_a_world_happens_as_often_as_its_truth_says(draw):
    """Totals follow the true rates, and no uniform forecast comes near the truth."""
    world = draw(np.random.default_rng(5))
    counted, due = world.series.counts.sum(), world.truth.sum()
    assert world.truth.shape == world.series.counts.shape
    assert abs(counted - due) < 4 * np.sqrt(due)
    assert tally_gain(world.series, world.truth).score > 0.3


def test_a_regime_change_is_one():
    """The places before and after differ, and the rate doubles."""
    truth = draw_regime_change(np.random.default_rng(1)).truth
    assert np.allclose(truth[0], truth[49])
    assert np.corrcoef(truth[49], truth[50])[0, 1] < 0.9
    assert truth[50].sum() == pytest.approx(2 * truth[49].sum())


def test_past_events_set_off_more_nearby_and_soon():
    """Of one event's 0.7 children half a day's part is due at once, less later, and most of it within two cells."""
    series = draw_regime_change(np.random.default_rng(1)).series
    event = np.array([[30_500.0, 20_500.0, 99.5]])
    soon, later = (expect_children(series, event, now, 0.7, 7.0, 1000.0) for now in (100.0, 110.0))
    assert soon.sum() == pytest.approx(0.7 * (np.exp(-0.5 / 7) - np.exp(-1.5 / 7)))
    assert later.sum() < soon.sum() / 3
    near = np.abs(series.centres - (30_500.0, 20_500.0)).max(axis=1) < 2500
    assert soon[near].sum() > 0.9 * soon.sum()
