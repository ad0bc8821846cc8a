"""Promise that the risk of a route keeps what its places have in common."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from route_risk import compare
from route_worlds import NOW, draw_routes, draw_town, lay_lattice

from safeconduct.core.basics import Window
from safeconduct.core.intake import Claim, Report
from safeconduct.core.network import StreetNetwork
from safeconduct.core.picture import Status, make_picture
from safeconduct.core.picture.belief import SourcePriors
from safeconduct.core.picture.draws import Cause, Exposures, RiskDraws, draw_risk, read_interval, share_in_common
from safeconduct.core.picture.override import PlacedOverride, place_overrides
from safeconduct.core.picture.risk_form import Override
from safeconduct.core.picture.street_hazard import StreetHazard

pytestmark = pytest.mark.core

HOUR, BLOCKS, FLOOR = 3600.0, 12, 2e-5
TOWN = lay_lattice(BLOCKS)  # 3 km by 3 km
LINKS = len(TOWN.link_ids)
DAY = Window(0.0, 10 * HOUR)


def tell(
    number: int, origin: str = "", letter: str = "F", at: int = 0, radius: float = 100.0, **more: object
) -> Report:
    """Return a report about a node of the town, from 2 to 8 o'clock."""
    words: dict[str, object] = {"window": Window(2 * HOUR, 8 * HOUR), "claim": Claim.THREAT, "rate": None} | more
    x, y = float(TOWN.x[at]), float(TOWN.y[at])
    window, claim, rate = words["window"], words["claim"], words["rate"]
    return Report(f"R{number}", origin, "radio", letter, x, y, radius, window, claim, rate)  # type: ignore[arg-type]


def stay(owner: Sequence[int], place: Sequence[int], start: float = 3.0, end: float = 4.0, people: float = 1.0):
    """Return stays of one length, in hours of the day."""
    count = len(owner)
    full = np.full(count, 1.0)
    return Exposures(np.array(owner), np.array(place), start * HOUR * full, end * HOUR * full, people * full)


def draw(
    stays: Exposures,
    *reports: Report,
    floor: float = FLOOR,
    seed: int = 1,
    draws: int = 400,
    incidents: StreetHazard | None = None,
    network: StreetNetwork = TOWN,
    sources: SourcePriors | None = None,
    overrides: Sequence[PlacedOverride] = (),
) -> RiskDraws:
    """Draw the risk of the owners of these stays."""
    rng, owners = np.random.default_rng(seed), int(stays.owner.max()) + 1
    window = DAY if incidents is None else incidents.window
    more = {"draws": draws, "rng": rng, "sources": sources, "overrides": overrides}
    return draw_risk(network, reports, window, floor, incidents, stays, owners, **more)  # type: ignore[arg-type]


ORIGINS = st.sampled_from(["", "mayor", "patrol", "aid office"])
REPORTS = st.lists(
    st.builds(
        lambda number, origin, letter, at, radius, begin, lasts, claim, rate: tell(
            number, origin, letter, at, radius, claim=claim, rate=rate if claim is Claim.THREAT else None,
            window=Window(begin * HOUR, (begin + lasts) * HOUR),
        ),
        st.integers(0, 10**6), ORIGINS, st.sampled_from("ABCDEF"), st.integers(0, (BLOCKS + 1) ** 2 - 1),
        st.floats(50.0, 2000.0), st.floats(-1.0, 9.0), st.floats(0.1, 5.0), st.sampled_from(list(Claim)),
        st.one_of(st.none(), st.floats(1e-6, 0.1)),
    ),
    max_size=6,
    unique_by=lambda report: report.report_id,
)  # fmt: skip


@given(REPORTS, st.integers(0, 10**6))
@settings(max_examples=25, deadline=None)
def test_mean_is_what_plans_count(reports: list[Report], seed: int) -> None:
    """Whatever is reported, the mean of the draws is the picture's rate over the time of the stays, to rounding."""
    rng = np.random.default_rng(seed)
    place = rng.integers(0, LINKS + (BLOCKS + 1) ** 2, 8)
    made, read = draw(stay([0] * 8, place.tolist(), 3.0, 3.0 + 1e-6), *reports), make_picture(TOWN, reports, DAY, FLOOR)
    spans = read.spans
    rates = 0.0
    for region in read.region[place]:
        rows = slice(spans.first[region], spans.first[region + 1])
        rates += spans.rate[rows][np.searchsorted(spans.start[rows], 3 * HOUR, side="right") - 1]
    assert made.counted[0] == pytest.approx(1e-6 * rates, rel=1e-6)
    assert made.harm[0].mean() == pytest.approx(made.counted[0], rel=1e-9)
    assert sum(part.harm for part in made.parts) == pytest.approx(made.harm[0], rel=1e-9)


def test_stays_are_cut_where_the_picture_changes() -> None:
    """A night at one node, of which three hours are before the report's window and four after it."""
    made = draw(stay([0], [LINKS], -1.0, 12.0), tell(1, "mayor", "A", rate=0.01))
    assert made.counted[0] == pytest.approx(7 * FLOOR + 6 * 0.01)
    assert draw(stay([0], [LINKS], 3.0, 3.0)).counted[0] == 0.0


def test_same_seed_same_draws_whoever_else_is_asked_about() -> None:
    """Neither another route nor its places change a route's draws; another seed does."""
    reports = tell(1, "mayor", "B", 5, 600.0), tell(2, "patrol", "C", 60, 600.0)
    alone = draw(stay([0] * 30, range(30)), *reports).harm[0]
    beside = draw(stay([0] * 30 + [1] * 90, [*range(30), *range(200, 290)]), *reports).harm[0]
    assert beside == pytest.approx(alone, rel=1e-12)
    assert draw(stay([0] * 30, range(30)), *reports, seed=2).harm[0] != pytest.approx(alone)


def test_a_route_within_one_report_is_all_or_nothing() -> None:
    """The report is right or wrong about all its streets at once: in as many draws as it is believed."""
    route = list(range(40))
    everywhere = tell(1, "mayor", "B", at=84, radius=5000.0)  # believed with 0.6
    made = draw(stay(route, route), everywhere)
    total = made.harm.sum(axis=0)
    right = total > total.mean()
    assert right.mean() == pytest.approx(0.6, abs=0.01)
    assert total[right].min() > 20 * total[~right].max()
    assert share_in_common(made.harm).min() > 0.98


@pytest.mark.parametrize(("link", "least", "most"), [({}, 0.0, 0.05), ({("mayor", "radio"): 0.99}, 0.7, 1.0)])
def test_who_copies_is_wrong_together_with_whom_it_copies(link: dict, least: float, most: float) -> None:
    """Two places of which two origins speak are two bets, or one where one origin copies the other."""
    reports = tell(1, "mayor", "B", 0), tell(2, "radio", "B", (BLOCKS + 1) ** 2 - 1)
    made = draw(stay([0, 1], [LINKS, LINKS + (BLOCKS + 1) ** 2 - 1]), *reports, sources=SourcePriors(links=link))
    assert least <= share_in_common(made.harm)[0, 1] <= most


@given(st.lists(st.integers(0, LINKS - 1), min_size=1, max_size=20), st.integers(0, LINKS - 1))
@settings(max_examples=20, deadline=None)
def test_one_leg_more_never_lowers_the_upper_end(route: list[int], more: int) -> None:
    """Nor any single draw: what the leg adds, through the unknown or not, comes on top."""
    reports = tell(1, "mayor", "C", 20, 700.0), tell(2, "", "F", 30, 900.0)
    short = draw(stay([0] * len(route), route), *reports, draws=100).harm[0]
    longer = draw(stay([0] * (len(route) + 1), [*route, more]), *reports, draws=100).harm[0]
    assert (longer >= short * (1 - 1e-9)).all()
    assert read_interval(longer).high >= read_interval(short).high * (1 - 1e-9)


def override(factor: float, radius: float = 5000.0) -> list[PlacedOverride]:
    """Return what a person set about the town's first node, for the whole day."""
    one = Override(f"{TOWN.x[0]};{TOWN.y[0]};{radius}", None, "officer", "seen", DAY, rate_factor=factor)
    return list(place_overrides(TOWN, {}, (), [one]))


def test_a_factor_that_raises_multiplies_every_draw() -> None:
    """Reports, rumours and the unknown alike; elsewhere nothing changes."""
    reports, far = (tell(1, "mayor", "B"), tell(2)), LINKS + (BLOCKS + 1) ** 2 - 1
    stays = stay([0, 1], [LINKS, far])
    before, after = draw(stays, *reports), draw(stays, *reports, overrides=override(3.0, 500.0))
    assert after.harm[0] == pytest.approx(3.0 * before.harm[0])
    assert after.harm[1] == pytest.approx(before.harm[1])


def test_what_a_person_doubts_comes_true_less_often_and_is_as_bad() -> None:
    """A threat believed with 0.6 and lowered to half is there in 0.3 of the draws, in full."""
    stays, told = stay([0], [LINKS]), tell(1, "mayor", "B", rate=0.06)
    before, after = draw(stays, told), draw(stays, told, overrides=override(0.5))
    assert after.harm[0].mean() == pytest.approx(0.5 * before.harm[0].mean(), rel=0.01)
    assert after.harm[0].max() == pytest.approx(before.harm[0].max(), rel=0.05)
    assert (after.harm[0] > 0.05).mean() == pytest.approx(0.3, abs=0.01)


def test_a_factor_below_one_leaves_the_upper_end() -> None:
    """Unknown is not safe: what may be there at worst stays, in draws as in the picture."""
    places = list(range(0, LINKS, 25))
    unknown = make_picture(TOWN, (), DAY, 2e-5).unknown_high
    made = draw(stay(places, places), tell(1, "", "F", radius=9000.0), overrides=override(0.1))
    assert (np.quantile(made.harm[places], 0.95, axis=1) >= 0.95 * unknown).all()


def test_what_was_clear_is_unknown_again_where_a_person_raises_it() -> None:
    """As in the picture: the bound of the unknown counts at least."""
    clear = tell(1, "aid office", "A", 0, 5000.0, claim=Claim.CLEAR)
    made = draw(stay([0], [LINKS]), clear, overrides=override(1.5))
    assert [part.cause for part in made.parts] == [Cause.UNKNOWN]
    assert made.counted[0] == pytest.approx(1.5 * FLOOR)
    assert np.quantile(made.harm[0], 0.95) == pytest.approx(2e-4, rel=0.05)


@pytest.mark.parametrize("floor", [2e-5, 5e-5, 1e-5, 0.0])
def test_the_unknown_reaches_its_upper_bound(floor: float) -> None:
    """At every place, for any floor; where the bound is too far off, the mean rises above what is counted."""
    places = list(range(0, LINKS, 25))
    made = draw(stay(places, places), floor=floor)
    high = make_picture(TOWN, (), DAY, floor).unknown_high
    assert np.quantile(made.harm[places], 0.95, axis=1) == pytest.approx(high, rel=0.05)
    assert (made.harm.mean(axis=1) >= made.counted * (1 - 1e-9)).all()
    assert (made.harm[places].mean(axis=1) > 1.01 * made.counted[places]).all() == (floor < 2e-5)


def test_near_places_share_more_of_the_unknown_than_far_ones() -> None:
    """Neighbours are worse together more often than two ends of the town; those too are not independent."""
    made = draw(stay([0, 1, 2], [LINKS, LINKS + 1, LINKS + (BLOCKS + 1) ** 2 - 1]), draws=4000)
    shared = share_in_common(made.harm)
    assert shared[0, 1] > shared[0, 2] > 0.02


def test_what_is_cleared_and_what_nobody_verifies_are_sure() -> None:
    """A clear that counts leaves no spread, as in the picture; rumours are counted in full in every draw."""
    clear = tell(1, "aid office", "A", 0, 5000.0, claim=Claim.CLEAR)
    cleared = draw(stay([0], [LINKS]), clear)
    assert cleared.harm[0] == pytest.approx(np.full(400, FLOOR))
    assert [part.cause for part in cleared.parts] == [Cause.CLEAR]
    rumoured = draw(stay([0], [LINKS]), clear, tell(2), tell(3, "somebody", "E"))
    assert rumoured.harm[0] == pytest.approx(np.full(400, FLOOR + 1e-4))


def test_draws_reach_the_bound_that_incidents_leave() -> None:
    """In an invented town: at each place the mean is the picture's, and the 95 % quantile about its upper bound."""
    town = draw_town(TOWN, 0.4, 0.5, 150.0, np.random.default_rng(3))
    places = np.flatnonzero(town.seen.status[:LINKS, 9] == Status.KNOWN_THREAT)[::9]
    stays = stay(range(len(places)), places.tolist(), NOW.start / HOUR + 9.0, NOW.start / HOUR + 10.0)
    made = draw(stays, floor=town.background_rate, incidents=town.seen)
    assert made.harm.mean(axis=1) == pytest.approx(town.seen.mean[places, 9], rel=0.05)  # rounded in the picture
    reached = np.quantile(made.harm, 0.95, axis=1) / town.seen.high[places, 9]
    assert len(places) > 20
    assert reached.min() > 0.9
    assert reached.max() < 1.25
    assert [part.cause for part in made.parts] == [Cause.INCIDENTS]


def test_intervals_of_routes_hold_the_truth_and_independent_ones_do_not() -> None:
    """Walks through invented towns whose rates are drawn from what the picture takes for possible."""
    held = []
    for seed in range(8):
        rng = np.random.default_rng(seed)
        town = draw_town(TOWN, 0.4, 0.5, 100.0, rng)
        held.append(compare(town, draw_routes(TOWN, BLOCKS, 25, rng), rng)[0])
    covered, independent = np.concatenate(held)[:, :2].mean(axis=0)
    assert covered > 0.8
    assert independent < covered - 0.15


def test_columns_of_several_lengths_are_refused() -> None:
    """Before anything is drawn."""
    with pytest.raises(ValueError, match="differ in length"):
        Exposures(np.zeros(1, np.intp), np.zeros(2, np.intp), np.zeros(1), np.zeros(1), np.zeros(1))
