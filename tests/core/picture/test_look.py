"""Hold that an observer is suggested where most is unknown, and never where somebody watches already."""

from __future__ import annotations

import pytest
from picture_cases import DAY, FLOOR, Teller, street
from test_watchers import watcher

from safeconduct.core.intake import Claim
from safeconduct.core.picture import Watch, make_picture
from safeconduct.core.picture.look import suggest_looks

pytestmark = pytest.mark.core
CITY = street(200)


def look(*reports, watchers=(), most=3, kappa=0.5, named=()):
    """Return where to look on a street of 22 km."""
    made = make_picture(CITY, reports, DAY, FLOOR)
    return suggest_looks(made, Watch(0.0, tuple(watchers)), kappa, most, named)


def test_each_is_the_best_after_those_before_it() -> None:
    """Worth less and less, each of a share; no two look at the same place; worth grows as kappa does."""
    found = look(most=5)
    worth = [one.lowers for one in found]
    assert worth == sorted(worth, reverse=True)
    assert all(abs(a.node - b.node) >= 4 for a in found for b in found if a is not b)
    assert look(kappa=1.0, most=1)[0].lowers == pytest.approx(2 * look(kappa=0.5, most=1)[0].lowers)
    assert 0.0 < sum(one.share for one in found) < 1.0


def test_unknown_that_is_watched_or_reported_on_is_not_looked_at() -> None:
    """All but the last 20 nodes watched or under a known threat: the suggestion lies among those."""
    told = Teller()("team", "B", at=45, radius=45 * 111.0 + 5.0)
    posts = [watcher(f"post {at}", at=float(at), since=-1.0, ident=str(at)) for at in range(95, 180, 4)]
    (best,) = look(told, watchers=posts, most=1)
    assert best.node >= 180


def test_nothing_is_suggested_where_nothing_is_unknown() -> None:
    """All of the street under a trusted clear."""
    told = Teller()("team", "A", at=100, radius=50_000.0, claim=Claim.CLEAR)
    assert look(told) == ()
    assert look(most=0) == ()


def test_sites_in_the_circle_are_named_the_nearest_first() -> None:
    """Those within 500 m and no other."""
    (best,) = look(most=1)
    named = [("near", best.node), ("next", best.node + 2), ("far", (best.node + 50) % 200)]
    assert look(most=1, named=named)[0].places == ("near", "next")
