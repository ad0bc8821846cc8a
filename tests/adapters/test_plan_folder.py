"""Promise that plans survive, and that exactly what the independent judge cannot read is refused."""

from __future__ import annotations

import importlib.util
import json
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safeconduct.adapters.case_folder import CaseFolder
from safeconduct.adapters.plan_folder import PlanFolder
from safeconduct.core.basics import CannotReadError, InputFaultsError
from safeconduct.core.plan import Leg, LegKind, Plan, Trip

words = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=6)
link_lists = st.lists(st.text("abc123", min_size=1, max_size=3), max_size=4).map(tuple)
moments = st.integers(0, 2**32).map(float)
kinds = st.sampled_from(LegKind) | st.just("teleport")
legs = st.builds(
    Leg, words, st.integers(-5, 99), kinds, words, words, moments, moments, link_lists, words, words, words
)
trips = st.builds(Trip, words, words, st.integers(-1, 99), words, words, moments, moments, link_lists)
numbers = st.floats(allow_nan=False, allow_infinity=False)
plans = st.builds(
    Plan,
    case=words,
    planner=st.dictionaries(words, words, max_size=2),
    seed=st.integers(0, 2**40),
    legs=st.lists(legs, max_size=4).map(tuple),
    trips=st.lists(trips, max_size=3, unique_by=lambda trip: trip.trip_id).map(tuple),
    cost=numbers,
    out=st.integers(0, 10**6),
    left=st.integers(0, 10**6),
    lower_bound=st.none() | numbers,
    notes=st.dictionaries(words, words, max_size=2),
)


@settings(max_examples=60, deadline=None)
@given(plans, st.integers(-14 * 60, 14 * 60))
def test_reading_what_was_written_gives_the_same_plan(plan: Plan, offset_minutes: int) -> None:
    """read(write(plan)) equals the plan in every field, whatever the offset; its raw claims are its typed ones."""
    with tempfile.TemporaryDirectory() as folder:
        PlanFolder().write(plan, 60 * offset_minutes, Path(folder))
        again = PlanFolder().read(Path(folder))
    for field in ("case", "planner", "seed", "legs", "trips", "cost", "out", "left", "lower_bound", "notes"):
        assert getattr(again, field) == getattr(plan, field), field
    assert (again.claims["cost"], again.claims["out"]) == (plan.cost, plan.out)


def test_times_are_written_to_the_nearest_second(tmp_path: Path) -> None:
    """A moment that is a hair below a second is written as that second, in the case's local time."""
    leg = Leg("P1", 0, LegKind.WALK, "a", "b", 899.9999999, 1800.4)
    PlanFolder().write(Plan("x", {}, 0, (leg,), (), 0.0, 0, 0), 16200, tmp_path)
    row = (tmp_path / "leg.csv").read_text().splitlines()[1]
    assert row == "P1,0,walk,a,b,1970-01-01T04:45:00+04:30,1970-01-01T05:00:00+04:30,,,,"


@pytest.mark.shared
@pytest.mark.parametrize("name", ["greedy-tiny", "hand-tiny", "greedy-coquimbo-2000"])
def test_the_shared_plans_survive_byte_by_byte(shared: Path, tmp_path: Path, name: str) -> None:
    """The tables of a plan that is read and written again are the same bytes."""
    source = shared / "exam" / "plans" / name
    PlanFolder().write(PlanFolder().read(source), -10800 if "coquimbo" in name else 0, tmp_path)
    for table in ("leg.csv", "trip.csv"):
        assert (tmp_path / table).read_bytes() == (source / table).read_bytes()
    assert json.loads((tmp_path / "plan.json").read_text()) == json.loads((source / "plan.json").read_text())


# name, file, how its text is spoiled (None: the file is removed)
Spoil = Callable[[str], str | bytes | None]
SPOILT: list[tuple[str, str, Spoil]] = [
    ("nothing", "leg.csv", lambda text: text),
    ("no plan.json", "plan.json", lambda _: None),
    ("no leg.csv", "leg.csv", lambda _: None),
    ("no trip.csv", "trip.csv", lambda _: None),
    ("empty leg.csv", "leg.csv", lambda _: ""),
    ("empty trip.csv", "trip.csv", lambda _: ""),
    ("leg.csv without rows", "leg.csv", lambda text: text.splitlines()[0]),
    ("plan.json a list", "plan.json", lambda _: "[]"),
    ("plan.json a number", "plan.json", lambda _: "7"),
    ("plan.json broken", "plan.json", lambda text: text[:-3]),
    ("plan.json empty", "plan.json", lambda _: ""),
    ("plan.json empty object", "plan.json", lambda _: "{}"),
    ("plan.json with a byte-order mark", "plan.json", lambda text: "\ufeff" + text),
    ("plan.json not UTF-8", "plan.json", lambda _: b'{"case": "\xff"}'),
    ("cost NaN", "plan.json", lambda text: text.replace('"cost": ', '"cost": NaN, "x": ')),
    ("cost a text", "plan.json", lambda text: text.replace('"cost": ', '"cost": "low", "x": ')),
    ("cost true", "plan.json", lambda text: text.replace('"cost": ', '"cost": true, "x": ')),
    ("cost missing", "plan.json", lambda text: text.replace('"cost"', '"cots"')),
    ("out missing", "plan.json", lambda text: text.replace('"out"', '"oot"')),
    ("out a list", "plan.json", lambda text: text.replace('"out": ', '"out": [], "x": ')),
    ("bound a list", "plan.json", lambda text: text.replace('"lower_bound": ', '"lower_bound": [1], "x": ')),
    ("case a number", "plan.json", lambda text: text.replace('"case": ', '"case": 3, "x": ')),
    ("planner a text", "plan.json", lambda text: text.replace('"planner": ', '"planner": "hand", "x": ')),
    ("notes a list", "plan.json", lambda text: text.replace('"case": ', '"notes": [1], "case": ')),
    ("integer of 5,000 digits", "plan.json", lambda text: text.replace('"out": ', f'"out": {"9" * 5000}, "x": ')),
    ("leg column missing", "leg.csv", lambda text: text.replace("flight_id", "flght_id", 1)),
    ("trip column missing", "trip.csv", lambda text: text.replace("links", "path", 1)),
    ("leg byte-order mark", "leg.csv", lambda text: "\ufeff" + text),
    ("leg not UTF-8", "leg.csv", lambda text: text.encode() + b"P\xff,1,walk,,,,,,,,\n"),
    ("CRLF", "leg.csv", lambda text: text.replace("\n", "\r\n")),
    ("short row", "leg.csv", lambda text: text + "P00003,99,wait\n"),
    ("short trip", "trip.csv", lambda text: text + "X,B1,0\n"),
    ("long row", "leg.csv", lambda text: text.replace("\n", ",,,\n").replace(",,,\n", "\n", 1)),
    ("blank lines", "leg.csv", lambda text: text.replace("\n", "\n\n")),
    ("stray quote", "leg.csv", lambda text: text.replace(",hold,", ',"hold"x,', 1)),
    ("seq a word", "leg.csv", lambda text: text.replace("\nP00003,1,", "\nP00003,one,", 1)),
    ("seq a decimal", "leg.csv", lambda text: text.replace("\nP00003,1,", "\nP00003,1.0,", 1)),
    ("seq with spaces", "leg.csv", lambda text: text.replace("\nP00003,1,", "\nP00003, 1 ,", 1)),
    ("seq twice", "leg.csv", lambda text: text.replace("\nP00003,1,", "\nP00003,0,", 1)),
    ("kind unknown", "leg.csv", lambda text: text.replace(",hold,", ",teleport,", 1)),
    ("kind empty", "leg.csv", lambda text: text.replace(",hold,", ",,", 1)),
    ("kind in capitals", "leg.csv", lambda text: text.replace(",hold,", ",HOLD,", 1)),
    ("leg without offset", "leg.csv", lambda text: text.replace("+00:00", "", 1)),
    ("leg in Zulu time", "leg.csv", lambda text: text.replace("+00:00", "Z")),
    ("leg with parts of a second", "leg.csv", lambda text: text.replace("+00:00", ".25+00:00")),
    ("leg at noon", "leg.csv", lambda text: text.replace("2031-03-04T15", "noon", 1)),
    ("leg with a space before the time", "leg.csv", lambda text: text.replace(",2031", ", 2031", 1)),
    ("leg in the year 1", "leg.csv", lambda text: text.replace("2031-03-04", "0001-01-01", 1)),
    ("leg in the year 9999", "leg.csv", lambda text: text.replace("2031-03-04", "9999-12-31", 1)),
    ("leg of nobody known", "leg.csv", lambda text: text + "P9,0,walk,,,2031-03-04T15:00Z,2031-03-04T15:00Z,,,,\n"),
    ("junk of nobody known", "leg.csv", lambda text: text + "P9,x,walk,,,noon,then,,,,\n"),
    ("NUL in an id", "leg.csv", lambda text: text.replace("\nP00003,1,", "\nP0\0003,1,", 1)),
    ("empty party", "leg.csv", lambda text: text.replace("\nP00003,1,", "\n,1,", 1)),
    ("trip twice", "trip.csv", lambda text: text + text.splitlines()[1] + "\n"),
    ("trip without id", "trip.csv", lambda text: text.replace("\nT", "\n", 1)),
    ("trip without offset", "trip.csv", lambda text: text.replace("+00:00", "", 1)),
    ("vehicle 00", "trip.csv", lambda text: text.replace(",0,", ",00,", 1)),
    ("vehicle a word", "trip.csv", lambda text: text.replace(",0,", ",zero,", 1)),
    ("vehicle below 0", "trip.csv", lambda text: text.replace(",0,", ",-1,", 1)),
    ("vehicle empty", "trip.csv", lambda text: text.replace(",0,", ",,", 1)),
    ("fleet unknown", "trip.csv", lambda text: text.replace(",B1,0,", ",B9,0,", 1)),
    ("junk of no fleet", "trip.csv", lambda text: text.replace(",B1,0,", ",B9,zero,", 1)),
    ("links unknown", "trip.csv", lambda text: text.replace(";", ";nowhere;", 1)),
]


@pytest.fixture(scope="module")
def judge(shared: Path) -> ModuleType:
    """Load the independent judge."""
    spec = importlib.util.spec_from_file_location("independent_judge", shared / "exam" / "check_plan.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.shared
@pytest.mark.parametrize(("what", "name", "spoil"), SPOILT, ids=[what for what, _, _ in SPOILT])
@pytest.mark.parametrize("plan", ["hand-tiny", "greedy-tiny"])
def test_what_the_judge_cannot_read_is_refused_and_nothing_else(
    shared: Path,
    tmp_path: Path,
    judge: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    plan: str,
    what: str,
    name: str,
    spoil: Spoil,
) -> None:
    """A spoilt plan is refused exactly where the independent judge ends with "cannot read"."""
    folder = tmp_path / "plan"
    shutil.copytree(shared / "exam" / "plans" / plan, folder)
    spoilt = spoil((folder / name).read_text(encoding="utf-8"))
    (folder / name).unlink()
    if spoilt is not None:
        (folder / name).write_bytes(spoilt if isinstance(spoilt, bytes) else spoilt.encode())
    case = shared / "exam" / "cases" / "tiny"
    monkeypatch.setattr("sys.argv", ["check_plan.py", str(case), str(folder)])
    unreadable = judge.main() == 2
    try:
        PlanFolder().read(folder, CaseFolder().read(case))
        refused = False
    except (InputFaultsError, CannotReadError):
        refused = True
    assert refused == unreadable, what


def test_every_fault_of_a_plan_is_named_at_once(tmp_path: Path) -> None:
    """Faults of all three files are listed together, each with its line."""
    PlanFolder().write(Plan("x", {}, 0, (), (), 0.0, 0, 0), 0, tmp_path)
    with (tmp_path / "leg.csv").open("a") as handle:
        handle.write("P1,one,walk,a,b,2031-03-04T15:00:00,soon,,,,\n\nP1,2\n")
    with (tmp_path / "trip.csv").open("a") as handle:
        handle.write("T1,B1,first,a,b,2031-03-04T15:00:00Z,2031-03-04T15:10:00Z,\n" * 2)
    (tmp_path / "plan.json").write_text('{\n"case": "x"\n"cost": 3}')
    with pytest.raises(InputFaultsError) as caught:
        PlanFolder().read(tmp_path)
    assert [(fault.file, fault.line, fault.column) for fault in caught.value.faults] == [
        ("leg.csv", 2, "arrive"),
        ("leg.csv", 2, "depart"),
        ("leg.csv", 2, "seq"),
        ("leg.csv", 4, "kind"),
        ("plan.json", 3, ""),
        ("trip.csv", 2, "vehicle"),
        ("trip.csv", 3, "trip_id"),
        ("trip.csv", 3, "vehicle"),
    ]
    text = str(caught.value)
    for words_of_the_judge in ("time without an offset", "no value in column", "appears twice"):
        assert words_of_the_judge in text


@pytest.mark.parametrize("text", ["[" * 100_000, '{"a":' * 100_000])
def test_json_nested_without_end_is_a_fault(tmp_path: Path, text: str) -> None:
    """A plan.json nested beyond every measure is refused like any other broken one."""
    PlanFolder().write(Plan("x", {}, 0, (), (), 0.0, 0, 0), 0, tmp_path)
    (tmp_path / "plan.json").write_text(text)
    with pytest.raises(InputFaultsError, match="not JSON"):
        PlanFolder().read(tmp_path)


def test_raw_claims_survive_for_the_judge(tmp_path: Path) -> None:
    """Junk in plan.json is kept as it is beside the typed fields, which hold stand-ins that agree with nothing."""
    PlanFolder().write(Plan("x", {}, 0, (), (), 0.0, 0, 0), 0, tmp_path)
    (tmp_path / "plan.json").write_text('{"case": 3, "cost": "low", "out": true, "lower_bound": [1]}')
    plan = PlanFolder().read(tmp_path)
    assert plan.claims == {"case": 3, "cost": "low", "out": True, "lower_bound": [1]}
    assert (plan.cost != plan.cost, plan.out, plan.left, plan.lower_bound) == (True, -1, -1, None)
