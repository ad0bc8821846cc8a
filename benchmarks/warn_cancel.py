"""Measure how long a cancel takes from the command to the feed: `python benchmarks/warn_cancel.py`."""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from safeconduct.app.draft_warning import draft_warning
from safeconduct.app.join_operation import begin
from safeconduct.app.release_warning import approve_warning, ask_warning, send_warning
from safeconduct.core.record import ActorId
from safeconduct.core.warnings import Action, Circle, Danger, Head, Wanted, box_ring
from safeconduct.interfaces.cli import Services
from safeconduct.interfaces.cli.operation._desk import SESSION, now_millis
from safeconduct.interfaces.cli.operation.warn import open_warnings
from safeconduct.wiring import services

ROUNDS = 5
OFFICER, APPROVER = ActorId("o1"), ActorId("o2")


def begin_exercise(made: Services, folder: Path) -> dict[str, str]:
    """Begin an exercise with two operators, and return their sessions."""
    made.stores.create(folder, "EXERCISE harbour", exercise=True)
    with made.stores.open(folder) as store:
        door = made.doors(store)
        begin(door, "EXERCISE harbour", OFFICER)
        said = {"operator": APPROVER, "roles": ["approver"], "code": "", "expires_millis": now_millis() + 10**6}
        door.act(OFFICER, "operator.invited", said)
        door.record("operator.joined", {"operator": APPROVER, "by": "totp"})
    return {one: made.sessions(folder).start(one, now_millis()) for one in (OFFICER, APPROVER)}


def send_one(made: Services, folder: Path, number: int) -> str:
    """Send a warning in every language, released by two people, and return its name."""
    places = dict.fromkeys(made.warning_words.lexicons, "Quay district")
    now = now_millis() / 1000
    wanted = Wanted(Danger.ATTACK, Action.STAY, places, now + 7200, circles=(Circle(24.5, 60.5, 800),))
    head = Head(f"sc-{number}", "safeconduct", now, 0, True)
    with open_warnings(made, folder, OFFICER) as desk:
        draft_warning(desk, OFFICER, wanted, head, None, box_ring(24.0, 60.0, 25.0, 61.0), 100, 50.0)
        ask_warning(desk, OFFICER, head.identifier, now_millis())
        approve_warning(desk, APPROVER, head.identifier, now_millis())
        send_warning(desk, OFFICER, head.identifier, now_millis())
    return head.identifier


def main() -> None:
    """Print the median and the longest of several cancels, each by an interpreter of its own."""
    made = services()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "op"
        sessions = begin_exercise(made, folder)
        os.environ[SESSION] = sessions[OFFICER]
        taken = []
        for number in range(ROUNDS):
            name = send_one(made, folder, number)
            run = "from safeconduct.wiring import main; main()"
            begun = time.monotonic()
            command = [sys.executable, "-c", run, "warn", "cancel", str(folder), name, "--by", OFFICER]
            subprocess.run(command, check=True, capture_output=True)
            taken.append(time.monotonic() - begun)
            assert (folder / "feed" / f"{name}.c.cap.xml").exists()
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = (used.ru_utime + used.ru_stime) / ROUNDS
    load = os.getloadavg()[0]
    told = f"median {statistics.median(taken):.1f} s, longest {max(taken):.1f} s of {ROUNDS}"
    sys.stdout.write(f"cancel to feed: {told}; {seconds:.1f} s of processor each; load {load:.1f}\n")


if __name__ == "__main__":
    main()
