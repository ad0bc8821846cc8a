"""Test that files of districts and villages are read whole, and that their bad rows are told and not lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from safeconduct.adapters.gazetteers.places_file import read_places
from safeconduct.core.basics import CannotReadError, InputFaultsError
from safeconduct.core.intake.places import Gazetteer
from safeconduct.core.intake.places.polygons import containing_district


def test_rows_at_the_origin_are_told_and_known_by_name(tmp_path: Path) -> None:
    """A point at 0,0 is no point: the row is in doubt with its line, the name is kept, and the other rows are whole."""
    file = tmp_path / "villages.csv"
    file.write_text(
        "village,district,lat,lon\nNorkala,Sur,34.5,69.1\nSurkala,Sur,0.0,0\nTalkala,Sur,,\nKhel,Sur,99,1\n"
    )
    found = read_places(file, "AF")
    assert [(place.name, place.x, place.parent) for place in found.places] == [
        ("Norkala", 69.1, "Sur"),
        ("Surkala", None, "Sur"),
        ("Talkala", None, "Sur"),
        ("Khel", None, "Sur"),
    ]
    assert [(doubt.line, doubt.problem.split(" would ")[-1]) for doubt in found.doubts] == [
        (3, "lie at 0,0 in the sea"),
        (4, "a place without a point"),
        (5, "lie off the globe"),
    ]
    assert "write its latitude and longitude" in found.doubts[0].remedy


def test_a_file_without_names_is_refused_with_the_column_to_add(tmp_path: Path) -> None:
    """The fault names the file and says which column is needed."""
    file = tmp_path / "points.csv"
    file.write_text("a,b\n1,2\n")
    with pytest.raises(InputFaultsError, match=r"points\.csv line 1: no column with names"):
        read_places(file)


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("a.json", "{", "not JSON"),
        ("a.json", "{}", "no list of places"),
        ("a.json", "[]", "no place with a name"),
        ("a.geojson", '{"type": "FeatureCollection", "features": 7}', "no place with a name"),
        ("a.csv", "", "empty file"),
    ],
)
def test_a_malformed_file_is_refused_with_its_fault(tmp_path: Path, name: str, text: str, told: str) -> None:
    """Nothing of a broken file is taken, and the fault says what is wrong."""
    (tmp_path / name).write_text(text)
    with pytest.raises(InputFaultsError, match=told):
        read_places(tmp_path / name)


def test_a_missing_file_and_an_unknown_kind_say_so(tmp_path: Path) -> None:
    """Each says what to check or give instead."""
    with pytest.raises(CannotReadError, match="check the name"):
        read_places(tmp_path / "none.csv")
    with pytest.raises(CannotReadError, match=r"give a \.csv"):
        read_places(tmp_path / "none.xlsx")


def test_outlines_give_centres_and_containment(tmp_path: Path) -> None:
    """A polygon's district has its centre, its extent, and holds the points inside it."""
    file = tmp_path / "districts.geojson"
    file.write_text(
        '{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"shapeName": "Nor"}, "geometry":'
        ' {"type": "Polygon", "coordinates": [[[69, 34], [69.2, 34], [69.2, 34.2], [69, 34.2], [69, 34]]]}}]}'
    )
    found = read_places(file, "AF")
    place = found.places[0]
    assert (place.x, place.y) == pytest.approx((69.1, 34.1))
    assert place.radius_metres == pytest.approx(11_430, rel=0.01)
    assert containing_district(found.districts, 69.05, 34.05) == place
    assert containing_district(found.districts, 69.3, 34.05) is None


@pytest.mark.shared
def test_the_districts_of_a_real_province_are_read(shared: Path) -> None:
    """23 of its 38 rows sit at 0,0: each is told with its line, none is placed, and the 15 good ones have points."""
    file = shared / "data" / "gazetteer" / "kabul_province_districts_en_fa_ps.json"
    found = read_places(file, "AF")
    assert (len(found.places), len(found.doubts)) == (38, 23)
    assert sum(place.x is not None for place in found.places) == 15
    lines = file.read_text("utf-8").splitlines()
    for doubt in found.doubts:
        assert doubt.problem.split(" would ")[0] in lines[doubt.line - 1]
    gazetteer = Gazetteer(found.places)
    assert gazetteer.named("بگرامی")[0].name == "Bagrami"
    assert [place.name for place in gazetteer.like("Dih Sabz")] == ["Deh Sabz"]
    assert gazetteer.named("PD 1")[0].name == "PD 01"


@pytest.mark.shared
def test_the_villages_and_outlines_around_a_real_city_agree(shared: Path) -> None:
    """Most villages lie in the outline of the district that their own row names."""
    folder = shared / "data" / "gazetteer"
    villages = read_places(folder / "villages_within40km_kabul.csv", "AF")
    outlines = read_places(folder / "geoboundaries_adm2_around_kabul.geojson", "AF")
    assert (len(villages.places), len(villages.doubts), len(outlines.districts)) == (227, 0, 28)
    named = 0
    for village in villages.places:
        assert village.x is not None
        assert village.y is not None
        district = containing_district(outlines.districts, village.x, village.y)
        named += district is not None and district.name == village.parent
    assert named > 0.8 * len(villages.places)
