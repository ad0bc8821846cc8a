"""Hold `safeconduct mix` to its promises: a feasible plan, true figures, and a secret that is nowhere else."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path
from xml.etree import ElementTree

import pytest
from judge_town import make_case, make_plan
from typer.testing import CliRunner, Result

from safeconduct.adapters.case_folder import CaseFolder
from safeconduct.adapters.plan_folder import PlanFolder
from safeconduct.core.plan.mixing import draw_plan
from safeconduct.core.sufficiency import digest_plan
from safeconduct.interfaces.cli import build_cli
from safeconduct.wiring import services


@pytest.fixture
def town(tmp_path: Path) -> Path:
    """Give a folder with the town's case and its plan."""
    case = make_case()
    CaseFolder().write(case, tmp_path / "case")
    PlanFolder().write(make_plan(case), case.utc_offset_seconds, tmp_path / "given")
    return tmp_path


def mix(town: Path, *words: str) -> Result:
    """Run the command on the town."""
    command = ["mix", str(town / "case"), str(town / "given"), "--out", str(town / "out"), "--plans", "8", *words]
    return CliRunner().invoke(build_cli(services()), command)


def test_the_secret_is_in_its_own_file_and_nowhere_else(town: Path) -> None:
    """Neither seed nor probabilities nor which plan was drawn stand in any other file, on stdout or on stderr."""
    result = mix(town, "--secret-file", str(town / "vault" / "secret.json"), "--json")
    assert result.exit_code == 0, result.output
    secret = json.loads((town / "vault" / "secret.json").read_text())
    seed = int(secret["seed"], 16)
    assert seed > 2**128
    written = [file for file in town.rglob("*") if file.is_file() and "vault" not in file.parts]
    assert {file.name for file in written} >= {"plan.json", "leg.csv", "mixture.json", "frontier.svg"}
    texts = [file.read_text(encoding="utf-8") for file in written] + [result.stdout, result.stderr]
    for text in texts:
        for word in (secret["seed"], str(seed), f"{seed:x}", *map(repr, secret["weights"]), *secret["plan_digests"]):
            assert word == "1.0" or word not in text
        assert "drawn" not in text
    assert json.loads((town / "out" / "plan" / "plan.json").read_text())["seed"] == 0


def test_the_secret_is_readable_by_its_owner_alone(town: Path) -> None:
    """Whatever the umask: mode 0600 in a folder of mode 0700, and no secret is ever overwritten."""
    before = os.umask(0)
    try:
        result = mix(town, "--secret-file", str(town / "vault" / "secret.json"))
    finally:
        os.umask(before)
    assert result.exit_code == 0, result.output
    assert stat.S_IMODE((town / "vault" / "secret.json").stat().st_mode) == 0o600
    assert stat.S_IMODE((town / "vault").stat().st_mode) == 0o700
    old = (town / "vault" / "secret.json").read_text()
    again = mix(town, "--secret-file", str(town / "vault" / "secret.json"))
    assert again.exit_code == 2
    assert (town / "vault" / "secret.json").read_text() == old


def test_the_secret_goes_into_the_users_data_folder(town: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a name for it, it is a new file each time, outside the folder of the plan."""
    monkeypatch.setenv("XDG_DATA_HOME", str(town / "data"))
    assert mix(town).exit_code == 0
    assert mix(town).exit_code == 0
    assert len(list((town / "data" / "safeconduct" / "secrets").glob("mix-case-*.json"))) == 2


def test_the_secret_is_refused_beside_the_plan(town: Path) -> None:
    """Who copies the folder of the plan must not copy the secret with it."""
    result = mix(town, "--secret-file", str(town / "out" / "secret.json"))
    assert result.exit_code == 2
    assert "with the plan" in result.output
    assert not (town / "out").exists()


def test_the_draw_can_be_checked_afterwards(town: Path) -> None:
    """From the secret alone follows which plan was drawn, and the plan in the folder is that one."""
    mix(town, "--secret-file", str(town / "secret.json"))
    secret = json.loads((town / "secret.json").read_text())
    assert draw_plan(secret["weights"], int(secret["seed"], 16)) == secret["drawn"]
    kept = PlanFolder().read(town / "out" / "plan", CaseFolder().read(town / "case"))
    assert digest_plan(kept) == secret["plan_digests"][secret["drawn"]]


def test_the_plan_is_feasible_and_the_figures_are_written_once_more(town: Path) -> None:
    """`check` accepts the drawn plan; the file of figures is what --json prints; the drawing stands alone."""
    result = mix(town, "--secret-file", str(town / "secret.json"), "--json", "--extra-cost", "0.05")
    figures = json.loads(result.stdout)
    assert figures == json.loads((town / "out" / "mixture.json").read_text())
    assert figures["allowed_extra_cost"] == 0.05
    assert figures["exploitability_lower"] <= figures["exploitability_upper"] <= figures["exploitability_before"]
    assert figures["cost"] <= figures["cost_before"] * 1.05 * (1 + 1e-9)
    checked = CliRunner().invoke(build_cli(services()), ["check", str(town / "case"), str(town / "out" / "plan")])
    assert checked.exit_code == 0, checked.output
    root = ElementTree.fromstring((town / "out" / "frontier.svg").read_text(encoding="utf-8"))
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert "nan" not in (town / "out" / "frontier.svg").read_text(encoding="utf-8")


@pytest.mark.parametrize(("option", "value"), [("--extra-cost", "-2%"), ("--extra-cost", "two"), ("--way-cap", "120%")])
def test_what_is_no_share_is_refused(town: Path, option: str, value: str) -> None:
    """Exit code 2, and how to write it."""
    result = mix(town, option, value)
    assert result.exit_code == 2
    assert "write it like 2% or 0.02" in result.output


def test_an_infeasible_plan_is_refused(town: Path) -> None:
    """What the judge refuses is not mixed with anything, and no secret is written."""
    file = town / "given" / "leg.csv"
    file.write_text(file.read_text().replace("F2", "F9"))
    result = mix(town, "--secret-file", str(town / "secret.json"))
    assert result.exit_code == 2
    assert "not feasible" in result.output
    assert not (town / "secret.json").exists()
