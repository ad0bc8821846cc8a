"""Promise that every fault of a malformed case is named, with its file and line, and that nothing else is."""

from __future__ import annotations

import json
import time
import tracemalloc
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from safeconduct.adapters.case_folder import CaseFolder
from safeconduct.core.basics import InputFaultsError
from safeconduct.interfaces.cli import build_cli
from safeconduct.wiring import services

Change = tuple[str, str] | bytes | None  # replace text by text, the whole file by bytes, or remove it
Expected = tuple[str, int, str, str]  # file, line, column, words of the problem


@dataclass(frozen=True)
class Malformed:
    """Say how the small case is spoiled, and which faults it then holds."""

    what: str
    changes: Mapping[str, Change]
    faults: tuple[Expected, ...]


def one(what: str, file: str, change: Change, line: int, column: str, problem: str) -> Malformed:
    """Spoil one file in one way."""
    return Malformed(what, {file: change}, ((file, line, column, problem),))


MALFORMED = [
    # files and their bytes
    *(
        one(f"{name} missing", name, None, 0, "", "missing")
        for name in ("case.toml", "node.csv", "link.csv", "site.csv", "party.csv", "flight.csv")
    ),
    one("empty file", "flight.csv", b"", 0, "", "empty file"),
    one("wrong column", "link.csv", ("length,", "len,"), 1, "length", "missing column length"),
    one("column twice", "party.csv", ("language,needs", "needs,needs"), 1, "needs", "a column named twice"),
    Malformed("not UTF-8", {"party.csv": b"party_id,node_id,size,priority,modes,ready\nP\xe9,a,5,1,walk,x\n"},
              (("party.csv", 2, "", "not UTF-8"), ("party.csv", 2, "ready", "not an ISO 8601 time"))),
    one("UTF-16", "flight.csv", "flight_id,airhead,departs,seats\n".encode("utf-16"), 1, "", "not UTF-8"),
    one("case.toml not UTF-8", "case.toml", b'name = "a"\n# caf\xe9\n', 2, "", "not UTF-8"),
    one("NUL byte", "fleet.csv", ("B1", "B\0001"), 2, "", "a NUL byte"),
    one("open quote", "link.csv", (",Quay", ',"Quay'), 2, "", "not a CSV row"),
    one("quote in the middle", "link.csv", (",Quay", ',"Qu"ay'), 2, "", "not a CSV row"),
    one("too few values", "party.csv", ("P2,b,3,2,walk;auto,2031-03-04T08:00:00+02:00,,", "P2,b,3"), 3, "priority",
        "no value in column priority"),
    one("too many values", "link.csv", ("Quay", "Quay,Old"), 2, "", "more values than the header"),
    # numbers
    one("NaN", "link.csv", ("1,a,b,500", "1,a,b,nan"), 2, "length", "not a finite number"),
    one("infinite", "hazard.csv", ("2e-3", "inf"), 3, "rate", "not a finite number"),
    one("not a number", "node.csv", ("24.91", "24°54'"), 3, "x_coord", "not a number"),
    one("longitude out of range", "node.csv", ("24.90", "204.90"), 2, "x_coord", "more than 180"),
    one("latitude out of range", "node.csv", ("d,24.93,60.10", "d,24.93,-91"), 5, "y_coord", "less than -90"),
    one("coordinate missing", "node.csv", ("24.90,", ","), 2, "x_coord", "no value"),
    one("negative length", "link.csv", ("3,c,d,500", "3,c,d,-500"), 4, "length", "not above 0"),
    one("zero length", "link.csv", ("3,c,d,500", "3,c,d,0"), 4, "length", "not above 0"),
    one("zero speed", "link.csv", ("3,c,d,500,30", "3,c,d,500,0"), 4, "free_speed", "not above 0"),
    one("negative capacity", "link.csv", ("600", "-600"), 2, "capacity", "less than 0"),
    one("zero seats on a flight", "flight.csv", ("12:00:00+02:00,200", "12:00:00+02:00,0"), 2, "seats", "less than 1"),
    one("zero seats in a bus", "fleet.csv", ("2,45", "2,0"), 2, "seats", "less than 1"),
    one("no vehicles", "fleet.csv", ("2,45", "0,45"), 2, "vehicles", "less than 1"),
    one("nobody in a party", "party.csv", ("P1,a,5", "P1,a,0"), 2, "size", "less than 1"),
    one("half a person", "party.csv", ("P1,a,5", "P1,a,4.5"), 2, "size", "not a whole number"),
    one("negative priority", "party.csv", ("P1,a,5,1", "P1,a,5,-1"), 2, "priority", "less than 0"),
    one("negative rate", "hazard.csv", ("1e-3", "-1e-3"), 2, "rate", "less than 0"),
    one("negative holding", "site.csv", (",1000,", ",-1,"), 5, "holding", "less than 0"),
    one("no radius", "report.csv", (",800,", ",0,"), 2, "radius", "not above 0"),
    # times
    one("time without offset", "party.csv", ("07:00:00+02:00", "07:00:00"), 2, "ready", "time without an offset"),
    one("not a time", "flight.csv", ("2031-03-04T16:00:00+02:00", "at dusk"), 3, "departs", "not an ISO 8601 time"),
    one("window malformed", "fleet.csv", ("45,", "45,2031-03-04T06:00:00+02:00"), 2, "available", "not FROM/TO"),
    one("window reversed", "site.csv", ("T06:00:00+02:00/", "T13:00:00+02:00/"), 2, "open", "ends before it starts"),
    one("window without offset", "site.csv", ("T06:00:00+02:00/", "T06:00:00/"), 2, "open", "time without an offset"),
    one("closure backward", "closure.csv", ("10:00", "08:00"), 2, "to", "not after from"),
    one("hazard of no time", "hazard.csv", ("11:00", "09:00"), 3, "to", "not after from"),
    one("report backward", "report.csv", (",800,2031-03-04T09", ",800,2031-03-04T19"), 2, "to", "not after from"),
    # what the files say of each other
    one("link to an unknown node", "link.csv", ("2,b,c", "2,b,x"), 3, "to_node_id", "no such node"),
    one("site at an unknown node", "site.csv", ("C1,checkpoint,c", "C1,checkpoint,x"), 3, "node_id", "no such node"),
    one("party at an unknown node", "party.csv", ("P2,b", "P2,x"), 3, "node_id", "no such node"),
    one("depot at an unknown node", "fleet.csv", ("B1,b", "B1,x"), 2, "depot_node_id", "no such node"),
    one("unknown closed link", "closure.csv", ("link,3", "link,9"), 2, "id", "no such link"),
    one("unknown node in danger", "hazard.csv", ("node,d", "node,3"), 3, "id", "no such node"),
    one("flight from an unknown airhead", "flight.csv", ("F1,A1", "F1,G1"), 2, "airhead", "no such airhead"),
    one("link twice", "link.csv", ("4,d,c", "3,d,c"), 5, "link_id", "link_id appears twice, first in line 4"),
    one("party twice", "party.csv", ("P2,", "P1,"), 3, "party_id", "party_id appears twice, first in line 2"),
    one("report twice", "report.csv", ("R2,", "R1,"), 3, "report_id", "report_id appears twice"),
    one("id missing", "flight.csv", ("F2,", ","), 3, "flight_id", "no value"),
    one("id with the list separator", "link.csv", ("4,d,c", "4;5,d,c"), 5, "link_id", "holds ;"),
    one("two checkpoints at one node", "site.csv", ("T1,transit_point,b", "T1,checkpoint,c"), 3, "node_id",
        "two checkpoints at one node, the first in line 2"),
    one("gate without airhead", "site.csv", ("200,,A1", "200,,"), 4, "serves", "gate without airhead"),
    one("gate into a transit point", "site.csv", ("200,,A1", "200,,T1"), 4, "serves", "gate serves no airhead"),
    Malformed("disconnected party", {"node.csv": ("e,24.94", "f,24.95,60.1\ne,24.94"), "party.csv": ("P1,a", "P1,f")},
              (("party.csv", 2, "node_id", "disconnected party"),)),
    one("watch of an unknown place", "watch.csv", ("contact,C1", "contact,C9"), 2, "place", "no such site or node"),
    one("watch of no place", "watch.csv", ("contact,C1", "contact,"), 2, "place", "no place"),
    one("watch of half a place", "watch.csv", ("24.93,60.10", "24.93,"), 3, "place", "no place"),
    one("watch of two places", "watch.csv", ("camera,,", "camera,C1,"), 3, "place", "a place and coordinates"),
    one("watch twice", "watch.csv", ("W2,", "W1,"), 3, "watch_id", "watch_id appears twice"),
    one("watch by nobody", "watch.csv", ("W2,harbour cameras", "W2,"), 3, "source", "no value"),
    one("watch of an unknown kind", "watch.csv", (",camera,", ",report,"), 3, "kind", "not one of observer"),
    one("watch that sees more than all", "watch.csv", ("0.4,", "1.4,"), 3, "seen", "more than 1"),
    one("last heard before it began", "watch.csv", (",,2031-03-04T02", ",,2031-03-02T02"), 2, "last_heard",
        "before from"),
    one("last heard at no time", "watch.csv", (",,2031-03-04T02:00:00+02:00", ",,never"), 2, "last_heard",
        "not an ISO 8601 time"),
    # words
    one("unknown kind", "site.csv", ("T1,transit_point", "T1,bus_stop"), 2, "kind", "not one of transit_point"),
    one("unknown mode", "party.csv", ("walk;auto", "walk;fly"), 3, "modes", "unknown word fly"),
    one("no mode", "party.csv", (",walk,", ",,"), 2, "modes", "no value"),
    one("unknown use", "link.csv", ("4,d,c,500,30,auto", "4,d,c,500,30,rail"), 5, "allowed_uses", "unknown word rail"),
    one("unknown what", "closure.csv", ("link,3", "bridge,3"), 2, "what", "not one of link, node"),
    one("unknown claim", "report.csv", ("clear,", "maybe,"), 3, "claim", "not one of threat, clear"),
    one("unknown reliability", "report.csv", ("radio,B", "radio,Z"), 2, "reliability", "not one of A"),
    # case.toml
    one("not TOML", "case.toml", ("step_minutes = 15", "step_minutes = fifteen"), 4, "", "not TOML"),
    one("TOML nested without end", "case.toml", b"a = " + b"[" * 100_000, 1, "", "not TOML"),
    one("no name", "case.toml", ('name = "EXERCISE small"\n', ""), 0, "name", "not a name"),
    one("name a number", "case.toml", ('"EXERCISE small"', "7"), 1, "name", "not a name"),
    one("start without offset", "case.toml", ("06:00:00+02:00", "06:00:00"), 2, "start", "time without an offset"),
    one("start a day", "case.toml", ("2031-03-04T06:00:00+02:00", "2031-03-04"), 2, "start", "not an ISO 8601 time"),
    one("no deadline", "case.toml", ("deadline =", "dead_line ="), 0, "deadline", "missing"),
    one("deadline before start", "case.toml", ("2031-03-04T18", "2031-03-03T18"), 3, "deadline", "not after start"),
    one("no step", "case.toml", ("= 15\n\n", "= 0\n\n"), 4, "step_minutes", "not above 0"),
    one("step too fine", "case.toml", ("= 15\n\n", "= 1e-9\n\n"), 4, "step_minutes", "more than 100,000 steps"),
    one("speed in quotes", "case.toml", ("walk_kmh = 4.0", 'walk_kmh = "4"'), 7, "limits.walk_kmh", "not a number"),
    one("limit is NaN", "case.toml", ("= 120", "= nan"), 9, "limits.wait_minutes_max", "not a finite number"),
    one("limit is true", "case.toml", ("= 60", "= true"), 10, "limits.connection_minutes_min", "not a number"),
    one("curfew a text", "case.toml", ('["21:00-04:30"]', '"21:00-04:30"'), 12, "limits.curfew", "not a list"),
    one("curfew after midnight", "case.toml", ("21:00", "25:00"), 12, "limits.curfew", "not HH:MM-HH:MM"),
    one("no objective", "case.toml", ("[objective]", "[objectives]"), 0, "objective", "no table [objective]"),
    one("no price of a life", "case.toml", ("left_behind = 0.02\n", ""), 14, "objective.left_behind", "missing"),
    one("limits not a table", "case.toml", ("[limits]", "[[limits]]"), 6, "limits", "not a table"),
    one("chance above 1", "case.toml", ("0.05", "1.05"), 22, "uncertainty.flight_cancelled", "more than 1"),
    # several at once
    Malformed(
        "a fault in every file",
        {
            "case.toml": ("walk_kmh = 4.0", "walk_kmh = -4"),
            "node.csv": ("24.90", "x"),
            "link.csv": ("1,a,b,500", "1,a,b,-1"),
            "site.csv": ("320", "-320"),
            "party.csv": ("P1,a,5", "P1,a,-5"),
            "fleet.csv": ("2,45", "2,-45"),
            "flight.csv": ("F2,A1", "F2,A9"),
            "closure.csv": ("10:00:00+02:00", "10:00:00"),
            "hazard.csv": ("1e-3", ""),
            "report.csv": ("60.10,800", "600.10,800"),
        },
        (
            ("case.toml", 7, "limits.walk_kmh", "not above 0"),
            ("node.csv", 2, "x_coord", "not a number"),
            ("link.csv", 2, "length", "not above 0"),
            ("site.csv", 3, "throughput", "less than 0"),
            ("party.csv", 2, "size", "less than 1"),
            ("fleet.csv", 2, "seats", "less than 1"),
            ("flight.csv", 3, "airhead", "no such airhead"),
            ("closure.csv", 2, "to", "time without an offset"),
            ("hazard.csv", 2, "rate", "no value"),
            ("report.csv", 2, "y_coord", "more than 90"),
        ),
    ),
    Malformed(
        "many faults in one row",
        {"party.csv": ("P1,a,5,1,walk,2031-03-04T07:00:00+02:00", "P1,x,0,nan,swim,soon")},
        (
            ("party.csv", 2, "node_id", "no such node"),
            ("party.csv", 2, "size", "less than 1"),
            ("party.csv", 2, "priority", "not a finite number"),
            ("party.csv", 2, "modes", "unknown word swim"),
            ("party.csv", 2, "ready", "not an ISO 8601 time"),
        ),
    ),
    Malformed(
        "the same fault in many rows",
        {"link.csv": b"link_id,from_node_id,to_node_id,length,free_speed,allowed_uses\n3,a,b,0,,walk\n4,b,c,0,,walk\n"},
        (("link.csv", 2, "length", "not above 0"), ("link.csv", 3, "length", "not above 0"),
         ("hazard.csv", 2, "id", "no such link")),
    ),
    Malformed(
        "a missing file blames no other file",
        {"node.csv": None, "flight.csv": ("F1,A1,2031-03-04T12:00:00+02:00,200", "F1,A1,noon,200")},
        (("node.csv", 0, "", "missing"), ("flight.csv", 2, "departs", "not an ISO 8601 time")),
    ),
    Malformed(
        "lines are counted past blank lines and values of two lines",
        {"link.csv": (",Quay\n", ',"Old\nQuay"\n\n'), "flight.csv": ("F2,A1", "\nF2,A9")},
        (("flight.csv", 4, "airhead", "no such airhead"),),
    ),
]  # fmt: skip


def spoil(folder: Path, changes: Mapping[str, Change]) -> None:
    """Change the files; a change that changes nothing is a mistake of the test."""
    for name, change in changes.items():
        path = folder / name
        if change is None:
            path.unlink()
        elif isinstance(change, bytes):
            path.write_bytes(change)
        else:
            text = path.read_text(encoding="utf-8")
            assert change[0] in text
            path.write_text(text.replace(*change, 1), encoding="utf-8")


def run(*words: str) -> tuple[int, str, str]:
    """Run the command line; an exception that escapes is a failure of the test."""
    result = CliRunner().invoke(build_cli(services()), list(words))
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.stdout, result.stderr


@pytest.mark.parametrize("malformed", MALFORMED, ids=lambda malformed: malformed.what)
def test_every_fault_is_named_and_no_other(small_case: Path, malformed: Malformed) -> None:
    """Every fault is listed with its file, line, column, problem and a remedy; no fault is invented."""
    spoil(small_case, malformed.changes)
    with pytest.raises(InputFaultsError) as caught:
        CaseFolder().read(small_case)
    found = [(fault.file, fault.line, fault.column) for fault in caught.value.faults]
    assert sorted(found) == sorted((file, line, column) for file, line, column, _ in malformed.faults)
    for file, line, column, problem in malformed.faults:
        fault = next(f for f in caught.value.faults if (f.file, f.line, f.column) == (file, line, column))
        assert problem in fault.problem
        assert fault.remedy


@pytest.mark.parametrize("malformed", MALFORMED, ids=lambda malformed: malformed.what)
def test_the_command_lists_the_faults_and_exits_with_2(small_case: Path, malformed: Malformed) -> None:
    """`validate` shows every fault on a line of its own, exits with 2, and never shows a traceback."""
    spoil(small_case, malformed.changes)
    code, _, errors = run("validate", str(small_case))
    assert code == 2
    assert "Traceback" not in errors
    shown = [line for line in errors.splitlines() if line.startswith("FAULT ")]
    assert len(shown) == len(malformed.faults)
    for file, line, column, _ in malformed.faults:
        place = file + (f" line {line}" if line else "") + (f", {column}" if column else "")
        assert any(text.startswith(f"FAULT {place}:") for text in shown)


junk = st.sampled_from(
    [b"", b"\0", b"\xff", b",", b";", b'"', b"\n", b"\r", b"-", b"1e999", b"9" * 5000, b"nan", b"[", b"=", b"/"]
)
spots = st.tuples(st.integers(0, 9), st.integers(0, 10**4), st.integers(0, 12), junk)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(spots, min_size=1, max_size=3))
def test_no_junk_in_a_case_ends_in_anything_but_a_case_or_its_faults(
    small_case: Path, small_case_files: Mapping[str, str], spoilt: list[tuple[int, int, int, bytes]]
) -> None:
    """Whatever bytes are put into a case anywhere, it is read or its faults are listed; no other error escapes."""
    for name, text in small_case_files.items():
        (small_case / name).write_text(text, encoding="utf-8")
    for which, at, width, junk in spoilt:
        name = sorted(small_case_files)[which]
        data = (small_case / name).read_bytes()
        at %= len(data) + 1
        (small_case / name).write_bytes(data[:at] + junk + data[at + width :])
    found = 0
    try:
        CaseFolder().read(small_case)
    except InputFaultsError as error:
        found = len(str(error).splitlines()) - len(error.faults)
    assert found == 0  # each fault is one line


def test_the_small_case_is_valid(small_case: Path) -> None:
    """What the tests spoil is valid before: `validate` counts it and exits with 0."""
    code, shown, _ = run("validate", str(small_case), "--json")
    assert code == 0
    counts = json.loads(shown)
    assert (counts["valid"], counts["people"], counts["flight_seats_by_deadline"]) == (True, 8, 400)


def test_json_lists_the_faults_too(small_case: Path) -> None:
    """With --json the faults are data on standard output, and the exit code is 2 all the same."""
    spoil(small_case, {"link.csv": ("1,a,b,500", "1,a,b,-3")})
    code, shown, _ = run("validate", str(small_case), "--json")
    assert code == 2
    fault = json.loads(shown)["faults"][0]
    assert (fault["file"], fault["line"], fault["column"], fault["value"]) == ("link.csv", 2, "length", "-3")


def test_no_such_folder(tmp_path: Path) -> None:
    """A folder that is not there is said in one line, with exit code 2."""
    code, _, errors = run("validate", str(tmp_path / "nowhere"))
    assert code == 2
    assert "no such folder" in errors


@pytest.mark.parametrize("name", ["link.csv", "hazard.csv"])
def test_a_line_of_200_mb_is_refused_quickly_and_in_little_memory(small_case: Path, name: str) -> None:
    """A line of 200 MB is one fault, found within 2 s and 32 MB of memory."""
    header = (small_case / name).read_text(encoding="utf-8").splitlines()[0]
    with (small_case / name).open("wb") as handle:
        handle.write(header.encode() + b"\n" + b"x" * 2_000_000)
        handle.seek(200_000_000)
        handle.write(b"x\n")
    tracemalloc.start()
    begun = time.process_time()
    with pytest.raises(InputFaultsError) as caught:
        CaseFolder().read(small_case)
    seconds, (_, peak) = time.process_time() - begun, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert [(fault.file, fault.line) for fault in caught.value.faults] == [(name, 2)]
    assert "longer than 1,000,000 characters" in caught.value.faults[0].problem
    assert seconds < 2
    assert peak < 32e6


def test_settings_of_200_mb_are_refused(small_case: Path) -> None:
    """A case.toml of 200 MB is refused by its size."""
    with (small_case / "case.toml").open("r+b") as handle:
        handle.truncate(200_000_000)
    with pytest.raises(InputFaultsError, match="larger than 64 MB"):
        CaseFolder().read(small_case)


def test_a_folder_in_place_of_a_file(small_case: Path) -> None:
    """A folder of a file's name is a fault, not a crash."""
    (small_case / "fleet.csv").unlink()
    (small_case / "fleet.csv").mkdir()
    with pytest.raises(InputFaultsError, match=r"fleet\.csv: not a plain file"):
        CaseFolder().read(small_case)
