"""Promise that an origin is coarse, hedged, gated, and holds where attacks really came from."""

from __future__ import annotations

import copy
import dataclasses
import inspect
import json
import pickle
from collections.abc import Callable

import numpy as np
import pytest
from attack_series import RING, WHY, Pattern, ask, attack, draw_series, place

from safeconduct.core.basics import InputFaultsError
from safeconduct.core.intake.reading import Precision
from safeconduct.core.picture.incident import IncidentKind
from safeconduct.core.picture.origin import (
    EVENTS_LEAST,
    Annulus,
    DistanceDecay,
    Gate,
    NotKnown,
    OriginRegion,
    OriginRegions,
    Receipt,
    describe_origin,
    digest_request,
    estimate_origin,
    link_by_gate,
    link_by_person,
    request_origin,
)

KM2_LEAST = 5.0


def kernel_of(pattern: Pattern) -> DistanceDecay | Annulus:
    """Return what such a series is asked with."""
    return RING if pattern == "fire" else DistanceDecay()


@pytest.fixture(scope="module")
def found() -> OriginRegions:
    """Give an origin that is known, with two shelters."""
    series = draw_series(np.random.default_rng(3), 12, "fire", (0.0, 0.0))
    answer = ask(series, RING, {"school": place(0.0, 12_000.0), "clinic": place(0.0, 0.0)})
    assert isinstance(answer, OriginRegions)
    return answer


@pytest.mark.parametrize("pattern", ["decay", "one side", "fire"])
def test_the_regions_hold_the_true_start_as_often_as_they_say(pattern: Pattern) -> None:
    """Of 16 drawn starts, 80 % or more lie in the regions, for attacks all about, on one side, and from afar."""
    rng = np.random.default_rng(11)
    known = held = 0
    for _ in range(16):
        start = (float(rng.uniform(-9e3, 9e3)), float(rng.uniform(-9e3, 9e3)))
        answer = ask(draw_series(rng, 7, pattern, start), kernel_of(pattern))
        if isinstance(answer, OriginRegions):
            known += 1
            held += any(region.covers(*place(*start)) for region in answer.regions)
    assert known >= 6
    assert held >= 0.8 * known


def test_regions_are_coarse_and_their_masses_add_up(found: OriginRegions) -> None:
    """No region is below 5 km2, and together they hold the share they say, 80 % or more."""
    assert all(region.area_km2 >= KM2_LEAST for region in found.regions)
    assert sum(region.mass for region in found.regions) == pytest.approx(found.share)
    assert 0.8 <= found.share <= 1.0


def test_nothing_is_told_more_finely_than_5_km2(found: OriginRegions) -> None:
    """Points that lie together in a square of 6.25 km2 get one answer, wherever they lie: no probing finds more."""
    answers = np.array([[any(region.covers(*place(east, north)) for region in found.regions)
                         for east in range(-8_000, 8_000, 250)] for north in range(-8_000, 8_000, 250)])  # fmt: skip
    for lines in (answers, answers.T):
        changes = {int(row) for line in lines for row in np.flatnonzero(np.diff(line.astype(int)))}
        assert changes  # the region has an edge here
        gaps = np.diff(sorted(changes))
        assert all(gap >= 9 for gap in gaps)  # 2,500 m, less what a step of 250 m may miss


def test_sectors_say_from_where_it_reaches_a_shelter(found: OriginRegions) -> None:
    """What lies south of the school reaches it from the south; what holds the clinic is around it."""
    region = found.regions[0]
    assert set(region.sectors_of("school")) <= {"S", "SE", "SW"}
    assert region.sectors_of("school")
    assert region.sectors_of("clinic") == ("around",)
    words = " ".join(describe_origin(found))
    assert "reaches school from" in words
    assert not any(part in words for part in ("41.", "12.5"))


def test_too_few_events_are_not_known() -> None:
    """Six events tell nothing, and neither do ten of which four are placed no better than a city."""
    rng = np.random.default_rng(1)
    assert isinstance(ask(draw_series(rng, EVENTS_LEAST - 1, "fire", (0.0, 0.0)), RING), NotKnown)
    events = [attack(str(row), 400.0 * row, 0.0, row) for row in range(6)]
    vague = [attack(f"v{row}", 0.0, 0.0, row, precision=Precision.CITY) for row in range(4)]
    answer = ask(link_by_person([*events, *vague], "officer", "one way of acting"), DistanceDecay())
    assert isinstance(answer, NotKnown)
    assert "4 more" in answer.why


def test_what_tells_no_more_than_chance_is_not_known() -> None:
    """Impacts on one spot leave a whole ring, and attacks strewn over 60 km leave everything."""
    spot = [attack(str(row), 10.0 * row, 0.0, row, IncidentKind.INDIRECT_FIRE) for row in range(8)]
    answer = ask(link_by_person(spot, "officer", "one way of acting"), RING)
    assert isinstance(answer, NotKnown)
    assert "nats" in answer.why
    strewn = [attack(str(row), 60_000.0 * row, 0.0, row) for row in range(8)]
    assert isinstance(ask(link_by_person(strewn, "officer", "one way of acting"), DistanceDecay()), NotKnown)


def test_no_receipt_no_answer() -> None:
    """A request that no log holds, or that is of other events, opens nothing."""
    series = draw_series(np.random.default_rng(2), 9, "fire", (0.0, 0.0))
    other = draw_series(np.random.default_rng(2), 8, "fire", (0.0, 0.0))
    request, of_other = (request_origin(each, "officer", WHY, 0.0) for each in (series, other))
    for asked, receipt in ((request, Receipt("", 1)), (request, Receipt(digest_request(of_other), 1)),
                           (of_other, Receipt(digest_request(of_other), 1))):  # fmt: skip
        with pytest.raises(InputFaultsError, match="the log does not hold"):
            estimate_origin(series, asked, receipt, RING, {})


@pytest.mark.parametrize(("who", "why"), [("", WHY), ("  ", WHY), ("officer", ""), ("officer", "because")])
def test_who_and_why_are_asked_for(who: str, why: str) -> None:
    """Nobody opens an origin without a name and a reason."""
    series = draw_series(np.random.default_rng(2), 9, "fire", (0.0, 0.0))
    with pytest.raises(InputFaultsError):
        request_origin(series, who, why, 0.0)


def test_a_ring_is_for_indirect_fire_alone() -> None:
    """A bomb was carried there; a mortar was not."""
    with pytest.raises(InputFaultsError, match="not for these events"):
        ask(draw_series(np.random.default_rng(2), 9, "decay", (0.0, 0.0)), RING)
    with pytest.raises(InputFaultsError, match="not for these events"):
        ask(draw_series(np.random.default_rng(2), 9, "fire", (0.0, 0.0)), DistanceDecay())


WRITERS: tuple[Callable[[object], object], ...] = (
    json.dumps, pickle.dumps, copy.copy, copy.deepcopy, vars, dataclasses.asdict,
)  # fmt: skip


@pytest.mark.parametrize("write", WRITERS)
def test_an_origin_cannot_be_written_out(found: OriginRegions, write: Callable[[object], object]) -> None:
    """Neither the answer nor a region of it becomes JSON, a pickle, a copy or a dict."""
    for held in (found, found.regions[0]):
        with pytest.raises(TypeError):
            write(held)


def test_an_origin_gives_no_coordinate() -> None:
    """All that can be asked of it is named here: sizes, chances, sites, sectors, and whether it covers a point."""
    public = {name for kind in (OriginRegion, OriginRegions) for name, _ in inspect.getmembers(kind) if name[0] != "_"}
    assert public == {"area_km2", "mass", "sectors_of", "sites", "covers", "regions", "share", "gain_nats", "events"}


def test_repr_says_nothing(found: OriginRegions) -> None:
    """A log line that slips out tells nothing."""
    assert repr(found.regions) == "(<OriginRegion>,)"


def test_the_gate_links_one_kind_that_is_close() -> None:
    """Each event lies within the gate of another of its series; other kinds and far ones do not."""
    chain = [attack(str(row), 8_000.0 * row, 0.0, 20.0 * row) for row in range(4)]
    late, far = attack("late", 0.0, 0.0, 200.0), attack("far", 90_000.0, 0.0, 1.0)
    shots = attack("shots", 0.0, 0.0, 1.0, IncidentKind.SHOOTING)
    first, *others = link_by_gate([late, far, shots, *chain], IncidentKind.EXPLOSION, Gate(10_000.0, 30.0))
    assert first.events == tuple(chain)
    assert [len(each.events) for each in others] == [1, 1]
    with pytest.raises(InputFaultsError):
        link_by_gate(chain, IncidentKind.OTHER, Gate())


def test_a_person_links_with_name_and_reason() -> None:
    """Nobody's say links nothing."""
    with pytest.raises(InputFaultsError):
        link_by_person([attack("a", 0.0, 0.0)], "", "one way of acting")
    with pytest.raises(InputFaultsError):
        link_by_person([attack("a", 0.0, 0.0)], "officer", " ")


def test_events_that_nobody_sent_are_mostly_not_known() -> None:
    """Of six series of 12 events strewn over 40 x 40 km at most two are answered; the others say why not."""
    rng, answered = np.random.default_rng(8), 0
    for _ in range(6):
        events = [attack(str(row), *rng.uniform(-20e3, 20e3, 2).tolist(), row) for row in range(12)]
        answer = ask(link_by_person(events, "officer", "one way of acting"), DistanceDecay())
        answered += isinstance(answer, OriginRegions)
        assert isinstance(answer, OriginRegions) or "strewn" in answer.why or "nats" in answer.why
    assert answered <= 2
