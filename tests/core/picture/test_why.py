"""Hold that a place is explained by what really moves it, and by nothing else."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from picture_cases import DAY, FLOOR, HOUR, STEP, Teller, picture, read, street
from told_incidents import happened

from safeconduct.core.intake import Claim, Report
from safeconduct.core.picture import Incident, Standing, Status
from safeconduct.core.picture.street_hazard import StreetHazard
from safeconduct.core.picture.why import Why, explain_place

pytestmark = pytest.mark.core


def say_nothing(_: Sequence[Incident]) -> StreetHazard | None:
    """Forecast nothing."""
    return None


def say_by_count(incidents: Sequence[Incident]) -> StreetHazard | None:
    """Forecast 1e-5 for each incident, whatever it is."""
    if not incidents:
        return None
    mean = np.full((1, 10), 1e-5 * len(incidents))
    status = np.where(mean > FLOOR, Status.KNOWN_THREAT, Status.UNKNOWN).astype(np.int8)
    return StreetHazard(DAY, mean, 5 * mean, status)


def explain(*reports: Report, node: int = 0, incidents: Sequence[Incident] = (), forecast=say_nothing) -> Why:
    """Explain a node of the small street at five o'clock."""
    return explain_place(street(), node, 5 * HOUR, reports, incidents, DAY, FLOOR, forecast)


def test_reading_is_that_of_the_whole_picture() -> None:
    """At every node, whoever speaks of it."""
    tell = Teller()
    told = (
        tell("team", "B", at=1, radius=150.0),
        tell("team", "C", at=2, radius=30.0),
        tell("", "F", at=2),
        tell("patrol", "A", Claim.CLEAR, at=3, radius=120.0, hours=(2.0, 6.0)),
    )
    made = picture(*told)
    for node in range(5):
        assert explain(*told, node=node).reading == read(made, node)


def test_only_reports_that_speak_of_the_place_and_moment_are_named_the_weightiest_first() -> None:
    """Not one elsewhere, nor one of another hour."""
    tell = Teller()
    weak, strong = tell("one", "C"), tell("two", "A")
    told = (weak, strong, tell("three", "A", at=3), tell("four", "A", hours=(6.0, 7.0)))
    assert [part.report for part in explain(*told).reports] == [strong, weak]


def test_what_a_report_adds_is_what_is_missing_without_it() -> None:
    """One alone adds all above the floor; an echo adds nothing; a clear takes from the upper bound alone."""
    tell = Teller()
    first, echo = tell("team", "B", rate=2e-3), tell("team", "B", rate=2e-3)
    (alone,) = explain(first).reports
    assert alone.adds == pytest.approx(2e-3 - FLOOR)
    both = {part.standing: part for part in explain(first, echo).reports}
    assert both[Standing.ECHO].adds == both[Standing.COUNTS].adds == 0.0
    (clear,) = explain(tell("patrol", "A", Claim.CLEAR)).reports
    assert clear.adds == 0.0 > clear.adds_high


def test_incidents_near_fresh_and_sure_weigh_most_and_shares_are_of_all() -> None:
    """Shares of those named add up to all but what is too little to name; what is still to come is none."""
    near = happened("near", -2, 0.0, 0.0)
    told = [
        happened("old", -300, 0.0, 0.0),
        happened("far", -2, 10 * STEP, 0.0),
        happened("unsure", -2, 0.0, 0.0, p_true=0.3),
        near,
        happened("to come", 1, 0.0, 0.0),
    ]
    why = explain(incidents=told)
    assert why.incidents[0].incident is near
    assert {part.incident.incident_id for part in why.incidents} == {"old", "far", "unsure", "near"}
    assert sum(part.share for part in why.incidents) == pytest.approx(1.0)
    assert why.incident_count == 4


def test_incidents_named_are_left_out_together_by_a_forecast_of_the_rest() -> None:
    """Five here and two far away, at 1e-5 each: without the five it is no longer a known threat."""
    here, away = [happened(f"h{n}", -2, 0.0, 0.0) for n in range(5)], [happened(f"a{n}", -2, 1.0) for n in range(2)]
    why = explain(incidents=[*here, *away], forecast=say_by_count)
    assert why.reading.status is Status.KNOWN_THREAT
    assert {part.incident.incident_id for part in why.incidents} == {one.incident_id for one in here}
    assert why.effect.without.status is Status.UNKNOWN
    assert why.effect.without.rate == FLOOR
    assert (why.effect.mean, why.effect.mean_without) == pytest.approx((7e-5, 2e-5))
    assert any("incidents alone" in note for note in why.notes)


def test_what_would_change_it_is_read_off_the_rule() -> None:
    """A clear makes the unknown clear, but ends no threat that stands, nor its bound; a second origin raises it."""
    clear, threat, rumour = explain().what_if
    assert clear.reading.status is Status.KNOWN_CLEAR
    assert threat.reading.status is Status.KNOWN_THREAT
    assert rumour.reading.status is Status.UNKNOWN
    told = Teller()("team", "B")
    why = explain(told)
    clear, threat, _ = why.what_if
    assert (clear.reading.status, clear.reading.high) == (why.reading.status, why.reading.high)
    assert clear.reading.rate <= why.reading.rate
    assert threat.reading.rate > why.reading.rate
    assert any(told.report_id in note for note in why.notes)


def test_it_says_until_when_and_what_then() -> None:
    """A report runs out into the unknown; the last span ends with the case."""
    why = explain(Teller()("patrol", "A", Claim.CLEAR, hours=(2.0, 7.0)))
    assert why.until == 7 * HOUR
    assert why.then is not None
    assert why.then.status is Status.UNKNOWN
    assert (explain().until, explain().then) == (DAY.end, None)
