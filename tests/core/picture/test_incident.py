"""Promise how incidents are held, how wide a shared point is, and that one event counts once."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from told_incidents import DAY, happened

from safeconduct.core.basics import Window
from safeconduct.core.intake.reading import Precision
from safeconduct.core.picture.incident import SPREAD_METRES, Incident, IncidentKind
from safeconduct.core.picture.incident_duplicates import count_once, find_duplicates
from safeconduct.core.picture.incident_points import SHARED_MOST, widen_shared_points

KILOMETRE = 0.009  # degrees of latitude


@pytest.mark.parametrize(
    "wrong",
    [{"p_true": 0.0}, {"p_true": 1.1}, {"radius_metres": 0.0}, {"lat": 91.0}, {"lon": float("nan")}, {"harmed": -1},
     {"when": Window(1.0, 1.0)}, {"precision": Precision.UNKNOWN}],
)  # fmt: skip
def test_what_cannot_be_is_refused(wrong: dict[str, Any]) -> None:
    """No incident has a chance of 0, no place, no time, or a class that says nothing."""
    with pytest.raises(ValueError, match="an incident cannot have"):
        replace(happened(), **wrong)


def test_spreads_grow_from_site_to_country() -> None:
    """A wider class is never blurred less."""
    order = [Precision.SITE, Precision.STREET, Precision.DISTRICT, Precision.CITY, Precision.REGION, Precision.COUNTRY]
    assert list(SPREAD_METRES) == order
    assert list(SPREAD_METRES.values()) == sorted(SPREAD_METRES.values())


def test_a_point_of_many_places_is_a_city() -> None:
    """Differently worded places on one point are widened to a city and named; a place told many times is a place."""
    many = [happened(str(number), place=f"place {number}") for number in range(SHARED_MOST + 1)]
    one_gate = [happened(f"g{number}", lon=41.3, place="North  gate") for number in range(20)]
    told, points = widen_shared_points([*many, *one_gate])
    assert {one.precision for one in told[: len(many)]} == {Precision.CITY}
    assert told[len(many) :] == tuple(one_gate)
    assert [(point.rows, point.places, point.widened) for point in points] == [(len(many), len(many), len(many))]


def test_a_point_of_many_rows_without_words_is_a_city() -> None:
    """Where nothing says that they are one place, they are not."""
    told, _ = widen_shared_points([happened(str(number)) for number in range(SHARED_MOST + 1)])
    assert {one.radius_metres for one in told} == {SPREAD_METRES[Precision.CITY]}


def test_widening_never_narrows() -> None:
    """What is as wide as a province stays so."""
    rows = [happened(str(number), precision=Precision.REGION, place=str(number)) for number in range(9)]
    told, points = widen_shared_points(rows)
    assert told == tuple(rows)
    assert points[0].widened == 0


def test_one_event_of_two_sources_counts_once() -> None:
    """The narrower row is kept, with the larger count and the surer belief."""
    wide = happened("A1", precision=Precision.CITY, harmed=5, source="ACLED", p_true=0.95)
    narrow = happened("G1", lat=12.5 + KILOMETRE, harmed=4, source="UCDP GED", kind=IncidentKind.OTHER)
    pairs = find_duplicates([wide, narrow])
    (kept,) = count_once([wide, narrow], pairs)
    assert [(pair.kept.incident_id, pair.other.incident_id) for pair in pairs] == [("G1", "A1")]
    assert (kept.incident_id, kept.harmed, kept.p_true, kept.kind) == ("G1", 5, 0.95, IncidentKind.EXPLOSION)


def test_three_sources_of_one_event_count_once() -> None:
    """A chain of pairs leaves one row."""
    rows = [happened(source=source, precision=precision) for source, precision in
            (("a", Precision.CITY), ("b", Precision.DISTRICT), ("c", Precision.SITE))]  # fmt: skip
    (kept,) = count_once(rows, find_duplicates(rows))
    assert kept.source == "c"


@pytest.mark.parametrize(
    "other",
    [
        happened("x", source="team"),  # a source tells one event once
        happened("x", source="ACLED", kind=IncidentKind.SHOOTING),
        happened("x", source="ACLED", day=3.0),
        happened("x", source="ACLED", lat=12.5 + 30 * KILOMETRE),
        happened("x", source="ACLED", harmed=60),
        happened("x", source="ACLED", precision=Precision.REGION),
        replace(happened("x", source="ACLED"), when=Window(-20 * DAY, 20 * DAY)),
    ],
)
def test_what_differs_is_two(other: Incident) -> None:
    """Another kind, time, place or count, or words too vague to tell, are no duplicate."""
    assert find_duplicates([happened(harmed=4), other]) == ()


def test_two_of_one_day_and_one_of_another_source_leave_two() -> None:
    """A row has one partner in a source: the likest."""
    rows = [happened("a"), happened("b", lat=12.5 + KILOMETRE / 2), happened("x", source="ACLED")]
    pairs = find_duplicates(rows)
    assert len(pairs) == 1
    assert {one.incident_id for one in count_once(rows, pairs)} == {"a", "b"}


SOME = st.builds(
    happened,
    day=st.sampled_from([0.0, 1.0, 2.0]),
    lat=st.sampled_from([12.5, 12.501, 12.52]),
    precision=st.sampled_from([Precision.SITE, Precision.CITY]),
    harmed=st.sampled_from([None, 1, 2, 9]),
    source=st.sampled_from(["a", "b", "c"]),
)


@given(st.lists(SOME, max_size=12))
def test_counting_once_drops_each_other_and_nothing_else(rows: list[Incident]) -> None:
    """As many rows go as are the other of a pair, and no source loses more than another can account for."""
    rows = [replace(one, incident_id=str(number)) for number, one in enumerate(rows)]
    pairs = find_duplicates(rows)
    kept = count_once(rows, pairs)
    dropped = {(pair.other.source, pair.other.incident_id) for pair in pairs}
    assert {(one.source, one.incident_id) for one in kept} == {(one.source, one.incident_id) for one in rows} - dropped
    assert len(kept) >= max([sum(one.source == source for one in rows) for source in "abc"], default=0) - len(dropped)
