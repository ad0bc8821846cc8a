"""Hold `safeconduct review` and `safeconduct reports` to their promises: files, exit codes, a real terminal."""

from __future__ import annotations

import fcntl
import json
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from dataclasses import replace
from pathlib import Path

import judge_town
import pytest
from click.testing import Result
from harbour_reading import make_reading
from typer.testing import CliRunner

from safeconduct.adapters.case_folder import CaseFolder
from safeconduct.adapters.readings.reading_json import reading_to_json
from safeconduct.core.intake import Claim
from safeconduct.interfaces.cli import build_cli
from safeconduct.wiring import services

TABLE = (
    "item,decision,grade,reason,claim,seconds\nA1,accept,B2,,,12\nfound no gunmen,correct,C3,,clear,8\nA3,accept,,,,\n"
)


def run(*words: object) -> Result:
    """Run a command."""
    return CliRunner().invoke(build_cli(services()), list(map(str, words)), env={"COLUMNS": "120"})


@pytest.fixture
def brief(tmp_path: Path) -> Path:
    """Write the reading."""
    file = tmp_path / "brief.json"
    file.write_text(json.dumps(reading_to_json(make_reading())))
    return file


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """Write the town's case."""
    CaseFolder().write(judge_town.make_case(), tmp_path / "case")
    return tmp_path / "case"


@pytest.fixture
def decisions(tmp_path: Path) -> Path:
    """Write decisions."""
    (tmp_path / "decisions.csv").write_text(TABLE)
    return tmp_path / "decisions.csv"


def test_decisions_from_a_file_become_reports_of_a_case(brief: Path, case: Path, decisions: Path) -> None:
    """What was accepted and has place, time and claim is in report.csv; what lacks something is named."""
    result = run("review", brief, "--decisions", decisions, "--by", "duty1", "--into", case)
    assert result.exit_code == 0, result.output
    threat, clear = CaseFolder().read(case).reports
    assert (threat.report_id, threat.reliability, threat.claim) == ("feedc0de-A1", "B", Claim.THREAT)
    assert (clear.report_id, clear.reliability, clear.claim) == ("feedc0de-A2", "C", Claim.CLEAR)
    assert "NO REPORT A3" in result.output
    assert "10 s an item (median of 2)" in result.output
    again = run("review", brief, "--decisions", decisions, "--by", "duty1", "--into", case)
    assert "0 added" in again.output
    assert len((brief.parent / "brief.review.jsonl").read_text().splitlines()) == 4


def test_reports_writes_what_was_reviewed_before(brief: Path, case: Path, decisions: Path) -> None:
    """From several readings; --dry-run writes nothing; nothing reviewed, nothing written."""
    assert run("reports", brief, "--case", case).exit_code == 0
    assert not CaseFolder().read(case).reports
    assert run("review", brief, "--decisions", decisions, "--by", "duty1").exit_code == 0
    dry = run("reports", brief, "--case", case, "--dry-run", "--json")
    assert [row["report_id"] for row in json.loads(dry.stdout)["reports"]] == ["feedc0de-A1", "feedc0de-A2"]
    assert not CaseFolder().read(case).reports
    assert run("reports", brief, brief, "--case", case).exit_code == 0
    assert len(CaseFolder().read(case).reports) == 2


def test_listing_decides_nothing(brief: Path) -> None:
    """--list and --json need nobody's name, and leave no log behind."""
    listed = run("review", brief, "--list")
    assert listed.exit_code == 0
    assert "A3" in listed.output
    shown = json.loads(run("review", brief, "--json").stdout)
    assert [item["item"] for item in shown["items"]] == ["A1", "A2", "A3", "R1", "Q1"]
    assert {item["grade"] for item in shown["items"]} == {"F6"}
    assert (shown["counts"], shown["reports"], shown["median_seconds"]) == ({"open": 5}, [], None)
    assert not (brief.parent / "brief.review.jsonl").exists()


def test_faults_are_named_and_nothing_is_changed(brief: Path, case: Path, decisions: Path) -> None:
    """No name, no terminal, a bad decision, an id with other values: exit code 2, in words, nothing written."""
    assert "nobody is named" in run("review", brief, "--decisions", decisions).output
    assert run("review", brief, "--by", "duty1").exit_code == 2
    decisions.write_text(TABLE + "A9,accept,,,,\n")
    result = run("review", brief, "--decisions", decisions, "--by", "duty1", "--into", case)
    assert result.exit_code == 2
    assert "decisions.csv line 5, item: 'A9'" in result.output
    assert not CaseFolder().read(case).reports
    assert run("review", brief, "--json").stdout.count('"open"') == 6
    decisions.write_text(TABLE)
    run("review", brief, "--decisions", decisions, "--by", "duty1", "--into", case)
    decisions.write_text("item,decision,radius\nA1,correct,90\n")
    result = run("review", brief, "--decisions", decisions, "--by", "duty1", "--into", case)
    assert result.exit_code == 2
    assert "report.csv line 2, report_id: 'feedc0de-A1'" in result.output


def test_an_exercise_stays_an_exercise(brief: Path, case: Path, decisions: Path) -> None:
    """A text marked EXERCISE goes into no live case; what goes into an exercise is marked."""
    town = judge_town.make_case()
    marked = replace(make_reading(), document=replace(make_reading().document, text="EXERCISE"), attributions=())
    other = brief.with_name("other.json")
    other.write_text(json.dumps(reading_to_json(replace(marked, relations=(), questions=()))))
    CaseFolder().write(replace(town, name="Harbour"), case)
    result = run("reports", other, "--case", case)
    assert (result.exit_code, "the case is live" in result.output) == (2, True)
    CaseFolder().write(replace(town, name="EXERCISE harbour"), case)
    assert run("reports", other, "--case", case).exit_code == 0
    assert run("review", brief, "--decisions", decisions, "--by", "duty1", "--into", case).exit_code == 0
    threat, _ = CaseFolder().read(case).reports
    assert (threat.origin, threat.outlet) == ("EXERCISE harbour_master", "EXERCISE port_bulletin citing coast_radio")


@pytest.mark.parametrize("text", ["", "{}", "[]", "\xff", '{"document": 3}'])
def test_what_is_no_reading_is_refused(tmp_path: Path, text: str) -> None:
    """In words, without a traceback."""
    (tmp_path / "r.json").write_bytes(text.encode("latin-1"))
    result = run("review", tmp_path / "r.json", "--list")
    assert result.exit_code == 2
    assert "FAULT r.json" in result.output


class Terminal:
    """Run the command in a terminal of its own."""

    def __init__(self, *words: object) -> None:
        self.handle, inner = pty.openpty()
        self.resize(80, 24)
        program = "from safeconduct.wiring import main; main()"
        environment = {**os.environ, "TERM": "xterm", "NO_COLOR": "1"}
        environment.pop("COLUMNS", None)
        environment.pop("LINES", None)
        self.process = subprocess.Popen(
            [sys.executable, "-c", program, *map(str, words)], stdin=inner, stdout=inner, stderr=inner,
            env=environment, start_new_session=True,
        )  # fmt: skip
        os.close(inner)
        self.seen = ""

    def resize(self, width: int, height: int) -> None:
        """Give the window another size."""
        fcntl.ioctl(self.handle, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))

    def wait_for(self, words: str, seconds: float = 60.0) -> str:
        """Return what was written since, once it holds the words."""
        end = time.monotonic() + seconds
        while words not in self.seen:
            assert time.monotonic() < end, f"{words!r} never came: {self.seen[-2000:]!r}"
            if select.select([self.handle], [], [], 0.1)[0]:
                try:
                    self.seen += os.read(self.handle, 65536).decode(errors="replace")
                except OSError:
                    break
        seen, self.seen = self.seen, ""
        assert words in seen
        return seen

    def press(self, keys: str) -> None:
        """Press keys."""
        os.write(self.handle, keys.encode())


def test_a_whole_sitting_in_a_terminal(brief: Path) -> None:
    """Accept, be killed, go on, resize, grade, reject, quit: all decisions are there, the terminal is as before."""
    first = Terminal("review", brief, "--by", "duty1")
    first.wait_for("A1 statement 1/5")
    before = termios.tcgetattr(first.handle)
    first.press("a")
    first.wait_for("A2 statement 2/5")
    first.process.send_signal(signal.SIGKILL)
    first.process.wait()
    second = Terminal("review", brief, "--by", "duty1")
    second.wait_for("A2 statement 2/5")
    assert not termios.tcgetattr(second.handle)[3] & termios.ECHO
    second.resize(50, 20)
    second.process.send_signal(signal.SIGWINCH)
    assert "a c r g u s n p ? q" in second.wait_for("a c r g u s n p ? q")
    second.press("gc3r2\r")
    second.wait_for("A3 statement 3/5")
    second.press("\x1b[Aq")
    second.wait_for("5 items: 1 accepted, 3 open, 1 rejected")
    assert second.process.wait(20) == 0
    assert termios.tcgetattr(second.handle)[3] & termios.ECHO
    assert before[3] & termios.ICANON == 0
    lines = (brief.parent / "brief.review.jsonl").read_text().splitlines()
    assert [json.loads(line)["action"] for line in lines[1:]] == ["accept", "grade", "reject"]
    for terminal in (first, second):
        os.close(terminal.handle)
