"""Promise that an origin is opened on the record, shown on a screen alone, and refused where nothing can be said."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import judge_town
import numpy as np
import pytest
from click.testing import Result
from typer.testing import CliRunner

from safeconduct.adapters.case_folder import CaseFolder
from safeconduct.core.basics import Window
from safeconduct.core.intake.reading import Precision
from safeconduct.core.picture import Incident, IncidentKind
from safeconduct.interfaces.cli import build_cli
from safeconduct.wiring import Adapters

WHO = ("--who", "security officer", "--why", "choose the shelter side of the gate")


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """Write a case with twelve impacts about one start, six shootings, and an explosion."""
    made, rng = judge_town.make_case(), np.random.default_rng(4)
    angle, far = rng.uniform(0, 2 * np.pi, 12), np.sqrt(rng.uniform(500.0**2, 6_000.0**2, 12)) / 111_195.0
    spots = [(0.05 + r * np.cos(a), 0.05 + r * np.sin(a)) for a, r in zip(angle, far, strict=True)]
    told = [(IncidentKind.INDIRECT_FIRE, *spot) for spot in spots]
    told += [(IncidentKind.SHOOTING, 0.02, 0.001 * row + 0.01) for row in range(6)]
    told += [(IncidentKind.EXPLOSION, 0.02, 0.02)]
    incidents = []
    for row, (kind, lon, lat) in enumerate(told):
        begin = made.start - 86_400.0 * (row + 1)
        when, place = Window(begin, begin + 60.0), f"spot {row}"
        incidents.append(
            Incident(
                f"i{row}", when, float(lon), float(lat), Precision.SITE, 75.0, kind, None, 0.9, "desk", place=place
            )
        )
    CaseFolder().write(replace(made, incidents=tuple(incidents)), tmp_path / "case")
    return tmp_path / "case"


Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run the command as on a screen, with a log."""

    def at_screen(*words: str | Path, screen: bool = True, log: bool = True) -> Result:
        adapters = Adapters()
        adapters.on_screen = lambda: screen
        cli = build_cli(adapters)
        logged = ["--log", str(tmp_path / "log.jsonl")] if log else []
        return CliRunner().invoke(cli, ["origin", *map(str, words), *logged])

    return at_screen


def test_regions_and_sectors_are_shown_and_the_opening_is_logged(case: Path, run: Run, tmp_path: Path) -> None:
    """Sizes, chances and sides, no coordinate; the log holds who and why, and is listed and verified."""
    ran = run(case, "--kind", "indirect_fire", "--ranges", "500", "6000", *WHO)
    assert ran.exit_code == 0, ran.output
    assert "km2" in ran.stdout
    assert "reaches" in ran.stdout
    assert "This opening is in" in ran.stdout
    assert "0.05" not in ran.stdout
    shown = run("--show-log", tmp_path / "log.jsonl", log=False)
    assert "security officer: choose the shelter side" in shown.stdout
    assert "1 opening, every line as it was written" in shown.stdout
    (tmp_path / "log.jsonl").write_text((tmp_path / "log.jsonl").read_text().replace("security", "other"))
    spoiled = run("--show-log", tmp_path / "log.jsonl", log=False)
    assert spoiled.exit_code == 2
    assert "was changed" in spoiled.stderr


def test_fewer_than_seven_linked_events_are_not_known_and_logged(case: Path, run: Run, tmp_path: Path) -> None:
    """Six of a kind, or three that a person links: not known, and on the record."""
    by_kind = run(case, "--kind", "shooting", *WHO)
    by_person = run(case, "--incidents-linked", "i12,i13,i14", "--because", "one way of acting", *WHO)
    for ran in (by_kind, by_person):
        assert ran.exit_code == 1
        assert "not known: too few events" in ran.stdout
    lines = [json.loads(line) for line in (tmp_path / "log.jsonl").read_text().splitlines()]
    assert [len(line["events"]) for line in lines] == [6, 3]


def test_into_a_file_or_a_pipe_it_says_nothing(case: Path, run: Run, tmp_path: Path) -> None:
    """No screen, no opening, no entry; and there is no option to export it."""
    ran = run(case, "--kind", "indirect_fire", "--ranges", "500", "6000", *WHO, screen=False)
    assert ran.exit_code == 2
    assert "km2" not in ran.output
    assert not (tmp_path / "log.jsonl").exists()
    for option in ("--json", "--out", "--page"):
        assert run(case, "--kind", "indirect_fire", *WHO, option).exit_code == 2


@pytest.mark.parametrize(
    "words",
    [
        ("--kind", "indirect_fire", "--who", "officer"),
        ("--kind", "indirect_fire", *WHO, "--incidents-linked", "i1"),
        ("--incidents-linked", "i1,i99", "--because", "one way of acting", *WHO),
        ("--incidents-linked", "i1,i2", *WHO),
        ("--kind", "other", *WHO),
        ("--kind", "detention", *WHO),
        ("--kind", "indirect_fire", "--ranges", "6000", "500", *WHO),
        ("--kind", "indirect_fire", "--site", "nowhere", *WHO),
        WHO,
    ],
)
def test_what_is_missing_or_wrong_exits_with_2_and_opens_nothing(case: Path, run: Run, words: tuple[str, ...]) -> None:
    """A fault with its remedy, and no region."""
    ran = run(case, *words)
    assert ran.exit_code == 2
    assert "FAULT" in ran.stderr
    assert "km2" not in ran.output


def test_nothing_is_opened_off_the_record(case: Path, run: Run) -> None:
    """Without --log there is no answer."""
    ran = run(case, "--kind", "indirect_fire", "--ranges", "500", "6000", *WHO, log=False)
    assert ran.exit_code == 2
    assert "off the record" in ran.stderr
