"""Promise what `safeconduct calibrate` prints, writes and refuses, of a case and of a series."""

from __future__ import annotations

import json
import re
from pathlib import Path

import judge_town
import numpy as np
import pytest
from click.testing import Result
from typer.testing import CliRunner

from safeconduct.adapters.case_folder import CaseFolder
from safeconduct.core.basics import format_time
from safeconduct.interfaces.cli import build_cli
from safeconduct.wiring import services

HEADER = "incident_id,from,to,x_coord,y_coord,precision,kind,place"


def calibrate(*words: str | Path) -> Result:
    """Run the command."""
    return CliRunner().invoke(build_cli(services()), ["calibrate", *map(str, words)])


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """Write a small case with incidents on each of ten days before its start."""
    made = judge_town.make_case()
    CaseFolder().write(made, tmp_path / "case")
    write_incidents(tmp_path / "case" / "incident.csv", tmp_path / "case", range(-10, 0))
    return tmp_path / "case"


def write_incidents(file: Path, folder: Path, days: range) -> Path:
    """Write one shooting a day, an hour into each day from the case's start."""
    case = CaseFolder().read(folder)
    lines = [HEADER]
    for day in days:
        begin = case.start + day * 86_400 + 3600
        span = ",".join(format_time(moment, case.utc_offset_seconds) for moment in (begin, begin + 60))
        lines.append(
            f"{file.stem}{day},{span},{case.network.x[-1]},{case.network.y[-1] + 1e-4},site,shooting,the bridge"
        )
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


@pytest.fixture
def series(tmp_path: Path) -> list[str]:
    """Write a series of twelve days, and return the options for its last four."""
    rng = np.random.default_rng(2)
    at = rng.normal(500.0, 120.0, (48, 2))
    np.save(tmp_path / "events.npy", np.column_stack([at, np.sort(rng.uniform(0, 12, 48))]))
    np.savez(tmp_path / "cells.npz", mask=np.ones((10, 10), bool), x0=0.0, y0=0.0, h=100.0)
    files = ["--events", str(tmp_path / "events.npy"), "--cells", str(tmp_path / "cells.npz")]
    return [*files, "--from", "8", "--to", "12", "--step", "1"]


def test_a_case_is_scored_day_by_day_from_its_start(case: Path, tmp_path: Path) -> None:
    """As many days as have passed, the incidents before the start as their past, a page that needs nothing."""
    since, page = write_incidents(tmp_path / "since.csv", case, range(3)), tmp_path / "new" / "page.html"
    ran = calibrate(case, "--incidents", since, "--page", page)
    assert ran.exit_code == 0, ran.output
    assert "Drift: not known" in ran.stdout
    found = json.loads(calibrate(case, "--incidents", since, "--json").stdout)
    assert [one["events"] for one in found["periods"]] == [1, 1, 1]
    assert found["baseline_periods"] in (9, 10)
    assert found["gain_nats_per_event"] > 0
    text = page.read_text(encoding="utf-8")
    assert "<strong>EXERCISE</strong>" in text
    assert "<script" not in text
    assert not re.search(r'(?:src|href)="(?!#)', text)
    until = format_time(CaseFolder().read(case).start + 2 * 86_400, 0)
    assert len(json.loads(calibrate(case, "--incidents", since, "--until", until, "--json").stdout)["periods"]) == 2


def test_a_series_is_scored_and_says_all_in_words(series: list[str]) -> None:
    """Table, curve, deciles, coverage and drift."""
    ran = calibrate(*series)
    assert ran.exit_code == 0, ran.output
    for words in ("Log score", "Hits", "Deciles", "Totals", "U95", "Drift"):
        assert words in ran.stdout
    assert len(json.loads(calibrate(*series, "--json").stdout)["periods"]) == 4


def test_what_is_missing_or_does_not_belong_together_exits_with_2(
    case: Path, series: list[str], tmp_path: Path
) -> None:
    """Named with its remedy."""
    before = write_incidents(tmp_path / "before.csv", case, range(-3, -1))
    for words in (
        [],
        [str(case)],
        [str(case), *series],
        series[:-4],
        [*series[:-3], "8", "--step", "1"],
        [str(case), "--incidents", str(before)],
        [str(case), "--incidents", str(before), "--until", "1990-01-01T00:00:00+00:00"],
    ):
        ran = calibrate(*words)
        assert ran.exit_code == 2, words
        assert "FAULT --" in ran.stderr
        assert "Traceback" not in ran.output
