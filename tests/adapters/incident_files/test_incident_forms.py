"""Promise what the codes of the event databases become."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from incident_tables import ACLED, GED, GTD, OWN, changes, table, write

from safeconduct.adapters.incident_files.own_form import incident_table
from safeconduct.adapters.incident_files.reader import IncidentFiles
from safeconduct.core.basics import parse_time
from safeconduct.core.intake.reading import Precision
from safeconduct.core.picture.incident import Incident, IncidentKind, IncidentRows

DAY = 86_400.0


def read(tmp_path: Path, base: Mapping[str, str], *rows: Mapping[str, str], offset: int = 0) -> IncidentRows:
    """Read a table of these rows."""
    return IncidentFiles().read([write(tmp_path / "events.csv", table(base, *rows))], offset)


def read_one(tmp_path: Path, base: Mapping[str, str], **change: str) -> Incident:
    """Read a table of one row that must be sound."""
    found = read(tmp_path, base, change)
    assert not found.faults, found.faults
    return found.incidents[0]


def days(one: Incident) -> float:
    """Return how many days the window holds."""
    return (one.when.end - one.when.start) / DAY


def test_ged_where_prec_becomes_a_class_and_a_spread(tmp_path: Path) -> None:
    """UCDP's seven codes go from a part of a city to a country, and never get narrower."""
    told = read(tmp_path, GED, *changes("where_prec", [str(code) for code in range(1, 8)])).incidents
    classes = [one.precision for one in told]
    assert classes == [Precision.DISTRICT, *[Precision.REGION] * 4, *[Precision.COUNTRY] * 2]
    spreads = [one.radius_metres for one in told]
    assert spreads == sorted(spreads)


def test_ged_point_of_a_city_is_no_place(tmp_path: Path) -> None:
    """where_prec 1 on a city's own point is as wide as the city."""
    assert read_one(tmp_path, GED, where_coordinates="Rivertown city").precision is Precision.CITY


@pytest.mark.parametrize(("code", "least"), [("1", 1), ("2", 7), ("3", 7), ("4", 31), ("5", 31)])
def test_ged_date_prec_widens_a_single_day(tmp_path: Path, code: str, least: int) -> None:
    """A date that is only known to a week or a month covers it, though both dates name one day."""
    assert days(read_one(tmp_path, GED, date_prec=code)) == least


def test_ged_span_that_is_given_is_kept(tmp_path: Path) -> None:
    """Two dates that hold as many days as the code says are the window."""
    assert days(read_one(tmp_path, GED, date_prec="2", date_end="2031-03-07")) == 4


def test_ged_tells_kinds_by_words_and_no_deaths_are_unknown_harm(tmp_path: Path) -> None:
    """GED has no column for what happened: the headline tells. It counts no wounded, so 0 killed is not 0 harmed."""
    one = read_one(tmp_path, GED, source_headline="Rockets hit Tamber", best="0")
    assert (one.kind, one.harmed) == (IncidentKind.INDIRECT_FIRE, None)


def test_a_sum_of_events_is_believed_less(tmp_path: Path) -> None:
    """event_clarity 2 lowers P(true)."""
    assert read_one(tmp_path, GED, event_clarity="2").p_true < read_one(tmp_path, GED).p_true <= 1


def test_acled_geo_precision_becomes_a_class(tmp_path: Path) -> None:
    """A town's code is the town's point, not a place in it; a part of a city is named by a dash."""
    told = read(tmp_path, ACLED, *changes("geo_precision", ["1", "2", "3"]), {"location": "Rivertown - Old Port"})
    classes = [one.precision for one in told.incidents]
    assert classes == [Precision.CITY, Precision.REGION, Precision.REGION, Precision.DISTRICT]


def test_acled_time_precision_becomes_a_window(tmp_path: Path) -> None:
    """The day, the week about it, the month it is in."""
    told = read(tmp_path, ACLED, *changes("time_precision", ["1", "2", "3"])).incidents
    assert [days(one) for one in told] == [1, 7, 31]


@pytest.mark.parametrize(
    ("sub_type", "notes", "kind"),
    [
        ("Suicide bomb", "", IncidentKind.EXPLOSION),
        ("Shelling/artillery/missile attack", "", IncidentKind.INDIRECT_FIRE),
        ("Armed clash", "", IncidentKind.SHOOTING),
        ("Arrests", "", IncidentKind.DETENTION),
        ("Abduction/forced disappearance", "", IncidentKind.DETENTION),
        ("Attack", "Gunmen opened fire on a bus", IncidentKind.SHOOTING),
        ("Attack", "Travellers were beaten at a roadblock", IncidentKind.DETENTION),
        ("Other", "Twelve trampled at the gate", IncidentKind.CROWD_CRUSH),
        ("Mob violence", "", IncidentKind.OTHER),
    ],
)
def test_acled_sub_event_types_become_kinds(tmp_path: Path, sub_type: str, notes: str, kind: IncidentKind) -> None:
    """The code tells the kind, and the notes where it leaves that open."""
    assert read_one(tmp_path, ACLED, sub_event_type=sub_type, notes=notes).kind is kind


def test_minor_incidents_are_kept(tmp_path: Path) -> None:
    """What killed nobody stays in and is marked; what is no violence is left out and counted with its reason."""
    told = read(tmp_path, ACLED, {"fatalities": "0"}, {"sub_event_type": "Agreement"}, {"sub_event_type": "Agreement"})
    assert [(one.minor, one.harmed) for one in told.incidents] == [(True, None)]
    assert [(one.count, one.first_line) for one in told.left_out] == [(2, 3)]


def test_gtd_specificity_becomes_a_class(tmp_path: Path) -> None:
    """A settlement, its region, its province; beyond a settlement the spread doubles."""
    told = read(tmp_path, GTD, *changes("specificity", ["1", "2", "3", "4"]), {"vicinity": "1"}).incidents
    assert [one.precision for one in told[:4]] == [Precision.CITY, *[Precision.REGION] * 3]
    assert told[4].radius_metres == 2 * told[0].radius_metres


def test_gtd_approximate_dates_become_windows(tmp_path: Path) -> None:
    """Day 0 is the month, month 0 the year, an approximate date a week."""
    rows = [{}, {"iday": "0"}, {"imonth": "0", "iday": "0"}, {"approxdate": "early March 2031"}]
    assert [days(one) for one in read(tmp_path, GTD, *rows).incidents] == [1, 31, 365, 7]


def test_gtd_doubt_about_terrorism_is_no_doubt_about_the_event(tmp_path: Path) -> None:
    """doubtterr asks what to call it: a blast is a blast."""
    told = read(tmp_path, GTD, *changes("doubtterr", ["0", "1", "-9"])).incidents
    assert len({one.p_true for one in told}) == 1


def test_gtd_weapons_tell_what_an_assault_was(tmp_path: Path) -> None:
    """Firearms make an assault a shooting; a projectile makes a bombing indirect fire."""
    rows = [{"attacktype1": "2", "weaptype1": "5"}, {"weapsubtype1": "11"}, {"attacktype1": "6", "weaptype1": "5"}]
    kinds = [one.kind for one in read(tmp_path, GTD, *rows).incidents]
    assert kinds == [IncidentKind.SHOOTING, IncidentKind.INDIRECT_FIRE, IncidentKind.DETENTION]


def test_gtd_counts_killed_and_wounded(tmp_path: Path) -> None:
    """Unknown is None and never 0: one count of 0 without the other says nothing."""
    rows = [{}, {"nkill": "0", "nwound": ""}, {"nkill": "", "nwound": "2"}, {"nkill": "0", "nwound": "0"}]
    assert [one.harmed for one in read(tmp_path, GTD, *rows).incidents] == [5, None, 2, 0]


def test_days_are_local_days(tmp_path: Path) -> None:
    """A day begins when it begins there."""
    one = read(tmp_path, GED, {}, offset=16_200).incidents[0]
    assert one.when.start == parse_time("2031-03-04T00:00:00+04:30")


def test_own_form_reads_times_and_takes_the_careful_default(tmp_path: Path) -> None:
    """A time with its offset is a moment; a place without a class is a city's."""
    base = {**OWN, "from": "2031-03-04T09:30:00+04:30", "to": "", "date": ""}
    one = read_one(tmp_path, base, precision="", harmed="", p_true="")
    assert (one.when.start, days(one) * DAY) == (parse_time("2031-03-04T05:00:00+00:00"), 60)
    assert (one.precision, one.harmed, one.source) == (Precision.CITY, None, "team")


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    """The simple form loses nothing of any form."""
    files = [write(tmp_path / f"{name}.csv", table(base, {})) for name, base in
             (("a", GED), ("b", ACLED), ("c", GTD), ("d", OWN))]  # fmt: skip
    told = IncidentFiles().read(files, 16_200).incidents
    again = write(tmp_path / "again.csv", incident_table(told, 16_200))
    assert len(told) == 4
    assert IncidentFiles().read([again], 0).incidents == told
