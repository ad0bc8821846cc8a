"""Hold the promises of `safeconduct exercise`: marked, repeatable, valid, and every fault in words."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
from click.testing import Result
from typer.testing import CliRunner

from safeconduct.adapters.case_folder import CaseFolder
from safeconduct.adapters.map_folder import MapFolder
from safeconduct.core.network import ImportedMap, StreetNetwork, Zone
from safeconduct.interfaces.cli import build_cli
from safeconduct.wiring import services

SIDE = 6


@pytest.fixture
def map_folder(tmp_path: Path) -> Path:
    """Write a map of 6 x 6 blocks of 500 m, with one zone."""
    step = 500 / 111_195.08
    pairs = [((i, j), (i + di, j + dj)) for i in range(SIDE) for j in range(SIDE) for di, dj in ((1, 0), (0, 1))]
    pairs = [(a, b) for a, b in pairs if max(b) < SIDE]
    links = [link for a, b in pairs for link in ((a, b), (b, a))]
    count = len(links)
    network = StreetNetwork(
        node_ids=tuple(f"{i}{j}" for i in range(SIDE) for j in range(SIDE)),
        x=np.repeat(np.arange(SIDE) * step, SIDE),
        y=np.tile(np.arange(SIDE) * step, SIDE),
        link_ids=tuple(str(k + 1) for k in range(count)),
        tail=np.array([i * SIDE + j for (i, j), _ in links], dtype=np.int32),
        head=np.array([i * SIDE + j for _, (i, j) in links], dtype=np.int32),
        length=np.full(count, 500.0),
        speed_kmh=np.full(count, 30.0),
        walk=np.ones(count, dtype=bool),
        auto=np.ones(count, dtype=bool),
        capacity=np.full(count, np.nan),
        names=("",) * count,
    )
    folder = tmp_path / "map"
    zones = (Zone("all", float(network.x.mean()), float(network.y.mean()), 500.0),)
    summary = {"source": "grid", "licence": "nobody's", "kept": {"nodes": SIDE**2, "links": count}}
    MapFolder().write(ImportedMap(network, zones, summary), folder)
    return folder


def run(map_folder: Path, out: Path, *words: str) -> Result:
    given = ["exercise", "--map", str(map_folder), "--out", str(out), *words]
    return CliRunner().invoke(build_cli(services()), given)


def load_judge(shared: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("check_plan", shared / "exam" / "check_plan.py")
    assert spec
    assert spec.loader
    judge = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(judge)
    return judge


def test_the_same_seed_writes_the_same_files_byte_for_byte(map_folder: Path, tmp_path: Path) -> None:
    """Two runs with one seed, in two folders, differ in no byte; another seed differs."""
    for out, seed in (("a", "4"), ("b", "4"), ("c", "5")):
        assert run(map_folder, tmp_path / out, "--seed", seed, "--parties", "40").exit_code == 0
    files = sorted(path.name for path in (tmp_path / "a").iterdir())
    assert files == sorted(path.name for path in (tmp_path / "b").iterdir())
    for name in files:
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()
    assert (tmp_path / "a" / "party.csv").read_bytes() != (tmp_path / "c" / "party.csv").read_bytes()


def test_what_is_written_is_marked_and_valid(map_folder: Path, tmp_path: Path) -> None:
    """The project's own validation finds no fault; case, sites and folder say EXERCISE; the map's licence is kept."""
    out = tmp_path / "case"
    assert run(map_folder, out, "--seed", "1", "--parties", "30", "--hours", "8").exit_code == 0
    case = CaseFolder().read(out)
    assert case.is_exercise
    assert all(site.name.startswith("EXERCISE") for site in case.sites)
    marker = (out / "EXERCISE.txt").read_text(encoding="utf-8")
    assert marker.startswith("EXERCISE")
    assert case.name in marker
    assert "nobody's" in marker


def test_without_a_hazard_file_only_reports_are_written(map_folder: Path, tmp_path: Path) -> None:
    """--no-hazard-file leaves report.csv alone, also where an earlier exercise had a hazard.csv."""
    out = tmp_path / "case"
    run(map_folder, out, "--seed", "1", "--parties", "30")
    assert (out / "hazard.csv").exists()
    assert run(map_folder, out, "--seed", "1", "--parties", "30", "--no-hazard-file").exit_code == 0
    assert not (out / "hazard.csv").exists()
    assert (out / "report.csv").exists()


def test_the_counts_are_printed_and_given_as_json(map_folder: Path, tmp_path: Path) -> None:
    """The table and --json tell the same numbers."""
    words = ("--seed", "2", "--parties", "25", "--gates", "2", "--flights", "3")
    shown = run(map_folder, tmp_path / "a", *words)
    counts = json.loads(run(map_folder, tmp_path / "a", *words, "--json").stdout)
    assert counts["parties"] == 25
    assert counts["flights"] == 3
    assert "transit points" in shown.stdout
    assert f"{counts['people']:,}" in shown.stdout


def test_start_airhead_and_curfew_are_taken_as_written(map_folder: Path, tmp_path: Path) -> None:
    """The start's offset is the case's local time; a negative longitude is a value, not an option."""
    out = tmp_path / "case"
    words = ("--start", "2031-03-04T06:00:00-03:00", "--airhead", "-0.001,0.0", "--curfew", "23:00-04:00;12:00-12:30")
    assert run(map_folder, out, "--seed", "1", "--parties", "10", *words).exit_code == 0
    case = CaseFolder().read(out)
    assert case.utc_offset_seconds == -10_800
    assert case.limits.curfew == ((1380, 240), (720, 750))
    assert next(site.node_id for site in case.sites if site.site_id == "A1") == "00"


def test_every_bad_option_is_listed_at_once(map_folder: Path, tmp_path: Path) -> None:
    """Faults in words and in numbers come in one list, exit code 2, and nothing is written."""
    words = ("--parties", "0", "--start", "yesterday", "--airhead", "here", "--curfew", "late", "--seats-factor", "-1")
    result = run(map_folder, tmp_path / "case", "--seed", "1", *words)
    assert result.exit_code == 2
    for option in ("--parties", "--start", "--airhead", "--curfew", "--seats-factor"):
        assert f"FAULT options, {option}" in result.stderr
    assert not (tmp_path / "case").exists()


def test_more_transit_points_than_nodes_is_a_clear_fault(map_folder: Path, tmp_path: Path) -> None:
    """What the map cannot give is said, with exit code 2."""
    result = run(map_folder, tmp_path / "case", "--seed", "1", "--parties", "9", "--transit-points", "40")
    assert result.exit_code == 2
    assert "transit" in result.stderr or "fewer sites" in result.stderr


def test_no_map_is_a_clear_fault(tmp_path: Path) -> None:
    """A folder that holds no map gives faults, not a traceback."""
    result = run(tmp_path / "nowhere", tmp_path / "case", "--seed", "1")
    assert result.exit_code == 2
    assert "node.csv" in result.stderr or "cannot read" in result.stderr


def test_an_exercise_never_replaces_a_live_case(map_folder: Path, tmp_path: Path) -> None:
    """Where --out holds a case without the mark, or one that cannot be read, nothing is changed."""
    out = tmp_path / "case"
    run(map_folder, out, "--seed", "1", "--parties", "10")
    live = (out / "case.toml").read_text(encoding="utf-8").replace("EXERCISE ", "")
    for text in (live, "not toml at all ["):
        (out / "case.toml").write_text(text, encoding="utf-8")
        result = run(map_folder, out, "--seed", "2", "--parties", "10")
        assert result.exit_code == 2
        assert "kept" in result.stderr
        assert (out / "case.toml").read_text(encoding="utf-8") == text


@pytest.mark.shared
def test_the_independent_judge_reads_the_case(map_folder: Path, tmp_path: Path, shared: Path) -> None:
    """The exam's judge reads what is written and finds the plan in which everybody stays feasible."""
    judge, out, plan = load_judge(shared), tmp_path / "case", tmp_path / "plan"
    run(map_folder, out, "--seed", "3", "--parties", "30", "--hours", "12")
    plan.mkdir()
    header = "party_id,seq,kind,from_node,to_node,depart,arrive,links,trip_id,site_id,flight_id\n"
    (plan / "leg.csv").write_text(header, encoding="utf-8")
    (plan / "plan.json").write_text("{}", encoding="utf-8")
    case = judge.Case(out)
    people = sum(party.size for party in CaseFolder().read(out).parties)
    found = judge.Judge(case, plan)
    assert not found.bad
    assert found.parts["left"] == people


@pytest.mark.maps
def test_the_demo_case_is_made_on_the_real_map(maps: Path, tmp_path: Path) -> None:
    """La Serena's airport gets a ring, 2,000 parties, and nearly all of them within walking range of a site."""
    made = CliRunner().invoke(
        build_cli(services()), ["import-map", str(maps / "coquimbo.zip"), "--out", str(tmp_path / "map")]
    )
    assert made.exit_code == 0, made.output
    words = ("--seed", "7", "--airhead", "-71.1995,-29.9162", "--start", "2031-03-04T06:00:00-03:00", "--json")
    result = run(tmp_path / "map", tmp_path / "case", *words)
    assert result.exit_code == 0, result.stderr
    counts = json.loads(result.stdout)
    assert counts["parties"] == 2000
    assert counts["checkpoints"] == 7
    assert counts["people_out_of_walking_range"] < 0.05 * counts["people"]
    assert CaseFolder().read(tmp_path / "case").is_exercise
