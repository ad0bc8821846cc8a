"""Promise that override.csv and districts.geojson are read as meant, and that every fault is named."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from safeconduct.adapters.case_files.override_table import append_override
from safeconduct.adapters.case_folder import CaseFolder
from safeconduct.core.basics import InputFaultsError, Window, parse_time
from safeconduct.core.picture import IncidentKind
from safeconduct.core.picture.risk_form import Override, RiskLevel

HEADER = "place,kind,by,reason,from,to,level,rate_factor\n"
SPAN = "2031-03-04T09:00:00+02:00,2031-03-04T12:00:00+02:00"
WHEN = Window(parse_time("2031-03-04T09:00:00+02:00"), parse_time("2031-03-04T12:00:00+02:00"))
RING = [[24.895, 60.09], [24.915, 60.09], [24.915, 60.11], [24.895, 60.11], [24.895, 60.09]]


def feature(name: object, kind: str = "Polygon", coordinates: object = None) -> dict[str, object]:
    """Return one feature."""
    shape = {"type": kind, "coordinates": [RING] if coordinates is None else coordinates}
    return {"type": "Feature", "properties": {"name": name}, "geometry": shape}


def write_districts(case: Path, *features: object) -> None:
    """Write districts.geojson."""
    text = json.dumps({"type": "FeatureCollection", "features": list(features)})
    (case / "districts.geojson").write_text(text, encoding="utf-8")


def faults_of(case: Path) -> list[tuple[str, int, str, str]]:
    """Return file, line, column and problem of every fault."""
    with pytest.raises(InputFaultsError) as caught:
        CaseFolder().read(case)
    assert all(fault.remedy for fault in caught.value.faults)
    return [(one.file, one.line, one.column, one.problem) for one in caught.value.faults]


def test_rows_are_read_as_overrides(small_case: Path) -> None:
    """A site, a district and a circle; a factor and a level; one kind and every kind."""
    write_districts(small_case, feature("Harbour"))
    rows = (
        f"G1,,duty officer,a crowd,{SPAN},,3",
        f"Harbour,shooting,desk,market day,{SPAN},high,",
        f"24.9;60.1;500,,desk,fog,{SPAN},,0.5",
    )
    (small_case / "override.csv").write_text(HEADER + "\n".join(rows) + "\n")
    case = CaseFolder().read(small_case)
    assert case.overrides == (
        Override("G1", None, "duty officer", "a crowd", WHEN, None, 3.0),
        Override("Harbour", IncidentKind.SHOOTING, "desk", "market day", WHEN, RiskLevel.HIGH, None),
        Override("24.9;60.1;500", None, "desk", "fog", WHEN, None, 0.5),
    )
    assert [one.name for one in case.districts] == ["Harbour"]


@pytest.mark.parametrize(
    ("row", "column", "problem"),
    [
        (f"G9,,desk,why,{SPAN},,3", "place", "no such place"),
        (f"G1,flood,desk,why,{SPAN},,3", "kind", "not one of"),
        (f"G1,,,why,{SPAN},,3", "by", "no value"),
        (f"G1,, ,why,{SPAN},,3", "by", "blanks"),
        (f"G1,,desk,,{SPAN},,3", "reason", "no value"),
        (f"G1,,desk,why,{SPAN},,", "rate_factor", "neither"),
        (f"G1,,desk,why,{SPAN},low,3", "rate_factor", "a level and a factor"),
        (f"G1,,desk,why,{SPAN},,0", "rate_factor", "not above 0"),
        (f"G1,,desk,why,{SPAN},,1001", "rate_factor", "too large"),
        (f"G1,,desk,why,{SPAN},grave,", "level", "not one of"),
        ("G1,,desk,why,2031-03-04T09:00:00+02:00,2031-03-04T08:00:00+02:00,,3", "to", "not after from"),
        ("G1,,desk,why,2031-03-04T09:00:00+02:00,,,3", "to", "not an ISO"),
    ],
)
def test_what_nobody_answers_for_or_what_never_ends_is_a_fault(
    small_case: Path, row: str, column: str, problem: str
) -> None:
    """Named with its line and column."""
    (small_case / "override.csv").write_text(f"{HEADER}G1,,desk,why,{SPAN},,3\n{row}\n")
    found = faults_of(small_case)
    assert ("override.csv", 3, column) in [one[:3] for one in found]
    assert any(problem in one[3] for one in found)


@pytest.mark.parametrize(
    ("features", "column", "problem"),
    [
        ([feature("")], "features[0].properties.name", "no name"),
        ([feature(7)], "features[0].properties.name", "no name"),
        ([feature("quay"), feature("quay")], "features[1]", "a second district"),
        ([feature("G1")], "features[0]", "a site or node"),
        ([feature("quay", "Point", [24.9, 60.1])], "features[0].geometry", "not a Polygon"),
        ([feature("quay", coordinates=[RING[:3]])], "features[0].geometry", "fewer than four"),
        ([feature("quay", coordinates=[[*RING[:4], [24.9, 60.1]]])], "features[0].geometry", "not closed"),
        ([feature("quay", coordinates=[[[0, 0], ["x", 1], [1, 1], [0, 0]]])], "features[0].geometry", "not a point"),
        ([feature("quay", coordinates=[[[0, 0], [999, 1], [1, 1], [0, 0]]])], "features[0].geometry", "not degrees"),
        (
            [feature("quay", coordinates=[[[0, 0], [1, 1], [2, 2], [0, 0]]])],
            "features[0].geometry",
            "an area of nothing",
        ),
        ([feature("quay", coordinates=[])], "features[0].geometry", "no coordinates"),
        (["a"], "features[0].geometry", "not a Polygon"),
        ([], "features", "no list of features"),
    ],
)
def test_bad_districts_are_faults_by_feature(
    small_case: Path, features: list[object], column: str, problem: str
) -> None:
    """Named, and nothing is taken from them."""
    write_districts(small_case, *features)
    assert any(one[2] == column and problem in one[3] for one in faults_of(small_case))


@pytest.mark.parametrize("text", ["{", "[" * 100_000, "null", '{"features": 3}', "\udcff"])
def test_what_is_no_geojson_is_a_fault(small_case: Path, text: str) -> None:
    """No traceback, whatever it is."""
    (small_case / "districts.geojson").write_bytes(text.encode("utf-8", "surrogateescape"))
    assert {one[0] for one in faults_of(small_case)} == {"districts.geojson"}


def test_a_row_is_added_and_every_byte_stays(small_case: Path) -> None:
    """The file is begun, then kept as it is: columns in their order, line ends as they are."""
    one = Override("G1", None, "duty officer", 'a "crowd", again', WHEN, None, 3.0)
    append_override(small_case, one, 7200)
    assert CaseFolder().read(small_case).overrides == (one,)
    kept = "reason,place,by,from,to,rate_factor,mine\r\nfog,G1,desk," + SPAN + ",2,x"
    (small_case / "override.csv").write_bytes(kept.encode())
    append_override(small_case, one, 7200)
    assert (small_case / "override.csv").read_bytes().startswith(kept.encode() + b"\r\n")
    assert CaseFolder().read(small_case).overrides[1] == one


def test_a_row_that_does_not_fit_the_file_is_refused_and_the_file_kept(small_case: Path) -> None:
    """A level cannot be added where the column lacks."""
    kept = f"place,by,reason,from,to,rate_factor\nG1,desk,fog,{SPAN},2\n"
    (small_case / "override.csv").write_text(kept)
    with pytest.raises(InputFaultsError, match="level"):
        append_override(small_case, Override("G1", None, "a", "b", WHEN, RiskLevel.LOW, None), 7200)
    assert (small_case / "override.csv").read_text() == kept
