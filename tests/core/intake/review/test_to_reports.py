"""Hold the way from a review to reports to its promises: nothing unreviewed, nothing invented, F unless graded."""

from __future__ import annotations

from dataclasses import replace

import pytest
from harbour_reading import PERIOD, SETTING, make_reading
from hypothesis import given
from hypothesis import strategies as st

from safeconduct.core.basics import Window, parse_time
from safeconduct.core.intake import Claim, Report, SourceClass
from safeconduct.core.intake.document import Span
from safeconduct.core.intake.reading import PlaceMention, Precision, Reading, TimeMention
from safeconduct.core.intake.review import Action, Decision, Drawn, check_field, fold_log, list_items, to_reports

EVENING = Window(parse_time("2031-03-04T21:00:00-03:00"), parse_time("2031-03-04T23:00:00-03:00"))


def draw(*decided: Decision, reading: Reading | None = None) -> Drawn:
    """Return what comes of some decisions."""
    standings = fold_log([decision.sign("duty1", 0.0) for decision in decided])
    return to_reports(reading or make_reading(), standings, SETTING)


def correct(item: str, **fields: str) -> Decision:
    """Correct fields of an item as a person would write them."""
    checked = tuple((name, check_field("statement", name, text, SETTING)) for name, text in fields.items())
    return Decision(item, Action.CORRECT, corrections=checked)


def warned(place: PlaceMention | None = None, time: TimeMention | None = None) -> Reading:
    """Return the reading, its warning about another place or time."""
    reading = make_reading()
    changed = [
        replace(said, places=(place,) if place else said.places, times=(time,) if time else said.times)
        for said in reading.attributions
        if said.attribution_id == "A1"
    ]
    return replace(reading, attributions=tuple(changed))


def test_an_accepted_warning_becomes_a_report() -> None:
    """Origin, outlets, place, radius of a site, time and claim are the reading's; the grade is F until given."""
    drawn = draw(Decision("A1", Action.ACCEPT))
    assert drawn.reports == (
        Report(
            "feedc0de-A1", "harbour_master", "port_bulletin citing coast_radio", "F", -71.192063, -29.916736, 150.0,
            EVENING, Claim.THREAT,
        ),
    )  # fmt: skip
    assert draw(Decision("A1", Action.ACCEPT, "B2")).reports[0].reliability == "B"


@given(st.lists(st.sampled_from([Action.REJECT, Action.SKIP, Action.GRADE]), max_size=3))
def test_nothing_unreviewed_becomes_a_report(actions: list[Action]) -> None:
    """However often it was looked at: without an acceptance there is no report, and nothing is called lacking."""
    items = [item.item_id for item in list_items(make_reading())]
    assert draw(*(Decision(item, action, "A1") for item in items for action in actions)) == Drawn((), ())


def test_a_denial_clears_only_where_somebody_looked() -> None:
    """The patrol's is a clear for the time that it names; the ministry's is no report, and why is said."""
    drawn = draw(Decision("A2", Action.ACCEPT), Decision("A3", Action.ACCEPT))
    (clear,) = drawn.reports
    noon = parse_time("2031-03-04T12:00:00-03:00")
    assert (clear.claim, clear.window) == (Claim.CLEAR, Window(noon, noon + 60))
    assert [(one.item_id, one.why) for one in drawn.lacking] == [
        ("A3", ("danger is denied, but nothing says that somebody looked",))
    ]


def test_corrections_hold() -> None:
    """Every field of the report is the person's where the person wrote it."""
    decision = correct(
        "A1", claim="threat", place="Gate 2; pier @ -71.3,-29.95", radius="80", time="2031-03-04T22:00/22:30",
        speaker="watch_officer", outlets="field phone", rate="0.002",
    )  # fmt: skip
    first, second = draw(decision).reports
    window = Window(parse_time("2031-03-04T22:00:00-03:00"), parse_time("2031-03-04T22:30:00-03:00"))
    assert first == Report(
        "feedc0de-A1", "watch_officer", "field phone", "F", -71.2043, -29.921, 80.0, window, Claim.THREAT, 0.002,
        SourceClass.OFFICIAL,
    )  # fmt: skip
    assert (second.report_id, second.x, second.y) == ("feedc0de-A1-2", -71.3, -29.95)


def test_the_radius_follows_the_precision() -> None:
    """The vaguer the place, the wider the circle; a gazetteer that knows how far a place reaches is believed."""
    radii = []
    for precision in (Precision.SITE, Precision.STREET, Precision.DISTRICT):
        place = PlaceMention(Span(0, 4), "somewhere", precision, "CL", -71.2, -29.9)
        (report,) = draw(Decision("A1", Action.ACCEPT), reading=warned(place)).reports
        radii.append(report.radius_metres)
    assert radii[0] == 150.0
    assert radii == sorted(set(radii))
    place = PlaceMention(Span(0, 4), "somewhere", Precision.CITY, "CL", -71.2, -29.9, radius_metres=2_500.0)
    assert draw(Decision("A1", Action.ACCEPT), reading=warned(place)).reports[0].radius_metres == 2_500.0


@pytest.mark.parametrize(
    ("place", "lacks"),
    [
        (PlaceMention(Span(0, 4), "the mill", Precision.UNKNOWN), "a place: where is the mill?"),
        (PlaceMention(Span(0, 4), "Chile", Precision.COUNTRY, "CL", -71.0, -33.0), "a place: where in Chile?"),
        (
            PlaceMention(Span(0, 4), "the mill", Precision.UNKNOWN, "", -71.0, -29.0),
            "a radius: how far round the mill?",
        ),
    ],
)
def test_a_place_is_never_invented(place: PlaceMention, lacks: str) -> None:
    """What is on no map, or a whole country, makes no report, and is asked for."""
    drawn = draw(Decision("A1", Action.ACCEPT), reading=warned(place))
    assert (drawn.reports, drawn.lacking[0].why) == ((), (lacks,))


def test_a_place_that_is_not_known_keeps_no_other_from_being_reported() -> None:
    """The gate is reported, the mill is asked for."""
    reading = warned()
    (said,) = reading.attributions
    mill = PlaceMention(Span(0, 4), "the mill", Precision.UNKNOWN)
    drawn = draw(Decision("A1", Action.ACCEPT), reading=replace(reading, attributions=(
        replace(said, places=(mill, *said.places)),
    )))  # fmt: skip
    assert [(report.report_id, report.x) for report in drawn.reports] == [("feedc0de-A1", -71.192063)]
    assert drawn.lacking[0].why == ("a place: where is the mill?",)


def test_a_time_is_never_invented() -> None:
    """Without one, with a length alone, or with two that differ, a person is asked."""
    for value, kind in (("P2D", "DURATION"), ("XXXX-XX-XX", "DATE")):
        drawn = draw(Decision("A1", Action.ACCEPT), reading=warned(time=TimeMention(Span(0, 4), value, kind)))
        assert (drawn.reports, drawn.lacking[0].why) == ((), ("a time: when?",))
    reading = warned()
    (said,) = reading.attributions
    more = replace(said, times=(*said.times, TimeMention(Span(0, 4), "2031-03-05", "DATE")))
    drawn = draw(Decision("A1", Action.ACCEPT), reading=replace(reading, attributions=(more,)))
    assert drawn.lacking[0].why == ("one time: which of those that it names?",)


def test_of_a_day_and_an_hour_of_it_the_hour_counts() -> None:
    """So does the gate, of a gate and its city."""
    reading = warned()
    (said,) = reading.attributions
    city = PlaceMention(Span(0, 4), "the city", Precision.CITY, "CL", -71.3, -29.9)
    day = TimeMention(Span(0, 4), "2031-03-04", "DATE")
    more = replace(said, places=(city, *said.places), times=(day, *said.times))
    (report,) = draw(Decision("A1", Action.ACCEPT), reading=replace(reading, attributions=(more,))).reports
    assert (report.window, report.radius_metres) == (EVENING, 150.0)


def test_a_threat_told_for_a_moment_holds_an_hour_and_an_open_one_ends_with_the_case() -> None:
    """A clear is stretched by neither rule."""
    moment = TimeMention(Span(0, 4), "2031-03-04T21:30", "TIME")
    (report,) = draw(Decision("A1", Action.ACCEPT), reading=warned(time=moment)).reports
    assert report.window.end - report.window.start == 3600
    after = TimeMention(Span(0, 4), "2031-03-04T21:30", "TIME", "ON_OR_AFTER")
    (report,) = draw(Decision("A1", Action.ACCEPT), reading=warned(time=after)).reports
    assert report.window == Window(parse_time("2031-03-04T21:30:00-03:00"), PERIOD.end)
    clear = Decision("A1", Action.CORRECT, corrections=(("claim", "clear"),))
    assert draw(clear, reading=warned(time=after)).lacking[0].why[0].startswith("an end of the time")


def test_an_origin_that_nobody_knows_stays_unknown() -> None:
    """Hearsay, an unnamed speaker and the word unknown have no origin: the picture counts them as unverified."""
    reading = warned()
    (said,) = reading.attributions
    for speaker in (replace(said.speaker, named=False), replace(said.speaker, kind="hearsay")):
        changed = replace(reading, attributions=(replace(said, speaker=speaker),))
        assert draw(Decision("A1", Action.ACCEPT), reading=changed).reports[0].origin == ""
    changed = replace(reading, attributions=(replace(said, origin="unknown"),))
    assert draw(Decision("A1", Action.ACCEPT), reading=changed).reports[0].origin == ""


def test_the_same_review_gives_the_same_ids() -> None:
    """They come from the document and the statement, and differ from each other."""
    decided = [Decision(item.item_id, Action.ACCEPT) for item in list_items(make_reading())]
    once, again = draw(*decided), draw(*decided)
    assert once == again
    assert len({report.report_id for report in once.reports}) == len(once.reports)


@pytest.mark.parametrize(
    ("name", "text", "problem"),
    [
        ("claim", "maybe", "not one of threat, clear, none"),
        ("place", "the old mill", "no place that is known by name"),
        ("place", "mill @ -29.9,-171.2", "a latitude of -90 to 90"),
        ("radius", "0", "not above 0 metres"),
        ("radius", "wide", "not a number"),
        ("time", "tonight", "not FROM/TO"),
        ("time", "2031-03-04T23:00/21:00", "it ends before it begins"),
        ("speaker", " ", "write none to empty the field"),
        ("rate", "-1", "0 or more"),
        ("colour", "red", "no field of a statement"),
    ],
)
def test_what_cannot_be_a_value_is_refused_in_words(name: str, text: str, problem: str) -> None:
    """The person hears what is wrong; nothing is kept."""
    with pytest.raises(ValueError, match=problem):
        check_field("statement", name, text, SETTING)


def test_a_local_time_needs_the_clock_of_a_case() -> None:
    """Without one, the offset is asked for."""
    without = replace(SETTING, utc_offset_seconds=None)
    with pytest.raises(ValueError, match="without an offset"):
        check_field("statement", "time", "2031-03-04T21:00/23:00", without)
    kept = check_field("statement", "time", "2031-03-04T21:00/23:00", SETTING)
    assert kept == "2031-03-04T21:00:00-03:00/2031-03-04T23:00:00-03:00"


@given(st.floats(-180, 180), st.floats(-90, 90))
def test_a_checked_field_is_checked_again_to_itself(x: float, y: float) -> None:
    """What is kept in the log reads the same later, whatever the case knows then."""
    once = check_field("statement", "place", f"pier @ {x!r},{y!r}", SETTING)
    assert check_field("statement", "place", once, SETTING) == once
