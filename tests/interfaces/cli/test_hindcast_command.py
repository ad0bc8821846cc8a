"""Promise what `safeconduct hindcast` writes, prints and refuses."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from click.testing import Result
from typer.testing import CliRunner

from safeconduct.interfaces.cli import build_cli
from safeconduct.wiring import services


def hindcast(*words: str | Path) -> Result:
    return CliRunner().invoke(build_cli(services()), ["hindcast", *map(str, words)])


@pytest.fixture
def cells(tmp_path: Path) -> Path:
    mask = np.ones((4, 5), dtype=bool)
    mask[2, 2] = False
    np.savez(tmp_path / "cells.npz", mask=mask, x0=0.0, y0=0.0, h=100.0)
    return tmp_path / "cells.npz"


def write(folder: Path, text: str) -> Path:
    file = folder / "events.csv"
    file.write_text(text, encoding="utf-8")
    return file


def times(out: Path) -> list[str]:
    return ["--from", "5", "--to", "8", "--step", "1", "--out", str(out)]


def test_the_file_holds_periods_by_cells(tmp_path: Path, cells: Path) -> None:
    """Expected and bound in mask order, whatever else is useful, and a summary as JSON; csv and npy say the same."""
    rows = [(50.0, 50.0, 1.0), (450.0, 350.0, 2.5), (900.0, 50.0, 3.0)]
    text = "id,T,X,Y\n" + "".join(f"{n},{t},{x},{y}\n" for n, (x, y, t) in enumerate(rows)) + "9,4.0,,\n"
    told = hindcast("--events", write(tmp_path, text), "--cells", cells, *times(tmp_path / "one.npz"), "--json")
    assert told.exit_code == 0, told.output
    summary = json.loads(told.stdout)
    assert (summary["events"], summary["unplaced"], summary["outside"], summary["periods"]) == (3, 1, 1, 3)
    np.save(tmp_path / "events.npy", np.array(rows))
    assert hindcast("--events", tmp_path / "events.npy", "--cells", cells, *times(tmp_path / "two.npz")).exit_code == 0
    one, two = np.load(tmp_path / "one.npz"), np.load(tmp_path / "two.npz")
    assert one["expected"].shape == one["u95"].shape == (3, 19)
    assert one["totals_low"].shape == (3,)
    for name in one.files:
        np.testing.assert_array_equal(one[name], two[name])


def test_every_fault_is_shown_with_its_line(tmp_path: Path, cells: Path) -> None:
    """A word where a number belongs: file, line, column, value, remedy; exit 2; nothing written."""
    file = write(tmp_path, "x,y,t\n1,2,3\nfar,2,3\n1,2,soon\n")
    told = hindcast("--events", file, "--cells", cells, *times(tmp_path / "out.npz"))
    assert told.exit_code == 2
    for words in ("events.csv line 3, x: 'far'", "events.csv line 4, t: 'soon'", "not a number", "metres"):
        assert words in told.output
    assert not (tmp_path / "out.npz").exists()


@pytest.mark.parametrize(
    ("option", "value", "words"),
    [
        ("--step", "0", "above 0"),
        ("--to", "5", "later end"),
        ("--to", "1e12", "longer periods"),
        ("--cells", "nowhere.npz", "nowhere.npz"),
    ],
)
def test_what_cannot_be_is_refused(tmp_path: Path, cells: Path, option: str, value: str, words: str) -> None:
    """Exit 2 with the remedy, not a traceback."""
    file = write(tmp_path, "x,y,t\n1,2,3\n")
    told = hindcast("--events", file, "--cells", cells, *times(tmp_path / "out.npz"), option, value)
    assert told.exit_code == 2
    assert words in told.output


def test_more_forecasts_than_memory_holds_are_refused(tmp_path: Path) -> None:
    """Exit 2 with the remedy, before anything is laid out."""
    np.savez(tmp_path / "many.npz", mask=np.ones((40, 40), dtype=bool), x0=0.0, y0=0.0, h=100.0)
    told = hindcast(
        "--events", write(tmp_path, "x,y,t\n1,2,3\n"), "--cells", tmp_path / "many.npz",
        *times(tmp_path / "out.npz"), "--to", "900000",
    )  # fmt: skip
    assert told.exit_code == 2
    assert "wider cells" in told.output


def test_it_can_be_told_who_watches(tmp_path: Path, cells: Path) -> None:
    """Where half of the cells are dark, their bound does not fall, and more is expected there than known events say."""
    file = write(tmp_path, "x,y,t\n" + "".join(f"50,50,{day / 2}\n" for day in range(16)))
    seen = np.where(np.arange(19) < 10, 0.9, 0.0)
    np.savez(tmp_path / "watched.npz", seen=seen)
    told = ["--events", file, "--cells", cells, *times(tmp_path / "out.npz"), "--watched", tmp_path / "watched.npz"]
    assert hindcast(*told).exit_code == 0
    made = np.load(tmp_path / "out.npz")
    assert (np.diff(made["u95"][:, 10:], axis=0) >= 0).all()
    assert (made["u95"] >= made["expected"]).all()
    np.savez(tmp_path / "watched.npz", seen=np.tile(seen, (3, 1)))
    assert hindcast(*told).exit_code == 0
    np.testing.assert_array_equal(np.load(tmp_path / "out.npz")["u95"], made["u95"])


@pytest.mark.parametrize("seen", [np.full(18, 0.5), np.full(19, 1.5), np.full(19, np.nan)])
def test_who_watches_must_fit_the_cells(tmp_path: Path, cells: Path, seen: np.ndarray) -> None:
    """Another number of cells, or a value that is no chance, is refused with what to write; nothing is written."""
    np.savez(tmp_path / "watched.npz", seen=seen)
    file = write(tmp_path, "x,y,t\n50,50,1\n")
    options = ["--cells", cells, *times(tmp_path / "out.npz"), "--watched", tmp_path / "watched.npz"]
    told = hindcast("--events", file, *options)
    assert told.exit_code == 2
    assert "19 cells in mask order" in " ".join(told.output.split())
    assert not (tmp_path / "out.npz").exists()
